//! The twelve states on three systems: what lies on the disk and what the keychain does, and what must be recognised.

use std::collections::BTreeSet;

use super::{Breakage, HeaderFields, Here, Presence, State, VaultState, WayOut, Wrap};
use crate::keychain::memory::{Fake, Mood};
use crate::keychain::{self, Keychain, Name, Secret, System};
use crate::{keys, states};

const VAULT: [u8; 16] = [0x5a; 16];
const SYSTEMS: [System; 3] = [System::Linux, System::MacOs, System::Windows];

fn secret(number: u32) -> Secret {
    Secret::new([number as u8; 32])
}

fn header(system: System, numbers: &[u32]) -> HeaderFields {
    let wrap = |number: &u32| Wrap {
        number: *number,
        check: keys::check(secret(*number).bytes(), &VAULT, *number),
    };
    HeaderFields {
        vault: VAULT,
        wraps: numbers.iter().map(wrap).collect(),
        store: Fake::new(system).store().expect("it is open"),
    }
}

fn key(number: u32) -> Name {
    Name::Key {
        vault: VAULT,
        number,
    }
}

fn recognised(keychain: &Fake, here: Here<'_>) -> State {
    states::recognise(here, &states::ask(keychain, here))
}

/// Files: the numbers of the wraps of a vault, the head alone, or nothing.
enum Disk {
    Vault(&'static [u32]),
    Head,
    Nothing,
}

/// Row of the table: what it is called, the files, what happens to the keychain, the number of the state.
type Row = (&'static str, Disk, fn(&Fake), u8);

fn put(keychain: &Fake, number: u32) {
    keychain::write_key(keychain, VAULT, number, &secret(number)).expect("it is free");
}

const TABLE: &[Row] = &[
    ("an empty machine", Disk::Nothing, |_| {}, 1),
    ("a vault and its entry", Disk::Vault(&[1]), |k| put(k, 1), 2),
    (
        "two values, one of them ours",
        Disk::Vault(&[1]),
        |k| {
            put(k, 1);
            k.add(&key(1), secret(9).spelled().as_bytes());
        },
        2,
    ),
    (
        "the same value twice",
        Disk::Vault(&[1]),
        |k| {
            put(k, 1);
            k.add(&key(1), secret(1).spelled().as_bytes());
        },
        2,
    ),
    (
        "two wraps, both entries",
        Disk::Vault(&[1, 2]),
        |k| {
            put(k, 1);
            put(k, 2);
        },
        3,
    ),
    (
        "two wraps, new lost",
        Disk::Vault(&[1, 2]),
        |k| put(k, 1),
        3,
    ),
    (
        "two wraps, old lost",
        Disk::Vault(&[1, 2]),
        |k| put(k, 2),
        3,
    ),
    (
        "a leftover entry",
        Disk::Vault(&[2]),
        |k| {
            put(k, 1);
            put(k, 2);
        },
        3,
    ),
    ("locked", Disk::Vault(&[1]), |k| k.set_mood(Mood::Locked), 4),
    (
        "locked, first use",
        Disk::Nothing,
        |k| k.set_mood(Mood::Locked),
        4,
    ),
    ("denied", Disk::Vault(&[1]), |k| k.set_mood(Mood::Denied), 5),
    (
        "denied, first use",
        Disk::Nothing,
        |k| k.set_mood(Mood::Denied),
        5,
    ),
    (
        "no service",
        Disk::Vault(&[1]),
        |k| k.set_mood(Mood::NoService),
        6,
    ),
    (
        "no service, first use",
        Disk::Nothing,
        |k| k.set_mood(Mood::NoService),
        6,
    ),
    ("silent", Disk::Vault(&[1]), |k| k.set_mood(Mood::Silent), 7),
    (
        "silent, first use",
        Disk::Nothing,
        |k| k.set_mood(Mood::Silent),
        7,
    ),
    ("the entry is gone", Disk::Vault(&[1]), |_| {}, 8),
    ("both entries are gone", Disk::Vault(&[1, 2]), |_| {}, 8),
    (
        "another store answers",
        Disk::Vault(&[1]),
        |k| k.set_store("secret-service kwalletd6"),
        9,
    ),
    (
        "another secret",
        Disk::Vault(&[1]),
        |k| k.add(&key(1), secret(9).spelled().as_bytes()),
        10,
    ),
    (
        "a malformed value",
        Disk::Vault(&[1]),
        |k| k.add(&key(1), b"kck1-12"),
        11,
    ),
    (
        "a value that is no text",
        Disk::Vault(&[1]),
        |k| k.add(&key(1), &[0xff, 0]),
        11,
    ),
    (
        "several values, none ours",
        Disk::Vault(&[1]),
        |k| {
            k.add(&key(1), secret(8).spelled().as_bytes());
            k.add(&key(1), secret(9).spelled().as_bytes());
        },
        11,
    ),
    (
        "no default keyring",
        Disk::Vault(&[1]),
        |k| k.set_mood(Mood::NoDefault),
        11,
    ),
    (
        "no default keyring, first use",
        Disk::Nothing,
        |k| k.set_mood(Mood::NoDefault),
        11,
    ),
    (
        "an unknown failure",
        Disk::Vault(&[1]),
        |k| k.set_mood(Mood::Odd),
        11,
    ),
    (
        "an unknown failure, first use",
        Disk::Nothing,
        |k| k.set_mood(Mood::Odd),
        11,
    ),
    (
        "current is nonsense",
        Disk::Nothing,
        |k| k.add(&Name::Current, b"yes"),
        11,
    ),
    (
        "current names a vault",
        Disk::Nothing,
        |k| keychain::write_current(k, VAULT).expect("it is taken"),
        12,
    ),
    ("the head alone", Disk::Head, |_| {}, 12),
    (
        "the head alone, keychain locked",
        Disk::Head,
        |k| k.set_mood(Mood::Locked),
        12,
    ),
    (
        "the head alone, no keychain",
        Disk::Head,
        |k| k.set_mood(Mood::NoService),
        12,
    ),
];

/// Moods of rows that a system does not have: there the row does not apply.
const MOODS: [(&str, Mood); 3] = [
    ("locked", Mood::Locked),
    ("denied", Mood::Denied),
    ("no default", Mood::NoDefault),
];

/// Only a Secret Service holds several values under one name, or changes its keeper.
fn applies(row: &str, keychain: &Fake, system: System) -> bool {
    let linux_only = [
        "two values",
        "same value twice",
        "several values",
        "another store",
    ];
    let known = MOODS
        .iter()
        .all(|(word, mood)| !row.starts_with(word) || keychain.knows(*mood));
    known && (system == System::Linux || !linux_only.iter().any(|word| row.contains(word)))
}

#[test]
fn every_row_is_recognised_on_every_system_that_knows_it() {
    let mut seen = BTreeSet::new();
    for system in SYSTEMS {
        for (row, disk, happens, number) in TABLE {
            let keychain = Fake::new(system);
            if !applies(row, &keychain, system) {
                continue;
            }
            happens(&keychain);
            let header = match disk {
                Disk::Vault(numbers) => header(system, numbers),
                Disk::Head | Disk::Nothing => header(system, &[]),
            };
            let here = match disk {
                Disk::Vault(_) => Here::Vault(&header),
                Disk::Head => Here::HeadOnly(Some(VAULT)),
                Disk::Nothing => Here::Nothing,
            };
            let state = recognised(&keychain, here);
            assert_eq!(state.number(), *number, "{system:?}, {row}: {state:?}");
            assert!(!state.ways_out().is_empty(), "{system:?}, {row}");
            seen.insert((format!("{system:?}"), state.number()));
        }
    }
    let on = |system: &str| seen.iter().filter(|(name, _)| name == system).count();
    // Windows has no locked store and refuses nobody; only Linux tells another store.
    assert_eq!((on("Linux"), on("MacOs"), on("Windows")), (12, 11, 9));
}

#[test]
fn only_a_proven_answer_on_an_empty_machine_permits_a_vault() {
    for system in SYSTEMS {
        for (row, disk, happens, number) in TABLE {
            let keychain = Fake::new(system);
            if !applies(row, &keychain, system) {
                continue;
            }
            happens(&keychain);
            if !matches!(disk, Disk::Nothing) {
                continue;
            }
            let state = recognised(&keychain, Here::Nothing);
            assert_eq!(matches!(state, State::NeverSet(_)), *number == 1, "{row}");
            // Where the keychain gives no answer, a person may begin without it; where it does, never.
            let without = state.passphrase_permit().is_some();
            assert_eq!(without, [4, 5, 6, 7, 11].contains(number), "{row}");
            assert_eq!(
                without,
                state.ways_out().contains(&WayOut::Passphrase),
                "{row}"
            );
        }
    }
}

#[test]
fn a_vault_that_is_here_offers_no_passphrase_and_no_first_run() {
    for mood in [
        Mood::Locked,
        Mood::Denied,
        Mood::NoService,
        Mood::Silent,
        Mood::Odd,
    ] {
        let keychain = Fake::new(System::Linux);
        keychain.set_mood(mood);
        let header = header(System::Linux, &[1]);
        let state = recognised(&keychain, Here::Vault(&header));
        assert!(state.passphrase_permit().is_none(), "{mood:?}");
        assert!(state.ways_out().contains(&WayOut::Kit), "{mood:?}");
        assert!(!state.ways_out().contains(&WayOut::SetUp), "{mood:?}");
        assert!(state.start_over().is_err(), "{mood:?}");
    }
}

#[test]
fn the_newer_secret_opens_while_a_key_changes() {
    let keychain = Fake::new(System::Linux);
    put(&keychain, 1);
    put(&keychain, 2);
    let header = header(System::Linux, &[1, 2]);
    let State::HalfChanged(opening, left) = recognised(&keychain, Here::Vault(&header)) else {
        panic!("a key change is under way");
    };
    assert_eq!((opening.number, opening.secret), (2, secret(2)));
    assert_eq!((left.wraps, left.absent), (vec![1, 2], vec![]));
}

#[test]
fn one_good_wrap_is_enough_whatever_the_other_entry_holds() {
    let keychain = Fake::new(System::Linux);
    put(&keychain, 1);
    keychain.add(&key(2), b"nonsense");
    let header = header(System::Linux, &[1, 2]);
    let State::HalfChanged(opening, left) = recognised(&keychain, Here::Vault(&header)) else {
        panic!("the old secret still opens");
    };
    assert_eq!(opening.number, 1);
    assert!(left.absent.is_empty(), "nonsense is not absence");
}

#[test]
fn details_name_what_is_broken() {
    let keychain = Fake::new(System::Linux);
    let here = Here::Nothing;
    keychain.set_mood(Mood::NoDefault);
    assert_eq!(
        recognised(&keychain, here),
        State::Broken(Breakage::NoDefault, Presence::FirstUse)
    );
    keychain.set_mood(Mood::Odd);
    assert_eq!(
        recognised(&keychain, here),
        State::Broken(Breakage::Other("Odd".to_owned()), Presence::FirstUse)
    );
}

#[test]
fn starting_over_needs_a_keychain_that_answered() {
    let keychain = Fake::new(System::MacOs);
    let header = header(System::MacOs, &[1]);
    assert!(
        recognised(&keychain, Here::Vault(&header))
            .start_over()
            .is_ok()
    );
    assert!(
        recognised(&keychain, Here::HeadOnly(None))
            .start_over()
            .is_ok()
    );
    put(&keychain, 1);
    assert!(
        recognised(&keychain, Here::Vault(&header))
            .start_over()
            .is_err()
    );
}

#[test]
fn the_file_has_states_of_its_own() {
    let older = VaultState::OlderCopy { file: 3, seen: 9 };
    assert_ne!(older, VaultState::Damaged);
}
