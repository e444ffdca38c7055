//! The door of the family's vault: every state has a screen with a way out that works, and no wrong turn loses anything.

mod handing;
mod house;
mod keys;
mod losses;
mod states;

use desk::view::{AskAgain, DoorView, SecretField, SetUp, Settings};
use house::{House, PIN};

#[test]
fn a_home_may_move_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<desk::Home>();
}

#[test]
fn set_up_lock_and_unlock() {
    let house = House::new();
    let mut home = house.home();
    assert_eq!(
        home.family().expect_err("it is new").code.as_str(),
        "locked"
    );
    assert_eq!(house.look(&mut home), DoorView::New { warning: None });
    let code = |home: &mut desk::Home| home.family().err().map(|problem| problem.code.as_str());
    assert_eq!(code(&mut home), Some("never-set"));
    house.set_up(&mut home);
    assert!(home.family_if_open().is_some() && code(&mut home).is_none());
    assert!(matches!(house.lock(&mut home), DoorView::Locked(_)));
    assert_eq!(code(&mut home), Some("locked"));
    assert_eq!(house.unlock(&mut home, PIN), Ok(DoorView::Open));
    // And after a start anew.
    drop(home);
    let mut home = house.home();
    let DoorView::Locked(lock) = house.look(&mut home) else {
        panic!("it waits for its PIN");
    };
    assert_eq!((lock.passphrase, lock.wait, lock.note), (false, 0, None));
    assert_eq!(house.unlock(&mut home, PIN), Ok(DoorView::Open));
}

#[test]
fn a_pin_is_judged_and_typed_twice() {
    let house = House::new();
    let mut home = house.home();
    house.look(&mut home);
    let mut set_up = |new: &str, again: &str| {
        house.type_in(&mut home, SecretField::New, new);
        house.type_in(&mut home, SecretField::Again, again);
        let refused = home.set_up(SetUp::Pin, &house.machine(), house.lang);
        refused.err().map(|problem| problem.code.as_str())
    };
    assert_eq!(set_up("402817", "402818"), Some("pins-differ"));
    assert_eq!(set_up("123456", "123456"), Some("pin-weak"));
    assert_eq!(set_up("", ""), Some("pin-weak"));
    assert!(!house.file().exists());
}

#[test]
fn two_windows_on_one_vault() {
    let house = House::new();
    let mut first = house.home();
    house.look(&mut first);
    house.set_up(&mut first);
    let mut second = house.home();
    let stuck = house.stuck(&mut second);
    assert_eq!(stuck.state, "in-use");
    // Locked, the first still holds it.
    house.lock(&mut first);
    assert_eq!(house.stuck(&mut second).state, "in-use");
    drop(first);
    assert!(matches!(house.look(&mut second), DoorView::Locked(_)));
}

#[test]
fn it_locks_by_itself_by_uptime_alone() {
    let house = House::open();
    let mut home = house.home();
    house.unlock(&mut home, PIN).expect("it opens");
    let settings = Settings::default();
    let due = |home: &desk::Home, up| home.is_due(&settings, &house.at(up));
    assert!(!due(&home, 1_000 + 299) && due(&home, 1_000 + 300));
    home.stay(&house.at(1_200));
    assert!(!due(&home, 1_200 + 299) && due(&home, 1_200 + 300));
    // However busy.
    let day = 24 * 60 * 60;
    home.stay(&house.at(1_000 + day));
    assert!(due(&home, 1_000 + day));
    // A clock that jumps locks nothing and holds nothing open.
    home.stay(&house.at(1_500));
    let mut far = house.at(1_501);
    far.now = "2036-01-01T00:00:00+00:00[+00:00]"
        .parse()
        .expect("a moment");
    assert!(!home.is_due(&settings, &far));
    house.lock(&mut home);
    assert!(!due(&home, 9_999_999), "what is locked is not locked again");
}

#[test]
fn the_pin_is_asked_again_as_the_settings_say() {
    let house = House::open();
    let mut home = house.home();
    house.unlock(&mut home, PIN).expect("it opens");
    let set = |ask_again| Settings {
        ask_again,
        ..Settings::default()
    };
    let may = |home: &mut desk::Home, ask, up| {
        let asked = home.may_show(&set(ask), &house.at(up));
        asked.err().map(|problem| problem.code.as_str())
    };
    assert_eq!(may(&mut home, AskAgain::AfterMinute, 1_060), None);
    let again = Some("ask-again");
    assert_eq!(may(&mut home, AskAgain::AfterMinute, 1_061), again);
    assert_eq!(may(&mut home, AskAgain::Never, 9_000), None);
    assert_eq!(may(&mut home, AskAgain::Always, 1_010), again);
    // One proof, one show.
    house.type_in(&mut home, SecretField::Present, PIN);
    home.ask_pin(&house.at(1_100), house.lang)
        .expect("it is right");
    assert_eq!(may(&mut home, AskAgain::Always, 1_101), None);
    assert_eq!(may(&mut home, AskAgain::Always, 1_102), again);
    assert_eq!(may(&mut home, AskAgain::AfterMinute, 1_105), None);
    // Whoever touches the window after a minute is not believed to be the same.
    home.stay(&house.at(1_300));
    assert_eq!(may(&mut home, AskAgain::AfterMinute, 1_301), again);
    house.type_in(&mut home, SecretField::Present, "111111");
    let wrong = home.ask_pin(&house.at(1_100), house.lang);
    assert_eq!(wrong.expect_err("it is wrong").code.as_str(), "wrong-pin");
}
