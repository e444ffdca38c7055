//! What a health code says, in one shape for every format: who, what happened, from when until when.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::kc1::{self, Claims, Colour, Proof};
use crate::kct::Realm;
use crate::private::Private;

/// What a readable code says.
#[derive(Clone, Debug)]
pub struct HealthCode {
    /// How it is written.
    pub form: Form,
    /// Who says they issued it, as the code writes it: a country (HC1, VDS-NC) or an address (SHC).
    pub issuer: Option<String>,
    /// The first moment at which it may be accepted, if it states one.
    pub from: Option<Timestamp>,
    /// The last moment at which it may be accepted, if it states one.
    pub until: Option<Timestamp>,
    /// Whose it is.
    pub holder: Holder,
    /// What happened, in the code's own order.
    pub events: Vec<Event>,
}

/// The document that a code carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// WHO Digital Documentation of COVID-19 Certificates.
    Ddcc,
    /// EU Digital COVID Certificate; the version of the schema that the issuer followed.
    EuDcc(String),
    /// WHO International Certificate of Vaccination or Prophylaxis.
    Icvp,
    /// Our own; everything that was signed.
    Kc1(Box<Kc1>),
    /// A seal of ICAO (VDS-NC); its type, such as `icao.vacc`.
    Seal(String),
    /// A SMART Health Card; the version of FHIR.
    SmartHealthCard(String),
}

/// What KC1 signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kc1 {
    /// By its issuer.
    pub claims: Claims,
    /// By the holder's device, around a strip.
    pub proof: Option<Proof>,
}

/// Whose code it is. Formats differ in what they tell; what they do not tell is `None`.
#[derive(Clone, Debug, Default)]
pub struct Holder {
    /// The whole name, from a format that does not tell its parts.
    pub full: Option<Private<String>>,
    /// Surname in the person's own script.
    pub surname: Option<Private<String>>,
    /// Forenames in the person's own script.
    pub forename: Option<Private<String>>,
    /// Surname by ICAO 9303 part 3, `<` for a gap.
    pub surname_latin: Option<Private<String>>,
    /// Forenames by ICAO 9303 part 3, `<` for a gap.
    pub forename_latin: Option<Private<String>>,
    /// Birth date: may lack its day, its month, or everything.
    pub birth: Private<PartialDate>,
    /// The number of a document of identity.
    pub document: Option<Private<String>>,
    /// Parent or guardian.
    pub guardian: Option<Private<String>>,
    /// Only a mark, from a format that tells no more (KC1).
    pub mark: Option<kc1::Holder>,
}

/// A date as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartialDate {
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

/// A date as far as it is known, or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A moment.
    At(Timestamp),
    /// A date.
    On(PartialDate),
}

/// A coded value: a disease, a vaccine, a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// Whose numbers these are.
    pub system: System,
    /// The code; empty if the format has only words.
    pub code: String,
    /// The issuer's own words for it.
    pub words: Option<String>,
}

/// A system of codes, as far as its codes would clash with another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// CVX, the vaccine numbers of the US CDC (`http://hl7.org/fhir/sid/cvx`).
    Cvx,
    /// SNOMED CT, LOINC, ICD-11, ATC and the EU's value sets, which do not clash.
    Others,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// Recovered.
    Recovery(Recovery),
    /// Tested.
    Test(Test),
    /// Something that is not shown; the name that its format gives it.
    Unread(String),
    /// Vaccinated.
    Vaccination(Vaccination),
}

/// What every event may carry.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The disease.
    pub disease: Option<Coding>,
    /// The country of the event, as the code writes it.
    pub country: Option<String>,
    /// Who issued it, in words.
    pub issuer: Option<String>,
    /// Where it happened, or who did it.
    pub centre: Option<String>,
    /// The certificate's own identifier (UVCI).
    pub identifier: Option<Private<String>>,
}

/// One dose.
#[derive(Clone, Debug, Default)]
pub struct Vaccination {
    /// The common part.
    pub origin: Origin,
    /// Vaccine or prophylaxis.
    pub prophylaxis: Option<Coding>,
    /// Product.
    pub product: Option<Coding>,
    /// Marketing authorisation holder or manufacturer.
    pub manufacturer: Option<Coding>,
    /// Lot number.
    pub lot: Option<String>,
    /// Number of this dose.
    pub dose: Option<String>,
    /// Doses in the series.
    pub series: Option<u32>,
    /// The day.
    pub day: Option<When>,
    /// The first and the last day on which it counts, where the format tells them (ICVP).
    pub counts: (Option<Date>, Option<Date>),
}

