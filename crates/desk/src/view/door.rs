//! What the window is shown of the door: whether the vault is open, why it is not, and what can be done about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FactView;

/// What is unlocked, or what stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum DoorView {
    /// No vault was ever set up here: the family room works, and a PIN is asked when the first thing is to be kept.
    New {
        /// What weakens a vault in this place, in one sentence.
        warning: Option<String>,
    },
    /// The vault waits for its PIN or passphrase.
    Locked(LockView),
    /// It was opened with the kit: a new PIN has to be set before anything else, and a new kit is made.
    Renew,
    /// It is open.
    Open,
    /// It cannot be opened as things are; a screen says why and offers ways out.
    Stuck(StuckView),
}

/// What the unlock screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LockView {
    /// Whether a passphrase is asked, not a PIN of digits.
    pub passphrase: bool,
    /// Seconds until the next try is allowed; 0 = now.
    pub wait: u32,
    /// A sentence about it, such as how many tries are left before a wait.
    pub note: Option<String>,
}

/// A state in which no PIN is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StuckView {
    /// Its name: `keychain-locked`, `denied`, `no-service`, `no-answer`, `gone`, `store-changed`, `wrong-secret`,
    /// `broken`, `vault-missing`, `in-use`, `damaged`, `older-copy`, `newer-format`, `unwritable`, `no-space`, `failed`.
    pub state: String,
    /// What happened.
    pub what: String,
    /// What to do.
    pub next: String,
    /// Whether a vault is here; without one this is a first use, and nothing can be lost.
    pub here: bool,
    /// Ways out, the best first; never empty.
    pub ways: Vec<WayView>,
    /// For whoever helps: names of states, dates, numbers; nothing about a person.
    pub details: Vec<FactView>,
}

/// One way out of a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WayView {
    /// What is done.
    pub way: Way,
    /// In words, for the press.
    pub words: String,
    /// Whether a second, deliberate press is needed.
    pub twice: bool,
}

/// What a press on a way out does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Looks again (`door`).
    Retry,
    /// Asks for the recovery kit (`unlock_with_kit`).
    Kit,
    /// Restores a backup (`read_backup`).
    Restore,
    /// Starts with a passphrase, without the keychain (`set_up`).
    Passphrase,
    /// Starts a new vault beside what is kept (`set_up`); old files stay.
    StartNew,
    /// Opens the folder, so that the missing file can be put back (`open_home`).
    FindFile,
    /// Opens a copy that is older than the one seen last (`open_older`).
    OpenOlder,
    /// Reads what can be read of a damaged file (`rescue`), after the PIN or the kit.
    Rescue,
}

/// A field into which a secret is typed, key by key: what is typed stays in Rust, the page draws dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SecretField {
    /// The PIN or passphrase that there is.
    Present,
    /// A new one.
    New,
    /// The new one again.
    Again,
    /// The passphrase of a backup.
    Backup,
}

/// What is typed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TypedView {
    /// How many characters; the page draws as many dots.
    pub dots: u32,
    /// Whether as many digits are there as a PIN usually has (six).
    pub full: bool,
}

/// How a vault is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SetUp {
    /// With a PIN and the keychain: the usual way.
    Pin,
    /// With a passphrase and without the keychain.
    Passphrase,
    /// With a PIN, beside an older vault that does not open: its file stays.
    StartNew,
}

/// The recovery kit, shown once so that it is printed or written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KitView {
    /// Nine groups of four characters.
    pub groups: Vec<String>,
    /// The same as a symbol.
    pub symbol: SymbolView,
    /// What it is for, and where to keep it.
    pub note: String,
}

/// A QR symbol, to be drawn by the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SymbolView {
    /// Modules on a side, without the quiet zone.
    pub side: u32,
    /// An SVG path of its dark modules in a square of `side`; the page adds four modules of quiet zone around it.
    pub path: String,
}

/// What a backup holds, to be confirmed before it is restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BackupView {
    /// When it was made.
    pub made: String,
    /// Persons and codes in it, in one sentence.
    pub holds: String,
    /// What becomes of the vault that is here now, if there is one.
    pub replaces: Option<String>,
}

/// What was rescued from a damaged file, to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RescueView {
    /// Persons and codes, in one sentence.
    pub holds: String,
    /// What is missing or may be older, in one sentence; none if everything is there.
    pub missing: Option<String>,
}

/// What the vault says of itself, for the settings and for diagnostics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct VaultView {
    /// Whether a passphrase opens it, not a PIN with the keychain.
    pub passphrase: bool,
    /// Since when there is a kit, or that there is none, in one sentence.
    pub kit: String,
    /// Whether there is a kit.
    pub has_kit: bool,
    /// When the last backup was made, or that there is none, in one sentence.
    pub backup: String,
    /// What weakens it here, such as a keyring without a password, in a sentence each.
    pub warnings: Vec<String>,
    /// For whoever helps.
    pub details: Vec<FactView>,
}
