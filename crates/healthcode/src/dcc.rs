//! The EU Digital COVID Certificate (`eu-dcc-schema` 1.3.3): what an HC1 code says.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::cbor::{Map, Value};
use crate::private::Private;

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

/// Whose certificate it is.
#[derive(Clone, Debug)]
pub struct Holder {
    /// `fn`: surname in the person's own script.
    pub surname: Option<Private<String>>,
    /// `gn`: forename in the person's own script.
    pub forename: Option<Private<String>>,
    /// `fnt`: surname by ICAO 9303 part 3, `<` for a gap.
    pub surname_latin: Option<Private<String>>,
    /// `gnt`: forename by ICAO 9303 part 3, `<` for a gap.
    pub forename_latin: Option<Private<String>>,
    /// `dob`: may lack its day, its month, or everything.
    pub birth: Private<Birth>,
}

/// A birth date as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Birth {
    /// Not stated.
    #[default]
    Unknown,
    /// Only the year.
    Year(i16),
    /// Year and month.
    Month(i16, i8),
    /// A whole date.
    Day(Date),
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// `r`: recovered.
    Recovery(Recovery),
    /// `t`: tested.
    Test(Test),
    /// `v`: vaccinated.
    Vaccination(Vaccination),
}

/// What every event carries.
#[derive(Clone, Debug)]
pub struct Origin {
    /// `tg`: the disease, a SNOMED CT code.
    pub disease: String,
    /// `co`: the country of the event.
    pub country: String,
    /// `is`: who issued it, in words.
    pub issuer: String,
    /// `ci`: the unique certificate identifier (UVCI).
    pub identifier: Private<String>,
}

/// One dose.
#[derive(Clone, Debug)]
pub struct Vaccination {
    /// The common part.
    pub origin: Origin,
    /// `vp`: vaccine or prophylaxis, a code.
    pub prophylaxis: String,
    /// `mp`: product, a code.
    pub product: String,
    /// `ma`: marketing authorisation holder or manufacturer, a code.
    pub manufacturer: String,
    /// `dn`: number of this dose, from 1.
    pub dose: u32,
    /// `sd`: doses in the series, from 1.
    pub series: u32,
    /// `dt`: the day.
    pub day: Date,
}

/// One test.
#[derive(Clone, Debug)]
pub struct Test {
    /// The common part.
    pub origin: Origin,
    /// `tt`: type of test, a LOINC code.
    pub method: String,
    /// `nm`: name of the test.
    pub name: Option<String>,
    /// `ma`: device, a code.
    pub device: Option<String>,
    /// `sc`: when the sample was taken.
    pub sampled: Timestamp,
    /// `tr`: the result, a SNOMED CT code.
    pub result: String,
    /// `tc`: where.
    pub centre: Option<String>,
}

/// One recovery.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// The common part.
    pub origin: Origin,
    /// `fr`: day of the first positive test.
    pub positive: Date,
    /// `df`: usable from.
    pub from: Date,
    /// `du`: usable until.
    pub until: Date,
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
        let holder = Holder::read(map)?;
        let groups = [map.text("v"), map.text("t"), map.text("r")];
        let event = match groups.map(|g| g.filter(|v| **v != Value::Null)) {
            [Some(v), None, None] => Event::Vaccination(newest(v, &version, Vaccination::read)?),
            [None, Some(t), None] => Event::Test(newest(t, &version, Test::read)?),
            [None, None, Some(r)] => Event::Recovery(newest(r, &version, Recovery::read)?),
            _ => return None,
        };
        Some(Self {
            version,
            holder,
            event,
        })
    }
}

impl Event {
    /// The part that every event carries.
    pub const fn origin(&self) -> &Origin {
        match self {
            Self::Recovery(r) => &r.origin,
            Self::Test(t) => &t.origin,
            Self::Vaccination(v) => &v.origin,
        }
    }
}

impl Holder {
    fn read(map: &Map<'_>) -> Option<Self> {
        let names = map.text("nam")?.as_map()?;
        let latin = |label| match optional(names, label, 80)? {
            Some(name) if !name.bytes().all(|c| c.is_ascii_uppercase() || c == b'<') => None,
            name => Some(name),
        };
        let (surname_latin, forename_latin) = (latin("fnt")?, latin("gnt")?);
        if surname_latin.is_none() && forename_latin.is_none() {
            return None;
        }
        Some(Self {
            surname: optional(names, "fn", 80)?.map(Private::new),
            forename: optional(names, "gn", 80)?.map(Private::new),
            surname_latin: surname_latin.map(Private::new),
            forename_latin: forename_latin.map(Private::new),
            birth: Private::new(Birth::read(map.text("dob")?.as_text()?)?),
        })
    }
}

