//! `kincode backup`: a sealed copy of the vault.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use desk::problem::{Code, Problem};
use desk::view::{Lang, SecretField};

use crate::exit::{Exit, Stop, ended};
use crate::lang;
use crate::secrets::Secrets;
use crate::session::{Session, machine};

/// Write a sealed copy of the family's vault, to be kept elsewhere.
///
/// The characters of the recovery kit open it on any computer, or with --own a passphrase of its own.
/// With --pin-stdin that passphrase is the second line.
///
/// Exit codes: 0 written; 1 there is no kit; 5 the vault could not be read, or the file not written; 6
/// locked, wrong PIN, waiting or in use; 7 the system's keychain; 4 there is no vault; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    secrets: Secrets,

    /// Seal it with a passphrase of its own, which is asked, instead of the recovery kit.
    #[arg(long)]
    own: bool,

    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,

    /// The file to write; its name ends in .kcb by custom.
    out: PathBuf,
}

impl Backup {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        ended(self.write(home, lang), lang)
    }

    fn write(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let name = || self.out.display().to_string();
        if !self.force && self.out.try_exists().unwrap_or(false) {
            return Err(Problem::new(Code::AlreadyThere, name()).into());
        }
        let mut session = Session::open(home, &self.secrets, lang)?;
        if self.own {
            let [own, again] = self.secrets.ask_new("cli-own-passphrase", lang)?;
            session.type_in(SecretField::Backup, &own);
            session.type_in(SecretField::Again, &again);
        }
        session.home.back_up(self.own, &self.out, &machine())?;
        writeln!(std::io::stdout(), "{}", self.out.display())?;
        Ok(Exit::Good)
    }
}
