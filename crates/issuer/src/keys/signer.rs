//! Signing. The trait is [`healthcode::kc1::Signer`]; a file's key is one, a module of PKCS#11 will be another.

use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use healthcode::kc1::Signer;
use healthcode::kct::{Curve, Key};
use thiserror::Error;
use zeroize::Zeroizing;

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

/// A key of P-256 in this process's memory. Its nonces are hedged: the library mixes the key, the message and the
/// system's dice.
pub struct InMemory {
    pair: EcdsaKeyPair,
    key: Key,
    random: SystemRandom,
}

impl InMemory {
    /// A new one.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the library makes none.
    pub fn generate() -> Result<Self, SignError> {
        let pair =
            EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| SignError)?;
        Self::of(pair)
    }

    /// The one in a PKCS#8 document (RFC 5208), in DER.
    ///
    /// # Errors
    ///
    /// [`SignError`] if it is anything else.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, SignError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der);
        Self::of(pair.map_err(|_| SignError)?)
    }

    /// As a PKCS#8 document, in DER. The secret itself.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the library writes none.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, SignError> {
        let der = self.pair.to_pkcs8v1().map_err(|_| SignError)?;
        Ok(Zeroizing::new(der.as_ref().to_vec()))
    }

    #[expect(clippy::disallowed_methods, reason = "the authority is a shell")]
    fn of(pair: EcdsaKeyPair) -> Result<Self, SignError> {
        // SEC 1 section 2.3.3: an uncompressed point.
        let point = pair.public_key().as_ref();
        let (Some([4]), Some(x), Some(y)) = (point.get(..1), point.get(1..33), point.get(33..65))
        else {
            return Err(SignError);
        };
        let key = Key {
            curve: Curve::P256,
            x: x.try_into().map_err(|_| SignError)?,
            y: y.try_into().map_err(|_| SignError)?,
        };
        Ok(Self {
            pair,
            key,
            random: SystemRandom::new(),
        })
    }
}

impl Signer for InMemory {
    type Error = SignError;

    fn key(&self) -> &Key {
        &self.key
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let signature = self.pair.sign(&self.random, message);
        let signature = signature.map_err(|_| SignError)?;
        signature.as_ref().try_into().map_err(|_| SignError)
    }
}

/// The name of a key, as 16 hexadecimal digits.
pub fn kid(key: &Key) -> String {
    data_encoding::HEXLOWER.encode(&key.kid())
}
