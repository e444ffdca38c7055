//! `kincode strips paper` and `cancel`: paper codes of an authority.

use std::io::Write;
use std::path::Path;

use clap::Args;
use desk::view::{Lang, PaperView};
use words::t;

use super::list::PaperLine;
use crate::exit::{Exit, Stop};
use crate::held::HeldId;
use crate::holding::{Holding, OneRun, runs};
use crate::out;
use crate::secrets::Secrets;
use crate::session::machine;

/// Have a paper code issued for somebody. The one before it is cancelled.
///
/// What is printed is its serial and its id; `kincode paper vault:ID` prints it.
#[derive(Args)]
pub(crate) struct Paper {
    #[command(flatten)]
    secrets: Secrets,

    /// From which authority, by the id that `kincode authority list` says; needed only if there are
    /// several.
    #[arg(long, value_name = "ID")]
    authority: Option<String>,

    /// One line of JSON.
    #[arg(long)]
    json: bool,

    /// For whom: a name as `kincode people` lists it, or the id there.
    person: String,
}

/// Cancel a paper code that is lost. No checker with a new status list accepts it any more.
#[derive(Args)]
pub(crate) struct Cancel {
    #[command(flatten)]
    secrets: Secrets,

    /// Do not ask.
    #[arg(long)]
    yes: bool,

    /// Its serial as `kincode strips list` says it, 1203-982341, or its id.
    #[arg(value_name = "SERIAL|vault:ID")]
    serial: String,
}

impl Paper {
    pub(super) fn get(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let person = at.person(&self.person)?;
        let run = at.run(person, self.authority.as_deref())?;
        let (family, _) = at.family()?;
        let errand = family.paper_errand(run, &machine())?;
        let view = at.carry_out(errand)?;
        if let Some(note) = &view.note {
            eprintln!("{note}");
        }
        // The newest is the first.
        let issued = runs(&view).find(|one| one.held.slip.id == run);
        let issued = issued.and_then(|one| one.run.papers.first());
        let (family, _) = at.family()?;
        let mut out = std::io::stdout().lock();
        if let Some(issued) = issued {
            let line = PaperLine::of(issued, family);
            if self.json {
                out::json(&mut out, &line)?;
            } else {
                line.write(&mut out)?;
            }
        }
        out.flush()?;
        Ok(Exit::Good)
    }
}

impl Cancel {
    pub(super) fn cancel(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let view = at.view()?;
        let named = HeldId::in_argument(&self.serial);
        let (family, _) = at.family()?;
        let named = named.map(|id| id.find(family)).transpose()?;
        let is = |paper: &&PaperView| match named {
            Some(held) => paper.held == held,
            None => paper.serial == self.serial,
        };
        let papers = runs(&view).flat_map(|one: OneRun<'_>| one.run.papers.iter());
        let found: Vec<&PaperView> = papers.filter(is).collect();
        let paper = match found.as_slice() {
            [paper] => paper,
            [] => return Err(Stop::Missing("cli-no-serial", self.serial.clone())),
            // Two authorities may have given one number.
            _ => return Err(Stop::Usage("cli-which-paper", self.serial.clone())),
        };
        let question = t(
            lang,
            "cli-cancel",
            &[("name", paper.serial.as_str().into())],
        );
        if !self.yes && !self.secrets.confirm(&question, "--yes", lang)? {
            return Ok(Exit::Refused);
        }
        let errand = family.cancel_errand(paper.held, &machine())?;
        if let Some(note) = at.carry_out(errand)?.note {
            eprintln!("{note}");
        }
        Ok(Exit::Good)
    }
}
