//! Private keys that this computer makes and signs with: one for each account and each strip (kc1.md section 1.3), and a
//! school's own. They lie in the vault and nowhere else.

use std::fmt;

use healthcode::kc1::{DeviceKey, Signer};
use healthcode::kct::{Curve, Key};
use p256::ecdsa::signature::Signer as _;
use p256::elliptic_curve::Generate as _;
use sm2::dsa::signature::RandomizedSigner as _;
use sm2::elliptic_curve::sec1::ToSec1Point as _;
use zeroize::Zeroizing;

use crate::machine::dice;

/// A private key on the curve of the codes that it signs for: an authority has one curve for all (kc1.md section 1.2,
/// rule 8). It is wiped when it is dropped, and says nothing of itself.
#[derive(Clone)]
pub(crate) struct PrivateKey {
    secret: Secret,
    public: Key,
}

#[derive(Clone)]
enum Secret {
    P256(p256::ecdsa::SigningKey),
    Sm2(sm2::SecretKey),
}

impl PrivateKey {
    /// A fresh one.
    pub(crate) fn new(curve: Curve) -> Self {
        let secret = match curve {
            Curve::P256 => Secret::P256(p256::ecdsa::SigningKey::generate_from_rng(&mut dice())),
            Curve::Sm2 => Secret::Sm2(sm2::SecretKey::generate_from_rng(&mut dice())),
        };
        Self::of(secret)
    }

    /// The key of these bytes; `None` if they are none.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        // The libraries take shorter ones for keys with zeros before them.
        let secret = match bytes {
            [SM2, rest @ ..] if rest.len() == 32 => {
                Secret::Sm2(sm2::SecretKey::from_slice(rest).ok()?)
            }
            whole if whole.len() == 32 => {
                Secret::P256(p256::ecdsa::SigningKey::from_slice(whole).ok()?)
            }
            _ => return None,
        };
        Some(Self::of(secret))
    }

    /// Its 32 bytes; of SM2, one that says so before them.
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(33));
        match &self.secret {
            Secret::P256(secret) => {
                let secret: Zeroizing<[u8; 32]> = Zeroizing::new(secret.to_bytes().into());
                bytes.extend_from_slice(&*secret);
            }
            Secret::Sm2(secret) => {
                let secret: Zeroizing<[u8; 32]> = Zeroizing::new(secret.to_bytes().into());
                bytes.push(SM2);
                bytes.extend_from_slice(&*secret);
            }
        }
        bytes
    }

    /// The public key, compressed, as it stands in a strip.
    pub(crate) fn device(&self) -> DeviceKey {
        DeviceKey::of(&self.public)
    }

    fn of(secret: Secret) -> Self {
        let (curve, point) = match &secret {
            Secret::P256(secret) => {
                let point = secret.verifying_key().to_sec1_point(false);
                (Curve::P256, point.as_bytes().to_vec())
            }
            Secret::Sm2(secret) => {
                let point = secret.public_key().to_sec1_point(false);
                (Curve::Sm2, point.as_bytes().to_vec())
            }
        };
        // SEC 1 section 2.3.3: 4, x, y.
        let half = |at: usize| -> [u8; 32] {
            let bytes = point.get(at..at + 32).and_then(|half| half.try_into().ok());
            bytes.expect("a public key has two coordinates")
        };
        let public = Key {
            curve,
            x: half(1),
            y: half(33),
        };
        Self { secret, public }
    }
}

impl Signer for PrivateKey {
    type Error = std::convert::Infallible;

    fn key(&self) -> &Key {
        &self.public
    }

    /// Nonces are those of RFC 6979; of SM2 with this computer's dice mixed in
    /// (`docs/decisions/10-signing-with-sm2.md`).
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], Self::Error> {
        Ok(match &self.secret {
            Secret::P256(secret) => {
                let signature: p256::ecdsa::Signature = secret.sign(message);
                signature.normalize_s().to_bytes().into()
            }
            Secret::Sm2(secret) => {
                let signing = sm2::dsa::SigningKey::new(IDENTIFIER, secret);
                let signing = signing.expect("the identifier is short enough");
                let signature: sm2::dsa::Signature = signing.sign_with_rng(&mut dice(), message);
                signature.to_bytes().into()
            }
        })
    }
}

/// Stands before the bytes of a key on the curve of SM2.
const SM2: u8 = 2;

/// The identifier that everybody has (GM/T 0009-2012 section 10).
const IDENTIFIER: &str = "1234567812345678";

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_signs_its_public_half_verifies() {
        for curve in [Curve::P256, Curve::Sm2].into_iter().cycle().take(32) {
            let key = PrivateKey::new(curve);
            assert_eq!(key.key().curve, curve);
            let Ok(signature) = key.sign(b"today");
            assert!(key.device().verifies(b"today", &signature));
            assert!(!key.device().verifies(b"tomorrow", &signature));
        }
    }

    #[test]
    fn it_is_read_back_and_says_nothing() {
        for curve in [Curve::P256, Curve::Sm2] {
            let key = PrivateKey::new(curve);
            let again = PrivateKey::from_bytes(&key.to_bytes()).expect("its own bytes");
            assert_eq!(again.device(), key.device());
            assert_eq!(format!("{key:?}"), "PrivateKey(…)");
        }
        for (byte, length) in [(0, 32), (1, 31), (2, 31), (1, 33), (0, 33), (2, 34)] {
            assert!(PrivateKey::from_bytes(&vec![byte; length]).is_none());
        }
    }
}
