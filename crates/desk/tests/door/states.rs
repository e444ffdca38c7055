//! Every state on three systems: a screen with words in each language, and each way out of it taken.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use desk::Home;
use desk::view::{DoorView, Lang, SecretField, SetUp, StuckView, Way};
use vault::keychain::memory::Mood;
use vault::keychain::{Name, System};
use vault::{FILE, HEAD};

use super::house::{House, OTHER, PIN, code, spelled};

const WORDS: &str = "maple river candle orbit velvet tunnel";

/// What happened to whom.
struct Row {
    /// The state's name.
    state: &'static str,
    /// Whether there was a vault.
    here: bool,
    happens: fn(&House),
    /// What a person does before pressing *Retry*; none: there is no such press, or it needs nothing.
    mended: fn(&House),
    /// Only where the system knows it.
    mood: Mood,
    linux_only: bool,
}

const fn mood(state: &'static str, here: bool, mood: Mood, happens: fn(&House)) -> Row {
    Row {
        state,
        here,
        happens,
        mended: |house| house.keychain.set_mood(Mood::Open),
        mood,
        linux_only: false,
    }
}

const fn other(state: &'static str, happens: fn(&House), mended: fn(&House)) -> Row {
    Row {
        state,
        here: true,
        happens,
        mended,
        mood: Mood::Open,
        linux_only: false,
    }
}

fn rows() -> Vec<Row> {
    vec![
        mood("keychain-locked", true, Mood::Locked, |h| {
            h.keychain.set_mood(Mood::Locked)
        }),
        mood("keychain-locked", false, Mood::Locked, |h| {
            h.keychain.set_mood(Mood::Locked)
        }),
        mood("denied", true, Mood::Denied, |h| {
            h.keychain.set_mood(Mood::Denied)
        }),
        mood("denied", false, Mood::Denied, |h| {
            h.keychain.set_mood(Mood::Denied)
        }),
        mood("no-service", true, Mood::NoService, |h| {
            h.keychain.set_mood(Mood::NoService)
        }),
        mood("no-service", false, Mood::NoService, |h| {
            h.keychain.set_mood(Mood::NoService)
        }),
        mood("no-answer", true, Mood::Silent, |h| {
            h.keychain.set_mood(Mood::Silent)
        }),
        mood("no-answer", false, Mood::Silent, |h| {
            h.keychain.set_mood(Mood::Silent)
        }),
        mood("broken", true, Mood::NoDefault, |h| {
            h.keychain.set_mood(Mood::NoDefault)
        }),
        mood("broken", false, Mood::NoDefault, |h| {
            h.keychain.set_mood(Mood::NoDefault)
        }),
        mood("broken", true, Mood::Odd, |h| {
            h.keychain.set_mood(Mood::Odd)
        }),
        mood("broken", false, Mood::Odd, |h| {
            h.keychain.set_mood(Mood::Odd)
        }),
        other("gone", |h| h.forget_key(), |_| {}),
        Row {
            linux_only: true,
            ..other(
                "store-changed",
                |h| {
                    h.keep_key();
                    h.forget_key();
                    h.keychain.set_store("secret-service kwalletd6");
                },
                |h| {
                    h.give_key_back();
                    h.keychain.set_store("secret-service gnome-keyring-d");
                },
            )
        },
        other("wrong-secret", |h| h.change_key(), |_| {}),
        other(
            "vault-missing",
            |h| fs::rename(h.file(), h.path().join("away")).expect("moved"),
            |h| fs::rename(h.path().join("away"), h.file()).expect("moved"),
        ),
        // The mark of a vault in the keychain alone.
        other(
            "vault-missing",
            |h| {
                fs::rename(h.file(), h.path().join("away")).expect("moved");
                fs::remove_file(h.path().join(HEAD)).expect("removed");
            },
            |h| fs::rename(h.path().join("away"), h.file()).expect("moved"),
        ),
    ]
}

/// A backup with a person in it, its kit; made once, since each costs a second.
fn backup() -> &'static (Vec<u8>, String) {
    static MADE: OnceLock<(Vec<u8>, String)> = OnceLock::new();
    MADE.get_or_init(|| {
        let (house, mut home) = House::lived_in(System::Linux);
        let kit = house.make_kit(&mut home);
        let path = house.path().join("backup.kcb");
        let saved = home.back_up(false, &path, &house.machine());
        assert_eq!(saved.expect("it is saved").name, "backup.kcb");
        (fs::read(path).expect("it is there"), kit)
    })
}

#[test]
fn every_way_out_of_every_state_works_on_linux() {
    assert_eq!(every_way_out(System::Linux), 12 - 3);
}

