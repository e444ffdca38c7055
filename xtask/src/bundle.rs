//! `cargo xtask bundle`: the packages that people install.

mod clean_root;
mod licences;
mod listing;
mod staged;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::node::npm;
use crate::step::{Outcome, step};
use crate::system::{self, Needs};
use crate::{fonts, page, place};

/// Builds the packages of this system; with `--check` installs and starts them where nothing else is, with `--debug` of
/// the programs that tests use, which takes a minute.
///
/// # Errors
/// If something cannot be built, or a package is not what it should be.
pub(crate) fn perform(rest: &[String]) -> Outcome {
    if let Some(word) = rest.iter().find(|word| !FLAGS.contains(&word.as_str())) {
        return Err(format!("bundle takes {}, and not '{word}'.", FLAGS.join(" and ")).into());
    }
    let asked = |flag: &str| rest.iter().any(|word| word == flag);
    let (check, profile) = (asked(CHECK), if asked(DEBUG) { "debug" } else { "release" });
    if check {
        clean_root::possible()?;
    }
    let packages = build(profile)?;
    for package in &packages {
        let size = fs::metadata(package)?.len() as f64 / MIB;
        println!("figure bundle.{} {size:.1} MiB, {profile}", ending(package));
        eprintln!("── {}", package.display());
    }
    if check {
        listing::compare(&packages)?;
        clean_root::try_on(&packages)?;
    }
    Ok(())
}

fn build(profile: &str) -> Outcome<Vec<PathBuf>> {
    let flag = match profile {
        "debug" => &[][..],
        _ => &["--release"],
    };
    system::ready(Needs::Build)?;
    page::build()?;
    fonts::perform()?;
    let mut programs = place::cargo();
    programs
        .args(["build", "--locked", "--workspace", "--bins"])
        .args(flag);
    step("window and kincode", &mut programs)?;
    let folder = place::target()?.join("package");
    let built = place::target()?.join(profile);
    let files = staged::files(&folder, &built)?;
    let config = folder.join("files.json");
    let bundle = json!({"bundle": {
        "resources": files.fonts,
        "linux": {"deb": {"files": files.deb}, "rpm": {"files": files.rpm}},
    }});
    fs::write(&config, bundle.to_string())?;
    let packages = built.join("bundle");
    // Of other versions, or of before.
    if packages.exists() {
        fs::remove_dir_all(&packages)?;
    }
    let mut tauri = npm()?;
    tauri.args(["run", "--silent", "tauri", "--", "bundle", "--ci"]);
    if profile == "debug" {
        tauri.arg("--debug");
    }
    tauri.args(["--bundles", kinds(), "--config"]).arg(config);
    step("packages", tauri.current_dir(place::root().join("ui")))?;
    let mut found = Vec::new();
    for kind in kinds().split(',') {
        let made = fs::read_dir(packages.join(kind))?
            .flatten()
            .map(|entry| entry.path());
        // Tauri leaves beside a package the folder that it is packed from.
        found.extend(made.filter(|path| path.is_file()));
    }
    Ok(found)
}

/// What people of this system install. On Windows and macOS untried.
fn kinds() -> &'static str {
    match std::env::consts::OS {
        "linux" => "deb,rpm",
        "macos" => "dmg",
        _ => "nsis",
    }
}

fn ending(package: &Path) -> String {
    package
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

const CHECK: &str = "--check";
const DEBUG: &str = "--debug";
const FLAGS: [&str; 2] = [CHECK, DEBUG];

const MIB: f64 = 1024.0 * 1024.0;
