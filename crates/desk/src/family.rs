//! The family: people, and what is kept of them in the vault.

pub(crate) mod record;
pub mod tray;

use vault::Vault;

use crate::problem::Problem;

/// The open vault, as people and what is kept of them.
pub struct Family {
    vault: Vault,
}

impl Family {
    /// Reads the people out of an open vault.
    ///
    /// # Errors
    ///
    /// If a record is damaged.
    pub fn open(vault: Vault) -> Result<Self, Problem> {
        Ok(Self { vault })
    }

    /// The vault, for what concerns its keys.
    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The same, to change them.
    pub(crate) fn vault_mut(&mut self) -> &mut Vault {
        &mut self.vault
    }

    /// Gives the vault back, to be locked; everything read from it is gone.
    pub(crate) fn close(self) -> Vault {
        self.vault
    }
}
