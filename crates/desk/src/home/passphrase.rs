//! Which passphrases are strong enough to stand alone: six words, or about 70 bits. (kc1.md 3.2)

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use crate::problem::{Code, Problem};

/// Words that make a passphrase, whatever they are: six of a list of 2,048 are 66 bits.
const WORDS: usize = 6;
/// Letters that a word has at least.
const LETTERS: usize = 2;
/// Where `zxcvbn` stops counting: 2^64 guesses.
const MOST_GUESSES: f64 = 1.8e19;
/// Characters that any other passphrase has at least: where nothing is known of them, `zxcvbn` counts ten guesses for
/// each, and 22 are 73 bits.
const CHARACTERS: usize = 22;

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
    if words.len() >= WORDS || is_far_from_guessed(passphrase) {
        Ok(())
    } else {
        Err(Problem::new(Code::PassphraseWeak, ""))
    }
}

/// Whether a guesser who knows words, names, dates and keyboards needs 2^64 tries and more. Spaces are left out: the
/// estimate takes each for a secret of its own, and four words for strong. It leaves copies in memory that are not
/// wiped; six words never come here.
fn is_far_from_guessed(passphrase: &str) -> bool {
    let mut joined = Zeroizing::new(String::with_capacity(passphrase.len()));
    joined.extend(passphrase.chars().filter(|c| !c.is_whitespace()));
    joined.chars().count() >= CHARACTERS
        && zxcvbn::zxcvbn(&joined, &[]).guesses_log10() >= MOST_GUESSES.log10()
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
            "梅花落在三月的石桥上铁锅里煮着邻居送来的毛笔头汤",
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
            "qwertyuiopasdfghjklzxcvbnm",
            "iloveyouforeverandever2017",
            "passwordpasswordpassword",
            "201703092017030920170309",
        ] {
            assert!(judge(weak).is_err(), "{weak}");
        }
    }
}
