//! Erasing everything that is kept here: the keys first, then the files, then the mark of a vault.

use std::fs;

use vault::keychain::{self, Name};
use vault::{FILE, HEAD, NEW};
use words::Lang;

use super::{Door, Home, trouble};
use crate::machine::Machine;
use crate::problem::Problem;
use crate::view::DoorView;

impl Home {
    /// Erases the vault, with the PIN typed in `present`: its entries in the keychain, its file, and the older and damaged
    /// ones beside it. Backups and paper are elsewhere and stay.
    ///
    /// # Errors
    ///
    /// [`crate::problem::Code::OldPin`], [`crate::problem::Code::PinWait`], [`crate::problem::Code::Locked`];
    /// [`crate::problem::Code::Keychain`], with the files whole; or what the disk says: what is left then opens no more,
    /// unless with the kit.
    pub fn erase(&mut self, m: &Machine, lang: Lang) -> Result<DoorView, Problem> {
        self.prove_old(m, lang)?;
        let (family, _) = self.family()?;
        let header = family.vault().header().clone();
        let vault = header.vault_id;
        let keychain = &*self.keychain;
        let failed = |error| trouble::keychain(&error, lang);
        if header.mode == vault::Mode::Pin {
            let highest = header.wraps.iter().map(|wrap| wrap.n).max().unwrap_or(0);
            let below = keychain::leftovers(keychain, vault, highest).map_err(failed)?;
            for number in below.into_iter().chain([highest]) {
                keychain
                    .remove(&Name::Key { vault, number })
                    .map_err(failed)?;
            }
            keychain.remove(&Name::Seen { vault }).map_err(failed)?;
            let current = keychain::read_current(keychain).map_err(failed)?;
            if current.contains(&Ok(vault)) {
                keychain.remove(&Name::Current).map_err(failed)?;
            }
        }
        self.forget();
        self.door = Door::Shut;
        // The mark of a vault goes last: a cut never leaves what looks like a first run and is none.
        let mut gone = vec![FILE.to_owned(), NEW.to_owned()];
        let there = self.folder.read_dir().into_iter().flatten().flatten();
        let names = there.map(|entry| entry.file_name().to_string_lossy().into_owned());
        gone.extend(
            names.filter(|name| {
                name.starts_with("vault.old-") || name.starts_with("vault.damaged-")
            }),
        );
        gone.push(HEAD.to_owned());
        for name in gone {
            match fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(trouble::vault(&error.into()));
                }
                _ => {}
            }
        }
        Ok(self.look(m, lang))
    }
}
