//! Cargo's own helpers, each at one pinned version, built once into `<target>/tools`.

use std::path::PathBuf;
use std::process::Command;

use crate::place;
use crate::step::{Outcome, ask, step};

/// A program from crates.io.
pub(crate) struct Tool {
    /// Package and program, which bear the same name.
    pub(crate) name: &'static str,
    /// The one version that is used here and in CI.
    pub(crate) version: &'static str,
}

impl Tool {
    /// The program's path; built first if this version is not there yet.
    ///
    /// # Errors
    /// If it cannot be built.
    pub(crate) fn ready(&self) -> Outcome<PathBuf> {
        let tools = place::target()?.join("tools");
        let program =
            tools
                .join("bin")
                .join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX));
        if program.is_file()
            && ask(Command::new(&program).arg("--version")).is_ok_and(|says| self.is_meant(&says))
        {
            return Ok(program);
        }
        // Unoptimised: it reads a few hundred manifests, and building it is most of the wait.
        step(
            &format!("building {} {} (once)", self.name, self.version),
            place::cargo()
                .args(["install", "--locked", "--debug", "--force", "--root"])
                .arg(&tools)
                .args(["--version", self.version, self.name])
                .env("CARGO_PROFILE_DEV_DEBUG", "false")
                .env("CARGO_TARGET_DIR", tools.join("build")),
        )?;
        Ok(program)
    }

    fn is_meant(&self, says: &str) -> bool {
        says.split_whitespace().any(|word| word == self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_taken_for_ours() {
        let tool = Tool {
            name: "cargo-deny",
            version: "0.20.2",
        };
        assert!(tool.is_meant("cargo-deny 0.20.2\n"));
        assert!(!tool.is_meant("cargo-deny 0.20.21\n"));
        assert!(!tool.is_meant(""));
    }
}
