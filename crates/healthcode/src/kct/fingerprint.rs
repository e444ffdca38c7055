//! Who a publisher is, in a form that people can compare.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::certificate::sha256;

/// The name of a publisher: the first 16 bytes of SHA-256 over the payload of its first root
/// (kc1.md part 2, `publisher`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Publisher(pub [u8; 16]);

/// 100 bits of a SHA-256 as 20 characters of Crockford base32 in five groups of four: what two people
/// compare before one of them pins a publisher (kc1.md part 2, "Pinning").
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 20]);

impl Publisher {
    /// The publisher whose first root has this payload.
    pub fn of_first_root(payload: &[u8]) -> Self {
        let hash = sha256(payload);
        Self(*hash.first_chunk().expect("32 bytes begin with 16"))
    }

    /// What people compare.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_bits(&self.0)
    }
}

impl Fingerprint {
    /// The fingerprint of something whose SHA-256 this is.
    pub fn of_hash(hash: &[u8; 32]) -> Self {
        Self::of_bits(hash)
    }

    /// Of the first 100 bits.
    fn of_bits(bytes: &[u8]) -> Self {
        let digit = |i: usize| {
            let (byte, bit) = (i * 5 / 8, i * 5 % 8);
            let pair = u16::from_be_bytes([bytes[byte], bytes[byte + 1]]);
            (pair >> (11 - bit) & 31) as u8
        };
        Self(std::array::from_fn(digit))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, digit) in self.0.iter().enumerate() {
            if i > 0 && i % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(ALPHABET[usize::from(*digit)]))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads what a person typed: either case, any spaces and hyphens, O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut digits = [0; 20];
        let mut len = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let digit = ALPHABET
                .iter()
                .position(|a| char::from(*a) == c)
                .ok_or(FingerprintError)?;
            *digits.get_mut(len).ok_or(FingerprintError)? = digit as u8;
            len += 1;
        }
        if len == digits.len() {
            Ok(Self(digits))
        } else {
            Err(FingerprintError)
        }
    }
}

/// A text is not 20 characters of Crockford base32.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("not a fingerprint of 20 characters")]
pub struct FingerprintError;

/// Crockford base32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_groups_of_four() {
        let zero = Fingerprint::of_hash(&[0; 32]);
        assert_eq!(zero.to_string(), "0000-0000-0000-0000-0000");
        let ones = Fingerprint::of_hash(&[0xFF; 32]);
        assert_eq!(ones.to_string(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        let mut hash = [0; 32];
        hash[..2].copy_from_slice(&[0b0011_0010, 0b0100_0000]);
        hash[12] = 0b0001_1111;
        let some = Fingerprint::of_hash(&hash);
        assert_eq!(some.to_string(), "6900-0000-0000-0000-0001");
    }

    #[test]
    fn what_a_person_typed() {
        let hash = sha256(b"Kincode");
        let print = Fingerprint::of_hash(&hash);
        let text = print.to_string();
        let loose = text.to_lowercase().replace('-', " ").replace('0', "o");
        assert_eq!(loose.replace('1', "l").parse(), Ok(print));
        for wrong in ["", "0000", "UUUU-UUUU-UUUU-UUUU-UUUU", &format!("{text}0")] {
            assert_eq!(
                wrong.parse::<Fingerprint>(),
                Err(FingerprintError),
                "{wrong}"
            );
        }
        let publisher = Publisher(hash[..16].try_into().expect("16"));
        assert_eq!(publisher.fingerprint(), print);
    }
}
