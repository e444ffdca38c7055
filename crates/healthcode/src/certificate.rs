//! The certificate of a document signer (HCERT 1.0.8 section 4, annex A.2).

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey, RSA_PSS_2048_8192_SHA256};
use jiff::Timestamp;
use thiserror::Error;
use x509_parser::prelude::{FromDer, X509Certificate, X509Name};
use x509_parser::public_key::PublicKey;

use crate::cose::Algorithm;
use crate::dcc::Event;

/// A signer's certificate with a key that we can use.
pub struct Certificate {
    der: Vec<u8>,
    fingerprint: [u8; 32],
    /// The name of the organisation, or the common name where there is none.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 country of the subject.
    pub country: Option<String>,
    /// First moment of validity.
    pub from: Timestamp,
    /// Last moment of validity.
    pub until: Timestamp,
    algorithm: Algorithm,
    key: ParsedPublicKey,
    uses: Vec<Use>,
}

/// What a signer may sign (extended key usage). None at all means everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Recovery certificates.
    Recovery,
    /// Test certificates.
    Test,
    /// Vaccination certificates.
    Vaccination,
}

impl Certificate {
    /// Reads one certificate in DER.
    ///
    /// # Errors
    ///
    /// [`CertificateError`] if it is not a certificate or its key is not P-256 or RSA of 2048 bits
    /// and more.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let (rest, certificate) =
            X509Certificate::from_der(der).map_err(|_| CertificateError::Damaged)?;
        if !rest.is_empty() {
            return Err(CertificateError::Damaged);
        }
        let (algorithm, key) = key(&certificate)?;
        let moment = |time: x509_parser::time::ASN1Time| {
            Timestamp::from_second(time.timestamp()).map_err(|_| CertificateError::Damaged)
        };
        let subject = certificate.subject();
        Ok(Self {
            fingerprint: sha256(der),
            name: organisation(subject),
            country: attribute(subject.iter_country()),
            from: moment(certificate.validity().not_before)?,
            until: moment(certificate.validity().not_after)?,
            algorithm,
            key,
            uses: uses(&certificate)?,
            der: der.to_vec(),
        })
    }

    /// SHA-256 over the certificate.
    pub const fn fingerprint(&self) -> &[u8; 32] {
        &self.fingerprint
    }

    /// The first 8 bytes of the fingerprint (HCERT 1.0.8 section 3.3.2). Not unique.
    pub const fn kid(&self) -> [u8; 8] {
        let [a, b, c, d, e, f, g, h, ..] = self.fingerprint;
        [a, b, c, d, e, f, g, h]
    }

    /// The certificate as it was read, for keeping it.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Whether the key made `signature` over `message`; false too if the key is of another kind than
    /// `algorithm`, which the message merely claims.
    pub(crate) fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        self.algorithm == algorithm && self.key.verify_sig(message, signature).is_ok()
    }

    /// Whether the signer may be used so (HCERT 1.0.8 annex A.2.2: a certificate that names none of
    /// the three uses may sign all).
    pub(crate) fn may_sign(&self, wanted: Use) -> bool {
        self.uses.is_empty() || self.uses.contains(&wanted)
    }
}

impl Use {
    /// The use that a signer of `event` needs.
    pub const fn of(event: &Event) -> Self {
        match event {
            Event::Recovery(_) => Self::Recovery,
            Event::Test(_) => Self::Test,
            Event::Vaccination(_) => Self::Vaccination,
        }
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("name", &self.name)
            .field("country", &self.country)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// Why a certificate cannot be used.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum CertificateError {
    /// Not an X.509 certificate in DER, or a damaged one.
    #[error("not a certificate, or a damaged one")]
    Damaged,
    /// Neither P-256 nor RSA of 2048 to 8192 bits.
    #[error("a kind of key that cannot be used here")]
    Key,
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    digest(&SHA256, bytes)
        .as_ref()
        .try_into()
        .expect("SHA-256 has 32 bytes")
}

fn key(
    certificate: &X509Certificate<'_>,
) -> Result<(Algorithm, ParsedPublicKey), CertificateError> {
    let info = certificate.public_key();
    match info.parsed().map_err(|_| CertificateError::Damaged)? {
        PublicKey::EC(_) => {
            let curve = info
                .algorithm
                .parameters
                .as_ref()
                .and_then(|p| p.as_oid().ok());
            if curve.is_none_or(|oid| oid.to_id_string() != P256) {
                return Err(CertificateError::Key);
            }
            let key = ParsedPublicKey::new(
                &ECDSA_P256_SHA256_FIXED,
                info.subject_public_key.data.as_ref(),
            );
            Ok((Algorithm::Es256, key.map_err(|_| CertificateError::Key)?))
        }
        PublicKey::RSA(_) => {
            let key = ParsedPublicKey::new(
                &RSA_PSS_2048_8192_SHA256,
                info.subject_public_key.data.as_ref(),
            );
            Ok((Algorithm::Ps256, key.map_err(|_| CertificateError::Key)?))
        }
        _ => Err(CertificateError::Key),
    }
}

fn uses(certificate: &X509Certificate<'_>) -> Result<Vec<Use>, CertificateError> {
    let usage = certificate
        .extended_key_usage()
        .map_err(|_| CertificateError::Damaged)?;
    let Some(usage) = usage else {
        return Ok(Vec::new());
    };
    Ok(usage
        .value
        .other
        .iter()
        .filter_map(|oid| match oid.to_id_string().as_str() {
            // The first spelling is HCERT's; the second stands in certificates of spring 2021.
            "1.3.6.1.4.1.1847.2021.1.1" | "1.3.6.1.4.1.0.1847.2021.1.1" => Some(Use::Test),
            "1.3.6.1.4.1.1847.2021.1.2" | "1.3.6.1.4.1.0.1847.2021.1.2" => Some(Use::Vaccination),
            "1.3.6.1.4.1.1847.2021.1.3" | "1.3.6.1.4.1.0.1847.2021.1.3" => Some(Use::Recovery),
            _ => None,
        })
        .collect())
}

fn organisation(subject: &X509Name<'_>) -> Option<String> {
    attribute(subject.iter_organization()).or_else(|| attribute(subject.iter_common_name()))
}

fn attribute<'a>(
    mut values: impl Iterator<Item = &'a x509_parser::prelude::AttributeTypeAndValue<'a>>,
) -> Option<String> {
    let text = values.next()?.as_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// prime256v1, RFC 5480 section 2.1.1.1.
const P256: &str = "1.2.840.10045.3.1.7";
