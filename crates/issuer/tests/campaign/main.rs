//! What an authority must bear: being killed at any moment, and all families at once.
//!
//! In small in `cargo test`; whole:
//!
//! ```text
//! KINCODE_CAMPAIGN=full cargo test -p issuer --test campaign -- --nocapture --test-threads=1
//! ```

mod kill;
mod storm;

use std::env;
use std::io::Write;

/// How many of them are run now.
fn of(small: usize, whole: usize) -> usize {
    if env::var("KINCODE_CAMPAIGN").is_ok_and(|value| value == "full") {
        whole
    } else {
        small
    }
}

/// A line that is seen whatever the test harness captures.
fn report(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
