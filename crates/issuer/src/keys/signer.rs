//! Signing. The trait is [`healthcode::kc1::Signer`]; a file's key is one, a module of PKCS#11 will be another.

use std::sync::Arc;

use healthcode::kc1::Signer;
use healthcode::kct::{Curve, Key};
use thiserror::Error;
use zeroize::Zeroizing;

use super::es256::Es256;
use super::sm2::Sm2;

/// A private key, wherever it lies.
#[derive(Clone)]
pub struct Handle(Arc<dyn Signer<Error = SignError> + Send + Sync>);

/// A key did not sign.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the key is out of reach")]
pub struct SignError;

impl Handle {
    /// One that signs by `signer`.
    pub fn new(signer: impl Signer<Error = SignError> + Send + Sync + 'static) -> Self {
        Self(Arc::new(signer))
    }
}

impl Signer for Handle {
    type Error = SignError;

    fn key(&self) -> &Key {
        self.0.key()
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        self.0.sign(message)
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Handle({})", kid(self.key()))
    }
}

/// A key in this process's memory.
pub struct InMemory {
    secret: Secret,
    key: Key,
}

enum Secret {
    Es256(Es256),
    Sm2(Box<Sm2>),
}

impl InMemory {
    /// A new one on this curve.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the library makes none.
    pub fn generate(curve: Curve) -> Result<Self, SignError> {
        match curve {
            Curve::P256 => Es256::generate().and_then(Self::es256),
            Curve::Sm2 => Sm2::generate().and_then(Self::sm2),
        }
    }

    /// The one in a PKCS#8 document (RFC 5208), in DER, which says its curve.
    ///
    /// # Errors
    ///
    /// [`SignError`] if it is anything else.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, SignError> {
        let es256 = Es256::from_pkcs8(der).and_then(Self::es256);
        es256.or_else(|_| Sm2::from_pkcs8(der).and_then(Self::sm2))
    }

    /// As a PKCS#8 document, in DER. The secret itself.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the library writes none.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, SignError> {
        match &self.secret {
            Secret::Es256(secret) => secret.to_pkcs8(),
            Secret::Sm2(secret) => secret.to_pkcs8(),
        }
    }

    fn es256(secret: Es256) -> Result<Self, SignError> {
        let key = key(Curve::P256, &secret.point())?;
        let secret = Secret::Es256(secret);
        Ok(Self { secret, key })
    }

    fn sm2(secret: Sm2) -> Result<Self, SignError> {
        let key = key(Curve::Sm2, &secret.point())?;
        let secret = Secret::Sm2(Box::new(secret));
        Ok(Self { secret, key })
    }
}

impl Signer for InMemory {
    type Error = SignError;

    fn key(&self) -> &Key {
        &self.key
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        match &self.secret {
            Secret::Es256(secret) => secret.sign(message),
            Secret::Sm2(secret) => secret.sign(message),
        }
    }
}

/// The key of an uncompressed point (SEC 1 section 2.3.3).
fn key(curve: Curve, point: &[u8]) -> Result<Key, SignError> {
    let (Some([4]), Some(x), Some(y)) = (point.get(..1), point.get(1..33), point.get(33..65))
    else {
        return Err(SignError);
    };
    Ok(Key {
        curve,
        x: x.try_into().map_err(|_| SignError)?,
        y: y.try_into().map_err(|_| SignError)?,
    })
}

/// The name of a key, as 16 hexadecimal digits.
pub fn kid(key: &Key) -> String {
    data_encoding::HEXLOWER.encode(&key.kid())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_signs_its_public_half_verifies_also_when_it_was_read_back() {
        for curve in [Curve::P256, Curve::Sm2] {
            for _ in 0..16 {
                let key = InMemory::generate(curve).expect("a key");
                let again = InMemory::from_pkcs8(&key.to_pkcs8().expect("DER")).expect("its own");
                assert_eq!((again.key(), again.key().curve), (key.key(), curve));
                let signatures = [&key, &again].map(|key| key.sign(b"today").expect("signed"));
                assert_ne!(signatures[0], signatures[1], "dice are mixed in");
                for signature in signatures.map(|signature| curve.canonical(&signature)) {
                    assert!(key.key().verifies(b"today", &signature));
                    assert!(!key.key().verifies(b"tomorrow", &signature));
                }
            }
        }
        assert!(InMemory::from_pkcs8(b"0").is_err());
    }
}
