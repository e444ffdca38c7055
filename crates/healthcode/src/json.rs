//! JSON (RFC 8259) as a small tree, read strictly: what has two readings is refused.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;
use thiserror::Error as ThisError;

/// One JSON value, borrowing from the bytes it was read from.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// An array.
    Array(Vec<Value<'a>>),
    /// True or false.
    Bool(bool),
    /// Null.
    Null,
    /// A number.
    Number(Number),
    /// The members of an object, each name once, as they were written.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
    /// A text.
    Text(Cow<'a, str>),
}

/// Reads exactly one JSON value that fills `bytes`, white space around it apart.
///
/// # Errors
///
/// [`JsonError`] if it is not JSON in UTF-8 without a byte-order mark, has a duplicate member, nests
/// deeper than [`MAX_DEPTH`], has an object of more than [`MAX_MEMBERS`], or goes on after the value.
pub fn read(bytes: &[u8]) -> Result<Value<'_>, JsonError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = Item { depth: 0 }
        .deserialize(&mut json)
        .map_err(|_| JsonError)?;
    json.end().map_err(|_| JsonError)?;
    Ok(value)
}

impl<'a> Value<'a> {
    /// The member of this name, if it is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find_map(|(n, v)| (n == name).then_some(v)),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub const fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, if it is one, to the precision of a double.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The number, if it is a whole one from 0 on and written so.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// Whether it is an object.
    pub const fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Array(items) => serializer.collect_seq(items),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Null => serializer.serialize_unit(),
            Self::Number(number) => number.serialize(serializer),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(n, v)| (n, v))),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

/// Not strict JSON.
#[derive(Clone, Copy, Debug, ThisError, PartialEq, Eq)]
#[error("not JSON, or JSON with two readings")]
pub struct JsonError;

/// How deep values may nest; a FHIR bundle in a card nests fifteen deep.
pub const MAX_DEPTH: usize = 64;
/// How many members an object may have; the largest of a format of ours has a few dozen.
pub const MAX_MEMBERS: usize = 512;

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
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value<'de>, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("not a number"))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value<'de>, A::Error> {
        let inner = self.inner()?;
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value<'de>, A::Error> {
        let inner = self.inner()?;
        let mut all: Vec<(Cow<'de, str>, Value<'de>)> = Vec::new();
        while let Some(Name(name)) = members.next_key_seed(Named)? {
            if all.len() == MAX_MEMBERS || all.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom("a member twice, or too many"));
            }
            all.push((name, members.next_value_seed(inner)?));
        }
        Ok(Value::Object(all))
    }
}

/// The name of a member.
struct Name<'a>(Cow<'a, str>);

struct Named;

impl<'de> DeserializeSeed<'de> for Named {
    type Value = Name<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Named {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(value.to_owned())))
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
        let wide = |n: usize| {
            let members: Vec<String> = (0..n).map(|i| format!("\"{i}\":{i}")).collect();
            format!("{{{}}}", members.join(","))
        };
        assert!(read(wide(MAX_MEMBERS).as_bytes()).is_ok());
        assert_eq!(read(wide(MAX_MEMBERS + 1).as_bytes()), Err(JsonError));
    }

    #[test]
    fn what_is_read_is_written_again() {
        let text = "{\"b\":[1,-1,1.5,null,true,\"\u{5f20}\\\"\"],\"a\":{}}";
        let value = read(text.as_bytes()).expect("JSON");
        assert_eq!(value.to_string(), text);
        assert_eq!(
            value.get("b").and_then(Value::as_array).map(<[_]>::len),
            Some(6)
        );
        let canonical = serde_json_canonicalizer::to_string(&value).expect("plain data");
        assert_eq!(
            canonical,
            "{\"a\":{},\"b\":[1,-1,1.5,null,true,\"\u{5f20}\\\"\"]}"
        );
    }
}
