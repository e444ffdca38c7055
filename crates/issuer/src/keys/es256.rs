//! ES256 in this process's memory.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use zeroize::Zeroizing;

use super::signer::SignError;

/// A key of P-256. Its nonces are hedged: the library mixes the key, the message and the system's dice.
pub(super) struct Es256 {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

impl Es256 {
    pub(super) fn generate() -> Result<Self, SignError> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
        pair.map(Self::of).map_err(|_| SignError)
    }

    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, SignError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der);
        pair.map(Self::of).map_err(|_| SignError)
    }

    pub(super) fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, SignError> {
        let der = self.pair.to_pkcs8v1().map_err(|_| SignError)?;
        Ok(Zeroizing::new(der.as_ref().to_vec()))
    }

    /// The public key, an uncompressed point (SEC 1 section 2.3.3).
    pub(super) fn point(&self) -> Vec<u8> {
        self.pair.public_key().as_ref().to_vec()
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let signature = self.pair.sign(&self.random, message);
        let signature = signature.map_err(|_| SignError)?;
        signature.as_ref().try_into().map_err(|_| SignError)
    }

    #[expect(clippy::disallowed_methods, reason = "the authority is a shell")]
    fn of(pair: EcdsaKeyPair) -> Self {
        Self {
            pair,
            random: SystemRandom::new(),
        }
    }
}
