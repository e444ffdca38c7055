//! `kincode school-key`: the school's own key, and the cards that it signs.

mod cards;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use desk::problem::{Code, Problem};
use desk::view::{Lang, SchoolKeyRequest, SchoolKeyView};
use desk::{fonts, printing};
use serde::Serialize;
use words::t;

use crate::exit::{Exit, Stop, ended};
use crate::holding::Holding;
use crate::secrets::Secrets;
use crate::session::{Session, machine};
use crate::{lang, out};

/// Make a key for the school, and sign cards for its pupils.
///
/// A school's code says whose it is and until when, and nothing about health. It is accepted only on
/// computers that imported the school's file and compared its fingerprint.
///
/// Exit codes: 0 done; 1 nothing was signed or printed; 4 there is no key, or no vault yet; 5 a list
/// could not be read or a file not written; 6 the vault is locked, the PIN wrong, or it is in use; 7 the
/// system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct SchoolKey {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Cards(cards::Cards),
    File(File),
    Make(Make),
    Sheet(Sheet),
    Show(Show),
}

/// Make the school's key, and say its fingerprint. One vault holds one; where none is yet, it is set up.
#[derive(Args)]
struct Make {
    #[command(flatten)]
    secrets: Secrets,

    /// The school's name, as it stands on the cards: 1 to 30 characters.
    #[arg(long)]
    name: String,

    /// Its short name: 2 to 12 small letters, digits and hyphens. It stands in every code.
    #[arg(long)]
    id: String,

    /// Its region, such as CN-GD.
    #[arg(long)]
    region: String,

    /// If a first vault is set up: with a passphrase and without the system's keychain.
    #[arg(long)]
    passphrase: bool,

    /// One line of JSON.
    #[arg(long)]
    json: bool,
}

/// Say whose key there is, its fingerprint, and how many codes of it are still valid.
#[derive(Args)]
struct Show {
    #[command(flatten)]
    secrets: Secrets,

    /// One line of JSON.
    #[arg(long)]
    json: bool,
}

/// Write the school's trust file, signed now. Its other computers import it with `kincode trust import
/// --pin FINGERPRINT`; it is believed for 90 days, then write it anew.
#[derive(Args)]
struct File {
    #[command(flatten)]
    secrets: Secrets,

    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,

    /// The file to write, such as school.kct.
    out: PathBuf,
}

/// Write a page with the fingerprint, to be laid beside every computer that imports the file.
#[derive(Args)]
struct Sheet {
    #[command(flatten)]
    secrets: Secrets,

    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,

    /// The PDF to write.
    out: PathBuf,
}

/// The line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    id: &'a str,
    fingerprint: &'a str,
    made: &'a str,
    until: &'a str,
    signed: u32,
}

impl SchoolKey {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        let done = match &self.command {
            Command::Cards(cards) => cards.print(home, lang),
            Command::File(file) => file.write(home, lang),
            Command::Make(make) => make.make(home, lang),
            Command::Sheet(sheet) => sheet.write(home, lang),
            Command::Show(show) => show.show(home, lang),
        };
        ended(done, lang)
    }
}

impl Make {
    fn make(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut session = Session::new(home, lang)?;
        if !session.open_before(self.passphrase, &self.secrets)? {
            session.set_up_first(self.passphrase, &self.secrets)?;
        }
        let mut at = Holding::of(home, session)?;
        let (family, sight) = at.family()?;
        let request = SchoolKeyRequest {
            name: self.name.clone(),
            id: self.id.clone(),
            region: self.region.clone(),
        };
        let made = family.make_school_key(&request, &sight, &machine())?;
        let key = made.key.ok_or_else(none)?;
        write_key(&key, self.json, lang)
    }
}

impl Show {
    fn show(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let (family, sight) = at.family()?;
        let key = family.school(&sight).key.ok_or_else(none)?;
        write_key(&key, self.json, lang)
    }
}

impl File {
    fn write(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        out::is_free(&self.out, self.force)?;
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let (family, _) = at.family()?;
        family.save_school_file(&self.out, &machine())?;
        println!("{}", self.out.display());
        Ok(Exit::Good)
    }
}

impl Sheet {
    fn write(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        out::is_free(&self.out, self.force)?;
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let (family, _) = at.family()?;
        let sheet = family.school_sheet(lang)?;
        // Laid out with the vault locked.
        drop(at);
        let program = std::env::current_exe().unwrap_or_default();
        let job = printing::cards(&sheet, 1, None, lang, &fonts::folder(&program))?.finish()?;
        out::file(&self.out, job.pdf(), self.force)?;
        println!("{}", self.out.display());
        Ok(Exit::Good)
    }
}

fn write_key(key: &SchoolKeyView, json: bool, lang: Lang) -> Result<Exit, Stop> {
    let mut out = std::io::stdout().lock();
    if json {
        let line = Line {
            name: &key.name,
            id: &key.id,
            fingerprint: &key.fingerprint,
            made: &key.made,
            until: &key.until,
            signed: key.signed,
        };
        out::json(&mut out, &line)?;
    } else {
        writeln!(out, "{} · {}", key.name, key.id)?;
        writeln!(out, "  {}", key.fingerprint)?;
        let said = [
            ("made", key.made.as_str().into()),
            ("until", key.until.as_str().into()),
            ("signed", key.signed.to_string().into()),
        ];
        writeln!(out, "  {}", t(lang, "cli-school-key", &said))?;
    }
    out.flush()?;
    Ok(Exit::Good)
}

fn none() -> Problem {
    Problem::new(Code::SchoolNone, "")
}
