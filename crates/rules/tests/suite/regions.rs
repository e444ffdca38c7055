//! `docs/regions.md`, made of the packs.

use std::fmt::Write as _;

use rules::{Fact, Field, Pack, Packs};

use crate::packs::{compare, made, root};
use crate::say::{EN, ZH, say, text};

#[test]
fn the_table_is_that_of_the_packs() {
    let file = root().join("../../docs/regions.md");
    let committed = std::fs::read(&file).unwrap_or_default();
    compare(&file, page().as_bytes(), &committed);
}

/// What most regions are silent about, in the second table.
const FIRST: [Field; 6] = [
    Field::Papers,
    Field::Review,
    Field::Face,
    Field::Children,
    Field::Offline,
    Field::Display,
];
const SECOND: [Field; 8] = [
    Field::Update,
    Field::Appeal,
    Field::Hotline,
    Field::Recognises,
    Field::PaperDays,
    Field::Grace,
    Field::Mask,
    Field::Colours,
];

fn page() -> String {
    let made = Packs::read(&made()).expect("what was compiled reads");
    let mut packs: Vec<&Pack> = made.iter().collect();
    packs.sort_by(|one, other| one.division.cmp(&other.division));
    let mut page = String::from(HEAD);
    for fields in [FIRST.as_slice(), SECOND.as_slice()] {
        page.push_str("\n| |");
        for field in fields {
            let key = format!("rules-field-{}", field.as_str());
            let (zh, en) = (text(ZH, &key), text(EN, &key));
            let _ = write!(
                page,
                " {} {} |",
                zh.unwrap_or_default(),
                en.unwrap_or_default()
            );
        }
        page.push_str("\n|---|");
        page.push_str(&"---|".repeat(fields.len()));
        page.push('\n');
        for pack in &packs {
            row(&mut page, pack, fields);
        }
    }
    page
}

fn row(page: &mut String, pack: &Pack, fields: &[Field]) {
    let id = pack.region.trim_start_matches("CN-");
    let _ = write!(page, "| **{id}** {} {} |", pack.names.zh, pack.names.en);
    for fact in pack
        .facts()
        .iter()
        .filter(|fact| fields.contains(&fact.field))
    {
        let _ = write!(page, " {} |", cell(fact));
    }
    page.push('\n');
}

fn cell(fact: &Fact) -> String {
    match &fact.source {
        Some((_, at)) => format!("{} ({at})", say(EN, &fact.said)),
        None if fact.said.key == "rules-unknown" => "–".to_owned(),
        None => say(EN, &fact.said),
    }
}

const HEAD: &str = "\
# Region rules that ship

**示例，据 2025 年网文，非现行规定. Examples from two web articles of 2025, not current rules.** They decide about codes of practice
only; a real code meets *not known*. This page is made of `crates/rules/packs/` by a test; do not edit it.

A dash is *unknown*: the articles do not say, so the pack does not either, and unknown is never a yes. In brackets the
statement that a value stands in: `S0` is 《微信怎么查孩子健康码》 (30 May 2025), `S1` is 《微信怎么办健康码》 (8 June 2025).

What the articles say and no pack holds:

* 21 regions update by themselves (S1-46) and 10 by hand (S1-47). They name Jiangsu (S0-13), the Yangtze delta (S1-44), Hunan
  (S0-13); which the others are they do not say.
* The Greater Bay Area stands here under Guangdong. Hong Kong and Macao children convert their codes there (S0-27), so nothing
  is written for those two.
* Red ends after 14 days and 5 tests (S1-28), yellow after 3 days and 2 tests (S1-29). No law is named, so colours are off.
* Strips last 24 hours and are proven every 30 seconds (S1-49): that is the code's own, in every region.
";
