//! KC1 on the command line: every vector whose text a person could type, practice, digits, plain words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn negative() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/negative")
}

fn vectors() -> Vec<Value> {
    let text = std::fs::read_to_string(negative().join("kc1.ndjson")).expect("kc1.ndjson");
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("JSON")
}

fn vector(id: &str) -> Value {
    let mut all = vectors().into_iter();
    all.find(|vector| vector["id"] == id).expect(id)
}

fn word<'v>(vector: &'v Value, member: &str) -> &'v str {
    vector[member].as_str().expect(member)
}

/// Exit code and standard output of `kincode check` with the vector's trust and moment.
fn check(vector: &Value, more: &[&str], texts: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kincode"));
    command.args(["check", "--only", "--place", "school-7"]);
    command.args(["--at", word(vector, "now")]).args(more);
    for file in vector["trust"].as_array().expect("trust") {
        let file = negative()
            .join("trust")
            .join(file.as_str().expect("a name"));
        command.arg("--trust").arg(file);
    }
    for text in texts {
        command.args(["--text", text]);
    }
    let output = command.env("TZ", "UTC").output().expect("kincode starts");
    let exit = output.status.code().expect("an exit code");
    (exit, String::from_utf8(output.stdout).expect("UTF-8"))
}

/// Those that cannot be told on the command line: what was shown before, a clock that is behind, a real
/// code for a store of practice alone; and texts that are changed before they are codes.
fn can_be_told(vector: &Value) -> bool {
    let id = word(vector, "id");
    let written = word(vector, "text");
    let plain = written.starts_with("KC1:")
        && written.trim_end() == written
        && written.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    plain
        && vector.get("seen").is_none()
        && vector.get("challenge").is_none()
        && !["kc1-G-floor", "kc1-E-real-in-practice"].contains(&id)
}

#[test]
fn every_vector_that_can_be_told() {
    let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for vector in vectors().into_iter().filter(can_be_told) {
        let key = format!("{} {}", vector["trust"], vector["now"]);
        groups.entry(key).or_default().push(vector);
    }
    let mut told = 0;
    let mut wrong = Vec::new();
    for group in groups.values() {
        // Practice files have a store of their own; without --practice they are not read.
        let practice = group[0]["trust"][0] == "kc1-practice.kct";
        let more: &[&str] = if practice {
            &["--json", "--practice"]
        } else {
            &["--json"]
        };
        for some in group.chunks(60) {
            let texts: Vec<&str> = some.iter().map(|vector| word(vector, "text")).collect();
            let (_, out) = check(&some[0], more, &texts);
            let lines: Vec<Value> = out
                .lines()
                .map(|line| serde_json::from_str(line).expect("JSON"))
                .collect();
            assert_eq!(lines.len(), some.len(), "{}", some[0]["id"]);
            for (vector, line) in some.iter().zip(&lines) {
                let want = &vector["want"];
                let reason = match (practice, word(want, "reason")) {
                    (true, "genuine") | (_, "kc1.practice") => "practice",
                    (_, reason) => reason,
                };
                let answers = (&line["verdict"], &line["signature"], &line["reason"]);
                if answers != (&want["verdict"], &want["signature"], &reason.into()) {
                    wrong.push(format!("{}: {line}", vector["id"]));
                }
                told += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(told > 520, "{told}");
}

#[test]
fn practice_is_told_as_practice() {
    let vector = vector("kc1-E-control-practice");
    let text = word(&vector, "text");
    let (exit, out) = check(&vector, &["--practice", "--json"], &[text]);
    let line: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(exit, 0, "{line}");
    assert_eq!(
        (&line["reason"], &line["practice"]),
        (&"practice".into(), &true.into())
    );
    let (exit, _) = check(&vector, &[], &[text]);
    assert_eq!(exit, 2, "a trust file of practice outside of it");
    let mut alone = vector.clone();
    alone["trust"] = serde_json::json!(["kc1-good.kct"]);
    let (exit, out) = check(&alone, &["--json"], &[text]);
    let line: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (exit, &line["reason"], &line["verdict"]),
        (1, &"practice".into(), &"refuse".into())
    );
    assert!(line["colour"].is_null() && line["holder"].is_null());
}

#[test]
fn rules_of_a_region_are_asked_by_its_id() {
    let vector = vector("kc1-E-control-practice");
    let text = word(&vector, "text");
    let rules = |region: &str| {
        let flags = ["--practice", "--json", "--region", region];
        let (exit, out) = check(&vector, &flags, &[text]);
        let line: Value = serde_json::from_str(&out).expect("JSON");
        (exit, line["reason"].clone(), line["rules"].clone())
    };
    let json = |answer: &str, why: &str, pack: Option<&str>| serde_json::json!({"answer": answer, "why": why, "pack": pack, "example": pack.is_some()});
    // An example of practice that does not say for how long a paper code is valid; one that knows its own codes alone.
    assert_eq!(
        rules("CN-GD"),
        (
            0,
            "practice".into(),
            json("unknown", "paper-unknown", Some("CN-GD"))
        )
    );
    assert_eq!(
        rules("CN-XJ"),
        (
            1,
            "rules".into(),
            json("fail", "not-recognised", Some("CN-XJ"))
        )
    );
    assert_eq!(
        rules("XX"),
        (0, "practice".into(), json("unknown", "no-pack", None))
    );
    let (_, said) = check(&vector, &["--practice", "--region", "CN-XJ"], &[text]);
    assert!(
        said.contains("■") && said.contains("2025"),
        "what decided stands there: {said}"
    );
}

#[test]
fn digits_that_are_asked_must_be_answered() {
    let vector = vector("kc1-I-control-challenge");
    let text = word(&vector, "text");
    assert_eq!(check(&vector, &["--challenge", "123456"], &[text]).0, 0);
    assert_eq!(check(&vector, &["--challenge", "123457"], &[text]).0, 3);
    assert_eq!(check(&vector, &[], &[text]).0, 3);
    assert_eq!(check(&vector, &["--challenge", "12345"], &[text]).0, 2);
}

#[test]
fn it_is_told_in_plain_words() {
    let vector = vector("kc1-A-control-live");
    let text = word(&vector, "text");
    let (exit, out) = check(&vector, &["--json"], &[text]);
    let line: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(exit, 0);
    assert_eq!(
        (&line["kind"], &line["colour"]),
        (&"live".into(), &"green".into())
    );
    assert_eq!(
        (&line["live"], &line["practice"]),
        (&"fresh".into(), &false.into())
    );
    assert_eq!(line["holder"]["name"], "张*");
    assert_eq!(line["holder"]["birth"], "--12-31");
    assert_eq!(line["issuer"]["name"], "Test district");
    for lang in ["zh_CN.UTF-8", "en_GB.UTF-8"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kincode"));
        let trust = negative().join("trust/kc1-good.kct");
        command.args(["check", "--only", "--at", word(&vector, "now"), "--trust"]);
        let output = command.arg(trust).args(["--text", text]).env("TZ", "UTC");
        let output = output.env("LC_ALL", lang).output().expect("kincode starts");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        let zh = "✓ 有效 · 签名真实，刚刚出示\n  张* · 12 月 31 日\n  写的颜色：绿\n  动态码 · Test district\n  到 2026 年 10 月 1 日 02:00\n";
        let en = "✓ Valid · Genuine, shown just now\n  张* · 31 December\n  States the colour green\n  Live code · Test district\n";
        assert!(
            out.starts_with(if lang.starts_with("zh") { zh } else { en }),
            "{out}"
        );
    }
}
