//! The page of the window: npm packages, types, tests, build.

use std::fs;

use sha2::{Digest, Sha256};

use crate::node::{self, npm};
use crate::place;
use crate::step::{Outcome, step};

/// Installs the page's packages if the lock changed, and builds `ui/dist`.
///
/// # Errors
/// If npm fails.
pub(crate) fn build() -> Outcome {
    packages()?;
    script("build")
}

/// Types, lints, tests and build of the page; and every state of it in Chromium, asked by axe in each language and theme.
///
/// # Errors
/// If one of them fails.
pub(crate) fn test() -> Outcome {
    packages()?;
    ["check", "test", "build"]
        .into_iter()
        .try_for_each(script)?;
    // Ubuntu's Chromium is a snap, and macOS and Windows bring none: there CI's Debian asks.
    if node::chromium() {
        return script("axe");
    }
    eprintln!("── axe: there is no Chromium here (CHROMIUM names one); left out");
    Ok(())
}

fn packages() -> Outcome {
    node::ready()?;
    let ui = place::root().join("ui");
    let lock = fs::read(ui.join("package-lock.json"))?;
    let now = format!("{:x}", Sha256::digest(lock));
    let stamp = ui.join("node_modules/.kincode-lock");
    if fs::read_to_string(&stamp).is_ok_and(|before| before == now) {
        return Ok(());
    }
    step(
        "npm ci",
        npm()?
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&ui),
    )?;
    fs::write(stamp, now)?;
    Ok(())
}

fn script(name: &str) -> Outcome {
    step(
        &format!("npm run {name}"),
        npm()?
            .args(["run", "--silent", name])
            .current_dir(place::root().join("ui")),
    )
}
