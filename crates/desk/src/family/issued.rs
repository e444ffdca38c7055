//! What authorities issued to this family, as it is written: whom the family is connected with, who is enrolled there, and
//! each strip with its key. JSON with a version `v`, as the other records.

use healthcode::kc1;
use healthcode::kct::{Curve, Publisher};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::Id;
use zeroize::Zeroizing;

use super::record::{self, hex, hex_bytes};
use crate::problem::{Code, Problem};
use crate::school::SchoolKey;
use crate::signing::PrivateKey;

/// Something of an authority.
#[derive(Clone, Debug)]
pub(crate) enum Issued {
    /// An authority that the family is connected with.
    Authority(Box<Authority>),
    /// A person who is enrolled there.
    Enrolment(Enrolment),
    /// One strip of a run.
    Strip(Box<Strip>),
    /// The key of a school that works here.
    School(Box<SchoolKey>),
}

/// An authority.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Authority {
    /// Whose trust file it stands in.
    #[serde(with = "publisher")]
    pub(crate) publisher: Publisher,
    /// Its id in that file, and in its codes.
    pub(crate) id: String,
    /// The fingerprint of its publisher, as people compare it.
    pub(crate) fingerprint: String,
    /// Whether it is the practice authority.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) practice: bool,
    /// Where it answers.
    pub(crate) address: String,
    /// Where it answers if that one does not; empty: none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) backup: String,
    /// The account's device key, one for each authority, so that no two of them can tell that they know one family. `None`
    /// after a restore: two computers never sign with one key. (kc1.md 3.8)
    #[serde(with = "account", default, skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<PrivateKey>,
    /// The curve of its codes, and so of the keys of this account and of every strip.
    #[serde(
        with = "curve",
        default = "curve::first",
        skip_serializing_if = "curve::is_first"
    )]
    pub(crate) curve: Curve,
    /// Names by language tag, as it said last.
    pub(crate) names: Vec<(String, String)>,
    /// The regions that it issues for, and how, as it said last.
    pub(crate) regions: Vec<Region>,
    /// When it was connected, in seconds since 1970-01-01Z.
    pub(crate) since: u64,
    /// When it answered last, in the same seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) contact: Option<u64>,
}

/// A region of an authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Region {
    /// Its id: `CN-GD`.
    pub(crate) id: String,
    /// Names by language tag.
    pub(crate) names: Vec<(String, String)>,
    /// How many strips a full run has.
    pub(crate) strips: usize,
    /// Whether there are paper codes.
    pub(crate) paper: bool,
    /// Whether runs are refreshed without anybody's doing.
    pub(crate) by_itself: bool,
}

/// A person at an authority.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Enrolment {
    /// Who.
    #[serde(with = "hex")]
    pub(crate) person: Id,
    /// Where: the record of the authority.
    #[serde(with = "hex")]
    pub(crate) authority: Id,
    /// The region.
    pub(crate) region: String,
    /// Who it is there; `None` when nobody there knows this computer any more.
    #[serde(with = "handle", default, skip_serializing_if = "Option::is_none")]
    pub(crate) handle: Option<[u8; 16]>,
    /// Since when, in seconds since 1970-01-01Z.
    pub(crate) since: u64,
    /// When the authority wants the next run to be asked for, in the same seconds.
    pub(crate) refresh: u64,
    /// When it answered last, in the same seconds.
    pub(crate) contact: u64,
}

/// One strip, and the only key that its live proofs are made with.
#[derive(Clone, Debug)]
pub(crate) struct Strip {
    /// Of which run.
    pub(crate) enrolment: Id,
    /// As the authority signed it.
    pub(crate) code: kc1::Code,
    /// The same as a text.
    pub(crate) text: String,
    /// The device key.
    pub(crate) key: PrivateKey,
}

#[derive(Serialize, Deserialize)]
struct Stored<T> {
    v: u32,
    #[serde(flatten)]
    what: T,
}

#[derive(Serialize, Deserialize)]
struct StoredStrip {
    #[serde(with = "hex")]
    enrolment: Id,
    text: String,
    #[serde(with = "hex_bytes", default, skip_serializing_if = "Option::is_none")]
    key: Option<Zeroizing<Vec<u8>>>,
}

impl Issued {
    /// The record's kind and content.
    pub(crate) fn stored(&self) -> (u8, Zeroizing<Vec<u8>>) {
        match self {
            Self::Authority(authority) => (record::AUTHORITY, json(&**authority)),
            Self::Enrolment(enrolment) => (record::ENROLMENT, json(enrolment)),
            Self::School(key) => (record::SCHOOL, json(key)),
            Self::Strip(strip) => {
                let stored = StoredStrip {
                    enrolment: strip.enrolment,
                    text: strip.text.clone(),
                    key: Some(strip.key.to_bytes()),
                };
                (record::STRIP, json(&stored))
            }
        }
    }

    /// Reads a record's content.
    ///
    /// # Errors
    ///
    /// [`Code::VaultDamaged`] if it is damaged, [`Code::VaultNewer`] if a later version wrote it.
    pub(crate) fn read(kind: u8, content: &[u8]) -> Result<Self, Problem> {
        match kind {
            record::AUTHORITY => {
                let stored: Stored<Authority> = record::parse(content)?;
                Ok(Self::Authority(Box::new(stored.what)))
            }
            record::ENROLMENT => {
                let stored: Stored<Enrolment> = record::parse(content)?;
                Ok(Self::Enrolment(stored.what))
            }
            record::SCHOOL => {
                let stored: Stored<SchoolKey> = record::parse(content)?;
                Ok(Self::School(Box::new(stored.what)))
            }
            _ => {
                let stored: Stored<StoredStrip> = record::parse(content)?;
                Ok(Self::Strip(Box::new(Strip::read(stored.what)?)))
            }
        }
    }
}

