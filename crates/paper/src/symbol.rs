//! The QR code of a slip: which error correction and how large.

use qrcode::bits::Bits;
use qrcode::{EcLevel, Version};

use crate::Stock;
use crate::mask::masked;
use crate::rows;
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
/// Fewest dots a module: 0.51 mm. Hand-held scanners resolve 4 dots (0.34 mm, practice 3.2), but not from every copy. Of the
/// published codes, turned, blurred and copied at 150 dpi, sheets of labels lost half with 4 or 5 dots, sheets of cards one in
/// thirty, and none with 6, which are three whole pixels there (`examples/campaign.rs`).
const MIN_DOTS: usize = 6;
/// Modules of white around, ISO/IEC 18004.
pub(crate) const QUIET: usize = 4;
/// Picture pixels a module, across and down. With fewer some viewers blur the code at 150 dpi until it does not read; with four
/// two modules are a byte, which deflates to two thirds of what six or seven pixels do. The edges of modules lie on printer
/// dots, so that no dot is of two modules, whatever the number of dots.
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
/// that gives its modules 6 dots at 300 dpi. Answers before anything is set or drawn.
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
        .find(|stock| plans(text, *stock).next().is_some())
        .ok_or(Unprintable::TooLongForQr)
}

/// Codes whose modules have [`MIN_DOTS`] on this stock, each as large as its usual square allows, the highest error
/// correction first; none if the text is too long, see [`fitting`].
pub(crate) fn plans(text: &str, stock: Stock) -> impl Iterator<Item = Plan> {
    let room = |side: f32| (side / 25.4 * DOTS) as usize;
    let (usual, most) = (room(stock.code_side()), room(stock.code_most()));
    LADDER.into_iter().filter_map(move |(level, ec)| {
        let bits = bits(text, ec)?;
        let modules = usize::try_from(bits.version().width()).ok()?;
        let square = modules + 2 * QUIET;
        (most / square >= MIN_DOTS).then_some(Plan {
            bits,
            level,
            ec,
            dots: (usual / square).max(MIN_DOTS),
            modules,
        })
    })
}

/// A code of which everything is known but the mask.
pub(crate) struct Plan {
    bits: Bits,
    level: Level,
    ec: EcLevel,
    /// Side of a module in dots.
    pub(crate) dots: usize,
    modules: usize,
}

impl Plan {
    /// Side with quiet zone, in dots.
    pub(crate) fn side(&self) -> usize {
        (self.modules + 2 * QUIET) * self.dots
    }

    /// Chooses the mask. `None` only if the bits were not made for this version.
    pub(crate) fn draw(self) -> Option<Symbol> {
        let size = self.bits.version();
        let Version::Normal(version) = size else {
            return None;
        };
        let dark = masked(&self.bits.into_bytes(), size, self.ec)?;
        Some(Symbol {
            level: self.level,
            version: u8::try_from(version).ok()?,
            dots: self.dots,
            modules: self.modules,
            dark,
        })
    }
}

impl Symbol {
    /// Width and height of the picture in pixels.
    pub(crate) fn pixels(&self) -> usize {
        self.modules * PIXELS
    }

    /// The picture as a zlib stream: one bit a pixel, rows padded to bytes, 1 = white, without the quiet zone.
    pub(crate) fn deflated(&self) -> Vec<u8> {
        let rows = self.rows();
        let stride = self.pixels().div_ceil(8).max(1);
        rows::deflated(rows.chunks_exact(stride), PIXELS)
    }

