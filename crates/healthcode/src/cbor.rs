//! CBOR (RFC 8949) as a small tree, read strictly where it matters.
//!
//! Tolerant of what real issuers write (indefinite lengths, floats, tags), strict about what has two
//! readings: duplicate keys, trailing bytes, text that is not UTF-8, depth and size without limit.

use std::borrow::Cow;

use minicbor::data::Type;
use minicbor::decode::Decoder;
use thiserror::Error;

/// One CBOR item, borrowing from the bytes it was read from.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Major type 4.
    Array(Vec<Value<'a>>),
    /// True or false.
    Bool(bool),
    /// Major type 2.
    Bytes(Cow<'a, [u8]>),
    /// A floating-point number of any width.
    Float(f64),
    /// Major types 0 and 1.
    Int(i128),
    /// Major type 5. Each key stands once.
    Map(Map<'a>),
    /// Null or undefined.
    Null,
    /// Another simple value.
    Simple(u8),
    /// Major type 6.
    Tag(u64, Box<Value<'a>>),
    /// Major type 3.
    Text(Cow<'a, str>),
}

/// The entries of a CBOR map, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map<'a>(Vec<(Key<'a>, Value<'a>)>);

/// A key of a map: the only two kinds that any format of ours uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A label by number.
    Int(i128),
    /// A label by name.
    Text(Cow<'a, str>),
}

/// Reads exactly one item that fills `bytes`.
///
/// # Errors
///
/// [`CborError`] if `bytes` is not well-formed, holds a duplicate or unusual map key, nests deeper
/// than [`MAX_DEPTH`], holds a map of more than [`MAX_ENTRIES`], or goes on after the item.
pub fn read(bytes: &[u8]) -> Result<Value<'_>, CborError> {
    let mut decoder = Decoder::new(bytes);
    let value = item(&mut decoder, 0)?;
    if decoder.position() != bytes.len() {
        return Err(CborError::Trailing);
    }
    Ok(value)
}

impl<'a> Map<'a> {
    /// The value under a numeric label.
    pub fn int(&self, label: i128) -> Option<&Value<'a>> {
        self.0
            .iter()
            .find_map(|(k, v)| matches!(k, Key::Int(n) if *n == label).then_some(v))
    }

    /// The value under a named label.
    pub fn text(&self, label: &str) -> Option<&Value<'a>> {
        self.0
            .iter()
            .find_map(|(k, v)| matches!(k, Key::Text(t) if t == label).then_some(v))
    }

    /// All entries.
    pub fn entries(&self) -> impl Iterator<Item = (&Key<'a>, &Value<'a>)> {
        self.0.iter().map(|(k, v)| (k, v))
    }
}

impl<'a> Value<'a> {
    /// The map, if it is one.
    pub const fn as_map(&self) -> Option<&Map<'a>> {
        if let Self::Map(map) = self {
            Some(map)
        } else {
            None
        }
    }

    /// The text, if it is one; a tag around it is passed over (issuers tag date-times with 0).
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Tag(_, inner) => inner.as_text(),
            _ => None,
        }
    }

    /// The bytes, if they are some.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self {
            Some(bytes)
        } else {
            None
        }
    }

    /// A whole number, also if it was written as a float (`formats`: floats in exp and iat are cut).
    pub fn as_whole(&self) -> Option<i64> {
        match self {
            Self::Int(n) => i64::try_from(*n).ok(),
            Self::Float(f) if f.is_finite() && f.abs() < 9e15 => Some(f.floor() as i64),
            Self::Tag(1, inner) => inner.as_whole(),
            _ => None,
        }
    }
}

/// Why bytes are not one strict CBOR item.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum CborError {
    /// A map has the same key twice.
    #[error("a map has the same key twice")]
    DuplicateKey,
    /// A map key is neither a number nor a text.
    #[error("a map key is neither a number nor a text")]
    KeyType,
    /// Not well-formed, or not UTF-8 where text is announced.
    #[error("the CBOR part is damaged")]
    Malformed,
    /// Nested deeper than [`MAX_DEPTH`] or a map larger than [`MAX_ENTRIES`].
    #[error("the CBOR part is larger than any real code")]
    TooLarge,
    /// Bytes follow the item.
    #[error("bytes follow the CBOR part")]
    Trailing,
}

impl From<minicbor::decode::Error> for CborError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

/// How deep items may nest; a DCC nests five deep.
pub const MAX_DEPTH: usize = 16;
/// How many entries a map may have; the largest known has twelve.
pub const MAX_ENTRIES: usize = 128;

