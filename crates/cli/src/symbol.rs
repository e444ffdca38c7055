//! A symbol in a terminal, two modules in the height of one character; as a picture; and what a phone reads in it.

use std::fmt::Write as _;
use std::io::Cursor;

use desk::source::Source;
use desk::view::SymbolView;
use image::{GrayImage, ImageFormat, Luma};

/// Light modules around a symbol. (ISO/IEC 18004, 9.1: four)
const QUIET: usize = 4;
const QUIET_MODULES: u32 = 4;

/// Black on white whatever the terminal's own colours are, from the part of the 256 colours that no theme changes.
const INK: &str = "\x1b[38;5;16;48;5;231m";
const PLAIN: &str = "\x1b[0m";

/// How many columns [`half_blocks`] takes.
pub(crate) fn columns(symbol: &SymbolView) -> usize {
    usize::try_from(symbol.side).map_or(usize::MAX, |side| side + 2 * QUIET)
}

/// Draws with half blocks, dark modules in ink. With `coloured`, the terminal is told to be black on white; without it
/// the symbol is right on paper and on light grounds.
pub(crate) fn half_blocks(symbol: &SymbolView, coloured: bool) -> Option<String> {
    let dark = modules(symbol)?;
    let side = dark.len() + 2 * QUIET;
    let at = |x: usize, y: usize| {
        let row = y.checked_sub(QUIET).and_then(|y| dark.get(y));
        let module = row.and_then(|row| row.get(x.checked_sub(QUIET)?));
        module.copied().unwrap_or(false)
    };
    let mut text = String::new();
    for y in (0..side).step_by(2) {
        text.push_str(if coloured { INK } else { "" });
        text.extend((0..side).map(|x| match (at(x, y), at(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }));
        text.push_str(if coloured { PLAIN } else { "" });
        text.push('\n');
    }
    Some(text)
}

/// A picture of all symbols, one below the other, in modules.
pub(crate) fn svg(symbols: &[SymbolView]) -> String {
    let quiet = QUIET_MODULES;
    let side = |symbol: &SymbolView| symbol.side + 2 * quiet;
    let width = symbols.iter().map(side).max().unwrap_or(0);
    let height: u32 = symbols.iter().map(side).sum();
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {width} {height}\" shape-rendering=\"crispEdges\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n",
        width * PIXELS,
        height * PIXELS,
    );
    let mut top = 0;
    for symbol in symbols {
        let y = top + quiet;
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "<path transform=\"translate({quiet} {y})\" d=\"{}\"/>",
            symbol.path
        );
        top += side(symbol);
    }
    text.push_str("</svg>\n");
    text
}

/// A picture in pixels.
pub(crate) fn png(symbol: &SymbolView) -> Option<Vec<u8>> {
    let dark = modules(symbol)?;
    let side = u32::try_from(columns(symbol)).ok()?.checked_mul(PIXELS)?;
    let module = |pixel: u32| (pixel / PIXELS).checked_sub(QUIET_MODULES);
    let picture = GrayImage::from_fn(side, side, |x, y| {
        let at = module(x).zip(module(y));
        let row = at.and_then(|(x, y)| dark.get(y as usize)?.get(x as usize));
        Luma([if row == Some(&true) { 0 } else { 255 }])
    });
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}

/// The text that whoever scans it gets.
pub(crate) fn text(symbol: &SymbolView) -> Option<String> {
    let read = Source::open("code.png", png(symbol)?).ok()?.page(0).ok()?;
    read.into_iter().next()
}

/// Pixels a module, where a program that shows the picture knows no better.
const PIXELS: u32 = 8;

/// The dark modules by rows, read from the path: runs of the form `Mx yh<n>v1h-<n>z`.
fn modules(symbol: &SymbolView) -> Option<Vec<Vec<bool>>> {
    let side = usize::try_from(symbol.side).ok()?;
    let mut rows = vec![vec![false; side]; side];
    for run in symbol.path.split_terminator('z') {
        let (at, rest) = run.strip_prefix('M')?.split_once('h')?;
        let (x, y) = at.split_once([' ', ','])?;
        let (length, _) = rest.split_once('v')?;
        let [x, y, length] = [
            x.parse().ok()?,
            y.parse().ok()?,
            length.parse::<usize>().ok()?,
        ];
        let row: &mut Vec<bool> = rows.get_mut::<usize>(y)?;
        row.get_mut(x..usize::checked_add(x, length)?)?.fill(true);
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corner() -> SymbolView {
        SymbolView {
            side: 3,
            path: "M0 0h3v1h-3zM0 1h1v1h-1zM2 2h1v1h-1z".to_owned(),
        }
    }

    #[test]
    fn two_modules_are_one_character() {
        let text = half_blocks(&corner(), false).expect("a symbol");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 6, "eleven rows, and a half");
        assert!(lines.iter().all(|line| line.chars().count() == 11));
        assert_eq!(lines[2], "    █▀▀    ");
        assert_eq!(lines[3], "      ▀    ");
        let coloured = half_blocks(&corner(), true).expect("a symbol");
        assert!(coloured.starts_with(INK) && coloured.ends_with("\x1b[0m\n"));
    }

    #[test]
    fn a_picture_has_the_quiet_zone_and_eight_pixels_a_module() {
        let png = png(&corner()).expect("a picture");
        let picture = image::load_from_memory(&png).expect("PNG").into_luma8();
        assert_eq!(picture.dimensions(), (88, 88));
        let at = |x: u32, y: u32| picture.get_pixel(4 * 8 + x, 4 * 8 + y).0[0];
        assert_eq!([at(0, 0), at(23, 7), at(8, 8), at(16, 23)], [0, 0, 255, 0]);
        assert_eq!(picture.get_pixel(31, 31).0[0], 255);
        assert_eq!(text(&corner()), None, "nothing that can be scanned");
    }

    #[test]
    fn a_path_of_another_form_is_no_symbol() {
        for path in ["M0 0h4v1h-4z", "M0 3h1v1h-1z", "m0 0h1v1h-1z", "M0 0H1V1z"] {
            let symbol = SymbolView {
                path: path.to_owned(),
                ..corner()
            };
            assert_eq!(half_blocks(&symbol, false), None, "{path}");
        }
    }
}
