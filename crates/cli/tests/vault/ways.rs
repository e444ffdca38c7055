//! Ways in when the PIN does not open the vault: the kit, a backup where no keychain is, rescue, an older copy.

use std::fs;

use serde_json::Value;

use super::keyring::{Daemon, on_a_bus};
use super::program::{Kincode, PIN, data};
use super::{OTHER_PIN, PASSPHRASE};

/// A new kit, as a script reads it.
fn kit(kincode: &Kincode) -> String {
    let (exit, kit, said) = kincode.run(&["vault", "kit", "--pin-stdin"], PIN);
    assert_eq!(exit, 0, "{said}");
    kit.trim().to_owned()
}

fn state(kincode: &Kincode) -> (i32, String) {
    let (exit, status, said) = kincode.run(&["vault", "status", "--json"], "");
    let status: Value = serde_json::from_str(&status).expect(&said);
    (exit, status["state"].as_str().expect("a word").to_owned())
}

#[test]
fn a_kit_opens_what_the_keychain_lost() {
    on_a_bus("ways::a_kit_opens_what_the_keychain_lost", |home| {
        let daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        kincode.import(&data("genuine.txt"));
        let list = kincode.lines(&["list", "--json"]);
        let page = home.join("kit.pdf").display().to_string();
        let make = ["vault", "kit", "--pin-stdin", "--pdf", &page];
        assert_eq!(kincode.run(&make, OTHER_PIN).0, 6);
        let (exit, first, said) = kincode.run(&make, PIN);
        assert_eq!(exit, 0, "{said}");
        assert_eq!(kincode.run(&make, PIN).0, 2, "a page is left alone");
        let first = first.trim();
        assert_eq!(first.split('-').count(), 9, "{first}");
        let (exit, read, _) = kincode.run(&["check", "--json", &page], "");
        assert_ne!(exit, 5, "it is a page that opens: {read}");
        let file = home.join("family.kcb").display().to_string();
        assert_eq!(kincode.run(&["backup", "--pin-stdin", &file], PIN).0, 0);

        drop(daemon);
        fs::remove_dir_all(home.join(".local/share/keyrings")).expect("it was there");
        let _daemon = Daemon::start(home);
        let (exit, _, said) = kincode.run(&["list", "--pin-stdin"], PIN);
        assert_eq!(exit, 7);
        assert!(said.contains("kincode vault open --kit"), "{said}");
        let open = ["vault", "open", "--kit", "--pin-stdin"];
        let mistyped = format!("{}\n{OTHER_PIN}", first.replace(&first[..4], "0000"));
        assert_eq!(kincode.run(&open, &mistyped).0, 6);
        let (exit, second, said) = kincode.run(&open, &format!("{first}\n{OTHER_PIN}"));
        assert_eq!(exit, 0, "{said}");
        assert_eq!(kincode.lines_with(&["list", "--json"], OTHER_PIN), list);
        let ended = format!("{first}\n{PIN}");
        assert_eq!(kincode.run(&open, &ended).0, 6, "used once");
        let again = format!("{}\n{PIN}", second.trim());
        assert_eq!(kincode.run(&open, &again).0, 0);
        assert_eq!(kincode.lines(&["list", "--json"]), list);

        // The paper of its time opens a backup, somewhere else.
        let fresh = Kincode::new(&home.join("fresh"));
        assert_eq!(fresh.run(&open, &again).0, 5, "its file is not here");
        let restore = ["restore", "--kit", "--pin-stdin", &file];
        let (exit, _, said) = fresh.run(&restore, &format!("{first}\n{OTHER_PIN}"));
        assert_eq!(exit, 0, "{said}");
        assert_eq!(fresh.lines_with(&["list", "--json"], OTHER_PIN), list);
    });
}

