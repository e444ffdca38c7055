//! 演练 from one start of the program to the next: what this computer's practice authorities published lies in a store of
//! its own, beside that of real ones and never in it. (kc1.md part 2, "Practice root")

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use healthcode::kct::{Publisher, TrustFile};

use super::Shelf;
use super::statuses::Statuses;
use crate::files;

/// What is kept of 演练. Nothing in it is secret.
pub(super) struct Rehearsal {
    /// The trust files, in practice mode.
    pub(super) files: Option<Vec<Vec<u8>>>,
    /// Status lists that were fetched since.
    pub(super) lists: Statuses,
    folder: Option<PathBuf>,
}

impl Rehearsal {
    /// Nothing yet, whatever is kept in `folder`.
    pub(super) fn new(folder: Option<PathBuf>) -> Self {
        Self {
            files: None,
            lists: Statuses::new(folder.as_deref().map(lists)),
            folder,
        }
    }

    /// Takes a trust file in the place of the one of the same publisher.
    pub(super) fn take(&mut self, publisher: Publisher, bytes: &[u8]) {
        let files = self.files.get_or_insert_default();
        files.retain(|held| publisher_of(held) != Some(publisher));
        files.push(bytes.to_vec());
        // What could not be kept is fetched again after the next start.
        if let Some(folder) = &self.folder {
            let path = folder.join(HEXLOWER.encode(&publisher.0));
            drop(files::write_whole(&path, bytes, true));
        }
    }

    /// Takes status lists, each in the place of the one with its number; the newest count.
    pub(super) fn take_lists(&mut self, publisher: Publisher, new: &[Vec<u8>]) {
        for bytes in new {
            drop(self.lists.keep(publisher, bytes));
        }
        let old = self.lists.held.len().saturating_sub(LISTS);
        self.lists.held.drain(..old);
    }

    /// Forgets all of it, also what is kept.
    pub(super) fn end(&mut self) {
        if let Some(folder) = &self.folder {
            // What stays is believed by nobody who does not practise.
            drop(std::fs::remove_dir_all(folder));
        }
        *self = Self::new(self.folder.take());
    }
}

impl Shelf {
    /// Goes on with 演练 as it was when the program ended; for a family that practises. Says whether there is anything to
    /// go on with.
    pub fn rehearse_again(&mut self) -> bool {
        if self.is_practising() {
            return true;
        }
        let Some(folder) = self.rehearsal.folder.clone() else {
            return false;
        };
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let files: Vec<Vec<u8>> = entries
            .filter_map(|entry| std::fs::read(entry.path()).ok())
            .filter(|bytes| super::is_practice(bytes))
            .collect();
        if files.is_empty() {
            return false;
        }
        self.rehearsal.files = Some(files);
        self.rehearsal.lists = Statuses::open(Some(lists(&folder)));
        self.fill();
        true
    }
}

fn publisher_of(bytes: &[u8]) -> Option<Publisher> {
    TrustFile::read(bytes).ok().map(|file| file.publisher())
}

fn lists(folder: &Path) -> PathBuf {
    folder.join("lists")
}

/// The most status lists of practice that are held: a run has 30 strips, and a paper code.
const LISTS: usize = 64;

#[cfg(test)]
mod tests {
    use healthcode::kct::Scope;
    use jiff::Timestamp;

    use super::*;

    const FILE: &[u8] = include_bytes!("../../../../tests/vectors/negative/trust/kc1-practice.kct");

    #[test]
    fn it_goes_on_where_it_was_until_it_is_ended() {
        let home = tempfile::tempdir().expect("a folder");
        let now: Timestamp = "2026-09-30T02:00:00Z".parse().expect("RFC 3339");
        let mut shelf = Shelf::open(Some(home.path()));
        assert!(!shelf.rehearse_again(), "nothing is kept");
        let scope = Scope::Kc1("practice".to_owned());
        let pinned = shelf.pin_authority("practice", FILE, scope, now);
        assert!(pinned.is_ok() && shelf.is_practising());

        let mut next = Shelf::open(Some(home.path()));
        assert!(!next.is_practising(), "only for a family that practises");
        assert!(next.rehearse_again() && next.is_practising());
        assert_eq!(next.rehearsal.files.as_deref(), Some(&[FILE.to_vec()][..]));
        next.stop_practising();
        assert!(!next.is_practising());
        assert!(!Shelf::open(Some(home.path())).rehearse_again());
    }
}
