//! What desk and authority sign for one another besides codes: requests by a device, receipts by an
//! authority (kc1.md, "One signing function").
//!
//! A message is one COSE_Sign1 without tag, with `alg` and `kid` as in a code. Its context keeps it apart
//! from everything else that is signed; the grammar of both contents stands in `docs/formats.md`.

use std::convert::Infallible;

use jiff::{SignedDuration, Timestamp};
use minicbor::Encoder;
use minicbor::encode::Error;
use thiserror::Error;

use super::FormError;
use super::envelope::{self, Algorithm, Envelope, Thing};
use super::write::Unsigned;
use crate::certificate::sha256;
use crate::kct::strict::Reader;
use crate::kct::{Authority, KctError, Key, KeyUse, Realm};

/// A well-formed message, which nobody has verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<T> {
    envelope: Envelope,
    content: T,
}

/// What a device asks of an authority, signed by the device's account key.
///
/// The body travels beside it, as it is sent; `nonce` is spent once, and device keys of strips are
/// proven over it ([`DeviceKey::is_held`](super::DeviceKey::is_held)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST` and the like: 3 to 8 capital letters.
    pub method: String,
    /// Path and query as they are sent, from the slash on; up to 1,024 visible ASCII characters.
    pub target: String,
    /// SHA-256 of the body as it is sent; of nothing without one.
    pub body: [u8; 32],
    /// When it was made, by the device's clock, whole seconds.
    pub t: Timestamp,
    /// Fresh each time.
    pub nonce: [u8; 16],
}

/// What an authority confirms, signed by a key with the use *receipt*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What kind of thing is confirmed.
    pub about: About,
    /// SHA-256 of what it is about: for an answer the whole signed request, else what was consented to,
    /// deleted or logged.
    pub hash: [u8; 32],
    /// When it was signed, whole seconds: from an answer a device learns how its clock is off.
    pub iat: Timestamp,
    /// For an answer SHA-256 of the body that goes with it; else as `about` has it. Up to 4,096 bytes.
    pub content: Vec<u8>,
}

/// What a receipt confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// 1: a request was answered.
    Answer,
    /// 2: somebody agreed to something.
    Consent,
    /// 3: something was deleted.
    Deletion,
    /// 4: something stands in the public log.
    Log,
}

/// What a message can hold: [`Request`] or [`Receipt`].
pub trait Content: Sized + PartialEq + sealed::Content {}

impl Content for Request {}
impl Content for Receipt {}

/// Why a request is not the one that arrived, or not of now.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum RequestError {
    /// Signed for another body.
    #[error("the request was signed for another body")]
    Body,
    /// Signed for another method or another path.
    #[error("the request was signed for another address")]
    Target,
    /// More than [`REQUEST_WINDOW`] before or after now.
    #[error("the request was signed too long ago, or in the future")]
    Time,
}

/// A message by `key`, still to be signed.
///
/// # Errors
///
/// [`FormError`] if the content breaks its grammar.
pub fn message<T: Content>(content: &T, realm: Realm, key: &Key) -> Result<Unsigned, FormError> {
    let mut payload = Vec::with_capacity(200);
    content
        .write(&mut Encoder::new(&mut payload))
        .expect("a vector takes all");
    let unsigned = Unsigned::message(T::THING, realm, key, payload);
    let read: Message<T> = Message::read(&unsigned.finish(&[0; 64]))?;
    // What a reader makes of it must be what was meant.
    if read.content == *content {
        Ok(unsigned)
    } else {
        Err(KctError::Value.into())
    }
}

impl<T: Content> Message<T> {
    /// Reads a message that fills `bytes`.
    ///
    /// # Errors
    ///
    /// [`FormError`] for anything but its closed grammar in its one spelling, of at most [`MAX_MESSAGE`]
    /// bytes.
    pub fn read(bytes: &[u8]) -> Result<Self, FormError> {
        if bytes.len() > MAX_MESSAGE {
            return Err(FormError::Size);
        }
        let envelope = Envelope::read(bytes)?;
        if envelope.kid.is_none() {
            return Err(FormError::Kind);
        }
        let content = Reader::whole(envelope.payload.expose(), T::read)?;
        Ok(Self { envelope, content })
    }

    /// The key that it names.
    pub fn kid(&self) -> [u8; 8] {
        self.envelope.kid.unwrap_or_default()
    }

    /// What it says, believed by nobody: for finding the key.
    pub const fn claimed(&self) -> &T {
        &self.content
    }

    /// What it says, if `key` signed it in this realm.
    pub fn verified(&self, key: &Key, realm: Realm) -> Option<&T> {
        let signed = self.envelope.signed(realm, T::THING);
        let by = self.kid() == key.kid()
            && self.envelope.algorithm == Algorithm::of(key.curve)
            && key.verifies(&signed, &self.envelope.signature);
        by.then_some(&self.content)
    }
}

