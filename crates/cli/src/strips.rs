//! `kincode strips`: codes of an authority for the days to come, the live code, paper codes.

mod get;
mod list;
mod live;
mod papers;

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::exit::ended;
use crate::lang;

/// Get codes from an authority for the days to come, show them live without network, and have paper
/// codes.
///
/// A strip is one day's code; a run is a row of them, fetched ahead in one request. Nothing is asked of
/// an authority to show or to check a code.
///
/// Exit codes: 0 done; 1 the authority refused, or you said no; 3 there is no code for today; 4 nothing
/// of that name is kept; 5 the authority did not answer, or not rightly, or a file was not written; 6 the
/// vault is locked, the PIN wrong, or it is in use; 7 the system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Strips {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Cancel(papers::Cancel),
    Get(get::Get),
    List(list::List),
    Live(live::Live),
    Paper(papers::Paper),
    Refresh(get::Refresh),
}

impl Strips {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        let done = match &self.command {
            Command::Cancel(cancel) => cancel.cancel(home, lang),
            Command::Get(get) => get.get(home, lang),
            Command::List(list) => list.list(home, lang),
            Command::Live(live) => live.show(home, lang),
            Command::Paper(paper) => paper.get(home, lang),
            Command::Refresh(refresh) => refresh.refresh(home, lang),
        };
        ended(done, lang)
    }
}
