//! Secret Service over D-Bus: gnome-keyring, KWallet, `KeePassXC`.

use std::error::Error as StdError;
use std::sync::Arc;

use keyring_core::{CredentialStore, Error, Result};
use secret_service::Error as Service;
use secret_service::blocking::SecretService;
use zbus::fdo;
use zbus::names::WellKnownName;

use super::super::{Inner, System};
use super::Modifiers;

pub(super) const SYSTEM: System = System::Linux;

/// The name on the bus that every such store takes.
const BUS_NAME: &str = "org.freedesktop.secrets";

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    let store = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

pub(super) fn modifiers() -> Modifiers {
    None
}

/// That there is a default keyring and that it is open; asks for its password if it is locked.
pub(super) fn prove_open() -> Result<()> {
    let prove = || -> std::result::Result<(), Service> {
        // Nothing secret passes here.
        let service = SecretService::connect(secret_service::EncryptionType::Plain)?;
        let keyring = service.get_default_collection()?;
        if keyring.is_locked()? {
            keyring.unlock()?;
        }
        if keyring.is_locked()? {
            return Err(Service::Locked);
        }
        Ok(())
    };
    prove().map_err(|error| Error::PlatformFailure(Box::new(error)))
}

/// Who answers: the name of the process that owns the name on the bus, as far as the system tells.
pub(super) fn store_name() -> Result<String> {
    let ask = || -> std::result::Result<u32, Service> {
        let bus = zbus::blocking::Connection::session()?;
        let daemon = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        let name = || WellKnownName::try_from(BUS_NAME).map_err(zbus::Error::from);
        if !daemon.name_has_owner(name()?.into())? {
            // Started where that is how it comes.
            daemon.start_service_by_name(name()?, 0)?;
        }
        Ok(daemon.get_connection_unix_process_id(name()?.into())?)
    };
    let process = ask().map_err(|error| Error::PlatformFailure(Box::new(error)))?;
    let owner = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    let owner: String = owner
        .trim()
        .chars()
        .filter(char::is_ascii_graphic)
        .collect();
    Ok(if owner.is_empty() {
        "secret-service".to_owned()
    } else {
        format!("secret-service {owner}")
    })
}

pub(super) fn inner(error: &(dyn StdError + 'static)) -> Inner {
    match error.downcast_ref::<Service>() {
        Some(Service::Locked) => Inner::Locked,
        Some(Service::Prompt) => Inner::Prompt,
        Some(Service::NoResult) => Inner::NoResult,
        Some(Service::Unavailable | Service::PromptDisconnected) => Inner::Unreachable,
        Some(Service::Zbus(error)) => bus(error),
        Some(Service::ZbusFdo(error)) => fdo_error(error),
        _ => Inner::Unknown,
    }
}

fn bus(error: &zbus::Error) -> Inner {
    match error {
        // No address, no socket, no handshake, or it closed on us.
        zbus::Error::Address(_)
        | zbus::Error::InputOutput(_)
        | zbus::Error::Handshake(_)
        | zbus::Error::Connection(..) => Inner::Unreachable,
        zbus::Error::MethodError(name, ..) => Inner::Bus(name.to_string()),
        zbus::Error::FDO(error) => fdo_error(error),
        _ => Inner::Unknown,
    }
}

fn fdo_error(error: &fdo::Error) -> Inner {
    match error {
        fdo::Error::ZBus(error) => bus(error),
        error => Inner::Bus(zbus::DBusError::name(error).to_string()),
    }
}
