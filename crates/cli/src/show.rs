//! `kincode show`: one code on the screen, for the phone of whoever checks it.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use desk::problem::{Code, Problem};
use desk::view::{Lang, ShowView};

use crate::check::mark;
use crate::exit::{Exit, Stop, ended};
use crate::held::HeldId;
use crate::secrets::Secrets;
use crate::session::Session;
use crate::sources::By;
use crate::{lang, out, symbol};

/// Show a kept code in the terminal, so that it can be scanned, with what it is worth and until when.
///
/// A terminal keeps what was printed: clear it, and its history, when others use this computer.
///
/// Exit codes: 0 done; 4 nothing is kept by this id, or it has no code; 5 the vault could not be read,
/// or the file not written; 6 locked, wrong PIN, waiting or in use; 7 the system's keychain; 2 wrong
/// usage.
#[derive(Args)]
pub(crate) struct Show {
    #[command(flatten)]
    by: By,

    #[command(flatten)]
    secrets: Secrets,

    /// Print the code's own text instead, byte for byte, as a phone would read it.
    #[arg(long, conflicts_with = "svg")]
    text: bool,

    /// Write the symbol as a picture instead.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,

    /// Replace the picture if it is there.
    #[arg(long, requires = "svg")]
    force: bool,

    /// What `kincode list` says: vault:5f3a9c01.
    #[arg(value_name = "vault:ID")]
    id: HeldId,
}

impl Show {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        ended(self.show(home, lang), lang)
    }

    fn show(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let sight = self.by.sight(&self.by.shelf(home)?, lang);
        let mut session = Session::open(home, &self.secrets, lang)?;
        let (family, _) = session.family()?;
        if self.text {
            let code = self.id.code(family, &sight)?;
            return write_text(code.text().expose());
        }
        let held = self.id.find(family)?;
        let view = family.show(held, &sight)?;
        match &self.svg {
            Some(path) => {
                let svg = symbol::svg(&view.symbols);
                out::file(path, svg.as_bytes(), self.force)?;
            }
            None => write_symbols(&view)?,
        }
        Ok(Exit::Good)
    }
}

/// Only a terminal gets a line's end that the code does not have.
fn write_text(text: &str) -> Result<Exit, Stop> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if out.is_terminal() {
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Exit::Good)
}

fn write_symbols(view: &ShowView) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    let coloured = out.is_terminal();
    let columns = terminal_size::terminal_size_of(&out).map(|(width, _)| usize::from(width.0));
    for symbol in &view.symbols {
        let needed = symbol::columns(symbol);
        if columns.is_some_and(|columns| columns < needed) {
            return Err(Stop::Usage("cli-narrow", needed.to_string()));
        }
        let drawn = symbol::half_blocks(symbol, coloured);
        let drawn = drawn.ok_or_else(|| Problem::new(Code::NotShown, ""))?;
        writeln!(out, "{drawn}")?;
    }
    let slip = &view.slip;
    let words = [Some(slip.word.as_str()), slip.note.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    writeln!(out, "{} {}", mark(slip.verdict), words.join(" · "))?;
    for text in [&view.name, &view.line, &slip.title, &slip.until, &slip.next] {
        writeln!(out, "  {text}")?;
    }
    for fact in slip.answers.iter().chain(&slip.facts) {
        writeln!(out, "  {}: {}", fact.label, fact.value)?;
    }
    for event in &slip.events {
        writeln!(out, "  {}", event.title)?;
    }
    out.flush()?;
    Ok(())
}