impl Birth {
    /// Reads `""`, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, years 1900 to 2099 (schema 1.3.3, `dob`).
    ///
    /// A time behind the day is passed over; `00` for month or day means not known.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.split_once('T').map_or(text, |(day, _)| day);
        if text.is_empty() {
            return Some(Self::Unknown);
        }
        let mut parts = text.split('-');
        let year: i16 = number(parts.next()?, 4)?;
        if !(1900..2100).contains(&year) {
            return None;
        }
        let month: i8 = parts.next().map_or(Some(0), |m| number(m, 2))?;
        let day: i8 = parts.next().map_or(Some(0), |d| number(d, 2))?;
        if parts.next().is_some() || !(0..=12).contains(&month) {
            return None;
        }
        match (month, day) {
            (0, 0) => Some(Self::Year(year)),
            (month, 0) => Some(Self::Month(year, month)),
            (month, day) => Some(Self::Day(Date::new(year, month, day).ok()?)),
        }
    }
}

impl Origin {
    fn read(map: &Map<'_>) -> Option<Self> {
        let country = required(map, "co", 10)?;
        if country.is_empty() || !country.bytes().all(|c| c.is_ascii_uppercase()) {
            return None;
        }
        Some(Self {
            disease: required(map, "tg", 80)?,
            country,
            issuer: required(map, "is", 80)?,
            identifier: Private::new(required(map, "ci", 80)?),
        })
    }
}

impl Vaccination {
    fn read(map: &Map<'_>) -> Option<Self> {
        let count = |label| {
            u32::try_from(map.text(label)?.as_whole()?)
                .ok()
                .filter(|n| *n >= 1)
        };
        Some(Self {
            origin: Origin::read(map)?,
            prophylaxis: required(map, "vp", 80)?,
            product: required(map, "mp", 80)?,
            manufacturer: required(map, "ma", 80)?,
            dose: count("dn")?,
            series: count("sd")?,
            day: day(map, "dt")?,
        })
    }
}

impl Test {
    fn read(map: &Map<'_>) -> Option<Self> {
        Some(Self {
            origin: Origin::read(map)?,
            method: required(map, "tt", 80)?,
            name: optional(map, "nm", 80)?,
            device: optional(map, "ma", 80)?,
            sampled: moment(map.text("sc")?.as_text()?)?,
            result: required(map, "tr", 80)?,
            centre: optional(map, "tc", 80)?,
        })
    }
}

impl Recovery {
    fn read(map: &Map<'_>) -> Option<Self> {
        Some(Self {
            origin: Origin::read(map)?,
            positive: day(map, "fr")?,
            from: day(map, "df")?,
            until: day(map, "du")?,
        })
    }
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

/// A day; a time behind it is passed over.
fn day(map: &Map<'_>, label: &str) -> Option<Date> {
    let text = map.text(label)?.as_text()?;
    let (day, rest) = text.split_at_checked(10)?;
    let mut parts = day.split('-');
    let date = Date::new(
        number(parts.next()?, 4)?,
        number(parts.next()?, 2)?,
        number(parts.next()?, 2)?,
    )
    .ok()?;
    (rest.is_empty() || rest.starts_with('T')).then_some(date)
}

/// A date-time; without an offset it is UTC.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse::<Timestamp>().ok().or_else(|| {
        let civil = text.parse::<jiff::civil::DateTime>().ok()?;
        civil
            .to_zoned(jiff::tz::TimeZone::UTC)
            .ok()
            .map(|zoned| zoned.timestamp())
    })
}

/// `text` as a number of exactly `digits` digits.
fn number<T: std::str::FromStr>(text: &str, digits: usize) -> Option<T> {
    (text.len() == digits && text.bytes().all(|c| c.is_ascii_digit())).then(|| text.parse().ok())?
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
    fn births() {
        let whole = Birth::Day(Date::constant(1964, 8, 12));
        for (text, birth) in [
            ("", Some(Birth::Unknown)),
            ("1964", Some(Birth::Year(1964))),
            ("1963-00", Some(Birth::Year(1963))),
            ("1963-00-00", Some(Birth::Year(1963))),
            ("1964-08", Some(Birth::Month(1964, 8))),
            ("1964-08-00", Some(Birth::Month(1964, 8))),
            ("1964-08-12", Some(whole)),
            ("1964-08-12T00:00:00", Some(whole)),
            ("1815-08-24", None),
            ("2100", None),
            ("64", None),
            ("1964-13", None),
            ("1964-00-12", None),
            ("1964-02-30", None),
            ("1964-8-12", None),
            ("1964-08-12-01", None),
        ] {
            assert_eq!(Birth::read(text), birth, "{text:?}");
        }
    }

    #[test]
    fn moments() {
        let noon = "2021-05-16T12:00:00Z"
            .parse::<Timestamp>()
            .expect("RFC 3339");
        for text in [
            "2021-05-16T12:00:00Z",
            "2021-05-16T14:00:00+02:00",
            "2021-05-16T14:00:00+0200",
            "2021-05-16T12:00:00",
            "2021-05-16T12:00:00.000Z",
        ] {
            assert_eq!(moment(text), Some(noon), "{text}");
        }
        assert_eq!(moment("yesterday"), None);
    }

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
