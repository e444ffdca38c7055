//! Public keys, each with the one algorithm that it verifies.

use std::sync::Arc;

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, ED25519,
    ParsedPublicKey, RSA_PSS_2048_8192_SHA256, VerificationAlgorithm,
};
use thiserror::Error;
use x509_parser::public_key::PublicKey as OfCertificate;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::sm2;

/// A signature algorithm. What a message claims is only compared: the key decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// EdDSA with Ed25519 (COSE -8). No code of ours may use it; it is here so that the envelope is
    /// read as its working group writes it.
    EdDsa,
    /// ECDSA with P-256 and SHA-256 (COSE -7).
    Es256,
    /// ECDSA with P-384 and SHA-384 (COSE -35).
    Es384,
    /// ECDSA with P-521 and SHA-512 (COSE -36).
    Es512,
    /// RSASSA-PSS with SHA-256 (COSE -37).
    Ps256,
    /// SM2 with SM3 and the identifier that everybody has. Only our own formats number it.
    Sm2,
}

impl Algorithm {
    /// The algorithm of a COSE number (RFC 9053 tables 1 and 2); `None` for all others.
    pub const fn cose(number: i128) -> Option<Self> {
        match number {
            -7 => Some(Self::Es256),
            -8 => Some(Self::EdDsa),
            -35 => Some(Self::Es384),
            -36 => Some(Self::Es512),
            -37 => Some(Self::Ps256),
            _ => None,
        }
    }

    /// The algorithm of a JOSE name (RFC 7518 section 3.1), ECDSA only.
    pub fn jose(name: &str) -> Option<Self> {
        match name {
            "ES256" => Some(Self::Es256),
            "ES384" => Some(Self::Es384),
            "ES512" => Some(Self::Es512),
            _ => None,
        }
    }
}

/// A curve of ECDSA (FIPS 186-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// P-256.
    P256,
    /// P-384.
    P384,
    /// P-521.
    P521,
}

impl Curve {
    /// Bytes of a coordinate.
    pub const fn width(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// The curve of a JOSE name (RFC 7518 section 6.2.1.1).
    pub fn jose(name: &str) -> Option<Self> {
        match name {
            "P-256" => Some(Self::P256),
            "P-384" => Some(Self::P384),
            "P-521" => Some(Self::P521),
            _ => None,
        }
    }

    /// RFC 5480 section 2.1.1.1.
    fn oid(text: &str) -> Option<Self> {
        match text {
            "1.2.840.10045.3.1.7" => Some(Self::P256),
            "1.3.132.0.34" => Some(Self::P384),
            "1.3.132.0.35" => Some(Self::P521),
            _ => None,
        }
    }

    const fn algorithm(self) -> Algorithm {
        match self {
            Self::P256 => Algorithm::Es256,
            Self::P384 => Algorithm::Es384,
            Self::P521 => Algorithm::Es512,
        }
    }

    fn verification(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Self::P256 => &ECDSA_P256_SHA256_FIXED,
            Self::P384 => &ECDSA_P384_SHA384_FIXED,
            Self::P521 => &ECDSA_P521_SHA512_FIXED,
        }
    }
}

/// A public key that is on its curve or large enough, ready to verify.
#[derive(Clone, Debug)]
pub struct PublicKey {
    algorithm: Algorithm,
    key: Parsed,
}

#[derive(Clone, Debug)]
enum Parsed {
    Sm2(Arc<sm2::Key>),
    Other(ParsedPublicKey),
}

impl PublicKey {
    /// The point with these coordinates. Leading zero bytes too many, which some lists write, are
    /// taken off; missing ones are put back.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if that is no point of the curve.
    pub fn ec(curve: Curve, x: &[u8], y: &[u8]) -> Result<Self, KeyError> {
        let mut point = vec![UNCOMPRESSED];
        for coordinate in [x, y] {
            let zeros = coordinate.iter().take_while(|b| **b == 0).count();
            let digits = &coordinate[zeros..];
            let missing = curve.width().checked_sub(digits.len()).ok_or(KeyError)?;
            point.resize(point.len() + missing, 0);
            point.extend_from_slice(digits);
        }
        Self::point(curve, &point)
    }

