//! PINs, waits, kits: who opens what, and what is counted.

use desk::Home;
use desk::view::{DoorView, SecretField, Settings};
use vault::keychain::{self, Name, System};

use super::house::{House, OTHER, PIN, code, spelled};

const WRONG: &str = "583016";

#[test]
fn wrong_pins_count_and_wait_whatever_is_restarted() {
    let house = House::open();
    let mut home = house.home();
    let tries = |home: &mut Home, up| {
        house.type_in(home, SecretField::Present, WRONG);
        code(home.unlock(&house.at(up), house.lang))
    };
    for _ in 0..4 {
        assert_eq!(tries(&mut home, 1_000), "wrong-pin");
    }
    // A new window goes on counting.
    drop(home);
    let mut home = house.home();
    let DoorView::Locked(lock) = house.look(&mut home) else {
        panic!("it is locked");
    };
    assert_eq!(
        (lock.wait, lock.note.as_deref()),
        (0, Some("再错 1 次就要等一会儿。"))
    );
    assert_eq!(tries(&mut home, 1_000), "wrong-pin");
    assert_eq!(tries(&mut home, 1_029), "pin-wait");
    drop(home);
    let mut home = house.home();
    let wait = |home: &mut Home, machine| match home.look(&machine, house.lang) {
        DoorView::Locked(lock) => lock.wait,
        other => panic!("{other:?}"),
    };
    assert_eq!(wait(&mut home, house.at(1_010)), 20);
    // A clock that is set ahead changes nothing; a reboot begins the wait anew.
    let mut ahead = house.at(1_010);
    ahead.now = "2036-01-01T00:00:00+00:00[+00:00]"
        .parse()
        .expect("a moment");
    assert_eq!(wait(&mut home, ahead), 20);
    let mut rebooted = house.at(5);
    rebooted.boot = "another boot".to_owned();
    assert_eq!(wait(&mut home, rebooted), 25);
    // The right PIN waits too, then it ends the count.
    house.type_in(&mut home, SecretField::Present, PIN);
    assert_eq!(code(home.unlock(&house.at(1_029), house.lang)), "pin-wait");
    house.type_in(&mut home, SecretField::Present, PIN);
    let view = home.unlock(&house.at(1_030), house.lang);
    assert_eq!(view, Ok(DoorView::Open));
    house.lock(&mut home);
    assert_eq!(tries(&mut home, 1_031), "wrong-pin");
    assert_eq!(wait(&mut home, house.at(1_031)), 0);
}

#[test]
fn asking_again_counts_as_unlocking_does() {
    let house = House::open();
    let mut home = house.home();
    house.unlock(&mut home, PIN).expect("it opens");
    let ask = |home: &mut Home, pin| {
        house.type_in(home, SecretField::Present, pin);
        code(home.ask_pin(&house.machine(), house.lang))
    };
    for _ in 0..3 {
        assert_eq!(ask(&mut home, WRONG), "wrong-pin");
    }
    assert_eq!(ask(&mut home, PIN), "no problem");
    for _ in 0..5 {
        assert_eq!(ask(&mut home, WRONG), "wrong-pin");
    }
    assert_eq!(ask(&mut home, PIN), "pin-wait");
    // Nor does the way over the settings help, or locking.
    house.type_in(&mut home, SecretField::Present, PIN);
    assert_eq!(
        code(home.make_kit(&house.machine(), house.lang)),
        "pin-wait"
    );
    house.lock(&mut home);
    assert_eq!(code(house.unlock(&mut home, PIN)), "pin-wait");
}

