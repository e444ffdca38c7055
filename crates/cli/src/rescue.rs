//! `kincode vault rescue`: what can be read of a damaged vault.

use std::path::Path;

use clap::Args;
use desk::view::{DoorView, Lang, SecretField};
use words::t;

use crate::exit::{Exit, Stop};
use crate::secrets::Secrets;
use crate::session::{Session, arrived, machine};

/// Read what can be read of a damaged vault, and make a new one of it. The damaged file stays.
///
/// With --pin-stdin the first line is the PIN, the passphrase or the kit; the second is the new PIN, or
/// the new passphrase where one opened it before.
///
/// Exit codes: 0 rescued; 1 you said no; 5 the vault is not damaged, or too much; 6 wrong PIN or kit, or
/// in use; 7 the system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Rescue {
    #[command(flatten)]
    secrets: Secrets,

    /// The recovery kit opens it, not the PIN.
    #[arg(long)]
    kit: bool,

    /// Do not ask before a new vault is made of what could be read.
    #[arg(long)]
    yes: bool,
}

impl Rescue {
    pub(crate) fn rescue(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut session = Session::new(home, lang)?;
        match session.look() {
            DoorView::Stuck(view) if view.state == "damaged" => {}
            DoorView::Stuck(view) => return Err(Stop::Stuck(view.into())),
            _ => {
                eprintln!("kincode: {}", t(lang, "cli-not-damaged", &[]));
                return Ok(Exit::Unreadable);
            }
        }
        let key = if self.kit {
            "cli-kit"
        } else {
            "cli-pin-or-passphrase"
        };
        let secret = self.secrets.ask(key, lang)?;
        if !self.kit {
            session.type_in(SecretField::Present, &secret);
        }
        let kit = self.kit.then(|| secret.as_str());
        let found = session.home.rescue(kit, &machine(), lang)?;
        eprintln!("{}", found.holds);
        if let Some(missing) = &found.missing {
            eprintln!("{missing}");
        }
        let question = t(lang, "cli-replace", &[]);
        if !self.yes && !self.secrets.confirm(&question, "--yes", lang)? {
            session.home.finish_rescue(false, &machine(), lang)?;
            return Ok(Exit::Refused);
        }
        session.ask_new_by("cli-new-either", &self.secrets)?;
        arrived(session.home.finish_rescue(true, &machine(), lang)?)?;
        eprintln!("{}", t(lang, "cli-rescued", &[]));
        Ok(Exit::Good)
    }
}
