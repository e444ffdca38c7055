//! JSON (RFC 8259) read strictly: what has two readings is refused.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use thiserror::Error as ThisError;

/// Reads exactly one JSON value that fills `bytes`, white space around it apart.
///
/// # Errors
///
/// [`JsonError`] if it is not JSON in UTF-8 without a byte-order mark, has a duplicate member, nests
/// deeper than [`MAX_DEPTH`], or goes on after the value.
pub fn read(bytes: &[u8]) -> Result<Value, JsonError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = Item { depth: 0 }
        .deserialize(&mut json)
        .map_err(|_| JsonError)?;
    json.end().map_err(|_| JsonError)?;
    Ok(value)
}

/// Not strict JSON.
#[derive(Clone, Copy, Debug, ThisError, PartialEq, Eq)]
#[error("not JSON, or JSON with two readings")]
pub struct JsonError;

/// How deep values may nest; a FHIR bundle in a card nests fifteen deep.
pub const MAX_DEPTH: usize = 64;

#[derive(Clone, Copy)]
struct Item {
    depth: usize,
}

impl Item {
    fn inner<E: Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom("too deep"));
        }
        Ok(Self {
            depth: self.depth + 1,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Item {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut all = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(inner)?;
            if all.insert(name, value).is_some() {
                return Err(A::Error::custom("a member twice"));
            }
        }
        Ok(Value::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_readings_are_refused() {
        for text in [
            "",
            "{",
            "{} {}",
            "{\"a\":1,\"a\":1}",
            "{\"a\":1,\"\\u0061\":2}",
            "[1,]",
            "NaN",
            "1e400",
            "\u{FEFF}{}",
            "'a'",
            "\"\\ud800\"",
        ] {
            assert_eq!(read(text.as_bytes()), Err(JsonError), "{text}");
        }
        assert_eq!(read(b"\"\xFF\""), Err(JsonError));
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(read(deep(MAX_DEPTH).as_bytes()).is_ok());
        assert_eq!(read(deep(MAX_DEPTH + 1).as_bytes()), Err(JsonError));
        assert_eq!(
            read(b" {\"a\":[1,-1,1.5,null,true,\"\\u5f20\"]}\n").map(|v| v.to_string()),
            Ok("{\"a\":[1,-1,1.5,null,true,\"\u{5f20}\"]}".to_owned())
        );
    }
}
