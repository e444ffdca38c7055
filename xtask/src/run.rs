//! `cargo xtask run`.

use crate::step::{Outcome, step};
use crate::system::{self, Needs};
use crate::{fonts, page, place};

/// Builds everything and opens the window; returns when it is closed.
///
/// # Errors
/// If something cannot be installed or built, or the window ends with a failure.
pub(crate) fn perform(rest: &[String]) -> Outcome {
    let (ours, theirs) = match rest.iter().position(|word| word == "--") {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, &[][..]),
    };
    let profile: &[&str] = match ours {
        [] => &[],
        [flag] if flag == "--release" => &["--release"],
        _ => {
            return Err(
                "run takes --release, and after -- what the window is given."
                    .to_owned()
                    .into(),
            );
        }
    };
    system::ready(Needs::Run)?;
    page::build()?;
    fonts::perform()?;
    step(
        "the window",
        place::cargo()
            .args(["run", "--locked", "-p", "kincode-app"])
            .args(profile)
            .arg("--")
            .args(theirs),
    )
}
