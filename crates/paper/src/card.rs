//! The card and the label: what a gatekeeper reads at arm's length, left; the code, right.

use crate::block::{Block, Wrap, bold, plain, set};
use crate::draw::Page;
use crate::stock::Area;
use crate::typeface::Fonts;
use crate::{Field, Slip, Stock};

/// Wished and least size in points.
type Size = (f32, f32);

/// What differs between a card and a label. Lengths are millimetres.
struct Measures {
    /// White inside the trim, left and above.
    margin: (f32, f32),
    /// From a code's dark modules to the trim, where there is room for it.
    side: f32,
    /// The least from a code's quiet zone to the trim.
    least: f32,
    /// Drawn with marks to cut along and a corner to cut off; labels are cut already.
    cut: bool,
    title: Size,
    mark: Size,
    name: Size,
    name_second: Size,
    fact: Size,
    until_label: Size,
    until: Size,
    sentence: Size,
}

const CARD: Measures = Measures {
    margin: (5.0, 4.5),
    side: 5.0,
    least: 2.0,
    cut: true,
    title: (7.7, 5.5),
    mark: (14.0, 8.0),
    name: (21.0, 7.0),
    name_second: (10.0, 5.5),
    fact: (9.5, 5.5),
    until_label: (7.5, 5.5),
    until: (16.5, 9.0),
    sentence: (6.6, 5.0),
};

const LABEL: Measures = Measures {
    margin: (3.0, 2.5),
    side: 2.5,
    least: 1.0,
    cut: false,
    title: (6.5, 5.0),
    mark: (11.0, 6.0),
    name: (17.0, 5.5),
    name_second: (8.0, 5.0),
    fact: (7.5, 5.0),
    until_label: (6.5, 5.0),
    until: (14.0, 8.0),
    sentence: (6.0, 5.0),
};

/// Cut already, whatever it is.
const OWN: Measures = Measures { cut: false, ..CARD };

fn measures(stock: Stock) -> &'static Measures {
    match stock {
        Stock::Labels24 | Stock::L7160 => &LABEL,
        Stock::Own(own) if own.is_label() => &LABEL,
        Stock::Own(_) => &OWN,
        _ => &CARD,
    }
}

/// Legs of the corner to cut off, so that fingers tell which way up the card is.
const CORNER: f32 = 7.0;
/// Cut marks: from the trim, and how long.
const MARK: (f32, f32) = (0.5, 2.0);

/// Where the code of `side` millimetres lies, `quiet` of them white on each edge. Its dark modules
/// keep to what printers reach of the page; its quiet zone is white anyway.
pub(crate) fn code(stock: Stock, cell: Area, side: f32, quiet: f32) -> (f32, f32) {
    let m = measures(stock);
    let right = (m.side - quiet).max(m.least);
    // Whole dots may lie up to 0.1 mm further out.
    let reached = stock.printable().inset(0.1 - quiet, 0.1 - quiet);
    let y = cell.y + (cell.height - side) / 2.0;
    (
        (cell.right() - right - side).min(reached.right() - side),
        y.max(reached.y).min(reached.bottom() - side),
    )
}

/// Draws a card but its code.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn draw(
    page: &mut Page<'_>,
    fonts: &Fonts,
    slip: &Slip,
    stock: Stock,
    cell: Area,
    code: Area,
) -> Result<(), Field> {
    let m = measures(stock);
    let facts: Vec<String> = slip
        .facts
        .iter()
        .map(|fact| format!("{} {}", fact.label, fact.value))
        .collect();
    let (blocks, below) = blocks(m, slip, &facts);
    let text = cell
        .inset(m.margin.0, m.margin.1)
        .common(&stock.printable());
    let (width, height) = (code.x - text.x - 0.5, text.height);
    let mut column = set(fonts, &blocks, width, height)?;
    // What a card is and whose stands above, until when below.
    column.sink(below, height - column.height);
    if let Some(index) = blocks.iter().position(|block| block.field == Field::Mark) {
        let (top, bottom) = column.spans[index];
        let band = Area {
            x: cell.x,
            y: text.y + top + 1.0,
            width: code.x - cell.x - 0.5,
            height: bottom - top - 2.0,
        };
        page.fill(band, 0.0);
    }
    page.column(&column, text.x, text.y);
    if m.cut {
        cut_marks(page, cell);
        corner(page, cell, code);
    }
    Ok(())
}

/// The blocks from top to bottom, and the number of the first that belongs to the bottom.
fn blocks<'a>(m: &Measures, slip: &'a Slip, facts: &'a [String]) -> (Vec<Block<'a>>, usize) {
    let plain = |field, text: &'a str, size, above, grey| Block {
        leading: 1.3,
        ..plain(field, text, size, above, grey)
    };
    let bold = |block: Block<'a>| Block {
        leading: 1.2,
        ..bold(block)
    };
    let mut blocks = vec![plain(Field::Title, &slip.title, m.title, 0.0, 0.3)];
    if let Some(mark) = &slip.mark {
        let block = bold(plain(Field::Mark, mark, m.mark, 2.5, 1.0));
        blocks.push(Block {
            below: 2.5,
            ..block
        });
    }
    if let Some(name) = &slip.name {
        blocks.push(bold(plain(Field::Name, name, m.name, 0.8, 0.0)));
    }
    if let Some(name) = &slip.name_second {
        blocks.push(plain(Field::NameSecond, name, m.name_second, 0.4, 0.0));
    }
    for (index, fact) in facts.iter().enumerate() {
        blocks.push(plain(
            Field::Fact(index),
            fact,
            m.fact,
            if index == 0 { 1.2 } else { 0.4 },
            0.0,
        ));
    }
    let below = blocks.len();
    if let Some(until) = &slip.until {
        blocks.push(plain(Field::Until, &until.label, m.until_label, 1.5, 0.3));
        let value = bold(plain(Field::Until, &until.value, m.until, 0.0, 0.0));
        blocks.push(Block {
            wrap: Wrap::Never,
            ..value
        });
    }
    for sentence in &slip.sentences {
        blocks.push(plain(Field::Sentence, sentence, m.sentence, 0.8, 0.3));
    }
    (blocks, below)
}

/// Two short lines at each corner, outside the card.
fn cut_marks(page: &mut Page<'_>, cell: Area) {
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
fn corner(page: &mut Page<'_>, cell: Area, code: Area) {
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
