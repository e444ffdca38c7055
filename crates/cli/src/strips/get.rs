//! `kincode strips get` and `refresh`: a run of strips for somebody, and every run anew.

use std::path::Path;

use clap::Args;
use desk::view::Lang;

use super::list;
use crate::exit::{Exit, Stop};
use crate::holding::{Holding, runs};
use crate::secrets::Secrets;
use crate::session::machine;

/// Get codes for somebody: one for each day that the region's rules allow. The first time the person is
/// enrolled.
#[derive(Args)]
pub(crate) struct Get {
    #[command(flatten)]
    secrets: Secrets,

    /// From which authority, by the id that `kincode authority list` says; needed only if there are
    /// several.
    #[arg(long, value_name = "ID")]
    authority: Option<String>,

    /// One line of JSON for the run, as `strips list` has it.
    #[arg(long)]
    json: bool,

    /// For whom: a name as `kincode people` lists it, or the id there.
    person: String,
}

/// Get every run anew. What fails is told, and the others are fetched all the same; codes that were
/// received before stay.
#[derive(Args)]
pub(crate) struct Refresh {
    #[command(flatten)]
    secrets: Secrets,

    /// One line of JSON for each run, as `strips list` has it.
    #[arg(long)]
    json: bool,
}

impl Get {
    pub(super) fn get(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let person = at.person(&self.person)?;
        let authority = at.authority(self.authority.as_deref())?.id;
        let (family, _) = at.family()?;
        let errand = family.codes_errand(person, authority, &machine())?;
        let view = at.carry_out(errand)?;
        if let Some(note) = view.note {
            eprintln!("{note}");
        }
        list::write(&mut at, self.json, |one| {
            (one.person.id, one.run.authority) == (person, authority)
        })
    }
}

impl Refresh {
    pub(super) fn refresh(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let view = at.view()?;
        let known: Vec<(u32, u32)> = runs(&view)
            .map(|one| (one.person.id, one.run.authority))
            .collect();
        if known.is_empty() {
            return Err(Stop::Missing("cli-no-run", String::new()));
        }
        let mut worst = Exit::Good;
        for (person, authority) in known {
            // Prepared when the one before is home: after a restore the first makes the account anew.
            let (family, _) = at.family()?;
            let errand = family.codes_errand(person, authority, &machine())?;
            if let Err(stop) = at.carry_out(errand) {
                worst = stop.tell(lang);
            }
        }
        list::write(&mut at, self.json, |_| true)?;
        Ok(worst)
    }
}
