//! Where things are.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::step::{Outcome, ask};

/// The repository's top folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask/ lies inside the repository")
}

/// `cargo`, the one that runs us, started in the repository.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// What `cargo metadata` says of the workspace, without dependencies.
///
/// # Errors
/// If a manifest cannot be read.
pub(crate) fn workspace() -> Outcome<serde_json::Value> {
    let text = ask(cargo().args(["metadata", "--format-version", "1", "--no-deps", "--locked"]))?;
    serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}").into())
}

/// Cargo's target folder: `CARGO_TARGET_DIR`, a config file or `target`.
///
/// # Errors
/// If cargo does not say.
pub(crate) fn target() -> Outcome<PathBuf> {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    if let Some(known) = TARGET.get() {
        return Ok(known.clone());
    }
    let said = workspace()?["target_directory"].as_str().map(PathBuf::from);
    let folder = said.ok_or_else(|| "cargo metadata names no target folder.".to_owned())?;
    Ok(TARGET.get_or_init(|| folder).clone())
}

/// Whether a program of this name can be started.
pub(crate) fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| {
        let plain = folder.join(program);
        plain.is_file()
            || plain.with_extension("exe").is_file()
            || plain.with_extension("cmd").is_file()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace_and_the_target_folder_is_known() {
        assert!(root().join("tauri.conf.json").is_file());
        assert!(on_path("cargo") && !on_path("a-program-that-does-not-exist"));
        assert!(target().expect("cargo knows it").is_absolute());
    }
}
