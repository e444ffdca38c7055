//! The family's place on this computer, and its door.

use std::path::PathBuf;

use vault::keychain::Keychain;

use crate::family::Family;
use crate::family::tray::Tray;

/// What is unlocked. (design, invariant 3)
pub enum Door {
    /// Nothing.
    Locked,
    /// The family's vault.
    Family(Box<Family>),
}

/// The folder with the vault, the keychain, the door, and what was dropped and is not kept yet.
pub struct Home {
    folder: PathBuf,
    keychain: Box<dyn Keychain + Send>,
    door: Door,
    tray: Tray,
}

impl Home {
    /// Nothing is read or asked yet.
    pub fn new(folder: PathBuf, keychain: Box<dyn Keychain + Send>) -> Self {
        Self {
            folder,
            keychain,
            door: Door::Locked,
            tray: Tray::default(),
        }
    }
}
