//! Packs that are not read, and why.

use rules::{PackError, Packs, compile};
use serde_json::{Value as Json, json};

use crate::authored::{colours, rule, stated, with};
use crate::makers::{DAY, T, at};

fn error(pack: Json) -> PackError {
    compile([pack.to_string().as_str()]).expect_err("not a good pack")
}

fn field(pack: Json) -> &'static str {
    match error(pack) {
        PackError::Field { field, region, .. } if region == "CN-GD" => field,
        other => panic!("{other}"),
    }
}

#[test]
fn values_out_of_their_range() {
    for (name, value) in [
        ("children", json!(0)),
        ("children", json!("many")),
        ("children", json!(256)),
        ("offline_days", json!(31)),
        ("offline_days", json!(-1)),
        ("offline_days", json!(1.5)),
        ("paper_days", json!(0)),
        ("paper_days", json!(32)),
        ("grace_hours", json!(0)),
        ("grace_hours", json!(49)),
        ("papers", json!([])),
        ("papers", json!([[]])),
        ("papers", json!([["passport"]])),
        ("display", json!("all")),
        ("update", json!("special")),
        ("appeal", json!("none")),
        ("hotline", json!("call us")),
        ("recognises", json!(["CN-GD"])),
        ("recognises", json!(["cn-bj"])),
        ("recognises", json!(["CN-ZJ", "CN-BJ"])),
        ("recognises", json!(["CN-BJ", "CN-BJ"])),
        ("mask", json!("both")),
        ("face", json!("yes")),
    ] {
        assert_eq!(field(with(rule(), name, stated(value))), name);
    }
    for (name, value) in [
        ("mask", json!("Unknown")),
        ("mask", json!(null)),
        ("mask", json!("tail")),
        ("mask", json!({ "value": "tail", "source": "law" })),
        (
            "mask",
            json!({ "value": "tail", "source": "law", "at": "1", "note": "" }),
        ),
        ("colours", json!("on")),
        ("region", json!("CN-GD")),
    ] {
        let pack = with(rule(), name, value);
        if name != "region" {
            assert_eq!(field(pack), name);
        }
    }
}

#[test]
fn frames_out_of_their_range() {
    for (name, value, wrong) in [
        ("division", json!("4"), "division"),
        ("division", json!("4a"), "division"),
        ("east_minutes", json!(841), "east_minutes"),
        ("version", json!(0), "version"),
        ("names", json!({ "zh": " ", "en": "x" }), "names"),
        ("until", json!(at(T - 100 * DAY).to_string()), "until"),
        ("from", json!("2026-01-01T00:00:00.5Z"), "until"),
        (
            "sources",
            json!({ "": { "title": "x", "date": "2026-01-01", "kind": "law" } }),
            "sources",
        ),
    ] {
        assert_eq!(field(with(rule(), name, value)), wrong);
    }
}

#[test]
fn the_form_is_closed() {
    for (name, value) in [
        ("extra", json!(1)),
        ("class", json!("other")),
        ("standing", json!("draft")),
        ("from", json!("today")),
        ("names", json!({ "zh": "广东" })),
    ] {
        let error = error(with(rule(), name, value));
        assert!(
            matches!(&error, PackError::Form(why) if why.starts_with("CN-GD")),
            "{error}"
        );
    }
    let mut short = rule();
    short.as_object_mut().expect("an object").remove("mask");
    assert!(matches!(error(short), PackError::Form(why) if why.contains("mask")));
}

#[test]
fn a_value_needs_its_source_and_a_rule_a_law() {
    let nowhere = json!({ "value": 3, "source": "other", "at": "art. 1" });
    let bare = json!({ "value": 3, "source": "law", "at": " " });
    for value in [nowhere, bare] {
        let field = "children";
        let region = "CN-GD".to_owned();
        assert_eq!(
            error(with(rule(), field, value)),
            PackError::Source { region, field }
        );
    }
    let sources = json!({ "law": { "title": "网文", "date": "2025-05-30", "kind": "article" } });
    let hearsay = with(rule(), "sources", sources);
    assert!(matches!(
        error(hearsay.clone()),
        PackError::Source {
            field: "papers",
            ..
        }
    ));
    let example = with(hearsay, "standing", json!("example"));
    assert!(compile([example.to_string().as_str()]).is_ok());
}

#[test]
fn colours_need_a_law_a_disease_an_area_and_an_end_within_thirty_days() {
    let coloured = |colours: Json| with(rule(), "colours", colours);
    assert!(compile([coloured(colours(30 * 24)).to_string().as_str()]).is_ok());
    let mut wrong = vec![colours(30 * 24 + 1), colours(0), colours(-1)];
    for name in ["instrument", "disease", "area"] {
        wrong.push(with(colours(24), name, json!("  ")));
    }
    for colours in wrong {
        assert!(matches!(
            error(coloured(colours)),
            PackError::Colours { .. }
        ));
    }
    let mut open = colours(24);
    open.as_object_mut().expect("an object").remove("until");
    assert_eq!(field(coloured(open)), "colours");
}

#[test]
fn one_pack_for_one_time() {
    let next = |from: i64| {
        let next = with(rule(), "from", json!(at(T + from).to_string()));
        let next = with(next, "until", json!(at(T + 300 * DAY).to_string()));
        with(next, "version", json!(2))
    };
    let both = |next: Json| compile([rule().to_string().as_str(), next.to_string().as_str()]);
    assert!(both(next(100 * DAY)).is_ok());
    let region = "CN-GD".to_owned();
    assert_eq!(
        both(next(100 * DAY - 1)),
        Err(PackError::Overlap { region })
    );
}

#[test]
fn one_spelling_is_signed() {
    let good = compile([rule().to_string().as_str()]).expect("a good pack");
    assert!(Packs::read(&good).is_ok());
    let text = String::from_utf8(good).expect("JSON is text");
    for (wrong, is) in [
        (format!("{text}\n"), PackError::Canonical),
        (text.replace(":7}", ":7.0}"), PackError::Canonical),
        (
            text.replacen("\"version\":1", "\"version\":1,\"version\":1", 1),
            PackError::Canonical,
        ),
        (text.replacen('广', "\\u5e7f", 1), PackError::Canonical),
        (
            text.replace("packs/1", "packs/2"),
            PackError::Form("the format is not kincode-packs/1".to_owned()),
        ),
        (" ".repeat(rules::MAX_PACKS + 1), PackError::TooLarge),
    ] {
        assert_eq!(Packs::read(wrong.as_bytes()), Err(is));
    }
    for wrong in [
        "",
        "[]",
        "{}",
        "null",
        "{\"format\":1,\"packs\":[]}",
        "\u{feff}{}",
    ] {
        assert!(Packs::read(wrong.as_bytes()).is_err(), "{wrong}");
    }
}
