//! What lies in a Linux package beside the window: made here, and told to Tauri by where each file goes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place;
use crate::step::{Outcome, step};

use super::licences;

/// Where a file goes, and which one it is.
type Files = BTreeMap<String, PathBuf>;

/// The files of both packages.
pub(crate) struct Staged {
    /// Files of the fonts, and where they go below the product's own folder.
    pub(crate) fonts: BTreeMap<PathBuf, String>,
    /// Debian's, by its path.
    pub(crate) deb: Files,
    /// RPM's, by its path.
    pub(crate) rpm: Files,
}

/// Makes what has to be made in `folder`, from the programs in `built`.
///
/// # Errors
/// If a file is missing or cannot be written.
pub(crate) fn files(folder: &Path, built: &Path) -> Outcome<Staged> {
    let program = built.join(format!("kincode{}", std::env::consts::EXE_SUFFIX));
    let pages = folder.join("pages");
    if pages.exists() {
        fs::remove_dir_all(&pages)?;
    }
    step(
        "manual pages and completions",
        Command::new(&program).arg("pages").arg(&pages),
    )?;
    let third = pages.join(THIRD_PARTY);
    fs::write(&third, licences::of_others()?)?;

    let mut both = Files::new();
    let mut add = |to: String, from: PathBuf| both.insert(to, from);
    add("/usr/bin/kincode".to_owned(), program);
    add(
        "/usr/share/bash-completion/completions/kincode".to_owned(),
        pages.join("kincode.bash"),
    );
    add(
        "/usr/share/fish/vendor_completions.d/kincode.fish".to_owned(),
        pages.join("kincode.fish"),
    );
    add(
        "/usr/share/mime/packages/org.kincode.desk.xml".to_owned(),
        package("mime.xml"),
    );
    add(
        "/usr/share/icons/hicolor/scalable/apps/kincode-app.svg".to_owned(),
        place::root().join("icons/seal.svg"),
    );
    for page in manual(&pages)? {
        let name = page
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        add(format!("/usr/share/man/man1/{name}"), page);
    }

    let (mut deb, mut rpm) = (both.clone(), both);
    // Each of the two has its own places for these.
    deb.insert(
        "/usr/share/zsh/vendor-completions/_kincode".to_owned(),
        pages.join("_kincode"),
    );
    rpm.insert(
        "/usr/share/zsh/site-functions/_kincode".to_owned(),
        pages.join("_kincode"),
    );
    deb.insert(
        "/usr/share/doc/kincode/copyright".to_owned(),
        package("copyright"),
    );
    let licences = ["LICENSE-APACHE", "LICENSE-MIT"].map(|name| (name, place::root().join(name)));
    for (name, file) in licences.into_iter().chain([(THIRD_PARTY, third)]) {
        deb.insert(format!("/usr/share/doc/kincode/{name}"), file.clone());
        rpm.insert(format!("/usr/share/licenses/kincode/{name}"), file);
    }

    let mut fonts = BTreeMap::new();
    for entry in fs::read_dir(place::target()?.join("fonts"))?.flatten() {
        fonts.insert(
            entry.path(),
            format!("fonts/{}", entry.file_name().to_string_lossy()),
        );
    }
    Ok(Staged { fonts, deb, rpm })
}

/// The manual pages, packed as man(1) finds them and as both systems want them.
fn manual(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "1") {
            pages.push(entry.path());
        }
    }
    // Without name and time, so that the same pages give the same bytes.
    step(
        "packing the manual",
        Command::new("gzip").args(["-9n"]).args(&pages),
    )?;
    Ok(pages
        .into_iter()
        .map(|page| page.with_extension("1.gz"))
        .collect())
}

fn package(name: &str) -> PathBuf {
    place::root().join("src-tauri/package").join(name)
}

const THIRD_PARTY: &str = "third-party.txt";
