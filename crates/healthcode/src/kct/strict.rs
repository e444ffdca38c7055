//! Deterministic CBOR (RFC 8949 section 4.2.1), token by token, for a closed grammar.
//!
//! The caller asks for what the grammar wants next; anything else, and any longer spelling of it, is
//! refused. So what was read has exactly one spelling, and a length that is only promised takes no
//! memory.

use std::ops::RangeInclusive;

use jiff::Timestamp;

use super::KctError;

/// A place in bytes that must be deterministic CBOR.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// A map that is being read: how many of its entries are still to come.
#[derive(Debug)]
pub(crate) struct Fields(u64);

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Reads one item with `read`, which must take all of `bytes`.
    pub(crate) fn whole<T>(
        bytes: &'a [u8],
        read: impl FnOnce(&mut Self) -> Result<T, KctError>,
    ) -> Result<T, KctError> {
        let mut reader = Self::new(bytes);
        let value = read(&mut reader)?;
        reader.end()?;
        Ok(value)
    }

    pub(crate) const fn end(&self) -> Result<(), KctError> {
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            Err(KctError::Trailing)
        }
    }

    pub(crate) fn uint(&mut self, range: RangeInclusive<u64>) -> Result<u64, KctError> {
        let n = self.headed(major::UINT)?;
        if range.contains(&n) {
            Ok(n)
        } else {
            Err(KctError::Value)
        }
    }

    /// A whole number of either sign that an `i64` holds.
    pub(crate) fn int(&mut self) -> Result<i64, KctError> {
        let (major, n) = self.head()?;
        let n = i64::try_from(n).map_err(|_| KctError::Value)?;
        match major {
            major::UINT => Ok(n),
            major::NEGATIVE => Ok(-1 - n),
            _ => Err(KctError::Form),
        }
    }

    /// `seconds` of kc1.md part 2: the years 2020 to 2099.
    pub(crate) fn seconds(&mut self) -> Result<Timestamp, KctError> {
        let n = self.uint(SECONDS)?;
        Timestamp::from_second(n as i64).map_err(|_| KctError::Value)
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], KctError> {
        let len = self.headed(major::BYTES)?;
        self.take(len)
    }

    pub(crate) fn bytes_of<const N: usize>(&mut self) -> Result<[u8; N], KctError> {
        self.bytes()?.try_into().map_err(|_| KctError::Value)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, KctError> {
        let len = self.headed(major::TEXT)?;
        std::str::from_utf8(self.take(len)?).map_err(|_| KctError::Form)
    }

    pub(crate) fn null(&mut self) -> Result<(), KctError> {
        if self.take(1)? == [NULL] {
            Ok(())
        } else {
            Err(KctError::Form)
        }
    }

    /// Whether null comes next; reads it if so.
    pub(crate) fn is_null(&mut self) -> bool {
        let null = self.bytes.get(self.at) == Some(&NULL);
        self.at += usize::from(null);
        null
    }

    pub(crate) fn boolean(&mut self) -> Result<bool, KctError> {
        match self.take(1)? {
            [FALSE] => Ok(false),
            [TRUE] => Ok(true),
            _ => Err(KctError::Form),
        }
    }

    /// The head of an array; answers how many items follow.
    pub(crate) fn array(&mut self, len: RangeInclusive<u64>) -> Result<u64, KctError> {
        let n = self.headed(major::ARRAY)?;
        if len.contains(&n) {
            Ok(n)
        } else {
            Err(KctError::Form)
        }
    }

    /// A whole array of like items.
    pub(crate) fn list<T>(
        &mut self,
        len: RangeInclusive<u64>,
        mut item: impl FnMut(&mut Self) -> Result<T, KctError>,
    ) -> Result<Vec<T>, KctError> {
        let n = self.array(len)?;
        (0..n).map(|_| item(self)).collect()
    }

    /// The head of a map with numbers as keys; ask for its keys in their canonical order.
    pub(crate) fn map(&mut self) -> Result<Fields, KctError> {
        Ok(Fields(self.headed(major::MAP)?))
    }

    /// The key `label` must come next.
    pub(crate) fn field(&mut self, fields: &mut Fields, label: i64) -> Result<(), KctError> {
        if self.optional(fields, label)? {
            Ok(())
        } else {
            Err(KctError::Form)
        }
    }

    /// The word `key` must come next as a key.
    pub(crate) fn word(&mut self, fields: &mut Fields, key: &str) -> Result<(), KctError> {
        if fields.0 == 0 || self.text()? != key {
            return Err(KctError::Form);
        }
        fields.0 -= 1;
        Ok(())
    }

    /// Whether the key `label` comes next; reads it if so.
    pub(crate) fn optional(&mut self, fields: &mut Fields, label: i64) -> Result<bool, KctError> {
        if fields.0 == 0 {
            return Ok(false);
        }
        let before = self.at;
        if self.int()? != label {
            self.at = before;
            return Ok(false);
        }
        fields.0 -= 1;
        Ok(true)
    }

    /// `{ + tstr => tstr }`, in canonical order: shorter keys first, then by bytes.
    pub(crate) fn text_map(&mut self) -> Result<Vec<(String, String)>, KctError> {
        let n = self.headed(major::MAP)?;
        if n == 0 {
            return Err(KctError::Form);
        }
        let mut entries: Vec<(String, String)> = Vec::new();
        for _ in 0..n {
            let key = self.text()?;
            if entries
                .last()
                .is_some_and(|(last, _)| (last.len(), last.as_str()) >= (key.len(), key))
            {
                return Err(KctError::Canonical);
            }
            entries.push((key.to_owned(), self.text()?.to_owned()));
        }
        Ok(entries)
    }

    fn headed(&mut self, wanted: u8) -> Result<u64, KctError> {
        let (major, n) = self.head()?;
        if major == wanted {
            Ok(n)
        } else {
            Err(KctError::Form)
        }
    }

    /// Major type and argument, in the one shortest spelling.
    fn head(&mut self) -> Result<(u8, u64), KctError> {
        let [first] = self.array_of()?;
        let (major, short) = (first >> 5, first & 31);
        if major > major::MAP {
            return Err(KctError::Form);
        }
        let (n, least) = match short {
            0..=23 => (u64::from(short), 0),
            24 => (u64::from(u8::from_be_bytes(self.array_of()?)), 24),
            25 => (u64::from(u16::from_be_bytes(self.array_of()?)), 1 << 8),
            26 => (u64::from(u32::from_be_bytes(self.array_of()?)), 1 << 16),
            27 => (u64::from_be_bytes(self.array_of()?), 1 << 32),
            31 => return Err(KctError::Canonical),
            _ => return Err(KctError::Form),
        };
        if n < least {
            return Err(KctError::Canonical);
        }
        Ok((major, n))
    }

    fn array_of<const N: usize>(&mut self) -> Result<[u8; N], KctError> {
        self.take(N as u64)?.try_into().map_err(|_| KctError::Cut)
    }

    fn take(&mut self, len: u64) -> Result<&'a [u8], KctError> {
        let rest = &self.bytes[self.at..];
        let len = usize::try_from(len).map_err(|_| KctError::Cut)?;
        let taken = rest.get(..len).ok_or(KctError::Cut)?;
        self.at += len;
        Ok(taken)
    }
}

