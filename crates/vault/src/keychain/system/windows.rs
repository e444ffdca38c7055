//! Credential Manager of Windows.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::{CredentialStore, Result};

use super::super::{Inner, System};
use super::Modifiers;

pub(super) const SYSTEM: System = System::Windows;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    let store = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

/// *Local*, or a roaming profile of a domain carries the secret to other machines.
pub(super) fn modifiers() -> Modifiers {
    Some(HashMap::from([("persistence", "local")]))
}

/// It is open while the user is logged in; an absent entry is a true answer.
pub(super) fn prove_open() -> Result<()> {
    Ok(())
}

pub(super) fn store_name() -> Result<String> {
    open().map(|_| "credential-manager".to_owned())
}

/// The store keeps its numbers to itself; that it says `NoStorageAccess` for one of them alone is told by the outer layer.
pub(super) fn inner(_: &(dyn StdError + 'static)) -> Inner {
    Inner::Unknown
}
