//! The house, held by a test: which crate may use which, who may touch a heavy dependency, and that the ground reads
//! no file, no clock and no dice. A change of these tables is a change of the design (ARCHITECTURE.md).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Who of ours may use whom of ours, in tests too. Arrows point down; nothing else is allowed.
const EDGES: &[(&str, &[&str])] = &[
    // Shells.
    ("kincode-app", &["desk", "words", "issuer"]),
    ("kincode-cli", &["desk", "words"]),
    ("issuer", &["healthcode", "rules", "issuing", "words"]),
    // Use cases.
    (
        "desk",
        &["healthcode", "rules", "issuing", "vault", "paper", "words"],
    ),
    // Joined.
    ("rules", &["healthcode"]),
    ("issuing", &["healthcode"]),
    // Ground.
    ("healthcode", &[]),
    ("paper", &[]),
    ("vault", &[]),
    ("words", &[]),
    // The developer's entry uses none of ours.
    ("xtask", &[]),
];

/// Foreign crates (by the beginning of their names) and who may use them, in whatever way.
const FOREIGN: &[(&str, &[&str])] = &[
    ("tauri", &["kincode-app"]),
    ("clap", &["kincode-cli", "issuer"]),
    ("reqwest", &["issuing", "issuer"]),
    ("axum", &["issuer"]),
    ("rusqlite", &["issuer"]),
    // The messages describe themselves, if the authority asks them to.
    ("utoipa", &["issuing", "issuer"]),
    ("tokio-postgres", &["issuer"]),
    // The window's test drives a WebDriver.
    ("tokio", &["issuing", "issuer", "kincode-app"]),
    ("redb", &["vault"]),
    ("keyring", &["vault"]),
    ("printpdf", &["paper"]),
    ("hayro", &["paper"]),
    ("rxing", &["paper"]),
    ("qrcode", &["paper"]),
    ("fluent", &["words"]),
    ("minicbor", &["healthcode", "issuer", "vault"]),
];

/// Crates that are a function of their arguments (invariant 1).
const GROUND: &[&str] = &["healthcode", "rules", "paper"];

/// What a function of its arguments does not name: modules of std that reach outside, clocks, dice.
const OUTSIDE: &[&str] = &[
    "fs",
    "net",
    "env",
    "process",
    "SystemTime",
    "Instant",
    "UNIX_EPOCH",
    "SystemRandom",
    "thread_rng",
    "getrandom",
];

/// The same, where only the pair is telling.
const OUTSIDE_PAIRS: &[&str] = &[
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "io::stdin",
    "io::stdout",
    "rand::",
];

#[test]
fn every_edge_between_our_crates_is_allowed() {
    let broken = wrong_edges(&workspace(), EDGES);
    assert!(
        broken.is_empty(),
        "edges that the design does not know:\n{}",
        broken.join("\n")
    );
}

#[test]
fn an_edge_that_is_not_allowed_is_found() {
    let workspace = serde_json::json!({"packages": [
        {"name": "paper", "dependencies": [{"name": "desk", "path": "/x", "kind": null}]},
        {"name": "healthcode", "dependencies": [{"name": "paper", "path": "/x", "kind": "dev"}]},
        {"name": "helpers", "dependencies": []},
    ]});
    let found = wrong_edges(&workspace, EDGES);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[0].contains("paper -> desk") && found[2].contains("helpers"),
        "{found:?}"
    );
}

