//! The school's own key: cards that are accepted where its file was imported, and nowhere else.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::keyring::{Daemon, on_a_bus};
use super::program::{Kincode, PIN, day};

fn path(home: &Path, name: &str) -> String {
    home.join(name).display().to_string()
}

/// Verdict and reason of each code in a file, and the exit code.
fn checked(kincode: &Kincode, file: &str) -> (i32, Vec<(String, String)>) {
    let (exit, lines, said) = kincode.run(&["check", "--json", file], "");
    let lines = lines.lines().map(|line| {
        let line: Value = serde_json::from_str(line).expect(&said);
        let of = |key: &str| line[key].as_str().expect("a word").to_owned();
        (of("verdict"), of("reason"))
    });
    (exit, lines.collect())
}

fn make(kincode: &Kincode) -> (i32, String, String) {
    let school = ["--name", "汉源路小学", "--id", "hy3x", "--region", "CN-GD"];
    let make = ["school-key", "make", "--pin-stdin", "--json"];
    kincode.run(&[&make[..], &school].concat(), PIN)
}

#[test]
fn cards_count_where_the_schools_file_was_imported() {
    on_a_bus(
        "school::cards_count_where_the_schools_file_was_imported",
        |home| {
            let _daemon = Daemon::start(home);
            let school = Kincode::new(&home.join("school"));
            let (exit, _, said) = school.run(&["school-key", "show", "--pin-stdin"], PIN);
            assert_eq!(exit, 4, "nothing is there: {said}");
            let (exit, made, said) = make(&school);
            assert_eq!(exit, 0, "a vault is set up with it: {said}");
            let made: Value = serde_json::from_str(&made).expect("one line");
            assert_eq!((&made["id"], &made["signed"]), (&"hy3x".into(), &0.into()));
            let fingerprint = made["fingerprint"].as_str().expect("a fingerprint");
            assert_eq!(make(&school).0, 2, "one vault holds one key");

            let list: String = (1..=30)
                .map(|n| format!("学生{n}\t三年级 2 班\t2017-03-{n:02}\n"))
                .collect();
            let names = path(home, "class.txt");
            fs::write(&names, format!("姓名\t班级\t生日\n{list}")).expect("it is written");
            let cards = path(home, "cards.pdf");
            let until = day(100);
            let sign = [
                "school-key",
                "cards",
                "--pin-stdin",
                "--json",
                "--until",
                &until,
                "--out",
                &cards,
                &names,
            ];
            let (exit, lines, said) = school.run(&sign, PIN);
            assert_eq!(exit, 0, "{said}");
            let lines = lines.lines().map(serde_json::from_str::<Value>);
            let lines: Vec<Value> = lines.map(|line| line.expect("JSON")).collect();
            assert_eq!(lines.len(), 30);
            assert_eq!(
                (&lines[0]["line"], &lines[29]["page"]),
                (&2.into(), &3.into())
            );
            assert!(lines.iter().all(|line| line["read_300"] == true));
            assert_eq!(school.run(&sign, PIN).0, 2, "nothing is replaced unasked");
            let key = &school.lines(&["school-key", "show", "--json"])[0];
            assert_eq!(key["signed"], 30, "{key}");

            let file = path(home, "hy3x.kct");
            let write = ["school-key", "file", "--pin-stdin", &file];
            assert_eq!(school.run(&write, PIN).0, 0);
            assert_eq!(school.run(&write, PIN).0, 2, "nothing is replaced unasked");
            let sheet = path(home, "sheet.pdf");
            let (exit, _, said) = school.run(&["school-key", "sheet", "--pin-stdin", &sheet], PIN);
            assert_eq!(exit, 0, "{said}");

            let gate = Kincode::new(&home.join("gate"));
            let wrong = [
                "trust",
                "import",
                "--pin",
                "AAAA-AAAA-AAAA-AAAA-AAAA",
                &file,
            ];
            assert_eq!(gate.run(&wrong, "").0, 1);
            let import = ["trust", "import", "--pin", fingerprint, &file];
            let (exit, _, said) = gate.run(&import, "");
            assert_eq!(exit, 0, "{said}");
            let (exit, codes) = checked(&gate, &cards);
            assert_eq!((exit, codes.len()), (0, 30), "{codes:?}");
            assert!(codes.iter().all(|(verdict, _)| verdict == "accept"));

            let stranger = Kincode::new(&home.join("stranger"));
            let (exit, codes) = checked(&stranger, &cards);
            assert_eq!((exit, codes.len()), (3, 30), "{codes:?}");
            assert!(codes.iter().all(|(verdict, _)| verdict == "undecided"));
        },
    );
}

#[test]
fn a_list_that_is_not_right_signs_nobody() {
    on_a_bus("school::a_list_that_is_not_right_signs_nobody", |home| {
        let _daemon = Daemon::start(home);
        let school = Kincode::new(&home.join("school"));
        for (name, id, region) in [
            ("", "hy3x", "CN-GD"),
            ("学校", "HY", "CN-GD"),
            ("学校", "hy3x", "here"),
        ] {
            let make = ["school-key", "make", "--pin-stdin", "--name", name];
            let make = [&make[..], &["--id", id, "--region", region]].concat();
            let (exit, _, said) = school.run(&make, PIN);
            assert_eq!(exit, 2, "{said}");
        }
        assert_eq!(make(&school).0, 0);
        let names = path(home, "class.txt");
        fs::write(&names, "张小雨,二班\n12345\n张小雨,二班\n").expect("it is written");
        let cards = path(home, "cards.pdf");
        let sign = |until: &str, list: &str| {
            let sign = ["school-key", "cards", "--pin-stdin", "--until", until];
            school.run(&[&sign[..], &["--out", &cards, list]].concat(), PIN)
        };
        let (exit, _, said) = sign(&day(10), &names);
        assert_eq!(exit, 1);
        assert!(
            said.contains("Line 2:") && said.contains("Line 3:"),
            "{said}"
        );
        assert_eq!(sign(&day(400), &names).0, 2, "too far ahead");
        assert_eq!(sign("soon", &names).0, 2);
        assert_eq!(sign(&day(10), "-").0, 2, "standard input is for the PIN");
        assert_eq!(sign(&day(10), &path(home, "nothing.txt")).0, 5);
        assert!(!Path::new(&cards).exists());
        let key = &school.lines(&["school-key", "show", "--json"])[0];
        assert_eq!(key["signed"], 0, "{key}");
    });
}
