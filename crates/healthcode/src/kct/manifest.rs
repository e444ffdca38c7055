//! Manifests: what a trust file holds, of when, and which keys are dead.

use jiff::Timestamp;
use minicbor::Encoder;

use super::KctError;
use super::fingerprint::Publisher;
use super::scope::Scope;
use super::strict::Reader;
use crate::certificate::sha256;

/// The signed list of a trust file's parts (kc1.md part 2, `manifest`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Whose file this is.
    pub publisher: Publisher,
    /// Version of the root that names the key which signed this.
    pub version: u16,
    /// Counts files under one root version, from 1.
    pub seq: u32,
    /// When it was signed, whole seconds.
    pub iat: Timestamp,
    /// From when on its entries are too old, whole seconds.
    pub exp: Timestamp,
    /// One for each part, in the order of the parts.
    pub parts: Vec<Part>,
    /// Keys that are dead for ever.
    pub dead: Vec<Dead>,
}

/// What the manifest says of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartType,
    /// SHA-256 over its bytes.
    pub sha256: [u8; 32],
    /// How many bytes it has.
    pub size: u64,
    /// Where it came from, as written.
    pub source: String,
    /// Of when its content is, whole seconds.
    pub as_of: Timestamp,
}

/// A key that no later file brings back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// The format it signed, in the words of scopes: `kc1`, `hc1`, `shc`, `vds`.
    pub format: String,
    /// Its name in that format.
    pub kid: Vec<u8>,
    /// Since when, whole seconds. Shown only: a thief can date backwards.
    pub since: Timestamp,
}

/// The kinds of parts (kc1.md part 2, `part-type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartType {
    /// CSCA certificates for VDS-NC: `csca`.
    Csca,
    /// EU DCC revocation: `dcc-rev`.
    DccRevocation,
    /// Document signers of HC1: `hc1-dsc`.
    Hc1Signers,
    /// ICAO certificate revocation: `icao-crl`.
    IcaoRevocation,
    /// Authorities with their keys: `kc1`.
    Kc1,
    /// Log policy: `log`.
    Log,
    /// A region pack: `pack`.
    Pack,
    /// SHC keys: `shc-jwks`.
    ShcKeys,
    /// SHC card revocation: `shc-crl`.
    ShcRevocation,
    /// A status list token: `status`.
    Status,
    /// A VCI directory snapshot: `vci`.
    Vci,
    /// The WHO's DID document: `who-did`.
    WhoDid,
}

impl Manifest {
    /// Reads the payload of a manifest.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is not a manifest in its one deterministic spelling.
    pub fn read(payload: &[u8]) -> Result<Self, KctError> {
        Reader::whole(payload, |r| {
            let mut fields = r.map()?;
            r.field(&mut fields, 1)?;
            let publisher = Publisher(r.bytes_of()?);
            r.field(&mut fields, 2)?;
            let version = r.uint(1..=u64::from(u16::MAX))? as u16;
            r.field(&mut fields, 3)?;
            let seq = r.uint(1..=u64::from(u32::MAX))? as u32;
            r.field(&mut fields, 4)?;
            let iat = r.seconds()?;
            r.field(&mut fields, 5)?;
            let exp = r.seconds()?;
            r.field(&mut fields, 6)?;
            let parts = r.list(0..=u64::MAX, Part::read)?;
            r.field(&mut fields, 7)?;
            let dead = r.list(0..=u64::MAX, Dead::read)?;
            fields.end()?;
            Ok(Self {
                publisher,
                version,
                seq,
                iat,
                exp,
                parts,
                dead,
            })
        })
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut e = Encoder::new(&mut bytes);
        e.map(7)
            .and_then(|e| e.u8(1)?.bytes(&self.publisher.0))
            .and_then(|e| e.u8(2)?.u16(self.version)?.u8(3)?.u32(self.seq))
            .and_then(|e| e.u8(4)?.i64(self.iat.as_second()))
            .and_then(|e| e.u8(5)?.i64(self.exp.as_second()))
            .and_then(|e| e.u8(6)?.array(self.parts.len() as u64))
            .expect("a vector takes all");
        for part in &self.parts {
            e.array(5)
                .and_then(|e| e.str(part.kind.name())?.bytes(&part.sha256))
                .and_then(|e| e.u64(part.size)?.str(&part.source))
                .and_then(|e| e.i64(part.as_of.as_second()))
                .expect("a vector takes all");
        }
        e.u8(7)
            .and_then(|e| e.array(self.dead.len() as u64))
            .expect("a vector takes all");
        self.dead.iter().for_each(|dead| dead.write(&mut e));
        bytes
    }
}

impl Part {
    /// The entry for `bytes`.
    pub fn of(kind: PartType, bytes: &[u8], source: &str, as_of: Timestamp) -> Self {
        Self {
            kind,
            sha256: sha256(bytes),
            size: bytes.len() as u64,
            source: source.to_owned(),
            as_of,
        }
    }

    /// Whether this is the entry for `bytes`.
    pub(super) fn is_of(&self, bytes: &[u8]) -> bool {
        self.size == bytes.len() as u64 && self.sha256 == sha256(bytes)
    }

    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        r.array(5..=5)?;
        Ok(Self {
            kind: PartType::of(r.text()?)?,
            sha256: r.bytes_of()?,
            size: r.uint(0..=u64::MAX)?,
            source: r.text()?.to_owned(),
            as_of: r.seconds()?,
        })
    }
}

impl Dead {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        r.array(3..=3)?;
        Ok(Self {
            format: r.text()?.to_owned(),
            kid: r.bytes()?.to_vec(),
            since: r.seconds()?,
        })
    }

    pub(super) fn write(&self, e: &mut Encoder<&mut Vec<u8>>) {
        e.array(3)
            .and_then(|e| e.str(&self.format)?.bytes(&self.kid))
            .and_then(|e| e.i64(self.since.as_second()))
            .expect("a vector takes all");
    }
}

impl PartType {
    /// The word in the manifest.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csca => "csca",
            Self::DccRevocation => "dcc-rev",
            Self::Hc1Signers => "hc1-dsc",
            Self::IcaoRevocation => "icao-crl",
            Self::Kc1 => "kc1",
            Self::Log => "log",
            Self::Pack => "pack",
            Self::ShcKeys => "shc-jwks",
            Self::ShcRevocation => "shc-crl",
            Self::Status => "status",
            Self::Vci => "vci",
            Self::WhoDid => "who-did",
        }
    }

    /// The scope that a part of this kind needs; `None` for the two that are about KC1, where it
    /// depends on the authority.
    pub const fn scope(self) -> Option<Scope> {
        Some(match self {
            Self::Kc1 | Self::Status => return None,
            Self::DccRevocation | Self::Hc1Signers | Self::WhoDid => Scope::Hc1,
            Self::ShcKeys | Self::ShcRevocation | Self::Vci => Scope::Shc,
            Self::Csca | Self::IcaoRevocation => Scope::Vds,
            Self::Pack => Scope::Packs,
            Self::Log => Scope::Log,
        })
    }

    fn of(name: &str) -> Result<Self, KctError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or(KctError::Value)
    }

    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Csca,
        Self::DccRevocation,
        Self::Hc1Signers,
        Self::IcaoRevocation,
        Self::Kc1,
        Self::Log,
        Self::Pack,
        Self::ShcKeys,
        Self::ShcRevocation,
        Self::Status,
        Self::Vci,
        Self::WhoDid,
    ];
}
