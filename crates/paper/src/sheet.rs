//! From slips to the bytes of one PDF.

use crate::draw::Page;
use crate::notch::{self, Edge};
use crate::profile::Profile;
use crate::stock::Area;
use crate::symbol::{DOTS, Level, Plan, QUIET, Symbol, Unprintable, fitting, plans};
use crate::tags::Role;
use crate::typeface::Fonts;
use crate::write::Document;
use crate::{Field, Meta, Problem, Slip, Stock, card, face, page};

/// A printed PDF and where everything lies in it.
#[derive(Clone)]
pub struct Sheet {
    /// The file: the same bytes for the same slips, stock, fonts and [`Meta`].
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Number of pages of the whole run, with those that were not asked for.
    pub run: usize,
    /// One for each slip on these pages, in the order of the slips.
    pub placed: Vec<Placed>,
    /// What each code must say when it is read back.
    pub(crate) codes: Vec<String>,
}

/// On what slips are printed, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setup {
    /// On what.
    pub stock: Stock,
    /// The place of the first slip, from 1 and by rows: a sheet of labels may be used in part. At
    /// most [`Stock::per_page`].
    pub start: usize,
    /// Which of the pages; all if `None`.
    pub pages: Option<Pages>,
    /// What the printer needs.
    pub profile: Profile,
    /// Whether fingers find the code.
    pub edge: Edge,
}

/// Pages from one to another, both printed, from 1. What lies beyond the last is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The first.
    pub from: usize,
    /// The last.
    pub to: usize,
}

impl From<Stock> for Setup {
    /// Everything, from the first place on, on a printer that does nothing wrong.
    fn from(stock: Stock) -> Self {
        Self {
            stock,
            start: 1,
            pages: None,
            profile: Profile::default(),
            edge: Edge::Plain,
        }
    }
}

/// Where a slip and its code lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The slip, from 0.
    pub slip: usize,
    /// Its page, from 0.
    pub page: usize,
    /// The whole slip: the page, or the card up to its trim.
    pub area: Area,
    /// The code with its quiet zone of 4 modules, on whole dots of 1/150 inch.
    pub code: Area,
    /// Error correction of the code.
    pub level: Level,
    /// QR version, 1 to 40.
    pub version: u8,
    /// Side of a module in millimetres, a whole number of 1/300 inch and at least six.
    pub module: f32,
}

/// Prints slips on a stock, or on the rest of a sheet that is used in part.
///
/// Names are set largest and everything shrinks before it is left out; what cannot be printed
/// well is a [`Problem`] that names the slip, never a page with something missing. Nothing is
/// offered to a person before [`prove`](crate::prove()) has read it back.
///
/// # Errors
/// The first [`Problem`].
pub fn print(
    slips: &[Slip],
    setup: impl Into<Setup>,
    fonts: &Fonts,
    meta: &Meta,
) -> Result<Sheet, Problem> {
    let Setup {
        stock,
        start,
        pages,
        profile,
        edge,
    } = setup.into();
    if slips.is_empty() || slips.iter().any(|slip| slip.code.is_empty()) {
        return Err(Problem::Empty);
    }
    let places = stock.per_page();
    if !(1..=places).contains(&start) {
        return Err(Problem::NoSuchPlace { places });
    }
    if !profile.is_usual() {
        return Err(Problem::Profile);
    }
    let run = (start - 1 + slips.len()).div_ceil(places);
    let Pages { from, to } = pages.unwrap_or(Pages { from: 1, to: run });
    if from == 0 || from > to || from > run {
        return Err(Problem::NoSuchPage { pages: run });
    }
    let wanted = from - 1..to.min(run);
    for (slip, content) in slips.iter().enumerate() {
        if let Some((field, character)) = fonts.missing(content) {
            return Err(Problem::Glyph {
                slip,
                field,
                character,
            });
        }
    }
    let mut document = Document::new(fonts);
    let mut placed = Vec::with_capacity(slips.len());
    let mut drawn = Page::new(fonts, stock.page());
    for (slip, content) in slips.iter().enumerate() {
        let (number, cell) = ((start - 1 + slip) / places, (start - 1 + slip) % places);
        if !wanted.contains(&number) {
            continue;
        }
        let area = stock.cell(cell);
        drawn.tags.begin(Role::Section);
        let (code, symbol) = draw(&mut drawn, fonts, content, stock, area)
            .map_err(|problem| problem.of(slip, content, stock))?;
        drawn.picture(
            document.picture(slip, &symbol)?,
            without_quiet(code, &symbol),
            format!("QR · {}", content.title),
        );
        drawn.tags.end();
        if edge == Edge::Notched {
            notch::draw(&mut drawn, stock, area, code);
        }
        placed.push(Placed {
            slip,
            page: number - wanted.start,
            area: profile.moved(area),
            code: profile.moved(code),
            level: symbol.level,
            version: symbol.version,
            module: millimetres(symbol.dots),
        });
        if cell + 1 == places || slip + 1 == slips.len() {
            let full = std::mem::replace(&mut drawn, Page::new(fonts, stock.page()));
            document.page(full, profile)?;
        }
    }
    let codes = slips.iter().map(|slip| slip.code.clone()).collect();
    Ok(Sheet {
        pdf: document.write(meta)?,
        pages: wanted.len(),
        run,
        placed,
        codes,
    })
}