    /// A key of Ed25519 (RFC 8032 section 5.1.5), 32 bytes.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if that is no point of the curve.
    pub fn ed25519(bytes: &[u8]) -> Result<Self, KeyError> {
        Self::new(Algorithm::EdDsa, &ED25519, bytes)
    }

    /// A point of P-256 by its first coordinate and the parity of the second (SEC 1 section 2.3.4).
    ///
    /// # Errors
    ///
    /// [`KeyError`] if no point of the curve has this coordinate.
    pub fn p256_compressed(x: &[u8; 32], odd: bool) -> Result<Self, KeyError> {
        let mut point = [COMPRESSED + u8::from(odd); 33];
        point[1..].copy_from_slice(x);
        Self::point(Curve::P256, &point)
    }

    /// The point of the SM2 curve with these coordinates.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if that is no point of the curve.
    pub fn sm2(x: &[u8; 32], y: &[u8; 32]) -> Result<Self, KeyError> {
        Self::of_sm2(sm2::Key::new(x, y))
    }

    /// The point of the SM2 curve by its first coordinate and the parity of the second.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if no point of the curve has this coordinate.
    pub fn sm2_compressed(x: &[u8; 32], odd: bool) -> Result<Self, KeyError> {
        Self::of_sm2(sm2::Key::compressed(x, odd))
    }

    fn of_sm2(key: Option<sm2::Key>) -> Result<Self, KeyError> {
        Ok(Self {
            algorithm: Algorithm::Sm2,
            key: Parsed::Sm2(Arc::new(key.ok_or(KeyError)?)),
        })
    }

    /// The key of a certificate: P-256, P-384, P-521, or RSA of 2048 to 8192 bits.
    ///
    /// # Errors
    ///
    /// [`KeyError`] for every other kind, and for a damaged one.
    pub(crate) fn of(info: &SubjectPublicKeyInfo<'_>) -> Result<Self, KeyError> {
        let bytes = info.subject_public_key.data.as_ref();
        match info.parsed().map_err(|_| KeyError)? {
            OfCertificate::EC(_) => {
                let parameters = info.algorithm.parameters.as_ref();
                let oid = parameters.and_then(|p| p.as_oid().ok()).ok_or(KeyError)?;
                Self::point(Curve::oid(&oid.to_id_string()).ok_or(KeyError)?, bytes)
            }
            OfCertificate::RSA(_) => Self::new(Algorithm::Ps256, &RSA_PSS_2048_8192_SHA256, bytes),
            _ => Err(KeyError),
        }
    }

    fn point(curve: Curve, point: &[u8]) -> Result<Self, KeyError> {
        Self::new(curve.algorithm(), curve.verification(), point)
    }

    fn new(
        algorithm: Algorithm,
        verification: &'static dyn VerificationAlgorithm,
        bytes: &[u8],
    ) -> Result<Self, KeyError> {
        let key = ParsedPublicKey::new(verification, bytes).map_err(|_| KeyError)?;
        Ok(Self {
            algorithm,
            key: Parsed::Other(key),
        })
    }

    /// The one algorithm that it verifies.
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether the key made `signature` (r‖s for ECDSA and SM2) over `message`; false too if the key is
    /// of another kind than `algorithm`, which the message merely claims.
    pub fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        self.algorithm == algorithm
            && match &self.key {
                Parsed::Sm2(key) => signature
                    .try_into()
                    .is_ok_and(|signature| key.verifies(message, signature)),
                Parsed::Other(key) => key.verify_sig(message, signature).is_ok(),
            }
    }

    /// The key as its certificate or list wrote it: a point, or an RSA key in DER.
    pub fn bytes(&self) -> &[u8] {
        match &self.key {
            Parsed::Sm2(key) => key.bytes(),
            Parsed::Other(key) => key.as_ref(),
        }
    }
}

/// A kind of key that cannot be used here, or a damaged one.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a kind of key that cannot be used here")]
pub struct KeyError;

/// SEC 1 section 2.3.3: an uncompressed point follows.
const UNCOMPRESSED: u8 = 4;
/// SEC 1 section 2.3.3: the first coordinate of a point follows; one more if the second is odd.
const COMPRESSED: u8 = 2;
