//! What is remembered from one start to the next: language, look and the last choices for paper.

use std::path::Path;

use crate::files;
use crate::problem::{Code, Problem};
use crate::view::Settings;

/// Reads the settings kept in `home`; a missing or damaged file gives the first settings.
pub(crate) fn read(home: &Path) -> Settings {
    std::fs::read(home.join(FILE))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Keeps `settings` in `home`.
///
/// # Errors
///
/// [`Code::Settings`] if the file cannot be written; the old one is then still whole.
pub(crate) fn write(home: &Path, settings: &Settings) -> Result<(), Problem> {
    let bytes = serde_json::to_vec_pretty(settings).expect("settings are plain data");
    files::write_whole(&home.join(FILE), &bytes, true)
        .map_err(|_| Problem::new(Code::Settings, FILE))
}

/// Forgets the settings kept in `home`.
pub(crate) fn erase(home: &Path) -> std::io::Result<()> {
    files::gone(std::fs::remove_file(home.join(FILE)))
}

const FILE: &str = "settings.json";
