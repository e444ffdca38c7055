//! Short byte strings as they stand in messages: base64url without padding (RFC 4648 section 5).

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use healthcode::kc1::DeviceKey;
use healthcode::kct::{Curve, Key};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A text is not the base64url spelling of so many bytes.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("not base64url of the right length")]
pub struct TextError;

/// Names a type for `$len` bytes whose text is of `$pattern`: the bits that the last character has over are zero.
macro_rules! spelled {
    ($(#[$doc:meta])* $name:ident, $len:literal, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        #[cfg(feature = "schema")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some($pattern))
                    .into()
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::ToSchema for $name {}

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&BASE64URL_NOPAD.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }

        impl FromStr for $name {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, TextError> {
                let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| TextError)?;
                bytes.try_into().map(Self).map_err(|_| TextError)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

spelled!(
    /// The name of one request: 16 random bytes, used for no other request and for every retry of this one.
    Nonce, 16, "^[A-Za-z0-9_-]{21}[AQgw]$"
);
spelled!(
    /// Who a person is at one authority: 16 random bytes that say nothing.
    PersonId, 16, "^[A-Za-z0-9_-]{21}[AQgw]$"
);
spelled!(
    /// The key of an account's device: x‖y, each of 32 bytes, big-endian.
    AccountKey, 64, "^[A-Za-z0-9_-]{85}[AQgw]$"
);
spelled!(
    /// The key of one strip: a compressed point (SEC 1 section 2.3.3).
    StripPoint, 33, "^A[g-z0-9_-][A-Za-z0-9_-]{42}$"
);
spelled!(
    /// r‖s of a signature; of ES256 with s ≤ n/2.
    SignatureText, 64, "^[A-Za-z0-9_-]{85}[AQgw]$"
);

impl AccountKey {
    /// The same as a key of this curve.
    pub fn key(&self, curve: Curve) -> Key {
        let (x, y) = self.0.split_at(32);
        Key {
            curve,
            x: x.try_into().expect("half of 64"),
            y: y.try_into().expect("half of 64"),
        }
    }
}

impl From<&Key> for AccountKey {
    fn from(key: &Key) -> Self {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&key.x);
        bytes[32..].copy_from_slice(&key.y);
        Self(bytes)
    }
}

impl StripPoint {
    /// The same as a key of this curve; `None` if it is not written compressed.
    pub fn key(&self, curve: Curve) -> Option<DeviceKey> {
        let odd = match self.0[0] {
            2 => false,
            3 => true,
            _ => return None,
        };
        let (_, x) = self.0.split_at(1);
        Some(DeviceKey {
            curve,
            x: x.try_into().expect("all but one of 33"),
            odd,
        })
    }
}

impl From<&Key> for StripPoint {
    fn from(key: &Key) -> Self {
        let mut bytes = [2 + (key.y[31] & 1); 33];
        bytes[1..].copy_from_slice(&key.x);
        Self(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        let nonce = Nonce([0xFB; 16]);
        let text = nonce.to_string();
        assert_eq!(text, "-_v7-_v7-_v7-_v7-_v7-w");
        assert_eq!(text.parse(), Ok(nonce));
        for wrong in [
            "",
            "-_v7",
            "-_v7-_v7-_v7-_v7-_v7-x",
            "+/v7+/v7+/v7+/v7+/v7+w",
        ] {
            assert_eq!(wrong.parse::<Nonce>(), Err(TextError), "{wrong}");
        }
    }

    #[test]
    fn keys_keep_their_point() {
        let key = Key {
            curve: Curve::P256,
            x: [7; 32],
            y: [9; 32],
        };
        assert_eq!(AccountKey::from(&key).key(Curve::P256), key);
        let strip = StripPoint::from(&key).key(Curve::P256).expect("compressed");
        assert_eq!((strip.x, strip.odd), (key.x, true));
        assert_eq!(StripPoint([4; 33]).key(Curve::P256), None);
    }
}
