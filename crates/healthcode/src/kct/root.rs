//! Roots: who a publisher is, whose keys speak for it, and what it may speak about.

use jiff::Timestamp;
use minicbor::Encoder;

use super::KctError;
use super::fingerprint::Publisher;
use super::key::Key;
use super::scope::Scope;
use super::strict::Reader;

/// One version of a publisher's root (kc1.md part 2, `root`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Whose root this is; in version 1 computed from its bytes, later only claimed until the chain
    /// back to a pinned root is verified.
    pub publisher: Publisher,
    /// From 1 on, without gaps.
    pub version: u16,
    /// Real or practice.
    pub realm: Realm,
    /// Names by language tag, as written: nothing is filtered for display.
    pub names: Vec<(String, String)>,
    /// One to five keys that sign roots.
    pub root_keys: Vec<Key>,
    /// How many of them must sign, 1 to 5.
    pub threshold: u8,
    /// One to four keys that sign manifests.
    pub bundle_keys: Vec<Key>,
    /// What the publisher may speak about.
    pub scope: Vec<Scope>,
    /// When the root was made, whole seconds.
    pub made: Timestamp,
}

/// Two worlds that never meet (kc1.md section 1.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Realm {
    /// Where codes mean something.
    Real,
    /// 演练.
    Practice,
}

impl Root {
    /// Reads the payload of a root.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is not a root in its one deterministic spelling, or names a publisher in
    /// version 1 or none in a later one.
    pub fn read(payload: &[u8]) -> Result<Self, KctError> {
        Reader::whole(payload, |r| {
            let mut fields = r.map()?;
            let publisher = if r.optional(&mut fields, 1)? {
                Some(Publisher(r.bytes_of()?))
            } else {
                None
            };
            r.field(&mut fields, 2)?;
            let version = r.uint(1..=u64::from(u16::MAX))? as u16;
            let publisher = match (publisher, version) {
                (None, 1) => Publisher::of_first_root(payload),
                (Some(publisher), 2..) => publisher,
                _ => return Err(KctError::Publisher),
            };
            r.field(&mut fields, 3)?;
            let realm = match r.uint(1..=2)? {
                1 => Realm::Real,
                _ => Realm::Practice,
            };
            r.field(&mut fields, 4)?;
            let names = r.text_map()?;
            r.field(&mut fields, 5)?;
            let root_keys = r.list(1..=5, Key::read)?;
            r.field(&mut fields, 6)?;
            let threshold = r.uint(1..=5)? as u8;
            r.field(&mut fields, 7)?;
            let bundle_keys = r.list(1..=4, Key::read)?;
            r.field(&mut fields, 8)?;
            let scope = r.list(1..=u64::MAX, |r| r.text()?.parse())?;
            r.field(&mut fields, 9)?;
            let made = r.seconds()?;
            fields.end()?;
            Ok(Self {
                publisher,
                version,
                realm,
                names,
                root_keys,
                threshold,
                bundle_keys,
                scope,
                made,
            })
        })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut e = Encoder::new(&mut bytes);
        self.write_fields(&mut e).expect("a vector takes all");
        bytes
    }

    fn write_fields(
        &self,
        e: &mut Encoder<&mut Vec<u8>>,
    ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        if self.version == 1 {
            e.map(8)?;
        } else {
            e.map(9)?.u8(1)?.bytes(&self.publisher.0)?;
        }
        e.u8(2)?.u16(self.version)?;
        e.u8(3)?.u8(match self.realm {
            Realm::Real => 1,
            Realm::Practice => 2,
        })?;
        e.u8(4)?;
        write_names(e, &self.names)?;
        e.u8(5)?.array(self.root_keys.len() as u64)?;
        self.root_keys.iter().for_each(|key| key.write(e));
        e.u8(6)?.u8(self.threshold)?;
        e.u8(7)?.array(self.bundle_keys.len() as u64)?;
        self.bundle_keys.iter().for_each(|key| key.write(e));
        e.u8(8)?.array(self.scope.len() as u64)?;
        for scope in &self.scope {
            e.str(&scope.to_string())?;
        }
        e.u8(9)?.i64(self.made.as_second())?;
        Ok(())
    }
}

/// Writes `names` in canonical order.
pub(super) fn write_names(
    e: &mut Encoder<&mut Vec<u8>>,
    names: &[(String, String)],
) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
    let mut sorted: Vec<_> = names.iter().collect();
    sorted.sort_by_key(|(tag, _)| (tag.len(), tag.as_str()));
    e.map(sorted.len() as u64)?;
    for (tag, name) in sorted {
        e.str(tag)?.str(name)?;
    }
    Ok(())
}