impl Fields {
    /// The map is over; a key that nobody asked for is refused.
    pub(crate) const fn end(self) -> Result<(), KctError> {
        if self.0 == 0 {
            Ok(())
        } else {
            Err(KctError::Form)
        }
    }
}

/// 2020-01-01 to the end of 2099 (kc1.md part 2, `seconds`).
const SECONDS: RangeInclusive<u64> = 1_577_836_800..=4_102_444_799;
/// `false` and `true` (RFC 8949 section 3.3).
const FALSE: u8 = 0xF4;
const TRUE: u8 = 0xF5;
/// `null` (RFC 8949 section 3.3).
const NULL: u8 = 0xF6;

/// Major types, RFC 8949 section 3.1.
mod major {
    pub(super) const UINT: u8 = 0;
    pub(super) const NEGATIVE: u8 = 1;
    pub(super) const BYTES: u8 = 2;
    pub(super) const TEXT: u8 = 3;
    pub(super) const ARRAY: u8 = 4;
    pub(super) const MAP: u8 = 5;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_shortest_spelling() {
        let uint = |bytes: &[u8]| Reader::whole(bytes, |r| r.uint(0..=u64::MAX));
        assert_eq!(uint(&[0x17]), Ok(23));
        assert_eq!(uint(&[0x18, 24]), Ok(24));
        for long in [
            &[0x18, 23][..],
            &[0x19, 0, 255],
            &[0x1A, 0, 0, 255, 255],
            &[0x1B, 0, 0, 0, 0, 255, 255, 255, 255],
            &[0x1F],
        ] {
            assert_eq!(uint(long), Err(KctError::Canonical), "{long:x?}");
        }
        for reserved in [0x1C, 0x1D, 0x1E, 0x20, 0x40, 0xC1, 0xF5, 0xF6, 0xF9] {
            assert!(uint(&[reserved, 0, 0, 0]).is_err(), "{reserved:x}");
        }
        assert_eq!(uint(&[0x18]), Err(KctError::Cut));
        assert_eq!(uint(&[]), Err(KctError::Cut));
        assert_eq!(uint(&[0, 0]), Err(KctError::Trailing));
    }

    #[test]
    fn a_promise_of_more_than_there_is_takes_no_memory() {
        let huge = [0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00];
        let list = Reader::whole(&huge, |r| r.list(0..=u64::MAX, |r| r.uint(0..=0)));
        assert_eq!(list, Err(KctError::Cut));
    }

    #[test]
    fn names_stand_in_one_order() {
        let names = |bytes: &[u8]| Reader::whole(bytes, Reader::text_map);
        assert_eq!(names(b"\xA2\x61b\x60\x62aa\x60").map(|n| n.len()), Ok(2));
        for wrong in [
            b"\xA2\x62aa\x60\x61b\x60".as_slice(),
            b"\xA2\x61b\x60\x61b\x60",
        ] {
            assert_eq!(names(wrong), Err(KctError::Canonical));
        }
        assert_eq!(names(b"\xA0"), Err(KctError::Form), "no name at all");
        assert_eq!(names(b"\xA1\x61\xFF\x60"), Err(KctError::Form), "not UTF-8");
    }
}
