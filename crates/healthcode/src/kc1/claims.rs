//! What an issuer signs (kc1.md section 1.2).

use std::fmt;

use jiff::Timestamp;

use super::FormError;
use super::device::DeviceKey;
use crate::kct::scope::is_authority_id;
use crate::kct::strict::Reader;
use crate::kct::{KctError, Realm};
use crate::private::Private;

/// The claims of a strip, a paper or a school code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// What it is, with what only this kind has.
    pub kind: Kind,
    /// The world it is for: the sign of the kind's number.
    pub realm: Realm,
    /// Id of a region pack: `CN-GD`.
    pub region: String,
    /// The colour that it states.
    pub colour: Colour,
    /// The newest fact behind the colour, whole seconds.
    pub as_of: Timestamp,
    /// How a person tells whose it is.
    pub holder: Holder,
    /// When it was signed, whole seconds.
    pub iat: Timestamp,
    /// Valid from, whole seconds.
    pub nbf: Timestamp,
    /// No longer valid from this moment on, whole seconds.
    pub exp: Timestamp,
    /// The code's one identifier, where its status is looked up.
    pub serial: Serial,
}

/// The three kinds of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 1: for a screen, worth something only inside a live proof by this key.
    Strip(DeviceKey),
    /// 2: for paper.
    Paper,
    /// 3: a pupil's code at the school with this id at the authority.
    School(String),
}

/// What a code states. Yellow and red carry the decision's place in the public log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// 0: none.
    None,
    /// 1.
    Green,
    /// 2, strips only.
    Yellow(Log),
    /// 3, strips only.
    Red(Log),
}

/// A decision in the public log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// Index of the leaf, below 2^48.
    pub index: u64,
    /// Hash of the leaf.
    pub leaf: [u8; 32],
}

/// The mark of the holder: at least one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// First character of the name, or one to four initials. Shown isolated, followed by `*`; never
    /// compared.
    pub name: Option<Private<String>>,
    /// The second mark. Never tail and birthday together: they would leave some sixteen people.
    pub second: Option<Private<Second>>,
}

/// The second mark of a holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Second {
    /// The last four of the document number, `0-9A-Z`.
    Tail(String),
    /// Month and day, a real day or 29 February.
    Birthday {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
}

/// The pair (uri, idx) of the status list, unique for ever.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Serial {
    /// Id of the authority that the code claims.
    pub authority: String,
    /// Number of the list, up to 999,999.
    pub list: u32,
    /// Index in the list, below 2^20.
    pub index: u32,
}

impl Claims {
    /// Reads a payload.
    ///
    /// # Errors
    ///
    /// [`FormError`] if it breaks a rule of kc1.md section 1.2 that concerns the claims alone.
    pub fn read(payload: &[u8]) -> Result<Self, FormError> {
        let mut r = Reader::new(payload);
        let claims = Self::fields(&mut r)?;
        r.end()?;
        claims.times()?;
        Ok(claims)
    }

    fn fields(r: &mut Reader<'_>) -> Result<Self, FormError> {
        let mut fields = r.map()?;
        let place = r.optional(&mut fields, 3)?;
        let place = place.then(|| read_place(r)).transpose()?;
        r.field(&mut fields, 4)?;
        let exp = r.seconds()?;
        r.field(&mut fields, 5)?;
        let nbf = r.seconds()?;
        r.field(&mut fields, 6)?;
        let iat = r.seconds()?;
        let device = r.optional(&mut fields, 8)?;
        let device = device.then(|| DeviceKey::read(r)).transpose()?;
        r.field(&mut fields, STATUS)?;
        let serial = Serial::read(r)?;
        r.field(&mut fields, KC1)?;
        let len = r.array(5..=6)?;
        let number = r.int()?;
        let region = r.text()?;
        if !is_region(region) {
            return Err(KctError::Value.into());
        }
        let colour = r.uint(0..=3)?;
        let as_of = r.seconds()?;
        let holder = Holder::read(r)?;
        let log = (len == 6).then(|| Log::read(r)).transpose()?;
        fields.end()?;
        let kind = match (number.unsigned_abs(), place, device) {
            (1, None, Some(device)) => Kind::Strip(device),
            (2, None, None) => Kind::Paper,
            (3, Some(place), None) => Kind::School(place),
            _ => return Err(FormError::Kind),
        };
        let colour = match (colour, log, &kind) {
            (0, None, _) => Colour::None,
            (1, None, Kind::Strip(_) | Kind::Paper) => Colour::Green,
            (2, Some(log), Kind::Strip(_)) => Colour::Yellow(log),
            (3, Some(log), Kind::Strip(_)) => Colour::Red(log),
            _ => return Err(FormError::Colour),
        };
        Ok(Self {
            kind,
            realm: if number < 0 {
                Realm::Practice
            } else {
                Realm::Real
            },
            region: region.to_owned(),
            colour,
            as_of,
            holder,
            iat,
            nbf,
            exp,
            serial,
        })
    }

    /// Rule 4.
    fn times(&self) -> Result<(), FormError> {
        let [as_of, iat, nbf, exp] =
            [self.as_of, self.iat, self.nbf, self.exp].map(Timestamp::as_second);
        let longest = match self.kind {
            Kind::Strip(_) => 28 * HOUR,
            Kind::Paper => 31 * DAY,
            Kind::School(_) => 200 * DAY,
        };
        let ordered = as_of <= iat && iat < exp && nbf < exp;
        let near = iat - DAY <= nbf && nbf <= iat + 31 * DAY;
        if ordered && near && exp - nbf <= longest {
            Ok(())
        } else {
            Err(FormError::Times)
        }
    }

