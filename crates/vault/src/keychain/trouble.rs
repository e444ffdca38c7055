//! What can go wrong with a keychain, classified once, where the foreign error enters. Never by its text.
//! (kc1.md 3.6, "How the systems differ")

use thiserror::Error;

/// Whose keychain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum System {
    /// Secret Service: gnome-keyring, KWallet, `KeePassXC`.
    Linux,
    /// Keychain Services.
    MacOs,
    /// Credential Manager.
    Windows,
}

/// Why a keychain gave no answer that can be used.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Trouble {
    /// The store is locked, or the question for its password was dismissed.
    #[error("the keychain is locked")]
    Locked,
    /// The system refuses this program.
    #[error("the system does not let this program use the keychain")]
    Denied,
    /// No store can be reached.
    #[error("no keychain can be reached")]
    NoService,
    /// Nothing within the time limit: a password window may be waiting behind ours.
    #[error("the keychain has not answered yet")]
    NoAnswer,
    /// The store is there, but it has no default keyring to write to.
    #[error("the keychain has no default keyring")]
    NoDefault,
    /// What was written is not what is read back.
    #[error("the keychain gave back something else than was written")]
    ReadBackDiffers,
    /// An entry that is written only once exists already.
    #[error("this entry of the keychain is taken")]
    Occupied,
    /// Anything else, with the system's own words for the details.
    #[error("the keychain failed: {0}")]
    Other(String),
}

/// The outer layer of an error of the `keyring` package.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outer {
    /// `NoStorageAccess`.
    NoStorageAccess,
    /// `PlatformFailure`.
    PlatformFailure,
    /// `NoDefaultStore`: the package could not make a store.
    NoDefaultStore,
    /// Whatever else.
    Other,
}

/// What lies inside it. The outer layer alone confuses a locked keyring with a missing one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Inner {
    /// macOS: an `OSStatus`.
    Code(i64),
    /// Secret Service: the collection is locked.
    Locked,
    /// Secret Service: the prompt was dismissed.
    Prompt,
    /// Secret Service: there is no such object, as no default collection.
    NoResult,
    /// Secret Service: no bus, no service on it, or it went away.
    Unreachable,
    /// Secret Service: the name of an error on the bus.
    Bus(String),
    /// Nothing that we know.
    Unknown,
}

/// A foreign error, taken apart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Raw {
    /// The package's layer.
    pub outer: Outer,
    /// The system's layer.
    pub inner: Inner,
    /// The system's own words, shown as details and never read by us.
    pub words: String,
}

impl Raw {
    /// Which trouble it is on this system.
    #[must_use]
    pub fn classify(self, system: System) -> Trouble {
        let known = match system {
            System::Linux => self.linux(),
            System::MacOs => self.macos(),
            System::Windows => self.windows(),
        };
        known.unwrap_or(Trouble::Other(self.words))
    }

