//! The example packs: readable files, the canonical one, and what they must say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use healthcode::kct::Realm;
use rules::{
    Appeal, ChildLimit, Class, Colours, Display, EXAMPLES, GRACE, Mask, Pack, Packs, SourceKind,
    Update, compile,
};
use serde_json::json;

use crate::authored::{joined, packs, rule, stated, with};
use crate::makers::{T, at};

#[test]
fn the_canonical_file_is_made_of_the_readable_ones() {
    compare(&root().join("examples.json"), &made(), EXAMPLES);
}

/// The canonical bytes of the readable files.
pub fn made() -> Vec<u8> {
    let texts: Vec<String> = readable().iter().map(|path| read(path)).collect();
    compile(texts.iter().map(String::as_str)).expect("the packs are good")
}

/// Compares what is made with what is committed, or writes it if that is asked for.
pub fn compare(file: &Path, made: &[u8], committed: &[u8]) {
    if std::env::var_os(WRITE).is_some() {
        fs::write(file, made).expect("the folder can be written");
    } else {
        let name = file.display();
        assert!(
            made == committed,
            "{WRITE}=1 cargo test -p rules --test suite writes {name}"
        );
    }
}

#[test]
fn thirty_four_regions_and_no_law() {
    let all = examples();
    let (mainland, special): (Vec<_>, Vec<_>) =
        all.iter().partition(|pack| pack.class == Class::Mainland);
    assert_eq!((mainland.len(), special.len()), (31, 3));
    let divisions: BTreeSet<_> = all.iter().map(|pack| &pack.division).collect();
    assert_eq!(divisions.len(), 34, "each its own division");
    for pack in &all {
        assert!(
            pack.is_example() && pack.is_in_force(at(T)),
            "{}",
            pack.region
        );
        assert_eq!(pack.colours, Colours::Off, "no law is named");
        let articles = |(_, source): &(String, rules::Source)| source.kind == SourceKind::Article;
        assert!(pack.sources.iter().all(articles));
    }
}

#[test]
fn values_are_those_of_the_articles() {
    let of = |regions: &[&str]| -> Vec<Pack> {
        regions
            .iter()
            .map(|region| example(&format!("CN-{region}")))
            .collect()
    };
    for (regions, children, days, display) in [
        (
            of(&["BJ", "TJ", "HE"]),
            ChildLimit::Most(3),
            0,
            Display::Done,
        ),
        (
            of(&["SH", "JS", "ZJ", "AH"]),
            ChildLimit::Most(5),
            7,
            Display::Doses,
        ),
        (of(&["GD"]), ChildLimit::NoLimit, 30, Display::Booking),
    ] {
        for pack in regions {
            assert_eq!(pack.children.known(), Some(&children));
            assert_eq!(
                (pack.offline_days.known(), pack.run_days()),
                (Some(&days), days)
            );
            assert_eq!(pack.display.known(), Some(&display));
        }
    }
    let silent = examples()
        .into_iter()
        .filter(|pack| pack.offline_days.known().is_none());
    let silent: Vec<_> = silent.map(|pack| pack.run_days()).collect();
    assert_eq!(
        silent, [0; 26],
        "nothing is issued ahead where nobody says so"
    );
    assert_eq!(example("CN-ZJ").appeal.known(), Some(&Appeal::ForChildren));
    assert_eq!(example("CN-XJ").recognises.known(), Some(&Vec::new()));
}

#[test]
fn of_the_twenty_one_and_the_ten_only_the_named_are_written() {
    let all = examples();
    let by = |update| -> Vec<&str> {
        let updated = all
            .iter()
            .filter(|pack| pack.update.known() == Some(&update));
        updated.map(|pack| pack.region.as_str()).collect()
    };
    // S1-46 counts 21 regions and S1-47 ten, without names; S0-13 and S1-44 name these.
    assert_eq!(by(Update::Auto), ["CN-AH", "CN-JS", "CN-SH", "CN-ZJ"]);
    assert_eq!(by(Update::Manual), ["CN-HN"]);
}

#[test]
fn special_regions_are_not_guessed() {
    for pack in examples()
        .iter()
        .filter(|pack| pack.class == Class::Special)
    {
        let known = pack
            .facts()
            .into_iter()
            .filter(|fact| fact.source.is_some());
        assert_eq!(known.count(), 0, "{}", pack.region);
    }
    assert_eq!(example("CN-GD").mask.known(), Some(&Mask::Tail));
}

#[test]
fn the_grace_is_the_shortest_that_is_stated() {
    let rules = packs(&[rule()]);
    assert_eq!(rules.grace("CN-GD", at(T)).as_hours(), 12);
    assert_eq!(rules.grace("CN-BJ", at(T)), GRACE);
    let examples = Packs::examples().expect("they ship");
    assert_eq!(
        examples.clone().and(rules).grace("CN-GD", at(T)).as_hours(),
        12
    );
    assert_eq!(examples.grace("CN-GD", at(T)), GRACE);
}

#[test]
fn who_issues_keeps_to_the_strictest() {
    let loose = with(rule(), "offline_days", stated(json!(30)));
    let loose = with(loose, "children", stated(json!("no-limit")));
    let open = with(rule(), "paper_days", json!("unknown"));
    let rules = joined(&[loose, rule(), open]);
    let limits = |realm, region| rules.limits(region, realm, at(T));
    let own = limits(Realm::Real, "CN-GD").expect("a rule");
    assert_eq!((own.run_days, own.paper_days), (7, Some(10)));
    assert_eq!(
        (own.children, own.update),
        (Some(ChildLimit::Most(3)), Some(Update::Auto))
    );
    assert_eq!((own.mask, own.east_minutes), (Some(Mask::Tail), 480));
    assert_eq!(limits(Realm::Real, "CN-BJ"), None);
    let examples = Packs::examples().expect("they ship");
    assert_eq!(examples.limits("CN-GD", Realm::Real, at(T)), None);
    let practice = examples
        .limits("CN-YN", Realm::Practice, at(T))
        .expect("an example");
    assert_eq!((practice.run_days, practice.children), (0, None));
    assert!(!ChildLimit::Most(3).allows_beside(3) && ChildLimit::Most(3).allows_beside(2));
}

pub fn examples() -> Vec<Pack> {
    Packs::examples()
        .expect("they ship")
        .iter()
        .cloned()
        .collect()
}

fn example(region: &str) -> Pack {
    let found = examples().into_iter().find(|pack| pack.region == region);
    found.expect("a pack")
}

/// Set to write what is made instead of comparing it.
const WRITE: &str = "KINCODE_WRITE_PACKS";

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readable() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("packs")).expect("the packs are there");
    let mut paths: Vec<_> = folder
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a pack is text")
}
