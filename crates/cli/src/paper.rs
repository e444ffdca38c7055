//! `kincode paper`: print codes so that they scan.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use desk::check::Checked;
use desk::printing::{self, Job, Options, Printed};
use desk::problem::{Code, Problem};
use desk::view::{Lang, Stock};
use desk::{Shelf, fonts, source};
use serde::Serialize;

use crate::exit::Stop;
use crate::held::HeldId;
use crate::secrets::Secrets;
use crate::session::Session;
use crate::shape::Shape;
use crate::sources::{By, Found, tell};
use crate::{Exit, lang, out, zone};

/// Print codes on paper: one PDF, every code in it read back before it is written.
///
/// A code that is not verified is printed with 未核验 NOT VERIFIED across it and without a name. A
/// code that is refused needs --even-refused and carries its verdict.
///
/// With --json one line is printed for each slip: its page from 1, its rectangle and that of the
/// code in millimetres from the top left, and whether it read back at 300 and 150 dpi.
///
/// A code of the family's vault is named by vault:ID, as `kincode list` says it; then the PIN is asked.
///
/// Exit codes: 0 written; 1 not printed; 4 no code in any source; 5 a source could not be read, or
/// the file not written; 6 the vault is locked, the PIN wrong, or it is in use; 7 the system's
/// keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Paper {
    #[command(flatten)]
    by: By,

    #[command(flatten)]
    secrets: Secrets,

    /// What is printed on.
    #[arg(long, value_enum, required_unless_present = "calibrate")]
    stock: Option<Geometry>,

    #[command(flatten)]
    shape: Shape,

    /// The place on the first page to start at, from 1 by rows, for sheets that are used in part.
    #[arg(long, value_name = "N", default_value_t = 1)]
    start: u32,

    /// Languages of the paper, the first first: zh, en, or zh,en.
    #[arg(long, value_name = "LANG", value_delimiter = ',', required = true)]
    lang: Vec<Lang>,

    /// The PDF to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,

    /// Print codes that are refused too.
    #[arg(long)]
    even_refused: bool,

    /// One line of JSON for each slip.
    #[arg(long)]
    json: bool,

    /// Texts of codes, files with codes, or codes of the vault; - is text on standard input.
    #[arg(
        value_name = "CODE|FILE|vault:ID",
        required_unless_present = "calibrate"
    )]
    codes: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Geometry {
    /// A page of 210 x 297 mm for each code
    A4,
    /// A page of 148 x 210 mm for each code
    A5,
    /// An A4 page for each code, folded twice to 105 x 148 mm; the code and its name stay in sight
    A4Fold,
    /// An A4 page for each code, name and until-date very large
    LargeType,
    /// Badges of 105 x 148 mm, 4 on an A4 page
    Lanyard,
    /// Cards of 85.6 x 54 mm, 10 on an A4 page, with marks to cut along
    #[value(name = "id1")]
    Id1,
    /// One such card on a page of 105 x 74 mm
    #[value(name = "id1-single")]
    Id1Single,
    /// Labels of 70 x 37 mm, 3 x 8 on an A4 page
    #[value(name = "labels24")]
    Labels24,
    /// Labels of 63.5 x 38.1 mm, 3 x 7 on an A4 page (Avery L7160)
    #[value(name = "l7160")]
    L7160,
    /// As --own says
    Own,
}

impl From<Geometry> for Stock {
    fn from(geometry: Geometry) -> Self {
        match geometry {
            Geometry::A4 => Self::A4,
            Geometry::A5 => Self::A5,
            Geometry::A4Fold => Self::A4Fold,
            Geometry::LargeType => Self::LargeType,
            Geometry::Lanyard => Self::Lanyard,
            Geometry::Id1 => Self::Id1,
            Geometry::Id1Single => Self::Id1Single,
            Geometry::Labels24 => Self::Labels24,
            Geometry::L7160 => Self::L7160,
            Geometry::Own => Self::Own,
        }
    }
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    file: Option<&'a str>,
    verdict: &'a str,
    reason: &'a str,
    #[serde(flatten)]
    printed: &'a Printed,
}

impl Paper {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        match self.print(home, lang) {
            Ok(exit) => exit.into(),
            // A list that cannot be read was named wrongly.
            Err(Stop::Problem(problem))
                if matches!(
                    problem.code,
                    Code::NoSuchPlace
                        | Code::NoSuchPage
                        | Code::OwnSize
                        | Code::Printer
                        | Code::Unreadable
                ) =>
            {
                tell(&problem, lang);
                Exit::Usage.into()
            }
            Err(stop) => stop.tell(lang).into(),
        }
    }

    fn print(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let printer = self.shape.printer(home)?;
        let program = std::env::current_exe().unwrap_or_default();
        if self.shape.calibrate {
            let fonts = fonts::folder(&program);
            let page = printing::calibrate(printer.as_ref(), &self.lang, &fonts)?;
            out::file(&self.out, page.pdf(), self.force)?;
            println!("{}", self.out.display());
            return Ok(Exit::Good);
        }
        self.secrets.leave_input(self.codes.iter())?;
        let shelf = self.by.shelf(home)?;
        let mut kept = self.kept(home, &shelf, lang)?.into_iter();
        let mut found = Found::new(&self.by, &shelf);
        for code in &self.codes {
            if HeldId::in_argument(code).is_some() {
                kept.next().into_iter().for_each(|code| found.add(code));
            } else if source::texts(code).is_empty() {
                found.read(code);
            } else {
                found.text(code);
            }
        }
        let found = found.join();
        found.tell(lang);
        if !found.problems.is_empty() {
            return Ok(Exit::Unreadable);
        }
        if !found.codes.iter().any(|code| code.is_health_code()) {
            tell(&Problem::new(Code::NothingToPrint, ""), lang);
            return Ok(Exit::NoCode);
        }
        let options = Options {
            stock: self.stock.map_or_else(Stock::default, Stock::from),
            own: self.shape.own.unwrap_or_default(),
            printer: printer.as_ref(),
            start: self.start,
            pages: self.shape.pages,
            notch: self.shape.notch,
            langs: &self.lang,
            even_refused: self.even_refused,
            zone: &zone(),
        };
        let codes: Vec<_> = (1..).zip(&found.codes).collect();
        let job = printing::print(&codes, &options, &fonts::folder(&program))?.finish()?;
        out::file(&self.out, job.pdf(), self.force)?;
        if self.json {
            let failed = |_| Problem::new(Code::Save, "-");
            write_json(&job, &found).map_err(failed)?;
        } else {
            println!("{}", self.out.display());
        }
        Ok(Exit::Good)
    }

    /// The codes that are named by `vault:ID`, in their order. The vault is locked again before anything is laid out.
    fn kept(&self, home: Option<&Path>, shelf: &Shelf, lang: Lang) -> Result<Vec<Checked>, Stop> {
        let ids = self
            .codes
            .iter()
            .filter_map(|code| HeldId::in_argument(code));
        let ids: Vec<HeldId> = ids.collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sight = self.by.sight(shelf, lang);
        let mut session = Session::open(home, &self.secrets, lang)?;
        let (family, _) = session.family()?;
        ids.iter().map(|id| id.code(family, &sight)).collect()
    }
}

fn write_json(job: &Job, found: &Found<'_>) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for printed in job.printed() {
        let code = &found.codes[printed.id as usize - 1];
        let line = Line {
            file: code.origin.file.as_deref(),
            verdict: code.verdict().as_str(),
            reason: code.judgement.reason.as_str(),
            printed,
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
