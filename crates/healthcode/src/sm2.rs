//! SM2 signatures over SM3 (GB/T 32918.2-2016, section 7): verifying only.
//!
//! Our own, because the crates at hand take three times as long as OpenSSL 3.0's command line, and a
//! checker with a queue before it may not. Everything here is public, so nothing needs the same time for
//! every key; signing, which does, is left to those who have keys. `tests/peers` compares it with two
//! others, case by case.

mod curve;
mod field;
mod number;

use curve::{Affine, GENERATOR, Multiples, multiply};
use field::Field;
use number::{Number, ORDER};
use sm3::{Digest, Sm3};

/// A point of the curve that is not its neutral one, with what is computed once for it.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    point: [u8; 65],
    multiples: Multiples,
    /// Z_A for the identifier [`IDENTIFIER`] (section 5.5 there).
    z: [u8; 32],
}

impl Key {
    /// The key with these coordinates, if that is a point of the curve.
    pub(crate) fn new(x: &[u8; 32], y: &[u8; 32]) -> Option<Self> {
        Affine::new(Field::from_bytes(x)?, Field::from_bytes(y)?).map(Self::of)
    }

    /// The key with this first coordinate and this parity of the second one, if there is one.
    pub(crate) fn compressed(x: &[u8; 32], odd: bool) -> Option<Self> {
        Affine::with_x(Field::from_bytes(x)?, odd).map(Self::of)
    }

    fn of(affine: Affine) -> Self {
        let mut point = [4; 65];
        point[1..33].copy_from_slice(&affine.x.to_bytes());
        point[33..].copy_from_slice(&affine.y.to_bytes());
        let bits = (IDENTIFIER.len() * 8) as u16;
        let mut hash = Sm3::new();
        hash.update(bits.to_be_bytes());
        hash.update(IDENTIFIER);
        hash.update(curve::A.to_bytes());
        hash.update(curve::B.to_bytes());
        hash.update(GENERATOR.x.to_bytes());
        hash.update(GENERATOR.y.to_bytes());
        hash.update(&point[1..]);
        Self {
            multiples: Multiples::of(affine),
            z: hash.finalize().into(),
            point,
        }
    }

    /// The uncompressed point (SEC 1 section 2.3.3).
    pub(crate) const fn bytes(&self) -> &[u8; 65] {
        &self.point
    }

    /// Whether this key made the 64 bytes r‖s over `message` (section 7.1 there).
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let (r, s) = signature.split_at(32);
        let [Some(r), Some(s)] = [r, s].map(Number::from_bytes) else {
            return false;
        };
        let in_range = |number: Number| !number.is_zero() && number < ORDER;
        if !in_range(r) || !in_range(s) {
            return false;
        }
        let t = r.plus(s);
        if t.is_zero() {
            return false;
        }
        let hash = Sm3::new().chain_update(self.z).chain_update(message);
        let hash: [u8; 32] = hash.finalize().into();
        let e = Number::of_hash(&hash);
        // r = e + x (mod n) for the sum's x, which is below p and so this or, rarely, n more.
        let sum = multiply(s, t, &self.multiples);
        let x = r.minus(e);
        sum.has_x(x) || x.plus_order().is_some_and(|x| sum.has_x(x))
    }
}

/// The identifier that everybody has (GM/T 0009-2012 section 10).
const IDENTIFIER: &[u8] = b"1234567812345678";

#[cfg(test)]
mod tests;
