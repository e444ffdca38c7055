//! What a screen offers in each state, and what may be begun from it. (kc1.md 3.6, last column)

use super::{PassphrasePermit, Presence, ReplacePermit, State};
use crate::backup::Backup;
use crate::rescue::Rescued;

/// A way out of a state; the screens have words for each.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum WayOut {
    /// Set up a vault.
    SetUp,
    /// Restore a backup.
    RestoreBackup,
    /// Enter the PIN.
    Pin,
    /// Unlock the keychain and ask it again.
    UnlockAndRetry,
    /// Read how to allow this program, and ask again.
    AllowAndRetry,
    /// Read how to start a keychain, and ask again.
    StartServiceAndRetry,
    /// A password window may be waiting behind this one.
    KeepWaiting,
    /// Ask again.
    Retry,
    /// Open with the recovery kit.
    Kit,
    /// Sign in again: a new vault; the old file is kept.
    SignInAgain,
    /// Go back to the store that was written to.
    GoBackToStore,
    /// Look at the details.
    Details,
    /// Find the file.
    FindFile,
    /// Start new; on a second press, and the old entry is kept.
    StartNew,
    /// Start with a passphrase, without the keychain.
    Passphrase,
}

impl State {
    /// The number of the state in the specification's table, 1 to 12.
    #[must_use]
    pub fn number(&self) -> u8 {
        match self {
            Self::NeverSet(_) => 1,
            Self::Ready(_) => 2,
            Self::HalfChanged(..) => 3,
            Self::Locked(_) => 4,
            Self::Denied(_) => 5,
            Self::NoService(_) => 6,
            Self::NoAnswer(_) => 7,
            Self::Gone => 8,
            Self::StoreChanged { .. } => 9,
            Self::WrongSecret => 10,
            Self::Broken(..) => 11,
            Self::VaultMissing(_) => 12,
        }
    }

    /// What to offer, best first. Never empty.
    #[must_use]
    pub fn ways_out(&self) -> &'static [WayOut] {
        use WayOut as Way;
        let first_use = self.presence() == Some(Presence::FirstUse);
        match self {
            Self::NeverSet(_) => &[Way::SetUp, Way::RestoreBackup],
            Self::Ready(_) | Self::HalfChanged(..) => &[Way::Pin],
            Self::Locked(_) if first_use => &[Way::UnlockAndRetry, Way::Passphrase],
            Self::Denied(_) if first_use => &[Way::AllowAndRetry, Way::Passphrase],
            Self::NoService(_) if first_use => &[Way::StartServiceAndRetry, Way::Passphrase],
            Self::NoAnswer(_) if first_use => &[Way::KeepWaiting, Way::Passphrase],
            Self::Broken(..) if first_use => &[Way::Retry, Way::Passphrase, Way::Details],
            Self::Locked(_) => &[Way::UnlockAndRetry, Way::Kit],
            Self::Denied(_) => &[Way::AllowAndRetry, Way::Kit],
            Self::NoService(_) => &[Way::StartServiceAndRetry, Way::Kit],
            Self::NoAnswer(_) => &[Way::KeepWaiting, Way::Kit],
            Self::Broken(..) => &[Way::Retry, Way::Kit, Way::Details],
            Self::Gone => &[Way::Kit, Way::RestoreBackup, Way::SignInAgain],
            Self::StoreChanged { .. } => &[Way::GoBackToStore, Way::Kit],
            Self::WrongSecret => &[Way::Kit, Way::RestoreBackup],
            Self::VaultMissing(_) => &[Way::FindFile, Way::RestoreBackup, Way::StartNew],
        }
    }

    /// The right to begin with a passphrase and without the keychain: only where no vault is and the keychain gives no
    /// proven answer. It creates no entry.
    #[must_use]
    pub fn passphrase_permit(&self) -> Option<PassphrasePermit> {
        (self.presence() == Some(Presence::FirstUse)).then_some(PassphrasePermit(()))
    }

    /// The right to put a new vault in the place of one that does not open, as for a restored backup: on a second,
    /// deliberate press. Only where the keychain answered; the old file and the old entries are kept.
    ///
    /// # Errors
    /// Gives the state back where there is no such right.
    pub fn start_over(self) -> Result<ReplacePermit, Self> {
        match self {
            Self::Gone | Self::WrongSecret | Self::VaultMissing(_) => Ok(ReplacePermit(())),
            other => Err(other),
        }
    }

    fn presence(&self) -> Option<Presence> {
        match self {
            Self::Locked(presence)
            | Self::Denied(presence)
            | Self::NoService(presence)
            | Self::NoAnswer(presence)
            | Self::Broken(_, presence) => Some(*presence),
            _ => None,
        }
    }
}

impl Backup {
    /// The right to put a new vault with these records in the place of what is here: whoever opened the backup holds what
    /// takes its place, and the old file is kept.
    #[must_use]
    pub fn start_over(&self) -> ReplacePermit {
        ReplacePermit(())
    }
}

impl Rescued {
    /// The right to put a new vault with these records in the place of the damaged one, which is kept.
    #[must_use]
    pub fn start_over(&self) -> ReplacePermit {
        ReplacePermit(())
    }
}
