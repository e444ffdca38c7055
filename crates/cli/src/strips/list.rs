//! `kincode strips list`: the runs that are kept, until when, and their paper codes.

use std::io::{BufWriter, Write};
use std::path::Path;

use clap::Args;
use desk::family::Family;
use desk::view::{Colour, Lang, PaperView};
use serde::Serialize;
use words::t;

use crate::exit::{Exit, Stop};
use crate::holding::{Holding, OneRun, runs};
use crate::out;
use crate::secrets::Secrets;

/// List the runs that are kept: of whom, from whom, until which day, and which paper codes there are.
///
/// With --json one line is printed for each run. Keys never vanish; null means not known.
#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    secrets: Secrets,

    /// One line of JSON for each run.
    #[arg(long)]
    json: bool,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    person: &'a str,
    person_id: Option<String>,
    authority: &'a str,
    authority_id: Option<String>,
    region: &'a str,
    through: &'a str,
    age: &'a str,
    overdue: bool,
    trouble: Option<&'a str>,
    colour: Option<Colour>,
    practice: bool,
    papers: Vec<PaperLine<'a>>,
}

/// One paper code in it.
#[derive(Serialize)]
pub(super) struct PaperLine<'a> {
    pub(super) id: Option<String>,
    serial: &'a str,
    until: &'a str,
    word: &'a str,
    valid: bool,
}

impl List {
    pub(super) fn list(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        write(&mut at, self.json, |_| true)
    }
}

/// Prints the runs that are wanted, in words or as JSON.
pub(super) fn write(
    at: &mut Holding,
    json: bool,
    wanted: impl Fn(&OneRun<'_>) -> bool,
) -> Result<Exit, Stop> {
    let lang = at.session.lang;
    let view = at.view()?;
    let (family, _) = at.family()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut any = false;
    for run in runs(&view).filter(wanted) {
        any = true;
        let line = line(&run, family);
        if json {
            out::json(&mut out, &line)?;
        } else {
            write_words(&mut out, &line, &run, lang)?;
        }
    }
    out.flush()?;
    if any {
        return Ok(Exit::Good);
    }
    Err(Stop::Missing("cli-no-run", String::new()))
}

impl<'a> PaperLine<'a> {
    pub(super) fn of(paper: &'a PaperView, family: &Family) -> Self {
        Self {
            id: family.stable(paper.held),
            serial: &paper.serial,
            until: &paper.until,
            word: &paper.word,
            valid: paper.valid,
        }
    }

    /// In one line of words.
    pub(super) fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        let id = self.id.as_deref().unwrap_or("-");
        let Self {
            serial,
            word,
            until,
            ..
        } = self;
        writeln!(out, "{serial}  vault:{id}  {word} · {until}")
    }
}

fn line<'a>(one: &OneRun<'a>, family: &Family) -> Line<'a> {
    let run = one.run;
    Line {
        person: &one.person.name,
        person_id: family.stable(one.person.id),
        authority: &run.from,
        authority_id: family.stable(run.authority),
        region: &run.region,
        through: &run.through,
        age: &run.age,
        overdue: run.overdue,
        trouble: run.trouble.as_deref(),
        colour: run.colour.as_ref().map(|stated| stated.colour),
        practice: run.practice,
        papers: run
            .papers
            .iter()
            .map(|paper| PaperLine::of(paper, family))
            .collect(),
    }
}

fn write_words(
    out: &mut impl Write,
    line: &Line<'_>,
    one: &OneRun<'_>,
    lang: Lang,
) -> std::io::Result<()> {
    let practice = line.practice.then(|| t(lang, "cli-practice", &[]));
    let stated = one.run.colour.as_ref().map(|stated| stated.word.clone());
    let first = [
        Some(line.person.to_owned()),
        Some(line.authority.to_owned()),
        Some(line.region.to_owned()),
        stated,
        practice,
    ];
    let first: Vec<String> = first.into_iter().flatten().collect();
    writeln!(out, "{}", first.join(" · "))?;
    let lines = [Some(line.through), Some(line.age), line.trouble];
    for text in lines.into_iter().flatten() {
        writeln!(out, "  {text}")?;
    }
    for paper in &line.papers {
        write!(out, "  ")?;
        paper.write(out)?;
    }
    Ok(())
}
