//! The example packs: readable sources, the canonical file, and what they must say.

use std::fs;
use std::path::{Path, PathBuf};

use rules::{EXAMPLES, compile};

#[test]
fn the_canonical_file_is_made_of_the_readable_ones() {
    let texts: Vec<String> = readable().iter().map(|path| read(path)).collect();
    let made = compile(texts.iter().map(String::as_str)).expect("the packs are good");
    let file = root().join("examples.json");
    if std::env::var_os(WRITE).is_some() {
        fs::write(&file, &made).expect("the crate's folder can be written");
    } else {
        assert!(
            made == EXAMPLES,
            "{WRITE}=1 cargo test -p rules --test packs writes {}",
            file.display()
        );
    }
}

/// Set to write what is made instead of comparing it.
const WRITE: &str = "KINCODE_WRITE_PACKS";

fn root() -> &'static Path {
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
