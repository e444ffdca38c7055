//! Authorities that sign KC1: the content of parts of type `kc1` (kc1.md part 2, `kc1-part`).

use std::convert::Infallible;

use jiff::Timestamp;
use minicbor::Encoder;
use minicbor::encode::Error;

use super::KctError;
use super::key::Key;
use super::root::write_names;
use super::scope::is_authority_id;
use super::strict::Reader;

/// One authority with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// 2 to 12 of `a-z 0-9 -`, the name in status uris.
    pub id: String,
    /// Names by language tag, as written: nothing is filtered for display.
    pub names: Vec<(String, String)>,
    /// Its keys.
    pub keys: Vec<KeyEntry>,
    /// Where its status lists lie; https, ends in `/`.
    pub status_base: Option<String>,
    /// Where its service answers; https.
    pub service_base: Option<String>,
    /// How its public log is believed.
    pub log: Option<LogPolicy>,
}

/// One key of an authority and what it may sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyEntry {
    /// The key.
    pub key: Key,
    /// What it may sign; never status lists together with codes.
    pub uses: Vec<KeyUse>,
    /// May sign from, whole seconds.
    pub from: Timestamp,
    /// May sign until, whole seconds.
    pub until: Timestamp,
    /// Ids of the regions it may sign for.
    pub regions: Vec<String>,
}

/// What a key may sign (kc1.md part 2, `key-entry`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyUse {
    /// 1: screen codes.
    Screen,
    /// 2: paper codes.
    Paper,
    /// 3: school codes.
    School,
    /// 4: status lists.
    Status,
    /// 5: decisions.
    Decision,
    /// 6: receipts.
    Receipt,
}

/// How a public log is believed; keys and witnesses in the log's own spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogPolicy {
    /// The log's origin line.
    pub origin: String,
    /// Its keys, at least one.
    pub keys: Vec<String>,
    /// Witnesses.
    pub witnesses: Vec<String>,
    /// How many of the witnesses must have signed.
    pub quorum: u64,
}

impl Authority {
    /// Reads the content of a part of type `kc1`.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is not a list of authorities in its one deterministic spelling.
    pub fn read_part(bytes: &[u8]) -> Result<Vec<Self>, KctError> {
        Reader::whole(bytes, |r| r.list(1..=u64::MAX, Self::read))
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        let mut fields = r.map()?;
        r.field(&mut fields, 1)?;
        let id = r.text()?;
        if !is_authority_id(id) {
            return Err(KctError::Value);
        }
        r.field(&mut fields, 2)?;
        let names = r.text_map()?;
        r.field(&mut fields, 3)?;
        let keys = r.list(1..=u64::MAX, KeyEntry::read)?;
        let mut address = |r: &mut Reader<'_>, label| {
            let there = r.optional(&mut fields, label)?;
            there.then(|| https(r.text()?)).transpose()
        };
        let status_base = address(r, 4)?;
        if status_base
            .as_ref()
            .is_some_and(|base| !base.ends_with('/'))
        {
            return Err(KctError::Value);
        }
        let service_base = address(r, 5)?;
        let log = r.optional(&mut fields, 6)?;
        let log = log.then(|| LogPolicy::read(r)).transpose()?;
        fields.end()?;
        Ok(Self {
            id: id.to_owned(),
            names,
            keys,
            status_base,
            service_base,
            log,
        })
    }

    pub(super) fn write_part(authorities: &[Self]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut e = Encoder::new(&mut bytes);
        e.array(authorities.len() as u64)
            .expect("a vector takes all");
        for authority in authorities {
            authority.write(&mut e).expect("a vector takes all");
        }
        bytes
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Result<(), Error<Infallible>> {
        let optional = [
            self.status_base.is_some(),
            self.service_base.is_some(),
            self.log.is_some(),
        ];
        e.map(3 + optional.iter().filter(|there| **there).count() as u64)?;
        e.u8(1)?.str(&self.id)?.u8(2)?;
        write_names(e, &self.names)?;
        e.u8(3)?.array(self.keys.len() as u64)?;
        for entry in &self.keys {
            entry.write(e)?;
        }
        if let Some(base) = &self.status_base {
            e.u8(4)?.str(base)?;
        }
        if let Some(base) = &self.service_base {
            e.u8(5)?.str(base)?;
        }
        if let Some(log) = &self.log {
            e.u8(6)?.array(4)?.str(&log.origin)?;
            for list in [&log.keys, &log.witnesses] {
                write_texts(e, list)?;
            }
            e.u64(log.quorum)?;
        }
        Ok(())
    }
}

impl KeyEntry {
    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        let mut fields = r.map()?;
        r.field(&mut fields, 1)?;
        let key = Key::read(r)?;
        r.field(&mut fields, 2)?;
        let uses = r.list(1..=u64::MAX, |r| Ok(KeyUse::of(r.uint(1..=6)?)))?;
        // A key that signs codes may not also say that none of them is cancelled.
        let signs_codes = |u: &KeyUse| matches!(u, KeyUse::Screen | KeyUse::Paper | KeyUse::School);
        if uses.contains(&KeyUse::Status) && uses.iter().any(signs_codes) {
            return Err(KctError::Value);
        }
        r.field(&mut fields, 3)?;
        let from = r.seconds()?;
        r.field(&mut fields, 4)?;
        let until = r.seconds()?;
        r.field(&mut fields, 5)?;
        let regions = r.list(1..=u64::MAX, |r| Ok(r.text()?.to_owned()))?;
        fields.end()?;
        Ok(Self {
            key,
            uses,
            from,
            until,
            regions,
        })
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Result<(), Error<Infallible>> {
        e.map(5)?.u8(1)?;
        self.key.write(e);
        e.u8(2)?.array(self.uses.len() as u64)?;
        for u in &self.uses {
            e.u8(*u as u8 + 1)?;
        }
        e.u8(3)?.i64(self.from.as_second())?;
        e.u8(4)?.i64(self.until.as_second())?.u8(5)?;
        write_texts(e, &self.regions)
    }
}

impl KeyUse {
    /// The use with this number, which is 1 to 6.
    const fn of(number: u64) -> Self {
        match number {
            1 => Self::Screen,
            2 => Self::Paper,
            3 => Self::School,
            4 => Self::Status,
            5 => Self::Decision,
            _ => Self::Receipt,
        }
    }
}

impl LogPolicy {
    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        r.array(4..=4)?;
        let text = |r: &mut Reader<'_>| Ok(r.text()?.to_owned());
        Ok(Self {
            origin: text(r)?,
            keys: r.list(1..=u64::MAX, text)?,
            witnesses: r.list(0..=u64::MAX, text)?,
            quorum: r.uint(0..=u64::MAX)?,
        })
    }
}

fn https(address: &str) -> Result<String, KctError> {
    match address.strip_prefix("https://") {
        Some(rest) if !rest.is_empty() => Ok(address.to_owned()),
        _ => Err(KctError::Value),
    }
}

fn write_texts(e: &mut Encoder<&mut Vec<u8>>, texts: &[String]) -> Result<(), Error<Infallible>> {
    e.array(texts.len() as u64)?;
    for text in texts {
        e.str(text)?;
    }
    Ok(())
}
