//! `kincode authority`: whom the family gets codes from.

mod add;
mod known;

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::exit::ended;
use crate::lang;

/// Get to know an authority that issues codes, and connect the family's vault with it.
///
/// An authority is trusted only after its fingerprint was compared with one that came by another way: a
/// paper, its counter, its web page. From then on it is trusted for its own codes and nothing else.
///
/// Exit codes: 0 done; 1 the fingerprints differ, or you said no; 4 there is no such authority; 5 it did
/// not answer, or not rightly; 6 the vault is locked, the PIN wrong, or it is in use; 7 the system's
/// keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Authority {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Add(add::Add),
    BackupAddress(known::BackupAddress),
    List(known::List),
    Look(add::Look),
    Remove(known::Remove),
}

impl Authority {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        let done = match &self.command {
            Command::Add(add) => add.add(home, lang),
            Command::BackupAddress(set) => set.set(home, lang),
            Command::List(list) => list.list(home, lang),
            Command::Look(look) => look.look(lang),
            Command::Remove(remove) => remove.remove(home, lang),
        };
        ended(done, lang)
    }
}
