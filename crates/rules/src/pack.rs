//! The rules of one region, as data.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::colour::Colours;
use crate::message::Message;
use crate::value::{Appeal, ChildLimit, Display, Mask, Papers, Review, Update, Value};

/// What one region asks for, from one moment to another. Read by [`Packs::read`](crate::Packs::read)
/// and signed with the trust file that it comes in (kc1.md part 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Which region: `CN-GD`, as codes name it.
    pub region: String,
    /// What the region is called.
    pub names: Names,
    /// Which kind of region.
    pub class: Class,
    /// The division's two digits (GB/T 2260).
    pub division: String,
    /// Minutes from UTC to the region's clock, eastward: where its days begin.
    pub east_minutes: i16,
    /// Counts the packs of a region, from 1.
    pub version: u32,
    /// Whether it is anybody's rule.
    pub standing: Standing,
    /// In force from this moment, whole seconds.
    pub from: Timestamp,
    /// No longer in force from this moment on, whole seconds. It lapses by itself.
    pub until: Timestamp,
    /// What the values stand in, by id, in the order of the ids.
    pub sources: Vec<(String, Source)>,
    /// What proves a guardianship.
    pub papers: Value<Papers>,
    /// Hours until a binding is decided.
    pub review_hours: Value<Review>,
    /// Whether a face check is asked for.
    pub face: Value<bool>,
    /// How many children one guardian may bind at once.
    pub children: Value<ChildLimit>,
    /// Days that a run of strips is issued ahead, 0 to 30; 0 means that codes work with a network only.
    pub offline_days: Value<u8>,
    /// How much of a vaccination is shown.
    pub display: Value<Display>,
    /// How a change reaches the code.
    pub update: Value<Update>,
    /// Which way an appeal goes for a child.
    pub appeal: Value<Appeal>,
    /// Who answers the telephone.
    pub hotline: Value<String>,
    /// Regions whose codes count here beside its own.
    pub recognises: Value<Vec<String>>,
    /// The most days that a paper code may be valid, 1 to 31.
    pub paper_days: Value<u8>,
    /// How old a status list may be, in hours, 1 to 48.
    pub grace_hours: Value<u8>,
    /// The second mark that codes carry.
    pub mask: Value<Mask>,
    /// What colours mean here.
    pub colours: Colours,
}

/// A name in the two languages of the product.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The kinds of regions (mission S1-46 to S1-48).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// One of the 31 of the mainland.
    Mainland,
    /// Hong Kong, Macao, Taiwan.
    Special,
}

/// Whether a pack is anybody's rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// 示例，非现行规定: for practice only. It decides nothing about a real code.
    Example,
    /// The region's own rules, each value from a law or a notice.
    Rule,
}

/// What values stand in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title, as it is.
    pub title: String,
    /// Of which day.
    pub date: Date,
    /// What it is.
    pub kind: SourceKind,
}

/// The kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Somebody wrote it in the web: enough for an example, never for a rule.
    Article,
    /// A law or regulation.
    Law,
    /// An office's notice.
    Notice,
}

impl Pack {
    /// Whether it is in force at `now`.
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.from <= now && now < self.until
    }

    /// Whether it is an example, which is to be marked wherever it is shown.
    pub fn is_example(&self) -> bool {
        self.standing == Standing::Example
    }

    /// The mark of an example: 示例，据 2025 年网文，非现行规定. `None` for a rule.
    pub fn mark(&self) -> Option<Message> {
        self.is_example().then(|| Message::new("rules-example"))
    }

    /// Days that an issuer may issue ahead here: none while that is not known.
    pub fn run_days(&self) -> u8 {
        self.offline_days.known().copied().unwrap_or(0)
    }

    /// The source of this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        let found = self.sources.iter().find(|(own, _)| own == id);
        found.map(|(_, source)| source)
    }
}