/// Why a slip found no place.
enum Cramped {
    /// No code of it is coarse enough.
    Code,
    /// A text does not fit beside the code.
    Text(Field),
}

impl Cramped {
    fn of(self, slip: usize, content: &Slip, stock: Stock) -> Problem {
        match (self, fitting(&content.code, stock)) {
            (Self::Text(field), _) => Problem::TooLong { slip, field },
            (Self::Code, Ok(larger)) => Problem::TooDense { slip, larger },
            (Self::Code, Err(Unprintable::Empty)) => Problem::Empty,
            (Self::Code, Err(Unprintable::Chunk)) => Problem::Chunk { slip },
            (Self::Code, Err(Unprintable::TooLongForQr)) => Problem::TooLongForQr { slip },
        }
    }
}

/// Draws everything but the code's picture; gives the code and its place. Where the text does not fit, a code with less
/// correction may be smaller.
fn draw(
    page: &mut Page<'_>,
    fonts: &Fonts,
    slip: &Slip,
    stock: Stock,
    area: Area,
) -> Result<(Area, Symbol), Cramped> {
    let (before, mut cramped) = (page.reached(), Cramped::Code);
    for plan in plans(&slip.code, stock) {
        match around(page, fonts, slip, stock, area, &plan) {
            Ok(code) => return Ok((code, plan.draw().ok_or(Cramped::Code)?)),
            Err(field) => cramped = Cramped::Text(field),
        }
        page.back_to(before);
    }
    Err(cramped)
}

/// Draws the text around a code; gives the code's place.
fn around(
    page: &mut Page<'_>,
    fonts: &Fonts,
    slip: &Slip,
    stock: Stock,
    area: Area,
    plan: &Plan,
) -> Result<Area, Field> {
    let (side, quiet) = (millimetres(plan.side()), millimetres(QUIET * plan.dots));
    let square = |(x, y)| Area {
        x: on_dots(x),
        y: on_dots(y),
        width: side,
        height: side,
    };
    match stock {
        Stock::A4 | Stock::A5 | Stock::LargeType => {
            let head = page::head(fonts, slip, page::measures(stock))?;
            let code = square(page::code(&head, side, quiet));
            page::draw(page, fonts, slip, &head, code)?;
            Ok(code)
        }
        _ if is_face(stock) => {
            let face = face::face(fonts, slip, stock, area, side)?;
            let code = square(face::code(&face, side));
            face::draw(page, fonts, slip, stock, &face)?;
            Ok(code)
        }
        _ => {
            let code = square(card::code(stock, area, side, quiet));
            card::draw(page, fonts, slip, stock, area, code)?;
            Ok(code)
        }
    }
}

/// Whether the code stands below the name.
fn is_face(stock: Stock) -> bool {
    match stock {
        Stock::A4Fold | Stock::Lanyard => true,
        Stock::Own(own) => own.is_tall(),
        _ => false,
    }
}

/// The dark square, a hundredth of a dot smaller: a viewer that rounds outwards takes no dot more.
fn without_quiet(code: Area, symbol: &Symbol) -> Area {
    let edge = millimetres(QUIET * symbol.dots) + EDGE / DOTS * 25.4;
    code.inset(edge, edge)
}

const EDGE: f32 = 0.01;

fn millimetres(dots: usize) -> f32 {
    dots as f32 / DOTS * 25.4
}

/// On dots that a poor copy has too: with 150 to the inch every second one.
fn on_dots(millimetres: f32) -> f32 {
    let half = DOTS / 2.0;
    (millimetres / 25.4 * half).round() / half * 25.4
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Sheet({} pages, {} slips)",
            self.pages,
            self.placed.len()
        )
    }
}
