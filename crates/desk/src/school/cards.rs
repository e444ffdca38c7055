//! What is printed for a school: a card for each pupil, and the sheet with the fingerprint.

use jiff::civil::Date;
use paper::{Fact, Slip};
use words::{Lang, t};

use super::SchoolKey;
use crate::view::Stock;

/// Slips to be laid out and read back, as every print is.
pub struct Cards {
    pub(crate) slips: Vec<Slip>,
    /// On what.
    pub(crate) stock: Stock,
    /// What the document is called; no person's name.
    pub(crate) title: String,
}

/// One pupil's card.
pub(super) struct Card {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) class: String,
}

impl Cards {
    /// The school's line first, the name largest, then until when. No colour, vaccine, reason or number. (design §9)
    pub(super) fn of_pupils(school: String, until: Date, cards: Vec<Card>, lang: Lang) -> Self {
        let title = t(lang, "school-card-title", &[("school", school.into())]);
        let slips = cards.into_iter().map(|card| Slip {
            code: card.code,
            title: title.clone(),
            name: Some(card.name),
            facts: match card.class.is_empty() {
                true => Vec::new(),
                false => vec![Fact::new(t(lang, "school-card-class", &[]), card.class)],
            },
            until: Some(Fact::new(
                t(lang, "school-card-until", &[]),
                until.to_string(),
            )),
            sentences: vec![t(lang, "school-card-sentence", &[])],
            ..Slip::default()
        });
        Self {
            slips: slips.collect(),
            stock: Stock::Id1,
            title,
        }
    }
}

impl SchoolKey {
    /// The sheet with the fingerprint.
    pub(super) fn sheet(&self, lang: Lang) -> Cards {
        let print = self.publisher().fingerprint().to_string();
        let title = t(lang, "school-sheet-title", &[]);
        let slip = Slip {
            code: print.clone(),
            title: title.clone(),
            name: Some(self.name().to_owned()),
            facts: vec![
                Fact::new(t(lang, "school-sheet-print", &[]), print),
                Fact::new(t(lang, "school-sheet-id", &[]), self.id()),
            ],
            sentences: vec![t(lang, "school-sheet-sentence", &[])],
            ..Slip::default()
        };
        Cards {
            slips: vec![slip],
            stock: Stock::A4,
            title,
        }
    }
}
