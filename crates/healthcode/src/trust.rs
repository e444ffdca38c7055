//! The trust list, and the only place where a code becomes [`Verified`].

use std::collections::HashMap;
use std::sync::Arc;

use thiserror::Error;
use x509_parser::pem::Pem;

use crate::certificate::{Certificate, CertificateError, Use};
use crate::cose::Sign1;
use crate::hc1::HealthCode;
use crate::verdict::{Code, Reason, Signature};

/// What stands behind a good signature of a trusted key.
///
/// The field is private and only this module fills it, so holding one is the proof (design
/// invariant 2).
#[derive(Clone, Debug)]
pub struct Verified<T>(T);

/// What a code says of itself, and nobody trusted has signed.
///
/// Another type than [`Verified`], so that nothing can mistake it: shown only with 未核验 / NOT
/// VERIFIED beside it.
#[derive(Clone, Debug)]
pub struct Claimed<T>(T);

impl<T> Verified<T> {
    /// The content that the signature covers.
    pub const fn content(&self) -> &T {
        &self.0
    }
}

impl<T> Claimed<T> {
    /// The content that nobody stands behind.
    pub const fn unverified_content(&self) -> &T {
        &self.0
    }
}

/// The certificates that this desk trusts.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    by_kid: HashMap<[u8; 8], Vec<Arc<Certificate>>>,
}

impl Trust {
    /// Adds a certificate; one that is there already stays once.
    pub fn add(&mut self, certificate: Arc<Certificate>) {
        let same = self.by_kid.entry(certificate.kid()).or_default();
        if same
            .iter()
            .all(|c| c.fingerprint() != certificate.fingerprint())
        {
            same.push(certificate);
        }
    }

    /// Takes the certificate with this SHA-256 out; returns whether it was there.
    pub fn remove(&mut self, fingerprint: &[u8; 32]) -> bool {
        let before = self.len();
        self.by_kid.retain(|_, same| {
            same.retain(|c| c.fingerprint() != fingerprint);
            !same.is_empty()
        });
        self.len() < before
    }

    /// All certificates, in no order.
    pub fn certificates(&self) -> impl Iterator<Item = &Arc<Certificate>> {
        self.by_kid.values().flatten()
    }

    /// How many certificates there are.
    pub fn len(&self) -> usize {
        self.certificates().count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_kid.is_empty()
    }

    /// Tries every certificate with the message's kid, because kids collide.
    ///
    /// The signer needs the use `wanted`; where the content breaks the schema, no use is asked for
    /// and `content` is `None`.
    pub(crate) fn verify<T>(
        &self,
        message: &Sign1,
        wanted: Option<Use>,
        content: Option<T>,
    ) -> Belief<T> {
        let candidates = <[u8; 8]>::try_from(message.kid.as_slice())
            .ok()
            .and_then(|kid| self.by_kid.get(&kid))
            .map_or(&[][..], Vec::as_slice);
        if candidates.is_empty() {
            return Belief::UnknownIssuer(content.map(Claimed));
        }
        let signed = message.to_be_signed(&[]);
        let mut stranger = None;
        for certificate in candidates {
            if certificate.verifies(message.algorithm, &signed, &message.signature) {
                if wanted.is_none_or(|wanted| certificate.may_sign(wanted)) {
                    return Belief::Verified(content.map(Verified), Arc::clone(certificate));
                }
                stranger = Some(certificate);
            }
        }
        match stranger {
            Some(certificate) => Belief::WrongUse(content.map(Claimed), Arc::clone(certificate)),
            None => Belief::Forged(content.map(Claimed)),
        }
    }
}

/// What the trust list says of a signed content; `None` inside if the content breaks its schema.
pub(crate) enum Belief<T> {
    Forged(Option<Claimed<T>>),
    UnknownIssuer(Option<Claimed<T>>),
    Verified(Option<Verified<T>>, Arc<Certificate>),
    WrongUse(Option<Claimed<T>>, Arc<Certificate>),
}

impl<T> Belief<T> {
    pub(crate) const fn signature(&self) -> Signature {
        match self {
            Self::Forged(_) => Signature::Bad,
            Self::UnknownIssuer(_) => Signature::Unknown,
            Self::Verified(..) | Self::WrongUse(..) => Signature::Good,
        }
    }

    pub(crate) const fn reason(&self) -> Reason {
        match self {
            Self::Forged(_) => Reason::Signature,
            Self::UnknownIssuer(_) => Reason::IssuerUnknown,
            Self::Verified(..) => Reason::Genuine,
            Self::WrongUse(..) => Reason::Usage,
        }
    }
}

impl Belief<HealthCode> {
    pub(crate) fn split(self) -> (Code, Option<Arc<Certificate>>) {
        let claimed = |code: Option<_>| code.map_or(Code::Unreadable, Code::Claimed);
        match self {
            Self::Forged(code) | Self::UnknownIssuer(code) => (claimed(code), None),
            Self::Verified(code, signer) => {
                (code.map_or(Code::Unreadable, Code::Verified), Some(signer))
            }
            Self::WrongUse(code, signer) => (claimed(code), Some(signer)),
        }
    }
}

/// The certificates found in a file.
#[derive(Debug)]
pub struct Found {
    /// Those that can be used.
    pub usable: Vec<Arc<Certificate>>,
    /// How many could not be used because of their kind of key.
    pub skipped: usize,
}

/// Reads certificates from a file's bytes, told apart by content: one DER, or any number of PEM.
///
/// # Errors
///
/// [`TrustError`] if there is no certificate in it, or a damaged one: half a list is never taken.
pub fn certificates(bytes: &[u8]) -> Result<Found, TrustError> {
    let mut found = Found {
        usable: Vec::new(),
        skipped: 0,
    };
    let mut take = |der: &[u8]| match Certificate::from_der(der) {
        Ok(certificate) => {
            found.usable.push(Arc::new(certificate));
            Ok(())
        }
        Err(CertificateError::Key) => {
            found.skipped += 1;
            Ok(())
        }
        Err(CertificateError::Damaged) => Err(TrustError::Damaged),
    };
    if bytes.first() == Some(&DER_SEQUENCE) {
        take(bytes)?;
    } else {
        for pem in Pem::iter_from_buffer(bytes) {
            let pem = pem.map_err(|_| TrustError::Damaged)?;
            if pem.label == "CERTIFICATE" {
                take(&pem.contents)?;
            }
        }
    }
    if found.usable.is_empty() {
        return Err(if found.skipped == 0 {
            TrustError::Nothing
        } else {
            TrustError::Keys
        });
    }
    Ok(found)
}

/// Why a file adds no trust.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum TrustError {
    /// A certificate in it is damaged.
    #[error("a certificate in the file is damaged")]
    Damaged,
    /// Only certificates with keys that cannot be used here.
    #[error("no certificate with a key that can be used here")]
    Keys,
    /// No certificate at all.
    #[error("no certificate in the file")]
    Nothing,
}

/// The first byte of every certificate in DER (X.690 section 8.9).
const DER_SEQUENCE: u8 = 0x30;
