//! The page: a sober document that somebody folds, carries and lays on a desk.

use crate::block::{Block, Column, Wrap, bold, plain, set};
use crate::draw::Page;
use crate::stock::Area;
use crate::table::Table;
use crate::typeface::Fonts;
use crate::{Field, Slip, Stock};

/// Wished and least size in points.
type Size = (f32, f32);

/// What differs between a page and a smaller or a larger one. Lengths are millimetres.
pub(crate) struct Measures {
    page: (f32, f32),
    margin: f32,
    /// Lowest text.
    bottom: f32,
    /// Room for what stands above the code; names of 50 characters in two scripts fit.
    head: f32,
    /// Between the parts.
    space: f32,
    /// The label column of the table.
    labels: f32,
    /// White above and below a row of the table.
    row: f32,
    title: Size,
    mark: Size,
    name: Size,
    name_second: Size,
    until_label: Size,
    until: Size,
    sentence: Size,
    label: Size,
    value: Size,
}

const A4: Measures = Measures {
    page: (210.0, 297.0),
    margin: 20.0,
    bottom: 279.0,
    head: 96.0,
    space: 9.0,
    labels: 54.0,
    row: 2.4,
    title: (14.0, 9.0),
    mark: (26.0, 14.0),
    name: (40.0, 16.0),
    name_second: (19.0, 10.0),
    until_label: (12.0, 9.0),
    until: (32.0, 14.0),
    sentence: (13.0, 9.0),
    label: (11.0, 7.5),
    value: (12.5, 8.0),
};

const A5: Measures = Measures {
    page: (148.0, 210.0),
    margin: 13.0,
    bottom: 199.0,
    head: 66.0,
    space: 6.5,
    labels: 38.0,
    row: 1.4,
    title: (11.0, 8.0),
    mark: (20.0, 11.0),
    name: (30.0, 12.0),
    name_second: (14.5, 8.0),
    until_label: (10.0, 8.0),
    until: (25.0, 12.0),
    sentence: (10.5, 8.0),
    label: (9.0, 7.0),
    value: (10.0, 7.0),
};

/// Nothing on it is smaller than 14 points.
const LARGE: Measures = Measures {
    page: (210.0, 297.0),
    margin: 16.0,
    bottom: 283.0,
    head: 124.0,
    space: 10.0,
    labels: 66.0,
    row: 2.4,
    title: (20.0, 14.0),
    mark: (36.0, 20.0),
    name: (72.0, 24.0),
    name_second: (30.0, 15.0),
    until_label: (20.0, 14.0),
    until: (54.0, 28.0),
    sentence: (21.0, 14.0),
    label: (18.0, 14.0),
    value: (22.0, 14.0),
};

/// The measures of a stock with a page for each slip.
pub(crate) fn measures(stock: Stock) -> &'static Measures {
    match stock {
        Stock::A5 => &A5,
        Stock::LargeType => &LARGE,
        _ => &A4,
    }
}

impl Measures {
    fn width(&self) -> f32 {
        self.page.0 - 2.0 * self.margin
    }
}

/// Between the text and the code's quiet zone.
const GUTTER: f32 = 4.0;

/// The parts of a page that lie above the code, set in type.
pub(crate) struct Head<'a> {
    measures: &'static Measures,
    blocks: Vec<Block<'a>>,
    column: Column,
}

/// Sets what stands above the code.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn head<'a>(
    fonts: &Fonts,
    slip: &'a Slip,
    measures: &'static Measures,
) -> Result<Head<'a>, Field> {
    let m = measures;
    let mut blocks = vec![plain(Field::Title, &slip.title, m.title, 0.0, 0.3)];
    if let Some(mark) = &slip.mark {
        let block = bold(plain(Field::Mark, mark, m.mark, 7.0, 1.0));
        blocks.push(Block {
            below: 6.0,
            ..block
        });
    }
    if let Some(name) = &slip.name {
        blocks.push(bold(plain(Field::Name, name, m.name, 3.0, 0.0)));
    }
    if let Some(name) = &slip.name_second {
        blocks.push(plain(Field::NameSecond, name, m.name_second, 1.0, 0.0));
    }
    let column = set(fonts, &blocks, m.width(), m.head)?;
    Ok(Head {
        measures,
        blocks,
        column,
    })
}

/// Where the code of `side` millimetres lies below the head, `quiet` of them white on each edge:
/// its dark modules end where the text ends.
pub(crate) fn code(head: &Head<'_>, side: f32, quiet: f32) -> (f32, f32) {
    let m = head.measures;
    (
        m.page.0 - m.margin + quiet - side,
        m.margin + head.column.height + m.space - quiet,
    )
}

/// Draws a page but its code.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn draw(
    page: &mut Page<'_>,
    fonts: &Fonts,
    slip: &Slip,
    head: &Head<'_>,
    code: Area,
) -> Result<(), Field> {
    let m = head.measures;
    if let Some(index) = head
        .blocks
        .iter()
        .position(|block| block.field == Field::Mark)
    {
        let (top, bottom) = head.column.spans[index];
        let (y, height) = (m.margin + top + 3.0, bottom - top - 5.0);
        page.fill(
            Area {
                x: 0.0,
                y,
                width: m.page.0,
                height,
            },
            0.0,
        );
    }
    page.column(&head.column, m.margin, m.margin);

    let top = m.margin + head.column.height + m.space;
    let beside = beside(fonts, slip, m, code.x - m.margin - GUTTER)?;
    page.column(&beside, m.margin, top);

    let below = code.bottom().max(top + beside.height + GUTTER) + m.space - 2.0;
    m.table(below).draw(page, fonts, &slip.facts)
}

/// Until when, and what to do: left of the code.
fn beside(fonts: &Fonts, slip: &Slip, m: &Measures, width: f32) -> Result<Column, Field> {
    let mut blocks = Vec::new();
    if let Some(until) = &slip.until {
        blocks.push(plain(Field::Until, &until.label, m.until_label, 0.0, 0.3));
        let value = bold(plain(Field::Until, &until.value, m.until, 0.0, 0.0));
        blocks.push(Block {
            wrap: Wrap::Never,
            ..value
        });
    }
    for sentence in &slip.sentences {
        let block = plain(Field::Sentence, sentence, m.sentence, 4.0, 0.0);
        blocks.push(Block {
            leading: 1.6,
            ..block
        });
    }
    set(fonts, &blocks, width, 2.0 * m.head / 3.0)
}

impl Measures {
    /// The table of a page from `top` on down.
    fn table(&self, top: f32) -> Table {
        Table {
            area: Area {
                x: self.margin,
                y: top,
                width: self.width(),
                height: self.bottom - top,
            },
            labels: self.labels,
            row: self.row,
            label: self.label,
            value: self.value,
        }
    }
}
