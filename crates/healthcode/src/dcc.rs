//! The EU Digital COVID Certificate (`eu-dcc-schema` 1.3.3): what an HC1 code says under claim -260,
//! key 1.

use crate::cbor::{Map, Value};
use crate::private::Private;
use crate::statement::{
    Coding, Event, Holder, Origin, PartialDate, Recovery, Test, Vaccination, When, day, moment,
};

/// A certificate about one person and one event.
#[derive(Clone, Debug)]
pub struct Dcc {
    /// `ver`: the version of the schema that the issuer followed.
    pub version: String,
    /// `nam` and `dob`.
    pub holder: Holder,
    /// `v`, `t` or `r`: exactly one.
    pub event: Event,
}

impl Dcc {
    /// Reads the certificate under claim -260, key 1.
    ///
    /// Tolerates unknown entries, date-times tagged 0, dates with a time behind them, and birth
    /// dates with `00` for what is not known. Returns `None` for everything that the schema refuses:
    /// not exactly one of v, t, r; an empty array, or one of several entries since schema 1.2; a
    /// missing or over-long field; a day that no calendar has.
    pub fn read(value: &Value<'_>) -> Option<Self> {
        let map = value.as_map()?;
        let version = required(map, "ver", 20)?;
        if !is_version(&version) {
            return None;
        }
        let holder = holder(map)?;
        let groups = [map.text("v"), map.text("t"), map.text("r")];
        let event = match groups.map(|g| g.filter(|v| **v != Value::Null)) {
            [Some(v), None, None] => newest(v, &version, vaccination)?,
            [None, Some(t), None] => newest(t, &version, test)?,
            [None, None, Some(r)] => newest(r, &version, recovery)?,
            _ => return None,
        };
        Some(Self {
            version,
            holder,
            event,
        })
    }
}

fn holder(map: &Map<'_>) -> Option<Holder> {
    let names = map.text("nam")?.as_map()?;
    let latin = |label| match optional(names, label, 80)? {
        Some(name) if !name.bytes().all(|c| c.is_ascii_uppercase() || c == b'<') => None,
        name => Some(name),
    };
    let (surname_latin, forename_latin) = (latin("fnt")?, latin("gnt")?);
    if surname_latin.is_none() && forename_latin.is_none() {
        return None;
    }
    Some(Holder {
        surname: optional(names, "fn", 80)?.map(Private::new),
        forename: optional(names, "gn", 80)?.map(Private::new),
        surname_latin: surname_latin.map(Private::new),
        forename_latin: forename_latin.map(Private::new),
        birth: Private::new(PartialDate::read(map.text("dob")?.as_text()?)?),
        ..Holder::default()
    })
}

fn origin(map: &Map<'_>) -> Option<Origin> {
    let country = required(map, "co", 10)?;
    if country.is_empty() || !country.bytes().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    Some(Origin {
        disease: Some(Coding::new(required(map, "tg", 80)?)),
        country: Some(country),
        issuer: Some(required(map, "is", 80)?),
        centre: None,
        identifier: Some(Private::new(required(map, "ci", 80)?)),
    })
}

fn vaccination(map: &Map<'_>) -> Option<Event> {
    let count = |label| {
        let value = map.text(label)?;
        // A float may stand for a whole number, but one and a half doses are none.
        if matches!(value, Value::Float(number) if number.fract() != 0.0) {
            return None;
        }
        u32::try_from(value.as_whole()?).ok().filter(|n| *n >= 1)
    };
    Some(Event::Vaccination(Vaccination {
        origin: origin(map)?,
        prophylaxis: Some(Coding::new(required(map, "vp", 80)?)),
        product: Some(Coding::new(required(map, "mp", 80)?)),
        manufacturer: Some(Coding::new(required(map, "ma", 80)?)),
        dose: Some(count("dn")?.to_string()),
        series: Some(count("sd")?),
        day: Some(When::On(PartialDate::Day(date(map, "dt")?))),
        ..Vaccination::default()
    }))
}

fn test(map: &Map<'_>) -> Option<Event> {
    Some(Event::Test(Test {
        origin: Origin {
            centre: optional(map, "tc", 80)?,
            ..origin(map)?
        },
        method: Some(Coding::new(required(map, "tt", 80)?)),
        name: optional(map, "nm", 80)?,
        device: optional(map, "ma", 80)?.map(Coding::new),
        sampled: Some(When::At(moment(map.text("sc")?.as_text()?)?)),
        result: Some(Coding::new(required(map, "tr", 80)?)),
    }))
}

fn recovery(map: &Map<'_>) -> Option<Event> {
    Some(Event::Recovery(Recovery {
        origin: origin(map)?,
        positive: date(map, "fr")?,
        from: date(map, "df")?,
        until: date(map, "du")?,
    }))
}

fn date(map: &Map<'_>, label: &str) -> Option<jiff::civil::Date> {
    day(map.text(label)?.as_text()?)
}

/// The last entry of a group; every entry must be whole.
///
/// Schema 1.2 and later set maxItems to 1. Schema 1.0 did not, and issuers of spring 2021 wrote one
/// entry a dose, the newest last.
fn newest<T>(group: &Value<'_>, version: &str, read: impl Fn(&Map<'_>) -> Option<T>) -> Option<T> {
    let Value::Array(entries) = group else {
        return None;
    };
    if entries.len() > 1 && !(version.starts_with("1.0.") || version.starts_with("1.1.")) {
        return None;
    }
    let mut newest = None;
    for entry in entries {
        newest = Some(read(entry.as_map()?)?);
    }
    newest
}

/// A text of at most `most` characters that must be there.
fn required(map: &Map<'_>, label: &str, most: usize) -> Option<String> {
    optional(map, label, most)?
}

/// A text of at most `most` characters that may be missing or null; outer `None` if it is wrong.
fn optional(map: &Map<'_>, label: &str, most: usize) -> Option<Option<String>> {
    match map.text(label) {
        None | Some(Value::Null) => Some(None),
        Some(value) => {
            let text = value.as_text()?;
            (text.len() <= most || text.chars().count() <= most).then(|| Some(text.to_owned()))
        }
    }
}

/// `1.3.0`, as the schema's `^\d+.\d+.\d+$`.
fn is_version(text: &str) -> bool {
    let mut parts = text.split('.');
    let three = parts
        .by_ref()
        .take(3)
        .filter(|p| !p.is_empty() && p.bytes().all(|c| c.is_ascii_digit()))
        .count();
    three == 3 && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert!(is_version("1.3.0") && is_version("10.0.12"));
        assert!(
            !is_version("1.3")
                && !is_version("1.3.0.0")
                && !is_version("1..0")
                && !is_version("a.b.c")
        );
    }
}
