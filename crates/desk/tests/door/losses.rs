//! What must not be lost, and what must be: backups, restoring, erasing, locking.

use std::fs;

use desk::Desk;
use desk::view::{BackupEvery, DoorView, SecretField, Settings};
use jiff::ToSpan;
use vault::keychain::{self, System};

use super::house::{House, OTHER, PIN, code};

#[test]
fn a_backup_restores_into_another_folder() {
    let (house, mut home) = House::lived_in(System::Linux);
    let (m, lang) = (house.machine(), house.lang);
    let path = house.path().join("x.kcb");
    assert_eq!(code(home.back_up(false, &path, &m)), "no-kit");
    let own = "tin roof seven lamps quiet harbour";
    for (first, again, why) in [
        ("abc", "abc", "passphrase-weak"),
        (own, "tin roof seven lamps quiet harbor", "pins-differ"),
        (own, "", "pins-differ"),
    ] {
        house.type_in(&mut home, SecretField::Backup, first);
        house.type_in(&mut home, SecretField::Again, again);
        assert_eq!(code(home.back_up(true, &path, &m)), why);
        assert!(!path.exists());
    }
    house.type_in(&mut home, SecretField::Backup, own);
    house.type_in(&mut home, SecretField::Again, own);
    let saved = home.back_up(true, &path, &m).expect("it is saved");
    assert_eq!(saved.name, "x.kcb");
    let bytes = fs::read(&path).expect("it is there");
    assert!(!bytes.windows(6).any(|six| six == "陈安".as_bytes()));
    let told = home.vault(&m, lang).expect("it is open").backup;
    assert!(told.contains("2026"), "{told}");

    // On another computer, another system.
    let there = House::on(System::Windows);
    let mut other = there.home();
    assert_eq!(there.look(&mut other), DoorView::New { warning: None });
    assert_eq!(code(other.restore(&m, lang)), "closed");
    assert_eq!(
        code(other.read_backup("p.png", b"\x89PNG".to_vec())),
        "backup-content"
    );
    other
        .read_backup("x.kcb", bytes.clone())
        .expect("it is one");
    there.type_in(&mut other, SecretField::Backup, "another");
    assert_eq!(code(other.open_backup(None, lang, &m)), "backup-passphrase");
    there.type_in(&mut other, SecretField::Backup, own);
    let view = other.open_backup(None, lang, &m).expect("it opens");
    assert!(
        view.made.contains("08:00") && view.replaces.is_none(),
        "{view:?}"
    );
    there.type_new(&mut other, "123456");
    assert_eq!(code(other.restore(&m, lang)), "pin-weak");
    there.type_new(&mut other, OTHER);
    assert_eq!(other.restore(&m, lang), Ok(DoorView::Open));
    assert_eq!(there.people(&mut other), ["陈安"]);
    let id = |house: &House| {
        let current = keychain::read_current(&*house.keychain).expect("it answers");
        current[0].expect("ours")
    };
    assert_ne!(id(&house), id(&there), "a vault of its own");
    // Its notes are its own: no kit, no backup, and it says so.
    let told = other.vault(&m, lang).expect("it is open");
    assert!(!told.has_kit && told.backup.contains("还没有"), "{told:?}");

    // A cut one is refused, and what is here is untouched.
    let mut cut = bytes;
    cut.truncate(cut.len() - 1);
    other.read_backup("x.kcb", cut).expect("it looks like one");
    there.type_in(&mut other, SecretField::Backup, own);
    assert_eq!(code(other.open_backup(None, lang, &m)), "backup-damaged");
    assert_eq!(there.people(&mut other), ["陈安"]);
}

