//! KC1, our own code: strips, paper and school codes of an authority, and the live proofs around strips
//! (kc1.md part 1).
//!
//! [`Code::read`] reads the form and believes nothing. [`check()`] believes a code by a [`Store`] that
//! accepted trust files have filled, and what it believes comes out as [`Verified`], which nothing else
//! makes. Everything is a function of its arguments: clock, place and memory are given.
//!
//! Whoever has a key writes with it, in one way for all things: a function of [`write`](mod@write) gives an
//! [`Unsigned`], which has been read by our own reader, and a [`Signer`] of the caller's finishes it.
//! No private key enters this crate.
//!
//! | to write | call | comes out of [`Unsigned`] |
//! |---|---|---|
//! | strip, paper or school code | [`write::code`] | a text for a QR code |
//! | live proof around a strip | [`write::proof`] with the strip as [`Code::read`] gives it | a text |
//! | status list | [`write::status`] | bytes of the token |
//! | a device's request, an authority's receipt | [`write::message()`] with [`Request`] or [`Receipt`] | bytes |
//! | that a device key is held | [`DeviceKey::to_be_signed`] | (64 bytes, checked by [`DeviceKey::is_held`]) |
//!
//! A key's name is [`Key::kid`](crate::kct::Key::kid), its world a [`Realm`](crate::kct::Realm). An
//! authority reads [`Message<Request>`](Message), finds the key by [`kid`](Message::kid), asks
//! [`verified`](Message::verified) and [`Request::is_for`], and remembers the nonce.
//!

pub mod answer;
pub mod check;
pub mod claims;
pub mod code;
pub mod device;
pub mod envelope;
pub(crate) mod joined;
pub mod message;
pub mod replay;
pub mod status;
pub mod store;
pub mod write;

pub use answer::{Live, Reason, Status};
pub use check::{Asked, Checked, Issuer, Verified, check, judge};
pub use claims::{Claims, Colour, Holder, Kind, Log, Second, Serial};
pub use code::{Code, Proof};
pub use device::DeviceKey;
pub use envelope::Algorithm;
pub use joined::Authorities;
pub use message::{About, Message, Receipt, Request, RequestError};
pub use replay::{Challenge, Gate, Replay};
pub use status::{StatusError, Token};
pub use store::{Practice, Real, Store, World, WrongRealm};
use thiserror::Error;
pub use write::{Signer, Unsigned};

use crate::base45::Base45Error;
use crate::kct::KctError;

/// Why a text is not a KC1 code (kc1.md sections 1.1 to 1.3). Nothing is shown of such a text.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum FormError {
    /// Curve and algorithm of strip, device key and proof are not one (section 1.2, rule 8).
    #[error("strip, device key and proof do not use one algorithm")]
    Algorithm,
    /// Not Base45.
    #[error(transparent)]
    Base45(#[from] Base45Error),
    /// Colour, kind and log number do not go together (section 1.2, rule 7).
    #[error("such a code cannot state this colour")]
    Colour,
    /// Not the closed grammar, or not its one deterministic spelling.
    #[error("not the grammar of a KC1 code: {0}")]
    Grammar(#[from] KctError),
    /// Neither a name nor a second mark, or one that breaks its rule (section 1.2, rule 5).
    #[error("the mark of the holder is malformed")]
    Holder,
    /// Claims of one kind under the number of another.
    #[error("the claims are not those of its kind")]
    Kind,
    /// Not `KC1:`.
    #[error("not a KC1 code")]
    Prefix,
    /// More bytes than its kind may have (section 1.2, rule 3).
    #[error("larger than a code of its kind may be")]
    Size,
    /// The times are not in their order, or too far apart (section 1.2, rule 4).
    #[error("the times of the code do not go together")]
    Times,
    /// More than [`MAX_TEXT`] characters.
    #[error("longer than a KC1 code may be")]
    TooLong,
}

/// What every text begins with (kc1.md section 1.1).
pub const PREFIX: &str = "KC1:";
/// The most characters of a text, prefix included (kc1.md section 1.1).
pub const MAX_TEXT: usize = 620;
