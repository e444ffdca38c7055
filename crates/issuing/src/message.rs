//! What is said between a desk and an authority, under `/v1`. JSON; times are whole seconds since 1970.

use std::collections::BTreeMap;

use healthcode::Private;
use healthcode::kct::{self, Curve};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::signed::Receipted;
use crate::text::{AccountKey, PersonId, SignatureText, StripPoint};

/// What an authority says of itself. Nobody has signed it: who the authority is shows the fingerprint of its
/// trust file, which a person compares.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Description {
    /// 2 to 12 of `a-z 0-9 -`, as in the uris of its status lists.
    #[cfg_attr(feature = "schema", schema(pattern = "^[a-z0-9][a-z0-9-]{1,11}$"))]
    pub id: String,
    /// The world it issues for.
    pub realm: Realm,
    /// Names by language tag: `zh`, `en`.
    pub names: BTreeMap<String, String>,
    /// Fingerprint of the first root of its trust file, which people compare: five groups of four.
    pub fingerprint: String,
    /// The algorithm of its codes, and so of the keys of devices and strips.
    pub algorithm: Algorithm,
    /// Its keys that may sign now.
    pub keys: Vec<KeyInfo>,
    /// What it offers, region by region.
    pub regions: Vec<Region>,
    /// Where its status lists lie: this and the number of a list. Ends in `/`.
    pub status_base: String,
    /// The authority's clock.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub now: Timestamp,
}

/// Two worlds that never meet (kc1.md section 1.7).
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Realm {
    /// Where codes mean something.
    Real,
    /// 演练.
    Practice,
}

impl From<Realm> for kct::Realm {
    fn from(realm: Realm) -> Self {
        match realm {
            Realm::Real => Self::Real,
            Realm::Practice => Self::Practice,
        }
    }
}

impl From<kct::Realm> for Realm {
    fn from(realm: kct::Realm) -> Self {
        match realm {
            kct::Realm::Real => Self::Real,
            kct::Realm::Practice => Self::Practice,
        }
    }
}

/// What a key signs with.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Algorithm {
    /// P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256,
    /// SM2 with SM3.
    #[serde(rename = "SM2")]
    Sm2,
}

impl From<Algorithm> for Curve {
    fn from(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Es256 => Self::P256,
            Algorithm::Sm2 => Self::Sm2,
        }
    }
}

impl From<Curve> for Algorithm {
    fn from(curve: Curve) -> Self {
        match curve {
            Curve::P256 => Self::Es256,
            Curve::Sm2 => Self::Sm2,
        }
    }
}

/// One key of an authority.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KeyInfo {
    /// The name of the key in codes: 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schema(pattern = "^[0-9a-f]{16}$"))]
    pub kid: String,
    /// Fingerprint of the key: of SHA-256 over its COSE_Key.
    pub fingerprint: String,
    /// What it signs.
    pub uses: Vec<KeyUse>,
    /// May sign from.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub from: Timestamp,
    /// May sign until.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub until: Timestamp,
}

/// What a key signs.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum KeyUse {
    /// Strips.
    Screen,
    /// Paper codes.
    Paper,
    /// School codes.
    School,
    /// Status lists.
    Status,
    /// Receipts, and with them the time.
    Receipt,
}

/// What an authority offers to persons of one region.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Region {
    /// Id of the region pack: `CN-GD`.
    #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"))]
    pub id: String,
    /// Names by language tag.
    pub names: BTreeMap<String, String>,
    /// How many days a run lasts without network: 0 is a run of one strip, for today.
    #[cfg_attr(feature = "schema", schema(maximum = 30))]
    pub run_days: u8,
    /// How many days a paper code is valid; 0: there are none.
    #[cfg_attr(feature = "schema", schema(maximum = 31))]
    pub paper_days: u8,
    /// How many persons one account may enrol; `null`: any number.
    pub persons: Option<u16>,
    /// How fresh codes reach a family.
    pub update: Update,
}

impl Region {
    /// How many strips a full run has: one for each day, and at least today's.
    pub fn strips(&self) -> usize {
        usize::from(self.run_days.max(1))
    }
}

