//! Printing what is no code of a family: a school's cards.

use std::path::Path;

use paper::{Meta, Setup};
use words::Lang;

use super::{Proving, first, pages, problem, stock};
use crate::fonts;
use crate::problem::Problem;
use crate::school::Cards;
use crate::view::{OwnSize, PageSpan};

/// Prints cards from a place on the first page, from 1 by rows; these pages of them, or all.
///
/// # Errors
///
/// As [`print`](super::print).
pub fn cards(
    cards: &Cards,
    start: u32,
    span: Option<PageSpan>,
    lang: Lang,
    fonts: &Path,
) -> Result<Proving, Problem> {
    let fonts = fonts::load_for(fonts, &cards.slips)?;
    let meta = Meta {
        title: cards.title.clone(),
        language: lang.tag().to_owned(),
        created: None,
    };
    let setup = Setup {
        start: usize::try_from(start).unwrap_or(usize::MAX),
        pages: span.map(pages),
        ..Setup::from(stock(cards.stock, OwnSize::default())?)
    };
    let sheet = paper::print(&cards.slips, setup, &fonts, &meta);
    let sheet = sheet.map_err(|error| problem(&error, &[lang]))?;
    let first = first(span, sheet.run, lang);
    Proving::new(sheet, (0..).take(cards.slips.len()).collect(), first)
}