#[test]
fn heavy_dependencies_stay_where_they_belong() {
    let broken = wrong_foreigners(&workspace(), FOREIGN);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_heavy_dependency_in_the_wrong_crate_is_found() {
    let workspace = serde_json::json!({"packages": [
        {"name": "desk", "dependencies": [{"name": "tauri-plugin-fs", "kind": null}, {"name": "serde", "kind": null}]},
        {"name": "kincode-app", "dependencies": [{"name": "tauri", "kind": null}]},
    ]});
    assert_eq!(
        wrong_foreigners(&workspace, FOREIGN),
        ["desk uses tauri-plugin-fs"]
    );
}

#[test]
fn the_ground_reads_no_file_no_clock_and_no_dice() {
    let mut seen = 0;
    let mut broken = Vec::new();
    for file in GROUND
        .iter()
        .flat_map(|name| rust_files(&root().join("crates").join(name).join("src")))
    {
        let text = fs::read_to_string(&file).expect("a source file is text");
        seen += 1;
        broken.extend(
            reaches_outside(&text)
                .into_iter()
                .map(|what| format!("{}: {what}", file.display())),
        );
    }
    assert!(seen >= 2, "the ground crates are where we look for them");
    assert!(
        broken.is_empty(),
        "the ground takes bytes and gives values:\n{}",
        broken.join("\n")
    );
}

#[test]
fn reaching_outside_is_found_however_it_is_written() {
    for bad in [
        "use std::fs;",
        "use std::{collections::BTreeMap, fs::File};",
        "let now = jiff::Timestamp::now();",
        "let t = std::time::Instant::now();",
        "let home = std::env::var(\"HOME\");",
        "aws_lc_rs::rand::fill(&mut nonce)",
        "use std::io;\nfn f() { io::stdin(); }",
    ] {
        assert!(!reaches_outside(bad).is_empty(), "{bad}");
    }
    for good in [
        "// std::fs is what this crate never touches",
        "//! never std::net",
        "let offset = 3; // Instant::now() would be wrong",
        "use std::io::{Cursor, Read};",
        "let size = env!(\"CARGO_PKG_VERSION\");",
        "let rfs = nets;",
        "fn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }",
    ] {
        assert!(reaches_outside(good).is_empty(), "{good}");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn workspace() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--locked",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs this test, so it can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo metadata writes JSON")
}

fn wrong_edges(workspace: &Value, edges: &[(&str, &[&str])]) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = edges.iter().copied().collect();
    let mut wrong = Vec::new();
    for package in list(&workspace["packages"]) {
        let from = text(&package["name"]);
        let Some(to) = allowed.get(from) else {
            wrong.push(format!(
                "{from} has no line in the table: what is it, and who needs it?"
            ));
            continue;
        };
        for dependency in list(&package["dependencies"])
            .iter()
            .filter(|dependency| dependency["path"].is_string())
        {
            let name = text(&dependency["name"]);
            let kind = dependency["kind"].as_str().unwrap_or("normal");
            if !to.contains(&name) {
                wrong.push(format!("{from} -> {name} ({kind})"));
            }
        }
    }
    wrong
}

fn wrong_foreigners(workspace: &Value, foreign: &[(&str, &[&str])]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in list(&workspace["packages"]) {
        let user = text(&package["name"]);
        for dependency in list(&package["dependencies"]) {
            let name = text(&dependency["name"]);
            let is_of = |family: &str| name == family || name.starts_with(&format!("{family}-"));
            let rule = foreign.iter().find(|(family, _)| is_of(family));
            if rule.is_some_and(|(_, users)| !users.contains(&user)) {
                wrong.push(format!("{user} uses {name}"));
            }
        }
    }
    wrong
}

/// What of [`OUTSIDE`] stands in the product part of `source`: not in comments, not after `#[cfg(test)]`.
fn reaches_outside(source: &str) -> Vec<String> {
    let product = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String = product
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    let compact: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = OUTSIDE
        .iter()
        .filter(|word| stands_as_path(&compact, word))
        .map(|word| (*word).to_owned());
    let pairs = OUTSIDE_PAIRS
        .iter()
        .filter(|pair| compact.contains(*pair))
        .map(|pair| (*pair).to_owned());
    words.chain(pairs).collect()
}

/// Whether `word` stands in `code` as a part of a path or of a `use` list: `::word`, `word::`, `{word,`, ` word}`.
fn stands_as_path(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + word.len()..]);
        let whole = !before.ends_with(is_name) && !after.starts_with(is_name);
        whole && (before.ends_with("::") || after.starts_with("::") || in_use_list(before))
    })
}

fn in_use_list(before: &str) -> bool {
    let statement = before.rsplit(';').next().unwrap_or_default().trim_start();
    statement.starts_with("use std::{") || statement.starts_with("pub use std::{")
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
