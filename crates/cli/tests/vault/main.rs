//! The family's vault on the command line, with a real keychain: as a script and as a person at a terminal see it.

#![cfg(target_os = "linux")]

mod authority;
mod keyring;
mod offline;
mod program;
mod school;
mod service;
mod ways;

use std::fs;
use std::path::Path;

use serde_json::Value;

use keyring::{Daemon, on_a_bus};
use program::{Kincode, PIN, data};

const OTHER_PIN: &str = "739152";
const PASSPHRASE: &str = "harbour velvet cactus ninety lantern oyster";

#[test]
fn what_is_imported_is_listed_shown_and_printed() {
    on_a_bus("what_is_imported_is_listed_shown_and_printed", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        let (exit, _, said) = kincode.run(&["list", "--pin-stdin"], PIN);
        assert_eq!(exit, 4, "nothing was ever set up: {said}");
        let id = kincode.import(&data("genuine.txt"));

        let people = kincode.lines(&["people", "--json"]);
        assert_eq!(people.len(), 1);
        assert_eq!(
            (&people[0]["kept"], &people[0]["right"]),
            (&1.into(), &"guardian".into())
        );
        let list = kincode.lines(&["list", "--json"]);
        assert_eq!(list.len(), 1);
        assert_eq!(list[0]["id"], id.as_str());
        assert_eq!(list[0]["person"], people[0]["name"]);
        assert_eq!(list[0]["person_id"], people[0]["id"]);
        assert_eq!(
            (&list[0]["verdict"], &list[0]["reason"], &list[0]["kind"]),
            (&"accept".into(), &"genuine".into(), &"code".into())
        );
        assert!(
            list[0]["until"]
                .as_str()
                .is_some_and(|until| until.starts_with("20"))
        );

        let held = format!("vault:{id}");
        let text = fs::read_to_string(data("genuine.txt")).expect("it is text");
        let (exit, shown, _) = kincode.run(&["show", "--pin-stdin", "--text", &held], PIN);
        assert_eq!(
            (exit, shown.as_str()),
            (0, text.trim_end()),
            "byte for byte"
        );

        let (exit, shown, _) = kincode.run(&["show", "--pin-stdin", &held], PIN);
        assert_eq!(exit, 0);
        let drawn = home.join("terminal.svg");
        fs::write(&drawn, program::picture(&shown)).expect("it is written");
        let svg = home.join("code.svg").display().to_string();
        assert_eq!(
            kincode
                .run(&["show", "--pin-stdin", "--svg", &svg, &held], PIN)
                .0,
            0
        );
        assert_eq!(
            kincode
                .run(&["show", "--pin-stdin", "--svg", &svg, &held], PIN)
                .0,
            2,
            "a picture is not replaced unasked"
        );
        let pdf = home.join("page.pdf").display().to_string();
        let paper = [
            "paper",
            "--pin-stdin",
            "--stock",
            "a4",
            "--lang",
            "zh,en",
            "--json",
            "--out",
            &pdf,
            &held,
        ];
        let (exit, line, said) = kincode.run(&paper, PIN);
        assert_eq!(exit, 0, "{said}");
        let line: Value = serde_json::from_str(&line).expect("one line");
        assert_eq!(
            (&line["file"], &line["verdict"]),
            (&held.as_str().into(), &"accept".into())
        );
        for source in [&drawn.display().to_string(), &svg, &pdf] {
            let (exit, line, _) = kincode.run(&["check", "--json", source], "");
            assert_eq!(exit, 0, "{source}: {line}");
        }

        let again = ["import", "--pin-stdin", "--yes", &data("genuine.png")];
        assert_eq!(kincode.run(&again, PIN).0, 0, "already kept");
        assert_eq!(kincode.lines(&["list", "--json"]).len(), 1);
        let nobody = ["list", "--pin-stdin", "zzzzzz"];
        assert_eq!(kincode.run(&nobody, PIN).0, 4);
        let nothing = ["show", "--pin-stdin", "vault:00000000"];
        assert_eq!(kincode.run(&nothing, PIN).0, 4);
        let name = people[0]["name"].as_str().expect("a name");
        assert!(!holds(&home.join("data"), name), "sealed on the disk");
    });
}