#[test]
fn a_pin_is_changed_and_judged_by_the_birthdays_in_the_vault() {
    for known in [false, true] {
        let (house, mut home) = House::lived_in(System::Linux);
        let (m, lang) = (house.machine(), house.lang);
        let before = std::fs::read(house.file()).expect("it is there");
        let mut change = |present: &str, new: &str| {
            house.type_in(&mut home, SecretField::Present, present);
            house.type_new(&mut home, new);
            code(home.change_pin(known, &m, lang))
        };
        assert_eq!(change(WRONG, OTHER), "old-pin");
        assert_eq!(change(PIN, "170309"), "pin-weak");
        assert_eq!(change(PIN, OTHER), "no problem");
        assert_eq!(change(OTHER, OTHER), "no problem");
        house.lock(&mut home);
        assert_eq!(code(house.unlock(&mut home, PIN)), "wrong-pin");
        assert_eq!(house.unlock(&mut home, OTHER), Ok(DoorView::Open));
        assert_eq!(house.people(&mut home), ["陈安"]);
        if known {
            // The file of before, with what the old PIN opened, has another key: its rows are not in the new file.
            let after = std::fs::read(house.file()).expect("it is there");
            let row = before.windows(4).position(|four| four == b"KCr1");
            let row = &before[row.expect("a row")..][..64];
            assert!(!after.windows(64).any(|here| here == row));
        }
    }
}

#[test]
fn after_a_kit_the_new_one_opens_and_the_old_one_does_not() {
    let (house, mut home) = House::lived_in(System::Linux);
    let (m, lang) = (house.machine(), house.lang);
    let old = house.make_kit(&mut home);
    let second = house.make_kit(&mut home);
    house.lock(&mut home);
    assert_eq!(code(home.unlock_with_kit(&old, &m, lang)), "wrong-kit");
    assert_eq!(code(home.unlock_with_kit("ABCD", &m, lang)), "kit-mistyped");
    let sloppy = second.to_lowercase().replace('-', " ");
    assert_eq!(home.unlock_with_kit(&sloppy, &m, lang), Ok(DoorView::Renew));
    // Nothing before the new PIN.
    assert_eq!(code(home.family()), "locked");
    house.type_new(&mut home, "111111");
    assert_eq!(code(home.renew(&m, lang)), "pin-weak");
    house.type_new(&mut home, OTHER);
    let new = spelled(&home.renew(&m, lang).expect("a new kit"));
    assert_eq!(house.people(&mut home), ["陈安"]);
    house.lock(&mut home);
    assert_eq!(code(home.unlock_with_kit(&second, &m, lang)), "wrong-kit");
    assert_eq!(code(house.unlock(&mut home, PIN)), "wrong-pin");
    assert_eq!(house.unlock(&mut home, OTHER), Ok(DoorView::Open));
    // The secret before has left the keychain.
    let closed = {
        drop(home);
        vault::Closed::open(&house.path()).expect("it is there")
    };
    let (id, n) = (closed.header().vault_id, closed.header().wraps[0].n);
    assert_eq!(n, 2);
    let left = keychain::leftovers(&*house.keychain, id, n).expect("it answers");
    assert_eq!(left, [0; 0]);
    drop(closed);
    let mut home = house.home();
    assert_eq!(home.unlock_with_kit(&new, &m, lang), Ok(DoorView::Renew));
    assert!(matches!(house.lock(&mut home), DoorView::Locked(_)));
}

