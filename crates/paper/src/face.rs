//! The face: name, code and until-date below each other, in the middle. A badge on a lanyard, and the
//! quarter of a folded page that stays in sight.

use crate::block::{Block, Column, Wrap, bold, plain, set};
use crate::draw::Page;
use crate::stock::Area;
use crate::table::Table;
use crate::typeface::Fonts;
use crate::{Field, Slip, Stock};

/// White at the left and right of a face and at its foot.
const MARGIN: (f32, f32) = (11.0, 10.0);
/// White above: a badge's slot is punched there.
const HEAD: (f32, f32) = (11.0, 14.0);
/// The least white between the text and the code's quiet zone.
const SPACE: f32 = 1.5;
/// Of what the code leaves, at most so much stands above it.
const ABOVE: f32 = 0.66;
/// Marks to fold or to cut along: from the page's edge, where printers reach, and how long.
const MARK: (f32, f32) = (5.5, 6.0);
/// The slot: below the badge's edge, and its size.
const SLOT: (f32, (f32, f32)) = (6.5, (14.0, 3.5));

/// A face, set in type.
pub(crate) struct Face {
    head: Column,
    /// Top and bottom of the band behind the mark, from the top of the head.
    band: Option<(f32, f32)>,
    foot: Column,
    /// The quarter or the badge.
    area: Area,
    top: f32,
}

/// Sets the face of a slip in `cell` around a code of `side` millimetres.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn face(
    fonts: &Fonts,
    slip: &Slip,
    stock: Stock,
    cell: Area,
    side: f32,
) -> Result<Face, Field> {
    let folded = stock == Stock::A4Fold;
    let (area, top) = if folded {
        (quarter(cell), HEAD.0)
    } else {
        (cell, HEAD.1)
    };
    let width = area.width - 2.0 * MARGIN.0;
    let room = area.height - top - MARGIN.1 - side - 2.0 * SPACE;
    let blocks = head(slip);
    let mut head = set(fonts, &blocks, width, room * ABOVE)?;
    let mark = blocks.iter().position(|block| block.field == Field::Mark);
    let band = mark.map(|index| (head.spans[index].0 + 1.5, head.spans[index].1 - 1.5));
    let facts: Vec<String> = slip
        .facts
        .iter()
        .map(|fact| format!("{} {}", fact.label, fact.value))
        .collect();
    let mut foot = set(
        fonts,
        &foot(slip, &facts, folded),
        width,
        room - head.height,
    )?;
    head.centre(fonts, width);
    foot.centre(fonts, width);
    Ok(Face {
        head,
        band,
        foot,
        area,
        top,
    })
}

/// Where the code lies: in the middle of what the text leaves.
pub(crate) fn code(face: &Face, side: f32) -> (f32, f32) {
    let (top, bottom) = (
        face.area.y + face.top + face.head.height,
        face.area.bottom() - MARGIN.1 - face.foot.height,
    );
    (
        face.area.x + (face.area.width - side) / 2.0,
        (top + bottom - side) / 2.0,
    )
}

/// Draws a face but its code, and of a folded page the other three quarters.
///
/// # Errors
/// The field that does not fit.
pub(crate) fn draw(
    page: &mut Page<'_>,
    fonts: &Fonts,
    slip: &Slip,
    stock: Stock,
    face: &Face,
) -> Result<(), Field> {
    let area = face.area;
    if let Some((top, bottom)) = face.band {
        let band = Area {
            y: area.y + face.top + top,
            height: bottom - top,
            ..area
        };
        page.fill(band, 0.0);
    }
    page.column(&face.head, area.x + MARGIN.0, area.y + face.top);
    let foot = area.bottom() - MARGIN.1 - face.foot.height;
    page.column(&face.foot, area.x + MARGIN.0, foot);
    if matches!(stock, Stock::A4Fold | Stock::Lanyard) {
        marks(page, stock == Stock::A4Fold);
    }
    if stock == Stock::A4Fold {
        return inside(page, fonts, slip);
    }
    if stock == Stock::Lanyard {
        slot(page, area);
    }
    Ok(())
}

/// The top left quarter of a page.
fn quarter(page: Area) -> Area {
    Area {
        width: page.width / 2.0,
        height: page.height / 2.0,
        ..page
    }
}

