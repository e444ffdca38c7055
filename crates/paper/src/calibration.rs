//! The calibration page: two rulers whose place and length on paper tell what a printer does wrong.

use crate::block::{Block, bold, plain, set};
use crate::draw::Page;
use crate::profile::Profile;
use crate::stock::Stock;
use crate::typeface::{Fonts, Weight};
use crate::write::Document;
use crate::{Field, Meta, Problem};

/// Both rulers begin so far from the paper's left and upper edge, millimetres.
pub const RULERS_AT: f32 = 20.0;
/// Length of the ruler across, millimetres.
pub const ACROSS: u16 = 150;
/// Length of the ruler down, millimetres.
pub const DOWN: u16 = 200;

/// An A4 page with a ruler across and one down, both with their zero 20 mm from the paper's edges, and `texts` that say
/// how to read them, the first as its title. It is printed with the profile, so that the next measure says what is still
/// missing.
///
/// # Errors
/// [`Problem::Glyph`] (slip 0) or [`Problem::Writer`].
pub fn calibration(
    profile: Profile,
    texts: &[String],
    fonts: &Fonts,
    meta: &Meta,
) -> Result<Vec<u8>, Problem> {
    let lacks = |text: &String| {
        let weights = [Weight::Regular, Weight::Bold];
        let lacked = |c: &char| {
            weights
                .iter()
                .any(|weight| fonts.choose(*weight, *c).is_none())
        };
        text.chars().find(lacked)
    };
    if let Some(character) = texts.iter().find_map(lacks) {
        return Err(Problem::Glyph {
            slip: 0,
            field: Field::Sentence,
            character,
        });
    }
    let mut page = Page::new(fonts, Stock::A4.page());
    across(&mut page);
    down(&mut page);
    let blocks: Vec<Block<'_>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| match index {
            0 => bold(plain(Field::Title, text, (24.0, 12.0), 0.0, 0.0)),
            _ => Block {
                leading: 1.6,
                ..plain(Field::Sentence, text, (12.5, 8.0), 4.0, 0.0)
            },
        })
        .collect();
    let (x, y) = (RULERS_AT + 30.0, RULERS_AT + 28.0);
    let column = set(fonts, &blocks, 190.0 - x, 220.0)
        .map_err(|field| Problem::TooLong { slip: 0, field })?;
    page.column(&column, x, y);
    let mut document = Document::new(fonts);
    document.page(page, profile)?;
    document.write(meta)
}

fn across(page: &mut Page<'_>) {
    let y = RULERS_AT;
    page.line(
        (RULERS_AT, y),
        (RULERS_AT + f32::from(ACROSS), y),
        0.5,
        0.0,
        None,
    );
    for mark in 0..=ACROSS {
        let x = RULERS_AT + f32::from(mark);
        page.line((x, y), (x, y + tick(mark)), 0.3, 0.0, None);
        if mark % 10 == 0 {
            number(page, mark, (x + 0.6, y + 8.0));
        }
    }
}

fn down(page: &mut Page<'_>) {
    let x = RULERS_AT;
    page.line(
        (x, RULERS_AT),
        (x, RULERS_AT + f32::from(DOWN)),
        0.5,
        0.0,
        None,
    );
    for mark in 1..=DOWN {
        let y = RULERS_AT + f32::from(mark);
        page.line((x, y), (x + tick(mark), y), 0.3, 0.0, None);
        if mark % 10 == 0 && mark > 10 {
            number(page, mark, (x + 6.5, y + 1.0));
        }
    }
}

/// Beside a mark, for eyes only.
fn number(page: &mut Page<'_>, mark: u16, at: (f32, f32)) {
    page.unread(|page| page.text(&mark.to_string(), at, 7.0, Weight::Regular, 0.2));
}

/// Length of a mark in millimetres.
fn tick(mark: u16) -> f32 {
    match (mark % 10, mark % 5) {
        (0, _) => 5.5,
        (_, 0) => 4.0,
        _ => 2.5,
    }
}
