//! `cargo xtask shots`.

use std::fs;

use crate::place;
use crate::step::Outcome;

/// What the documentation shows, of all that the test of the real window takes.
const CHOSEN: [&str; 9] = [
    "window-zh-light-empty.png",
    "window-zh-light-slips.png",
    "window-zh-light-print.png",
    "window-zh-dark-slips.png",
    "window-en-light-slips.png",
    "window-en-dark-print.png",
    "window-zh-light-card.png",
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
