//! Base45 (RFC 9285), read strictly.

use thiserror::Error;

/// Decodes `text`.
///
/// # Errors
///
/// [`Base45Error`] for a character outside the alphabet (lower case included), for a length that
/// leaves one character over, and for a group that is larger than its bytes can hold.
///
/// # Example
///
/// ```
/// assert_eq!(healthcode::base45::decode("QED8WEX0").unwrap(), b"ietf!");
/// ```
pub fn decode(text: &str) -> Result<Vec<u8>, Base45Error> {
    let text = text.as_bytes();
    let (triplets, rest) = text.as_chunks::<3>();
    let mut bytes = Vec::with_capacity(triplets.len() * 2 + 1);
    for [a, b, c] in triplets {
        let n = digit(*a)? + digit(*b)? * 45 + digit(*c)? * 45 * 45;
        let n = u16::try_from(n).map_err(|_| Base45Error::Overflow)?;
        bytes.extend_from_slice(&n.to_be_bytes());
    }
    match rest {
        [] => {}
        [a, b] => {
            let n = digit(*a)? + digit(*b)? * 45;
            bytes.push(u8::try_from(n).map_err(|_| Base45Error::Overflow)?);
        }
        _ => return Err(Base45Error::Length),
    }
    Ok(bytes)
}

/// Encodes `bytes`, for tests and for issuing.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(2) * 3);
    let (pairs, rest) = bytes.as_chunks::<2>();
    let letter = |n: u16| char::from(ALPHABET[usize::from(n % 45)]);
    for pair in pairs {
        let n = u16::from_be_bytes(*pair);
        text.extend([letter(n), letter(n / 45), letter(n / (45 * 45))]);
    }
    if let [last] = rest {
        let n = u16::from(*last);
        text.extend([letter(n), letter(n / 45)]);
    }
    text
}

/// True if every character of `text` is of the Base45 alphabet.
pub fn is_alphabet(text: &str) -> bool {
    text.bytes().all(|c| digit(c).is_ok())
}

/// Why a text is not Base45.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Base45Error {
    /// A character that is not one of the 45.
    #[error("a character outside the Base45 alphabet")]
    Character,
    /// One character is left over: the length is 1 modulo 3.
    #[error("the Base45 text is cut short")]
    Length,
    /// A group stands for a number that its bytes cannot hold.
    #[error("a Base45 group is too large")]
    Overflow,
}

#[inline]
fn digit(c: u8) -> Result<u32, Base45Error> {
    match DIGITS[usize::from(c)] {
        NOT_A_DIGIT => Err(Base45Error::Character),
        n => Ok(u32::from(n)),
    }
}

/// RFC 9285, table 1.
const ALPHABET: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const NOT_A_DIGIT: u8 = u8::MAX;
const DIGITS: [u8; 256] = {
    let mut table = [NOT_A_DIGIT; 256];
    let mut i = 0;
    while i < ALPHABET.len() {
        table[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn examples_of_the_rfc() {
        for (bytes, text) in [
            ("AB", "BB8"),
            ("Hello!!", "%69 VD92EX0"),
            ("base-45", "UJCLQE7W581"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text), Ok(bytes.as_bytes().to_vec()));
        }
    }

    #[test]
    fn refusals() {
        for (text, error) in [
            ("=BC", Base45Error::Character),
            ("bb8", Base45Error::Character),
            ("AÄB", Base45Error::Character),
            ("AAAA", Base45Error::Length),
            ("GGW", Base45Error::Overflow),
            ("::", Base45Error::Overflow),
        ] {
            assert_eq!(decode(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes: Vec<u8>) {
            prop_assert_eq!(decode(&encode(&bytes)), Ok(bytes));
        }

        #[test]
        fn what_is_read_has_one_spelling(text in "[0-9A-Z $%*+./:-]{0,64}") {
            if let Ok(bytes) = decode(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
