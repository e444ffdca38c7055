//! What the exit code says, and which of them an end in the vault has.

use std::process::ExitCode;

use desk::problem::{Code, Problem};
use desk::view::{Lang, ProblemView, StuckView, Way, WayView};
use words::t;

use crate::sources::tell;

/// What the exit code says. Usage errors are 2, which clap sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Every code was accepted, or what was asked is done.
    Good = 0,
    /// A code was refused, or nothing could be printed.
    Refused = 1,
    /// Wrong usage.
    Usage = 2,
    /// A code could be neither accepted nor refused, or was not kept because a person has to look.
    Undecided = 3,
    /// No code in any source, or nothing of the kind is kept.
    NoCode = 4,
    /// A source, a backup or the vault could not be read, or a file not written.
    Unreadable = 5,
    /// The vault is locked: a wrong PIN, a wait after wrong ones, or another program of ours has it open.
    Locked = 6,
    /// The system's keychain does not give the vault's key.
    Keychain = 7,
}

/// Why a command on the vault ended before it was done.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Something went wrong.
    Problem(Problem),
    /// The same as the desk has worded it.
    Told(ProblemView),
    /// An authority has another fingerprint than the one that was compared; this is it.
    Fingerprint(String),
    /// The vault does not open as things are.
    Stuck(Box<StuckView>),
    /// It was used wrongly: the key of a sentence, and what it is about.
    Usage(&'static str, String),
    /// Nothing is kept by this id.
    NoSuchId(String),
    /// What is asked for is not there: the key of a sentence, and what it is about.
    Missing(&'static str, String),
    /// What was found was not printed to the end: whoever read it has had enough.
    Output,
}

impl Stop {
    /// Says on standard error what happened and what to do, and gives the exit code.
    pub(crate) fn tell(&self, lang: Lang) -> Exit {
        match self {
            Self::Problem(problem) => {
                tell(problem, lang);
                of_code(problem.code)
            }
            Self::Told(view) => {
                eprintln!("kincode: {} {}", view.what, view.next);
                let known = Code::ALL
                    .into_iter()
                    .find(|code| code.as_str() == view.code);
                known.map_or(Exit::Refused, of_code)
            }
            Self::Fingerprint(has) => {
                let has = has.as_str().into();
                let said = t(lang, "cli-fingerprint-differs", &[("name", has)]);
                eprintln!("kincode: {said}");
                Exit::Refused
            }
            Self::Stuck(view) => {
                eprintln!("kincode: {} {}", view.what, view.next);
                for fact in &view.details {
                    eprintln!("  {}: {}", fact.label, fact.value);
                }
                for (way, command) in view.ways.iter().filter_map(command) {
                    eprintln!("  {way}: {command}");
                }
                of_state(&view.state)
            }
            Self::Usage(key, about) => {
                let about = about.as_str().into();
                eprintln!("kincode: {}", t(lang, key, &[("name", about)]));
                Exit::Usage
            }
            Self::NoSuchId(id) => {
                let id = id.as_str().into();
                eprintln!("kincode: {}", t(lang, "cli-no-such-id", &[("id", id)]));
                Exit::NoCode
            }
            Self::Missing(key, about) => {
                let about = about.as_str().into();
                eprintln!("kincode: {}", t(lang, key, &[("name", about)]));
                Exit::NoCode
            }
            Self::Output => Exit::Unreadable,
        }
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<ProblemView> for Stop {
    fn from(view: ProblemView) -> Self {
        Self::Told(view)
    }
}

impl From<std::io::Error> for Stop {
    fn from(_: std::io::Error) -> Self {
        Self::Output
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// How a command on the vault ends.
pub(crate) fn ended(done: Result<Exit, Stop>, lang: Lang) -> ExitCode {
    done.unwrap_or_else(|stop| stop.tell(lang)).into()
}

/// The exit code of a state in which the vault does not open, by its name in [`StuckView::state`].
pub(crate) fn of_state(state: &str) -> Exit {
    match state {
        "in-use" => Exit::Locked,
        "keychain-locked" | "denied" | "no-service" | "no-answer" | "gone" | "store-changed"
        | "wrong-secret" | "broken" => Exit::Keychain,
        _ => Exit::Unreadable,
    }
}

/// A way out in words, and the command that goes it; `None`: nothing that a command does.
fn command(way: &WayView) -> Option<(&str, &'static str)> {
    let command = match way.way {
        Way::Kit => "kincode vault open --kit",
        Way::OpenOlder => "kincode vault open --older",
        Way::Passphrase => "kincode import --passphrase, kincode restore --passphrase",
        Way::Rescue => "kincode vault rescue",
        Way::Restore => "kincode restore FILE",
        Way::FindFile | Way::Retry | Way::StartNew => return None,
    };
    Some((&way.words, command))
}

/// The exit code of a problem in a command on the vault.
const fn of_code(code: Code) -> Exit {
    match code {
        Code::AskAgain
        | Code::BackupPassphrase
        | Code::InUse
        | Code::KitMistyped
        | Code::Locked
        | Code::OldPin
        | Code::PinWait
        | Code::WrongKit
        | Code::WrongPassphrase
        | Code::WrongPin => Exit::Locked,
        Code::KeyChanging | Code::Keychain => Exit::Keychain,
        Code::AlreadyThere
        | Code::AuthorityAddress
        | Code::Challenge
        | Code::Day
        | Code::Name
        | Code::NoTrust
        | Code::PassphraseWeak
        | Code::PinWeak
        | Code::PinsDiffer
        | Code::SchoolId
        | Code::SchoolName
        | Code::SchoolRegion
        | Code::SchoolThere
        | Code::SchoolUntil => Exit::Usage,
        Code::NeverSet | Code::NotShown | Code::SchoolNone => Exit::NoCode,
        Code::AuthorityAnswer
        | Code::AuthorityBusy
        | Code::AuthorityNetwork
        | Code::BackupContent
        | Code::BackupDamaged
        | Code::BackupFile
        | Code::Damaged
        | Code::DocumentTooLarge
        | Code::Encrypted
        | Code::Heic
        | Code::NoSpace
        | Code::Save
        | Code::TooLarge
        | Code::TrustFile
        | Code::UnknownFile
        | Code::Unreadable
        | Code::VaultDamaged
        | Code::VaultFailed
        | Code::VaultNewer
        | Code::VaultUnwritable => Exit::Unreadable,
        _ => Exit::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_states_four_to_eleven_are_the_keychains() {
        let keychain = [
            "keychain-locked",
            "denied",
            "no-service",
            "no-answer",
            "gone",
            "store-changed",
            "wrong-secret",
            "broken",
        ];
        assert!(
            keychain
                .iter()
                .all(|state| of_state(state) == Exit::Keychain)
        );
        assert_eq!(of_state("in-use"), Exit::Locked);
        for state in ["vault-missing", "damaged", "older-copy", "no-space"] {
            assert_eq!(of_state(state), Exit::Unreadable);
        }
    }
}
