//! COSE_Sign1 (RFC 9052 section 4.2): the envelope of HC1 and of our own codes.

use minicbor::Encoder;
use thiserror::Error;

use crate::cbor::{self, CborError, Map, Value};
use crate::key::Algorithm;

/// A signed message that nobody has verified yet.
#[derive(Clone, Debug)]
pub struct Sign1 {
    /// Which algorithm the message says it is signed with. Only compared, never obeyed: the key
    /// decides.
    pub algorithm: Algorithm,
    /// Which key the message says it is signed with; empty if it says nothing.
    pub kid: Vec<u8>,
    /// The signed bytes.
    pub payload: Vec<u8>,
    /// The signature: r‖s for ECDSA.
    pub signature: Vec<u8>,
    protected: Vec<u8>,
}

impl Sign1 {
    /// Reads a COSE_Sign1 that fills `bytes`.
    ///
    /// Tolerates tag 18 (COSE_Sign1), tag 61 (CWT) around it, and none (RFC 8392 section 6).
    ///
    /// # Errors
    ///
    /// [`CoseError`] if it is not that, if `alg` is missing or not one of
    /// [`Algorithm`], or if a critical header is asked for that we do not know.
    pub fn read(bytes: &[u8]) -> Result<Self, CoseError> {
        let mut value = cbor::read(bytes)?;
        for tag in [61, 18] {
            value = match value {
                Value::Tag(t, inner) if t == tag => *inner,
                other => other,
            };
        }
        let Value::Array(parts) = value else {
            return Err(CoseError::Structure);
        };
        let [
            Value::Bytes(protected),
            Value::Map(unprotected),
            Value::Bytes(payload),
            Value::Bytes(signature),
        ] = parts.as_slice()
        else {
            return Err(CoseError::Structure);
        };
        let empty = Map::default();
        let header = if protected.is_empty() {
            Value::Map(empty)
        } else {
            cbor::read(protected)?
        };
        let header = header.as_map().ok_or(CoseError::Structure)?;
        if header.int(label::CRIT).is_some() {
            return Err(CoseError::Critical);
        }
        // Issuers are told to protect `alg` and some do not. Harmless here: the trusted key fixes the
        // algorithm, and a message that names another one fails.
        let algorithm = match header
            .int(label::ALG)
            .or_else(|| unprotected.int(label::ALG))
        {
            Some(Value::Int(number)) => Algorithm::cose(*number),
            _ => None,
        };
        let algorithm = algorithm.ok_or(CoseError::Algorithm)?;
        // HCERT 1.0.8 section 3.3.2: the protected kid wins.
        let kid = match header
            .int(label::KID)
            .or_else(|| unprotected.int(label::KID))
        {
            Some(kid) => kid.as_bytes().ok_or(CoseError::Structure)?.to_vec(),
            None => Vec::new(),
        };
        Ok(Self {
            algorithm,
            kid,
            payload: payload.to_vec(),
            signature: signature.to_vec(),
            protected: protected.to_vec(),
        })
    }

    /// What the message says it is: header `typ` (RFC 9596 section 2), a text, from the protected header.
    pub(crate) fn content_type(&self) -> Option<String> {
        let header = cbor::read(&self.protected).ok()?;
        let typ = header.as_map()?.int(label::TYP)?.as_text()?;
        Some(typ.to_owned())
    }

    /// The bytes under the signature: `Sig_structure` of RFC 9052 section 4.4 with `external_aad`.
    pub fn to_be_signed(&self, external_aad: &[u8]) -> Vec<u8> {
        let mut bytes =
            Vec::with_capacity(self.payload.len() + self.protected.len() + external_aad.len() + 32);
        Encoder::new(&mut bytes)
            .array(4)
            .and_then(|e| e.str("Signature1"))
            .and_then(|e| e.bytes(&self.protected))
            .and_then(|e| e.bytes(external_aad))
            .and_then(|e| e.bytes(&self.payload))
            .expect("a vector takes all");
        bytes
    }
}

