//! The page: a sober document that somebody folds, carries and lays on a desk.

use crate::block::{Block, Column, SCALES, Wrap, at_scale, set};
use crate::draw::Page;
use crate::stock::{Area, PAGE};
use crate::typeface::{Fonts, Weight};
use crate::{Fact, Field, Slip};

const MARGIN: f32 = 20.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Lowest text.
const BOTTOM: f32 = 279.0;
/// Room for what stands above the code; names of 50 characters in two scripts fit.
const HEAD: f32 = 96.0;
/// Between the parts.
const SPACE: f32 = 9.0;
/// Between the text and the code's quiet zone.
const GUTTER: f32 = 4.0;
/// The label column of the table, and what is left of it.
const LABELS: f32 = 54.0;
/// White above and below a row of the table.
const ROW: f32 = 2.4;

/// The parts of a page that lie above the code, set in type.
pub(crate) struct Head<'a> {
    blocks: Vec<Block<'a>>,
    column: Column,
}

/// Sets what stands above the code.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn head<'a>(fonts: &Fonts, slip: &'a Slip) -> Result<Head<'a>, Field> {
    let mut blocks = vec![plain(Field::Title, &slip.title, (14.0, 9.0), 0.0, 0.3)];
    if let Some(mark) = &slip.mark {
        let block = bold(plain(Field::Mark, mark, (26.0, 14.0), 7.0, 1.0));
        blocks.push(Block {
            below: 6.0,
            ..block
        });
    }
    if let Some(name) = &slip.name {
        blocks.push(bold(plain(Field::Name, name, (40.0, 16.0), 3.0, 0.0)));
    }
    if let Some(name) = &slip.name_second {
        blocks.push(plain(Field::NameSecond, name, (19.0, 10.0), 1.0, 0.0));
    }
    let column = set(fonts, &blocks, WIDTH, HEAD)?;
    Ok(Head { blocks, column })
}

/// Where the code of `side` millimetres lies below the head, `quiet` of them white on each edge:
/// its dark modules end where the text ends.
pub(crate) fn code(head: &Head<'_>, side: f32, quiet: f32) -> (f32, f32) {
    (
        PAGE.0 - MARGIN + quiet - side,
        MARGIN + head.column.height + SPACE - quiet,
    )
}

/// Draws a page but its code.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn draw(
    page: &mut Page,
    fonts: &Fonts,
    slip: &Slip,
    head: &Head<'_>,
    code: Area,
) -> Result<(), Field> {
    if let Some(index) = head
        .blocks
        .iter()
        .position(|block| block.field == Field::Mark)
    {
        let (top, bottom) = head.column.spans[index];
        let (y, height) = (MARGIN + top + 3.0, bottom - top - 5.0);
        page.fill(
            Area {
                x: 0.0,
                y,
                width: PAGE.0,
                height,
            },
            0.0,
        );
    }
    page.column(&head.column, MARGIN, MARGIN);

    let top = MARGIN + head.column.height + SPACE;
    let beside = beside(fonts, slip, code.x - MARGIN - GUTTER)?;
    page.column(&beside, MARGIN, top);

    let below = code.bottom().max(top + beside.height + GUTTER) + SPACE - 2.0;
    table(page, fonts, &slip.facts, below)
}

/// Until when, and what to do: left of the code.
fn beside(fonts: &Fonts, slip: &Slip, width: f32) -> Result<Column, Field> {
    let mut blocks = Vec::new();
    if let Some(until) = &slip.until {
        blocks.push(plain(Field::Until, &until.label, (12.0, 9.0), 0.0, 0.3));
        let value = bold(plain(Field::Until, &until.value, (32.0, 14.0), 0.0, 0.0));
        blocks.push(Block {
            wrap: Wrap::Never,
            ..value
        });
    }
    for sentence in &slip.sentences {
        let block = plain(Field::Sentence, sentence, (13.0, 9.0), 4.0, 0.0);
        blocks.push(Block {
            leading: 1.6,
            ..block
        });
    }
    set(fonts, &blocks, width, 2.0 * HEAD / 3.0)
}

/// A row for each fact between hairlines, all in the largest scale that leaves room for the last.
fn table(page: &mut Page, fonts: &Fonts, facts: &[Fact], top: f32) -> Result<(), Field> {
    let mut longest = Field::Fact(0);
    for scale in SCALES {
        match rows(fonts, facts, scale) {
            Ok(rows) if top + rows.iter().map(Row::height).sum::<f32>() <= BOTTOM => {
                draw_rows(page, &rows, top);
                return Ok(());
            }
            Ok(rows) => {
                let tall = rows
                    .iter()
                    .enumerate()
                    .max_by(|a, b| a.1.height().total_cmp(&b.1.height()));
                longest = tall.map_or(longest, |(index, _)| Field::Fact(index));
            }
            Err(field) => longest = field,
        }
    }
    Err(longest)
}

struct Row {
    label: Column,
    value: Column,
}

impl Row {
    fn height(&self) -> f32 {
        self.label.height.max(self.value.height) + 2.0 * ROW
    }
}

fn rows(fonts: &Fonts, facts: &[Fact], scale: f32) -> Result<Vec<Row>, Field> {
    let row = |(index, fact)| row(fonts, Field::Fact(index), fact, scale);
    facts.iter().enumerate().map(row).collect()
}

fn row(fonts: &Fonts, field: Field, fact: &Fact, scale: f32) -> Result<Row, Field> {
    let label = plain(field, &fact.label, (11.0, 7.5), 0.0, 0.3);
    let value = plain(field, &fact.value, (12.5, 8.0), 0.0, 0.0);
    Ok(Row {
        label: at_scale(fonts, &[label], LABELS - GUTTER, scale)?.0,
        value: at_scale(fonts, &[value], WIDTH - LABELS, scale)?.0,
    })
}

fn draw_rows(page: &mut Page, rows: &[Row], top: f32) {
    let rule = |page: &mut Page, y: f32| {
        page.line((MARGIN, y), (PAGE.0 - MARGIN, y), 0.5, 0.75, None);
    };
    let mut y = top;
    for row in rows {
        rule(page, y);
        // First lines of label and value share a baseline.
        let first = |column: &Column| column.lines.first().map_or(0.0, |line| line.baseline);
        let shift = first(&row.value) - first(&row.label);
        page.column(&row.label, MARGIN, y + ROW + shift.max(0.0));
        page.column(&row.value, MARGIN + LABELS, y + ROW + (-shift).max(0.0));
        y += row.height();
    }
    if !rows.is_empty() {
        rule(page, y);
    }
}

fn plain(field: Field, text: &str, size: (f32, f32), above: f32, grey: f32) -> Block<'_> {
    let wrap = Wrap::Lines;
    Block {
        field,
        text,
        weight: Weight::Regular,
        size,
        leading: 1.4,
        above,
        below: 0.0,
        grey,
        wrap,
    }
}

fn bold(block: Block<'_>) -> Block<'_> {
    Block {
        weight: Weight::Bold,
        leading: 1.25,
        ..block
    }
}