#[test]
fn every_way_out_of_every_state_works_on_macos() {
    assert_eq!(every_way_out(System::MacOs), 12 - 4);
}

#[test]
fn every_way_out_of_every_state_works_on_windows() {
    assert_eq!(every_way_out(System::Windows), 12 - 6);
}

/// How many states in which no PIN is asked a system has; *Ready*, *HalfChanged* and *NeverSet* have tests of their own.
fn every_way_out(system: System) -> usize {
    let mut states = BTreeSet::new();
    for row in rows() {
        let knows = House::on(system).keychain.knows(row.mood);
        if !knows || (row.linux_only && system != System::Linux) {
            continue;
        }
        // First the screen, then each way in a house of its own.
        let (house, mut home, _) = arrive(system, &row);
        let stuck = house.stuck(&mut home);
        screen(&house, &mut home, &stuck, &row);
        for way in stuck.ways.iter().map(|way| way.way) {
            // The same on every system, and a second each.
            if way == Way::Restore && system != System::Linux {
                continue;
            }
            let (house, mut home, kit) = arrive(system, &row);
            house.stuck(&mut home);
            take(way, &house, &mut home, &kit, &row);
        }
        states.insert(row.state);
    }
    states.len()
}

/// Somebody starts the program after it happened.
fn arrive(system: System, row: &Row) -> (House, Home, String) {
    if !row.here {
        let house = House::on(system);
        (row.happens)(&house);
        let home = house.home();
        return (house, home, String::new());
    }
    let (house, mut home) = House::lived_in(system);
    let kit = house.make_kit(&mut home);
    house.lock(&mut home);
    drop(home);
    (row.happens)(&house);
    let home = house.home();
    (house, home, kit)
}

fn screen(house: &House, home: &mut Home, stuck: &StuckView, row: &Row) {
    assert_eq!((stuck.state.as_str(), stuck.here), (row.state, row.here));
    assert!(!stuck.ways.is_empty(), "{}", row.state);
    for lang in Lang::ALL {
        let DoorView::Stuck(stuck) = home.look(&house.machine(), lang) else {
            panic!("{}: it does not mend itself", row.state);
        };
        worded(&stuck);
    }
    // Here no PIN is asked, nothing is counted, and nothing begins.
    assert!(matches!(house.unlock(home, PIN), Ok(DoorView::Stuck(_))));
    house.type_new(home, OTHER);
    let begun = home.set_up(SetUp::Pin, &house.machine(), house.lang);
    assert_eq!(code(begun), "keychain", "{}", row.state);
}

/// Sentences, not the names of sentences.
pub fn worded(stuck: &StuckView) {
    let labels = stuck.details.iter().map(|fact| fact.label.as_str());
    let words = stuck.ways.iter().map(|way| way.words.as_str());
    let all = [stuck.what.as_str(), stuck.next.as_str()];
    for text in all.into_iter().chain(labels).chain(words) {
        assert!(!text.is_empty() && !text.starts_with("home-"), "{text}");
    }
}