#[test]
fn keys_never_vanish_and_stand_in_their_order() {
    on_a_bus("keys_never_vanish_and_stand_in_their_order", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        kincode.import(&data("genuine.txt"));
        let note = home.join("note.txt");
        fs::write(&note, "打过疫苗").expect("it is written");
        let note = note.display().to_string();
        let add = [
            "import",
            "--pin-stdin",
            "--yes",
            "--document",
            "--to",
            "奶奶",
            &note,
        ];
        let (exit, _, said) = kincode.run(&add, PIN);
        assert_eq!(exit, 0, "{said}");
        let keys = |arguments: &[&str]| -> Vec<String> {
            let (exit, lines, said) = kincode.run(arguments, PIN);
            assert_eq!(exit, 0, "{said}");
            let lines = lines.lines().map(|line| program::keys(line).join(" "));
            lines.collect()
        };
        let people = "id name name_latin birth relation right until ending line kept";
        assert_eq!(keys(&["people", "--pin-stdin", "--json"]), [people; 2]);
        let list = "id person person_id kind title verdict word reason until until_words next kept older shows";
        assert_eq!(keys(&["list", "--pin-stdin", "--json"]), [list; 2]);
        let status = "state what next wait passphrase has_kit kit backup warnings details";
        assert_eq!(keys(&["vault", "status", "--json"]), [status]);
        assert_eq!(
            keys(&["vault", "status", "--open", "--pin-stdin", "--json"]),
            [status]
        );
        let document = &kincode.lines(&["list", "--json", "奶奶"])[0];
        assert_eq!(
            (&document["kind"], &document["shows"]),
            (&"document".into(), &false.into())
        );
        assert_ne!(document["verdict"], "accept");
        let id = format!("vault:{}", document["id"].as_str().expect("an id"));
        assert_eq!(
            kincode.run(&["show", "--pin-stdin", &id], PIN).0,
            4,
            "it has no code"
        );
    });
}

#[test]
fn a_wrong_pin_counts_until_there_is_a_wait() {
    on_a_bus("a_wrong_pin_counts_until_there_is_a_wait", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        let id = kincode.import(&data("genuine.txt"));
        for tries in 1..=5 {
            let (exit, out, said) = kincode.run(&["list", "--pin-stdin"], OTHER_PIN);
            assert_eq!((exit, out.as_str()), (6, ""), "try {tries}: {said}");
        }
        // Five are free; what comes now waits, whatever the PIN.
        kincode.run(&["list", "--pin-stdin"], OTHER_PIN);
        let (exit, out, said) = kincode.run(&["show", "--pin-stdin", &format!("vault:{id}")], PIN);
        assert_eq!((exit, out.as_str()), (6, ""), "{said}");
        let (exit, status, _) = kincode.run(&["vault", "status", "--json"], "");
        let status: Value = serde_json::from_str(&status).expect("one line");
        assert_eq!((exit, &status["state"]), (6, &"ready".into()));
        assert!(
            status["wait"].as_u64().is_some_and(|wait| wait > 0),
            "{status}"
        );
    });
}

#[test]
fn a_vault_in_use_says_so() {
    on_a_bus("a_vault_in_use_says_so", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        kincode.import(&data("genuine.txt"));
        let mut other = kincode.on_a_terminal(&["list"]);
        other.until("PIN:");
        let (exit, status, _) = kincode.run(&["vault", "status", "--json"], "");
        let status: Value = serde_json::from_str(&status).expect("one line");
        assert_eq!((exit, &status["state"]), (6, &"in-use".into()));
        for command in [
            &["list", "--pin-stdin"][..],
            &["backup", "--own", "--pin-stdin", "never.kcb"],
            &["import", "--yes", "--pin-stdin", &data("genuine.txt")],
        ] {
            let (exit, out, said) = kincode.run(command, PIN);
            assert_eq!((exit, out.as_str()), (6, ""), "{command:?}: {said}");
            assert!(
                said.contains("kincode in a terminal ("),
                "who has it: {said}"
            );
        }
        other.answer("", "\x03");
        assert_eq!(other.rest().0, Some(130), "Ctrl+C ends it");
        assert_eq!(kincode.run(&["vault", "status"], "").0, 0);
    });
}

