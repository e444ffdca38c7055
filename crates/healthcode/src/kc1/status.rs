//! Status lists of KC1: which codes are to be asked for again (kc1.md section 1.5).

use flate2::{Decompress, FlushDecompress, Status as Flate};
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::claims::read_uri;
use super::envelope::{Algorithm, to_be_signed};
use crate::certificate::sha256;
use crate::kct::strict::Reader;
use crate::kct::{Authority, KctError, Key, KeyUse};

/// A well-formed status token whose list has its one size, and that nobody has verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    authority: String,
    number: u32,
    kid: [u8; 8],
    iat: Timestamp,
    exp: Timestamp,
    /// As it came.
    payload: Vec<u8>,
    algorithm: Algorithm,
    protected: Vec<u8>,
    signature: [u8; 64],
    list: List,
}

/// What is kept of a token that was verified.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) kid: [u8; 8],
    pub(super) iat: Timestamp,
    pub(super) exp: Timestamp,
    /// Two tokens of one time are compared by it.
    pub(super) hash: [u8; 32],
    list: List,
}

/// Which indices are set, in whichever form is smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
enum List {
    /// One bit each, least significant first.
    Bits(Vec<u8>),
    /// Only those that are set, in order: 4 KiB where one of 1,000 is.
    Few(Vec<u32>),
}

impl Token {
    /// Reads `status-token`, its tag 18 included.
    ///
    /// # Errors
    ///
    /// [`StatusError::Form`] for anything but the closed grammar in its one spelling,
    /// [`StatusError::Inflate`] if its list does not inflate to exactly 131,072 bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, StatusError> {
        let untagged = bytes.strip_prefix(&[TAG]).ok_or(KctError::Form)?;
        let (protected, payload, signature) = Reader::whole(untagged, |r| {
            r.array(4..=4)?;
            let protected = r.bytes()?;
            r.map()?.end()?;
            Ok((protected, r.bytes()?, r.bytes_of()?))
        })?;
        let (algorithm, kid) = Reader::whole(protected, |r| {
            let mut fields = r.map()?;
            r.field(&mut fields, 1)?;
            let algorithm = Algorithm::read(r)?;
            r.field(&mut fields, 4)?;
            let kid = r.bytes_of()?;
            r.field(&mut fields, 16)?;
            if r.text()? != TYPE {
                return Err(KctError::Value);
            }
            fields.end()?;
            Ok((algorithm, kid))
        })?;
        let (token, deflated) = Reader::whole(payload, |r| {
            let mut fields = r.map()?;
            r.field(&mut fields, 2)?;
            let (authority, number) = read_uri(r.text()?).ok_or(KctError::Value)?;
            r.field(&mut fields, 4)?;
            let exp = r.seconds()?;
            r.field(&mut fields, 6)?;
            let iat = r.seconds()?;
            r.field(&mut fields, STATUS_LIST)?;
            let mut list = r.map()?;
            r.word(&mut list, "bits")?;
            r.uint(1..=1)?;
            r.word(&mut list, "lst")?;
            let deflated = r.bytes()?;
            list.end()?;
            r.field(&mut fields, TTL)?;
            r.uint(TTL_SECONDS..=TTL_SECONDS)?;
            fields.end()?;
            let token = Self {
                authority: authority.to_owned(),
                number,
                kid,
                iat,
                exp,
                payload: payload.to_vec(),
                algorithm,
                protected: protected.to_vec(),
                signature,
                list: List::Few(Vec::new()),
            };
            Ok((token, deflated))
        })?;
        let list = List::of(inflate(deflated).ok_or(StatusError::Inflate)?);
        Ok(Self { list, ..token })
    }

    /// Authority and number of the list that it claims to be.
    pub fn list(&self) -> (&str, u32) {
        (&self.authority, self.number)
    }

    /// When it says it was signed, whole seconds.
    pub const fn iat(&self) -> Timestamp {
        self.iat
    }

    /// From when on it says nothing any more, whole seconds.
    pub const fn exp(&self) -> Timestamp {
        self.exp
    }

    /// Whether `authority` signed it with a key for status lists, at `now`.
    ///
    /// # Errors
    ///
    /// [`StatusError::Signature`] or [`StatusError::Times`].
    pub(super) fn verify(
        &self,
        authority: &Authority,
        dead: impl Fn(&[u8; 8]) -> bool,
        now: Timestamp,
    ) -> Result<(), StatusError> {
        // The one context that is empty: the token's own standard wants it so.
        let signed = to_be_signed(&self.protected, b"", &self.payload);
        let by = |key: &Key| {
            Algorithm::of(key.curve) == self.algorithm && key.verifies(&signed, &self.signature)
        };
        let verified = !dead(&self.kid)
            && authority.keys.iter().any(|entry| {
                entry.key.kid() == self.kid
                    && entry.uses.contains(&KeyUse::Status)
                    && entry.from <= self.iat
                    && self.iat <= entry.until
                    && by(&entry.key)
            });
        if !verified {
            return Err(StatusError::Signature);
        }
        let life = self.exp.duration_since(self.iat);
        if self.iat.duration_since(now) > AHEAD || life <= SignedDuration::ZERO || life > LONGEST {
            return Err(StatusError::Times);
        }
        Ok(())
    }

    /// What is to be kept of it.
    pub(super) fn held(self) -> Held {
        Held {
            kid: self.kid,
            iat: self.iat,
            exp: self.exp,
            hash: sha256(&self.payload),
            list: self.list,
        }
    }
}