impl Message<Receipt> {
    /// What it says, if a key of `authority` for receipts signed it in its time.
    pub fn verified_by(&self, authority: &Authority, realm: Realm) -> Option<&Receipt> {
        let iat = self.content.iat;
        let may = authority.keys.iter().filter(|entry| {
            entry.uses.contains(&KeyUse::Receipt) && entry.from <= iat && iat <= entry.until
        });
        may.into_iter()
            .find_map(|entry| self.verified(&entry.key, realm))
    }
}

impl Request {
    /// Whether it is for what arrived, and of now. Whether its nonce was spent before only the
    /// authority's memory knows, which need not be longer than twice [`REQUEST_WINDOW`].
    ///
    /// # Errors
    ///
    /// [`RequestError`].
    pub fn is_for(
        &self,
        method: &str,
        target: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), RequestError> {
        if self.method != method || self.target != target {
            Err(RequestError::Target)
        } else if self.body != sha256(body) {
            Err(RequestError::Body)
        } else if now.duration_since(self.t).abs() > REQUEST_WINDOW {
            Err(RequestError::Time)
        } else {
            Ok(())
        }
    }
}

mod sealed {
    use super::{Encoder, Error, Infallible, KctError, Reader, Thing};

    pub trait Content {
        #[expect(private_interfaces, reason = "nobody outside can name this trait")]
        const THING: Thing;
        #[expect(private_interfaces, reason = "nobody outside can name this trait")]
        fn read(r: &mut Reader<'_>) -> Result<Self, KctError>
        where
            Self: Sized;
        fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Result<(), Error<Infallible>>;
    }
}

impl sealed::Content for Request {
    #[expect(private_interfaces, reason = "nobody outside can name this trait")]
    const THING: Thing = Thing::Request;

    #[expect(private_interfaces, reason = "nobody outside can name this trait")]
    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        r.array(5..=5)?;
        let method = r.text()?;
        let target = r.text()?;
        let capital = method.bytes().all(|b| b.is_ascii_uppercase());
        let visible = target.bytes().all(|b| b.is_ascii_graphic());
        if !(3..=8).contains(&method.len())
            || !capital
            || !target.starts_with('/')
            || target.len() > 1024
            || !visible
        {
            return Err(KctError::Value);
        }
        Ok(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            body: r.bytes_of()?,
            t: r.seconds()?,
            nonce: r.bytes_of()?,
        })
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Result<(), Error<Infallible>> {
        e.array(5)?.str(&self.method)?.str(&self.target)?;
        e.bytes(&self.body)?.i64(self.t.as_second())?;
        e.bytes(&self.nonce)?.ok()
    }
}

impl sealed::Content for Receipt {
    #[expect(private_interfaces, reason = "nobody outside can name this trait")]
    const THING: Thing = Thing::Receipt;

    #[expect(private_interfaces, reason = "nobody outside can name this trait")]
    fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        r.array(4..=4)?;
        let about = match r.uint(1..=4)? {
            1 => About::Answer,
            2 => About::Consent,
            3 => About::Deletion,
            _ => About::Log,
        };
        let (hash, iat) = (r.bytes_of()?, r.seconds()?);
        let content = r.bytes()?;
        if content.len() > 4096 || (about == About::Answer && content.len() != 32) {
            return Err(KctError::Value);
        }
        Ok(Self {
            about,
            hash,
            iat,
            content: content.to_vec(),
        })
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Result<(), Error<Infallible>> {
        e.array(4)?.u8(self.about as u8 + 1)?.bytes(&self.hash)?;
        e.i64(self.iat.as_second())?.bytes(&self.content)?.ok()
    }
}

/// The bytes that the device key of a strip signs to show that its holder has it: context `request`,
/// over the nonce of the request for the run and the place in it, from 0 (kc1.md section 1.3).
pub(super) fn possession(
    algorithm: Algorithm,
    realm: Realm,
    nonce: &[u8; 16],
    place: u32,
) -> Vec<u8> {
    let mut payload = Vec::with_capacity(24);
    Encoder::new(&mut payload)
        .array(2)
        .and_then(|e| e.bytes(nonce)?.u32(place))
        .expect("a vector takes all");
    let protected = envelope::protected(algorithm, None);
    let context = envelope::context(realm, Thing::Request);
    envelope::to_be_signed(&protected, context.as_bytes(), &payload)
}

/// How far a request's time may lie before or after the authority's.
pub const REQUEST_WINDOW: SignedDuration = SignedDuration::from_mins(5);
/// The most bytes of a message.
pub const MAX_MESSAGE: usize = 8_192;
