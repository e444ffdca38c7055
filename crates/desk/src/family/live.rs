//! The live code: today's strip with a proof of this moment, made here without network. (kc1.md 1.3)

use healthcode::kc1::{Claims, Proof, Second, write};
use jiff::Timestamp;
use rand_core::Rng as _;
use words::{Lang, t};

use super::runs::{Run, age, colour};
use super::sorts::look;
use super::{Family, rights};
use crate::check::Checked;
use crate::dates;
use crate::machine::dice;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::slip;
use crate::view::{HeldKind, HeldView, LiveView, Printing, SlipView, SymbolView, Verdict};

/// Seconds from one proof to the next. (kc1.md 1.3)
const PERIOD: u32 = 30;

impl Family {
    /// The live code of a run at this moment, with the six digits that a checker asked for.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a run that is not there any more, [`Code::Challenge`] for anything but six digits.
    pub fn live(
        &mut self,
        held: u32,
        challenge: Option<&str>,
        sight: &Sight,
    ) -> Result<LiveView, Problem> {
        let challenge = challenge.map(digits).transpose()?;
        let run = self.run(held)?;
        let (lang, now, zone) = (sight.lang, sight.now.timestamp(), sight.now.time_zone());
        let strip = run.today(now);
        // What it is worth does not hang on the digits; they are between holder and checker.
        let checked = run.checked(sight);
        let shown = run.proven(challenge, sight);
        let symbol = shown.and_then(|text| paper::symbol_path(&text));
        let (before, after) = self.neighbours(held, sight);
        let owner = self.people.get(&run.enrolment.person);
        let none = |key: &str| t(lang, key, &[]);
        Ok(LiveView {
            held,
            name: self.name_of(run.enrolment.person),
            line: owner.map_or_else(String::new, |person| {
                rights::introduction(&person.fields, lang)
            }),
            mark: strip.map_or_else(String::new, |strip| mark(strip.code.claimed(), lang)),
            from: t(
                lang,
                "live-from",
                &[
                    ("authority", run.authority.name(&lang.to_string()).into()),
                    ("region", run.region(lang).into()),
                ],
            ),
            verdict: checked.as_ref().map_or(Verdict::Undecided, slip::verdict),
            word: checked.as_ref().map_or_else(
                || none("word-no-strip"),
                |checked| slip::word(checked, lang),
            ),
            symbol: symbol.map(|symbol| SymbolView {
                side: symbol.side,
                path: symbol.path,
            }),
            period: PERIOD,
            renew: PERIOD * 1_000,
            until: strip.map_or_else(
                || none("live-none"),
                |strip| {
                    let exp = strip.code.claimed().exp;
                    let args = [("moment", dates::moment(exp, zone, lang).into())];
                    t(lang, "live-until", &args)
                },
            ),
            through: run.through(now, zone, lang),
            age: age(run.enrolment.contact, now, lang),
            colour: strip.and_then(|strip| colour(strip.code.claimed().colour, lang)),
            practice: run.authority.practice,
            challenge: challenge.map(|digits| format!("{digits:06}")),
            next: checked.as_ref().map_or_else(
                || none("live-none-next"),
                |checked| slip::next(checked, lang, sight.now.time_zone()),
            ),
            before,
            after,
            capture: super::showing::capture(lang),
        })
    }

    /// A run as a thing on the board.
    pub(super) fn run_held(&self, run: &Run<'_>, sight: &Sight) -> (Option<Checked>, HeldView) {
        let lang = sight.lang;
        let checked = run.checked(sight);
        let id = self.handle(&run.id);
        let slip = match &checked {
            Some(checked) => slip::view(id, checked, lang, &sight.now),
            None => without_strip(id, run, lang),
        };
        let kept = t(
            lang,
            "run-since",
            &[(
                "age",
                age(run.enrolment.contact, sight.now.timestamp(), lang).into(),
            )],
        );
        let held = HeldView {
            slip: SlipView {
                printing: Printing::Never,
                ..slip
            },
            kind: HeldKind::Run,
            shows: true,
            older: 0,
            kept,
            leaves: None,
            run: Some(self.run_view(run, sight)),
        };
        (checked, held)
    }
}

impl Run<'_> {
    /// The live code of this moment; `None` if there is no strip for now.
    fn proven(&self, challenge: Option<u32>, sight: &Sight) -> Option<String> {
        let now = sight.now.timestamp();
        let strip = self.today(now)?;
        let mut rnd = [0; 8];
        dice().fill_bytes(&mut rnd);
        let proof = Proof {
            t: Timestamp::from_second(now.as_second()).ok()?,
            rnd,
            challenge,
        };
        let Ok(text) = write::proof(&strip.code, &proof).ok()?.text_by(&strip.key);
        Some(text)
    }

    /// The same, judged as a checker who asks for nothing judges it.
    fn checked(&self, sight: &Sight) -> Option<Checked> {
        Some(look(&self.proven(None, sight)?, sight))
    }
}

/// What the code says of the holder: “张* · 12 月 31 日”, “ZS* · 尾号 3421”.
fn mark(claims: &Claims, lang: Lang) -> String {
    let name = claims.holder.name.as_ref();
    let name = name.map(|name| format!("\u{2068}{}\u{2069}*", name.expose()));
    let second = claims
        .holder
        .second
        .as_ref()
        .map(|second| match second.expose() {
            Second::Tail(tail) => t(lang, "mark-tail", &[("tail", tail.as_str().into())]),
            Second::Birthday { month, day } => {
                let month = t(lang, &format!("month-{month}"), &[]);
                let args = [("month", month.into()), ("day", day.to_string().into())];
                t(lang, "mark-birthday", &args)
            }
        });
    let parts: Vec<String> = [name, second].into_iter().flatten().collect();
    parts.join(" · ")
}

/// A run without a strip for now.
fn without_strip(id: u32, run: &Run<'_>, lang: Lang) -> SlipView {
    let say = |key: &str| t(lang, key, &[]);
    SlipView {
        id,
        verdict: Verdict::Undecided,
        word: say("word-no-strip"),
        note: None,
        title: t(
            lang,
            "from-issuer",
            &[
                ("what", say("what-run").into()),
                ("issuer", run.authority.name(&lang.to_string()).into()),
            ],
        ),
        until: say("live-none"),
        next: say("live-none-next"),
        holder: None,
        answers: Vec::new(),
        facts: Vec::new(),
        events: Vec::new(),
        marks: Vec::new(),
        claimed: false,
        source: String::new(),
        offer_trust: false,
        printing: Printing::Never,
    }
}

/// Six digits, as a checker says them.
fn digits(text: &str) -> Result<u32, Problem> {
    let wrong = || Problem::new(Code::Challenge, "");
    let six = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    six.then(|| text.parse().ok()).flatten().ok_or_else(wrong)
}