    /// Of the equal rows of each module the first.
    fn rows(&self) -> Vec<u8> {
        let stride = self.pixels().div_ceil(8);
        let mut rows = Vec::with_capacity(stride * self.modules);
        for row in self.dark.chunks_exact(self.modules) {
            let mut line = vec![0xFF_u8; stride];
            for (module, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
                for pixel in module * PIXELS..(module + 1) * PIXELS {
                    line[pixel / 8] &= !(0x80 >> (pixel % 8));
                }
            }
            rows.extend(line);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(text: &str, stock: Stock) -> Option<Symbol> {
        plans(text, stock).next()?.draw()
    }

    fn text(length: usize) -> String {
        "HC1:"
            .chars()
            .chain("7A$".chars().cycle())
            .take(length)
            .collect()
    }

    fn planned(text: &str, stock: Stock) -> Option<(Level, u8, usize)> {
        symbol(text, stock).map(|code| (code.level, code.version, code.dots))
    }

    #[test]
    fn the_highest_level_that_keeps_the_floor() {
        let on = |stock, length| planned(&text(length), stock);
        assert_eq!(on(Stock::Id1, 545), Some((Level::Q, 18, 6)));
        assert_eq!(on(Stock::Id1, 700), Some((Level::M, 17, 6)));
        assert_eq!(on(Stock::Id1, 1000), Some((Level::L, 18, 6)));
        assert_eq!(on(Stock::Id1, 1200), None);
        assert_eq!(on(Stock::Labels24, 180), Some((Level::Q, 9, 6)));
        assert_eq!(on(Stock::Labels24, 300), Some((Level::L, 9, 6)));
        assert_eq!(on(Stock::Labels24, 340), None);
        assert_eq!(on(Stock::L7160, 340), Some((Level::M, 11, 6)));
        assert_eq!(on(Stock::A4, 64), Some((Level::Q, 4, 18)));
    }

    #[test]
    fn the_page_takes_what_any_qr_code_can_hold() {
        let largest = Some((Level::L, 40, 6));
        assert_eq!(planned(&text(4296), Stock::A4), largest);
        assert_eq!(planned(&text(4296), Stock::LargeType), largest);
        assert!(symbol(&text(4297), Stock::A4).is_none());
    }

    #[test]
    fn a_larger_stock_is_offered_where_it_helps() {
        let (hc1, a4) = (|length| text(length), Stock::A4);
        assert_eq!(fitting(&hc1(1100), Stock::Id1), Ok(Stock::Id1));
        assert_eq!(fitting(&hc1(1200), Stock::Id1), Ok(a4));
        assert_eq!(fitting(&hc1(340), Stock::Labels24), Ok(Stock::Id1));
        assert_eq!(fitting(&hc1(4296), Stock::A5), Ok(a4));
        assert_eq!(fitting(&hc1(4296), a4), Ok(a4));
        let too_long = Err(Unprintable::TooLongForQr);
        assert_eq!(fitting(&hc1(4297), Stock::Id1), too_long);
        let card = |jws| format!("shc:/{}", "56".repeat(jws));
        assert_eq!(fitting(&card(1195), Stock::A5), Ok(Stock::A5));
        assert_eq!(fitting(&card(1195), Stock::Id1), Ok(a4));
        assert_eq!(fitting(&card(1196), Stock::Id1), too_long);
        assert_eq!(fitting("shc:/1/3/5676", a4), Err(Unprintable::Chunk));
        assert_eq!(fitting("", a4), Err(Unprintable::Empty));
    }

    #[test]
    fn a_health_card_has_the_highest_level_of_version_22() {
        let card = |jws| planned(&format!("shc:/{}", "56".repeat(jws)), Stock::A5);
        assert_eq!(card(670), Some((Level::Q, 22, 6)));
        assert_eq!(card(671), Some((Level::M, 19, 7)));
        assert_eq!(card(927), Some((Level::M, 22, 6)));
        assert_eq!(card(1195), Some((Level::L, 22, 6)));
    }

    #[test]
    fn a_module_is_four_pixels_and_dark_is_zero() {
        let code = symbol(&text(300), Stock::Labels24).expect("fits");
        assert_eq!((code.dots, code.pixels()), (6, 53 * 4));
        let rows = code.rows();
        assert_eq!(rows.len(), 27 * 53);
        // The finder's ring: 7 dark modules, then one light.
        assert_eq!(rows[..4], [0, 0, 0, 0x0F]);
    }
}
