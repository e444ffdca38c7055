//! `cargo xtask test`: everything that must hold.

use crate::step::{Outcome, step};
use crate::system::{self, Needs};
use crate::{check, fonts, page, place};

/// Runs all of it; `cargo test` comes last, so that its closing line is ours.
///
/// # Errors
/// At the first thing that does not hold.
pub(crate) fn perform() -> Outcome {
    system::ready(Needs::Test)?;
    page::test()?;
    fonts::perform()?;
    check::all()?;
    step(
        "examples in the documentation",
        place::cargo().args(["test", "--workspace", "--locked", "--doc"]),
    )?;
    step(
        "tests",
        place::cargo().args([
            "test",
            "--workspace",
            "--locked",
            "--lib",
            "--bins",
            "--tests",
        ]),
    )
}
