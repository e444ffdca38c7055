//! Keychain Services of macOS, the user's default keychain.

use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::{CredentialStore, Result};

use super::super::{Inner, System};
use super::Modifiers;

pub(super) const SYSTEM: System = System::MacOs;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    let store = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store)
}

pub(super) fn modifiers() -> Modifiers {
    None
}

/// The system asks by itself; an absent entry is a true answer.
pub(super) fn prove_open() -> Result<()> {
    Ok(())
}

pub(super) fn store_name() -> Result<String> {
    open().map(|_| "keychain".to_owned())
}

pub(super) fn inner(error: &(dyn StdError + 'static)) -> Inner {
    match error.downcast_ref::<security_framework::base::Error>() {
        Some(error) => Inner::Code(i64::from(error.code())),
        None => Inner::Unknown,
    }
}
