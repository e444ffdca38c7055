//! X.509 certificates: of document signers (HCERT 1.0.8 section 4, annex A.2; ICAO VDS-NC) and of the
//! authorities above them.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P256_SHA512_ASN1, ECDSA_P384_SHA256_ASN1,
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA512_ASN1, ECDSA_P521_SHA256_ASN1, ECDSA_P521_SHA384_ASN1,
    ECDSA_P521_SHA512_ASN1, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384,
    RSA_PSS_2048_8192_SHA512, UnparsedPublicKey, VerificationAlgorithm,
};
use jiff::Timestamp;
use thiserror::Error;
use x509_parser::prelude::{FromDer, GeneralName, ParsedExtension, X509Certificate, X509Name};
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::x509::AlgorithmIdentifier;

use crate::key::PublicKey;
use crate::statement::Event;

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
    key: PublicKey,
    uses: Vec<Use>,
    seals: bool,
    authority: bool,
    signs_data: bool,
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
    /// [`CertificateError`] if it is not a certificate or its key is of a kind that cannot be used
    /// here.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let (rest, certificate) =
            X509Certificate::from_der(der).map_err(|_| CertificateError::Damaged)?;
        if !rest.is_empty() {
            return Err(CertificateError::Damaged);
        }
        let key = PublicKey::of(certificate.public_key()).map_err(|_| CertificateError::Key)?;
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
            key,
            uses: uses(&certificate)?,
            seals: seals(&certificate)?,
            authority: is_authority(&certificate)?,
            signs_data: key_usage(&certificate)?.is_none_or(|bits| bits & DIGITAL_SIGNATURE != 0),
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

    /// Its public key.
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Whether it may sign other certificates (RFC 5280 section 4.2.1.9).
    pub const fn is_authority(&self) -> bool {
        self.authority
    }

    /// The first address in its subject alternative name: whom a SMART Health Cards key belongs to.
    pub(crate) fn address(&self) -> Option<String> {
        let (_, certificate) = X509Certificate::from_der(&self.der).ok()?;
        let names = certificate.subject_alternative_name().ok()??;
        names
            .value
            .general_names
            .iter()
            .find_map(|name| match name {
                GeneralName::URI(uri) => Some((*uri).to_owned()),
                _ => None,
            })
    }

    /// Whether `authority` has the name and, where both tell it, the key id that this certificate
    /// says it was signed by (RFC 5280 sections 4.1.2.4 and 4.2.1.1).
    pub(crate) fn names(&self, authority: &Self) -> bool {
        let parsed = |der| X509Certificate::from_der(der).ok().map(|(_, c)| c);
        let (Some(own), Some(above)) = (parsed(&self.der), parsed(&authority.der)) else {
            return false;
        };
        let wanted = own
            .extensions()
            .iter()
            .find_map(|e| match e.parsed_extension() {
                ParsedExtension::AuthorityKeyIdentifier(id) => {
                    id.key_identifier.as_ref().map(|k| k.0)
                }
                _ => None,
            });
        let given = above
            .extensions()
            .iter()
            .find_map(|e| match e.parsed_extension() {
                ParsedExtension::SubjectKeyIdentifier(id) => Some(id.0),
                _ => None,
            });
        own.issuer().as_raw() == above.subject().as_raw()
            && wanted
                .zip(given)
                .is_none_or(|(wanted, given)| wanted == given)
    }

    /// Whether `authority` may sign certificates and signed this one.
    pub(crate) fn is_signed_by(&self, authority: &Self) -> bool {
        let parsed = X509Certificate::from_der(&self.der).ok();
        authority.authority
            && parsed.is_some_and(|(_, own)| {
                let Some(algorithm) = chain_algorithm(&own.signature_algorithm, &authority.key)
                else {
                    return false;
                };
                UnparsedPublicKey::new(algorithm, authority.key.bytes())
                    .verify(own.tbs_certificate.as_ref(), &own.signature_value.data)
                    .is_ok()
            })
    }

    /// Whether it may seal a VDS-NC: its key signs data, and if it names uses, that one is among
    /// them.
    pub(crate) fn may_seal(&self) -> bool {
        self.signs_data && self.seals
    }

    /// Whether the signer may be used so (HCERT 1.0.8 annex A.2.2: a certificate that names none of
    /// the three uses may sign all).
    pub(crate) fn may_sign(&self, wanted: Use) -> bool {
        self.uses.is_empty() || self.uses.contains(&wanted)
    }
}

