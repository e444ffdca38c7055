//! `kincode restore`: a new vault out of a backup.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use desk::view::{BackupView, DoorView, Lang, SecretField};
use words::t;

use crate::exit::{Exit, Stop, ended};
use crate::lang;
use crate::secrets::Secrets;
use crate::session::{Session, machine};
use crate::sources::bytes;

/// Make a vault of a backup, with a new PIN. A vault that is here is put aside and not deleted.
///
/// With --pin-stdin the first line is what opens the backup, the second the new PIN.
///
/// Exit codes: 0 restored; 1 you said no; 5 the backup could not be read, or the vault not written; 6
/// the kit or passphrase is wrong, or the vault in use; 7 the system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    secrets: Secrets,

    /// The recovery kit of its time opens the backup. This is so unless --own is given.
    #[arg(long, conflicts_with = "own")]
    kit: bool,

    /// A passphrase of its own opens the backup.
    #[arg(long)]
    own: bool,

    /// A passphrase opens the restored vault, without the system's keychain: for where there is none.
    #[arg(long)]
    passphrase: bool,

    /// Do not ask before a vault that is here is put aside.
    #[arg(long)]
    yes: bool,

    /// The backup.
    file: String,
}

impl Restore {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        ended(self.restore(home, lang), lang)
    }

    fn restore(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        self.secrets.leave_input(std::iter::once(&self.file))?;
        let content = bytes(&self.file)?;
        let mut session = Session::new(home, lang)?;
        session.home.read_backup(&self.file, content)?;
        let passphrase = match session.look() {
            DoorView::Stuck(view) if view.state == "in-use" => {
                return Err(Stop::Stuck(Box::new(view)));
            }
            // Nothing is asked for that could not be put to use.
            DoorView::Stuck(view) if !self.passphrase && is_silent(&view.state) => {
                return Err(Stop::Stuck(Box::new(view)));
            }
            DoorView::New { .. } if self.passphrase => {
                return Err(Stop::Usage("cli-keychain-works", String::new()));
            }
            DoorView::Locked(lock) => self.passphrase || lock.passphrase,
            _ => self.passphrase,
        };
        let backup = self.open(&mut session, lang)?;
        eprintln!("{}\n{}", backup.made, backup.holds);
        if let Some(replaces) = &backup.replaces {
            eprintln!("{replaces}");
            let question = t(lang, "cli-replace", &[]);
            if !self.yes && !self.secrets.confirm(&question, "--yes", lang)? {
                return Ok(Exit::Refused);
            }
        }
        session.ask_new(passphrase, &self.secrets)?;
        match session.home.restore(&machine(), lang)? {
            DoorView::Stuck(view) => Err(Stop::Stuck(Box::new(view))),
            _ => {
                eprintln!("{}", t(lang, "cli-restored", &[]));
                Ok(Exit::Good)
            }
        }
    }

    /// Opens the backup with the kit, or with its own passphrase.
    fn open(&self, session: &mut Session, lang: Lang) -> Result<BackupView, Stop> {
        let key = if self.own {
            "cli-own-passphrase"
        } else {
            "cli-kit"
        };
        let secret = self.secrets.ask(key, lang)?;
        if self.own {
            session.type_in(SecretField::Backup, &secret);
        }
        let kit = (!self.own).then(|| secret.as_str());
        Ok(session.home.open_backup(kit, lang, &machine())?)
    }
}

/// Whether the keychain takes no key in this state, by its name in [`desk::view::StuckView::state`].
fn is_silent(state: &str) -> bool {
    matches!(
        state,
        "keychain-locked" | "denied" | "no-service" | "no-answer" | "broken"
    )
}
