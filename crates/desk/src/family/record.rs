//! The kinds of records in the family's vault, and how people and what is kept of them are written: JSON with a version
//! `v`. (kc1.md 3.3: the kinds 0 and 1 belong to the index)

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use vault::Id;

use crate::problem::{Code, Problem};
use crate::view::PersonFields;

/// A person, in JSON.
pub(crate) const PERSON: u8 = 2;
/// A kept code, in JSON: its text as it was found, whose it is, since when.
pub(crate) const CODE: u8 = 3;
/// A kept document, in JSON; its bytes lie in pieces.
pub(crate) const DOCUMENT: u8 = 4;
/// A piece of a document: its bytes as they are.
pub(crate) const PIECE: u8 = 5;
/// What the vault notes about itself: kit, backups, openings of an older copy. One record, in JSON.
pub(crate) const NOTES: u8 = 6;
/// An authority that the family is connected with, in JSON.
pub(crate) const AUTHORITY: u8 = 7;
/// A person who is enrolled at an authority, with the account's key, in JSON.
pub(crate) const ENROLMENT: u8 = 8;
/// A strip with its key, in JSON.
pub(crate) const STRIP: u8 = 9;
/// A school's own key, in JSON.
pub(crate) const SCHOOL: u8 = 10;

/// All of them, for a rescue.
pub(crate) const KINDS: [u8; 9] = [
    PERSON, CODE, DOCUMENT, PIECE, NOTES, AUTHORITY, ENROLMENT, STRIP, SCHOOL,
];

/// The version that is written. A newer one is refused, never guessed at.
pub(super) const VERSION: u32 = 1;

/// Somebody of the family.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Person {
    /// What was set of them.
    pub(crate) fields: PersonFields,
    /// Other spellings of their name, from people who were merged into this one.
    pub(crate) also: Vec<String>,
    /// Since when the present right is held, in seconds since 1970-01-01Z.
    pub(crate) since: u64,
    /// Their place on the board, from 0.
    pub(crate) place: u32,
    /// Whether they are of the sample family: they go when practice ends.
    pub(crate) practice: bool,
    /// When they went into the bin, in the same seconds.
    pub(crate) binned: Option<u64>,
}

/// Something that is kept of a person.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// Whose.
    pub(crate) person: Id,
    /// When it was kept, in seconds since 1970-01-01Z.
    pub(crate) since: u64,
    /// When it went into the bin, in the same seconds.
    pub(crate) binned: Option<u64>,
    /// The thing itself.
    pub(crate) what: What,
}

/// A code or a document.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// The text of a code, as it stood in the symbol.
    Code(String),
    /// A file without a code.
    Document(Document),
}

/// A file that is kept as it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Document {
    /// The file's name; empty for pasted content.
    pub(crate) name: String,
    /// What kind of file it is.
    pub(crate) form: DocumentForm,
    /// Its length.
    pub(crate) bytes: u64,
    /// How it begins, if it is a text: of the others a page can be drawn.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) begins: String,
    /// Where its pieces lie, in order.
    #[serde(with = "hex_list")]
    pub(crate) pieces: Vec<Id>,
}

/// What a kept file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DocumentForm {
    /// PDF.
    Pdf,
    /// PNG, JPEG, WebP or SVG.
    Picture,
    /// UTF-8 or UTF-16.
    Text,
}

#[derive(Serialize, Deserialize)]
struct StoredPerson {
    v: u32,
    fields: PersonFields,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<String>,
    since: u64,
    place: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    practice: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    binned: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct StoredHeld<T> {
    v: u32,
    #[serde(with = "hex")]
    person: Id,
    since: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    binned: Option<u64>,
    #[serde(flatten)]
    what: T,
}

#[derive(Serialize, Deserialize)]
struct StoredText {
    text: String,
}

#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

impl Person {
    /// The record's content.
    pub(crate) fn stored(&self) -> Vec<u8> {
        json(&StoredPerson {
            v: VERSION,
            fields: self.fields.clone(),
            also: self.also.clone(),
            since: self.since,
            place: self.place,
            practice: self.practice,
            binned: self.binned,
        })
    }

    /// Reads the record's content.
    pub(crate) fn read(content: &[u8]) -> Result<Self, Problem> {
        let stored: StoredPerson = parse(content)?;
        Ok(Self {
            fields: stored.fields,
            also: stored.also,
            since: stored.since,
            place: stored.place,
            practice: stored.practice,
            binned: stored.binned,
        })
    }
}

impl Held {
    /// The record's kind and content.
    pub(crate) fn stored(&self) -> (u8, Vec<u8>) {
        match &self.what {
            What::Code(text) => (CODE, self.with(StoredText { text: text.clone() })),
            What::Document(document) => (DOCUMENT, self.with(document.clone())),
        }
    }

    fn with<T: Serialize>(&self, what: T) -> Vec<u8> {
        json(&StoredHeld {
            v: VERSION,
            person: self.person,
            since: self.since,
            binned: self.binned,
            what,
        })
    }

    /// Reads a record's content.
    pub(crate) fn read(kind: u8, content: &[u8]) -> Result<Self, Problem> {
        if kind == CODE {
            let stored: StoredHeld<StoredText> = parse(content)?;
            return Ok(Self::of(stored, |what| What::Code(what.text)));
        }
        Ok(Self::of(parse(content)?, What::Document))
    }

