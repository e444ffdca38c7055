//! What is special about a slip of our own codes: marks, what it says of being shown, facts, the mark of a
//! holder.

use healthcode::Judgement;
use healthcode::kc1::{Claims, Colour, Holder, Kind, Live, Second};
use healthcode::statement::Kc1;
use healthcode::verdict::{Reason, Verdict};
use jiff::tz::TimeZone;
use words::{Lang, t};

use super::Facts;
use crate::check::Checked;
use crate::view::{FactView, HolderView};
use crate::{dates, people};

/// The key under which the sentences of a reason are filed; `part` is `note` or `next`.
pub(super) fn key(judgement: &Judgement, part: &str) -> Option<String> {
    let code = judgement.content().and_then(|code| code.kc1());
    let kind = code.map(|code| &code.claims.kind);
    let name = match (judgement.reason, kind) {
        (Reason::Kc1(reason), _) => reason.as_str().replace('.', "-"),
        (Reason::Genuine, Some(Kind::Strip(_))) => "kc1-live".to_owned(),
        (Reason::Genuine, Some(Kind::Paper)) if part == "next" => "kc1-paper".to_owned(),
        (Reason::Genuine, Some(Kind::School(_))) if part == "next" => "kc1-school".to_owned(),
        _ => return None,
    };
    Some(format!("{part}-{name}"))
}

/// Words of their own beside the verdict: practice, paper, and the colour that the code states. A colour
/// stands only where a good signature carries it, and never on a code that is refused.
pub(super) fn marks(checked: &Checked, lang: Lang) -> Vec<String> {
    let Some(code) = checked.judgement.content() else {
        return Vec::new();
    };
    let Some(kc1) = code.kc1() else {
        return Vec::new();
    };
    let practice = code.is_practice().then_some("mark-practice");
    let paper = matches!(kc1.claims.kind, Kind::Paper).then_some("mark-paper");
    let colour = colour(checked).map(|colour| match colour {
        "green" => "mark-green",
        "yellow" => "mark-yellow",
        _ => "mark-red",
    });
    let marks = [practice, paper, colour].into_iter().flatten();
    marks.map(|key| t(lang, key, &[])).collect()
}

/// The colour that a verified code states, unless it is refused.
pub(crate) fn colour(checked: &Checked) -> Option<&'static str> {
    let stated = checked.judgement.verified()?.colour()?;
    let refused = checked.verdict() == Verdict::Refuse;
    let name = match stated {
        Colour::None => return None,
        Colour::Green => "green",
        Colour::Yellow(_) => "yellow",
        Colour::Red(_) => "red",
    };
    (!refused).then_some(name)
}

/// Whether and how it was shown, for codes that can be.
pub(super) fn live(judgement: &Judgement, lang: Lang) -> Option<FactView> {
    let seconds = match judgement.live {
        Live::NotAsked => return None,
        Live::Stale { age } => age.as_secs(),
        Live::Ahead { by } => by.as_secs(),
        Live::Repeat { ago } => ago.as_secs(),
        Live::Fresh | Live::Missing | Live::Forged | Live::Challenge => 0,
    };
    let key = format!("answer-live-{}", judgement.live.as_str());
    Some(FactView {
        label: t(lang, "answer-live", &[]),
        value: t(lang, &key, &[("seconds", seconds.to_string().into())]),
    })
}

/// How its holder is shown: a character, and what else it tells.
pub(super) fn holder(mark: &Holder, lang: Lang) -> HolderView {
    HolderView {
        name: people::masked(mark),
        latin: None,
        birth: second(mark, lang),
    }
}

/// The second mark in words.
pub(crate) fn second(mark: &Holder, lang: Lang) -> Option<String> {
    match mark.second.as_ref()?.expose() {
        Second::Tail(tail) => Some(t(lang, "holder-tail", &[("tail", tail.as_str().into())])),
        Second::Birthday { month, day } => {
            let month = t(lang, &format!("month-{month}"), &[]);
            let args = [("month", month.into()), ("day", day.to_string().into())];
            Some(t(lang, "holder-birthday", &args))
        }
    }
}

/// What it says, for the second press.
pub(super) fn facts(facts: &mut Facts, kc1: &Kc1, lang: Lang, zone: &TimeZone) {
    let Kc1 { claims, proof } = kc1;
    facts.add("holder", second(&claims.holder, lang));
    facts.add("region", Some(claims.region.clone()));
    if let Kind::School(place) = &claims.kind {
        facts.add("place", Some(place.clone()));
    }
    let moment = |at| Some(dates::moment(at, zone, lang));
    facts.add("as-of", moment(claims.as_of));
    facts.add("shown", proof.and_then(|proof| moment(proof.t)));
    facts.add("serial", Some(claims.serial.to_string()));
    let log = claims.colour.log();
    facts.add("decision", log.map(|log| log.index.to_string()));
}

/// When a code for a screen ends to the minute; days are enough for the others.
pub(super) fn until(claims: &Claims, lang: Lang, zone: &TimeZone) -> Option<String> {
    matches!(claims.kind, Kind::Strip(_)).then(|| dates::moment(claims.exp, zone, lang))
}
