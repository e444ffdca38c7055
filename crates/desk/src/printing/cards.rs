//! Printing what is no code of a family: a school's cards.

use std::path::Path;

use paper::read::Pdf;
use paper::{Meta, Setup};
use words::Lang;

use super::{Job, printed, problem, stock};
use crate::fonts;
use crate::problem::{Code, Problem};
use crate::school::Cards;
use crate::view::OwnSize;

/// Prints cards from a place on the first page, from 1 by rows, and reads every code back.
///
/// # Errors
///
/// As [`print`](super::print).
pub fn cards(cards: &Cards, start: u32, lang: Lang, fonts: &Path) -> Result<Job, Problem> {
    let fonts = fonts::load_for(fonts, &cards.slips)?;
    let meta = Meta {
        title: cards.title.clone(),
        language: lang.tag().to_owned(),
        created: None,
    };
    let setup = Setup {
        start: usize::try_from(start).unwrap_or(usize::MAX),
        ..Setup::from(stock(cards.stock, OwnSize::default())?)
    };
    let sheet = paper::print(&cards.slips, setup, &fonts, &meta);
    let sheet = sheet.map_err(|error| problem(&error, &[lang]))?;
    let unreadable = || Problem::new(Code::NotReadableAgain, "");
    let sheet = paper::prove(sheet).finish().map_err(|_| unreadable())?;
    let pages = Pdf::open(sheet.sheet().pdf.clone()).map_err(|_| unreadable())?;
    let ids: Vec<u32> = (0..).take(cards.slips.len()).collect();
    Ok(Job {
        printed: printed(&sheet, &ids),
        run: sheet.sheet().run,
        first: None,
        pages,
        bytes: sheet.into_pdf(),
    })
}