#[test]
fn without_a_keychain_a_passphrase_is_chosen_and_never_fallen_into() {
    on_a_bus(
        "without_a_keychain_a_passphrase_is_chosen_and_never_fallen_into",
        |home| {
            let kincode = Kincode::new(&home.join("data"));
            let genuine = data("genuine.txt");
            for command in [
                &["list", "--pin-stdin"][..],
                &["import", "--yes", "--pin-stdin", &genuine],
            ] {
                let (exit, out, said) = kincode.run(command, PIN);
                assert_eq!((exit, out.as_str()), (7, ""), "{said}");
                assert!(!said.is_empty());
            }
            let (exit, status, _) = kincode.run(&["vault", "status", "--json"], "");
            let status: Value = serde_json::from_str(&status).expect("one line");
            assert_eq!((exit, &status["state"]), (7, &"no-service".into()));
            assert!(!home.join("data/vault.kcv").exists());

            let import = ["import", "--yes", "--passphrase", "--pin-stdin", &genuine];
            let (exit, _, said) = kincode.run(&import, "horse");
            assert_eq!(exit, 2, "guessed too easily: {said}");
            let (exit, _, said) = kincode.run(&import, PASSPHRASE);
            assert_eq!(exit, 0, "{said}");
            let (exit, _, said) = kincode.run(&["list", "--pin-stdin"], PASSPHRASE);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(kincode.run(&["list", "--pin-stdin"], PIN).0, 6);
            let (exit, status, _) = kincode.run(&["vault", "status", "--json"], "");
            let status: Value = serde_json::from_str(&status).expect("one line");
            assert_eq!((exit, &status["passphrase"]), (0, &true.into()));
        },
    );
}

#[test]
fn a_keychain_that_forgot_the_vault_is_told() {
    on_a_bus("a_keychain_that_forgot_the_vault_is_told", |home| {
        let daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        kincode.import(&data("genuine.txt"));
        drop(daemon);
        let (exit, _, said) = kincode.run(&["list", "--pin-stdin"], PIN);
        assert_eq!(exit, 7, "no service: {said}");
        fs::remove_dir_all(home.join(".local/share/keyrings")).expect("it was there");
        let _daemon = Daemon::start(home);
        let (exit, status, _) = kincode.run(&["vault", "status", "--json"], "");
        let status: Value = serde_json::from_str(&status).expect("one line");
        assert_eq!((exit, &status["state"]), (7, &"gone".into()));
        assert!(status["next"].as_str().is_some_and(|next| !next.is_empty()));
        // The file and no first use: nothing is set up over it.
        let import = ["import", "--yes", "--pin-stdin", &data("genuine.txt")];
        assert_eq!(kincode.run(&import, PIN).0, 7);
    });
}

#[test]
fn a_backup_is_restored_in_a_fresh_home() {
    on_a_bus("a_backup_is_restored_in_a_fresh_home", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        kincode.import(&data("genuine.txt"));
        let list = kincode.lines(&["list", "--json"]);
        let file = home.join("usb/family.kcb").display().to_string();
        let (exit, _, said) = kincode.run(&["backup", "--pin-stdin", &file], PIN);
        assert_ne!(exit, 0, "there is no kit: {said}");
        let secrets = format!("{PIN}\n{PASSPHRASE}");
        let own = ["backup", "--own", "--pin-stdin", &file];
        let (exit, _, said) = kincode.run(&own, &secrets);
        assert_eq!(exit, 0, "{said}");
        assert_eq!(kincode.run(&own, &secrets).0, 2, "never replaced unasked");
        let name = list[0]["person"].as_str().expect("a name");
        assert!(!holds(&home.join("usb"), name), "sealed");

        let fresh = Kincode::new(&home.join("fresh"));
        let restore = ["restore", "--own", "--pin-stdin", &file];
        let (exit, _, said) = fresh.run(&restore, &format!("wrong\n{OTHER_PIN}"));
        assert_eq!(exit, 6, "{said}");
        let (exit, _, said) = fresh.run(&restore, &format!("{PASSPHRASE}\n{OTHER_PIN}"));
        assert_eq!(exit, 0, "{said}");
        let restored = fresh.lines_with(&["list", "--json"], OTHER_PIN);
        assert_eq!(restored, list, "the same people, codes and ids");
        assert_eq!(
            fresh.run(&["list", "--pin-stdin"], PIN).0,
            6,
            "under its own PIN"
        );
        assert_eq!(
            kincode.lines(&["list", "--json"]),
            list,
            "and the first is as it was"
        );

        let there = home.join("fresh").display().to_string();
        let elsewhere = ["--home", &there, "list", "--json"];
        assert_eq!(kincode.lines_with(&elsewhere, OTHER_PIN), list);

        // Over a vault that is there: only when said, and it is put aside.
        let over = format!("{PASSPHRASE}\n{PIN}");
        assert_eq!(
            fresh.run(&restore, &over).0,
            2,
            "nobody is there to say yes"
        );
        let (exit, _, said) = fresh.run(&[&restore[..], &["--yes"]].concat(), &over);
        assert_eq!(exit, 0, "{said}");
        assert_eq!(fresh.lines(&["list", "--json"]), list);
        let names = fs::read_dir(home.join("fresh")).expect("a folder");
        let names = names.flatten().map(|entry| entry.file_name());
        let old = |name: &std::ffi::OsString| name.to_string_lossy().starts_with("vault.old-");
        assert_eq!(names.filter(old).count(), 1);
        let (exit, _, said) = fresh.run(&["restore", "--pin-stdin", &data("genuine.png")], &over);
        assert_eq!(exit, 5, "no backup at all: {said}");
    });
}

