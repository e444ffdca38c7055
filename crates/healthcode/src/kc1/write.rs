//! Writing KC1. This crate never signs: whoever has the key signs [`Unsigned::to_be_signed`].
//!
//! What is to be signed has been read by our own reader before it is handed out, so a code that no
//! checker would read is an error here.

use flate2::{Compress, Compression, FlushCompress, Status as Flate};
use jiff::Timestamp;
use minicbor::Encoder;
use minicbor::encode::Error;

use super::claims::{Claims, Kind, Second};
use super::code::{Code, Proof};
use super::envelope::{self, Algorithm, Thing};
pub use super::message::message;
use super::status::{LIST_BYTES, STATUS_LIST, TAG, TTL, TTL_SECONDS, TYPE, Token};
use super::{FormError, MAX_TEXT, PREFIX, StatusError};
use crate::base45;
use crate::kct::key::{HALF_ORDER, ORDER};
use crate::kct::{KctError, Key, Realm};

/// Whoever holds a private key: a file, a card, the keychain. Nothing in this crate does.
pub trait Signer {
    /// Why it did not sign.
    type Error;

    /// The public key.
    fn key(&self) -> &Key;

    /// r‖s over `message`: ES256 with SHA-256, or SM2 with SM3, Z_A and the identifier
    /// `1234567812345678`. Nonces are deterministic or hedged. Either half of s will do.
    ///
    /// # Errors
    ///
    /// As the signer has them.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], Self::Error>;
}

/// A COSE_Sign1 that lacks its signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsigned {
    tagged: bool,
    algorithm: Algorithm,
    protected: Vec<u8>,
    context: String,
    payload: Vec<u8>,
}

/// A code by the authority's `key`.
///
/// # Errors
///
/// [`FormError`] if the claims break a rule of kc1.md section 1.2 that readers check.
pub fn code(claims: &Claims, key: &Key) -> Result<Unsigned, FormError> {
    let unsigned = Unsigned::message(Thing::Code, claims.realm, key, payload(claims));
    let read = Code::read(&unsigned.text(&[0; 64]))?;
    // What a reader makes of it must be what was meant.
    if read.claimed() == claims {
        Ok(unsigned)
    } else {
        Err(KctError::Value.into())
    }
}

/// A live proof by the device key of `strip`, around it.
///
/// # Errors
///
/// [`FormError`] if `strip` is not a bare strip, or the proof breaks its grammar.
pub fn proof(strip: &Code, proof: &Proof) -> Result<Unsigned, FormError> {
    let mut bytes = Vec::with_capacity(320);
    let mut e = Encoder::new(&mut bytes);
    e.array(3 + u64::from(proof.challenge.is_some()))
        .and_then(|e| e.bytes(strip.body.expose())?.i64(proof.t.as_second()))
        .and_then(|e| e.bytes(&proof.rnd))
        .expect("a vector takes all");
    if let Some(challenge) = proof.challenge {
        e.u32(challenge).expect("a vector takes all");
    }
    let unsigned = Unsigned {
        tagged: false,
        algorithm: strip.algorithm(),
        protected: envelope::protected(strip.algorithm(), None),
        context: envelope::context(strip.claims.realm, Thing::Proof),
        payload: bytes,
    };
    if strip.proof.is_some() {
        return Err(FormError::Kind);
    }
    let read = Code::read(&unsigned.text(&[0; 64]))?;
    if read.claimed_proof() == Some(proof) {
        Ok(unsigned)
    } else {
        Err(KctError::Value.into())
    }
}

