#![doc = include_str!("../README.md")]

mod check;
mod paper;
mod sources;
mod trust;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::tz::TimeZone;
use words::Lang;

/// Health codes in a terminal: check what they are worth, print them on paper that scans.
///
/// Kincode is not a government health code. It reads codes that carry a signature, checks the
/// signature on this computer, and sends nothing anywhere.
#[derive(Parser)]
#[command(name = "kincode", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Paper(paper::Paper),
    Trust(trust::Trust),
}

fn main() -> ExitCode {
    let Cli { command } = Cli::parse();
    match command {
        Command::Check(check) => check.run(),
        Command::Paper(paper) => paper.run(),
        Command::Trust(trust) => trust.run(),
    }
}

/// The language for people, from the usual variables; scripts use `--json`.
fn lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    match set {
        Some(locale) if locale.starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// The zone in which people here read dates.
#[expect(
    clippy::disallowed_methods,
    reason = "a shell is where the zone comes from"
)]
fn zone() -> TimeZone {
    TimeZone::system()
}

/// Where the window keeps settings and trust: `KINCODE_HOME`, else the usual place for the data of an
/// application.
fn home() -> Option<PathBuf> {
    match std::env::var_os("KINCODE_HOME").filter(|home| !home.is_empty()) {
        Some(home) => Some(home.into()),
        None => dirs::data_dir().map(|data| data.join(IDENTIFIER)),
    }
}

/// The identifier of tauri.conf.json, by which Tauri names that place.
const IDENTIFIER: &str = "org.kincode.desk";

/// What the exit code says. Usage errors are 2, which clap sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Exit {
    /// Every code was accepted, or the paper was written.
    Good = 0,
    /// A code was refused, or nothing could be printed.
    Refused = 1,
    /// Wrong usage.
    Usage = 2,
    /// A code could be neither accepted nor refused.
    Undecided = 3,
    /// No code in any source.
    NoCode = 4,
    /// A source could not be read.
    Unreadable = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

const EXAMPLES: &str = "\
Examples:
  kincode check photo.jpg                        what is in the picture, and what is it worth?
  kincode check --trust signers.pem letter.pdf   judge it by the certificates in signers.pem
  echo 'HC1:6BF…' | kincode check --json -       one line of JSON for each code
  kincode trust show lists.kct                   who is in a trust file, and who signed it?
  kincode paper --trust signers.pem --stock a4 --lang zh,en --out page.pdf photo.jpg";