fn item<'a>(d: &mut Decoder<'a>, depth: usize) -> Result<Value<'a>, CborError> {
    if depth > MAX_DEPTH {
        return Err(CborError::TooLarge);
    }
    Ok(match d.datatype()? {
        Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::Int => Value::Int(d.int()?.into()),
        Type::Bytes => Value::Bytes(Cow::Borrowed(d.bytes()?)),
        Type::BytesIndef => {
            let mut all = Vec::new();
            for part in d.bytes_iter()? {
                all.extend_from_slice(part?);
            }
            Value::Bytes(Cow::Owned(all))
        }
        Type::String | Type::StringIndef => Value::Text(text(d)?),
        Type::Array | Type::ArrayIndef => {
            let len = d.array()?;
            let mut items = Vec::with_capacity(capacity(d, len));
            while more(d, len, items.len())? {
                items.push(item(d, depth + 1)?);
            }
            Value::Array(items)
        }
        Type::Map | Type::MapIndef => Value::Map(map(d, depth)?),
        Type::Tag => {
            let tag = d.tag()?.as_u64();
            Value::Tag(tag, Box::new(item(d, depth + 1)?))
        }
        Type::F16 => Value::Float(d.f16()?.into()),
        Type::F32 => Value::Float(d.f32()?.into()),
        Type::F64 => Value::Float(d.f64()?),
        Type::Bool => Value::Bool(d.bool()?),
        Type::Null => {
            d.null()?;
            Value::Null
        }
        Type::Undefined => {
            d.undefined()?;
            Value::Null
        }
        Type::Simple => Value::Simple(d.simple()?),
        Type::Break | Type::Unknown(_) => return Err(CborError::Malformed),
    })
}

fn map<'a>(d: &mut Decoder<'a>, depth: usize) -> Result<Map<'a>, CborError> {
    let len = d.map()?;
    let mut entries: Vec<(Key<'a>, Value<'a>)> =
        Vec::with_capacity(capacity(d, len).min(MAX_ENTRIES));
    while more(d, len, entries.len())? {
        if entries.len() == MAX_ENTRIES {
            return Err(CborError::TooLarge);
        }
        let key = match d.datatype()? {
            Type::String | Type::StringIndef => Key::Text(text(d)?),
            Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::Int => Key::Int(d.int()?.into()),
            _ => return Err(CborError::KeyType),
        };
        if entries.iter().any(|(k, _)| *k == key) {
            return Err(CborError::DuplicateKey);
        }
        entries.push((key, item(d, depth + 1)?));
    }
    Ok(Map(entries))
}

fn text<'a>(d: &mut Decoder<'a>) -> Result<Cow<'a, str>, CborError> {
    if d.datatype()? == Type::String {
        return Ok(Cow::Borrowed(d.str()?));
    }
    let mut all = String::new();
    for part in d.str_iter()? {
        all.push_str(part?);
    }
    Ok(Cow::Owned(all))
}

/// Whether an array or a map goes on; eats the break of an indefinite one.
fn more(d: &mut Decoder<'_>, len: Option<u64>, read: usize) -> Result<bool, CborError> {
    if let Some(len) = len {
        return Ok((read as u64) < len);
    }
    if d.datatype()? == Type::Break {
        d.set_position(d.position() + 1);
        return Ok(false);
    }
    Ok(true)
}

/// Room for what a header announces, but never for more than the bytes that are left could hold.
fn capacity(d: &Decoder<'_>, len: Option<u64>) -> usize {
    let left = d.input().len() - d.position();
    len.map_or(0, |n| usize::try_from(n).unwrap_or(usize::MAX).min(left))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(s: &str) -> Vec<u8> {
        (0..s.len())
            .step_by(2)
            .map(|i| u8::from_str_radix(&s[i..i + 2], 16).expect("hex"))
            .collect()
    }

    fn refused(s: &str) -> CborError {
        read(&hex(s)).expect_err(s)
    }

    #[test]
    fn refusals() {
        assert_eq!(refused("a2040104"), CborError::DuplicateKey);
        // 4 written in one byte and in two is the same key.
        assert_eq!(refused("a20401180402"), CborError::DuplicateKey);
        // "a" as a definite and as an indefinite text is the same key.
        assert_eq!(refused("a26161017f6161ff02"), CborError::DuplicateKey);
        assert_eq!(refused("a1f501"), CborError::KeyType);
        assert_eq!(refused("0101"), CborError::Trailing);
        assert_eq!(refused(""), CborError::Malformed);
        assert_eq!(refused("ff"), CborError::Malformed);
        assert_eq!(refused("9f01"), CborError::Malformed);
        assert_eq!(refused("61ff"), CborError::Malformed);
        assert_eq!(refused("9bffffffffffffffff"), CborError::Malformed);
        assert_eq!(refused(&("81".repeat(18) + "00")), CborError::TooLarge);
        let many: String = (0..200).map(|n| format!("19{:04x}00", 300 + n)).collect();
        assert_eq!(refused(&format!("b8c8{many}")), CborError::TooLarge);
    }

    #[test]
    fn tolerances() {
        let bytes = hex("bf0401617801ff");
        let value = read(&bytes).expect("indefinite");
        assert_eq!(
            value
                .as_map()
                .and_then(|m| m.int(4))
                .and_then(Value::as_whole),
            Some(1)
        );
        assert_eq!(
            read(&hex("fb41d8000000000000")).expect("float").as_whole(),
            Some(1_610_612_736)
        );
        assert_eq!(read(&hex("c06161")).expect("tag 0").as_text(), Some("a"));
        assert_eq!(
            read(&hex("5f41014102ff")).expect("chunks").as_bytes(),
            Some([1, 2].as_slice())
        );
    }
}
