//! The claims of a CBOR Web Token (RFC 8392) as HCERT 1.0.8 section 3.3 uses them.

use jiff::Timestamp;

use crate::cbor::{Map, Value};

/// The outer claims of a code.
#[derive(Clone, Debug)]
pub struct Claims {
    /// Claim 1: the country that says it issued the code, ISO 3166-1 alpha-2.
    pub issuer: Option<String>,
    /// Claim 6: when it was issued.
    pub issued: Timestamp,
    /// Claim 4: the last moment at which it may be accepted.
    pub expires: Timestamp,
}

impl Claims {
    /// Reads the claims of `map`.
    ///
    /// Times may be floats (cut to the second). Returns `None` if `iat` or `exp` is missing or not a
    /// moment: only `iss` is optional (HCERT 1.0.8 section 3.3.3 to 3.3.5).
    pub fn read(map: &Map<'_>) -> Option<Self> {
        let issuer = match map.int(1) {
            None | Some(Value::Null) => None,
            Some(text) => Some(text.as_text()?.to_owned()),
        };
        let moment = |label| Timestamp::from_second(map.int(label)?.as_whole()?).ok();
        Some(Self {
            issuer,
            issued: moment(6)?,
            expires: moment(4)?,
        })
    }
}
