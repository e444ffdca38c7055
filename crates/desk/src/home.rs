//! The family's place on this computer, and its door.

mod backup;
mod diagnostics;
mod erase;
mod handing;
mod kit;
mod locking;
mod look;
mod outside;
mod passphrase;
mod place;
mod rescue;
mod restore;
mod secrets;
mod set_up;
mod trouble;
mod unlock;
mod ways;

use std::fmt;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use vault::backup::Backup;
use vault::keychain::Keychain;
use vault::rescue::Rescued;
use vault::throttle::ThrottleKey;
use vault::{Closed, Cost, Kit, OlderCopy, Vault, keys};

use crate::family::Family;
use crate::family::tray::Tray;
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::view::{SecretField, TypedView};
pub use outside::Outside;
pub use restore::is_backup;
use secrets::Secrets;

/// The folder with the vault, the keychain, the door, and what was dropped and is not kept yet.
///
/// Every use of a typed secret empties its fields, whatever comes of it.
pub struct Home {
    folder: PathBuf,
    keychain: Box<dyn Keychain + Send>,
    /// What Argon2 costs; measured when it is first needed.
    cost: Option<Cost>,
    door: Door,
    tray: Tray,
    typed: Secrets,
    /// Uptime of the last touch, in seconds.
    stayed: u64,
    /// The kit that was made in this session, until it is locked.
    kit: Option<Kit>,
    /// What was read of a damaged file, until a person decides.
    rescued: Option<Rescued>,
    /// A backup that was given, until it is restored or another is given.
    offered: Option<Offered>,
}

/// What is unlocked. (design, invariant 3)
enum Door {
    /// Nothing, and no file is held: it was not looked at yet, or it does not open.
    Shut,
    /// Nothing, since nothing was ever set up here, as the keychain answered.
    New,
    /// The file is damaged, as the store or an unlocking found; as long as it is the file of this stamp.
    Damaged(&'static str, Stamp),
    /// The file is held and locked.
    Locked(Box<Closed>),
    /// The key was right and the file is older than the one seen last: a person decides.
    Older(Box<OlderCopy>, Entry),
    /// Opened with the kit: a new PIN comes before anything else.
    Renew(Box<Vault>),
    /// The family's vault.
    Family(Box<Family>, Session),
}

/// Length and time of a file: tells whether somebody has put another one in its place. `None`: it cannot be looked at.
type Stamp = Option<(u64, SystemTime)>;

/// With what an older copy was opened.
enum Entry {
    /// With the PIN or the passphrase; the key of its waits.
    Pin(Option<ThrottleKey>),
    /// With the kit.
    Kit,
}

/// What an open vault remembers of its opening.
struct Session {
    /// The key of the waits; none with a passphrase.
    throttle: Option<ThrottleKey>,
    /// Uptime at unlocking, in seconds.
    since: u64,
    /// Whether the PIN was proved for the next show.
    proved: bool,
    /// The run whose live code is on the screen: its renewals ask for nothing.
    showing: Option<u32>,
    /// Whether nobody touched the window for a minute since the PIN was proved last.
    away: bool,
    /// Whether the vault was made in it, with a PIN that was typed just then.
    made: bool,
    /// The commit number that the keychain was told last, and when it was told, by uptime.
    told: Option<(u64, u64)>,
}

/// A backup as it was given, and what was found in it.
struct Offered {
    name: String,
    bytes: Vec<u8>,
    opened: Option<Backup>,
}

impl Home {
    /// Nothing is read or asked yet. `folder` is where the vault is, or will be.
    pub fn new(folder: PathBuf, keychain: Box<dyn Keychain + Send>) -> Self {
        Self {
            folder,
            keychain,
            cost: None,
            door: Door::Shut,
            tray: Tray::default(),
            typed: Secrets::default(),
            stayed: 0,
            kit: None,
            rescued: None,
            offered: None,
        }
    }

    /// The same with a cost of Argon2 that is given, not measured: for tests, which take a cheap one.
    pub fn with_cost(folder: PathBuf, keychain: Box<dyn Keychain + Send>, cost: Cost) -> Self {
        Self {
            cost: Some(cost),
            ..Self::new(folder, keychain)
        }
    }

    /// One key into a secret field: a character, `Backspace` or `Clear`. Other names of keys change nothing.
    pub fn type_secret(&mut self, field: SecretField, key: &str) -> TypedView {
        self.typed.type_key(field, key)
    }

    /// Forgets everything typed.
    pub fn clear_secrets(&mut self) {
        self.typed.clear();
    }

    /// The open family, and what waits to be kept.
    ///
    /// # Errors
    ///
    /// [`Code::NeverSet`] if there is no vault yet, [`Code::Locked`] if it is not open.
    pub fn family(&mut self) -> Result<(&mut Family, &mut Tray), Problem> {
        match &mut self.door {
            Door::Family(family, _) => Ok((family, &mut self.tray)),
            Door::New => Err(Problem::new(Code::NeverSet, "")),
            _ => Err(Problem::new(Code::Locked, "")),
        }
    }

    /// The open family, if it is open.
    pub fn family_if_open(&self) -> Option<&Family> {
        match &self.door {
            Door::Family(family, _) => Some(family),
            _ => None,
        }
    }

    /// What waits to be kept; it needs no vault.
    pub fn tray(&mut self) -> &mut Tray {
        &mut self.tray
    }

    /// What Argon2 shall cost on this computer. (kc1.md 3.2)
    fn cost(&mut self, m: &Machine) -> Cost {
        *self.cost.get_or_insert_with(|| {
            keys::calibrate(m.memory, &mut |cost| {
                let start = Instant::now();
                keys::try_once(cost);
                start.elapsed()
            })
        })
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Home(…)")
    }
}
