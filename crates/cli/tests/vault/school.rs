//! The school's own key: cards that are accepted where its file was imported, and nowhere else.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use desk::source::Source;
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
fn sixty_cards_are_read_where_the_key_is_known() {
    let name = "school::sixty_cards_are_read_where_the_key_is_known";
    on_a_bus(name, |home| cards_for(home, 60));
}

#[test]
#[ignore = "minutes without optimisation: cargo test --release -p kincode-cli --test vault -- --ignored nine_hundred"]
fn nine_hundred_cards_are_read_where_the_key_is_known() {
    let name = "school::nine_hundred_cards_are_read_where_the_key_is_known";
    on_a_bus(name, |home| cards_for(home, 900));
}

/// A school's cards: signed, printed, every one read again; the first page scanned at a desk that imported the school's
/// file, and at one that did not. There the issuer is unknown: nobody says that a card is good or bad. (design section 4)
fn cards_for(home: &Path, count: usize) {
    let _daemon = Daemon::start(home);
    let school = Kincode::new(&home.join("school"));
    let (exit, made, said) = make(&school);
    assert_eq!(exit, 0, "{said}");
    let made: Value = serde_json::from_str(&made).expect("one line");
    let names = path(home, "school.txt");
    fs::write(&names, roster(count)).expect("it is written");
    let cards = path(home, "cards.pdf");
    let until = day(100);
    let sign = ["school-key", "cards", "--pin-stdin", "--json", "--until"];
    let began = Instant::now();
    let (exit, lines, said) = school.run(
        &[&sign[..], &[&until, "--out", &cards, &names]].concat(),
        PIN,
    );
    let took = began.elapsed();
    assert_eq!(exit, 0, "{said}");
    let lines = lines.lines().map(serde_json::from_str::<Value>);
    let lines: Vec<Value> = lines.map(|line| line.expect("JSON")).collect();
    assert_eq!(lines.len(), count);
    assert!(lines.iter().all(|line| line["read_300"] == true));
    println!("figure school.cards {count} in {took:.1?}, signed, laid out and read back");

    let pdf = Source::open("cards.pdf", fs::read(&cards).expect("it was written"));
    let pdf = pdf.unwrap_or_else(|problem| panic!("a PDF: {problem:?}"));
    assert_eq!(pdf.pages() as usize, count.div_ceil(10), "ten on a page");
    let texts = (0..pdf.pages()).flat_map(|page| pdf.page(page).expect("it can be read"));
    assert_eq!(texts.collect::<HashSet<String>>().len(), count);

    let file = path(home, "school.kct");
    let write = ["school-key", "file", "--pin-stdin", &file];
    assert_eq!(school.run(&write, PIN).0, 0);
    let gate = Kincode::new(&home.join("gate"));
    let print = made["fingerprint"].as_str().expect("a fingerprint");
    let (exit, _, said) = gate.run(&["trust", "import", "--pin", print, &file], "");
    assert_eq!(exit, 0, "{said}");
    let scan = scan(home, &cards);
    let (exit, codes) = checked(&gate, &scan);
    assert_eq!((exit, codes.len()), (0, 10), "{codes:?}");
    assert!(
        codes.iter().all(|(verdict, _)| verdict == "accept"),
        "{codes:?}"
    );
    let stranger = Kincode::new(&home.join("stranger"));
    let (exit, codes) = checked(&stranger, &scan);
    assert_eq!((exit, codes.len()), (3, 10), "{codes:?}");
    let unknown = ("undecided".to_owned(), "kc1.issuer-unknown".to_owned());
    assert!(codes.iter().all(|code| *code == unknown), "{codes:?}");
}

/// Classes of forty-five, nobody twice.
fn roster(count: usize) -> String {
    let (family, given): (Vec<char>, Vec<char>) = (
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许".chars().collect(),
        "安宁晨曦子涵雨桐浩然欣怡佳明思远梓萱博文静"
            .chars()
            .collect(),
    );
    let pupil = |n: usize| {
        let (first, last) = (family[n % 20], given[n / 20 % given.len()]);
        let more = given[n / 420 * 7 + n % 7];
        let (class, month, day) = (n / 45 + 1, n % 12 + 1, n % 28 + 1);
        format!("{first}{last}{more}\t{class} 班\t2017-{month:02}-{day:02}\n")
    };
    let pupils: String = (0..count).map(pupil).collect();
    format!("姓名\t班级\t生日\n{pupils}")
}

/// The first page as a scanner of 200 dpi gives it, by somebody else's reader of PDFs.
fn scan(home: &Path, pdf: &str) -> String {
    let page = path(home, "scan");
    let mut scan = Command::new("pdftoppm");
    scan.args(["-r", "200", "-gray", "-png", "-f", "1", "-l", "1"]);
    let done = scan.args(["-singlefile", pdf, &page]).status();
    let done = done.expect("`cargo xtask test` installs poppler-utils");
    assert!(done.success());
    format!("{page}.png")
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
