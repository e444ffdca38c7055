//! `kincode list`: what is kept of whom, what it is worth, until when, and what to do next.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use desk::Sight;
use desk::check::Checked;
use desk::family::Family;
use desk::view::{HeldKind, HeldView, Lang, Verdict};
use serde::Serialize;
use words::t;

use crate::check::mark;
use crate::exit::{Exit, Stop, ended};
use crate::lang;
use crate::secrets::Secrets;
use crate::session::Session;
use crate::sources::By;

/// List what is kept in the family's vault: what it is worth, until when, and what to do next.
///
/// Each thing has an id that lasts; `vault:ID` names it in `show` and `paper`.
///
/// With --json one line is printed for each thing. Keys never vanish; null means not known. `until` is
/// the moment in UTC, `reason` is as in `check --json`; a document without a code has neither. Codes of an
/// authority are one thing, a run, without an id: `strips list` says more of it, `strips live` shows it.
///
/// Exit codes: 0 done; 4 nothing of that name is kept; 5 the vault could not be read; 6 locked, wrong
/// PIN, waiting or in use; 7 the system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    by: By,

    #[command(flatten)]
    secrets: Secrets,

    /// One line of JSON for each thing.
    #[arg(long)]
    json: bool,

    /// Only of people whose name, pinyin or initials match.
    #[arg(default_value = "")]
    search: String,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    id: Option<String>,
    person: &'a str,
    person_id: Option<String>,
    kind: &'static str,
    title: &'a str,
    verdict: Verdict,
    word: &'a str,
    reason: Option<&'static str>,
    until: Option<String>,
    until_words: &'a str,
    next: &'a str,
    kept: &'a str,
    older: u32,
    shows: bool,
}

impl List {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        ended(self.list(home, lang), lang)
    }

    fn list(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let sight = self.by.sight(&self.by.shelf(home)?, lang);
        let mut session = Session::open(home, &self.secrets, lang)?;
        let (family, _) = session.family()?;
        let people = family.view(&self.search, &sight)?.people;
        let held = people.iter().flat_map(|person| &person.held);
        let codes = codes(family, held, &sight);
        let mut out = BufWriter::new(std::io::stdout().lock());
        let mut any = false;
        for person in &people {
            for held in &person.held {
                let line = Line {
                    id: of_thing(held)
                        .then(|| family.stable(held.slip.id))
                        .flatten(),
                    person: &person.name,
                    person_id: family.stable(person.id),
                    ..line(held, codes.get(&held.slip.id))
                };
                if self.json {
                    serde_json::to_writer(&mut out, &line).map_err(std::io::Error::from)?;
                    writeln!(out)?;
                } else {
                    if any {
                        writeln!(out)?;
                    }
                    write_words(&mut out, &line, held)?;
                }
                any = true;
            }
        }
        out.flush()?;
        if any {
            return Ok(Exit::Good);
        }
        eprintln!("kincode: {}", t(lang, "cli-nothing", &[]));
        Ok(Exit::NoCode)
    }
}

/// The codes among what is kept, judged, by their handles.
fn codes<'a>(
    family: &mut Family,
    held: impl Iterator<Item = &'a HeldView>,
    sight: &Sight,
) -> BTreeMap<u32, Checked> {
    let codes = held.filter(|held| held.kind == HeldKind::Code);
    let handles: Vec<u32> = codes.map(|held| held.slip.id).collect();
    family.to_print(&handles, sight).into_iter().collect()
}

/// Whether an id names it; a run is named by its person and its authority.
fn of_thing(held: &HeldView) -> bool {
    held.kind != HeldKind::Run
}

/// Everything but whose it is.
fn line<'a>(held: &'a HeldView, code: Option<&Checked>) -> Line<'a> {
    let slip = &held.slip;
    Line {
        id: None,
        person: "",
        person_id: None,
        kind: match held.kind {
            HeldKind::Code => "code",
            HeldKind::Document => "document",
            HeldKind::Run => "run",
        },
        title: &slip.title,
        verdict: slip.verdict,
        word: &slip.word,
        reason: code.map(|code| code.judgement.reason.as_str()),
        until: code.and_then(|code| Some(code.judgement.period().1?.to_string())),
        until_words: &slip.until,
        next: &slip.next,
        kept: &held.kept,
        older: held.older,
        shows: held.shows,
    }
}

fn write_words(out: &mut impl Write, line: &Line<'_>, held: &HeldView) -> std::io::Result<()> {
    let note = held.slip.note.as_deref();
    let words = [Some(line.person), Some(line.word), note];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    writeln!(out, "{} {}", mark(line.verdict), words.join(" · "))?;
    if let Some(id) = &line.id {
        writeln!(out, "  vault:{id}")?;
    }
    for text in [line.title, line.until_words, line.next, line.kept] {
        writeln!(out, "  {text}")?;
    }
    Ok(())
}