/// A status token: list `number` of `authority`, by `key`, with bits least significant first.
///
/// # Errors
///
/// [`StatusError::Inflate`] if `list` has not [`LIST_BYTES`] bytes, [`StatusError::Form`] if id, number
/// or times break the grammar.
pub fn status(
    authority: &str,
    number: u32,
    (iat, exp): (Timestamp, Timestamp),
    list: &[u8],
    key: &Key,
) -> Result<Unsigned, StatusError> {
    let unsigned = Unsigned {
        tagged: true,
        algorithm: Algorithm::of(key.curve),
        protected: status_header(key),
        // Its own standard wants none.
        context: String::new(),
        payload: status_payload(
            &format!("kc:{authority}/{number}"),
            iat,
            exp,
            &deflate(list),
        ),
    };
    let read = Token::read(&unsigned.finish(&[0; 64]))?;
    // What a reader makes of it must be what was meant.
    if (read.iat(), read.exp()) == (iat, exp) {
        Ok(unsigned)
    } else {
        Err(KctError::Value.into())
    }
}

impl Unsigned {
    pub(super) fn message(thing: Thing, realm: Realm, key: &Key, payload: Vec<u8>) -> Self {
        let algorithm = Algorithm::of(key.curve);
        Self {
            tagged: false,
            algorithm,
            protected: envelope::protected(algorithm, Some(key.kid())),
            context: envelope::context(realm, thing),
            payload,
        }
    }

    /// The bytes to be signed.
    pub fn to_be_signed(&self) -> Vec<u8> {
        envelope::to_be_signed(&self.protected, self.context.as_bytes(), &self.payload)
    }

    /// The text with the signature that `sign` makes, as a QR code carries it.
    ///
    /// # Errors
    ///
    /// Those of `sign`.
    pub fn sign<E>(&self, sign: impl FnOnce(&[u8]) -> Result<[u8; 64], E>) -> Result<String, E> {
        Ok(self.text(&sign(&self.to_be_signed())?))
    }

    /// The text with the signature of `signer`, as a QR code carries it.
    ///
    /// # Errors
    ///
    /// Those of the signer.
    pub fn text_by<S: Signer>(&self, signer: &S) -> Result<String, S::Error> {
        Ok(self.text(&signer.sign(&self.to_be_signed())?))
    }

    /// The bytes with the signature of `signer`: a body, a message, or a status token.
    ///
    /// # Errors
    ///
    /// Those of the signer.
    pub fn bytes_by<S: Signer>(&self, signer: &S) -> Result<Vec<u8>, S::Error> {
        Ok(self.finish(&signer.sign(&self.to_be_signed())?))
    }

    /// The text with this signature.
    pub fn text(&self, signature: &[u8; 64]) -> String {
        let mut text = String::with_capacity(MAX_TEXT);
        text.push_str(PREFIX);
        text.push_str(&base45::encode(&self.finish(signature)));
        text
    }

    /// The bytes with this signature: a body, a message, or a status token.
    ///
    /// Of ES256 the half of s that is allowed is written (kc1.md section 1.6, step 3): libraries make
    /// the other one every second time.
    pub fn finish(&self, signature: &[u8; 64]) -> Vec<u8> {
        let signature = match self.algorithm {
            Algorithm::Es256 => lower_half(signature),
            Algorithm::Sm2 => *signature,
        };
        let mut bytes = Vec::with_capacity(self.payload.len() + 120);
        if self.tagged {
            bytes.push(TAG);
        }
        Encoder::new(&mut bytes)
            .array(4)
            .and_then(|e| e.bytes(&self.protected)?.map(0)?.bytes(&self.payload))
            .and_then(|e| e.bytes(&signature))
            .expect("a vector takes all");
        bytes
    }
}

impl std::fmt::Debug for Unsigned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The payload holds the mark of a person.
        f.debug_struct("Unsigned")
            .field("context", &self.context)
            .finish_non_exhaustive()
    }
}

/// r‖s of ES256 with n - s in the place of an s above n/2, for signatures that no [`Unsigned`] writes.
pub fn lower_half(signature: &[u8; 64]) -> [u8; 64] {
    let mut lower = *signature;
    let (_, s) = lower.split_at_mut(32);
    if *s > HALF_ORDER[..] && *s < ORDER[..] {
        let mut borrow = false;
        for (digit, order) in s.iter_mut().zip(ORDER).rev() {
            let (less, under) = order.overflowing_sub(*digit);
            let (less, again) = less.overflowing_sub(u8::from(borrow));
            (*digit, borrow) = (less, under || again);
        }
    }
    lower
}

