//! Which passphrases are strong enough to stand alone: six words, or 70 bits. (kc1.md 3.2)

use std::collections::BTreeSet;

use crate::problem::{Code, Problem};

/// Words that make a passphrase, whatever they are: six of a list of 2,048 are 66 bits.
const WORDS: usize = 6;
/// Letters that a word has at least.
const LETTERS: usize = 2;
/// Bits that any other passphrase must be estimated at.
const BITS: f64 = 70.0;

/// Judges a passphrase.
///
/// # Errors
///
/// [`Code::PassphraseWeak`].
pub(super) fn judge(passphrase: &str) -> Result<(), Problem> {
    let words: BTreeSet<&str> = passphrase
        .split_whitespace()
        .filter(|word| word.chars().count() >= LETTERS)
        .collect();
    if words.len() >= WORDS || bits(passphrase) >= BITS {
        Ok(())
    } else {
        Err(Problem::new(Code::PassphraseWeak, ""))
    }
}

/// How many bits a guesser needs at least.
fn bits(passphrase: &str) -> f64 {
    zxcvbn::zxcvbn(passphrase, &[]).guesses_log10() / 2_f64.log10()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_words_or_seventy_bits() {
        for good in [
            "correct horse battery staple maple river",
            "梅花 三月 石桥 铁锅 邻居 毛笔",
            "vR9#kq2!xLw7@Zp4&mT1sQ8",
        ] {
            assert!(judge(good).is_ok(), "{good}");
        }
        for weak in [
            "",
            "402817",
            "password password password password password password",
            "correct horse battery staple",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "1 2 3 4 5 6 7 8",
            "qwertyuiopasdfghjkl",
        ] {
            assert!(judge(weak).is_err(), "{weak}");
        }
    }
}
