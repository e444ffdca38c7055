//! Authorities on the shelf: pinned for their own codes and nothing else, and kept up to date by what they publish.

use healthcode::kct::{Realm, Scope};
use jiff::Timestamp;

use super::{Shelf, is_practice, publisher, read};
use crate::errand::Files;
use crate::problem::Problem;

impl Shelf {
    /// Pins the publisher of an authority's trust file for the codes of this authority alone, or takes the file as the
    /// newest of a publisher that is pinned. An authority of practice is believed until practice ends.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, or that it could not be kept.
    pub(crate) fn pin_authority(
        &mut self,
        name: &str,
        bytes: &[u8],
        scope: Scope,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let file = publisher::read(name, bytes)?;
        if file.newest_root().realm == Realm::Practice {
            read::outright(bytes, now, |_| ()).map_err(|code| Problem::new(code, name))?;
            self.rehearsal.take(file.publisher(), bytes);
            self.fill();
            return Ok(());
        }
        let publisher = file.publisher();
        match self.publishers.find(publisher).is_some() {
            true => {
                self.publishers.allow(publisher, scope);
                self.publishers.accept(name, bytes, now)?;
            }
            false => drop(self.publishers.pin(name, bytes, vec![scope], now)?),
        }
        self.fill();
        Ok(())
    }

    /// Takes what an authority publishes: its trust file, if it leads on from the one that is held, and those status lists
    /// that one of its keys has signed. What does not count is left, and what is held stays.
    pub(crate) fn take_files(&mut self, files: &Files, now: Timestamp) {
        let Some(publisher) = files.publisher else {
            return;
        };
        let practice = files.trust.as_deref().is_some_and(is_practice);
        match &files.trust {
            Some(bytes) if practice && self.is_practising() => {
                self.rehearsal.take(publisher, bytes)
            }
            Some(bytes) if self.publishers.find(publisher).is_some() => {
                // What is refused is older, or not theirs.
                drop(self.publishers.accept(&files.address, bytes, now));
                self.fill();
            }
            _ => {}
        }
        if practice {
            self.rehearsal.take_lists(publisher, &files.lists);
            self.fill();
            return;
        }
        for bytes in &files.lists {
            drop(self.take_status(publisher, bytes, now));
        }
    }
}
