//! Status lists of KC1 that were fetched since their publisher's trust file, one file for each list.

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use healthcode::kc1::{StatusError, Token};
use healthcode::kct::Publisher;

use crate::files;
use crate::problem::{Code, Problem};

/// The newest of each list, kept in a folder. Nothing in them is secret.
pub(super) struct Statuses {
    folder: Option<PathBuf>,
    pub(super) held: Vec<(Publisher, Vec<u8>)>,
}

impl Statuses {
    /// None so far, whatever is kept in `folder`.
    pub(super) const fn new(folder: Option<PathBuf>) -> Self {
        Self {
            folder,
            held: Vec::new(),
        }
    }

    /// Opens what is kept in `folder`. Whatever is no list there is passed over.
    pub(super) fn open(folder: Option<PathBuf>) -> Self {
        let entries = folder.as_deref().and_then(|f| std::fs::read_dir(f).ok());
        let held = entries
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| keep(&entry.path()))
            .collect();
        Self { folder, held }
    }

    /// Keeps a list that counts, in the place of the one with its number.
    pub(super) fn keep(&mut self, publisher: Publisher, bytes: &[u8]) -> Result<(), Problem> {
        let token = Token::read(bytes).map_err(problem)?;
        let (authority, number) = token.list();
        let whose = HEXLOWER.encode(&publisher.0);
        let name = format!("{whose}-{number}-{authority}");
        if let Some(path) = self.folder.as_ref().map(|folder| folder.join(name)) {
            files::write_whole(&path, bytes, true)
                .map_err(|_| Problem::new(Code::Save, path.display().to_string()))?;
        }
        let same = |(whose, held): &(Publisher, Vec<u8>)| {
            *whose == publisher && Token::read(held).is_ok_and(|held| held.list() == token.list())
        };
        self.held.retain(|held| !same(held));
        self.held.push((publisher, bytes.to_vec()));
        Ok(())
    }
}

fn keep(path: &Path) -> Option<(Publisher, Vec<u8>)> {
    let name = path.file_name()?.to_str()?;
    let whose = HEXLOWER.decode(name.get(..32)?.as_bytes()).ok()?;
    let bytes = std::fs::read(path).ok()?;
    Some((Publisher(whose.try_into().ok()?), bytes))
}

/// Why a status list does not count.
pub(super) fn problem(error: StatusError) -> Problem {
    let code = match error {
        StatusError::Authority => Code::ListNotPinned,
        StatusError::Form(_) | StatusError::Inflate => Code::ListDamaged,
        StatusError::Older => Code::ListOlder,
        StatusError::Signature => Code::ListSignature,
        StatusError::Times => Code::ListNotYet,
        StatusError::TwoLists => Code::ListTwoTongues,
    };
    Problem::new(code, "")
}
