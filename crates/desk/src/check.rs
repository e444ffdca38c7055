//! Checking: a text becomes a code that somebody has judged.

use healthcode::{Judgement, Reason, Trust};
use jiff::Timestamp;

use crate::problem::Problem;
use crate::source::{Origin, Source};

/// A code, where it was found, and what it is worth at one moment.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Where it was found.
    pub origin: Origin,
    /// The text as it stood in the symbol; what is printed again.
    pub(crate) text: healthcode::Private<String>,
    /// The four answers and the verdict.
    pub judgement: Judgement,
}

impl Checked {
    /// Judges `text` at `now`.
    pub fn new(origin: Origin, text: String, trust: &Trust, now: Timestamp) -> Self {
        let judgement = healthcode::judge(&text, trust, now);
        Self {
            origin,
            text: healthcode::Private::new(text),
            judgement,
        }
    }

    /// Judges the same text again, after the trust list or the time has changed.
    pub fn again(&mut self, trust: &Trust, now: Timestamp) {
        self.judgement = healthcode::judge(self.text.expose(), trust, now);
    }

    /// Whether it is a health code at all, or a text shaped like a damaged one.
    pub fn is_health_code(&self) -> bool {
        self.judgement.reason != Reason::NotHealthCode
    }
}

/// Reads one page (from 0) of a source and judges every code on it.
///
/// # Errors
///
/// [`Problem`] if the page cannot be read.
pub fn page(
    source: &Source,
    page: usize,
    trust: &Trust,
    now: Timestamp,
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
            Checked::new(origin, text, trust, now)
        })
        .collect())
}
