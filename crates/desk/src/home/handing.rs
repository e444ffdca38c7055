//! What the home hands out as files or takes in, for the shells.

use std::fs;
use std::path::Path;

use words::Lang;

use super::backup::{save, saved};
use super::{Home, is_backup};
use crate::machine::Machine;
use crate::problem::Problem;
use crate::sight::Sight;
use crate::view::{FoundPageView, HandedView, Saved};

impl Home {
    /// The folder in which the vault lies or will lie. It is made if it is not there, so that it can be opened.
    pub fn folder(&self) -> &Path {
        // A folder that cannot be made is told by whoever opens it.
        drop(fs::create_dir_all(&self.folder));
        &self.folder
    }

    /// Takes what the system handed over: a backup waits to be opened ([`Home::open_backup`]), anything else is opened in
    /// the tray.
    ///
    /// # Errors
    ///
    /// As [`Source::open`](crate::source::Source::open).
    pub fn take_handed(&mut self, name: &str, bytes: Vec<u8>) -> Result<HandedView, Problem> {
        if is_backup(&bytes) {
            self.read_backup(name, bytes)?;
            return Ok(HandedView::Backup {
                name: name.to_owned(),
            });
        }
        self.tray.take_in(name, bytes).map(HandedView::Source)
    }

    /// Reads one page (from 0) of a source in the tray; an open family is asked whose the codes seem to be.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) if the source is not open.
    pub fn read_in(
        &mut self,
        source: u32,
        page: u32,
        sight: &Sight,
    ) -> Result<FoundPageView, Problem> {
        let family = match &self.door {
            super::Door::Family(family, _) => Some(&**family),
            _ => None,
        };
        self.tray.read(source, page, family, sight)
    }

    /// Writes the kit that was made last as a PDF, over what is there.
    ///
    /// # Errors
    ///
    /// As [`Home::kit_pdf`], or [`Code::Save`](crate::problem::Code::Save).
    pub fn save_kit(&self, path: &Path, fonts: &Path, lang: Lang) -> Result<Saved, Problem> {
        save(path, &self.kit_pdf(fonts, lang)?, true)?;
        Ok(saved(path))
    }

    /// Writes what helps whoever helps, over what is there; nothing about a person is in it.
    ///
    /// # Errors
    ///
    /// [`Code::Save`](crate::problem::Code::Save).
    pub fn save_diagnostics(&self, path: &Path, m: &Machine) -> Result<Saved, Problem> {
        save(path, self.diagnostics(m).as_bytes(), true)?;
        Ok(saved(path))
    }
}