#[test]
fn what_nobody_signed_is_not_kept_unseen() {
    on_a_bus("what_nobody_signed_is_not_kept_unseen", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        let (forged, genuine) = (data("forged.txt"), data("genuine.txt"));
        let both = ["import", "--yes", "--pin-stdin", &forged, &genuine];
        let (exit, _, said) = kincode.run(&both, PIN);
        assert_eq!(exit, 3, "one was left: {said}");
        assert_eq!(kincode.lines(&["list", "--json"]).len(), 1);
        let named = ["import", "--yes", "--pin-stdin", "--to", "小明", &forged];
        assert_eq!(kincode.run(&named, PIN).0, 0, "somebody said whose it is");
        let list = kincode.lines(&["list", "--json", "小明"]);
        assert_eq!((list.len(), &list[0]["verdict"]), (1, &"refuse".into()));
        assert_eq!(kincode.lines(&["people", "--json"]).len(), 2);
        // Nobody is there to ask.
        assert_eq!(kincode.run(&["import", "--pin-stdin", &genuine], PIN).0, 2);
        assert_eq!(
            kincode.run(&["import", "--yes", "--pin-stdin", "-"], PIN).0,
            2
        );
        let prose = home.join("prose.txt");
        fs::write(&prose, "今天天气很好").expect("it is written");
        let prose = prose.display().to_string();
        assert_eq!(
            kincode
                .run(&["import", "--yes", "--pin-stdin", &prose], PIN)
                .0,
            4
        );
        let (exit, _, said) = kincode.run(&["import", "--yes", "--pin-stdin", "/no/such"], PIN);
        assert_eq!(exit, 5, "{said}");
    });
}

#[test]
fn a_pin_typed_on_a_terminal_is_not_seen() {
    on_a_bus("a_pin_typed_on_a_terminal_is_not_seen", |home| {
        let _daemon = Daemon::start(home);
        let kincode = Kincode::new(&home.join("data"));
        let mut terminal = kincode.on_a_terminal(&["import", &data("genuine.txt")]);
        terminal.answer("(y or n)", "y\n");
        terminal.answer("New PIN:", &format!("{PIN}\r"));
        terminal.answer("The same again:", &format!("{PIN}\r"));
        let (exit, seen) = terminal.rest();
        assert_eq!(exit, Some(0), "{seen}");
        assert!(seen.contains("vault:"), "{seen}");
        assert!(!seen.contains(PIN), "{seen}");
        assert_eq!(kincode.lines(&["list", "--json"]).len(), 1);
    });
}

/// Whether a text stands in any file of a folder.
fn holds(folder: &Path, text: &str) -> bool {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let mut files = files.filter(|entry| entry.path().is_file());
    files.any(|entry| {
        let bytes = fs::read(entry.path()).expect("it is read");
        let text = text.as_bytes();
        bytes.windows(text.len()).any(|part| part == text)
    })
}