    fn of<T>(stored: StoredHeld<T>, what: impl FnOnce(T) -> What) -> Self {
        Self {
            person: stored.person,
            since: stored.since,
            binned: stored.binned,
            what: what(stored.what),
        }
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("texts and numbers are written whatever they hold")
}

pub(super) fn parse<T: for<'de> Deserialize<'de>>(content: &[u8]) -> Result<T, Problem> {
    let damaged = |_| Problem::new(Code::VaultDamaged, "");
    let version: Versioned = serde_json::from_slice(content).map_err(damaged)?;
    if version.v > VERSION {
        return Err(Problem::new(Code::VaultNewer, ""));
    }
    serde_json::from_slice(content).map_err(damaged)
}

fn unhex<E: serde::de::Error>(text: &str) -> Result<Id, E> {
    let bytes = HEXLOWER.decode(text.as_bytes()).map_err(E::custom)?;
    bytes
        .try_into()
        .map_err(|_| E::custom("an id has 16 bytes"))
}

/// An id as 32 hexadecimal digits.
pub(super) mod hex {
    use data_encoding::HEXLOWER;
    use serde::{Deserialize, Deserializer, Serializer};
    use vault::Id;

    pub(crate) fn serialize<S: Serializer>(id: &Id, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&HEXLOWER.encode(id))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Id, D::Error> {
        super::unhex(&String::deserialize(from)?)
    }
}

/// Secret bytes that may be absent, as hexadecimal digits.
pub(super) mod hex_bytes {
    use data_encoding::HEXLOWER;
    use serde::{Deserialize, Deserializer, Serializer};
    use zeroize::Zeroizing;

    type Bytes = Option<Zeroizing<Vec<u8>>>;

    pub(crate) fn serialize<S: Serializer>(bytes: &Bytes, to: S) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(bytes) => to.serialize_str(&Zeroizing::new(HEXLOWER.encode(bytes))),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Bytes, D::Error> {
        let text = Zeroizing::new(String::deserialize(from)?);
        let bytes = HEXLOWER
            .decode(text.as_bytes())
            .map_err(serde::de::Error::custom)?;
        Ok(Some(Zeroizing::new(bytes)))
    }
}

/// The same for several.
mod hex_list {
    use data_encoding::HEXLOWER;
    use serde::{Deserialize, Deserializer, Serializer};
    use vault::Id;

    pub(super) fn serialize<S: Serializer>(ids: &[Id], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(ids.iter().map(|id| HEXLOWER.encode(id)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Id>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        texts.iter().map(|text| super::unhex(text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Relation, Right};

    fn person() -> Person {
        Person {
            fields: PersonFields {
                name: "李秀英".to_owned(),
                latin: "LI XIUYING".to_owned(),
                birth: "1950-02".to_owned(),
                relation: Relation::Grandmother,
                right: Right::Delegate,
                until: "2027-03-31".to_owned(),
            },
            also: Vec::new(),
            since: 1_790_726_400,
            place: 2,
            practice: false,
            binned: None,
        }
    }

    fn code() -> Held {
        Held {
            person: [0x5a; 16],
            since: 1_790_726_400,
            binned: None,
            what: What::Code("HC1:6BF".to_owned()),
        }
    }

    fn document() -> Held {
        Held {
            binned: Some(1_790_726_401),
            what: What::Document(Document {
                name: "入学查验.pdf".to_owned(),
                form: DocumentForm::Pdf,
                bytes: 4_194_305,
                begins: String::new(),
                pieces: vec![[1; 16], [2; 16]],
            }),
            ..code()
        }
    }

    fn text() -> Held {
        Held {
            what: What::Document(Document {
                name: String::new(),
                form: DocumentForm::Text,
                bytes: 6,
                begins: "报告".to_owned(),
                pieces: vec![[1; 16]],
            }),
            ..code()
        }
    }

    /// A changed line here is a question of migration: vaults are written so.
    #[test]
    fn what_is_stored() {
        let merged = Person {
            also: vec!["李秀瑛".to_owned()],
            binned: Some(1_790_726_401),
            ..person()
        };
        let fields = r#"{"name":"李秀英","latin":"LI XIUYING","birth":"1950-02","relation":"grandmother","right":"delegate","until":"2027-03-31"}"#;
        for (stored, snapshot) in [
            (
                person().stored(),
                format!(r#"{{"v":1,"fields":{fields},"since":1790726400,"place":2}}"#),
            ),
            (
                merged.stored(),
                format!(
                    r#"{{"v":1,"fields":{fields},"also":["李秀瑛"],"since":1790726400,"place":2,"binned":1790726401}}"#
                ),
            ),
            (
                code().stored().1,
                r#"{"v":1,"person":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a","since":1790726400,"text":"HC1:6BF"}"#.to_owned(),
            ),
            (
                text().stored().1,
                r#"{"v":1,"person":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a","since":1790726400,"name":"","form":"text","bytes":6,"begins":"报告","pieces":["01010101010101010101010101010101"]}"#.to_owned(),
            ),
            (
                document().stored().1,
                r#"{"v":1,"person":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a","since":1790726400,"binned":1790726401,"name":"入学查验.pdf","form":"pdf","bytes":4194305,"pieces":["01010101010101010101010101010101","02020202020202020202020202020202"]}"#.to_owned(),
            ),
        ] {
            assert_eq!(String::from_utf8(stored).expect("JSON"), snapshot);
        }
    }

    #[test]
    fn what_was_stored_is_read() {
        assert!(Person::read(&person().stored()).expect("ours") == person());
        for held in [code(), document(), text()] {
            let (kind, content) = held.stored();
            assert!(Held::read(kind, &content).expect("ours") == held);
        }
    }

    #[test]
    fn a_newer_record_and_a_damaged_one_are_told_apart() {
        let code_of = |content: &[u8]| Held::read(CODE, content).err().map(|p| p.code);
        assert_eq!(code_of(br#"{"v":2}"#), Some(Code::VaultNewer));
        assert_eq!(code_of(br#"{"v":1}"#), Some(Code::VaultDamaged));
        assert_eq!(code_of(b"\xFF"), Some(Code::VaultDamaged));
    }
}
