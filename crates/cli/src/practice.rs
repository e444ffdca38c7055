//! `kincode practice`: a sample family at the practice authority, and its end.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use desk::view::Lang;
use words::t;

use crate::exit::{Exit, Stop, ended};
use crate::holding::Holding;
use crate::lang;
use crate::secrets::Secrets;
use crate::session::{Session, machine};

/// Practise with a sample family: two children and a grandmother who do not exist.
///
/// Everything that the practice authority signs is marked 演练 PRACTICE, and no real checker accepts it.
///
/// Exit codes: 0 done; 4 nothing to end; 5 the authority did not answer, or not rightly; 6 the vault is
/// locked, the PIN wrong, or it is in use; 7 the system's keychain; 2 wrong usage, or nothing to connect
/// with.
#[derive(Args)]
pub(crate) struct Practice {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Start(Start),
    Stop(End),
}

/// Connect the family's vault with a practice authority that runs on this computer, and put the sample
/// family on the board with codes. Where no vault is yet, one is set up.
#[derive(Args)]
struct Start {
    #[command(flatten)]
    secrets: Secrets,

    /// Where it answers, as it said when it was started: http://127.0.0.1:PORT.
    #[arg(long, value_name = "ADDRESS")]
    address: Option<String>,

    /// If a first vault is set up: with a passphrase and without the system's keychain.
    #[arg(long)]
    passphrase: bool,
}

/// End practice: the sample family, its codes and the practice authority go for good.
#[derive(Args)]
struct End {
    #[command(flatten)]
    secrets: Secrets,
}

impl Practice {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        let done = match &self.command {
            Command::Start(start) => start.start(home, lang),
            Command::Stop(end) => end.end(home, lang),
        };
        ended(done, lang)
    }
}

impl Start {
    fn start(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let Some(address) = &self.address else {
            return Err(Stop::Usage("cli-practice-how", String::new()));
        };
        // It is this computer's own, so nobody need compare a fingerprint.
        if !is_here(address) {
            return Err(Stop::Usage("cli-practice-here", address.clone()));
        }
        let mut session = Session::new(home, lang)?;
        if !session.open_before(self.passphrase, &self.secrets)? {
            session.set_up_first(self.passphrase, &self.secrets)?;
        }
        let mut at = Holding::of(home, session)?;
        let new = at.accept_practice(address)?;
        let (family, sight) = at.family()?;
        let errands = family.start_practice(new, &sight, &machine())?;
        // What is asked for each of them has a sentence of its own, which says less than this one.
        let note = family.view("", &sight)?.note;
        for errand in errands {
            at.carry_out(errand)?;
        }
        if let Some(note) = note {
            println!("{note}");
        }
        Ok(Exit::Good)
    }
}

impl End {
    fn end(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let (family, sight) = at.family()?;
        if !family.practises() {
            return Err(Stop::Missing("cli-practice-none", String::new()));
        }
        let note = family.stop_practice(&sight, &machine())?.note;
        at.stop_practising();
        println!(
            "{}",
            note.unwrap_or_else(|| t(lang, "did-practice-over", &[]))
        );
        Ok(Exit::Good)
    }
}

/// Whether an address is one of this computer alone.
pub(crate) fn is_here(address: &str) -> bool {
    let rest = address.trim().strip_prefix("http://").unwrap_or_default();
    let (host, _) = rest.split_once('/').unwrap_or((rest, ""));
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => host,
    };
    matches!(host, "127.0.0.1" | "[::1]" | "localhost")
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn practice_stays_on_this_computer() {
        for here in [
            "http://127.0.0.1:8440",
            " http://127.0.0.1:1/",
            "http://[::1]:9",
            "http://localhost",
        ] {
            assert!(is_here(here), "{here}");
        }
        for elsewhere in [
            "https://codes.example.org",
            "http://127.0.0.1.example.org:80",
            "http://user@127.0.0.1@example.org",
            "127.0.0.1:8440",
            "",
        ] {
            assert!(!is_here(elsewhere), "{elsewhere}");
        }
    }
}