    /// The most bytes of a body of this kind (rule 3).
    pub(super) const fn max_size(&self) -> usize {
        match self.kind {
            Kind::Strip(_) => 300,
            Kind::Paper => 200,
            Kind::School(_) => 220,
        }
    }
}

impl Kind {
    /// Its number without the sign: 1, 2 or 3.
    pub const fn number(&self) -> u8 {
        match self {
            Self::Strip(_) => 1,
            Self::Paper => 2,
            Self::School(_) => 3,
        }
    }
}

impl Colour {
    /// Its number, 0 to 3.
    pub const fn number(&self) -> u8 {
        match self {
            Self::None => 0,
            Self::Green => 1,
            Self::Yellow(_) => 2,
            Self::Red(_) => 3,
        }
    }

    /// The decision behind a yellow or red.
    pub const fn log(&self) -> Option<&Log> {
        match self {
            Self::None | Self::Green => None,
            Self::Yellow(log) | Self::Red(log) => Some(log),
        }
    }
}

impl Log {
    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        r.array(2..=2)?;
        Ok(Self {
            index: r.uint(0..=(1 << 48) - 1)?,
            leaf: r.bytes_of()?,
        })
    }
}

impl Holder {
    fn read(r: &mut Reader<'_>) -> Result<Self, FormError> {
        r.array(2..=2)?;
        let name = if r.is_null() { None } else { Some(r.text()?) };
        let second = if r.is_null() {
            None
        } else {
            Some(Private::new(Second::read(r)?))
        };
        if name.is_some_and(|name| !is_name(name)) || (name.is_none() && second.is_none()) {
            return Err(FormError::Holder);
        }
        Ok(Self {
            name: name.map(|name| Private::new(name.to_owned())),
            second,
        })
    }
}

impl Second {
    fn read(r: &mut Reader<'_>) -> Result<Self, FormError> {
        // A text or a number: which one it is shows when it is read.
        let before = r.clone();
        if let Ok(tail) = r.text() {
            let good = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
            if tail.len() != 4 || !tail.bytes().all(good) {
                return Err(FormError::Holder);
            }
            return Ok(Self::Tail(tail.to_owned()));
        }
        *r = before;
        let number = r.uint(101..=1231)?;
        let (month, day) = ((number / 100) as u8, (number % 100) as u8);
        let days = DAYS.get(usize::from(month) - 1).ok_or(FormError::Holder)?;
        if !(1..=*days).contains(&day) {
            return Err(FormError::Holder);
        }
        Ok(Self::Birthday { month, day })
    }
}

impl Serial {
    /// The uri of its list: `kc:gzedu/1203`.
    pub fn uri(&self) -> String {
        format!("kc:{}/{}", self.authority, self.list)
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        let mut outer = r.map()?;
        r.word(&mut outer, "status_list")?;
        outer.end()?;
        let mut fields = r.map()?;
        r.word(&mut fields, "idx")?;
        let index = r.uint(0..=(1 << 20) - 1)? as u32;
        r.word(&mut fields, "uri")?;
        let (authority, list) = read_uri(r.text()?).ok_or(KctError::Value)?;
        fields.end()?;
        Ok(Self {
            authority: authority.to_owned(),
            list,
            index,
        })
    }
}

impl fmt::Display for Serial {
    /// As it is printed for a telephone call: `1203-982341`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.list, self.index)
    }
}

/// Authority and list of `kc:[a-z0-9][a-z0-9-]{1,11}/(0|[1-9][0-9]{0,5})`.
pub(super) fn read_uri(uri: &str) -> Option<(&str, u32)> {
    let (authority, list) = uri.strip_prefix("kc:")?.split_once('/')?;
    let plain = list == "0" || !list.starts_with('0');
    let digits = (1..=6).contains(&list.len()) && list.bytes().all(|b| b.is_ascii_digit());
    (is_authority_id(authority) && plain && digits).then_some((authority, list.parse().ok()?))
}

/// `[a-z0-9-]{1,16}`.
fn read_place(r: &mut Reader<'_>) -> Result<String, KctError> {
    let place = r.text()?;
    let good = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'-';
    if (1..=16).contains(&place.len()) && place.bytes().all(good) {
        Ok(place.to_owned())
    } else {
        Err(KctError::Value)
    }
}

/// `[A-Z]{2}(-[A-Z0-9]{1,3})?`.
fn is_region(region: &str) -> bool {
    let (country, part) = match region.split_once('-') {
        Some((country, part)) => (country, Some(part)),
        None => (region, None),
    };
    let good = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
    country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && part.is_none_or(|part| (1..=3).contains(&part.len()) && part.bytes().all(good))
}

/// One to four characters of one to twelve bytes, none of those of rule 5.
fn is_name(name: &str) -> bool {
    (1..=12).contains(&name.len())
        && name.chars().count() <= 4
        && !name.chars().any(|c| {
            FORBIDDEN
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&c))
        })
}

/// CWT claim `status` (kc1.md, table of numbers).
const STATUS: i64 = 65535;
/// CWT claim `kc1` (kc1.md, table of numbers).
const KC1: i64 = -65537;
const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Days of each month in a leap year.
const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/// Control, space, bidirectional and zero-width characters (kc1.md section 1.2, rule 5).
const FORBIDDEN: [(char, char); 9] = [
    ('\0', ' '),
    ('\u{7F}', '\u{A0}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{2000}', '\u{200F}'),
    ('\u{2028}', '\u{202F}'),
    ('\u{205F}', '\u{206F}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFF9}', '\u{FFFF}'),
];
