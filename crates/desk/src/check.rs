//! Checking: a text becomes a code that somebody has judged.

use std::collections::BTreeMap;

use healthcode::kc1::Gate;
use healthcode::shc::{self, Part};
use healthcode::{Judgement, Reason, Signature, Verdict};
use jiff::Timestamp;
use rules::RulesAnswer;

use crate::grounds::Grounds;
use crate::problem::Problem;
use crate::source::{Origin, Source};

/// A code, where it was found, and what it is worth at one moment.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Where it was found.
    pub origin: Origin,
    /// The text as it stood in the symbol; what is printed again.
    pub(crate) text: healthcode::Private<String>,
    /// The first three answers.
    pub judgement: Judgement,
    /// The fourth: what the rules of this region say. `None` if no region is chosen, or the code is not believed.
    pub rules: Option<RulesAnswer>,
    /// What the family calls its holder, in their own script and in Latin letters: for paper, where the code carries
    /// a mask alone.
    pub(crate) called: Option<Called>,
}

/// A name as the family writes it.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub(crate) name: healthcode::Private<String>,
    /// Empty where nobody knows it.
    pub(crate) latin: healthcode::Private<String>,
}

impl Checked {
    /// Judges `text` at `now`.
    pub fn new(origin: Origin, text: String, grounds: &Grounds, now: Timestamp) -> Self {
        let judgement = healthcode::judge(&text, &grounds.trust, now);
        Self::of(origin, text, judgement, grounds, now)
    }

    /// Judges `text` that somebody shows at `now`, by what the `gate` remembers and asks for.
    pub fn shown(
        origin: Origin,
        text: String,
        grounds: &Grounds,
        gate: &mut Gate,
        now: Timestamp,
    ) -> Self {
        let judgement = healthcode::judge_shown(&text, &grounds.trust, gate, now);
        Self::of(origin, text, judgement, grounds, now)
    }

    fn of(
        origin: Origin,
        text: String,
        judgement: Judgement,
        grounds: &Grounds,
        now: Timestamp,
    ) -> Self {
        Self {
            origin,
            text: healthcode::Private::new(text),
            rules: grounds.rules(&judgement, now),
            called: None,
            judgement,
        }
    }

    /// Judges the same text again, after the trust list or the time has changed. Whether it was live when
    /// it was shown stays as it was found.
    pub fn again(&mut self, grounds: &Grounds, now: Timestamp) {
        let (text, before) = (self.text.expose(), &self.judgement);
        self.judgement = healthcode::judge_again(text, &grounds.trust, before, now);
        self.rules = grounds.rules(&self.judgement, now);
    }

    /// The same where this computer's clock is known to be behind: what depends on the time is not known.
    pub fn doubting_the_clock(self) -> Self {
        Self {
            judgement: self.judgement.doubting_the_clock(),
            rules: self.rules.map(|_| RulesAnswer::doubting_the_clock()),
            ..self
        }
    }

    /// What it is worth here, by all four answers.
    pub fn verdict(&self) -> Verdict {
        let before = self.judgement.verdict();
        let rules = self.rules.as_ref();
        rules.map_or(before, |answer| rules::verdict(before, answer))
    }

    /// The rules' answer, if it is what turned an accepted code away.
    pub(crate) fn turned_away(&self) -> Option<&RulesAnswer> {
        let changed = self.verdict() != self.judgement.verdict();
        self.rules.as_ref().filter(|_| changed)
    }

    /// The part of a SMART Health Card that this is, if it is one of several.
    pub(crate) fn part(&self) -> Option<Part> {
        Part::read(self.text.expose())
            .ok()
            .filter(|part| part.of > 1)
    }

    /// The text to print: digits for a SMART Health Card that came as text or in parts.
    pub(crate) fn printed_text(&self) -> String {
        let text = self.text.expose();
        let jws = shc::looks_like_jws(text)
            .then(|| shc::numeric(text))
            .flatten();
        jws.unwrap_or_else(|| text.clone())
    }

    /// The text as it stood in the symbol, to be handed to the person whose it is. `expose` is called on it.
    pub fn text(&self) -> &healthcode::Private<String> {
        &self.text
    }

    /// Whether a trusted key made its signature; whatever else it is worth.
    pub(crate) fn is_signed(&self) -> bool {
        self.judgement.signature == Signature::Good
    }

    /// Whether it is a health code at all, or a text shaped like a damaged one.
    pub fn is_health_code(&self) -> bool {
        self.judgement.reason != Reason::NotHealthCode
    }
}

/// Reads one page (from 0) of a source and judges every code on it with `judge`.
///
/// # Errors
///
/// [`Problem`] if the page cannot be read.
pub fn page(
    source: &Source,
    page: usize,
    mut judge: impl FnMut(Origin, String) -> Checked,
) -> Result<Vec<Checked>, Problem> {
    let file = (!source.name.is_empty()).then(|| source.name.clone());
    let texts = source.page(page)?;
    Ok(texts
        .into_iter()
        .enumerate()
        .map(|(index, text)| {
            let origin = Origin {
                file: file.clone(),
                page: page + 1,
                index: index + 1,
            };
            judge(origin, text)
        })
        .collect())
}

/// Joins the parts of SMART Health Cards that stand among `codes`, wherever they were found, and
/// leaves the rest as it is. The joined card takes the place of its first part.
///
/// Parts of two cards with the same number of parts cannot be told apart: they stay parts.
pub fn join(codes: Vec<Checked>, grounds: &Grounds, now: Timestamp) -> Vec<Checked> {
    let mut sets: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
    for part in codes.iter().filter_map(Checked::part) {
        sets.entry(part.of).or_default().push(part);
    }
    let mut whole: BTreeMap<usize, Option<String>> = sets
        .into_iter()
        .filter_map(|(of, parts)| Some((of, Some(shc::join(&parts).ok()?))))
        .collect();
    let mut joined = Vec::with_capacity(codes.len());
    for code in codes {
        match code.part().and_then(|part| whole.get_mut(&part.of)) {
            None => joined.push(code),
            Some(jws) => {
                joined.extend(
                    jws.take()
                        .map(|jws| Checked::new(code.origin, jws, grounds, now)),
                );
            }
        }
    }
    joined
}
