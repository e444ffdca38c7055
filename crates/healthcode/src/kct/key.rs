//! Keys of trust files, and the one check of a signature by one.

use minicbor::Encoder;

use super::KctError;
use super::strict::Reader;
use crate::certificate::sha256;
use crate::kc1::write::lower_half;
use crate::key::{self, Algorithm, PublicKey};

/// A public key as kc1.md writes it: `{1: 2, -1: curve, -2: x, -3: y}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The curve, which fixes the algorithm.
    pub curve: Curve,
    /// The first coordinate, big-endian.
    pub x: [u8; 32],
    /// The second coordinate, big-endian.
    pub y: [u8; 32],
}

/// The two curves that kc1.md numbers, each with its one algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Curve {
    /// P-256, used with ES256.
    P256,
    /// curveSM2, used with SM2 over SM3.
    Sm2,
}

impl Key {
    /// The first 8 bytes of SHA-256 over the key's deterministic CBOR (kc1.md section 1.1). A name,
    /// not a proof: kids may collide.
    pub fn kid(&self) -> [u8; 8] {
        *sha256(&self.to_bytes())
            .first_chunk()
            .expect("32 bytes begin with 8")
    }

    /// As it stands in trust files: `{1: 2, -1: curve, -2: x, -3: y}`.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(80);
        self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) writes.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is anything else. Whether it is a point: [`is_usable`](Self::is_usable).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KctError> {
        Reader::whole(bytes, Self::read)
    }

    /// Whether it lies on its curve.
    pub fn is_usable(&self) -> bool {
        self.parsed().is_some()
    }

    /// Whether this key made the 64 bytes r‖s over `message` (kc1.md section 1.6, step 3): ES256 with
    /// 0 < r < n and 0 < s ≤ n/2, SM2 with 0 < r, s < n and r + s ≠ n.
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.parsed()
            .is_some_and(|key| self.curve.verifies(&key, message, signature))
    }

    /// Whether both are one secret: the mirrored point belongs to whoever has the other.
    pub(super) fn is_same_secret(&self, other: &Self) -> bool {
        self.curve == other.curve && self.x == other.x
    }

    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        let mut fields = r.map()?;
        r.field(&mut fields, 1)?;
        r.uint(2..=2)?;
        r.field(&mut fields, -1)?;
        let curve = Curve::read(r)?;
        r.field(&mut fields, -2)?;
        let x = r.bytes_of()?;
        r.field(&mut fields, -3)?;
        let y = r.bytes_of()?;
        fields.end()?;
        Ok(Self { curve, x, y })
    }

    pub(super) fn write(&self, e: &mut Encoder<&mut Vec<u8>>) {
        e.map(4)
            .and_then(|e| e.u8(1)?.u8(2))
            .and_then(|e| e.i8(-1)?.i64(self.curve.number()))
            .and_then(|e| e.i8(-2)?.bytes(&self.x))
            .and_then(|e| e.i8(-3)?.bytes(&self.y))
            .expect("a vector takes all");
    }

    /// The key, ready to verify; `None` if it is off its curve.
    pub(crate) fn parsed(&self) -> Option<PublicKey> {
        match self.curve {
            Curve::P256 => PublicKey::ec(key::Curve::P256, &self.x, &self.y).ok(),
            Curve::Sm2 => PublicKey::sm2(&self.x, &self.y).ok(),
        }
    }
}

impl Curve {
    /// [`Key::verifies`] for a key that is parsed.
    pub(crate) fn verifies(self, key: &PublicKey, message: &[u8], signature: &[u8; 64]) -> bool {
        let (_, s) = signature.split_at(32);
        match self {
            Self::P256 => {
                s <= HALF_ORDER.as_slice() && key.verifies(Algorithm::Es256, message, signature)
            }
            Self::Sm2 => key.verifies(Algorithm::Sm2, message, signature),
        }
    }

    /// A signature as readers take it: of P-256 with the lower half of s
    /// ([`lower_half`]), of SM2 as it is.
    pub fn canonical(self, signature: &[u8; 64]) -> [u8; 64] {
        match self {
            Self::P256 => lower_half(signature),
            Self::Sm2 => *signature,
        }
    }

    /// The COSE number of the algorithm that goes with the curve.
    pub(super) const fn algorithm(self) -> i64 {
        match self {
            Self::P256 => -7,
            Self::Sm2 => SM2,
        }
    }

    /// Reads the COSE number of a curve.
    pub(crate) fn read(r: &mut Reader<'_>) -> Result<Self, KctError> {
        match r.int()? {
            1 => Ok(Self::P256),
            SM2 => Ok(Self::Sm2),
            _ => Err(KctError::Value),
        }
    }

    /// The COSE number of the curve.
    pub(crate) const fn number(self) -> i64 {
        match self {
            Self::P256 => 1,
            Self::Sm2 => SM2,
        }
    }
}

/// SM2 as algorithm and as curve: private-use numbers of kc1.md.
pub(crate) const SM2: i64 = -65537;

/// The order of P-256 (SEC 2 section 2.4.2).
pub(crate) const ORDER: [u8; 32] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
];

/// Half the order of P-256, rounded down (SEC 2 section 2.4.2).
pub(crate) const HALF_ORDER: [u8; 32] = [
    0x7F, 0xFF, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x00, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xDE, 0x73, 0x7D, 0x56, 0xD3, 0x8B, 0xCF, 0x42, 0x79, 0xDC, 0xE5, 0x61, 0x7E, 0x31, 0x92, 0xA8,
];
