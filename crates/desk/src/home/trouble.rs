//! Errors of vault, keychain and backup, as problems with words.

use std::time::Duration;

use vault::KitError;
use vault::backup::BackupError;
use vault::keychain::Trouble;
use vault::pin::PinFault;
use vault::setup::SetupError;
use words::{Lang, t};

use crate::problem::{Code, Problem};

/// Of the vault's file. What is damaged stands in the details, in the words of whoever wrote the program.
pub(crate) fn vault(error: &vault::Error) -> Problem {
    use vault::Error;
    let (code, about) = match error {
        Error::Missing => (Code::NeverSet, String::new()),
        Error::InUse => (Code::InUse, "vault.kcv".to_owned()),
        Error::Damaged(what) => (Code::VaultDamaged, (*what).to_owned()),
        Error::NewerFormat => (Code::VaultNewer, String::new()),
        Error::Unwritable => (Code::VaultUnwritable, String::new()),
        Error::NoSpace => (Code::NoSpace, String::new()),
        Error::KeyChanging => (Code::KeyChanging, String::new()),
        Error::TooLarge => (Code::DocumentTooLarge, String::new()),
        other => (Code::VaultFailed, other.to_string()),
    };
    Problem::new(code, about)
}

/// Of the keychain, with the word for its state.
pub(super) fn keychain(trouble: &Trouble, lang: Lang) -> Problem {
    let word = match trouble {
        Trouble::Locked => "keychain-locked",
        Trouble::Denied => "denied",
        Trouble::NoService => "no-service",
        Trouble::NoAnswer => "no-answer",
        Trouble::NoDefault | Trouble::ReadBackDiffers | Trouble::Occupied | Trouble::Other(_) => {
            "broken"
        }
    };
    state(word, lang)
}

/// A state in which this cannot be done, by its name in [`crate::view::StuckView`].
pub(super) fn state(name: &str, lang: Lang) -> Problem {
    Problem::new(Code::Keychain, t(lang, &format!("home-word-{name}"), &[]))
}

/// Of setting up.
pub(super) fn set_up(error: &SetupError, lang: Lang) -> Problem {
    match error {
        SetupError::Keychain(trouble) => keychain(trouble, lang),
        SetupError::Vault(error) => vault(error),
    }
}

/// Of a backup with this name.
pub(super) fn backup(error: &BackupError, name: &str) -> Problem {
    let code = match error {
        BackupError::NotABackup | BackupError::NotOurs | BackupError::Content => {
            Code::BackupContent
        }
        BackupError::WrongPassphrase => Code::BackupPassphrase,
        BackupError::NewerFormat => Code::VaultNewer,
        BackupError::TooLarge => Code::TooLarge,
        BackupError::TooMuchWork(_) | BackupError::Damaged | BackupError::TwiceTheSame => {
            Code::BackupDamaged
        }
        BackupError::Io(_) => Code::Unreadable,
    };
    Problem::new(code, name)
}

/// Of a kit: near which group of four it is mistyped.
pub(super) fn kit(error: KitError) -> Problem {
    let place = match error {
        KitError::Length(typed) => typed.min(LAST_OF_KIT),
        KitError::Character(place) => place,
        KitError::Check => LAST_OF_KIT,
    };
    Problem {
        detail: (place / 4 + 1).to_string(),
        ..Problem::new(Code::KitMistyped, "")
    }
}

/// Why a PIN is guessed too easily.
pub(super) fn pin(fault: PinFault, lang: Lang) -> Problem {
    let why = match fault {
        PinFault::NotDigits => "home-pin-not-digits",
        PinFault::Short => "home-pin-short",
        PinFault::Long => "home-pin-long",
        PinFault::Run => "home-pin-run",
        PinFault::Repeat => "home-pin-repeat",
        PinFault::Year => "home-pin-year",
        PinFault::Birthday => "home-pin-birthday",
        PinFault::KnownNumber => "home-pin-known-number",
    };
    Problem::new(Code::PinWeak, t(lang, why, &[]))
}

/// How long to wait, rounded up to what people count in.
pub(super) fn wait(left: Duration, lang: Lang) -> Problem {
    let seconds = left.as_secs();
    let (key, n) = match seconds {
        0..=90 => ("home-wait-seconds", seconds.max(1)),
        _ => ("home-wait-minutes", seconds.div_ceil(60)),
    };
    let words = t(lang, key, &[("n", n.to_string().into())]);
    Problem::new(Code::PinWait, words)
}

/// Place of a kit's last character among its 36, from 0.
const LAST_OF_KIT: usize = 35;
