//! Names and values as they stand in a keychain: one line of printable ASCII each. `KWallet` stores only UTF-8, Windows
//! UTF-16, and a line break in a value makes gnome-keyring 50 lose a whole password-less keyring. (kc1.md 3.5)

use std::fmt;

use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

/// The service under which all entries stand.
pub const SERVICE: &str = "kincode";

/// Spelling of a key, version 1.
const PREFIX: &str = "kck1-";

/// The name of an entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Name {
    /// A secret: written once, never overwritten.
    Key {
        /// Whose.
        vault: [u8; 16],
        /// Which, counted from 1.
        number: u32,
    },
    /// Lower bound of the commit number: overwritten, losing it is harmless.
    Seen {
        /// Whose.
        vault: [u8; 16],
    },
    /// The vault in use: overwritten, losing it is harmless.
    Current,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key { vault, number } => write!(f, "v1/{}/key/{number}", hex(vault)),
            Self::Seen { vault } => write!(f, "v1/{}/seen", hex(vault)),
            Self::Current => f.write_str("v1/current"),
        }
    }
}

/// A secret of the keychain (`kc_n`): 32 random bytes, wiped when dropped.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// From random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for deriving keys.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// `kck1-<64 hex>-<8 hex of the SHA-256 of the bytes>`.
    #[must_use]
    pub fn spelled(&self) -> Zeroizing<String> {
        let (body, sum) = (Zeroizing::new(hex(self.bytes())), checksum(self.bytes()));
        Zeroizing::new([PREFIX, &body, "-", &sum].concat())
    }

    /// Reads exactly what [`Secret::spelled`] writes.
    ///
    /// # Errors
    /// If it is anything else, also with other letters' case or white space around.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        let text = str::from_utf8(value).map_err(|_| Malformed)?;
        let body = text.strip_prefix(PREFIX).ok_or(Malformed)?;
        let (digits, sum) = body.split_once('-').ok_or(Malformed)?;
        let secret = Self(Zeroizing::new(unhex(digits)?));
        if sum == checksum(secret.bytes()) {
            Ok(secret)
        } else {
            Err(Malformed)
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A value that is not spelled as ours are.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("a keychain entry does not hold what was written there")]
pub struct Malformed;

/// The value of `current`.
pub(super) fn vault_id(value: &[u8]) -> Result<[u8; 16], Malformed> {
    unhex(str::from_utf8(value).map_err(|_| Malformed)?)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

fn unhex<const N: usize>(digits: &str) -> Result<[u8; N], Malformed> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(Malformed),
    };
    if digits.len() != 2 * N {
        return Err(Malformed);
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Ok(bytes)
}

/// Eight digits against a value that was cut or mistyped by hand; no security rests on it.
fn checksum(bytes: &[u8; 32]) -> String {
    hex(&Sha256::digest(bytes)[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_specified() {
        let vault = [0x0f; 16];
        let id = "0f".repeat(16);
        assert_eq!(
            Name::Key { vault, number: 12 }.to_string(),
            format!("v1/{id}/key/12")
        );
        assert_eq!(Name::Seen { vault }.to_string(), format!("v1/{id}/seen"));
        assert_eq!(Name::Current.to_string(), "v1/current");
    }

    #[test]
    fn a_secret_survives_its_spelling_and_nothing_else_does() {
        let secret = Secret::new(std::array::from_fn(|at| at as u8));
        let spelled = secret.spelled();
        assert_eq!(
            *spelled,
            "kck1-000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f-630dcd29"
        );
        assert!(spelled.bytes().all(|byte| byte.is_ascii_graphic()));
        assert_eq!(Secret::parse(spelled.as_bytes()), Ok(secret));
        for at in 0..spelled.len() {
            let mut other = spelled.as_bytes().to_vec();
            other[at] ^= 1;
            assert_eq!(Secret::parse(&other), Err(Malformed), "{at}");
            assert_eq!(Secret::parse(&spelled.as_bytes()[..at]), Err(Malformed));
        }
        for other in [
            spelled.to_uppercase(),
            format!("{}\n", *spelled),
            format!(" {}", *spelled),
            String::new(),
        ] {
            assert_eq!(Secret::parse(other.as_bytes()), Err(Malformed), "{other}");
        }
    }

    #[test]
    fn a_secret_does_not_show_itself() {
        assert_eq!(format!("{:?}", Secret::new([0x41; 32])), "Secret(…)");
    }
}
