//! Private keys that this computer makes and signs with: one for each account and each strip (kc1.md section 1.3), and a
//! school's own. They lie in the vault and nowhere else.

use std::fmt;

use healthcode::kc1::{DeviceKey, Signer};
use healthcode::kct::{Curve, Key};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate as _;
use zeroize::Zeroizing;

use crate::machine::dice;

/// A private key on P-256. It is wiped when it is dropped, and says nothing of itself.
#[derive(Clone)]
pub(crate) struct PrivateKey {
    secret: SigningKey,
    public: Key,
}

impl PrivateKey {
    /// A fresh one.
    pub(crate) fn new() -> Self {
        Self::of(SigningKey::generate_from_rng(&mut dice()))
    }

    /// The key of these 32 bytes; `None` if they are none.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        // The library takes shorter ones for keys with zeros before them.
        let whole: &[u8; 32] = bytes.try_into().ok()?;
        SigningKey::from_slice(whole).ok().map(Self::of)
    }

    /// Its 32 bytes.
    pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.secret.to_bytes().into())
    }

    /// The public key, compressed, as it stands in a strip.
    pub(crate) fn device(&self) -> DeviceKey {
        DeviceKey::of(&self.public)
    }

    fn of(secret: SigningKey) -> Self {
        let point = secret.verifying_key().to_sec1_point(false);
        let half = |bytes: Option<&p256::FieldBytes>| -> [u8; 32] {
            (*bytes.expect("a public key has two coordinates")).into()
        };
        let public = Key {
            curve: Curve::P256,
            x: half(point.x()),
            y: half(point.y()),
        };
        Self { secret, public }
    }
}

impl Signer for PrivateKey {
    type Error = std::convert::Infallible;

    fn key(&self) -> &Key {
        &self.public
    }

    /// Nonces are those of RFC 6979.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], Self::Error> {
        let signature: Signature = self.secret.sign(message);
        Ok(signature.normalize_s().to_bytes().into())
    }
}

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
        for _ in 0..32 {
            let key = PrivateKey::new();
            let Ok(signature) = key.sign(b"today");
            assert!(key.device().verifies(b"today", &signature));
            assert!(!key.device().verifies(b"tomorrow", &signature));
        }
    }

    #[test]
    fn it_is_read_back_and_says_nothing() {
        let key = PrivateKey::new();
        let again = PrivateKey::from_bytes(&*key.to_bytes()).expect("its own bytes");
        assert_eq!(again.device(), key.device());
        assert!(PrivateKey::from_bytes(&[0; 32]).is_none());
        assert!(PrivateKey::from_bytes(&[1; 31]).is_none());
        assert_eq!(format!("{key:?}"), "PrivateKey(…)");
    }
}