    fn linux(&self) -> Option<Trouble> {
        match (&self.inner, self.outer) {
            (Inner::Locked | Inner::Prompt, _) => Some(Trouble::Locked),
            (Inner::NoResult, _) => Some(Trouble::NoDefault),
            (Inner::Unreachable, _) | (_, Outer::NoDefaultStore) => Some(Trouble::NoService),
            (Inner::Bus(name), _) => match name.as_str() {
                "org.freedesktop.Secret.Error.IsLocked" => Some(Trouble::Locked),
                "org.freedesktop.DBus.Error.AccessDenied"
                | "org.freedesktop.DBus.Error.AuthFailed" => Some(Trouble::Denied),
                "org.freedesktop.DBus.Error.ServiceUnknown"
                | "org.freedesktop.DBus.Error.NameHasNoOwner"
                | "org.freedesktop.DBus.Error.NoServer"
                | "org.freedesktop.DBus.Error.Disconnected"
                | "org.freedesktop.DBus.Error.UnknownObject" => Some(Trouble::NoService),
                // The daemon could not be started, or left before it answered.
                name if name.starts_with("org.freedesktop.DBus.Error.Spawn.") => {
                    Some(Trouble::NoService)
                }
                "org.freedesktop.DBus.Error.NoReply" => Some(Trouble::NoService),
                "org.freedesktop.DBus.Error.Timeout" | "org.freedesktop.DBus.Error.TimedOut" => {
                    Some(Trouble::NoAnswer)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// `OSStatus`, SecBase.h. -128 stands for a dismissed password window as well as for a pressed *Deny*: it is taken
    /// for the first, since asking again is the way out of both.
    fn macos(&self) -> Option<Trouble> {
        match self.inner {
            Inner::Code(-128) => Some(Trouble::Locked),
            // errSecAuthFailed, errSecInteractionNotAllowed.
            Inner::Code(-25293 | -25308) => Some(Trouble::Denied),
            // errSecNotAvailable, errSecNoSuchKeychain.
            Inner::Code(-25291 | -25294) => Some(Trouble::NoService),
            // errSecNoDefaultKeychain.
            Inner::Code(-25307) => Some(Trouble::NoDefault),
            _ if self.outer == Outer::NoDefaultStore => Some(Trouble::NoService),
            _ => None,
        }
    }

    /// The store says `NoStorageAccess` for ERROR_NO_SUCH_LOGON_SESSION alone, as in a service or over SSH.
    fn windows(&self) -> Option<Trouble> {
        let nobody = matches!(self.outer, Outer::NoStorageAccess | Outer::NoDefaultStore);
        nobody.then_some(Trouble::NoService)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(outer: Outer, inner: Inner) -> Raw {
        Raw {
            outer,
            inner,
            words: "words".to_owned(),
        }
    }

    #[test]
    fn a_locked_keyring_is_not_a_missing_one() {
        let linux = |inner| raw(Outer::NoStorageAccess, inner).classify(System::Linux);
        assert_eq!(linux(Inner::Locked), Trouble::Locked);
        assert_eq!(linux(Inner::Prompt), Trouble::Locked);
        assert_eq!(linux(Inner::NoResult), Trouble::NoDefault);
    }

    #[test]
    fn the_number_inside_decides_on_macos_and_the_layer_on_windows() {
        let inside = |system, code| raw(Outer::PlatformFailure, Inner::Code(code)).classify(system);
        assert_eq!(inside(System::MacOs, -128), Trouble::Locked);
        assert_eq!(inside(System::MacOs, -25293), Trouble::Denied);
        assert_eq!(inside(System::MacOs, -25308), Trouble::Denied);
        assert_eq!(inside(System::MacOs, -25291), Trouble::NoService);
        assert_eq!(inside(System::MacOs, -25294), Trouble::NoService);
        let windows = |outer| raw(outer, Inner::Unknown).classify(System::Windows);
        assert_eq!(windows(Outer::NoStorageAccess), Trouble::NoService);
        assert_eq!(
            windows(Outer::PlatformFailure),
            Trouble::Other("words".to_owned())
        );
    }

    #[test]
    fn the_bus_is_known_by_the_names_of_its_errors() {
        let bus = |name: &str| {
            raw(Outer::PlatformFailure, Inner::Bus(name.to_owned())).classify(System::Linux)
        };
        assert_eq!(
            bus("org.freedesktop.DBus.Error.ServiceUnknown"),
            Trouble::NoService
        );
        assert_eq!(
            bus("org.freedesktop.DBus.Error.Spawn.ChildExited"),
            Trouble::NoService
        );
        assert_eq!(
            bus("org.freedesktop.DBus.Error.AccessDenied"),
            Trouble::Denied
        );
        assert_eq!(
            bus("org.freedesktop.Secret.Error.IsLocked"),
            Trouble::Locked
        );
        assert_eq!(bus("org.example.Odd"), Trouble::Other("words".to_owned()));
    }
}
