//! `kincode vault open`: into a vault that its PIN does not open as things are.

use std::path::Path;

use clap::Args;
use desk::problem::{Code, Problem};
use desk::view::{DoorView, Lang, StuckView, Way};
use words::t;

use crate::exit::{Exit, Stop};
use crate::kit::Paper;
use crate::secrets::Secrets;
use crate::session::{Session, arrived, machine};

/// Open a vault with the recovery kit and set a new PIN, or open a copy that is older than the one seen
/// last.
///
/// The kit needs neither the PIN nor the keychain's key. It ends with its use: a new one is made and
/// shown once. With --pin-stdin the first line is the kit, the second the new PIN; with --older alone
/// it is the PIN.
///
/// Exit codes: 0 it opens again; 1 you said no; 5 the file; 6 wrong kit or PIN, waiting or in use; 7 the
/// system's keychain; 4 there is no vault; 2 wrong usage.
#[derive(Args)]
#[group(id = "way", required = true, multiple = true, args = ["kit", "older"])]
pub(crate) struct Open {
    #[command(flatten)]
    secrets: Secrets,

    #[command(flatten)]
    paper: Paper,

    /// The recovery kit opens it.
    #[arg(long)]
    kit: bool,

    /// Open it although a newer one was seen here: what was kept since is not in it.
    #[arg(long)]
    older: bool,

    /// From now on a passphrase opens it, without the system's keychain.
    #[arg(long, requires = "kit")]
    passphrase: bool,

    /// Do not ask before an older copy is opened.
    #[arg(long)]
    yes: bool,
}

impl Open {
    pub(crate) fn open(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        self.paper.is_free()?;
        let mut session = Session::new(home, lang)?;
        let found = session.look();
        let passphrase = match &found {
            DoorView::New { .. } => return Err(Problem::new(Code::NeverSet, "").into()),
            // No kit is asked for where none helps.
            DoorView::Stuck(view) if !view.ways.iter().any(|way| way.way == Way::Kit) => {
                return Err(Stop::Stuck(Box::new(view.clone())));
            }
            DoorView::Locked(lock) => self.passphrase || lock.passphrase,
            _ => self.passphrase,
        };
        let door = if self.kit {
            let kit = self.secrets.ask("cli-kit", lang)?;
            session.home.unlock_with_kit(&kit, &machine(), lang)?
        } else {
            match session.open_if_there(&self.secrets) {
                Err(Stop::Stuck(view)) => DoorView::Stuck(*view),
                other => other.map(|_| DoorView::Open)?,
            }
        };
        let door = match door {
            DoorView::Stuck(view) if self.older && view.state == "older-copy" => {
                if !self.agreed(&view, lang)? {
                    return Ok(Exit::Refused);
                }
                session.home.open_older(&machine(), lang)?
            }
            other => other,
        };
        let done = if door == DoorView::Renew {
            session.ask_new(passphrase, &self.secrets)?;
            let kit = session.home.renew(&machine(), lang)?;
            self.paper.show(&session, &kit)?
        } else {
            arrived(door)?;
            Exit::Good
        };
        eprintln!("{}", t(lang, "cli-opens-again", &[]));
        Ok(done)
    }

    /// Shows which of two copies it is, and asks.
    fn agreed(&self, view: &StuckView, lang: Lang) -> Result<bool, Stop> {
        eprintln!("{} {}", view.what, view.next);
        for fact in &view.details {
            eprintln!("  {}: {}", fact.label, fact.value);
        }
        Ok(self.yes
            || self
                .secrets
                .confirm(&t(lang, "cli-replace", &[]), "--yes", lang)?)
    }
}
