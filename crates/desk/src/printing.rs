//! Printing: judged codes become a PDF in which every code was read back.

mod cards;
mod proving;
mod wording;

use std::path::Path;

use jiff::tz::TimeZone;
use paper::read::Pdf;
use paper::{
    ACROSS, DOWN, Division, Edge, Fonts, Meta, NoDivision, Own, Pages, Profile, RULERS_AT, Setup,
    Slip,
};
use serde::Serialize;
use words::{Lang, Value, t};

use self::wording::{both, joined, lay_out};
use crate::check::Checked;
use crate::problem::{Code, Problem};
use crate::view::{OwnSize, PageSpan, PrintView, PrintedSlip, Printer, Printing, Stock};
use crate::{fonts, slip};

pub use cards::cards;
pub use proving::Proving;

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// On what.
    pub stock: Stock,
    /// The size of one's own, for [`Stock::Own`].
    pub own: OwnSize,
    /// What the printer does wrong, if that is known.
    pub printer: Option<&'a Printer>,
    /// The place on the first page to start at, from 1 by rows.
    pub start: u32,
    /// Which pages of the run; all if there are none.
    pub pages: Option<PageSpan>,
    /// Whether a notch is marked, so that fingers find the code.
    pub notch: bool,
    /// In which languages, the first first.
    pub langs: &'a [Lang],
    /// The second, deliberate choice: print refused codes too.
    pub even_refused: bool,
    /// The zone in which dates are written.
    pub zone: &'a TimeZone,
}

/// A finished PDF. It comes from a proven sheet, so every code in it was read back; a calibration page has no code.
pub struct Job {
    bytes: Vec<u8>,
    pages: Pdf,
    run: usize,
    /// What to do before the rest is printed.
    first: Option<String>,
    printed: Vec<Printed>,
}

/// Where a code came to lie, and how it read back. Lengths are millimetres, places count from the
/// page's top left.
#[derive(Clone, Debug, Serialize)]
pub struct Printed {
    /// Which code.
    pub id: u32,
    /// The page, from 1.
    pub page: usize,
    /// The whole slip.
    pub slip_mm: Rectangle,
    /// The code with its quiet zone.
    pub code_mm: Rectangle,
    /// Error correction level: Q, M or L.
    pub level: &'static str,
    /// QR version, 1 to 40.
    pub version: u8,
    /// Width of a module.
    pub module_mm: f64,
    /// Read back at 300 dpi.
    pub read_300: bool,
    /// Read back at 150 dpi.
    pub read_150: bool,
}

/// A rectangle in millimetres.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Rectangle {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Prints codes with the fonts in the folder `fonts`. Nothing of it is offered before every one of them was read back.
///
/// What is not verified carries 未核验 / NOT VERIFIED across the slip and no name (design invariant
/// 2); what is refused carries its word too and needs [`Options::even_refused`].
///
/// # Errors
///
/// [`Problem`] if there is nothing to print, a refused code is among them without that choice, the
/// fonts are missing or lack a character, or a text or a code does not fit the stock.
pub fn print(
    codes: &[(u32, &Checked)],
    options: &Options<'_>,
    fonts: &Path,
) -> Result<Proving, Problem> {
    let codes: Vec<_> = codes
        .iter()
        .filter(|(_, checked)| slip::printing(checked) != Printing::Never)
        .collect();
    if codes.is_empty() {
        return Err(Problem::new(Code::NothingToPrint, ""));
    }
    let refused = codes
        .iter()
        .any(|(_, checked)| slip::printing(checked) == Printing::Refused);
    if refused && !options.even_refused {
        return Err(Problem::new(Code::RefusedSlip, ""));
    }
    let slips: Vec<Slip> = codes
        .iter()
        .map(|(_, checked)| lay_out(checked, options))
        .collect();
    let fonts: Fonts = fonts::load_for(fonts, &slips)?;
    let meta = Meta {
        title: both("paper-title", options.langs),
        language: options
            .langs
            .first()
            .copied()
            .unwrap_or_default()
            .tag()
            .to_owned(),
        created: None,
    };
    let setup = Setup {
        stock: stock(options.stock, options.own)?,
        pages: options.pages.map(pages),
        profile: profile(options.printer)?,
        edge: if options.notch {
            Edge::Notched
        } else {
            Edge::Plain
        },
        // What no page has is refused there.
        start: usize::try_from(options.start).unwrap_or(usize::MAX),
    };
    let sheet =
        paper::print(&slips, setup, &fonts, &meta).map_err(|e| problem(&e, options.langs))?;
    let lang = options.langs.first().copied().unwrap_or_default();
    let first = first(options.pages, sheet.run, lang);
    Proving::new(sheet, codes.iter().map(|(id, _)| *id).collect(), first)
}