impl Use {
    /// The use that a signer of `event` needs in an EU DCC.
    pub const fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Recovery(_) => Some(Self::Recovery),
            Event::Test(_) => Some(Self::Test),
            Event::Unread(_) => None,
            Event::Vaccination(_) => Some(Self::Vaccination),
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
    /// Neither P-256, P-384, P-521 nor RSA of 2048 to 8192 bits.
    #[error("a kind of key that cannot be used here")]
    Key,
}

/// SHA-256 (FIPS 180-4), by which lists, certificates and keys are told apart.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    digest(&SHA256, bytes)
        .as_ref()
        .try_into()
        .expect("SHA-256 has 32 bytes")
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

/// Whether the extended key usage, if there is one, allows to seal.
fn seals(certificate: &X509Certificate<'_>) -> Result<bool, CertificateError> {
    let usage = certificate
        .extended_key_usage()
        .map_err(|_| CertificateError::Damaged)?;
    Ok(usage.is_none_or(|usage| {
        let mut named = usage.value.other.iter().map(|oid| oid.to_id_string());
        usage.value.any || named.any(|oid| oid == VDS_NC_SIGNER)
    }))
}

fn is_authority(certificate: &X509Certificate<'_>) -> Result<bool, CertificateError> {
    let constraints = certificate
        .basic_constraints()
        .map_err(|_| CertificateError::Damaged)?;
    let signs = key_usage(certificate)?.is_none_or(|bits| bits & KEY_CERT_SIGN != 0);
    Ok(constraints.is_some_and(|c| c.value.ca) && signs)
}

fn key_usage(certificate: &X509Certificate<'_>) -> Result<Option<u16>, CertificateError> {
    let usage = certificate
        .key_usage()
        .map_err(|_| CertificateError::Damaged)?;
    Ok(usage.map(|usage| usage.value.flags))
}

/// The algorithm that signed a certificate, if the key above is of its kind. Parameters that should
/// be absent and are NULL are passed over: only the object identifier tells.
fn chain_algorithm(
    named: &AlgorithmIdentifier<'_>,
    key: &PublicKey,
) -> Option<&'static dyn VerificationAlgorithm> {
    use crate::key::Algorithm::{Es256, Es384, Es512, Ps256};
    let oid = named.algorithm.to_id_string();
    Some(match (oid.as_str(), key.algorithm()) {
        // RFC 8017 appendix A.2.4.
        ("1.2.840.113549.1.1.11", Ps256) => &RSA_PKCS1_2048_8192_SHA256,
        ("1.2.840.113549.1.1.12", Ps256) => &RSA_PKCS1_2048_8192_SHA384,
        ("1.2.840.113549.1.1.13", Ps256) => &RSA_PKCS1_2048_8192_SHA512,
        ("1.2.840.113549.1.1.10", Ps256) => {
            let parameters = RsaSsaPssParams::try_from(named.parameters.as_ref()?).ok()?;
            match parameters.hash_algorithm_oid().to_id_string().as_str() {
                "2.16.840.1.101.3.4.2.1" => &RSA_PSS_2048_8192_SHA256,
                "2.16.840.1.101.3.4.2.2" => &RSA_PSS_2048_8192_SHA384,
                "2.16.840.1.101.3.4.2.3" => &RSA_PSS_2048_8192_SHA512,
                _ => return None,
            }
        }
        // RFC 5758 section 3.2.
        ("1.2.840.10045.4.3.2", Es256) => &ECDSA_P256_SHA256_ASN1,
        ("1.2.840.10045.4.3.3", Es256) => &ECDSA_P256_SHA384_ASN1,
        ("1.2.840.10045.4.3.4", Es256) => &ECDSA_P256_SHA512_ASN1,
        ("1.2.840.10045.4.3.2", Es384) => &ECDSA_P384_SHA256_ASN1,
        ("1.2.840.10045.4.3.3", Es384) => &ECDSA_P384_SHA384_ASN1,
        ("1.2.840.10045.4.3.4", Es384) => &ECDSA_P384_SHA512_ASN1,
        ("1.2.840.10045.4.3.2", Es512) => &ECDSA_P521_SHA256_ASN1,
        ("1.2.840.10045.4.3.3", Es512) => &ECDSA_P521_SHA384_ASN1,
        ("1.2.840.10045.4.3.4", Es512) => &ECDSA_P521_SHA512_ASN1,
        _ => return None,
    })
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

/// Bits of the key usage as `x509-parser` gives them: the first bit of RFC 5280 section 4.2.1.3 is
/// the lowest.
const DIGITAL_SIGNATURE: u16 = 1;
const KEY_CERT_SIGN: u16 = 1 << 5;
/// ICAO: the extended key usage of a signer of VDS-NC.
const VDS_NC_SIGNER: &str = "2.23.136.1.1.14.2";
