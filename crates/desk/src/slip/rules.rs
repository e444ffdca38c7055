//! The fourth answer of a slip: what the rules of this region say of a code.

use jiff::tz::TimeZone;
use rules::{Reason, RulesAnswer};
use words::{Lang, t};

use crate::check::Checked;
use crate::regions::say;

/// The answer, why, and whose rules: an example is called one.
pub(super) fn answer(checked: &Checked, lang: Lang, zone: &TimeZone) -> String {
    let Some(answer) = &checked.rules else {
        return t(lang, "answer-rules-unset", &[]);
    };
    let mut said = say(&answer.outcome.message(), lang, zone);
    // Of what is in order there is nothing else to say.
    if answer.reason != Reason::InOrder {
        let why = say(&answer.reason.message(), lang, zone);
        let args = [("answer", said.into()), ("why", why.into())];
        said = t(lang, "answer-rules-why", &args);
    }
    if let Some(pack) = &answer.pack {
        let whose = say(&pack.message(), lang, zone);
        let args = [("answer", said.into()), ("whose", whose.into())];
        said = t(lang, "answer-rules-whose", &args);
    }
    said
}

/// Why an accepted code is turned away here.
pub(super) fn note(turned_away: &RulesAnswer, lang: Lang, zone: &TimeZone) -> String {
    let why = say(&turned_away.reason.message(), lang, zone);
    t(lang, "note-rules", &[("why", why.into())])
}

/// What to do about it.
pub(super) fn next(turned_away: &RulesAnswer, lang: Lang, zone: &TimeZone) -> String {
    let steps = turned_away.next.iter().take(MOST_STEPS);
    let said = steps.map(|step| say(&step.message(), lang, zone));
    said.reduce(|first, then| {
        let args = [("first", first.into()), ("then", then.into())];
        t(lang, "next-then", &args)
    })
    .unwrap_or_else(|| t(lang, "next-rules", &[]))
}

/// A slip says one thing to do, and one more where that may not help.
const MOST_STEPS: usize = 2;
