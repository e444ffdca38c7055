//! Lists as the window shows them, with their age in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use words::{Lang, t};

use super::{Known, Provenance, Shelf, Shelved};
use crate::view::{IssuerView, ListState, ListView, TrustView};
use crate::{dates, slip};

impl Shelf {
    /// The shelf as the window shows it: what came with the product first.
    pub(crate) fn view(&self, now: Timestamp, zone: &TimeZone, lang: Lang) -> TrustView {
        let lists = self.lists.iter().map(|list| list.view(now, zone, lang));
        TrustView {
            lists: lists.collect(),
        }
    }
}

impl Shelved {
    pub(super) fn view(&self, now: Timestamp, zone: &TimeZone, lang: Lang) -> ListView {
        let about = &self.about;
        let too_old = about.until.is_some_and(|until| now > until);
        let mut issuers: Vec<&Known> = self.issuers.iter().collect();
        issuers.sort_by(|a, b| (&a.country, &a.name).cmp(&(&b.country, &b.name)));
        issuers.dedup_by(|a, b| a.name == b.name && a.country == b.country);
        let more = issuers.len().saturating_sub(SHOWN);
        let count = |n: usize| n.to_string().into();
        ListView {
            id: self.id.clone(),
            name: match self.kind {
                Some(kind) => t(lang, &format!("list-{}", kind.name()), &[]),
                None => about.name.clone(),
            },
            what: t(
                lang,
                "list-what",
                &[
                    ("issuers", count(issuers.len())),
                    ("keys", count(self.issuers.len())),
                ],
            ),
            age: age(self, now, zone, lang),
            state: match (about.archive, too_old) {
                (true, _) => ListState::Archive,
                (false, true) => ListState::TooOld,
                (false, false) => ListState::Current,
            },
            added: matches!(self.from, Provenance::Added | Provenance::Publisher(_)),
            issuers: issuers
                .iter()
                .take(SHOWN)
                .map(|known| known.view(now, zone, lang))
                .collect(),
            more: u32::try_from(more).unwrap_or(u32::MAX),
        }
    }
}

impl Known {
    fn view(&self, now: Timestamp, zone: &TimeZone, lang: Lang) -> IssuerView {
        IssuerView {
            name: self.name.clone().unwrap_or_else(|| "?".to_owned()),
            country: self
                .country
                .as_deref()
                .map(|code| slip::country(code, lang)),
            until: self.until.map(|until| dates::day_of(until, zone, lang)),
            ended: self.until.is_some_and(|until| until < now),
            fingerprint: written(&self.fingerprint),
        }
    }
}

/// Of when a list is, how long ago that was, and until when it may be believed.
fn age(list: &Shelved, now: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let day = |moment| dates::day_of(moment, zone, lang);
    let Some(as_of) = list.about.as_of else {
        return t(lang, "age-given", &[]);
    };
    let as_of_words = [
        ("date", day(as_of).into()),
        ("ago", ago(as_of, now, lang).into()),
    ];
    let [date, ago] = as_of_words;
    match (&list.from, list.about.until) {
        (Provenance::Added, _) => t(lang, "age-added", &[date, ago]),
        _ if list.about.archive => t(lang, "age-archive", &[date, ago]),
        (_, Some(until)) if now > until => t(
            lang,
            "age-too-old",
            &[date, ago, ("until", day(until).into())],
        ),
        (_, Some(until)) => t(
            lang,
            "age-current",
            &[date, ago, ("until", day(until).into())],
        ),
        (_, None) => t(lang, "age-as-of", &[date, ago]),
    }
}

/// Whole days between two moments, in words.
pub(crate) fn ago(then: Timestamp, now: Timestamp, lang: Lang) -> String {
    let days = now.duration_since(then).as_hours() / 24;
    let key = match days {
        ..=0 => "ago-today",
        1 => "ago-yesterday",
        _ => "ago-days",
    };
    t(lang, key, &[("days", days.to_string().into())])
}

/// A fingerprint for reading aloud: sixteen groups of four.
fn written(fingerprint: &[u8; 32]) -> String {
    let pairs = fingerprint.as_chunks::<2>().0.iter();
    let groups: Vec<String> = pairs.map(|[a, b]| format!("{a:02X}{b:02X}")).collect();
    groups.join(" ")
}

/// How many issuers of a list are shown at once.
const SHOWN: usize = 12;
