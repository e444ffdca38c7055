//! Pictures and texts that others publish to be tried: SMART Health Cards and Links.
//!
//! They lie beside the repository, in `../shared/vectors`; without that folder nothing is tried.

mod fonts;

use std::fs;
use std::path::{Path, PathBuf};

use paper::read::{codes, picture};
use paper::{Level, Meta, Problem, Slip, Stock, print, prove};

/// Health cards and links of the guide (`hl7shcl`) and of its test tool (`hcdt`).
const FOLDERS: [&str; 2] = ["hl7shcl/input/images", "hcdt/testdata"];

fn vectors() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/codes");
    folder.is_dir().then_some(folder)
}

/// Files of [`FOLDERS`] with one of these endings, by name.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    let folders = vectors()
        .into_iter()
        .flat_map(|root| FOLDERS.map(|folder| root.join(folder)));
    let entries = folders.flat_map(|folder| fs::read_dir(folder).expect("is there"));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .filter(|path| {
            endings
                .iter()
                .any(|end| path.to_string_lossy().ends_with(end))
        })
        .collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[test]
fn every_published_picture_reads() {
    let pictures = files(&[".png", ".jpg"]);
    for path in &pictures {
        let gray = picture(&fs::read(path).expect("readable")).expect("a picture");
        let found = codes(&gray);
        let texts: Vec<&str> = found.iter().map(|code| code.text.as_str()).collect();
        let says = |text: &&str| {
            ["shc:/", "shlink:/", "https://"]
                .iter()
                .any(|start| text.starts_with(start))
        };
        assert!(
            texts.len() == 1 && texts.iter().all(says),
            "{}: {texts:?}",
            name(path)
        );
    }
    assert!(
        vectors().is_none() || pictures.len() >= 8,
        "{}",
        pictures.len()
    );
}

#[test]
fn every_published_svg_says_what_the_text_beside_it_says() {
    let pictures = files(&[".svg"]);
    for path in &pictures {
        let found = codes(&picture(&fs::read(path).expect("readable")).expect("plain shapes"));
        let beside = name(path)
            .replace("g-qr-code-", "f-qr-code-numeric-value-")
            .replace(".svg", ".txt");
        let said = fs::read_to_string(path.with_file_name(beside)).expect("is there");
        let texts: Vec<&str> = found.iter().map(|code| code.text.as_str()).collect();
        assert_eq!(texts, [said.trim()], "{}", name(path));
    }
    assert!(vectors().is_none() || pictures.len() == 6);
}

#[test]
fn published_health_cards_are_printed_or_said_not_to_be() {
    for path in files(&[
        "numeric-value-0.txt",
        "numeric-value-1.txt",
        "qrnumeric.txt",
    ]) {
        let text = fs::read_to_string(&path).expect("readable");
        let slip = Slip {
            code: text.trim().to_owned(),
            title: name(&path),
            ..Slip::default()
        };
        let printed = print(&[slip], Stock::A5, fonts::fonts(), &Meta::default());
        if name(&path).starts_with("example-02") {
            assert_eq!(printed.err(), Some(Problem::Chunk { slip: 0 }), "{path:?}");
            continue;
        }
        let proven = prove(printed.expect("prints")).finish().expect("reads");
        let placed = proven.sheet().placed[0];
        let level = if name(&path).contains("1195") {
            Level::L
        } else {
            Level::M
        };
        assert_eq!(placed.level, level, "{path:?}");
        assert!(placed.version <= 22, "{placed:?}");
    }
}