fn pages(span: PageSpan) -> Pages {
    Pages {
        from: span.from as usize,
        to: span.to as usize,
    }
}

/// What to do before the rest is printed, where these pages are the first one of a run alone.
fn first(span: Option<PageSpan>, run: usize, lang: Lang) -> Option<String> {
    let alone = span == Some(PageSpan { from: 1, to: 1 }) && run > 1;
    alone.then(|| t(lang, "print-first-sheet", &[]))
}

/// The calibration page: two rulers, and how to read them. It is printed with what is known of the printer, so that a
/// second one says what is still missing.
///
/// # Errors
///
/// [`Code::Fonts`] or [`Code::Printer`].
pub fn calibrate(printer: Option<&Printer>, langs: &[Lang], fonts: &Path) -> Result<Job, Problem> {
    let fonts = fonts::load(fonts)?;
    let [across, down] = [ACROSS, DOWN].map(|length| Value::from(i64::from(length)));
    let args = [
        ("across", across),
        ("down", down),
        ("at", Value::from(RULERS_AT as i64)),
    ];
    let steps = ["title", "print", "left", "top", "wide", "high", "again"];
    let texts = steps.iter().map(|step| {
        let key = format!("calibrate-{step}");
        joined(langs.iter().map(|lang| t(*lang, &key, &args)))
    });
    let meta = Meta {
        title: both("calibrate-title", langs),
        language: langs.first().copied().unwrap_or_default().tag().to_owned(),
        created: None,
    };
    let texts: Vec<String> = texts.collect();
    let bytes = paper::calibration(profile(printer)?, &texts, &fonts, &meta)
        .map_err(|e| problem(&e, langs))?;
    let pages = Pdf::open(bytes.clone()).map_err(|_| Problem::new(Code::NotReadableAgain, ""))?;
    Ok(Job {
        bytes,
        pages,
        run: 1,
        first: None,
        printed: Vec::new(),
    })
}

/// The geometry of a stock.
fn stock(stock: Stock, own: OwnSize) -> Result<paper::Stock, Problem> {
    Ok(match stock {
        Stock::A4 => paper::Stock::A4,
        Stock::A5 => paper::Stock::A5,
        Stock::A4Fold => paper::Stock::A4Fold,
        Stock::LargeType => paper::Stock::LargeType,
        Stock::Lanyard => paper::Stock::Lanyard,
        Stock::Id1 => paper::Stock::Id1,
        Stock::Id1Single => paper::Stock::Id1Single,
        Stock::Labels24 => paper::Stock::Labels24,
        Stock::L7160 => paper::Stock::L7160,
        Stock::Own => paper::Stock::Own(divided(own)?),
    })
}

fn divided(own: OwnSize) -> Result<Own, Problem> {
    let division = Division {
        page: (own.width, own.height),
        columns: own.columns,
        rows: own.rows,
        margins: (own.sides, own.ends),
        gaps: (own.between_columns, own.between_rows),
    };
    Own::new(division).map_err(|fault| {
        let about = match fault {
            NoDivision::Small { width, height } => {
                let millimetres = |tenths: u16| f32::from(tenths) / 10.0;
                format!("{} × {} mm", millimetres(width), millimetres(height))
            }
            _ => format!("{} × {}", own.columns, own.rows),
        };
        Problem::new(Code::OwnSize, about)
    })
}