#[test]
fn the_board_asks_for_a_way_back_until_there_is_one() {
    let (house, mut home) = House::lived_in(System::Linux);
    let after = |home: &mut desk::Home, days: i64| {
        let now = house.machine().now;
        let now = now.checked_add(days.days()).expect("a moment");
        let sight = Desk::open(None, std::path::PathBuf::new()).sight(&now);
        let (family, _) = home.family().expect("it is open");
        let told = family.view("", &sight).expect("it is read").notices;
        let told = told.into_iter().map(|notice| {
            let words = format!("{}{}", notice.what, notice.next);
            assert!(
                words.contains("设置") && !words.contains("notice-"),
                "{words}"
            );
            (notice.code, notice.what)
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(after(&mut home, 0)[0].0, "kit-none");
    house.lock(&mut home);
    house.unlock(&mut home, PIN).expect("it opens");
    assert_eq!(after(&mut home, 0)[0].0, "kit-none");
    house.make_kit(&mut home);
    assert_eq!(after(&mut home, 0), []);
    assert_eq!(after(&mut home, 30)[0].0, "backup-none");
    let path = house.path().join("x.kcb");
    let saved = home.back_up(false, &path, &house.machine());
    saved.expect("it is saved");
    assert_eq!(after(&mut home, 60), []);
    house.add(&mut home, "陈默");
    assert_eq!(after(&mut home, 29), []);
    let told = after(&mut home, 30);
    assert_eq!((told.len(), told[0].0.as_str()), (1, "backup-old"));
    assert!(told[0].1.contains("2026 年 10 月 1 日"), "{told:?}");
}

#[test]
fn a_backup_is_made_by_itself_when_something_changed() {
    let (house, mut home) = House::lived_in(System::Linux);
    let folder = house.path().join("backups");
    let settings = Settings {
        backup_every: BackupEvery::Day,
        backup_folder: folder.to_string_lossy().into_owned(),
        ..Settings::default()
    };
    let on = |day: &str| {
        let mut machine = house.machine();
        machine.now = format!("{day}T21:00:00+08:00[+08:00]")
            .parse()
            .expect("a moment");
        machine
    };
    let made = |home: &mut desk::Home, day: &str| {
        let saved = home
            .scheduled_backup(&settings, &on(day))
            .expect("it is saved");
        saved.map(|saved| saved.name)
    };
    let refused = home.scheduled_backup(&settings, &on("2026-10-01"));
    assert_eq!(code(refused), "no-kit");
    house.make_kit(&mut home);
    assert_eq!(
        made(&mut home, "2026-10-01").as_deref(),
        Some("kincode-2026-10-01.kcb")
    );
    house.add(&mut home, "陈小");
    assert_eq!(made(&mut home, "2026-10-01"), None, "once a day");
    assert_eq!(
        made(&mut home, "2026-10-02").as_deref(),
        Some("kincode-2026-10-02.kcb")
    );
    assert_eq!(made(&mut home, "2026-10-03"), None, "nothing changed");
    // What another computer put there is not overwritten.
    fs::write(folder.join("kincode-2026-10-04.kcb"), b"theirs").expect("written");
    house.add(&mut home, "陈大");
    assert_eq!(
        made(&mut home, "2026-10-04").as_deref(),
        Some("kincode-2026-10-04-2.kcb")
    );
    assert_eq!(
        fs::read(folder.join("kincode-2026-10-04.kcb")).expect("there"),
        b"theirs"
    );
    house.lock(&mut home);
    assert_eq!(made(&mut home, "2026-10-09"), None, "it is locked");
}

#[test]
fn erasing_leaves_an_empty_machine() {
    let (house, mut home) = House::lived_in(System::Linux);
    let (m, lang) = (house.machine(), house.lang);
    house.make_kit(&mut home);
    for name in ["vault.old-1", "vault.damaged-2", "settings.json"] {
        fs::write(house.path().join(name), b"x").expect("written");
    }
    house.type_in(&mut home, SecretField::Present, OTHER);
    assert_eq!(code(home.erase(&m, lang)), "old-pin");
    assert_eq!(house.people(&mut home), ["陈安"]);
    house.type_in(&mut home, SecretField::Present, PIN);
    assert_eq!(home.erase(&m, lang), Ok(DoorView::New { warning: None }));
    assert_eq!(house.files(), ["settings.json"]);
    assert_eq!(format!("{:?}", house.keychain).matches("v1/").count(), 0);
    assert_eq!(
        house.look(&mut house.home()),
        DoorView::New { warning: None }
    );
    house.set_up(&mut home);
    assert!(house.people(&mut home).is_empty());
}

#[test]
fn what_was_deleted_is_sealed_away_at_the_next_lock() {
    let (house, mut home) = House::lived_in(System::Linux);
    let row_of = |file: &[u8]| {
        let rows = file
            .windows(4)
            .enumerate()
            .filter(|(_, four)| four == b"KCr1");
        rows.map(|(at, _)| file[at..at + 64].to_vec())
            .collect::<Vec<_>>()
    };
    let before = row_of(&fs::read(house.file()).expect("it is there"));
    let (sight, m) = (house.sight(), house.machine());
    let (family, _) = home.family().expect("it is open");
    let id = family.view("", &sight).expect("it is read").people[0].id;
    family.remove_person(id, &sight, &m).expect("into the bin");
    family.empty_bin(&sight, &m).expect("for good");
    let DoorView::Locked(_) = house.lock(&mut home) else {
        panic!("it is locked");
    };
    let after = row_of(&fs::read(house.file()).expect("it is there"));
    assert!(before.iter().all(|row| !after.contains(row)));
    assert_eq!(house.unlock(&mut home, PIN), Ok(DoorView::Open));
    assert!(house.people(&mut home).is_empty());
}

#[test]
fn locking_leaves_nothing_that_was_typed_given_or_dropped() {
    let (house, mut home) = House::lived_in(System::Linux);
    let (m, lang) = (house.machine(), house.lang);
    house.type_new(&mut home, OTHER);
    house.type_in(&mut home, SecretField::Backup, "abc");
    house.lock(&mut home);
    for field in [SecretField::New, SecretField::Again, SecretField::Backup] {
        assert_eq!(home.type_secret(field, "").dots, 0);
    }
    assert!(home.family_if_open().is_none());
    assert_eq!(code(home.may_show(&Settings::default(), &m)), "locked");
    assert_eq!(code(home.vault(&m, lang)), "locked");
    let text = home.diagnostics(&m);
    assert!(
        text.contains("door: locked") && text.contains("mode: 1"),
        "{text}"
    );
    house.unlock(&mut home, PIN).expect("it opens");
    let text = home.diagnostics(&m);
    assert!(text.contains("records-of-kind-2: 1"), "{text}");
    assert!(!text.contains("陈") && !text.contains("2017"), "{text}");
}

#[test]
fn the_keychain_is_told_what_was_seen() {
    let (house, mut home) = House::lived_in(System::Linux);
    let seen = || {
        let current = keychain::read_current(&*house.keychain).expect("it answers");
        let id = current[0].expect("ours");
        keychain::read_seen(&*house.keychain, id).expect("it answers")
    };
    let before = seen();
    // At most once a minute.
    home.stay(&house.at(1_010));
    assert_eq!(seen(), before);
    home.stay(&house.at(1_070));
    let told = seen();
    assert!(told > before);
    house.add(&mut home, "陈小");
    house.lock(&mut home);
    assert!(seen() > told);
}
