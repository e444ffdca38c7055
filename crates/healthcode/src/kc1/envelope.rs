//! The outermost layer: text, Base45, and one COSE_Sign1 without a tag (kc1.md section 1.1).

use minicbor::Encoder;

use super::{FormError, MAX_TEXT, PREFIX};
use crate::base45;
use crate::kct::key::SM2;
use crate::kct::strict::Reader;
use crate::kct::{Curve, KctError, Realm};
use crate::private::Private;

/// A COSE_Sign1, believed by nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Envelope {
    /// Only compared with the key's, never obeyed.
    pub(super) algorithm: Algorithm,
    /// `None` in a live proof: that alone tells the two shapes apart.
    pub(super) kid: Option<[u8; 8]>,
    pub(super) payload: Private<Vec<u8>>,
    pub(super) signature: [u8; 64],
    /// How many bytes the whole has.
    pub(super) size: usize,
}

/// The two algorithms that kc1.md numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// -7: P-256 with SHA-256, r‖s with s ≤ n/2.
    Es256,
    /// -65537: curveSM2 with SM3.
    Sm2,
}

/// What one of our own signatures is for (kc1.md, "One signing function").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    Code,
    Proof,
    Receipt,
    Request,
}

impl Envelope {
    pub(super) fn read(body: &[u8]) -> Result<Self, KctError> {
        Reader::whole(body, |r| {
            r.array(4..=4)?;
            let (algorithm, kid) = Reader::whole(r.bytes()?, header)?;
            r.map()?.end()?;
            Ok(Self {
                algorithm,
                kid,
                payload: Private::new(r.bytes()?.to_vec()),
                signature: r.bytes_of()?,
                size: body.len(),
            })
        })
    }

    /// The bytes that were signed if this is a `thing` of this realm.
    pub(super) fn signed(&self, realm: Realm, thing: Thing) -> Vec<u8> {
        let protected = protected(self.algorithm, self.kid);
        let context = context(realm, thing);
        to_be_signed(&protected, context.as_bytes(), self.payload.expose())
    }
}

impl Algorithm {
    /// The one that goes with a curve.
    pub const fn of(curve: Curve) -> Self {
        match curve {
            Curve::P256 => Self::Es256,
            Curve::Sm2 => Self::Sm2,
        }
    }

    pub(super) const fn number(self) -> i64 {
        match self {
            Self::Es256 => -7,
            Self::Sm2 => SM2,
        }
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        match r.int()? {
            -7 => Ok(Self::Es256),
            SM2 => Ok(Self::Sm2),
            _ => Err(KctError::Value),
        }
    }
}

/// The body of `text`, which nothing is trimmed from.
pub(super) fn body(text: &str) -> Result<Vec<u8>, FormError> {
    if text.len() > MAX_TEXT {
        return Err(FormError::TooLong);
    }
    let rest = text.strip_prefix(PREFIX).ok_or(FormError::Prefix)?;
    Ok(base45::decode(rest)?)
}

/// `issuer-header` or `proof-header`.
fn header(r: &mut Reader<'_>) -> Result<(Algorithm, Option<[u8; 8]>), KctError> {
    let mut fields = r.map()?;
    r.field(&mut fields, 1)?;
    let algorithm = Algorithm::read(r)?;
    let named = r.optional(&mut fields, 4)?;
    let kid = named.then(|| r.bytes_of()).transpose()?;
    fields.end()?;
    Ok((algorithm, kid))
}

pub(super) fn protected(algorithm: Algorithm, kid: Option<[u8; 8]>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(24);
    let mut e = Encoder::new(&mut bytes);
    e.map(1 + u64::from(kid.is_some()))
        .and_then(|e| e.u8(1)?.i64(algorithm.number()))
        .expect("a vector takes all");
    if let Some(kid) = kid {
        e.u8(4)
            .and_then(|e| e.bytes(&kid))
            .expect("a vector takes all");
    }
    bytes
}

pub(super) fn context(realm: Realm, thing: Thing) -> String {
    let realm = match realm {
        Realm::Real => "real",
        Realm::Practice => "practice",
    };
    let thing = match thing {
        Thing::Code => "code",
        Thing::Proof => "proof",
        Thing::Receipt => "receipt",
        Thing::Request => "request",
    };
    format!("kincode/1/{realm}/{thing}")
}

/// `["Signature1", protected, context, payload]` (RFC 9052 section 4.4).
pub(super) fn to_be_signed(protected: &[u8], context: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + protected.len() + 64);
    Encoder::new(&mut bytes)
        .array(4)
        .and_then(|e| e.str("Signature1")?.bytes(protected))
        .and_then(|e| e.bytes(context)?.bytes(payload))
        .expect("a vector takes all");
    bytes
}
