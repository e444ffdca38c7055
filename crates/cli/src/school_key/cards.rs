//! `kincode school-key cards`: a card for each pupil of a list.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use desk::fonts;
use desk::printing::{self, Job, Printed};
use desk::problem::{Code, Problem};
use desk::school::ClassList;
use desk::view::{Lang, SchoolListRequest};
use jiff::civil::Date;
use serde::Serialize;
use words::t;

use crate::exit::{Exit, Stop};
use crate::holding::Holding;
use crate::readiness::day;
use crate::secrets::Secrets;
use crate::session::machine;
use crate::sources::bytes;
use crate::{clock, out, zone};

/// Sign a code for each pupil of a list, and print cards of 85.6 x 54 mm, ten on an A4 page.
///
/// One pupil a line: the name first, then class and birth date in any order, separated by tabs, commas or
/// semicolons. Where a line has a problem, all problems are told and nobody's code is signed.
///
/// With --json one line is printed for each card: the line of the list from 1, then as `paper --json`.
#[derive(Args)]
pub(crate) struct Cards {
    #[command(flatten)]
    secrets: Secrets,

    /// The last day of the codes, as 2027-01-31: at most 198 days ahead.
    #[arg(long, value_name = "DAY", value_parser = day)]
    until: Date,

    /// The place on the first page to start at, from 1 by rows, for sheets that are used in part.
    #[arg(long, value_name = "N", default_value_t = 1)]
    start: u32,

    /// The PDF to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,

    /// One line of JSON for each card.
    #[arg(long)]
    json: bool,

    /// The list, as text in UTF-8; - is standard input.
    list: String,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    line: u32,
    #[serde(flatten)]
    printed: &'a Printed,
}

impl Cards {
    pub(super) fn print(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        self.secrets.leave_input(std::iter::once(&self.list))?;
        out::is_free(&self.out, self.force)?;
        let request = self.request()?;
        // No PIN is asked for a list that is not right yet.
        let list = ClassList::read(&request, &clock().to_zoned(zone()))?;
        for (line, problem) in &list.problems {
            let view = problem.view(lang);
            let line = t(lang, "cli-line", &[("name", line.to_string().into())]);
            eprintln!("kincode: {line} {} {}", view.what, view.next);
        }
        if list.pupils.is_empty() || !list.problems.is_empty() {
            return Err(Problem::new(Code::SchoolLines, "").into());
        }
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let (family, sight) = at.family()?;
        let cards = family.sign_school(&request, &sight, &machine())?;
        // Laid out and written with the vault locked.
        drop(at);
        let program = std::env::current_exe().unwrap_or_default();
        let fonts = fonts::folder(&program);
        let job = printing::cards(&cards, self.start, None, lang, &fonts)?.finish()?;
        out::file(&self.out, job.pdf(), self.force)?;
        if self.json {
            write_json(&job, &list)?;
        } else {
            println!("{}", self.out.display());
        }
        Ok(Exit::Good)
    }

    fn request(&self) -> Result<SchoolListRequest, Problem> {
        let unreadable = |_| Problem::new(Code::Unreadable, &self.list);
        let text = String::from_utf8(bytes(&self.list)?).map_err(unreadable)?;
        // Spreadsheets begin a text with a mark of their own.
        let list = text.trim_start_matches('\u{feff}').to_owned();
        Ok(SchoolListRequest {
            list,
            until: self.until.to_string(),
        })
    }
}

fn write_json(job: &Job, list: &ClassList) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for printed in job.printed() {
        let pupil = list.pupils.get(printed.id as usize);
        let line = Line {
            line: pupil.map_or(0, |pupil| pupil.line),
            printed,
        };
        out::json(&mut out, &line)?;
    }
    out.flush()
}
