//! A keychain in memory for tests and demonstrations: it fails as the three systems do, through the same classification
//! as the real ones.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use super::{Inner, Keychain, Name, Outer, Raw, System, Trouble};

/// How a store feels.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Mood {
    /// It answers.
    #[default]
    Open,
    /// Locked, and nobody unlocks it.
    Locked,
    /// The system refuses this program.
    Denied,
    /// Nobody is there.
    NoService,
    /// There is no default keyring.
    NoDefault,
    /// It never answers.
    Silent,
    /// It fails in a way that nobody has seen before.
    Odd,
    /// It acknowledges each write and keeps none.
    Forgetful,
}

/// A keychain in memory. Cheap to make, gone when dropped.
#[derive(Debug)]
pub struct Fake {
    system: System,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    mood: Mood,
    store: String,
    entries: BTreeMap<String, Vec<Zeroizing<Vec<u8>>>>,
}

impl Fake {
    /// An empty store that answers.
    #[must_use]
    pub fn new(system: System) -> Self {
        let store = match system {
            System::Linux => "secret-service gnome-keyring-d",
            System::MacOs => "keychain",
            System::Windows => "credential-manager",
        };
        let inside = Inside {
            store: store.to_owned(),
            ..Inside::default()
        };
        Self {
            system,
            inside: Mutex::new(inside),
        }
    }

    /// From now on it feels so. A mood that the system does not have ([`Fake::knows`]) is as [`Mood::Open`].
    pub fn set_mood(&self, mood: Mood) {
        self.inside().mood = mood;
    }

    /// From now on another store answers.
    pub fn set_store(&self, store: &str) {
        store.clone_into(&mut self.inside().store);
    }

    /// Adds a value under a name without replacing, whatever it is: Secret Service stores can hold several.
    pub fn add(&self, name: &Name, value: &[u8]) {
        let value = Zeroizing::new(value.to_vec());
        let mut inside = self.inside();
        inside
            .entries
            .entry(name.to_string())
            .or_default()
            .push(value);
    }

    /// Whether this system knows this mood. (kc1.md 3.6, "How the systems differ")
    #[must_use]
    pub fn knows(&self, mood: Mood) -> bool {
        match mood {
            Mood::Open | Mood::NoService | Mood::Silent | Mood::Odd | Mood::Forgetful => true,
            Mood::Locked | Mood::Denied => self.system != System::Windows,
            Mood::NoDefault => self.system == System::Linux,
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answering(&self) -> Result<MutexGuard<'_, Inside>, Trouble> {
        let inside = self.inside();
        if inside.mood == Mood::Silent {
            return Err(Trouble::NoAnswer);
        }
        match self.failure(inside.mood) {
            Some(raw) => Err(raw.classify(self.system)),
            None => Ok(inside),
        }
    }

    /// The error of the `keyring` package in this mood.
    fn failure(&self, mood: Mood) -> Option<Raw> {
        use Outer::{NoStorageAccess, PlatformFailure};
        let (outer, inner) = match (mood, self.system) {
            (Mood::Locked, System::Linux) => (NoStorageAccess, Inner::Prompt),
            (Mood::Locked, System::MacOs) => (PlatformFailure, Inner::Code(-128)),
            (Mood::Denied, System::Linux) => (
                PlatformFailure,
                Inner::Bus("org.freedesktop.DBus.Error.AccessDenied".to_owned()),
            ),
            (Mood::Denied, System::MacOs) => (PlatformFailure, Inner::Code(-25293)),
            (Mood::NoService, System::Linux) => (PlatformFailure, Inner::Unreachable),
            (Mood::NoService, System::MacOs) => (NoStorageAccess, Inner::Code(-25291)),
            (Mood::NoService, System::Windows) => (NoStorageAccess, Inner::Unknown),
            (Mood::NoDefault, System::Linux) => (NoStorageAccess, Inner::NoResult),
            (Mood::Odd, _) => (Outer::Other, Inner::Unknown),
            _ => return None,
        };
        let words = format!("{mood:?}");
        Some(Raw {
            outer,
            inner,
            words,
        })
    }
}

impl Keychain for Fake {
    fn store(&self) -> Result<String, Trouble> {
        Ok(self.answering()?.store.clone())
    }

    fn read(&self, name: &Name) -> Result<Vec<Zeroizing<Vec<u8>>>, Trouble> {
        let found = self.answering()?.entries.get(&name.to_string()).cloned();
        Ok(found.unwrap_or_default())
    }

    fn write(&self, name: &Name, value: &str) -> Result<(), Trouble> {
        let mut inside = self.answering()?;
        if inside.mood != Mood::Forgetful {
            let value = Zeroizing::new(value.as_bytes().to_vec());
            inside.entries.insert(name.to_string(), vec![value]);
        }
        Ok(())
    }

    fn remove(&self, name: &Name) -> Result<(), Trouble> {
        self.answering()?.entries.remove(&name.to_string());
        Ok(())
    }
}
