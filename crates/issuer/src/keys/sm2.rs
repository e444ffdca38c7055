//! SM2 over SM3 in this process's memory (GB/T 32918.2-2016 section 6), with the identifier that everybody has.
//!
//! Not `healthcode`'s own arithmetic, which is made for public numbers and takes a different time for each: this is
//! RustCrypto's, in formulas that take the same. Why: `docs/decisions/10-signing-with-sm2.md`.

use getrandom::SysRng;
use sm2::SecretKey;
use sm2::dsa::signature::RandomizedSigner;
use sm2::dsa::{Signature, SigningKey};
use sm2::elliptic_curve::Generate;
use sm2::elliptic_curve::sec1::ToSec1Point;
use sm2::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use zeroize::Zeroizing;

use super::signer::SignError;

/// A key of the SM2 curve. Its nonces are hedged: RFC 6979 over key and message, with the system's dice mixed in.
pub(super) struct Sm2 {
    secret: SecretKey,
    signing: SigningKey,
}

impl Sm2 {
    pub(super) fn generate() -> Result<Self, SignError> {
        let secret = SecretKey::try_generate_from_rng(&mut SysRng).map_err(|_| SignError)?;
        Self::of(secret)
    }

    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, SignError> {
        let secret = SecretKey::from_pkcs8_der(der).map_err(|_| SignError)?;
        Self::of(secret)
    }

    pub(super) fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, SignError> {
        let der = self.secret.to_pkcs8_der().map_err(|_| SignError)?;
        Ok(der.to_bytes())
    }

    /// The public key, an uncompressed point (SEC 1 section 2.3.3).
    pub(super) fn point(&self) -> Vec<u8> {
        let point = self.secret.public_key().to_sec1_point(false);
        point.as_bytes().to_vec()
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let signature: Signature = self
            .signing
            .try_sign_with_rng(&mut SysRng, message)
            .map_err(|_| SignError)?;
        Ok(signature.to_bytes().into())
    }

    fn of(secret: SecretKey) -> Result<Self, SignError> {
        let signing = SigningKey::new(IDENTIFIER, &secret).map_err(|_| SignError)?;
        Ok(Self { secret, signing })
    }
}

/// The identifier that everybody has (GM/T 0009-2012 section 10).
const IDENTIFIER: &str = "1234567812345678";
