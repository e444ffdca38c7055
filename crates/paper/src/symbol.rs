//! The QR code of a slip: which error correction and how large.

use qrcode::bits::Bits;
use qrcode::{EcLevel, Version};

use crate::Stock;
use crate::mask::masked;
use crate::segments::{bits, is_chunk};

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

/// Why a text is printed on no stock at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unprintable {
    /// There is no text.
    #[error("there is no text")]
    Empty,
    /// One part of a SMART Health Card that was cut up, `shc:/1/3/…`. Such parts are read and never
    /// written (deprecated by the SMART Health Cards IG in December 2022): join them, print the whole.
    #[error("a part of a health card is not printed")]
    Chunk,
    /// No QR code holds so much. A SMART Health Card ends at version 22, which is a JWS of 1,195
    /// characters (its IG), any other text at version 40.
    #[error("no QR code holds so much")]
    TooLongForQr,
}

/// The stock on which the code of `text` can be scanned: `stock` itself, or the next larger one
/// that gives its modules 4 dots at 300 dpi. Answers before anything is set or drawn.
///
/// # Errors
/// [`Unprintable`] if no larger stock helps.
pub fn fitting(text: &str, stock: Stock) -> Result<Stock, Unprintable> {
    if text.is_empty() {
        return Err(Unprintable::Empty);
    }
    if is_chunk(text) {
        return Err(Unprintable::Chunk);
    }
    std::iter::successors(Some(stock), |stock| stock.larger())
        .find(|stock| plan(text, stock.code_side()).is_some())
        .ok_or(Unprintable::TooLongForQr)
}

/// The code with the highest error correction whose modules have [`MIN_DOTS`] in a square of `side`
/// millimetres, quiet zone included; `None` if there is none, see [`fitting`].
pub(crate) fn symbol(text: &str, side: f32) -> Option<Symbol> {
    plan(text, side)?.draw()
}

/// A code of which everything is known but the mask.
struct Plan {
    bits: Bits,
    level: Level,
    ec: EcLevel,
    dots: usize,
}

fn plan(text: &str, side: f32) -> Option<Plan> {
    let room = (side / 25.4 * DOTS) as usize;
    LADDER.into_iter().find_map(|(level, ec)| {
        let bits = bits(text, ec)?;
        let dots = room / (bits.version().width() as usize + 2 * QUIET);
        (dots >= MIN_DOTS).then_some(Plan {
            bits,
            level,
            ec,
            dots,
        })
    })
}

impl Plan {
    fn draw(self) -> Option<Symbol> {
        let size = self.bits.version();
        let Version::Normal(version) = size else {
            return None;
        };
        let modules = usize::try_from(size.width()).ok()?;
        let dark = masked(&self.bits.into_bytes(), size, self.ec)?;
        Some(Symbol {
            level: self.level,
            version: u8::try_from(version).ok()?,
            dots: self.dots,
            modules,
            dark,
        })
    }
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
    fn a_larger_stock_is_offered_where_it_helps() {
        let (hc1, a4) = (|length| text(length), Stock::A4);
        assert_eq!(fitting(&hc1(2100), Stock::Id1), Ok(Stock::Id1));
        assert_eq!(fitting(&hc1(2200), Stock::Id1), Ok(a4));
        assert_eq!(fitting(&hc1(4296), a4), Ok(a4));
        let too_long = Err(Unprintable::TooLongForQr);
        assert_eq!(fitting(&hc1(4297), Stock::Id1), too_long);
        let card = |jws| format!("shc:/{}", "56".repeat(jws));
        assert_eq!(fitting(&card(1195), Stock::Id1), Ok(Stock::Id1));
        assert_eq!(fitting(&card(1196), Stock::Id1), too_long);
        assert_eq!(fitting("shc:/1/3/5676", a4), Err(Unprintable::Chunk));
        assert_eq!(fitting("", a4), Err(Unprintable::Empty));
    }

    #[test]
    fn a_health_card_has_the_highest_level_of_version_22() {
        let card = |jws| {
            let code = symbol(&format!("shc:/{}", "56".repeat(jws)), 46.0).expect("fits");
            (code.level, code.version, code.dots)
        };
        assert_eq!(card(670), (Level::Q, 22, 4));
        assert_eq!(card(671), (Level::M, 19, 5));
        assert_eq!(card(927), (Level::M, 22, 4));
        assert_eq!(card(1195), (Level::L, 22, 4));
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
