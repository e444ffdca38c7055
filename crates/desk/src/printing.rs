//! Printing: judged codes become a PDF in which every code was read back.

use std::path::Path;

use healthcode::dcc::Event;
use healthcode::{Code as Content, HealthCode, Verdict};
use jiff::tz::TimeZone;
use paper::read::Pdf;
use paper::{Fact, Fonts, Meta, Proven, Slip};
use serde::Serialize;
use words::{Lang, t};

use crate::check::Checked;
use crate::problem::{Code, Problem};
use crate::view::{PrintView, PrintedSlip, Printing, Stock};
use crate::{fonts, people, slip};

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// On what.
    pub stock: Stock,
    /// In which languages, the first first.
    pub langs: &'a [Lang],
    /// The second, deliberate choice: print refused codes too.
    pub even_refused: bool,
    /// The zone in which dates are written.
    pub zone: &'a TimeZone,
}

/// A finished PDF. It holds a proven sheet, so every code in it was read back.
pub struct Job {
    sheet: Proven,
    pages: Pdf,
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

/// Prints codes with the fonts in the folder `fonts`, and reads every one of them back.
///
/// What is not verified carries 未核验 / NOT VERIFIED across the slip and no name (design invariant
/// 2); what is refused carries its word too and needs [`Options::even_refused`].
///
/// # Errors
///
/// [`Problem`] if there is nothing to print, a refused code is among them without that choice, the
/// fonts are missing or lack a character, a text or a code does not fit the stock, or a printed
/// code did not read back. Nothing is offered then.
pub fn print(
    codes: &[(u32, &Checked)],
    options: &Options<'_>,
    fonts: &Path,
) -> Result<Job, Problem> {
    let codes: Vec<_> = codes
        .iter()
        .filter(|(_, checked)| slip::printing(&checked.judgement) != Printing::Never)
        .collect();
    if codes.is_empty() {
        return Err(Problem::new(Code::NothingToPrint, ""));
    }
    let refused = codes
        .iter()
        .any(|(_, checked)| slip::printing(&checked.judgement) == Printing::Refused);
    if refused && !options.even_refused {
        return Err(Problem::new(Code::RefusedSlip, ""));
    }
    let slips: Vec<Slip> = codes
        .iter()
        .map(|(_, checked)| lay_out(checked, options))
        .collect();
    let fonts: Fonts = fonts::load(fonts)?;
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
    let stock = match options.stock {
        Stock::A4 => paper::Stock::A4,
        Stock::Id1 => paper::Stock::Id1,
    };
    let sheet =
        paper::print(&slips, stock, &fonts, &meta).map_err(|e| problem(&e, options.langs))?;
    let sheet = paper::prove(sheet)
        .finish()
        .map_err(|_| Problem::new(Code::NotReadableAgain, ""))?;
    let pages = Pdf::open(sheet.sheet().pdf.clone())
        .map_err(|_| Problem::new(Code::NotReadableAgain, ""))?;
    let printed = sheet
        .sheet()
        .placed
        .iter()
        .zip(sheet.proofs())
        .map(|(placed, proof)| Printed {
            id: codes[placed.slip].0,
            page: placed.page + 1,
            slip_mm: placed.area.into(),
            code_mm: placed.code.into(),
            level: match placed.level {
                paper::Level::Q => "Q",
                paper::Level::M => "M",
                paper::Level::L => "L",
            },
            version: placed.version,
            module_mm: micrometres(placed.module),
            read_300: proof.read_300,
            read_150: proof.read_150,
        });
    Ok(Job {
        printed: printed.collect(),
        pages,
        sheet,
    })
}

impl Job {
    /// The bytes to save.
    pub fn pdf(&self) -> &[u8] {
        &self.sheet.sheet().pdf
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
            read_300: printed.read_300,
            read_150: printed.read_150,
        });
        PrintView {
            job,
            pages: small(self.pages.pages()),
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
        self.pages
            .page_png(page, PREVIEW_DPI)
            .map_err(|_| Problem::new(Code::Closed, ""))
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

/// The strings of one slip. Only a verified code has a name and facts.
fn lay_out(checked: &Checked, options: &Options<'_>) -> Slip {
    let judgement = &checked.judgement;
    let langs = options.langs;
    let mut slip = Slip {
        code: checked.text.expose().clone(),
        title: joined(langs.iter().map(|lang| slip::what(judgement, *lang))),
        mark: mark(checked),
        ..Slip::default()
    };
    let Content::Verified(code) = &judgement.code else {
        slip.sentences = langs
            .iter()
            .map(|lang| t(*lang, "paper-holder-hidden", &[]))
            .collect();
        return slip;
    };
    let HealthCode { claims, dcc } = code.content();
    let name = people::name(&dcc.holder);
    slip.name_second = people::latin(&dcc.holder).filter(|latin| *latin != name);
    slip.name = Some(name);
    let until = options.zone.to_datetime(claims.expires).date().to_string();
    slip.until = Some(Fact::new(both("paper-until", langs), until));
    let mut fact = |label: &str, value: Option<String>| {
        slip.facts.extend(
            value
                .filter(|v| !v.is_empty())
                .map(|value| Fact::new(both(label, langs), value)),
        );
    };
    fact("paper-birth", people::iso_birth(*dcc.holder.birth.expose()));
    if options.stock == Stock::A4 {
        event(&dcc.event, langs, options.zone, &mut fact);
        fact("fact-country", Some(dcc.event.origin().country.clone()));
        fact(
            "fact-identifier",
            Some(dcc.event.origin().identifier.expose().clone()),
        );
    }
    fact(
        "paper-issuer",
        judgement.issuer.as_ref().and_then(|c| c.name.clone()),
    );
    slip.sentences = langs
        .iter()
        .map(|lang| t(*lang, "paper-match", &[]))
        .collect();
    if options.stock == Stock::A4 {
        slip.sentences
            .extend(langs.iter().map(|lang| t(*lang, "paper-offline", &[])));
    }
    slip
}

/// What happened, as a page has room for it.
fn event(
    event: &Event,
    langs: &[Lang],
    zone: &TimeZone,
    fact: &mut impl FnMut(&str, Option<String>),
) {
    let named = |code: &str| Some(joined(langs.iter().map(|lang| slip::named(code, *lang))));
    fact("fact-disease", named(&event.origin().disease));
    match event {
        Event::Vaccination(v) => {
            fact("fact-product", named(&v.product));
            fact("fact-dose", Some(format!("{} / {}", v.dose, v.series)));
            fact("fact-day", Some(v.day.to_string()));
        }
        Event::Test(test) => {
            fact("fact-method", named(&test.method));
            fact("fact-result", named(&test.result));
            let sampled = zone.to_datetime(test.sampled);
            fact(
                "fact-sampled",
                Some(format!(
                    "{} {:02}:{:02}",
                    sampled.date(),
                    sampled.hour(),
                    sampled.minute()
                )),
            );
        }
        Event::Recovery(recovery) => {
            fact("fact-positive", Some(recovery.positive.to_string()));
            fact(
                "fact-from",
                Some(format!("{} – {}", recovery.from, recovery.until)),
            );
        }
    }
}

/// The warning across a slip, always in both languages: whoever reads the paper must understand it.
fn mark(checked: &Checked) -> Option<String> {
    let judgement = &checked.judgement;
    let [zh, en] = Lang::ALL.map(|lang| {
        let refused = (judgement.verdict() == Verdict::Refuse).then(|| slip::word(judgement, lang));
        let unverified = judgement
            .verified()
            .is_none()
            .then(|| t(lang, "paper-unverified", &[]));
        refused
            .into_iter()
            .chain(unverified)
            .collect::<Vec<_>>()
            .join("\u{3000}")
    });
    (!zh.is_empty()).then(|| format!("{zh}\u{3000}{}", en.to_uppercase()))
}

/// A message in every language of the paper.
fn both(key: &str, langs: &[Lang]) -> String {
    joined(langs.iter().map(|lang| t(*lang, key, &[])))
}

/// Texts in several languages, each once; `paper` parts a line at the ideographic space first.
fn joined(texts: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all.join("\u{3000}")
}

fn problem(error: &paper::Problem, langs: &[Lang]) -> Problem {
    match error {
        paper::Problem::Empty => Problem::new(Code::NothingToPrint, ""),
        paper::Problem::Glyph { character, .. } => Problem {
            code: Code::Glyph,
            about: character.to_string(),
            detail: format!("U+{:04X}", u32::from(*character)),
        },
        paper::Problem::TooDense { .. } => Problem::new(Code::TooDense, ""),
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
