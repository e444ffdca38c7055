//! `kincode people`: whose codes are kept.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use desk::view::{FamilyView, Lang, PersonView, Relation, Right};
use serde::Serialize;
use words::t;

use crate::exit::{Exit, Stop, ended};
use crate::lang;
use crate::secrets::Secrets;
use crate::session::Session;
use crate::sources::By;

/// List the people of the family's vault: who they are to you, by what right you hold their codes, and
/// until when.
///
/// With --json one line is printed for each person. Keys never vanish; null means not known.
///
/// Exit codes: 0 done; 4 nobody is kept; 5 the vault could not be read; 6 locked, wrong PIN, waiting
/// or in use; 7 the system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct People {
    #[command(flatten)]
    secrets: Secrets,

    /// One line of JSON for each person.
    #[arg(long)]
    json: bool,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    id: Option<String>,
    name: &'a str,
    name_latin: Option<&'a str>,
    birth: Option<&'a str>,
    relation: Relation,
    right: Right,
    until: Option<&'a str>,
    ending: bool,
    line: &'a str,
    kept: usize,
}

impl People {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        ended(self.list(home, lang), lang)
    }

    fn list(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let by = By::default();
        let sight = by.sight(&by.shelf(home)?, lang);
        let mut session = Session::open(home, &self.secrets, lang)?;
        let (family, _) = session.family()?;
        let FamilyView { people, tally, .. } = family.view("", &sight)?;
        let mut out = std::io::stdout().lock();
        for person in &people {
            let line = line(person, family.stable(person.id));
            if self.json {
                serde_json::to_writer(&mut out, &line).map_err(std::io::Error::from)?;
                writeln!(out)?;
            } else {
                let name = [Some(line.name), line.name_latin].into_iter().flatten();
                let name = name.collect::<Vec<_>>().join(" · ");
                writeln!(out, "{}  {name}", line.id.as_deref().unwrap_or("-"))?;
                writeln!(out, "  {}", person.line)?;
            }
        }
        if !self.json && !people.is_empty() {
            writeln!(out, "{tally}")?;
        }
        out.flush()?;
        if !people.is_empty() {
            return Ok(Exit::Good);
        }
        eprintln!("kincode: {}", t(lang, "cli-nothing", &[]));
        Ok(Exit::NoCode)
    }
}

fn line(person: &PersonView, id: Option<String>) -> Line<'_> {
    let fields = &person.fields;
    Line {
        id,
        name: &person.name,
        name_latin: person.latin.as_deref(),
        birth: known(&fields.birth),
        relation: fields.relation,
        right: fields.right,
        until: known(&fields.until),
        ending: person.ending,
        line: &person.line,
        kept: person.held.len(),
    }
}

fn known(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