#[test]
fn where_no_keychain_is_a_passphrase_will_do_if_somebody_says_so() {
    on_a_bus(
        "ways::where_no_keychain_is_a_passphrase_will_do_if_somebody_says_so",
        |home| {
            let daemon = Daemon::start(home);
            let kincode = Kincode::new(&home.join("data"));
            kincode.import(&data("genuine.txt"));
            let list = kincode.lines(&["list", "--json"]);
            let kit = kit(&kincode);
            let file = home.join("family.kcb").display().to_string();
            assert_eq!(kincode.run(&["backup", "--pin-stdin", &file], PIN).0, 0);
            drop(daemon);

            let fresh = Kincode::new(&home.join("fresh"));
            let secrets = format!("{kit}\n{PASSPHRASE}");
            let restore = ["restore", "--pin-stdin", &file];
            let (exit, _, said) = fresh.run(&restore, &secrets);
            assert_eq!(exit, 7);
            assert!(said.contains("kincode restore --passphrase"), "{said}");
            assert!(!home.join("fresh/vault.kcv").exists());
            let restore = [&restore[..], &["--passphrase"]].concat();
            assert_eq!(fresh.run(&restore, &format!("{kit}\nhorse")).0, 2);
            let (exit, _, said) = fresh.run(&restore, &secrets);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(fresh.lines_with(&["list", "--json"], PASSPHRASE), list);

            // The vault that was here before opens with its kit, and needs the keychain no more.
            assert_eq!(state(&kincode), (7, "no-service".to_owned()));
            let open = ["vault", "open", "--kit", "--passphrase", "--pin-stdin"];
            let (exit, _, said) = kincode.run(&open, &secrets);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(kincode.lines_with(&["list", "--json"], PASSPHRASE), list);
        },
    );
}

#[test]
fn a_damaged_vault_is_rescued() {
    on_a_bus("ways::a_damaged_vault_is_rescued", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        kincode.import(&data("genuine.txt"));
        let list = kincode.lines(&["list", "--json"]);
        let kit = kit(&kincode);
        let rescue = ["vault", "rescue", "--pin-stdin"];
        assert_eq!(kincode.run(&rescue, PIN).0, 5, "there is nothing to rescue");
        let file = home.join("data/vault.kcv");
        for (more, secret) in [(&[][..], PIN), (&["--kit"], kit.as_str())] {
            let whole = fs::read(&file).expect("it is there");
            fs::write(&file, damaged(whole.clone())).expect("it is written");
            assert_eq!(state(&kincode), (5, "damaged".to_owned()));
            let (exit, _, said) = kincode.run(&["list", "--pin-stdin"], PIN);
            assert_eq!(exit, 5);
            assert!(said.contains("kincode vault rescue"), "{said}");
            let secrets = format!("{secret}\n{OTHER_PIN}");
            let rescue = [&rescue[..], more].concat();
            assert_eq!(kincode.run(&rescue, &secrets).0, 2, "nobody says yes");
            let (exit, _, said) = kincode.run(&[&rescue[..], &["--yes"]].concat(), &secrets);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(kincode.lines_with(&["list", "--json"], OTHER_PIN), list);
            // And once more, with the other secret.
            fs::write(&file, whole).expect("it is written");
        }
        let names = fs::read_dir(home.join("data")).expect("a folder");
        let mut names = names.flatten().map(|entry| entry.file_name());
        assert!(names.any(|name| name.to_string_lossy().starts_with("vault.damaged-")));
    });
}

/// Without its first commit slot and the root of its tree.
fn damaged(mut file: Vec<u8>) -> Vec<u8> {
    file[..512].fill(0xff);
    file
}

#[test]
fn an_older_copy_is_opened_only_when_somebody_says_so() {
    on_a_bus(
        "ways::an_older_copy_is_opened_only_when_somebody_says_so",
        |home| {
            let _daemon = Daemon::start(home);
            let kincode = Kincode::new(&home.join("data"));
            kincode.import(&data("genuine.txt"));
            let list = kincode.lines(&["list", "--json"]);
            let file = home.join("data/vault.kcv");
            let old = fs::read(&file).expect("it is there");
            let note = home.join("note.txt");
            fs::write(&note, "打过疫苗").expect("it is written");
            let note = note.display().to_string();
            let add = ["import", "--yes", "--document", "--to", "奶奶", &note];
            let (exit, _, said) = kincode.run(&[&add[..], &["--pin-stdin"]].concat(), PIN);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(kincode.lines(&["list", "--json"]).len(), 2);

            fs::write(&file, old).expect("it is written");
            let (exit, _, said) = kincode.run(&["list", "--pin-stdin"], PIN);
            assert_eq!(exit, 5);
            assert!(said.contains("kincode vault open --older"), "{said}");
            let open = ["vault", "open", "--older", "--pin-stdin"];
            assert_eq!(kincode.run(&open, PIN).0, 2, "nobody says yes");
            assert_eq!(kincode.run(&["list", "--pin-stdin"], PIN).0, 5);
            let (exit, _, said) = kincode.run(&[&open[..], &["--yes"]].concat(), PIN);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(kincode.lines(&["list", "--json"]), list);
        },
    );
}
