//! `cargo xtask check`: formatting, lints, licences.

use std::process::Command;

use crate::step::{Outcome, step};
use crate::system::{self, Needs};
use crate::tool::Tool;
use crate::{fonts, place};

/// Judges licences, bans and sources by deny.toml.
const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

/// Installs what is missing, then [`all`].
///
/// # Errors
/// At the first thing that does not hold.
pub(crate) fn perform() -> Outcome {
    system::ready(Needs::Build)?;
    fonts::perform()?;
    all()
}

/// The checks themselves, on a machine that has what they need.
///
/// # Errors
/// At the first thing that does not hold.
pub(crate) fn all() -> Outcome {
    step(
        "formatting",
        place::cargo().args("fmt --all --check".split(' ')),
    )?;
    step(
        "lints",
        place::cargo().args("clippy --workspace --all-targets --locked -- -D warnings".split(' ')),
    )?;
    let deny = DENY.ready()?;
    step(
        "licences, bans, sources",
        Command::new(deny)
            .args("--log-level warn --workspace --locked check licenses bans sources".split(' '))
            .current_dir(place::root()),
    )
}
