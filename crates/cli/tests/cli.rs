//! The command line as a script sees it: lines, keys, exit codes, files.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const NOW: &str = "2026-11-21T08:00:00Z";

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data")
        .join(name)
        .display()
        .to_string()
}

fn text(name: &str) -> String {
    std::fs::read_to_string(data(name))
        .expect(name)
        .trim()
        .to_owned()
}

fn kincode(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kincode"))
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        // Nothing was ever imported there.
        .env("KINCODE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("kincode starts")
}

fn check(arguments: &[&str]) -> (i32, Vec<Value>, String) {
    let signer = data("signer.pem");
    let output = kincode(
        &[
            &["check", "--json", "--at", NOW, "--trust", &signer],
            arguments,
        ]
        .concat(),
    );
    let stdout = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    (
        output.status.code().expect("an exit code"),
        lines,
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn a_genuine_code_is_accepted_with_its_holder() {
    let (exit, lines, _) = check(&[&data("genuine.png")]);
    assert_eq!((exit, lines.len()), (0, 1));
    let line = &lines[0];
    assert_eq!(line["verdict"], "accept");
    assert_eq!(line["reason"], "genuine");
    assert_eq!(line["format"], "hc1");
    assert_eq!(line["kind"], "vaccination");
    assert_eq!(line["signature"], "good");
    assert_eq!(line["validity"], "current");
    assert_eq!(
        line["status"],
        serde_json::json!({"answer": "unknown", "why": "not-offered", "as_of": null})
    );
    assert_eq!(
        line["rules"],
        serde_json::json!({"answer": "unknown", "why": "region", "pack": null, "example": false})
    );
    assert_eq!(line["issuer"]["known"], true);
    assert!(line["holder"]["name"].is_string());
    assert_eq!(
        line["source"],
        serde_json::json!({"file": data("genuine.png"), "page": 1, "index": 1})
    );
    assert_eq!(
        (&line["colour"], &line["practice"]),
        (&Value::Null, &Value::Bool(false))
    );
}

#[test]
fn keys_never_vanish_and_stand_in_their_order() {
    const KEYS: [&str; 15] = [
        "source",
        "format",
        "kind",
        "holder",
        "issuer",
        "signature",
        "validity",
        "from",
        "until",
        "status",
        "rules",
        "colour",
        "practice",
        "verdict",
        "reason",
    ];
    for source in ["genuine.txt", "forged.png", "stranger.png"] {
        let output = kincode(&[
            "check",
            "--json",
            "--trust",
            &data("signer.pem"),
            &data(source),
        ]);
        let line = String::from_utf8(output.stdout).expect("UTF-8");
        let mut rest = line.as_str();
        for key in KEYS {
            let at = rest
                .find(&format!("\"{key}\":"))
                .unwrap_or_else(|| panic!("{source}: {key}"));
            rest = &rest[at..];
        }
    }
}

#[test]
fn what_is_not_verified_has_no_holder() {
    let (exit, lines, _) = check(&[&data("forged.txt")]);
    assert_eq!(
        (exit, &lines[0]["reason"], &lines[0]["signature"]),
        (1, &"signature".into(), &"bad".into())
    );
    assert_eq!(lines[0]["holder"], Value::Null);
    let output = kincode(&["check", "--json", "--at", NOW, &data("genuine.txt")]);
    let line: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (output.status.code(), &line["reason"]),
        (Some(3), &"issuer-unknown".into())
    );
    assert_eq!(
        (&line["holder"], &line["issuer"]["known"]),
        (&Value::Null, &Value::Bool(false))
    );
    assert!(line["issuer"]["kid"].is_string());
}

#[test]
fn time_is_an_argument() {
    let genuine = text("genuine.txt");
    let at = |time: &str| {
        let output = kincode(&[
            "check",
            "--json",
            "--at",
            time,
            "--trust",
            &data("signer.pem"),
            "--text",
            &genuine,
        ]);
        let line: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (
            output.status.code().expect("an exit code"),
            line["reason"].clone(),
            line["validity"].clone(),
        )
    };
    assert_eq!(at("2099-01-01"), (1, "time".into(), "expired".into()));
    assert_eq!(
        at("1999-01-01T00:00:00"),
        (1, "time".into(), "not-yet".into())
    );
    assert_eq!(
        kincode(&["check", "--at", "soon", "--text", &genuine])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn exit_codes_in_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.display().to_string()
    };
    let prose = file("prose.txt", "今天天气很好".as_bytes());
    let broken = file("broken.png", b"\x89PNG\r\n\x1a\nbroken");
    let heic = file("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1");
    assert_eq!(check(&[&prose]).0, 4);
    assert_eq!(check(&[&data("genuine.txt"), &prose]).0, 0);
    assert_eq!(check(&[&data("genuine.txt"), &data("forged.txt")]).0, 1);
    let (exit, lines, told) = check(&[&broken, &data("genuine.txt")]);
    assert_eq!((exit, lines.len()), (5, 2));
    assert_eq!(
        (&lines[1]["verdict"], &lines[1]["reason"]),
        (&"refuse".into(), &"picture".into())
    );
    assert!(told.contains("broken.png"), "{told}");
    let (exit, lines, told) = check(&[&heic]);
    assert_eq!((exit, lines.len()), (5, 0));
    assert!(told.contains("HEIC"), "{told}");
    assert_eq!(check(&["/no/such/file"]).0, 5);
    assert_eq!(check(&[]).0, 2);
}

#[test]
fn a_malformed_code_is_one_line_refused() {
    for (code, reason) in [
        ("HC1:%%%", "base45"),
        ("HC1:6BF", "base45"),
        ("HC1:6BFABC", "base45"),
        ("HC2:6BFABC", "prefix"),
    ] {
        let (exit, lines, _) = check(&["--text", code]);
        assert_eq!((exit, lines.len()), (1, 1), "{code}");
        assert_eq!(lines[0]["verdict"], "refuse", "{code}");
        assert!(
            ["base45", "zlib", "prefix"].contains(&lines[0]["reason"].as_str().expect("a reason")),
            "{code} {reason}"
        );
    }
}

#[test]
fn standard_input_is_text() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kincode"))
        .args([
            "check",
            "--json",
            "--at",
            NOW,
            "--trust",
            &data("signer.pem"),
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("kincode starts");
    let input = format!("{}\r\n{}\n", text("genuine.txt"), text("forged.txt"));
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("written");
    let output = child.wait_with_output().expect("ends");
    let lines: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (&lines[0]["verdict"], &lines[1]["verdict"]),
        (&"accept".into(), &"refuse".into())
    );
    assert_eq!(output.status.code(), Some(1));
}

fn paper(out: &Path, more: &[&str]) -> Output {
    let (signer, out) = (data("signer.pem"), out.display().to_string());
    kincode(
        &[
            &[
                "paper", "--at", NOW, "--trust", &signer, "--lang", "zh,en", "--out", &out,
            ],
            more,
        ]
        .concat(),
    )
}

#[test]
fn what_is_printed_is_read_back_and_judged_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    for stock in [
        "a4",
        "a5",
        "a4-fold",
        "large-type",
        "lanyard",
        "id1",
        "id1-single",
    ] {
        let out = folder.path().join(format!("{stock}.pdf"));
        let output = paper(&out, &["--stock", stock, "--json", &data("genuine.png")]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let line: Value = serde_json::from_slice(&output.stdout).expect("one JSON line");
        assert_eq!(
            (&line["read_300"], &line["read_150"]),
            (&Value::Bool(true), &Value::Bool(true))
        );
        assert!(line["module_mm"].as_f64().expect("a number") >= 0.507);
        let (exit, lines, _) = check(&[&out.display().to_string()]);
        assert_eq!((exit, lines.len()), (0, 1));
        let again = folder.path().join("again.pdf");
        paper(&again, &["--stock", stock, "--force", &data("genuine.png")]);
        assert_eq!(
            std::fs::read(&out).expect("read"),
            std::fs::read(&again).expect("read"),
            "reproducible"
        );
    }
}

#[test]
fn a_code_too_dense_for_labels_is_refused_with_the_stock_that_takes_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("labels.pdf");
    for stock in ["labels24", "l7160"] {
        let output = paper(&out, &["--stock", stock, &data("genuine.txt")]);
        assert_eq!(output.status.code(), Some(1));
        assert!(!out.exists() && !output.stderr.is_empty());
    }
}

#[test]
fn sizes_pages_and_printers_of_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("own.pdf");
    let code = data("genuine.txt");
    let run = |more: &[&str]| paper(&out, &[more, &["--force"]].concat()).status.code();
    let own = ["--stock", "own", "--own", "100x62,1x1,0x0", "--notch"];
    assert_eq!(run(&[&own[..], &[&code]].concat()), Some(0));
    assert_eq!(
        run(&["--stock", "own", "--own", "100x62,3x1,0x0", &code]),
        Some(2)
    );
    assert_eq!(run(&["--stock", "a4", "--pages", "2", &code]), Some(2));
    assert_eq!(
        run(&["--stock", "a4", "--printer", "0.4,-0.2,0.1,0", &code]),
        Some(0)
    );
    assert_eq!(
        run(&["--stock", "a4", "--printer", "40,0,0,0", &code]),
        Some(2)
    );
    assert_eq!(run(&["--calibrate"]), Some(0));
}

