//! The manners of the house, held by tests: small files, a sentence at the top of each module, short commands, crates
//! that say what they are, one list of commands, the same words in every language.

mod tidy {
    pub mod commands;
    pub mod files;
}

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use tidy::commands::{self, Command};
use tidy::files::{self, Lines, Source};

/// No file of the product is longer (median 150 is the aim; above 600 a file holds two things).
const LONGEST: usize = 600;

/// A command takes state, calls the desk once, converts. More than this is logic in the wrong place.
const COMMAND_BODY: usize = 10;

#[test]
fn no_file_is_too_long() {
    let sources = files::product(root());
    let too_long = longer_than(&sources, LONGEST);
    let mut lengths: Vec<usize> = sources
        .iter()
        .map(|source| source.lines().count())
        .collect();
    lengths.sort_unstable();
    report(&format!(
        "figure file.median {} lines",
        lengths[lengths.len() / 2]
    ));
    report(&format!(
        "figure file.longest {} lines",
        lengths[lengths.len() - 1]
    ));
    assert!(
        sources.len() > 10,
        "the product's files are where we look for them"
    );
    assert!(
        too_long.is_empty(),
        "split by use case:\n{}",
        too_long.join("\n")
    );
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = files::rust(root())
        .iter()
        .filter(|source| !opens_with_doc(source))
        .map(Source::name)
        .collect();
    assert!(
        silent.is_empty(),
        "no `//!` at the top of:\n{}",
        silent.join("\n")
    );
}

#[test]
fn every_crate_is_described_by_its_readme() {
    let mut wrong = Vec::new();
    for folder in fs::read_dir(root().join("crates"))
        .expect("the crates")
        .filter_map(Result::ok)
    {
        let (name, folder) = (
            folder.file_name().to_string_lossy().into_owned(),
            folder.path(),
        );
        let readme = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
        let top = ["src/lib.rs", "src/main.rs"]
            .map(|file| fs::read_to_string(folder.join(file)).unwrap_or_default())
            .concat();
        wrong.extend(
            readme_faults(&readme, &top)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn commands_are_thin() {
    let commands = commands::in_folder(&root().join("src-tauri"));
    assert!(!commands.is_empty(), "the window has commands");
    let fat: Vec<&Command> = commands
        .iter()
        .filter(|command| command.body > COMMAND_BODY)
        .collect();
    assert!(fat.is_empty(), "logic belongs into the desk: {fat:?}");
}

#[test]
fn a_command_is_one_in_every_list_or_in_none() {
    let written: BTreeSet<String> = commands::in_folder(&root().join("src-tauri"))
        .into_iter()
        .map(|one| one.name)
        .collect();
    let handled = commands::handled(&read("src-tauri/lib.rs"));
    let permitted = commands::permitted(&read("src-tauri/permissions/desk.toml"));
    let granted = commands::granted(&read("src-tauri/capabilities/main.json"));
    let called = commands::called(&read("ui/src/ipc/call.ts"));
    assert_eq!(
        written, handled,
        "written in src-tauri/commands, handled in lib.rs"
    );
    assert_eq!(written, permitted, "written, and named by a permission");
    assert_eq!(written, granted, "written, and granted to the window");
    assert_eq!(written, called, "written, and called by the page");
}

#[test]
fn every_language_has_the_same_words() {
    let words = root().join("ui/src/words");
    let mut languages: Vec<(String, BTreeSet<String>)> = fs::read_dir(&words)
        .expect("the words")
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                files::messages(&entry.path()),
            )
        })
        .collect();
    languages.sort();
    assert!(
        languages.len() >= 2 && languages.iter().all(|(_, keys)| keys.len() > 5),
        "zh and en, with words in them"
    );
    let (first, keys) = &languages[0];
    for (language, others) in &languages[1..] {
        let differ: Vec<_> = keys.symmetric_difference(others).collect();
        assert!(
            differ.is_empty(),
            "only in {first} or only in {language}: {differ:?}"
        );
    }
}

