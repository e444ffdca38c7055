//! The key of one strip, which lives in the holder's device (kc1.md section 1.2, `device-key`).

use minicbor::Encoder;
use minicbor::encode::Error;

use super::envelope::Algorithm;
use super::message;
use crate::kct::strict::Reader;
use crate::kct::{Curve, KctError, Key, Realm};
use crate::key::PublicKey;

/// A compressed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeviceKey {
    /// The curve, which fixes the algorithm.
    pub curve: Curve,
    /// The first coordinate, big-endian.
    pub x: [u8; 32],
    /// Whether the second coordinate is odd.
    pub odd: bool,
}

impl DeviceKey {
    /// The same key without its second coordinate.
    pub const fn of(key: &Key) -> Self {
        Self {
            curve: key.curve,
            x: key.x,
            odd: key.y[31] & 1 == 1,
        }
    }

    /// The bytes that this key signs, so that an authority certifies no foreign key: for the strip in
    /// this `place` of a run, from 0, asked for by the request with this nonce (kc1.md section 1.3).
    pub fn to_be_signed(&self, realm: Realm, nonce: &[u8; 16], place: u32) -> Vec<u8> {
        message::possession(self.algorithm(), realm, nonce, place)
    }

    /// Whether the 64 bytes r‖s are this key's over [`to_be_signed`](Self::to_be_signed).
    pub fn is_held(
        &self,
        realm: Realm,
        nonce: &[u8; 16],
        place: u32,
        signature: &[u8; 64],
    ) -> bool {
        self.verifies(&self.to_be_signed(realm, nonce, place), signature)
    }

    /// As it stands in a code: `{1: 2, -1: curve, -2: x, -3: odd}`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(48);
        self.write(&mut Encoder::new(&mut bytes))
            .expect("a vector takes all");
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) writes.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is anything else. Whether a point of the curve has this x shows when it
    /// verifies.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KctError> {
        Reader::whole(bytes, Self::fields)
    }

    /// Whether this key made the 64 bytes r‖s over `message`, as [`Key::verifies`] has it. Never true for
    /// an x that no point of the curve has.
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let key = match self.curve {
            Curve::P256 => PublicKey::p256_compressed(&self.x, self.odd),
            Curve::Sm2 => PublicKey::sm2_compressed(&self.x, self.odd),
        };
        key.is_ok_and(|key| self.curve.verifies(&key, message, signature))
    }

    /// The one algorithm of its curve.
    pub const fn algorithm(&self) -> Algorithm {
        Algorithm::of(self.curve)
    }

    /// `{ 1 => device-key }`, the content of the claim cnf.
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        let mut outer = r.map()?;
        r.field(&mut outer, 1)?;
        outer.end()?;
        Self::fields(r)
    }

    pub(super) fn write(
        &self,
        e: &mut Encoder<&mut Vec<u8>>,
    ) -> Result<(), Error<std::convert::Infallible>> {
        e.map(4)?.u8(1)?.u8(2)?;
        e.i8(-1)?.i64(self.curve.number())?;
        e.i8(-2)?.bytes(&self.x)?.i8(-3)?.bool(self.odd)?.ok()
    }

    fn fields(r: &mut Reader<'_>) -> Result<Self, KctError> {
        let mut fields = r.map()?;
        r.field(&mut fields, 1)?;
        r.uint(2..=2)?;
        r.field(&mut fields, -1)?;
        let curve = Curve::read(r)?;
        r.field(&mut fields, -2)?;
        let x = r.bytes_of()?;
        r.field(&mut fields, -3)?;
        let odd = r.boolean()?;
        fields.end()?;
        Ok(Self { curve, x, odd })
    }
}
