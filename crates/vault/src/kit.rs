//! The recovery kit (kc1.md 3.8): 160 random bits as 32 Crockford-base32 characters in eight groups, and four check
//! characters. It opens the file without the keychain.

use std::fmt;

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Crockford's alphabet: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of the secret.
const SECRET: usize = 32;
/// Characters of the check: the first 20 bits of SHA-256 over the 20 bytes.
const CHECK: usize = 4;

/// The secret of the kit. It is not printed by `Debug`; [`Kit::text`] is for the paper.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Kit([u8; 20]);

/// Why a typed kit is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    /// Not 36 characters.
    #[error("a kit has 36 characters, this has {0}")]
    Length(usize),
    /// A character that no kit has, and its place among the 36, from 0.
    #[error("the character at place {0} belongs to no kit")]
    Character(usize),
    /// The four last characters do not fit the others: something is mistyped.
    #[error("the check characters do not fit: something is mistyped")]
    Check,
}

impl Kit {
    /// A new kit.
    pub fn random(rng: &mut dyn CryptoRng) -> Self {
        let mut kit = [0; 20];
        rng.fill_bytes(&mut kit);
        Self(kit)
    }

    pub(crate) fn of(kit: [u8; 20]) -> Self {
        Self(kit)
    }

    pub(crate) fn bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// The kit for the paper: nine groups of four, the last one is the check.
    pub fn text(&self) -> Zeroizing<String> {
        let letters = self.letters();
        let mut text = Zeroizing::new(String::with_capacity(44));
        for (n, letter) in letters.chars().chain(self.check()).enumerate() {
            if n > 0 && n % 4 == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// The 32 characters without the check: the default passphrase of a backup.
    pub fn letters(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(SECRET));
        for n in 0..SECRET {
            text.push(letter(&self.0, n));
        }
        text
    }

    /// Reads what a person typed or scanned: case, spaces and hyphens do not matter; I and L are 1, O is 0 (Crockford).
    pub fn parse(text: &str) -> Result<Self, KitError> {
        let typed = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let typed = Zeroizing::new(typed.collect::<Vec<char>>());
        if typed.len() != SECRET + CHECK {
            return Err(KitError::Length(typed.len()));
        }
        let mut kit = Self([0; 20]);
        let mut check = [0; CHECK];
        for (n, character) in typed.iter().enumerate() {
            let value = value(*character).ok_or(KitError::Character(n))?;
            if n < SECRET {
                for bit in 0..5 {
                    let at = n * 5 + bit;
                    kit.0[at / 8] |= (value >> (4 - bit) & 1) << (7 - at % 8);
                }
            } else {
                check[n - SECRET] = ALPHABET[usize::from(value)];
            }
        }
        let wanted: Vec<u8> = kit.check().map(|c| c as u8).collect();
        let same: bool = wanted[..].ct_eq(&check).into();
        if same { Ok(kit) } else { Err(KitError::Check) }
    }

    fn check(&self) -> impl Iterator<Item = char> {
        let hash = Sha256::digest(self.0);
        (0..CHECK).map(move |n| letter(&hash, n))
    }
}

/// The n-th group of five bits.
fn letter(bytes: &[u8], n: usize) -> char {
    let value = (0..5).fold(0, |value, bit| {
        let at = n * 5 + bit;
        value << 1 | bytes[at / 8] >> (7 - at % 8) & 1
    });
    char::from(ALPHABET[usize::from(value)])
}

fn value(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let place = ALPHABET.iter().position(|c| char::from(*c) == upper)?;
    u8::try_from(place).ok()
}

impl fmt::Debug for Kit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kit(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_and_back() {
        let kit = Kit([
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 255,
        ]);
        let text = kit.text();
        // By Python's base64.b32encode and hashlib.sha256, letters translated.
        assert_eq!(
            text.as_str(),
            "000G-40R4-0M30-E209-185G-R38E-1W81-24QZ-2F7M"
        );
        assert_eq!(Kit::parse(&text).unwrap().0, kit.0);
        let sloppy = text.to_lowercase().replace('-', " ").replace('0', "o");
        assert_eq!(Kit::parse(&sloppy.replace('1', "l")).unwrap().0, kit.0);
        assert_eq!(format!("{kit:?}"), "Kit(…)");
    }

    #[test]
    fn a_mistyped_character_is_noticed() {
        let text = Kit([0x5A; 20]).letters().to_string() + &Kit([0x5A; 20]).text()[40..];
        for at in 0..36 {
            let mut wrong = text.clone().into_bytes();
            wrong[at] = if wrong[at] == b'7' { b'8' } else { b'7' };
            let wrong = String::from_utf8(wrong).unwrap();
            assert_eq!(Kit::parse(&wrong).unwrap_err(), KitError::Check, "{at}");
        }
        assert_eq!(Kit::parse(&text[1..]).unwrap_err(), KitError::Length(35));
        let foreign = format!("U{}", &text[1..]);
        assert_eq!(Kit::parse(&foreign).unwrap_err(), KitError::Character(0));
    }
}