fn head(slip: &Slip) -> Vec<Block<'_>> {
    let mut blocks = vec![plain(Field::Title, &slip.title, (9.5, 7.0), 0.0, 0.3)];
    if let Some(mark) = &slip.mark {
        blocks.push(Block {
            below: 3.5,
            ..bold(plain(Field::Mark, mark, (20.0, 10.0), 3.5, 1.0))
        });
    }
    if let Some(name) = &slip.name {
        blocks.push(bold(plain(Field::Name, name, (30.0, 9.0), 1.5, 0.0)));
    }
    if let Some(name) = &slip.name_second {
        blocks.push(plain(Field::NameSecond, name, (14.0, 7.0), 0.5, 0.0));
    }
    blocks
}

/// Below the code: until when; on a badge, which has one side only, also the rest.
fn foot<'a>(slip: &'a Slip, facts: &'a [String], folded: bool) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    if let Some(until) = &slip.until {
        blocks.push(plain(Field::Until, &until.label, (9.0, 7.0), 0.0, 0.3));
        blocks.push(Block {
            wrap: Wrap::Never,
            ..bold(plain(Field::Until, &until.value, (26.0, 12.0), 0.0, 0.0))
        });
    }
    if !folded {
        let fact = |(index, fact): (usize, &'a String)| {
            plain(Field::Fact(index), fact, (9.0, 6.5), 0.5, 0.0)
        };
        blocks.extend(facts.iter().enumerate().map(fact));
        let sentence = |text: &'a String| plain(Field::Sentence, text, (8.0, 6.5), 0.8, 0.3);
        blocks.extend(slip.sentences.iter().map(sentence));
    }
    blocks
}

/// A folded page besides its face: what to do beside it, which is the back of the folded page; the
/// facts in the lower half, which is its inside.
fn inside(page: &mut Page<'_>, fonts: &Fonts, slip: &Slip) -> Result<(), Field> {
    let (width, height) = page.size;
    let sentence = |text| Block {
        leading: 1.6,
        ..plain(Field::Sentence, text, (13.0, 8.0), 4.0, 0.0)
    };
    let sentences: Vec<Block<'_>> = slip
        .sentences
        .iter()
        .map(|text| sentence(text.as_str()))
        .collect();
    let back = set(
        fonts,
        &sentences,
        width / 2.0 - 2.0 * MARGIN.0,
        height / 2.0 - HEAD.0 - MARGIN.1,
    )?;
    page.column(&back, width / 2.0 + MARGIN.0, HEAD.0);
    let mut top = height / 2.0 + HEAD.0;
    if let (Some(mark), false) = (&slip.mark, slip.facts.is_empty()) {
        let block = bold(plain(Field::Mark, mark, (20.0, 10.0), 0.0, 1.0));
        let column = set(fonts, &[block], width - 2.0 * MARGIN.0, height / 8.0)?;
        let band = Area {
            x: 0.0,
            y: top - 1.5,
            width,
            height: column.height + 3.0,
        };
        page.fill(band, 0.0);
        page.column(&column, MARGIN.0, top);
        top = band.bottom() + 6.0;
    }
    let table = Table {
        area: Area {
            x: MARGIN.0,
            y: top,
            width: width - 2.0 * MARGIN.0,
            height: height - MARGIN.1 - top,
        },
        labels: 54.0,
        row: 1.9,
        label: (10.5, 7.0),
        value: (12.0, 7.5),
    };
    table.draw(page, fonts, &slip.facts)
}

/// Short lines at the middle of each edge and a cross where the two lines meet: dashed to fold,
/// drawn through to cut.
fn marks(page: &mut Page<'_>, fold: bool) {
    let (width, height) = page.size;
    let (x, y) = (width / 2.0, height / 2.0);
    let (near, far) = (MARK.0, MARK.0 + MARK.1);
    let lines = [
        ((x, near), (x, far)),
        ((x, height - far), (x, height - near)),
        ((near, y), (far, y)),
        ((width - far, y), (width - near, y)),
        ((x - MARK.1 / 2.0, y), (x + MARK.1 / 2.0, y)),
        ((x, y - MARK.1 / 2.0), (x, y + MARK.1 / 2.0)),
    ];
    for (from, to) in lines {
        page.line(from, to, 0.4, 0.4, fold.then_some(2.0));
    }
}

/// Where the slot for the lanyard is punched, so that it hits nothing.
fn slot(page: &mut Page<'_>, area: Area) {
    let (down, (width, height)) = SLOT;
    let (left, top) = (area.x + (area.width - width) / 2.0, area.y + down);
    let (right, bottom) = (left + width, top + height);
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    for (index, from) in corners.iter().enumerate() {
        page.line(*from, corners[(index + 1) % 4], 0.4, 0.6, Some(1.6));
    }
}