impl Authority {
    /// The content without the key, for a backup.
    pub(crate) fn stored_without_key(&self) -> Zeroizing<Vec<u8>> {
        json(&Self {
            key: None,
            ..self.clone()
        })
    }

    /// Its name in a language, else in whatever it has one.
    pub(crate) fn name(&self, tag: &str) -> &str {
        named(&self.names, tag).unwrap_or(&self.id)
    }

    /// What it said of a region.
    pub(crate) fn region(&self, id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.id == id)
    }
}

impl Region {
    /// Its name in a language, else in whatever it has one.
    pub(crate) fn name(&self, tag: &str) -> &str {
        named(&self.names, tag).unwrap_or(&self.id)
    }
}

impl Strip {
    /// A strip as it came from the authority; `None` if it is no strip for this key.
    pub(crate) fn new(enrolment: Id, text: String, key: PrivateKey) -> Option<Self> {
        let code = kc1::Code::read(&text).ok()?;
        let made_for =
            matches!(&code.claimed().kind, kc1::Kind::Strip(device) if *device == key.device());
        made_for.then_some(Self {
            enrolment,
            code,
            text,
            key,
        })
    }

    /// Whether it can be shown at this moment.
    pub(crate) fn is_for(&self, now: Timestamp) -> bool {
        let claims = self.code.claimed();
        claims.nbf <= now && now < claims.exp
    }

    fn read(stored: StoredStrip) -> Result<Self, Problem> {
        let key = key(&stored.key.ok_or_else(damaged)?)?;
        Self::new(stored.enrolment, stored.text, key).ok_or_else(damaged)
    }
}

fn json(what: &impl Serialize) -> Zeroizing<Vec<u8>> {
    let stored = Stored {
        v: record::VERSION,
        what,
    };
    Zeroizing::new(serde_json::to_vec(&stored).expect("texts and numbers are written"))
}

fn key(bytes: &[u8]) -> Result<PrivateKey, Problem> {
    PrivateKey::from_bytes(bytes).ok_or_else(damaged)
}

fn named<'n>(names: &'n [(String, String)], tag: &str) -> Option<&'n str> {
    let of = |wanted: &str| names.iter().find(|(tag, _)| tag == wanted);
    let found = of(tag).or_else(|| of("zh")).or_else(|| names.first());
    found.map(|(_, name)| name.as_str())
}

fn damaged() -> Problem {
    Problem::new(Code::VaultDamaged, "")
}

/// A curve by the name of its algorithm.
mod curve {
    use healthcode::kct::Curve;
    use issuing::message::Algorithm;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// That of every record that names none.
    pub(super) const fn first() -> Curve {
        Curve::P256
    }

    pub(super) fn is_first(curve: &Curve) -> bool {
        *curve == first()
    }

    pub(super) fn serialize<S: Serializer>(curve: &Curve, to: S) -> Result<S::Ok, S::Error> {
        Algorithm::from(*curve).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Curve, D::Error> {
        Algorithm::deserialize(from).map(Curve::from)
    }
}

/// A handle as 32 hexadecimal digits.
mod handle {
    use serde::{Deserializer, Serializer};

    use super::hex;

    pub(super) fn serialize<S: Serializer>(
        handle: &Option<[u8; 16]>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match handle {
            Some(handle) => hex::serialize(handle, to),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<[u8; 16]>, D::Error> {
        hex::deserialize(from).map(Some)
    }
}

/// A private key as 64 hexadecimal digits, or 66.
mod account {
    use serde::{Deserializer, Serializer};

    use super::{PrivateKey, hex_bytes};

    pub(super) fn serialize<S: Serializer>(
        key: &Option<PrivateKey>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let bytes = key.as_ref().map(PrivateKey::to_bytes);
        hex_bytes::serialize(&bytes, to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<PrivateKey>, D::Error> {
        let bytes = hex_bytes::deserialize(from)?;
        let key = bytes.map(|bytes| {
            PrivateKey::from_bytes(&bytes).ok_or_else(|| serde::de::Error::custom("no key"))
        });
        key.transpose()
    }
}

/// The same, where there always is one.
pub(crate) mod secret {
    use serde::{Deserializer, Serializer};

    use super::{PrivateKey, account};

    pub(crate) fn serialize<S: Serializer>(key: &PrivateKey, to: S) -> Result<S::Ok, S::Error> {
        account::serialize(&Some(key.clone()), to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PrivateKey, D::Error> {
        account::deserialize(from)?.ok_or_else(|| serde::de::Error::custom("no key"))
    }
}

/// A publisher as 32 hexadecimal digits.
mod publisher {
    use healthcode::kct::Publisher;
    use serde::{Deserializer, Serializer};

    use super::hex;

    pub(super) fn serialize<S: Serializer>(of: &Publisher, to: S) -> Result<S::Ok, S::Error> {
        hex::serialize(&of.0, to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Publisher, D::Error> {
        hex::deserialize(from).map(Publisher)
    }
}
