//! What the system hands over: a backup leads into the restore, everything else into the tray.

use std::fs;

use desk::Home;
use desk::view::{DoorView, HandedView, Lang};
use vault::keychain::System;

use super::house::{House, OTHER, PIN};

/// A backup with one person in it, and the kit that opens it.
fn backup() -> (Vec<u8>, String) {
    let (house, mut home) = House::lived_in(System::Linux);
    let kit = house.make_kit(&mut home);
    let path = house.path().join("x.kcb");
    let saved = home.back_up(false, &path, &house.machine());
    saved.expect("it is saved");
    (fs::read(path).expect("it is there"), kit)
}

fn hand(home: &mut Home, bytes: &[u8]) {
    let given = home.take_handed("x.kcb", bytes.to_vec());
    let name = "x.kcb".to_owned();
    assert_eq!(given, Ok(HandedView::Backup { name }));
}

#[test]
fn a_backup_begins_the_restore_where_nothing_was_ever_set_up() {
    let (bytes, kit) = backup();
    let house = House::new();
    let (m, lang) = (house.machine(), house.lang);
    let mut home = house.home();
    assert_eq!(house.look(&mut home), DoorView::New { warning: None });
    hand(&mut home, &bytes);
    let view = home.open_backup(Some(&kit), lang, &m).expect("it opens");
    assert_eq!(view.replaces, None);
    house.type_new(&mut home, OTHER);
    assert_eq!(home.restore(&m, lang), Ok(DoorView::Open));
    assert_eq!(house.people(&mut home), ["陈安"]);
}

#[test]
fn a_vault_that_is_here_is_left_alone_until_somebody_restores_over_it() {
    let (bytes, kit) = backup();
    for open in [false, true] {
        let house = House::open();
        let (m, lang) = (house.machine(), house.lang);
        let mut home = house.home();
        house.look(&mut home);
        if open {
            house.unlock(&mut home, PIN).expect("it opens");
            house.add(&mut home, "陈默");
        }
        let before = house.files();
        hand(&mut home, &bytes);
        let view = home.open_backup(Some(&kit), lang, &m).expect("it opens");
        assert!(view.replaces.is_some(), "it says what would become of it");
        assert_eq!(house.files(), before, "looking changes nothing");
        if open {
            assert_eq!(house.people(&mut home), ["陈默"]);
        }
        house.type_new(&mut home, OTHER);
        assert_eq!(home.restore(&m, lang), Ok(DoorView::Open));
        assert_eq!(house.people(&mut home), ["陈安"]);
        let aside = |name: &String| name.starts_with("vault.old-");
        assert!(house.files().iter().any(aside), "the one before stays");
    }
}

#[test]
fn anything_else_goes_to_the_tray() {
    let house = House::new();
    let mut home = house.home();
    let card = br#"{"verifiableCredential":[]}"#.to_vec();
    let given = home.take_handed("a.smart-health-card", card.clone());
    assert!(matches!(given, Ok(HandedView::Source(view)) if view.name == "a.smart-health-card"));
    // What is dropped tells the page what it is, which then brings it to the restore.
    let (bytes, _) = backup();
    let dropped = home.tray().take_in("x.kcb", bytes).map(drop);
    let problem = dropped.expect_err("it is no code");
    assert_eq!(problem.code.as_str(), "backup-file");
    assert!(problem.view(Lang::Zh).next.contains("从备份恢复"));
}