/// Why bytes are not a COSE_Sign1 that we read.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum CoseError {
    /// `alg` is missing, `none`, or one that we do not know.
    #[error("no signature algorithm that we know")]
    Algorithm,
    /// The envelope or its header is not strict CBOR.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// A `crit` header: the message asks for something that we do not know (RFC 9052 section 3.1).
    #[error("the envelope asks for an unknown feature")]
    Critical,
    /// Not an array of protected header, unprotected header, payload and signature.
    #[error("not a COSE_Sign1")]
    Structure,
}

/// Header labels, RFC 9052 table 3.
mod label {
    pub(super) const ALG: i128 = 1;
    pub(super) const CRIT: i128 = 2;
    pub(super) const KID: i128 = 4;
    /// RFC 9596 table 1.
    pub(super) const TYP: i128 = 16;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[protected, {}, payload, signature]` with the protected header given in hex.
    fn message(protected: &[u8], unprotected: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x84, 0x40 | protected.len() as u8];
        bytes.extend_from_slice(protected);
        bytes.extend_from_slice(unprotected);
        bytes.extend_from_slice(&[0x41, 0xA0, 0x41, 0x00]);
        bytes
    }

    #[test]
    fn the_protected_kid_wins() {
        let both =
            Sign1::read(&message(b"\xA2\x01\x26\x04\x41\x01", b"\xA1\x04\x41\x02")).expect("both");
        assert_eq!(both.kid, [1]);
        let unprotected =
            Sign1::read(&message(b"\xA1\x01\x26", b"\xA1\x04\x41\x02")).expect("unprotected");
        assert_eq!(unprotected.kid, [2]);
        assert!(
            Sign1::read(&message(b"\xA1\x01\x26", b"\xA0"))
                .expect("no kid")
                .kid
                .is_empty()
        );
    }

    #[test]
    fn tags() {
        let plain = message(b"\xA1\x01\x26", b"\xA0");
        for prefix in [b"".as_slice(), b"\xD2", b"\xD8\x3D\xD2", b"\xD8\x3D"] {
            assert!(
                Sign1::read(&[prefix, &plain].concat()).is_ok(),
                "{prefix:x?}"
            );
        }
        for prefix in [b"\xD1".as_slice(), b"\xD2\xD2", b"\xD2\xD8\x3D"] {
            assert!(
                Sign1::read(&[prefix, &plain].concat()).is_err(),
                "{prefix:x?}"
            );
        }
    }

    #[test]
    fn refusals() {
        let error = |protected: &[u8], unprotected: &[u8]| {
            Sign1::read(&message(protected, unprotected)).expect_err("refused")
        };
        assert_eq!(error(b"", b"\xA0"), CoseError::Algorithm, "no alg");
        assert_eq!(
            error(b"\xA1\x01\x00", b"\xA1\x01\x26"),
            CoseError::Algorithm,
            "the protected alg wins"
        );
        assert_eq!(
            error(b"\xA1\x01\x00", b"\xA0"),
            CoseError::Algorithm,
            "alg 0"
        );
        assert_eq!(
            error(b"\xA1\x01\x64none", b"\xA0"),
            CoseError::Algorithm,
            "alg none"
        );
        assert_eq!(
            error(b"\xA1\x01\x38\x2E", b"\xA0"),
            CoseError::Algorithm,
            "ES256K"
        );
        assert_eq!(
            error(b"\xA2\x01\x26\x02\x81\x01", b"\xA0"),
            CoseError::Critical
        );
        assert_eq!(
            error(b"\xA2\x01\x26\x04\x01", b"\xA0"),
            CoseError::Structure,
            "kid is a number"
        );
        assert_eq!(
            error(b"\xA2\x01\x26\x01\x26", b"\xA0"),
            CoseError::Cbor(CborError::DuplicateKey)
        );
    }
}
