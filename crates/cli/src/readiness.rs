//! `kincode readiness`: whether everybody is ready for a day.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use desk::view::{Lang, ReadyView, Verdict};
use jiff::civil::Date;
use serde::Serialize;
use words::t;

use crate::check::mark;
use crate::exit::{Exit, Stop, ended};
use crate::holding::Holding;
use crate::secrets::Secrets;
use crate::{lang, out};

/// Say whether everybody has a code that will still be accepted on a day, such as the first of term, and
/// what to do if not.
///
/// With --json one line is printed for each person. Keys never vanish; null means nothing is to be done.
///
/// Exit codes: 0 all are ready; 3 something is to be done; 4 nobody is kept; 5 the vault could not be
/// read; 6 locked, wrong PIN, waiting or in use; 7 the system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Readiness {
    #[command(flatten)]
    secrets: Secrets,

    /// One line of JSON for each person.
    #[arg(long)]
    json: bool,

    /// The day, as 2027-09-01.
    #[arg(value_parser = day)]
    day: Date,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    day: &'a str,
    person: &'a str,
    person_id: Option<String>,
    ready: bool,
    word: &'a str,
    line: &'a str,
    next: Option<&'a str>,
}

impl Readiness {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        ended(self.say(home, lang), lang)
    }

    fn say(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        // Gives everybody a handle first.
        at.view()?;
        let (family, sight) = at.family()?;
        let view = family.readiness(&self.day.to_string(), &sight)?;
        if view.people.is_empty() {
            eprintln!("kincode: {}", t(lang, "cli-nothing", &[]));
            return Ok(Exit::NoCode);
        }
        let mut out = BufWriter::new(std::io::stdout().lock());
        for person in &view.people {
            if self.json {
                let line = Line {
                    day: &view.day,
                    person: &person.name,
                    person_id: family.stable(person.person),
                    ready: is_ready(person),
                    word: &person.word,
                    line: &person.line,
                    next: Some(person.next.as_str()).filter(|next| !next.is_empty()),
                };
                out::json(&mut out, &line)?;
            } else {
                let ReadyView { name, word, .. } = person;
                writeln!(out, "{} {name} · {word}", mark(person.ready))?;
                let lines = [&person.line, &person.next];
                for text in lines.into_iter().filter(|text| !text.is_empty()) {
                    writeln!(out, "  {text}")?;
                }
            }
        }
        if !self.json {
            writeln!(out, "{}", view.line)?;
        }
        out.flush()?;
        Ok(if view.people.iter().all(is_ready) {
            Exit::Good
        } else {
            Exit::Undecided
        })
    }
}

fn is_ready(person: &ReadyView) -> bool {
    person.ready == Verdict::Accept
}

/// A day as it is typed.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "write it as 2027-09-01".to_owned())
}
