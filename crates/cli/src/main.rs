#![doc = include_str!("../README.md")]

mod authority;
mod backup;
mod check;
mod exit;
mod held;
mod holding;
mod import;
mod kit;
mod list;
mod open;
mod out;
mod pages;
mod paper;
mod people;
mod practice;
mod readiness;
mod rescue;
mod restore;
mod school_key;
mod secrets;
mod session;
mod shape;
mod show;
mod sources;
mod status;
mod strips;
mod symbol;
mod trust;
mod vault;
mod whom;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use words::Lang;

pub(crate) use exit::Exit;

/// Health codes in a terminal: check what they are worth, keep a family's, print them on paper that scans.
///
/// Kincode is not a government health code. It reads codes that carry a signature, checks the
/// signature on this computer, and sends nothing anywhere.
#[derive(Parser)]
#[command(name = "kincode", version, after_help = EXAMPLES)]
struct Cli {
    /// Where settings, trust and the family's vault are kept; else KINCODE_HOME says it, else it is the
    /// place of the window.
    #[arg(long, global = true, value_name = "DIR")]
    home: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Authority(authority::Authority),
    Backup(backup::Backup),
    Check(check::Check),
    Import(import::Import),
    List(list::List),
    Pages(pages::Pages),
    Paper(paper::Paper),
    People(people::People),
    Practice(practice::Practice),
    Readiness(readiness::Readiness),
    Restore(restore::Restore),
    SchoolKey(school_key::SchoolKey),
    Show(show::Show),
    Strips(strips::Strips),
    Trust(trust::Trust),
    Vault(vault::Vault),
}

fn main() -> ExitCode {
    let Cli { home, command } = Cli::parse();
    let home = home.or_else(usual_home);
    let home = home.as_deref();
    match command {
        Command::Authority(authority) => authority.run(home),
        Command::Backup(backup) => backup.run(home),
        Command::Check(check) => check.run(home),
        Command::Import(import) => import.run(home),
        Command::List(list) => list.run(home),
        Command::Pages(pages) => pages.run(),
        Command::Paper(paper) => paper.run(home),
        Command::People(people) => people.run(home),
        Command::Practice(practice) => practice.run(home),
        Command::Readiness(readiness) => readiness.run(home),
        Command::Restore(restore) => restore.run(home),
        Command::SchoolKey(school) => school.run(home),
        Command::Show(show) => show.run(home),
        Command::Strips(strips) => strips.run(home),
        Command::Trust(trust) => trust.run(home),
        Command::Vault(vault) => vault.run(home),
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

/// The time of day.
#[expect(
    clippy::disallowed_methods,
    reason = "a shell is where the time comes from"
)]
fn clock() -> Timestamp {
    Timestamp::now()
}

/// Where the window keeps settings, trust and the vault: `KINCODE_HOME`, else the usual place for the
/// data of an application.
fn usual_home() -> Option<PathBuf> {
    match std::env::var_os("KINCODE_HOME").filter(|home| !home.is_empty()) {
        Some(home) => Some(home.into()),
        None => dirs::data_dir().map(|data| data.join(IDENTIFIER)),
    }
}

/// The identifier of tauri.conf.json, by which Tauri names that place.
const IDENTIFIER: &str = "org.kincode.desk";

const EXAMPLES: &str = "\
Examples:
  kincode check photo.jpg                        what is in the picture, and what is it worth?
  kincode check --trust signers.pem letter.pdf   judge it by the certificates in signers.pem
  echo 'HC1:6BF…' | kincode check --json -       one line of JSON for each code
  kincode trust show lists.kct                   who is in a trust file, and who signed it?
  kincode paper --trust signers.pem --stock a4 --lang zh,en --out page.pdf photo.jpg
  kincode import photo.jpg                       keep what is in it; a first time sets a PIN
  kincode list chen                              what is kept of everybody called so, and until when
  kincode show vault:5f3a9c01                    the code, for the phone of whoever checks it
  kincode backup --own usb/family.kcb            a sealed copy, opened by a passphrase of its own
  kincode strips live chen                       today's code of an authority, live, without network
  kincode readiness 2027-09-01                   is everybody ready for the first day of term?
  kincode vault open --kit                       the PIN is forgotten, or the keychain lost its key

Exit codes: 0 done; 1 a code was refused; 2 wrong usage; 3 cannot tell yet; 4 no code; 5 something
could not be read or written; 6 locked, wrong PIN, waiting or in use; 7 the system's keychain.";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use words::Lang;

    /// The keys of words in the sources of this crate.
    fn used(folder: &Path, keys: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                used(&entry.path(), keys);
                continue;
            }
            let text = fs::read_to_string(entry.path()).expect("it is text");
            let is_key = |text: &&str| {
                let of_ours = ["cli-", "home-"]
                    .iter()
                    .any(|start| text.starts_with(start));
                of_ours && text.bytes().all(|c| c == b'-' || c.is_ascii_lowercase())
            };
            keys.extend(text.split('"').filter(is_key).map(str::to_owned));
        }
    }

    #[test]
    fn every_sentence_has_its_words() {
        let mut used_keys = BTreeSet::new();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        used(&source, &mut used_keys);
        used_keys.retain(|key| key.len() > "home-".len());
        for lang in Lang::ALL {
            for key in &used_keys {
                assert!(words::find(lang, key, &[]).is_some(), "{lang} {key}");
            }
        }
        let mut ours = words::keys(Lang::En).filter(|key| key.starts_with("cli-"));
        assert_eq!(ours.find(|key| !used_keys.contains(*key)), None, "unused");
    }
}
