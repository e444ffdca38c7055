//! The QR code of a slip: which error correction and how large.

use qrcode::bits::{Bits, encode_auto};
use qrcode::types::QrError;
use qrcode::{EcLevel, Version};

use crate::mask::masked;

/// QR error correction, ISO/IEC 18004: how much of the code may be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 25 %, the choice for paper.
    Q,
    /// 15 %.
    M,
    /// 7 %.
    L,
}

/// Tried in this order.
const LADDER: [(Level, EcLevel); 3] = [
    (Level::Q, EcLevel::Q),
    (Level::M, EcLevel::M),
    (Level::L, EcLevel::L),
];

/// Printer dots to the inch: module sides are whole numbers of them, so that no module is printed
/// wider than its neighbour.
pub(crate) const DOTS: f32 = 300.0;
/// Fewest dots a module: 0.34 mm, which hand-held scanners resolve from worn paper too.
const MIN_DOTS: usize = 4;
/// Modules of white around, ISO/IEC 18004.
pub(crate) const QUIET: usize = 4;
/// Picture pixels a module: with 1 some viewers blur the code at 150 dpi until it does not read.
const PIXELS: usize = 4;

/// A code ready to be drawn.
pub(crate) struct Symbol {
    pub(crate) level: Level,
    /// 1 to 40.
    pub(crate) version: u8,
    /// Side of a module in dots.
    pub(crate) dots: usize,
    modules: usize,
    dark: Vec<bool>,
}

/// The code with the highest error correction whose modules have [`MIN_DOTS`] in a square of `side`
/// millimetres, quiet zone included; `None` if there is none.
pub(crate) fn symbol(text: &str, side: f32) -> Option<Symbol> {
    let room = (side / 25.4 * DOTS) as usize;
    LADDER.iter().find_map(|(level, ec)| {
        let bits = bits(text, *ec).ok()?;
        let dots = room / (bits.version().width() as usize + 2 * QUIET);
        (dots >= MIN_DOTS)
            .then(|| drawn(bits, *level, *ec, dots))
            .flatten()
    })
}

fn drawn(bits: Bits, level: Level, ec: EcLevel, dots: usize) -> Option<Symbol> {
    let size = bits.version();
    let Version::Normal(version) = size else {
        return None;
    };
    let modules = usize::try_from(size.width()).ok()?;
    let dark = masked(&bits.into_bytes(), size, ec)?;
    Some(Symbol {
        level,
        version: u8::try_from(version).ok()?,
        dots,
        modules,
        dark,
    })
}

/// Segments as short as can be. Text beyond ASCII goes as plain bytes: the optimiser would take some
/// UTF-8 for Shift_JIS and write kanji, which readers then give back as kanji.
fn bits(text: &str, ec: EcLevel) -> Result<Bits, QrError> {
    if text.is_ascii() {
        return encode_auto(text.as_bytes(), ec);
    }
    let fitting = (1..=40).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_byte_data(text.as_bytes()).ok()?;
        bits.push_terminator(ec).ok()?;
        Some(bits)
    });
    fitting.ok_or(QrError::DataTooLong)
}

impl Symbol {
    /// Side with quiet zone, in dots.
    pub(crate) fn side(&self) -> usize {
        (self.modules + 2 * QUIET) * self.dots
    }

    /// Width and height of [`Symbol::picture`] in pixels.
    pub(crate) fn pixels(&self) -> usize {
        self.modules * PIXELS
    }

    /// One bit a pixel, rows padded to bytes, 1 = white, without the quiet zone.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let stride = self.pixels().div_ceil(8);
        let mut picture = Vec::with_capacity(stride * self.pixels());
        for row in self.dark.chunks_exact(self.modules) {
            let mut line = vec![0xFF_u8; stride];
            for (module, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
                for pixel in module * PIXELS..(module + 1) * PIXELS {
                    line[pixel / 8] &= !(0x80 >> (pixel % 8));
                }
            }
            (0..PIXELS).for_each(|_| picture.extend_from_slice(&line));
        }
        picture
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(length: usize) -> String {
        "HC1:"
            .chars()
            .chain("7A$".chars().cycle())
            .take(length)
            .collect()
    }

    #[test]
    fn the_highest_level_that_keeps_the_floor() {
        let card =
            |length| symbol(&text(length), 46.0).map(|code| (code.level, code.version, code.dots));
        assert_eq!(card(545), Some((Level::Q, 18, 5)));
        assert_eq!(card(1171), Some((Level::Q, 27, 4)));
        assert_eq!(card(1400), Some((Level::M, 25, 4)));
        assert_eq!(card(2100), Some((Level::L, 27, 4)));
        assert_eq!(card(2200), None);
    }

    #[test]
    fn the_page_takes_what_any_qr_code_can_hold() {
        let code = symbol(&text(4296), 63.0).expect("version 40, L");
        assert_eq!((code.level, code.version, code.dots), (Level::L, 40, 4));
        assert!(symbol(&text(4297), 63.0).is_none());
    }

    #[test]
    fn four_pixels_a_module_dark_is_zero() {
        let code = symbol("A", 46.0).expect("small");
        assert_eq!(code.pixels(), 21 * 4);
        let picture = code.picture();
        assert_eq!(picture.len(), 11 * 84);
        // The finder's ring: 7 dark modules, then one light.
        assert_eq!(picture[..4], [0, 0, 0, 0x0F]);
        assert_eq!(picture[..11], picture[33..44], "four equal lines");
    }
}
