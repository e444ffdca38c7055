//! Node.js and npm, which build the page: the system's if they are young enough, else Node.js from npm itself.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::place;
use crate::step::{Outcome, ask, step};

/// What the page's tools ask for (Vite 8: ^20.19 or 22.12 and later).
const WANTED: &str = "Node.js 20.19 or later in 20, or 22.12 or later";

/// Makes sure that there is a Node.js that builds the page.
///
/// # Errors
/// If there is none and none can be fetched; the sentence says what to install.
pub(crate) fn ready() -> Outcome {
    if !place::on_path("npm") {
        return Err(format!("the page needs {WANTED}, with npm. {}", how_to_install()).into());
    }
    let says = system_version();
    if builds_the_page(&says) || fetched()?.is_some() {
        return Ok(());
    }
    if std::env::consts::OS != "linux" {
        let found = says.trim();
        return Err(format!(
            "the page needs {WANTED}; this is {found}. {}",
            how_to_install()
        )
        .into());
    }
    let folder = place::target()?.join("node");
    fs::create_dir_all(&folder)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(
            place::root().join("xtask/node").join(file),
            folder.join(file),
        )?;
    }
    let mut fetch = Command::new("npm");
    fetch
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(folder);
    step("Node.js for the page (the system's is too old)", &mut fetch)?;
    fetched()?
        .map(|_| ())
        .ok_or_else(|| format!("there is no {WANTED} for this machine on npm.").into())
}

/// `npm`, under the Node.js that [`ready`] found.
///
/// # Errors
/// If cargo does not say where its target folder is.
pub(crate) fn npm() -> Outcome<Command> {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    if let (Some(bin), false) = (fetched()?, builds_the_page(&system_version())) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(bin).chain(std::env::split_paths(&path));
        command.env(
            "PATH",
            std::env::join_paths(all).map_err(|error| error.to_string())?,
        );
    }
    Ok(command)
}

/// Whether there is a Chromium for the page: named by `CHROMIUM`, or the system's.
pub(crate) fn chromium() -> bool {
    std::env::var_os("CHROMIUM").is_some()
        || ["chromium", "chromium-browser", "google-chrome"]
            .iter()
            .any(|name| place::on_path(name))
}

/// The folder of the Node.js that was fetched, if it was.
fn fetched() -> Outcome<Option<PathBuf>> {
    let arch = if std::env::consts::ARCH == "aarch64" {
        "arm64"
    } else {
        "x64"
    };
    let bin = place::target()?.join(format!("node/node_modules/node-linux-{arch}/bin"));
    Ok(Some(bin).filter(|bin| bin.join("node").is_file()))
}

fn system_version() -> String {
    ask(Command::new("node").arg("--version")).unwrap_or_default()
}

fn how_to_install() -> &'static str {
    match std::env::consts::OS {
        "macos" => "Run:  brew install node",
        "windows" => "Run:  winget install OpenJS.NodeJS.LTS",
        _ => "Install your system's packages nodejs and npm; if they are old, the rest is fetched.",
    }
}

fn builds_the_page(version: &str) -> bool {
    let mut numbers = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(20)), Some(Ok(minor))) => minor >= 19,
        (Some(Ok(22)), Some(Ok(minor))) => minor >= 12,
        (Some(Ok(major)), Some(Ok(_))) => major > 22,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_node_that_builds_the_page_is_taken() {
        for good in ["v20.19.0", "v20.20.2\n", "v22.12.0", "v23.0.0", "v24.1.0"] {
            assert!(builds_the_page(good), "{good}");
        }
        for bad in ["", "v18.20.4", "v20.18.1", "v21.7.3", "v22.11.0", "node"] {
            assert!(!builds_the_page(bad), "{bad}");
        }
    }
}