impl Held {
    /// Whether a fresh code is to be asked for in place of the one with this index; `None` if the
    /// index lies outside the list.
    pub(super) fn is_set(&self, index: u32) -> Option<bool> {
        let inside = (index as usize) < LIST_BYTES * 8;
        inside.then(|| match &self.list {
            List::Bits(bits) => is_set(bits, index),
            List::Few(few) => few.binary_search(&index).is_ok(),
        })
    }
}

impl List {
    fn of(bits: Vec<u8>) -> Self {
        let set: u32 = bits.iter().map(|byte| byte.count_ones()).sum();
        if set as usize * size_of::<u32>() >= bits.len() {
            return Self::Bits(bits);
        }
        let bytes = bits.iter().zip(0_u32..).filter(|(byte, _)| **byte != 0);
        let indices = bytes.flat_map(|(_, at)| at * 8..at * 8 + 8);
        Self::Few(indices.filter(|index| is_set(&bits, *index)).collect())
    }
}

/// Least significant bit first.
fn is_set(bits: &[u8], index: u32) -> bool {
    let byte = bits.get(index as usize / 8).copied().unwrap_or_default();
    byte >> (index % 8) & 1 == 1
}

/// Why a status token does not count. What is held stays.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum StatusError {
    /// The publisher's trust file has no authority with the id that the token names.
    #[error("the list is of an authority that this publisher does not name")]
    Authority,
    /// Not a status token in its one spelling.
    #[error("not a status list: {0}")]
    Form(#[from] KctError),
    /// The list does not inflate to exactly 131,072 bytes.
    #[error("the list does not have its one size")]
    Inflate,
    /// A newer one is held.
    #[error("older than the list that is held")]
    Older,
    /// No key for status lists of this authority has signed it.
    #[error("not signed by a key for status lists of its authority")]
    Signature,
    /// Signed in the future, or valid for too long.
    #[error("the times of the list do not go together")]
    Times,
    /// Another list with the time of the one that is held.
    #[error("two lists for one time")]
    TwoLists,
}

/// A whole zlib stream (RFC 1950) of exactly [`LIST_BYTES`] bytes.
fn inflate(deflated: &[u8]) -> Option<Vec<u8>> {
    let mut inflater = Decompress::new(true);
    let mut list = Vec::with_capacity(LIST_BYTES + 1);
    let end = inflater
        .decompress_vec(deflated, &mut list, FlushDecompress::Finish)
        .ok()?;
    let whole = end == Flate::StreamEnd
        && inflater.total_in() == deflated.len() as u64
        && list.len() == LIST_BYTES;
    whole.then_some(list)
}

/// 2^20 entries of one bit (kc1.md section 1.5).
pub const LIST_BYTES: usize = 131_072;
/// CBOR tag 18, COSE_Sign1.
pub(super) const TAG: u8 = 0xD2;
/// COSE header `typ`.
pub(super) const TYPE: &str = "application/statuslist+cwt";
/// CWT claim `status_list`.
pub(super) const STATUS_LIST: i64 = 65533;
/// CWT claim `ttl`.
pub(super) const TTL: i64 = 65534;
/// Its one value.
pub(super) const TTL_SECONDS: u64 = 600;
/// How far ahead of this computer's clock a token may be signed (kc1.md section 1.5).
const AHEAD: SignedDuration = SignedDuration::from_mins(10);
/// The longest life of a token (kc1.md section 1.5).
const LONGEST: SignedDuration = SignedDuration::from_hours(48);