#[test]
fn tests_and_documentation_are_counted() {
    let all = files::rust(root())
        .iter()
        .map(Source::counted)
        .fold(Lines::default(), Lines::plus);
    assert!(all.code > 0, "there is code");
    report(&format!("figure rust.code {} lines", all.code));
    report(&format!(
        "ratio rust.tests_per_code {:.2}",
        all.tests as f64 / all.code as f64
    ));
    report(&format!(
        "ratio rust.docs_per_code {:.2}",
        (all.docs + files::readme_lines(root())) as f64 / all.code as f64
    ));
}

#[test]
fn no_lock_file_names_a_host() {
    for lock in
        ["ui", "xtask/fonts", "xtask/node"].map(|folder| format!("{folder}/package-lock.json"))
    {
        let text = read(&lock);
        assert!(text.contains("\"integrity\""), "{lock} pins by hash");
        assert!(
            !text.contains("\"resolved\""),
            "{lock} names hosts: omit-lockfile-registry-resolved=true in .npmrc"
        );
    }
}

/// Each check above must be able to fail.
mod the_checks_themselves {
    use super::*;

    #[test]
    fn a_long_file_is_named() {
        let long = Source {
            path: "a.rs".into(),
            text: "//! A.\n".repeat(LONGEST + 1),
        };
        let short = Source {
            path: "b.rs".into(),
            text: "//! B.\n".repeat(LONGEST),
        };
        assert_eq!(longer_than(&[long, short], LONGEST), ["a.rs: 601"]);
    }

    #[test]
    fn a_silent_module_is_found() {
        let source = |text: &str| Source {
            path: "a.rs".into(),
            text: text.to_owned(),
        };
        assert!(opens_with_doc(&source("//! Speaks.\nuse x;")));
        assert!(opens_with_doc(&source(
            "#![doc = include_str!(\"../README.md\")]\n"
        )));
        assert!(!opens_with_doc(&source("use x;\n//! late")));
        assert!(!opens_with_doc(&source("// a comment")));
    }

    #[test]
    fn a_poor_readme_is_found() {
        let top = "#![doc = include_str!(\"../README.md\")]";
        let good =
            "# x\n\nWhat this crate will never do: everything.\n\n```\nassert!(true);\n```\n";
        assert!(readme_faults(good, top).is_empty());
        assert_eq!(readme_faults("", "").len(), 3);
    }

    #[test]
    fn lines_are_told_apart() {
        let text = "//! Doc.\n\nuse a;\n/// Doc.\nfn f() {}\n// note\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\n";
        let counted = Source {
            path: "src/a.rs".into(),
            text: text.to_owned(),
        }
        .counted();
        assert_eq!(
            counted,
            Lines {
                code: 2,
                docs: 2,
                tests: 4
            }
        );
        let counted = Source {
            path: "tests/a.rs".into(),
            text: "//! D.\nfn t() {}\n".to_owned(),
        }
        .counted();
        assert_eq!(
            counted,
            Lines {
                code: 0,
                docs: 0,
                tests: 2
            }
        );
    }

    #[test]
    fn keys_are_read_from_fluent() {
        let keys =
            files::keys("# note\nhello = Hi\n    there\n-brand = K\nbye =\n    .title = B\n");
        assert_eq!(keys, ["-brand", "bye", "hello"].map(str::to_owned).into());
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn longer_than(sources: &[Source], limit: usize) -> Vec<String> {
    let lengths = sources
        .iter()
        .map(|source| (source.name(), source.lines().count()));
    lengths
        .filter(|(_, length)| *length > limit)
        .map(|(name, length)| format!("{name}: {length}"))
        .collect()
}

fn opens_with_doc(source: &Source) -> bool {
    source
        .lines()
        .next()
        .is_some_and(|line| line.starts_with("//!") || line.starts_with("#![doc = include_str!("))
}

fn readme_faults(readme: &str, top: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if !readme.to_lowercase().contains("will never") {
        faults.push("README.md does not say what this crate will never do");
    }
    if !readme.contains("```") {
        faults.push("README.md shows no example");
    }
    if !top.contains("include_str!(\"../README.md\")") {
        faults.push("README.md is not the crate's doc");
    }
    faults
}

/// Past libtest's capture: figures are wanted also when everything is well.
fn report(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("standard error is open while tests run");
}
