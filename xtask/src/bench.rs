//! `cargo xtask bench`.

use serde_json::Value;

use crate::step::{Outcome, step};
use crate::system::{self, Needs};
use crate::{fonts, page, place};

/// Runs the benches of the workspace, or those whose crate or own name is in `wanted`.
///
/// # Errors
/// If one fails, or none bears a wanted name.
pub(crate) fn perform(wanted: &[String]) -> Outcome {
    let benches = benches(&place::workspace()?);
    let chosen: Vec<_> = benches
        .iter()
        .filter(|(package, bench)| {
            wanted.is_empty() || wanted.contains(package) || wanted.contains(bench)
        })
        .collect();
    if chosen.is_empty() && !wanted.iter().any(|name| name == PEERS) {
        let known: Vec<String> = benches
            .iter()
            .map(|(package, bench)| format!("{package}/{bench}"))
            .collect();
        return Err(format!("no such bench; there are: {}.", known.join(", ")).into());
    }
    system::ready(Needs::Build)?;
    fonts::perform()?;
    if wanted.is_empty() || wanted.iter().any(|name| name == PEERS) {
        // Peers bring dependencies that the product must not have, so they are a workspace of their own.
        for manifest in ["tests/peers/Cargo.toml", "crates/vault/peers/Cargo.toml"] {
            step(
                &format!("bench against the peers of {manifest}"),
                place::cargo().args(["bench", "--locked", "--manifest-path", manifest]),
            )?;
        }
    }
    chosen.into_iter().try_for_each(|(package, bench)| {
        if bench == START || bench == SHOW {
            system::ready(Needs::Test)?;
            page::build()?;
        }
        if bench == START {
            let mut build = place::cargo();
            build.args([
                "build",
                "--release",
                "--locked",
                "--workspace",
                "--example",
                EMPTY,
            ]);
            step("an empty window to compare with", &mut build)?;
        }
        step(
            &format!("bench {package}/{bench}"),
            // The whole workspace, so that all benches are built with the same features: each once.
            place::cargo().args(["bench", "--locked", "--workspace", "--bench", bench]),
        )
    })
}

/// The benches of the real window; the start is compared with that of an empty one.
const SHOW: &str = "show";
const START: &str = "start";
const EMPTY: &str = "empty-window";

/// The benches against peers, by the name under which they are asked for.
const PEERS: &str = "peers";

/// (package, bench) of every bench target, as cargo tells them.
fn benches(workspace: &Value) -> Vec<(String, String)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut found = Vec::new();
    for package in list(&workspace["packages"]) {
        for target in list(&package["targets"]) {
            if list(&target["kind"]).iter().any(|kind| kind == "bench") {
                found.push((text(&package["name"]), text(&target["name"])));
            }
        }
    }
    found
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn benches_are_found_and_nothing_else() {
        let workspace = serde_json::json!({"packages": [
            {"name": "paper", "targets": [{"kind": ["lib"], "name": "paper"}, {"kind": ["bench"], "name": "print"}]},
            {"name": "words", "targets": [{"kind": ["test"], "name": "keys"}]},
        ]});
        assert_eq!(
            benches(&workspace),
            [("paper".to_owned(), "print".to_owned())]
        );
    }
}