fn profile(printer: Option<&Printer>) -> Result<Profile, Problem> {
    let Some(printer) = printer else {
        return Ok(Profile::default());
    };
    let profile = Profile {
        offset: (printer.right, printer.down),
        scale: (printer.wider, printer.higher),
    };
    if profile.is_usual() {
        Ok(profile)
    } else {
        Err(Problem::new(Code::Printer, printer.name.as_str()))
    }
}

impl Job {
    /// The bytes to save.
    pub fn pdf(&self) -> &[u8] {
        &self.bytes
    }

    /// Every printed code, in the order of the request.
    pub fn printed(&self) -> &[Printed] {
        &self.printed
    }

    /// The job as the window shows it.
    pub fn view(&self, job: u32) -> PrintView {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let slips = self.printed.iter().map(|printed| PrintedSlip {
            id: printed.id,
            page: small(printed.page - 1),
            module_mm: printed.module_mm as f32,
            level: printed.level.to_owned(),
        });
        PrintView {
            job,
            pages: small(self.pages.pages()),
            proven: small(self.pages.pages()),
            run: small(self.run),
            first: self.first.clone(),
            bytes: small(self.pdf().len()),
            slips: slips.collect(),
        }
    }

    /// A page (from 0) as PNG, drawn from the bytes that will be saved.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if there is no such page.
    pub fn page_png(&self, page: usize) -> Result<Vec<u8>, Problem> {
        page_png(&self.pages, page)
    }
}

fn page_png(pages: &Pdf, page: usize) -> Result<Vec<u8>, Problem> {
    let drawn = pages.page_png(page, PREVIEW_DPI);
    drawn.map_err(|_| Problem::new(Code::Closed, ""))
}

impl From<paper::Stock> for Stock {
    fn from(stock: paper::Stock) -> Self {
        match stock {
            paper::Stock::A4 => Self::A4,
            paper::Stock::A5 => Self::A5,
            paper::Stock::A4Fold => Self::A4Fold,
            paper::Stock::LargeType => Self::LargeType,
            paper::Stock::Lanyard => Self::Lanyard,
            paper::Stock::Id1 => Self::Id1,
            paper::Stock::Id1Single => Self::Id1Single,
            paper::Stock::Labels24 => Self::Labels24,
            paper::Stock::L7160 => Self::L7160,
            paper::Stock::Own(_) => Self::Own,
        }
    }
}

impl From<paper::Area> for Rectangle {
    fn from(area: paper::Area) -> Self {
        let paper::Area {
            x,
            y,
            width,
            height,
        } = area;
        let [x, y, width, height] = [x, y, width, height].map(micrometres);
        Self {
            x,
            y,
            width,
            height,
        }
    }
}

/// Millimetres to the micrometre, which is as exact as they are.
fn micrometres(millimetres: f32) -> f64 {
    (f64::from(millimetres) * 1000.0).round() / 1000.0
}

fn problem(error: &paper::Problem, langs: &[Lang]) -> Problem {
    match error {
        paper::Problem::Empty => Problem::new(Code::NothingToPrint, ""),
        paper::Problem::Glyph { character, .. } => Problem {
            detail: format!("U+{:04X}", u32::from(*character)),
            ..Problem::new(Code::Glyph, character.to_string())
        },
        paper::Problem::TooDense { larger, .. } => Problem {
            stock: Some((*larger).into()),
            ..Problem::new(Code::TooDense, "")
        },
        paper::Problem::NoSuchPlace { places } => {
            Problem::new(Code::NoSuchPlace, places.to_string())
        }
        paper::Problem::NoSuchPage { pages } => Problem::new(Code::NoSuchPage, pages.to_string()),
        paper::Problem::TooLongForQr { .. } => Problem::new(Code::TooLongForQr, ""),
        paper::Problem::TooLong { field, .. } => {
            let label = match field {
                paper::Field::Name | paper::Field::NameSecond => "fact-name",
                paper::Field::Until => "paper-until",
                _ => "paper-what",
            };
            Problem::new(Code::TextTooLong, both(label, langs))
        }
        paper::Problem::Typeface => Problem::new(Code::Fonts, ""),
        _ => Problem::new(Code::NotReadableAgain, ""),
    }
}

/// Sharp on a screen of twice the usual density, and small enough to send at once.
const PREVIEW_DPI: u32 = 110;
