//! `kincode vault kit`: the recovery kit, made and shown once.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use desk::fonts;
use desk::problem::Problem;
use desk::view::{KitView, Lang, SecretField};

use crate::exit::{Exit, Stop};
use crate::out;
use crate::secrets::Secrets;
use crate::session::{Session, machine};

/// Make a recovery kit. It is shown once, and the kit before it ends.
///
/// Exit codes: 0 made; 5 the vault or the PDF could not be written; 6 locked, wrong PIN, waiting or in
/// use; 7 the system's keychain; 4 there is no vault; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Kit {
    #[command(flatten)]
    secrets: Secrets,

    #[command(flatten)]
    paper: Paper,
}

/// Where a kit goes.
#[derive(Args)]
pub(crate) struct Paper {
    /// Write the kit as a page to print, too. A file that is there is left alone.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
}

impl Kit {
    pub(crate) fn make(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        self.paper.is_free()?;
        let mut session = Session::new(home, lang)?;
        let secret = session.open_with(&self.secrets)?;
        session.type_in(SecretField::Present, &secret);
        let kit = session.home.make_kit(&machine(), lang)?;
        self.paper.show(&session, &kit)
    }
}

impl Paper {
    /// Refuses a file that is there, before a kit is made that could not be written.
    pub(crate) fn is_free(&self) -> Result<(), Problem> {
        match &self.pdf {
            Some(file) => out::is_free(file, false),
            None => Ok(()),
        }
    }

    /// Prints the kit on one line, and writes its page.
    pub(crate) fn show(&self, session: &Session, kit: &KitView) -> Result<Exit, Stop> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", kit.groups.join("-"))?;
        out.flush()?;
        eprintln!("{}", kit.note);
        if let Some(file) = &self.pdf {
            let program = std::env::current_exe().unwrap_or_default();
            let fonts = fonts::folder(&program);
            session.home.save_kit(file, &fonts, session.lang)?;
        }
        Ok(Exit::Good)
    }
}