fn take(way: Way, house: &House, home: &mut Home, kit: &str, row: &Row) {
    let what = format!("{way:?} out of {}", row.state);
    let (m, lang) = (house.machine(), house.lang);
    match way {
        Way::Retry | Way::FindFile => {
            (row.mended)(house);
            let view = house.look(home);
            if row.here {
                assert!(matches!(view, DoorView::Locked(_)), "{what}: {view:?}");
                assert_eq!(house.unlock(home, PIN), Ok(DoorView::Open), "{what}");
                assert_eq!(house.people(home), ["陈安"], "{what}");
            } else {
                assert_eq!(view, DoorView::New { warning: None }, "{what}");
                house.set_up(home);
            }
        }
        Way::Kit => {
            let view = home.unlock_with_kit(kit, &m, lang);
            assert_eq!(view, Ok(DoorView::Renew), "{what}");
            house.type_new(home, OTHER);
            let renewed = home.renew(&m, lang);
            let answers = row.mood == Mood::Open;
            if !answers {
                // The secret has nowhere to go; a passphrase needs none.
                assert_eq!(code(renewed), "keychain", "{what}");
                house.type_new(home, WORDS);
                home.renew(&m, lang).expect("it needs no keychain");
            }
            assert_eq!(house.people(home), ["陈安"], "{what}");
            house.lock(home);
            let new = if answers { OTHER } else { WORDS };
            assert_eq!(house.unlock(home, new), Ok(DoorView::Open), "{what}");
        }
        Way::Restore => {
            let (bytes, kit) = backup();
            home.read_backup("backup.kcb", bytes.clone())
                .expect("it is one");
            let view = home.open_backup(Some(kit), lang, &m).expect("it opens");
            assert!(view.holds.starts_with("1 人"), "{}", view.holds);
            assert_eq!(view.replaces.is_some(), house.file().exists(), "{what}");
            let before = house.files().len();
            house.type_new(home, OTHER);
            assert_eq!(home.restore(&m, lang), Ok(DoorView::Open), "{what}");
            assert_eq!(house.people(home), ["陈安"], "{what}");
            assert!(house.files().len() >= before, "what was here stays");
            opens_again(house, home, OTHER, &what);
        }
        Way::StartNew => {
            house.type_new(home, OTHER);
            let view = home.set_up(SetUp::StartNew, &m, lang);
            assert_eq!(view, Ok(DoorView::Open), "{what}");
            assert!(house.people(home).is_empty());
            let kept = |name: &String| name.starts_with("vault.old-") || name == "away";
            assert!(house.files().iter().any(kept), "{what}: the old file stays");
            opens_again(house, home, OTHER, &what);
        }
        Way::Passphrase => {
            house.type_new(home, OTHER);
            let weak = home.set_up(SetUp::Passphrase, &m, lang);
            assert_eq!(code(weak), "passphrase-weak", "{what}");
            house.type_new(home, WORDS);
            let view = home.set_up(SetUp::Passphrase, &m, lang);
            assert_eq!(view, Ok(DoorView::Open), "{what}");
            house.add(home, "陈安");
            let DoorView::Locked(lock) = house.lock(home) else {
                panic!("{what}: it is locked");
            };
            assert!(lock.passphrase);
            assert_eq!(code(house.unlock(home, PIN)), "wrong-passphrase");
            assert_eq!(house.unlock(home, WORDS), Ok(DoorView::Open), "{what}");
        }
        Way::OpenOlder | Way::Rescue => panic!("{what}: not of the keychain"),
    }
}

fn opens_again(house: &House, home: &mut Home, pin: &str, what: &str) {
    assert!(matches!(house.lock(home), DoorView::Locked(_)), "{what}");
    assert_eq!(house.unlock(home, pin), Ok(DoorView::Open), "{what}");
}

#[test]
fn an_older_copy_is_opened_only_by_a_decision() {
    let (house, mut home) = House::lived_in(System::Linux);
    drop(home.lock(&house.machine(), house.lang));
    drop(home);
    let old = fs::read(house.file()).expect("it is there");
    let mut home = house.home();
    house.unlock(&mut home, PIN).expect("it opens");
    house.add(&mut home, "陈小");
    house.lock(&mut home);
    drop(home);
    let new = fs::read(house.file()).expect("it is there");
    fs::write(house.file(), &old).expect("written");

    let mut home = house.home();
    // It cannot be told before it is unlocked.
    let Ok(DoorView::Stuck(stuck)) = house.unlock(&mut home, PIN) else {
        panic!("it is older");
    };
    assert_eq!((stuck.state.as_str(), stuck.here), ("older-copy", true));
    worded(&stuck);
    assert_eq!(code(home.family()), "locked");
    let open = stuck.ways.iter().find(|way| way.way == Way::OpenOlder);
    assert!(open.expect("it is offered").twice);
    // The newer one is found.
    house.lock(&mut home);
    drop(home);
    fs::write(house.file(), &new).expect("written");
    let mut home = house.home();
    assert_eq!(house.unlock(&mut home, PIN), Ok(DoorView::Open));
    assert_eq!(house.people(&mut home).len(), 2);
    drop(home);
    // Or it is not.
    fs::write(house.file(), &old).expect("written");
    let mut home = house.home();
    assert!(matches!(
        house.unlock(&mut home, PIN),
        Ok(DoorView::Stuck(_))
    ));
    let (m, lang) = (house.machine(), house.lang);
    assert_eq!(home.open_older(&m, lang), Ok(DoorView::Open));
    assert_eq!(house.people(&mut home), ["陈安"]);
    let told = home.vault(&m, lang).expect("it is open").warnings;
    assert!(told.iter().any(|one| one.contains("旧")), "{told:?}");
    // Decided once, not at each start.
    house.lock(&mut home);
    assert_eq!(house.unlock(&mut home, PIN), Ok(DoorView::Open));
}

