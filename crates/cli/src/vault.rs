//! `kincode vault`: the family's vault as a whole, and the ways in when its PIN or the keychain is not there.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::exit::ended;
use crate::kit::Kit;
use crate::lang;
use crate::open::Open;
use crate::rescue::Rescue;
use crate::status::Status;

/// Look at the family's vault as a whole, and open it when its PIN or the keychain is not there.
#[derive(Args)]
pub(crate) struct Vault {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Kit(Kit),
    Open(Open),
    Rescue(Rescue),
    Status(Status),
}

impl Vault {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        let done = match &self.command {
            Command::Kit(kit) => kit.make(home, lang),
            Command::Open(open) => open.open(home, lang),
            Command::Rescue(rescue) => rescue.rescue(home, lang),
            Command::Status(status) => status.say(home, lang),
        };
        ended(done, lang)
    }
}
