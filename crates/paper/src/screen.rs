//! A code for a screen: its dark modules as one SVG path.

use std::fmt::Write;

use qrcode::{EcLevel, Version};

use crate::mask::masked;
use crate::segments::screen_bits;
use crate::symbol::Level;

/// Modules of the densest symbol at level M: version 22, 4 pixels a module in the 450 of the smallest window. A screen
/// is neither torn nor stained, so that size serves a reader more than correction does.
const DENSE: u32 = 105;

/// A symbol to be drawn by whoever shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Modules on a side, without the quiet zone of four.
    pub side: u32,
    /// An SVG path of the dark modules, one unit each, in a square of [`Drawn::side`].
    pub path: String,
    /// Its error correction.
    pub level: Level,
}

/// The symbol of `text` for a screen: level M, or L where M would have more than 105 modules on a side. A SMART Health
/// Card too long for its format's largest symbol becomes one larger symbol: the parts that it was cut into before are
/// deprecated. `None` for no text, for such a part, and for what no symbol holds.
pub fn symbol_path(text: &str) -> Option<Drawn> {
    let medium = screen_bits(text, EcLevel::M).map(|bits| (Level::M, EcLevel::M, bits));
    let fits = |side: i16| u32::try_from(side).is_ok_and(|side| side <= DENSE);
    let (level, ec, bits) = match medium {
        Some(medium) if fits(medium.2.version().width()) => medium,
        _ => (Level::L, EcLevel::L, screen_bits(text, EcLevel::L)?),
    };
    let version = bits.version();
    let (Version::Normal(_), Ok(side)) = (version, usize::try_from(version.width())) else {
        return None;
    };
    let dark = masked(&bits.into_bytes(), version, ec)?;
    Some(Drawn {
        side: u32::try_from(side).ok()?,
        path: path(&dark, side),
        level,
    })
}

/// Whether [`symbol_path`] would give a symbol.
pub fn has_symbol(text: &str) -> bool {
    screen_bits(text, EcLevel::L).is_some()
}

/// Each run of dark modules in a row as one rectangle.
fn path(dark: &[bool], side: usize) -> String {
    let mut path = String::with_capacity(dark.len() * 4);
    for (y, row) in dark.chunks_exact(side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] {
                let width = run.len();
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h{width}v1h-{width}z");
            }
            x += run.len();
        }
    }
    path
}

impl std::fmt::Debug for Drawn {
    /// Only the size: the modules of a code are personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Drawn({} modules, {:?})", self.side, self.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Gray, codes};

    /// What a reader sees of it with four pixels a module.
    fn seen(drawn: &Drawn) -> Vec<String> {
        let scale = 4;
        let side = (drawn.side as usize + 8) * scale;
        let mut pixels = vec![255_u8; side * side];
        for run in drawn.path.split_terminator('z') {
            let number = |text: &str| text.parse::<usize>().expect("a number");
            let (at, width) = run[1..].split_once('h').expect("a run");
            let (x, y) = at.split_once(' ').expect("a place");
            let (x, y, width) = (
                number(x),
                number(y),
                number(width.split_once('v').expect("a row").0),
            );
            for row in (y + 4) * scale..(y + 5) * scale {
                let from = row * side + (x + 4) * scale;
                pixels[from..from + width * scale].fill(0);
            }
        }
        let gray = Gray::new(side as u32, side as u32, pixels).expect("fits");
        codes(&gray).into_iter().map(|found| found.text).collect()
    }

    #[test]
    fn what_is_drawn_reads_back() {
        let card = format!("shc:/{}", "5676290952432060346".repeat(40));
        for text in ["HC1:6BF ABC", "学号 20260317", card.as_str()] {
            let drawn = symbol_path(text).expect("fits");
            assert_eq!(seen(&drawn), [text]);
        }
    }

    #[test]
    fn medium_correction_until_the_symbol_is_dense() {
        let level =
            |length: usize| symbol_path(&format!("HC1:{}", "7A".repeat(length))).map(|d| d.level);
        assert_eq!(level(200), Some(Level::M));
        assert_eq!(level(800), Some(Level::L));
        assert_eq!(level(3000), None);
    }

    #[test]
    fn a_long_card_is_one_larger_symbol_and_a_part_is_none() {
        let card = |jws: usize| format!("shc:/{}", "56".repeat(jws));
        assert_eq!(symbol_path(&card(1195)).expect("fits").side, 105);
        assert!(symbol_path(&card(1500)).expect("fits").side > 105);
        assert!(symbol_path(&card(4000)).is_none());
        assert!(symbol_path("shc:/1/2/5676").is_none() && !has_symbol("shc:/1/2/5676"));
        assert!(symbol_path("").is_none() && has_symbol("A"));
    }
}
