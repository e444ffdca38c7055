//! `cargo xtask bindings`.

use crate::place;
use crate::step::{Outcome, step};
use crate::system::{self, Needs};

/// Writes `ui/src/ipc/bindings.ts` again. The test that compares it writes it, so there is one generator.
///
/// # Errors
/// If the app does not compile.
pub(crate) fn perform() -> Outcome {
    system::ready(Needs::Build)?;
    step(
        "bindings",
        place::cargo()
            .args([
                "test",
                "--locked",
                "-p",
                "kincode-app",
                "--test",
                "bindings",
            ])
            .env("KINCODE_WRITE_BINDINGS", "1"),
    )
}