#[test]
fn a_used_sheet_is_printed_from_the_given_label_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("labels.pdf");
    let start = |start: &str| {
        let code = data("genuine.txt");
        paper(&out, &["--stock", "id1", "--start", start, "--json", &code])
    };
    for wrong in ["0", "11"] {
        assert_eq!(start(wrong).status.code(), Some(2), "{wrong}");
        assert!(!out.exists());
    }
    let line: Value = serde_json::from_slice(&start("10").stdout).expect("one JSON line");
    assert_eq!(
        (&line["slip_mm"]["x"], &line["slip_mm"]["y"]),
        (&108.0.into(), &235.47.into())
    );
}

#[test]
fn a_file_is_never_replaced_or_half_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("page.pdf");
    std::fs::write(&out, b"mine").expect("written");
    let output = paper(&out, &["--stock", "a4", &data("genuine.txt")]);
    assert_ne!(output.status.code(), Some(0));
    assert_eq!(std::fs::read(&out).expect("read"), b"mine");
    assert_eq!(
        paper(&out, &["--stock", "a4", "--force", &data("genuine.txt")])
            .status
            .code(),
        Some(0)
    );
    assert!(std::fs::read(&out).expect("read").starts_with(b"%PDF-"));
    let refused = folder.path().join("refused.pdf");
    assert_eq!(
        paper(&refused, &["--stock", "a4", &data("forged.txt")])
            .status
            .code(),
        Some(1)
    );
    assert!(!refused.exists());
    assert_eq!(
        paper(
            &refused,
            &["--stock", "a4", "--even-refused", &text("forged.txt")]
        )
        .status
        .code(),
        Some(0)
    );
}

