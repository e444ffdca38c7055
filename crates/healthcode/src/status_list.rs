//! Token Status Lists as others publish them (draft-ietf-oauth-status-list-21): one to eight bits for each
//! token, as JWT or as CWT. Ours, which are stricter, are read by [`kc1::status`](crate::kc1::status).

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use crate::cbor;
use crate::cose::Sign1;
use crate::inflate;
use crate::json;
use crate::key::{Algorithm, PublicKey};

/// A well-formed status list token, which nobody has verified yet.
#[derive(Clone, Debug)]
pub struct StatusListToken {
    algorithm: Algorithm,
    /// The key that it names, as its format writes it; empty if it names none.
    pub kid: Vec<u8>,
    signed: Vec<u8>,
    signature: Vec<u8>,
    list: StatusList,
}

/// What a status list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    /// The address that tokens call it by (claim `sub`).
    pub subject: String,
    /// When it was signed.
    pub iat: Timestamp,
    /// From when on it says nothing any more, if it tells.
    pub exp: Option<Timestamp>,
    /// After how long a newer one should be fetched, if it tells.
    pub ttl: Option<SignedDuration>,
    /// Bits of each entry: 1, 2, 4 or 8.
    bits: u8,
    bytes: Vec<u8>,
}

impl StatusListToken {
    /// Reads a token: a JWT in its compact form, or a CWT.
    ///
    /// # Errors
    ///
    /// [`StatusListError`].
    pub fn read(bytes: &[u8]) -> Result<Self, StatusListError> {
        match std::str::from_utf8(bytes) {
            Ok(text) if text.starts_with("eyJ") => Self::jwt(text.trim_end()),
            _ => Self::cwt(bytes),
        }
    }

    /// What it says, if `key` signed it for `uri`, the address in the token that is asked about.
    ///
    /// # Errors
    ///
    /// [`StatusListError::Signature`], [`StatusListError::Subject`], or [`StatusListError::Time`] if it has
    /// expired or is of the future.
    pub fn verified(
        &self,
        key: &PublicKey,
        uri: &str,
        now: Timestamp,
    ) -> Result<&StatusList, StatusListError> {
        if !key.verifies(self.algorithm, &self.signed, &self.signature) {
            return Err(StatusListError::Signature);
        }
        if self.list.subject != uri {
            return Err(StatusListError::Subject);
        }
        let late = self.list.exp.is_some_and(|exp| now >= exp);
        if late || self.list.iat.duration_since(now) > AHEAD {
            return Err(StatusListError::Time);
        }
        Ok(&self.list)
    }

