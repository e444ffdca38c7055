//! `kincode pages`: the manual pages and completions that a package installs, from the same words as `--help`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::{Cli, Exit};

/// Write manual pages and completions for bash, zsh and fish into a folder.
#[derive(Args)]
#[command(hide = true)]
pub(crate) struct Pages {
    /// Where; made if it is not there.
    folder: PathBuf,
}

impl Pages {
    /// Does it, and says only what went wrong.
    pub(crate) fn run(self) -> ExitCode {
        match write(&self.folder) {
            Ok(()) => Exit::Good.into(),
            Err(error) => {
                eprintln!("kincode: {}: {error}", self.folder.display());
                Exit::Unreadable.into()
            }
        }
    }
}

fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut command = Cli::command();
    // `kincode.1`, `kincode-check.1`, `kincode-vault-status.1` and so on.
    clap_mangen::generate_to(command.clone(), folder)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        clap_complete::generate_to(shell, &mut command, "kincode", folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_command_has_a_page_and_each_shell_its_completions() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path()).expect("it can be written");
        let read = |name: &str| fs::read_to_string(folder.path().join(name));
        let page = read("kincode.1").expect("the first page");
        assert!(
            page.contains("kincode\\-check(1)") && page.contains("Exit codes"),
            "{page}"
        );
        for name in [
            "kincode-check.1",
            "kincode-vault-status.1",
            "kincode.bash",
            "_kincode",
            "kincode.fish",
        ] {
            let text = read(name).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(text.contains("json"), "{name} names the options");
        }
        assert!(read("kincode-pages.1").is_err() && read("kincode-help.1").is_err());
    }
}
