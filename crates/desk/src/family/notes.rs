//! What the vault notes about itself: one record. Times are in seconds since 1970-01-01Z.

use serde::{Deserialize, Serialize};
use vault::Vault;
use zeroize::Zeroizing;

use super::record::NOTES;
use crate::machine::{self, Machine};

/// The notes. What a later version adds is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Notes {
    /// When the present kit was made.
    pub(crate) kit: Option<u64>,
    /// The last backup.
    pub(crate) backup: Option<Made>,
    /// When copies older than the one seen last were opened.
    pub(crate) older: Vec<u64>,
    /// When the vault's key was changed last.
    pub(crate) sealed: Option<u64>,
    /// Whether something was deleted for good since, so that the key is to be changed.
    pub(crate) deleted: bool,
    /// When the clock was first so far ahead of the last commit that nothing was deleted by it; none: it is believed.
    pub(crate) doubted: Option<u64>,
    /// When this vault was made of a backup, or of what was rescued.
    pub(crate) restored: Option<u64>,
}

/// A backup that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Made {
    /// When.
    pub(crate) at: u64,
    /// The commit number after it was noted: as long as that is the vault's, nothing has changed.
    pub(crate) commit: u64,
}

impl Notes {
    /// Reads them; none, or damaged ones, are as new ones.
    pub(crate) fn read(vault: &Vault) -> Self {
        let Some(entry) = vault.list(Some(NOTES)).next() else {
            return Self::default();
        };
        let record = vault.get(&entry.id).ok().flatten();
        record
            .and_then(|record| serde_json::from_slice(&record.content).ok())
            .unwrap_or_default()
    }

    /// Changes them: one commit.
    ///
    /// # Errors
    ///
    /// What the vault says; they are then as before.
    pub(crate) fn change(
        vault: &mut Vault,
        m: &Machine,
        change: impl FnOnce(&mut Self),
    ) -> Result<(), vault::Error> {
        let mut notes = Self::read(vault);
        change(&mut notes);
        let dice = &mut machine::dice();
        let there = vault.list(Some(NOTES)).next();
        let id = there.map_or_else(|| Vault::new_id(dice), |entry| entry.id);
        let json = serde_json::to_vec(&notes).expect("notes are plain data");
        let written = vault.put(id, NOTES, &Zeroizing::new(json), m.moment(), dice);
        written.map(drop)
    }
}