/// One test.
#[derive(Clone, Debug, Default)]
pub struct Test {
    /// The common part.
    pub origin: Origin,
    /// What was tested for, or how.
    pub method: Option<Coding>,
    /// Name of the test.
    pub name: Option<String>,
    /// Device.
    pub device: Option<Coding>,
    /// When the sample was taken.
    pub sampled: Option<When>,
    /// The result, or a measured value with its unit in the words.
    pub result: Option<Coding>,
}

/// One recovery.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// The common part.
    pub origin: Origin,
    /// Day of the first positive test.
    pub positive: Date,
    /// Usable from.
    pub from: Date,
    /// Usable until.
    pub until: Date,
}

impl HealthCode {
    /// What KC1 signs, and no other format.
    pub fn kc1(&self) -> Option<&Kc1> {
        match &self.form {
            Form::Kc1(kc1) => Some(kc1),
            _ => None,
        }
    }

    /// The colour that it states, never to be taken for a verdict; `None` if it states none.
    pub fn colour(&self) -> Option<Colour> {
        let stated = self.kc1().map(|kc1| kc1.claims.colour);
        stated.filter(|colour| *colour != Colour::None)
    }

    /// Whether it is of 演练.
    pub fn is_practice(&self) -> bool {
        self.kc1()
            .is_some_and(|kc1| kc1.claims.realm == Realm::Practice)
    }
}

impl Event {
    /// The part that every event that we read carries.
    pub const fn origin(&self) -> Option<&Origin> {
        match self {
            Self::Recovery(r) => Some(&r.origin),
            Self::Test(t) => Some(&t.origin),
            Self::Unread(_) => None,
            Self::Vaccination(v) => Some(&v.origin),
        }
    }
}

impl Coding {
    /// A code of [`System::Others`].
    pub fn new(code: impl Into<String>) -> Self {
        Self {
            system: System::Others,
            code: code.into(),
            words: None,
        }
    }

    /// Words without a code.
    pub fn words(words: impl Into<String>) -> Self {
        Self {
            system: System::Others,
            code: String::new(),
            words: Some(words.into()),
        }
    }
}

impl PartialDate {
    /// Reads `""`, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, years 1900 to 2099 (EU DCC schema 1.3.3, `dob`;
    /// FHIR R4 `date`).
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

impl When {
    /// Reads a date as far as it is known, or a moment with its offset (FHIR R4 `dateTime`).
    pub fn read(text: &str) -> Option<Self> {
        if text.contains('T') {
            return moment(text).map(Self::At);
        }
        match PartialDate::read(text)? {
            PartialDate::Unknown => None,
            date => Some(Self::On(date)),
        }
    }
}

/// A day; a time behind it is passed over.
pub(crate) fn day(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let mut parts = day.split('-');
    let date = Date::new(
        number(parts.next()?, 4)?,
        number(parts.next()?, 2)?,
        number(parts.next()?, 2)?,
    )
    .ok()?;
    (parts.next().is_none() && (rest.is_empty() || rest.starts_with('T'))).then_some(date)
}

/// A date-time; without an offset it is UTC.
pub(crate) fn moment(text: &str) -> Option<Timestamp> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates() {
        let whole = PartialDate::Day(Date::constant(1964, 8, 12));
        for (text, date) in [
            ("", Some(PartialDate::Unknown)),
            ("1964", Some(PartialDate::Year(1964))),
            ("1963-00", Some(PartialDate::Year(1963))),
            ("1963-00-00", Some(PartialDate::Year(1963))),
            ("1964-08", Some(PartialDate::Month(1964, 8))),
            ("1964-08-00", Some(PartialDate::Month(1964, 8))),
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
            assert_eq!(PartialDate::read(text), date, "{text:?}");
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
            assert_eq!(When::read(text), Some(When::At(noon)), "{text}");
        }
        assert_eq!(moment("yesterday"), None);
        assert_eq!(
            When::read("2021-05"),
            Some(When::On(PartialDate::Month(2021, 5)))
        );
        assert_eq!(When::read(""), None);
    }
}
