//! Reading packs strictly: closed fields, ranges, sources.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use thiserror::Error;

use crate::colour::{Colours, InForce, LONGEST};
use crate::pack::{Class, Names, Pack, Source, SourceKind, Standing};
use crate::region;
use crate::value::{ChildLimit, Known, Papers, Value};

/// Why bytes are not packs. Nothing of them counts then.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PackError {
    /// Not the one spelling that is signed (RFC 8785).
    #[error("not written in the one way that is allowed")]
    Canonical,
    /// Colours without a law, or for longer than 30 days.
    #[error("{region}: colours need a law, a disease, an area and an end within 30 days")]
    Colours {
        /// Of which region.
        region: String,
    },
    /// A field that is wrong in itself.
    #[error("{region}, {field}: {why}")]
    Field {
        /// Of which region.
        region: String,
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// Not packs at all: other JSON, other version.
    #[error("not region packs: {0}")]
    Form(String),
    /// Two packs of a region are in force at one time.
    #[error("{region}: two packs for one time")]
    Overlap {
        /// Of which region.
        region: String,
    },
    /// A value stands in a source that is not listed, or a rule in no law and no notice.
    #[error("{region}, {field}: needs a source that is listed, and a rule needs a law or a notice")]
    Source {
        /// Of which region.
        region: String,
        /// Which field.
        field: &'static str,
    },
    /// Larger than [`MAX_PACKS`].
    #[error("larger than packs may be")]
    TooLarge,
}

/// The most bytes of packs: 1 MiB, some twenty times what ships. A ceiling of this reader.
pub const MAX_PACKS: usize = 1 << 20;

/// The first field of packs.
pub(crate) const FORMAT: &str = "kincode-packs/1";

/// The packs of a document, whatever its spelling.
pub(crate) fn document(json: &Json) -> Result<Vec<Pack>, PackError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Document<'a> {
        format: &'a str,
        packs: Vec<Json>,
    }
    let document = Document::deserialize(json).map_err(|e| PackError::Form(e.to_string()))?;
    if document.format != FORMAT {
        return Err(PackError::Form(format!("the format is not {FORMAT}")));
    }
    document.packs.iter().map(pack).collect()
}

/// A pack as it is written, its values still unread.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    region: String,
    names: Names,
    class: Class,
    division: String,
    east_minutes: i16,
    version: u32,
    standing: Standing,
    from: Timestamp,
    until: Timestamp,
    sources: BTreeMap<String, Source>,
    papers: Json,
    review_hours: Json,
    face: Json,
    children: Json,
    offline_days: Json,
    display: Json,
    update: Json,
    appeal: Json,
    hotline: Json,
    recognises: Json,
    paper_days: Json,
    grace_hours: Json,
    mask: Json,
    colours: Json,
}

fn pack(json: &Json) -> Result<Pack, PackError> {
    let written = Written::deserialize(json).map_err(|e| {
        let region = json.get("region").and_then(Json::as_str);
        PackError::Form(format!("{}: {e}", region.unwrap_or("a pack")))
    })?;
    let of = Of {
        region: &written.region,
        standing: written.standing,
        sources: &written.sources,
    };
    of.frame(&written)?;
    Ok(Pack {
        papers: of.value("papers", &written.papers, is_papers)?,
        review_hours: of.value("review_hours", &written.review_hours, |hours| {
            *hours <= 2_160
        })?,
        face: of.value("face", &written.face, |_| true)?,
        children: of.value("children", &written.children, |_| true)?,
        offline_days: of.value("offline_days", &written.offline_days, |days| *days <= 30)?,
        display: of.value("display", &written.display, |_| true)?,
        update: of.value("update", &written.update, |_| true)?,
        appeal: of.value("appeal", &written.appeal, |_| true)?,
        hotline: of.value("hotline", &written.hotline, |number: &String| {
            is_telephone(number)
        })?,
        recognises: of.value("recognises", &written.recognises, |others: &Vec<String>| {
            let sorted = others.windows(2).all(|pair| pair[0] < pair[1]);
            sorted
                && others
                    .iter()
                    .all(|id| region::is_id(id) && *id != written.region)
        })?,
        paper_days: of.value("paper_days", &written.paper_days, |days| {
            (1..=31).contains(days)
        })?,
        grace_hours: of.value("grace_hours", &written.grace_hours, |hours| {
            (1..=48).contains(hours)
        })?,
        mask: of.value("mask", &written.mask, |_| true)?,
        colours: of.colours(&written.colours)?,
        region: written.region,
        names: written.names,
        class: written.class,
        division: written.division,
        east_minutes: written.east_minutes,
        version: written.version,
        standing: written.standing,
        from: written.from,
        until: written.until,
        sources: written.sources.into_iter().collect(),
    })
}