#[test]
fn a_damaged_file_is_rescued_if_a_person_agrees() {
    for by_kit in [false, true] {
        let (house, mut home) = House::lived_in(System::Linux);
        let kit = house.make_kit(&mut home);
        house.lock(&mut home);
        drop(home);
        let whole = fs::read(house.file()).expect("it is there");
        let mut broken = whole.clone();
        // The pages of the tree, not what lies in them: the first commit slot and the tree's root are past repair.
        broken[..512].fill(0xff);
        fs::write(house.file(), &broken).expect("written");

        let mut home = house.home();
        let stuck = house.stuck(&mut home);
        assert_eq!(stuck.state, "damaged");
        worded(&stuck);
        let (m, lang) = (house.machine(), house.lang);
        let kit = by_kit.then_some(kit.as_str());
        if !by_kit {
            house.type_in(&mut home, SecretField::Present, OTHER);
            assert_eq!(code(home.rescue(None, &m, lang)), "wrong-pin");
        }
        house.type_in(&mut home, SecretField::Present, PIN);
        let found = home.rescue(kit, &m, lang).expect("its records are whole");
        assert!(found.holds.starts_with("1 人"), "{}", found.holds);
        assert_eq!(fs::read(house.file()).expect("it is there"), broken);
        // Let be.
        assert!(matches!(
            home.finish_rescue(false, &m, lang),
            Ok(DoorView::Stuck(_))
        ));
        assert_eq!(code(home.finish_rescue(true, &m, lang)), "closed");
        // Or not.
        house.type_in(&mut home, SecretField::Present, PIN);
        home.rescue(kit, &m, lang).expect("again");
        house.type_new(&mut home, "111111");
        assert_eq!(code(home.finish_rescue(true, &m, lang)), "pin-weak");
        house.type_new(&mut home, OTHER);
        assert_eq!(home.finish_rescue(true, &m, lang), Ok(DoorView::Open));
        assert_eq!(house.people(&mut home), ["陈安"]);
        house.lock(&mut home);
        assert_eq!(house.unlock(&mut home, OTHER), Ok(DoorView::Open));
        let files = house.files();
        let kept = |prefix: &str| files.iter().filter(|name| name.starts_with(prefix)).count();
        assert_eq!(
            (kept("vault.damaged-"), kept("vault.old-")),
            (1, 1),
            "{files:?}"
        );
    }
}

#[test]
fn a_file_that_is_put_back_is_looked_at_anew() {
    let house = House::open();
    let whole = fs::read(house.file()).expect("it is there");
    fs::write(house.file(), b"not a vault").expect("written");
    let mut home = house.home();
    assert_eq!(house.stuck(&mut home).state, "damaged");
    fs::write(house.file(), &whole).expect("written");
    assert!(matches!(house.look(&mut home), DoorView::Locked(_)));
    assert_eq!(house.unlock(&mut home, PIN), Ok(DoorView::Open));
}

#[test]
fn a_cut_at_set_up_leaves_a_first_run_and_nothing_else_does() {
    // An orphan entry and a left-over: nothing was acknowledged, so it is still the first run.
    let house = House::new();
    fs::create_dir_all(house.path()).expect("a folder");
    fs::write(house.path().join("vault.new"), b"half").expect("written");
    let orphan = Name::Key {
        vault: [7; 16],
        number: 1,
    };
    house.keychain.add(&orphan, b"orphan");
    let mut home = house.home();
    assert_eq!(house.look(&mut home), DoorView::New { warning: None });
    house.set_up(&mut home);
    drop(home);
    // An empty file, a folder in its place, a file that cannot be read as one: never a first run.
    for break_it in [
        (|house: &House| fs::write(house.file(), b"").expect("written")) as fn(&House),
        |house| {
            fs::remove_file(house.file()).expect("removed");
            fs::create_dir(house.file()).expect("made");
        },
    ] {
        let house = House::open();
        break_it(&house);
        let stuck = house.stuck(&mut house.home());
        worded(&stuck);
        assert!(stuck.here && !stuck.ways.is_empty(), "{}", stuck.state);
    }
    assert_eq!(FILE, "vault.kcv");
}

#[test]
fn the_kit_view_is_what_the_paper_says() {
    let (house, mut home) = House::lived_in(System::Linux);
    house.type_in(&mut home, SecretField::Present, PIN);
    let kit = home.make_kit(&house.machine(), house.lang).expect("made");
    assert_eq!(kit.groups.len(), 9);
    assert!(kit.groups.iter().all(|group| group.len() == 4));
    assert!(kit.symbol.side >= 21 && kit.symbol.path.starts_with('M'));
    assert!(!kit.note.starts_with("home-"));
    assert!(vault::Kit::parse(&spelled(&kit)).is_ok());
}
