//! `cargo xtask shots`.

use std::fs;

use crate::place;
use crate::step::Outcome;

/// What the documentation shows, of all that the test of the real window takes.
const CHOSEN: [&str; 20] = [
    "window-zh-light-family.png",
    "window-zh-dark-family.png",
    "window-en-light-family.png",
    "window-en-dark-family.png",
    "window-zh-light-family-empty.png",
    "window-zh-light-family-found.png",
    "window-zh-light-set-up.png",
    "window-zh-light-kit.png",
    "window-zh-light-show.png",
    "window-zh-light-live.png",
    "window-zh-light-locked.png",
    "window-zh-light-practice-checked.png",
    "window-zh-light-practice.png",
    "window-en-light-settings.png",
    "window-zh-light-restore.png",
    "window-zh-dark-print.png",
    "window-zh-light-slips.png",
    "window-en-dark-card.png",
    "window-zh-light-lists.png",
    "window-zh-light-scanned.png",
];

/// Copies the chosen pictures to `docs/screenshots`.
///
/// # Errors
/// If one has not been taken.
pub(crate) fn perform() -> Outcome {
    let (from, to) = (
        place::target()?.join("shots"),
        place::root().join("docs/screenshots"),
    );
    fs::create_dir_all(&to)?;
    for name in CHOSEN {
        fs::copy(from.join(name), to.join(name)).map_err(|error| {
            format!(
                "{name}: {error}. Take the pictures first: cargo test -p kincode-app --test window"
            )
        })?;
        println!("docs/screenshots/{name}");
    }
    Ok(())
}