/// What the fields of one pack are read against.
struct Of<'a> {
    region: &'a str,
    standing: Standing,
    sources: &'a BTreeMap<String, Source>,
}

impl Of<'_> {
    /// What is not a value.
    fn frame(&self, written: &Written) -> Result<(), PackError> {
        let digits = written.division.bytes().all(|b| b.is_ascii_digit());
        let whole = [written.from, written.until]
            .iter()
            .all(|time| time.subsec_nanosecond() == 0);
        let named = |text: &str| !text.trim().is_empty();
        for (field, holds) in [
            ("region", region::is_id(&written.region)),
            (
                "names",
                named(&written.names.zh) && named(&written.names.en),
            ),
            ("division", written.division.len() == 2 && digits),
            ("version", written.version > 0),
            (
                "east_minutes",
                (-12 * 60..=14 * 60).contains(&written.east_minutes),
            ),
            ("until", whole && written.from < written.until),
            (
                "sources",
                self.sources
                    .iter()
                    .all(|(id, source)| named(id) && named(&source.title)),
            ),
        ] {
            if !holds {
                return Err(self.wrong(field, "out of its range"));
            }
        }
        Ok(())
    }

    fn value<T: DeserializeOwned>(
        &self,
        field: &'static str,
        json: &Json,
        holds: impl Fn(&T) -> bool,
    ) -> Result<Value<T>, PackError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Stated<T> {
            value: T,
            source: String,
            at: String,
        }
        if json.as_str() == Some("unknown") {
            return Ok(Value::Unknown);
        }
        let stated =
            Stated::<T>::deserialize(json).map_err(|e| self.wrong(field, &e.to_string()))?;
        if !holds(&stated.value) {
            return Err(self.wrong(field, "out of its range"));
        }
        let source = self.sources.get(&stated.source);
        let enough = |source: &Source| {
            self.standing == Standing::Example || source.kind != SourceKind::Article
        };
        if !source.is_some_and(enough) || stated.at.trim().is_empty() {
            let region = self.region.to_owned();
            return Err(PackError::Source { region, field });
        }
        Ok(Value::Known(Known {
            value: stated.value,
            source: stated.source,
            at: stated.at,
        }))
    }

    fn colours(&self, json: &Json) -> Result<Colours, PackError> {
        if json.as_str() == Some("off") {
            return Ok(Colours::Off);
        }
        let colours =
            InForce::deserialize(json).map_err(|e| self.wrong("colours", &e.to_string()))?;
        let life = colours.until.duration_since(colours.from);
        let named = [&colours.instrument, &colours.disease, &colours.area]
            .iter()
            .all(|text| !text.trim().is_empty());
        let whole = [colours.from, colours.until]
            .iter()
            .all(|time| time.subsec_nanosecond() == 0);
        if named && whole && life.is_positive() && life <= LONGEST {
            Ok(Colours::InForce(colours))
        } else {
            let region = self.region.to_owned();
            Err(PackError::Colours { region })
        }
    }

    fn wrong(&self, field: &'static str, why: &str) -> PackError {
        PackError::Field {
            region: self.region.to_owned(),
            field,
            why: why.to_owned(),
        }
    }
}

fn is_papers(papers: &Papers) -> bool {
    !papers.is_empty() && papers.iter().all(|together| !together.is_empty())
}

fn is_telephone(number: &str) -> bool {
    (3..=20).contains(&number.len())
        && number
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'))
}

impl<'de> Deserialize<'de> for ChildLimit {
    /// A number from 1 on, or `"no-limit"`.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Number(u8),
            Word(String),
        }
        match Either::deserialize(deserializer) {
            Ok(Either::Number(most @ 1..)) => Ok(Self::Most(most)),
            Ok(Either::Word(word)) if word == "no-limit" => Ok(Self::NoLimit),
            _ => Err(serde::de::Error::custom("a number from 1 on, or no-limit")),
        }
    }
}
