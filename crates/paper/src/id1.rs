//! The card: what a gatekeeper reads at arm's length, left; the code, right.

use crate::block::{Block, Wrap, set};
use crate::draw::Page;
use crate::stock::Area;
use crate::typeface::{Fonts, Weight};
use crate::{Field, Slip};

/// White inside the trim, left and above.
const MARGIN: (f32, f32) = (5.0, 4.5);
/// From a code's dark modules to the trim, where there is room for it.
const SIDE: f32 = 5.0;
/// The least from a code's quiet zone to the trim.
const LEAST: f32 = 2.0;
/// Legs of the corner to cut off, so that fingers tell which way up the card is.
const CORNER: f32 = 7.0;
/// Cut marks: from the trim, and how long.
const MARK: (f32, f32) = (0.5, 2.0);

/// Where the code of `side` millimetres lies, `quiet` of them white on each edge.
pub(crate) fn code(cell: Area, side: f32, quiet: f32) -> (f32, f32) {
    let right = (SIDE - quiet).max(LEAST);
    (
        cell.right() - right - side,
        cell.y + (cell.height - side) / 2.0,
    )
}

/// Draws a card but its code.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn draw(
    page: &mut Page,
    fonts: &Fonts,
    slip: &Slip,
    cell: Area,
    code: Area,
) -> Result<(), Field> {
    let facts: Vec<String> = slip
        .facts
        .iter()
        .map(|fact| format!("{} {}", fact.label, fact.value))
        .collect();
    let (blocks, below) = blocks(slip, &facts);
    let (width, height) = (
        code.x - cell.x - MARGIN.0 - 0.5,
        cell.height - 2.0 * MARGIN.1,
    );
    let mut column = set(fonts, &blocks, width, height)?;
    // What a card is and whose stands above, until when below.
    column.sink(below, height - column.height);
    if let Some(index) = blocks.iter().position(|block| block.field == Field::Mark) {
        let (top, bottom) = column.spans[index];
        let band = Area {
            x: cell.x,
            y: cell.y + MARGIN.1 + top + 1.0,
            width: code.x - cell.x - 0.5,
            height: bottom - top - 2.0,
        };
        page.fill(band, 0.0);
    }
    page.column(&column, cell.x + MARGIN.0, cell.y + MARGIN.1);
    cut_marks(page, cell);
    corner(page, cell, code);
    Ok(())
}

/// The blocks from top to bottom, and the number of the first that belongs to the bottom.
fn blocks<'a>(slip: &'a Slip, facts: &'a [String]) -> (Vec<Block<'a>>, usize) {
    let plain = |field, text: &'a str, size, above, grey| Block {
        field,
        text,
        weight: Weight::Regular,
        size,
        leading: 1.3,
        above,
        below: 0.0,
        grey,
        wrap: Wrap::Lines,
    };
    let bold = |block: Block<'a>| Block {
        weight: Weight::Bold,
        leading: 1.2,
        ..block
    };
    let mut blocks = vec![plain(Field::Title, &slip.title, (7.7, 5.5), 0.0, 0.3)];
    if let Some(mark) = &slip.mark {
        let block = bold(plain(Field::Mark, mark, (14.0, 8.0), 2.5, 1.0));
        blocks.push(Block {
            below: 2.5,
            ..block
        });
    }
    if let Some(name) = &slip.name {
        blocks.push(bold(plain(Field::Name, name, (21.0, 7.0), 0.8, 0.0)));
    }
    if let Some(name) = &slip.name_second {
        blocks.push(plain(Field::NameSecond, name, (10.0, 5.5), 0.4, 0.0));
    }
    for (index, fact) in facts.iter().enumerate() {
        blocks.push(plain(
            Field::Fact(index),
            fact,
            (9.5, 5.5),
            if index == 0 { 1.2 } else { 0.4 },
            0.0,
        ));
    }
    let below = blocks.len();
    if let Some(until) = &slip.until {
        blocks.push(plain(Field::Until, &until.label, (7.5, 5.5), 1.5, 0.3));
        let value = bold(plain(Field::Until, &until.value, (16.5, 9.0), 0.0, 0.0));
        blocks.push(Block {
            wrap: Wrap::Never,
            ..value
        });
    }
    for sentence in &slip.sentences {
        blocks.push(plain(Field::Sentence, sentence, (6.6, 5.0), 0.8, 0.3));
    }
    (blocks, below)
}

/// Two short lines at each corner, outside the card.
fn cut_marks(page: &mut Page, cell: Area) {
    let (near, far) = (MARK.0, MARK.0 + MARK.1);
    for x in [cell.x, cell.right()] {
        page.line((x, cell.y - near), (x, cell.y - far), 0.25, 0.0, None);
        page.line(
            (x, cell.bottom() + near),
            (x, cell.bottom() + far),
            0.25,
            0.0,
            None,
        );
    }
    for y in [cell.y, cell.bottom()] {
        page.line((cell.x - near, y), (cell.x - far, y), 0.25, 0.0, None);
        page.line(
            (cell.right() + near, y),
            (cell.right() + far, y),
            0.25,
            0.0,
            None,
        );
    }
}

/// A dashed line across the lower right corner, as far as it stays clear of the quiet zone.
fn corner(page: &mut Page, cell: Area, code: Area) {
    let clear = cell.right() - code.right() + cell.bottom() - code.bottom() - 0.5;
    let leg = clear.min(CORNER);
    if leg >= 4.0 {
        let (from, to) = (
            (cell.right() - leg, cell.bottom()),
            (cell.right(), cell.bottom() - leg),
        );
        page.line(from, to, 0.4, 0.6, Some(1.6));
    }
}