/// How fresh codes reach a family.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Update {
    /// By themselves, in the background.
    Auto,
    /// When somebody asks for them.
    Manual,
    /// As the region pack says in words.
    Special,
}

/// `POST /v1/devices`: makes the device that signs this request known, as an account of its own.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDevice {
    /// Its key.
    pub key: AccountKey,
}

/// The answer to [`NewDevice`].
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Device {
    /// The name of the key in requests: 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schema(pattern = "^[0-9a-f]{16}$"))]
    pub kid: String,
}

/// `POST /v1/persons`: enrols a person with this device. A practice authority asks for no evidence.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// Id of the region pack.
    #[cfg_attr(feature = "schema", schema(pattern = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"))]
    pub region: String,
    /// How a checker tells whose code it is.
    pub mark: Mark,
}

/// The mark of a holder (kc1.md section 1.2): at least one of name and second mark, and never tail and
/// birthday together.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// First character of the name, or one to four initials.
    #[serde(default, with = "private", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, min_length = 1, max_length = 4))]
    pub name: Option<Private<String>>,
    /// The last four of the document number, `0-9A-Z`.
    #[serde(default, with = "private", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, pattern = "^[0-9A-Z]{4}$"))]
    pub tail: Option<Private<String>>,
    /// Month × 100 + day of the birth date.
    #[serde(default, with = "private", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<u16>, minimum = 101, maximum = 1231))]
    pub birthday: Option<Private<u16>>,
}

/// The answer to [`NewPerson`].
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Person {
    /// Who it is from now on, at this authority.
    pub id: PersonId,
    /// Id of the region pack.
    pub region: String,
}

/// `POST /v1/persons/{person}/runs`: a run of strips, one for each key, the first for today.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRun {
    /// At least one, and at most as many as a run of the region has strips; all different.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 31))]
    pub keys: Vec<NewKey>,
}

/// The public key of one strip, with the proof that whoever asks has its private key (kc1.md section 1.3).
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// The key.
    pub key: StripPoint,
    /// Its signature over the request's nonce and the key's position.
    pub proof: SignatureText,
}

/// The answer to [`NewRun`].
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Run {
    /// The texts of the strips, each for the key at the same position.
    #[serde(with = "private_texts")]
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    pub strips: Vec<Private<String>>,
    /// When the next run is to be asked for: the authority spreads families over 50 to 90 % of the run.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub refresh_at: Timestamp,
    /// What the authority signed about this answer; not a part of the message, but of a header.
    #[serde(skip)]
    pub receipt: Option<Receipted>,
}

/// `POST /v1/persons/{person}/papers`: nothing is to be said yet.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPaper {}

/// The answer to [`NewPaper`]: a new paper code, which cancels the one before.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Paper {
    /// The text of the code.
    #[serde(with = "private_text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub text: Private<String>,
    /// Its serial as it is printed: `1203-982341`.
    #[cfg_attr(feature = "schema", schema(pattern = "^[0-9]{1,6}-[0-9]{1,7}$"))]
    pub serial: String,
    /// No longer valid from this moment on.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub until: Timestamp,
    /// The serial that this one cancelled.
    pub cancelled: Option<String>,
}

/// `POST /v1/persons/{person}/papers/{serial}/cancel`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// Why.
    pub why: Why,
}

/// Why a paper code is cancelled.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It was lost.
    Lost,
    /// It is not wanted any more.
    Unwanted,
}

/// The answer to [`Cancel`]: the code is cancelled, now or since before.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cancelled {
    /// Its serial.
    pub serial: String,
    /// When the status list that says so is published, at the latest.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub published_by: Timestamp,
}

/// Personal values that may be absent.
mod private {
    use healthcode::Private;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Serialize, S: Serializer>(
        value: &Option<Private<T>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Private::expose).serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Private<T>>, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(Private::new))
    }
}

/// A text about a person.
mod private_text {
    use healthcode::Private;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        value: &Private<String>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.expose())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Private<String>, D::Error> {
        String::deserialize(deserializer).map(Private::new)
    }
}

/// Texts about a person.
mod private_texts {
    use healthcode::Private;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        values: &[Private<String>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(Private::expose))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Private<String>>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        Ok(texts.into_iter().map(Private::new).collect())
    }
}
