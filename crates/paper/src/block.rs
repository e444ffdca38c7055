//! Blocks of text set below each other until they fit.

use crate::Field;
use crate::lines::lines;
use crate::typeface::{Fonts, Weight};

/// Millimetres in a point.
pub(crate) const POINT: f32 = 25.4 / 72.0;

/// A paragraph that may be set smaller if room is short.
pub(crate) struct Block<'a> {
    pub(crate) field: Field,
    pub(crate) text: &'a str,
    pub(crate) weight: Weight,
    /// Points, wished and at the least.
    pub(crate) size: (f32, f32),
    /// Line height as a multiple of the size.
    pub(crate) leading: f32,
    /// White above and below in millimetres, when nothing is scaled.
    pub(crate) above: f32,
    pub(crate) below: f32,
    /// 0 = black.
    pub(crate) grey: f32,
    pub(crate) wrap: Wrap,
}

/// How a paragraph may break.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrap {
    /// Numbers and dates.
    Never,
    /// Anywhere a line may end; at the smallest size even inside a word.
    Lines,
}

/// A line where it belongs: baseline in millimetres below the top of the column.
pub(crate) struct Line {
    /// Which of the blocks it is from.
    pub(crate) block: usize,
    pub(crate) field: Field,
    pub(crate) text: String,
    /// From the left edge of the column.
    pub(crate) indent: f32,
    pub(crate) baseline: f32,
    pub(crate) size: f32,
    pub(crate) weight: Weight,
    pub(crate) grey: f32,
}

/// A column of text with its height in millimetres.
pub(crate) struct Column {
    pub(crate) lines: Vec<Line>,
    /// Top and bottom of each block, with its white.
    pub(crate) spans: Vec<(f32, f32)>,
    pub(crate) height: f32,
}

impl Column {
    /// Moves the blocks from `first` on down by `by` millimetres.
    pub(crate) fn sink(&mut self, first: usize, by: f32) {
        for line in self.lines.iter_mut().filter(|line| line.block >= first) {
            line.baseline += by;
        }
        for (top, bottom) in self.spans.iter_mut().skip(first) {
            (*top, *bottom) = (*top + by, *bottom + by);
        }
        self.height += by;
    }

    /// Puts every line into the middle of `width` millimetres.
    pub(crate) fn centre(&mut self, fonts: &Fonts, width: f32) {
        for line in &mut self.lines {
            let own = fonts.width(line.weight, line.text.trim_end()) * line.size * POINT;
            line.indent = (width - own) / 2.0;
        }
    }
}

/// A paragraph of `size` points, wished and at the least, with white above.
pub(crate) fn plain(
    field: Field,
    text: &str,
    size: (f32, f32),
    above: f32,
    grey: f32,
) -> Block<'_> {
    Block {
        field,
        text,
        weight: Weight::Regular,
        size,
        leading: 1.4,
        above,
        below: 0.0,
        grey,
        wrap: Wrap::Lines,
    }
}

/// The same in bold, which needs less between its lines.
pub(crate) fn bold(block: Block<'_>) -> Block<'_> {
    Block {
        weight: Weight::Bold,
        leading: 1.25,
        ..block
    }
}

/// Scales tried, largest first: the whole column shrinks together, each block down to its floor.
pub(crate) const SCALES: [f32; 15] = [
    1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3,
];

/// Sets `blocks` into `width` by `height` millimetres at the largest scale that fits.
///
/// # Errors
/// The field that takes the most room.
pub(crate) fn set(
    fonts: &Fonts,
    blocks: &[Block<'_>],
    width: f32,
    height: f32,
) -> Result<Column, Field> {
    let mut tallest = Field::Title;
    for scale in SCALES {
        match at_scale(fonts, blocks, width, scale) {
            Ok((column, _)) if column.height <= height => return Ok(column),
            Ok((_, field)) | Err(field) => tallest = field,
        }
    }
    Err(tallest)
}

/// The column and its tallest field, or the field that does not fit the width at all.
pub(crate) fn at_scale(
    fonts: &Fonts,
    blocks: &[Block<'_>],
    width: f32,
    scale: f32,
) -> Result<(Column, Field), Field> {
    let mut column = Column {
        lines: Vec::new(),
        spans: Vec::new(),
        height: 0.0,
    };
    let mut tallest = (Field::Title, 0.0);
    for (number, block) in blocks.iter().enumerate() {
        let (size, broken) = fitted(fonts, block, width, scale).ok_or(block.field)?;
        let (leading, drop) = if hangs(block.text) {
            (block.leading * 1.45, 0.08)
        } else {
            (block.leading, 0.38)
        };
        let (top, line) = (column.height, size * leading * POINT);
        let white = if broken.is_empty() { 0.0 } else { scale };
        column.height += block.above * white;
        let own = line * broken.len() as f32;
        for (index, text) in broken.into_iter().enumerate() {
            let middle = column.height + line * (index as f32 + 0.5);
            column.lines.push(Line {
                block: number,
                field: block.field,
                text,
                indent: 0.0,
                // Han glyphs fill 0.88 em above and 0.12 em below the baseline.
                baseline: middle + size * POINT * drop,
                size,
                weight: block.weight,
                grey: block.grey,
            });
        }
        column.height += own + block.below * white;
        column.spans.push((top, column.height));
        if own > tallest.1 {
            tallest = (block.field, own);
        }
    }
    Ok((column, tallest.0))
}

/// Tibetan letters stand below each other and hang from the line.
fn hangs(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{0F00}'..='\u{0FFF}'))
}

/// Lines of a block, and the size at which its widest word fits.
fn fitted(fonts: &Fonts, block: &Block<'_>, width: f32, scale: f32) -> Option<(f32, Vec<String>)> {
    let (wished, floor) = block.size;
    let mut size = (wished * scale).max(floor);
    loop {
        let em = width / (size * POINT);
        let broken = lines(fonts, block.weight, block.text, em);
        let whole = match block.wrap {
            Wrap::Never => broken.lines.len() <= 1,
            Wrap::Lines => !broken.cut,
        };
        if whole || (size <= floor && block.wrap == Wrap::Lines) {
            return Some(without_orphan(fonts, block, width, size, broken.lines));
        }
        if size <= floor {
            return None;
        }
        size = (size * 0.96).max(floor);
    }
}

/// A last line of one word looks like a mistake; a fifth smaller does not.
const SMALLER: [f32; 4] = [0.95, 0.9, 0.85, 0.8];

/// The same a little smaller, if that saves lines.
fn without_orphan(
    fonts: &Fonts,
    block: &Block<'_>,
    width: f32,
    size: f32,
    broken: Vec<String>,
) -> (f32, Vec<String>) {
    if broken.len() < 2 {
        return (size, broken);
    }
    let fewer = SMALLER
        .map(|part| size * part)
        .into_iter()
        .filter(|less| *less >= block.size.1);
    let saved = fewer.map(|less| {
        (
            less,
            lines(fonts, block.weight, block.text, width / (less * POINT)),
        )
    });
    let saved = saved.filter(|(_, lines)| lines.lines.len() < broken.len() && !lines.cut);
    // Of equally few the first, which is the largest.
    saved
        .min_by_key(|(_, lines)| lines.lines.len())
        .map_or((size, broken), |(less, lines)| (less, lines.lines))
}