    /// Section 5.1 of the draft.
    fn jwt(text: &str) -> Result<Self, StatusListError> {
        let (signed, signature) = text.rsplit_once('.').ok_or(StatusListError::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(StatusListError::Form)?;
        let decode = |part: &str| {
            let bytes = BASE64URL_NOPAD.decode(part.as_bytes());
            bytes.map_err(|_| StatusListError::Form)
        };
        let (header, payload) = (decode(header)?, decode(payload)?);
        let header = json::read(&header).map_err(|_| StatusListError::Form)?;
        let claims = json::read(&payload).map_err(|_| StatusListError::Form)?;
        let word = |name: &str| header.get(name).and_then(json::Value::as_str);
        if word("typ") != Some("statuslist+jwt") || header.get("crit").is_some() {
            return Err(StatusListError::Type);
        }
        let algorithm = word("alg").and_then(Algorithm::jose);
        let number = |name: &str| match claims.get(name) {
            None => Ok(None),
            Some(value) => value.as_u64().map(Some).ok_or(StatusListError::Form),
        };
        let list = claims.get("status_list").ok_or(StatusListError::Form)?;
        let lst = list.get("lst").and_then(json::Value::as_str);
        let bits = list.get("bits").and_then(json::Value::as_u64);
        let subject = claims.get("sub").and_then(json::Value::as_str);
        Ok(Self {
            algorithm: algorithm.ok_or(StatusListError::Algorithm)?,
            kid: word("kid").unwrap_or_default().as_bytes().to_vec(),
            signed: signed.as_bytes().to_vec(),
            signature: decode(signature)?,
            list: StatusList::new(
                subject,
                [number("iat")?, number("exp")?, number("ttl")?],
                bits,
                &decode(lst.ok_or(StatusListError::Form)?)?,
            )?,
        })
    }

    /// Section 5.2 of the draft.
    fn cwt(bytes: &[u8]) -> Result<Self, StatusListError> {
        let message = Sign1::read(bytes).map_err(|_| StatusListError::Form)?;
        if message.content_type().as_deref() != Some("application/statuslist+cwt") {
            return Err(StatusListError::Type);
        }
        let claims = cbor::read(&message.payload).map_err(|_| StatusListError::Form)?;
        let claims = claims.as_map().ok_or(StatusListError::Form)?;
        let number = |label| match claims.int(label) {
            None => Ok(None),
            Some(value) => whole(value).map(Some).ok_or(StatusListError::Form),
        };
        let list = claims.int(65533).and_then(cbor::Value::as_map);
        let list = list.ok_or(StatusListError::Form)?;
        let lst = list.text("lst").and_then(cbor::Value::as_bytes);
        let list = StatusList::new(
            claims.int(2).and_then(cbor::Value::as_text),
            [number(6)?, number(4)?, number(65534)?],
            list.text("bits").and_then(whole),
            lst.ok_or(StatusListError::Form)?,
        )?;
        Ok(Self {
            algorithm: message.algorithm,
            kid: message.kid.clone(),
            signed: message.to_be_signed(b""),
            signature: message.signature,
            list,
        })
    }
}

impl StatusList {
    /// The status of a token: 0 valid, 1 invalid, 2 suspended, others as its publisher has them (section 7);
    /// `None` if the list has no such entry, and then the token is not to be taken (section 8.3).
    pub fn status(&self, index: u64) -> Option<u8> {
        let per_byte = u64::from(8 / self.bits);
        let byte = *self.bytes.get(usize::try_from(index / per_byte).ok()?)?;
        let shift = (index % per_byte) as u8 * self.bits;
        // Ones in as many places as an entry has bits.
        let mask = u8::MAX >> (8 - self.bits);
        Some(byte >> shift & mask)
    }

    fn new(
        subject: Option<&str>,
        [iat, exp, ttl]: [Option<u64>; 3],
        bits: Option<u64>,
        deflated: &[u8],
    ) -> Result<Self, StatusListError> {
        let moment = |seconds: u64| {
            let seconds = i64::try_from(seconds).map_err(|_| StatusListError::Form)?;
            Timestamp::from_second(seconds).map_err(|_| StatusListError::Form)
        };
        let bits = match bits {
            Some(bits @ (1 | 2 | 4 | 8)) => bits as u8,
            _ => return Err(StatusListError::Form),
        };
        let ttl = ttl.map(|ttl| i64::try_from(ttl).map(SignedDuration::from_secs));
        Ok(Self {
            subject: subject.ok_or(StatusListError::Form)?.to_owned(),
            iat: moment(iat.ok_or(StatusListError::Form)?)?,
            exp: exp.map(moment).transpose()?,
            ttl: ttl.transpose().map_err(|_| StatusListError::Form)?,
            bits,
            bytes: inflate::status_list(deflated).map_err(|_| StatusListError::Inflate)?,
        })
    }
}

fn whole(value: &cbor::Value<'_>) -> Option<u64> {
    match value {
        cbor::Value::Int(number) => u64::try_from(*number).ok(),
        _ => None,
    }
}

/// Why a status list of others cannot be used.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum StatusListError {
    /// `alg` is missing or one that we do not know.
    #[error("no signature algorithm that we know")]
    Algorithm,
    /// Neither JWT nor CWT, or a claim is missing or malformed.
    #[error("not a status list token")]
    Form,
    /// The list is no whole zlib stream, or larger than [`inflate::STATUS_LIST_CEILING`].
    #[error("the list is damaged")]
    Inflate,
    /// Not signed by this key.
    #[error("not signed by this key")]
    Signature,
    /// Of another address than the token names.
    #[error("the list is another one")]
    Subject,
    /// Expired, or of the future.
    #[error("the list is not of now")]
    Time,
    /// Another kind of token.
    #[error("another kind of token")]
    Type,
}

/// How far clocks may differ.
const AHEAD: SignedDuration = SignedDuration::from_mins(10);

#[cfg(test)]
mod tests;
