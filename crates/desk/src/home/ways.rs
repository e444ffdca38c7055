//! The screens of the states in which no PIN is asked: what happened, what to do, and ways out. (kc1.md 3.6)

use std::path::Path;

use jiff::Timestamp;
use vault::Error;
use vault::states::{Breakage, Presence, State, WayOut};
use words::{Lang, t};

use crate::dates;
use crate::machine::Machine;
use crate::view::{FactView, StuckView, Way, WayView};

/// Of file and keychain together.
pub(super) fn of_state(state: &State, lang: Lang) -> StuckView {
    let name = name(state);
    let here = is_here(state);
    let mut details = vec![fact("state", state.number().to_string(), lang)];
    match state {
        State::StoreChanged { recorded, found } => {
            details.push(fact("recorded", recorded.clone(), lang));
            details.push(fact("found", found.clone(), lang));
        }
        State::Broken(what, _) => details.push(fact("breakage", breakage(what), lang)),
        _ => {}
    }
    let ways = state.ways_out().iter().filter_map(|way| way_of(*way, lang));
    stuck(name, here, ways.collect(), details, lang)
}

/// Of a file that does not open. `file` is asked who holds it.
pub(super) fn of_error(error: &Error, file: &Path, lang: Lang) -> StuckView {
    let (name, ways): (&str, &[(Way, &str, bool)]) = match error {
        Error::InUse => ("in-use", &[RETRY]),
        Error::Damaged(_) => (
            "damaged",
            &[(Way::Rescue, "home-way-rescue", false), RESTORE, RETRY],
        ),
        Error::NewerFormat => ("newer-format", &[RETRY, FOLDER]),
        Error::Unwritable => ("unwritable", &[FOLDER, RETRY]),
        Error::NoSpace => ("no-space", &[RETRY, FOLDER]),
        _ => ("failed", &[RETRY, FOLDER]),
    };
    let mut details = vec![fact("error", error.to_string(), lang)];
    if matches!(error, Error::InUse) {
        details.extend(super::diagnostics::holder(file, lang).map(|who| fact("holder", who, lang)));
    }
    let ways = ways.iter().map(|(way, words, twice)| WayView {
        way: *way,
        words: t(lang, words, &[]),
        twice: *twice,
    });
    stuck(name, true, ways.collect(), details, lang)
}

/// Of a copy that is older than the one seen last. `written` is in seconds since 1970-01-01Z.
pub(super) fn of_older(file: u64, written: u64, seen: u64, m: &Machine, lang: Lang) -> StuckView {
    let written = i64::try_from(written).ok();
    let written = written.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let written = written.map(|at| dates::moment(at, m.now.time_zone(), lang));
    let mut details = Vec::new();
    details.extend(written.map(|at| fact("written", at, lang)));
    // The keychain knows a number and no date. (kc1.md 3.5)
    let behind = seen.saturating_sub(file).to_string();
    let behind = t(lang, "home-behind", &[("n", behind.into())]);
    details.push(fact("behind", behind, lang));
    details.push(fact("commit", file.to_string(), lang));
    details.push(fact("seen", seen.to_string(), lang));
    let ways = [
        FOLDER,
        RETRY,
        RESTORE,
        (Way::OpenOlder, "home-way-older", true),
    ];
    let ways = ways.iter().map(|(way, words, twice)| WayView {
        way: *way,
        words: t(lang, words, &[]),
        twice: *twice,
    });
    stuck("older-copy", true, ways.collect(), details, lang)
}

/// The name of a state, as in [`StuckView::state`]; where a PIN is asked or nothing is here, what that is called.
pub(super) fn name(state: &State) -> &'static str {
    match state {
        State::NeverSet(_) => "never-set",
        State::Ready(_) | State::HalfChanged(..) => "ready",
        State::Locked(_) => "keychain-locked",
        State::Denied(_) => "denied",
        State::NoService(_) => "no-service",
        State::NoAnswer(_) => "no-answer",
        State::Gone => "gone",
        State::StoreChanged { .. } => "store-changed",
        State::WrongSecret => "wrong-secret",
        State::Broken(..) => "broken",
        State::VaultMissing(_) => "vault-missing",
    }
}

const RETRY: (Way, &str, bool) = (Way::Retry, "home-way-retry", false);
const RESTORE: (Way, &str, bool) = (Way::Restore, "home-way-restore", false);
const FOLDER: (Way, &str, bool) = (Way::FindFile, "home-way-folder", false);

fn stuck(
    name: &str,
    here: bool,
    ways: Vec<WayView>,
    details: Vec<FactView>,
    lang: Lang,
) -> StuckView {
    // At a first use nothing can be lost, and the words say so.
    let first = if here { "" } else { "-first" };
    StuckView {
        state: name.to_owned(),
        what: t(lang, &format!("home-{name}-what{first}"), &[]),
        next: t(lang, &format!("home-{name}-next{first}"), &[]),
        here,
        ways,
        details,
    }
}

fn is_here(state: &State) -> bool {
    !matches!(
        state,
        State::NeverSet(_)
            | State::Locked(Presence::FirstUse)
            | State::Denied(Presence::FirstUse)
            | State::NoService(Presence::FirstUse)
            | State::NoAnswer(Presence::FirstUse)
            | State::Broken(_, Presence::FirstUse)
    )
}

/// `None`: not a press of its own. Details are always shown; PIN and set-up have screens of their own.
fn way_of(way: WayOut, lang: Lang) -> Option<WayView> {
    let (way, words, twice) = match way {
        WayOut::UnlockAndRetry => (Way::Retry, "home-way-unlock-and-retry", false),
        WayOut::AllowAndRetry => (Way::Retry, "home-way-allow-and-retry", false),
        WayOut::StartServiceAndRetry => (Way::Retry, "home-way-start-and-retry", false),
        WayOut::KeepWaiting => (Way::Retry, "home-way-wait", false),
        WayOut::Retry => RETRY,
        WayOut::GoBackToStore => (Way::Retry, "home-way-go-back", false),
        WayOut::Kit => (Way::Kit, "home-way-kit", false),
        WayOut::RestoreBackup => RESTORE,
        WayOut::SignInAgain | WayOut::StartNew => (Way::StartNew, "home-way-start-new", true),
        WayOut::FindFile => (Way::FindFile, "home-way-find", false),
        WayOut::Passphrase => (Way::Passphrase, "home-way-passphrase", false),
        WayOut::Details | WayOut::Pin | WayOut::SetUp => return None,
    };
    let words = t(lang, words, &[]);
    Some(WayView { way, words, twice })
}

fn breakage(what: &Breakage) -> String {
    match what {
        Breakage::Malformed => "malformed",
        Breakage::Ambiguous => "ambiguous",
        Breakage::ReadBackDiffers => "read-back-differs",
        Breakage::NoDefault => "no-default-keyring",
        Breakage::Other(words) => words,
    }
    .to_owned()
}

pub(super) fn fact(label: &str, value: String, lang: Lang) -> FactView {
    FactView {
        label: t(lang, &format!("home-detail-{label}"), &[]),
        value,
    }
}
