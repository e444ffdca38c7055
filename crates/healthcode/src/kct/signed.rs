//! Signed documents inside a trust file: a payload and signatures that stand beside it.
//!
//! A signature is a COSE_Sign1 with a detached payload whose `external_aad` is a context that names
//! realm and thing (kc1.md, "One signing function"), so no signature for one thing verifies as another.

use std::borrow::Cow;

use minicbor::Encoder;

use super::key::{Key, SM2};
use super::root::Realm;
use super::strict::Reader;
use super::{KctError, MAX_ROOT_SIGNATURES};

/// A payload with the signatures that stand beside it; nothing of it is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed<'a> {
    /// The signed bytes: deterministic CBOR of a root or of a manifest.
    pub payload: Cow<'a, [u8]>,
    /// By whoever; those of strangers are passed over.
    pub signatures: Vec<Detached>,
}

/// A COSE_Sign1 without its payload (RFC 9052 section 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detached {
    /// COSE algorithm: -7 or -65537. Only compared with the key's, never obeyed.
    pub(super) algorithm: i64,
    /// Which key says to have signed.
    pub kid: [u8; 8],
    /// r‖s.
    pub signature: [u8; 64],
}

/// What is signed inside a trust file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A root, by root keys.
    Root,
    /// A manifest, by bundle keys.
    Trust,
}

impl Signed<'_> {
    /// How many secrets among `keys` have signed. A key that is listed twice or that signs twice
    /// counts once; keys off their curve count never.
    pub fn count(&self, keys: &[Key], thing: Thing, realm: Realm) -> usize {
        let mut counted: Vec<&Key> = Vec::new();
        for key in keys {
            if !counted.iter().any(|k| k.is_same_secret(key)) && self.is_by(key, thing, realm) {
                counted.push(key);
            }
        }
        counted.len()
    }

    fn is_by(&self, key: &Key, thing: Thing, realm: Realm) -> bool {
        let kid = key.kid();
        self.signatures.iter().any(|s| {
            s.kid == kid
                && s.algorithm == key.curve.algorithm()
                && key.verifies(
                    &to_be_signed(thing, realm, key, &self.payload),
                    &s.signature,
                )
        })
    }

    /// `[payload, [signatures]]`, as in the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    pub(super) fn write(&self, e: &mut Encoder<&mut Vec<u8>>) {
        e.array(2)
            .and_then(|e| e.bytes(&self.payload)?.array(self.signatures.len() as u64))
            .expect("a vector takes all");
        for s in &self.signatures {
            e.array(4)
                .and_then(|e| e.bytes(&protected(s.algorithm, s.kid)))
                .and_then(|e| e.map(0)?.null()?.bytes(&s.signature))
                .expect("a vector takes all");
        }
    }
}

impl<'a> Signed<'a> {
    /// Reads `[payload, [1*most detached]]`.
    pub(super) fn read(r: &mut Reader<'a>, most: u64) -> Result<Self, KctError> {
        r.array(2..=2)?;
        let payload = Cow::Borrowed(r.bytes()?);
        let signatures = r.list(1..=most, Detached::read)?;
        Ok(Self {
            payload,
            signatures,
        })
    }

    /// Reads one root with its signatures, as [`Signed::to_bytes`] wrote it: how a root goes from one
    /// signer to the next.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is anything else.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, KctError> {
        Reader::whole(bytes, |r| Self::read(r, MAX_ROOT_SIGNATURES))
    }

    /// The same with its own payload.
    pub fn into_owned(self) -> Signed<'static> {
        Signed {
            payload: Cow::Owned(self.payload.into_owned()),
            signatures: self.signatures,
        }
    }
}

impl Detached {
    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        r.array(4..=4)?;
        let (algorithm, kid) = Reader::whole(r.bytes()?, |r| {
            let mut fields = r.map()?;
            r.field(&mut fields, 1)?;
            let algorithm = match r.int()? {
                algorithm @ (-7 | SM2) => algorithm,
                _ => return Err(KctError::Value),
            };
            r.field(&mut fields, 4)?;
            let kid = r.bytes_of()?;
            fields.end()?;
            Ok((algorithm, kid))
        })?;
        r.map()?.end()?;
        r.null()?;
        Ok(Self {
            algorithm,
            kid,
            signature: r.bytes_of()?,
        })
    }
}

/// The bytes that `key` signs for `payload`: `["Signature1", protected, context, payload]`
/// (RFC 9052 section 4.4), where the context is `kincode/1/<realm>/<thing>`.
pub fn to_be_signed(thing: Thing, realm: Realm, key: &Key, payload: &[u8]) -> Vec<u8> {
    let realm = match realm {
        Realm::Real => "real",
        Realm::Practice => "practice",
    };
    let thing = match thing {
        Thing::Root => "root",
        Thing::Trust => "trust",
    };
    let context = format!("kincode/1/{realm}/{thing}");
    let mut bytes = Vec::with_capacity(payload.len() + 80);
    Encoder::new(&mut bytes)
        .array(4)
        .and_then(|e| e.str("Signature1"))
        .and_then(|e| e.bytes(&protected(key.curve.algorithm(), key.kid())))
        .and_then(|e| e.bytes(context.as_bytes())?.bytes(payload))
        .expect("a vector takes all");
    bytes
}

/// `issuer-header`: `{1: alg, 4: kid}`.
fn protected(algorithm: i64, kid: [u8; 8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(24);
    Encoder::new(&mut bytes)
        .map(2)
        .and_then(|e| e.u8(1)?.i64(algorithm)?.u8(4)?.bytes(&kid))
        .expect("a vector takes all");
    bytes
}