#[test]
fn a_key_change_is_finished_in_a_later_boot() {
    let house = House::open();
    let id = vault::Closed::open(&house.path())
        .expect("there")
        .header()
        .vault_id;
    // As another program of ours would begin it: a second secret, both wraps.
    let second = keychain::Secret::new([5; 32]);
    keychain::write_key(&*house.keychain, id, 2, &second).expect("it is free");
    let first = keychain::read_key(&*house.keychain, id, 1).expect("it answers");
    let first = first[0].clone().expect("ours");
    let secrets = [(1, &first), (2, &second)].map(|(n, secret)| vault::Secret {
        n,
        kc: *secret.bytes(),
    });
    let dice = &mut desk::machine::dice();
    let key = vault::Key::Pin {
        pin: PIN.as_bytes(),
        secrets: &secrets,
    };
    let closed = vault::Closed::open(&house.path()).expect("there");
    let mut open = closed.unlock(key, None, dice).expect("it opens");
    let new = vault::NewKey::Pin {
        pin: PIN.as_bytes(),
        secrets: &secrets,
    };
    let (m, lang) = (house.machine(), house.lang);
    open.rewrap(
        new,
        super::house::CHEAP,
        "secret-service gnome-keyring-d",
        m.moment(),
        dice,
    )
    .expect("both");
    drop(open);
    let wraps = || {
        let closed = vault::Closed::open(&house.path()).expect("there");
        let wraps = &closed.header().wraps;
        wraps.iter().map(|wrap| wrap.n).collect::<Vec<_>>()
    };
    let at = |boot: &str| {
        let mut machine = house.machine();
        machine.boot = boot.to_owned();
        machine
    };
    for (boot, left) in [
        ("this boot", vec![1, 2]),
        ("later", vec![2]),
        ("later", vec![2]),
    ] {
        let mut home = house.home();
        house.type_in(&mut home, SecretField::Present, PIN);
        assert_eq!(home.unlock(&at(boot), lang), Ok(DoorView::Open), "{boot}");
        home.lock(&at(boot), lang);
        drop(home);
        assert_eq!(wraps(), left, "{boot}");
    }
    let name = Name::Key {
        vault: id,
        number: 1,
    };
    let first = desk::Keychain::read(&*house.keychain, &name);
    assert!(first.expect("it answers").is_empty(), "step 4");
    // The waits moved along: no penalty.
    let mut home = house.home();
    assert!(matches!(home.look(&at("later"), lang), DoorView::Locked(lock) if lock.wait == 0));
}

#[test]
fn a_missing_row_of_waits_costs_an_hour_once() {
    let house = House::open();
    let mut closed = vault::Closed::open(&house.path()).expect("it is there");
    closed.set_throttle(b"not a row").expect("it is taken");
    drop(closed);
    // A look is enough for it to begin, and it does not begin anew.
    let mut home = house.home();
    assert!(matches!(house.look(&mut home), DoorView::Locked(lock) if lock.wait == 3_600));
    let later = home.look(&house.at(1_600), house.lang);
    assert!(matches!(later, DoorView::Locked(lock) if lock.wait == 3_000));
    assert_eq!(code(house.unlock(&mut home, PIN)), "pin-wait");
    house.type_in(&mut home, SecretField::Present, PIN);
    assert_eq!(
        code(home.unlock(&house.at(1_000 + 3_599), house.lang)),
        "pin-wait"
    );
    house.type_in(&mut home, SecretField::Present, PIN);
    let view = home.unlock(&house.at(1_000 + 3_600), house.lang);
    assert_eq!(view, Ok(DoorView::Open));
}

#[test]
fn the_kit_is_printed_only_while_it_is_new() {
    let (house, mut home) = House::lived_in(System::Linux);
    let fonts = desk::fonts::folder(&std::env::current_exe().expect("a program"));
    assert_eq!(code(home.kit_pdf(&fonts, house.lang)), "no-kit");
    house.make_kit(&mut home);
    let page = home.kit_pdf(&fonts, house.lang).expect("it is printed");
    assert!(page.starts_with(b"%PDF"));
    house.lock(&mut home);
    house.unlock(&mut home, PIN).expect("it opens");
    assert_eq!(code(home.kit_pdf(&fonts, house.lang)), "no-kit");
    assert!(!home.is_due(&Settings::default(), &house.machine()));
}

#[test]
fn the_first_kit_needs_no_second_typing_of_the_pin() {
    let house = House::new();
    let mut home = house.home();
    house.look(&mut home);
    house.set_up(&mut home);
    let (m, lang) = (house.machine(), house.lang);
    let gone = house.at(1_061);
    assert_eq!(code(home.make_kit(&gone, lang)), "ask-again", "left alone");
    assert_eq!(home.make_kit(&m, lang).expect("made").groups.len(), 9);
    assert_eq!(code(home.make_kit(&m, lang)), "ask-again", "it is no first");

    // What was opened, not made, asks; and to ask counts as no try.
    let house = House::open();
    let mut home = house.home();
    house.look(&mut home);
    house.unlock(&mut home, PIN).expect("it opens");
    for _ in 0..6 {
        assert_eq!(code(home.make_kit(&m, lang)), "ask-again");
    }
    house.type_in(&mut home, SecretField::Present, PIN);
    assert!(home.make_kit(&m, lang).is_ok());
}