/// The claims in their canonical order.
fn payload(claims: &Claims) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(200);
    write_claims(&mut Encoder::new(&mut bytes), claims).expect("a vector takes all");
    bytes
}

type Written = Result<(), Error<std::convert::Infallible>>;

fn write_claims(e: &mut Encoder<&mut Vec<u8>>, claims: &Claims) -> Written {
    let extra = !matches!(claims.kind, Kind::Paper);
    e.map(5 + u64::from(extra))?;
    if let Kind::School(place) = &claims.kind {
        e.u8(3)?.str(place)?;
    }
    e.u8(4)?.i64(claims.exp.as_second())?;
    e.u8(5)?.i64(claims.nbf.as_second())?;
    e.u8(6)?.i64(claims.iat.as_second())?;
    if let Kind::Strip(device) = &claims.kind {
        e.u8(8)?.map(1)?.u8(1)?;
        device.write(e)?;
    }
    e.u16(65535)?.map(1)?.str("status_list")?.map(2)?;
    e.str("idx")?.u32(claims.serial.index)?;
    e.str("uri")?.str(&claims.serial.uri())?;
    let log = claims.colour.log();
    e.i64(-65537)?.array(5 + u64::from(log.is_some()))?;
    let number = i64::from(claims.kind.number());
    e.i64(match claims.realm {
        Realm::Real => number,
        Realm::Practice => -number,
    })?;
    e.str(&claims.region)?.u8(claims.colour.number())?;
    e.i64(claims.as_of.as_second())?.array(2)?;
    match &claims.holder.name {
        Some(name) => e.str(name.expose())?,
        None => e.null()?,
    };
    match claims.holder.second.as_ref().map(|second| second.expose()) {
        Some(Second::Tail(tail)) => e.str(tail)?,
        Some(Second::Birthday { month, day }) => {
            e.u16(u16::from(*month) * 100 + u16::from(*day))?
        }
        None => e.null()?,
    };
    if let Some(log) = log {
        e.array(2)?.u64(log.index)?.bytes(&log.leaf)?;
    }
    Ok(())
}

fn status_header(key: &Key) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(48);
    Encoder::new(&mut bytes)
        .map(3)
        .and_then(|e| e.u8(1)?.i64(Algorithm::of(key.curve).number()))
        .and_then(|e| e.u8(4)?.bytes(&key.kid())?.u8(16)?.str(TYPE))
        .expect("a vector takes all");
    bytes
}

fn status_payload(uri: &str, iat: Timestamp, exp: Timestamp, deflated: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(deflated.len() + 80);
    Encoder::new(&mut bytes)
        .map(5)
        .and_then(|e| e.u8(2)?.str(uri)?.u8(4)?.i64(exp.as_second()))
        .and_then(|e| e.u8(6)?.i64(iat.as_second())?.i64(STATUS_LIST)?.map(2))
        .and_then(|e| e.str("bits")?.u8(1)?.str("lst")?.bytes(deflated))
        .and_then(|e| e.i64(TTL)?.u64(TTL_SECONDS))
        .expect("a vector takes all");
    bytes
}

/// zlib; of a list that is too long only so much that it is refused when it is read again.
fn deflate(list: &[u8]) -> Vec<u8> {
    let list = &list[..list.len().min(LIST_BYTES + 1)];
    let mut deflater = Compress::new(Compression::best(), true);
    // A list that does not get smaller is stored, in blocks of 5 bytes more (RFC 1951 section 3.2.4).
    let mut out = Vec::with_capacity(list.len() + list.len() / 100 + 64);
    match deflater.compress_vec(list, &mut out, FlushCompress::Finish) {
        Ok(Flate::StreamEnd) => out,
        // Refused when it is read again.
        _ => Vec::new(),
    }
}
