//! The claims of a CBOR Web Token (RFC 8392) as HCERT 1.0.8 section 3.3 uses them.

use jiff::Timestamp;

use crate::cbor::{Map, Value};

/// The outer claims of a code.
#[derive(Clone, Debug)]
pub struct Claims {
    /// Claim 1: the country that says it issued the code, ISO 3166-1 alpha-2.
    pub issuer: Option<String>,
    /// Claim 6: when it was issued.
    pub issued: Option<Timestamp>,
    /// Claim 4: the last moment at which it may be accepted.
    pub expires: Option<Timestamp>,
}

impl Claims {
    /// Reads the claims of `map`.
    ///
    /// Times may be floats (cut to the second). Returns `None` if one is there and is no moment.
    pub fn read(map: &Map<'_>) -> Option<Self> {
        let issuer = match map.int(1) {
            None | Some(Value::Null) => None,
            Some(text) => Some(text.as_text()?.to_owned()),
        };
        let moment = |label| match map.int(label) {
            None => Some(None),
            Some(value) => Timestamp::from_second(value.as_whole()?).ok().map(Some),
        };
        let (issued, expires) = (moment(6)?, moment(4)?);
        Some(Self {
            issuer,
            issued,
            expires,
        })
    }
}