#[test]
fn an_unverified_slip_has_its_mark_and_no_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let out: PathBuf = folder.path().join("unverified.pdf");
    let output = kincode(&[
        "paper",
        "--at",
        NOW,
        "--stock",
        "a4",
        "--lang",
        "en",
        "--out",
        &out.display().to_string(),
        &data("genuine.txt"),
    ]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let words = Command::new("pdftotext")
        .args([out.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext");
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(
        words.contains("NOT VERIFIED") && words.contains("未核验"),
        "{words}"
    );
    let verified = folder.path().join("verified.pdf");
    paper(&verified, &["--stock", "a4", &data("genuine.txt")]);
    let (_, lines, _) = check(&[&verified.display().to_string()]);
    let name = lines[0]["holder"]["name"]
        .as_str()
        .expect("a name")
        .to_owned();
    assert!(
        !words.contains(&name),
        "the name of an unverified code was printed"
    );
    let shown = Command::new("pdftotext")
        .args([verified.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext");
    assert!(
        String::from_utf8_lossy(&shown.stdout).contains(&name),
        "a verified name is printed"
    );
}

#[test]
fn help_teaches() {
    for (command, words) in [
        ("check", ["Exit codes", "--trust", "--at"]),
        ("paper", ["--even-refused", "id1", "--out"]),
    ] {
        let help = String::from_utf8(kincode(&[command, "--help"]).stdout).expect("UTF-8");
        for word in words {
            assert!(help.contains(word), "{command}: {word}");
        }
    }
}
