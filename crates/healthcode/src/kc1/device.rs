//! The key of one strip, which lives in the holder's device (kc1.md section 1.2, `device-key`).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};

use super::envelope::Algorithm;
use crate::kct::key::HALF_ORDER;
use crate::kct::strict::Reader;
use crate::kct::{Curve, KctError};

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
    /// Whether this key made the 64 bytes r‖s over `message`, with 0 < r < n and 0 < s ≤ n/2. Never
    /// true for SM2, nor for an x that no point of the curve has.
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let (_, s) = signature.split_at(32);
        self.curve == Curve::P256 && s <= HALF_ORDER.as_slice() && {
            // SEC 1 section 2.3.3: a compressed point.
            let mut point = [2 + u8::from(self.odd); 33];
            point[1..].copy_from_slice(&self.x);
            ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                .is_ok_and(|key| key.verify_sig(message, signature).is_ok())
        }
    }

    /// The one algorithm of its curve.
    pub const fn algorithm(&self) -> Algorithm {
        Algorithm::of(self.curve)
    }

    pub(super) const fn curve_number(&self) -> i64 {
        self.curve.number()
    }

    /// `{ 1 => device-key }`, the content of the claim cnf.
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        let mut outer = r.map()?;
        r.field(&mut outer, 1)?;
        outer.end()?;
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
