//! The other formats and trust files on the command line, as a script sees them.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const NOW: &str = "2026-11-21T08:00:00Z";

fn tests(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests")
        .join(name)
        .display()
        .to_string()
}

/// Exit code, standard output and standard error of `kincode` with its data in `home`.
fn kincode(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kincode"))
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("KINCODE_HOME", home)
        .output()
        .expect("kincode starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let exit = output.status.code().expect("an exit code");
    (exit, text(output.stdout), text(output.stderr))
}

fn check(home: &Path, arguments: &[&str]) -> (i32, Vec<Value>) {
    let (exit, out, _) = kincode(
        home,
        &[&["check", "--json", "--at", NOW], arguments].concat(),
    );
    let lines = out.lines();
    (
        exit,
        lines
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect(),
    )
}

fn vector(file: &str, id: &str, member: &str) -> Value {
    let text = std::fs::read_to_string(tests(&format!("vectors/{file}"))).expect(file);
    let mut lines = text
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    let found = lines.find(|line| line["id"] == id).expect(id);
    found[member].clone()
}

#[test]
fn a_card_in_every_form_is_one_line() {
    let folder = TempDir::new().expect("a folder");
    let keys = tests("data/card.jwks.json");
    for form in ["data/card.txt", "data/card.pdf"] {
        let (exit, lines) = check(folder.path(), &["--trust", &keys, &tests(form)]);
        assert_eq!((exit, lines.len()), (0, 1), "{form}");
        let line = &lines[0];
        assert_eq!(line["format"], "shc");
        assert_eq!(line["kind"], "vaccination");
        assert_eq!(line["holder"]["name"], "Xiaoyu Chen");
        assert_eq!(line["holder"]["birth"], "2019-04-08");
        assert_eq!(
            (&line["validity"], &line["until"]),
            (&"none".into(), &Value::Null)
        );
        assert_eq!(line["status"]["why"], "not-offered");
        assert_eq!(line["issuer"]["kid"].as_str().map(str::len), Some(43));
    }
    let (exit, lines) = check(folder.path(), &[&tests("data/card.txt")]);
    assert_eq!(
        (exit, lines[0]["reason"].as_str()),
        (3, Some("issuer-unknown"))
    );
    assert!(lines[0]["holder"].is_null());
}

#[test]
fn the_parts_of_a_card_are_joined_across_files() {
    let folder = TempDir::new().expect("a folder");
    let texts = vector("shc.ndjson", "Cards: valid 02 QR numeric", "texts");
    let mut files = Vec::new();
    for (index, text) in texts.as_array().expect("parts").iter().enumerate() {
        let file = folder.path().join(format!("{index}.txt"));
        std::fs::write(&file, text.as_str().expect("text")).expect("written");
        files.push(file.display().to_string());
    }
    // The issuer's folder: its keys, and what it took back.
    let keys = folder.path().join("issuer");
    std::fs::create_dir(&keys).expect("a folder");
    for id in ["issuer", "crl"] {
        let list = vector("jwks.ndjson", id, "text");
        std::fs::write(keys.join(id), list.as_str().expect("text")).expect("written");
    }
    let keys = keys.display().to_string();
    let parts: Vec<&str> = files.iter().rev().map(String::as_str).collect();
    let (exit, lines) = check(folder.path(), &[&["--trust", &keys], &parts[..]].concat());
    assert_eq!((exit, lines.len()), (0, 1));
    assert_eq!(lines[0]["verdict"], "accept");
    let (exit, lines) = check(folder.path(), &["--trust", &keys, parts[0], parts[1]]);
    assert_eq!((exit, lines.len()), (1, 2));
    assert!(lines.iter().all(|line| line["reason"] == "chunk"));
}

#[test]
fn a_trust_file_is_made_shown_compared_and_renewed() {
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let run = |arguments: &[&str]| kincode(folder.path(), arguments);
    let key = path("key.pem");
    assert_eq!(run(&["trust", "keygen", "--out", &key]).0, 0);
    assert_eq!(
        run(&["trust", "keygen", "--out", &key]).0,
        2,
        "a key is never replaced"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&key)
            .expect("the key")
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "readable by its owner only");
    }
    let part = format!("shc-jwks={}@2026-11-20", tests("data/card.jwks.json"));
    let (first, second) = (path("1.kct"), path("2.kct"));
    let build = |out: &str, more: &[&str]| {
        let base = [
            "trust",
            "build",
            "--key",
            &key,
            "--name",
            "en=District",
            "--part",
            &part,
            "--out",
            out,
        ];
        run(&[&base, more].concat())
    };
    assert_eq!(build(&first, &[]).0, 0);
    assert_eq!(build(&second, &["--previous", &first]).0, 0);
    let (exit, shown, _) = run(&["trust", "show", "--json", &first]);
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(exit, 0);
    assert_eq!(
        (&shown["file"]["seq"], &shown["file"]["version"]),
        (&1.into(), &1.into())
    );
    assert_eq!(shown["file"]["parts"][0]["type"], "shc-jwks");
    assert_eq!(shown["file"]["parts"][0]["as_of"], "2026-11-20T00:00:00Z");
    let fingerprint = shown["publisher"]["fingerprint"]
        .as_str()
        .expect("a fingerprint");

    let card = tests("data/card.txt");
    let (exit, _, said) = run(&["trust", "import", &first]);
    assert_eq!(exit, 1, "a new publisher is compared first");
    assert!(said.contains(fingerprint), "{said}");
    assert_eq!(
        run(&[
            "trust",
            "import",
            &first,
            "--pin",
            "AAAA-AAAA-AAAA-AAAA-AAAA"
        ])
        .0,
        1
    );
    assert_eq!(check(folder.path(), &[&card]).0, 3);
    assert_eq!(
        run(&[
            "trust",
            "import",
            &first,
            "--pin",
            &fingerprint.to_lowercase()
        ])
        .0,
        0
    );
    assert_eq!(check(folder.path(), &[&card]).0, 0, "and is remembered");
    assert_eq!(run(&["trust", "import", &second]).0, 0, "known by now");
    let (exit, _, said) = run(&["trust", "import", &first]);
    assert_eq!(exit, 1);
    assert!(said.contains("older"), "{said}");

    let elsewhere = TempDir::new().expect("a folder");
    assert_eq!(
        check(elsewhere.path(), &["--trust", &second, &card]).0,
        0,
        "named outright"
    );
    assert_eq!(check(elsewhere.path(), &[&card]).0, 3, "and not remembered");
    let file = std::fs::read(&second).expect("the file");
    std::fs::write(&second, &file[..file.len() - 1]).expect("cut short");
    let (exit, _, said) = kincode(elsewhere.path(), &["check", "--trust", &second, &card]);
    assert_eq!(exit, 2);
    assert!(said.contains("damaged"), "{said}");
}

#[test]
fn a_list_of_keys_is_no_code() {
    let folder = TempDir::new().expect("a folder");
    let (exit, _, said) = kincode(folder.path(), &["check", &tests("data/card.jwks.json")]);
    assert_eq!(exit, 5);
    assert!(said.contains("list of keys"), "{said}");
}
