//! `kincode strips live`: today's strip with a proof of this moment, made here without network.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

use clap::Args;
use desk::problem::{Code, Problem};
use desk::view::{Lang, LiveView, SymbolView};
use words::t;

use crate::check::mark;
use crate::exit::{Exit, Stop};
use crate::holding::Holding;
use crate::secrets::Secrets;
use crate::{out, symbol};

/// Show somebody's live code: today's strip with a proof of this moment. No network is needed.
///
/// On a terminal it is renewed every 30 seconds until Enter or Ctrl+C, and until the time after which
/// the window locks by itself; Enter takes it off the screen. Elsewhere it is printed once. A proof is
/// good for about a minute; a picture of it is worth nothing after that.
#[derive(Args)]
pub(crate) struct Live {
    #[command(flatten)]
    secrets: Secrets,

    /// From which authority, by the id that `kincode authority list` says; needed only if there are
    /// several.
    #[arg(long, value_name = "ID")]
    authority: Option<String>,

    /// The six digits that the checker's screen shows.
    #[arg(long, value_name = "DIGITS", value_parser = digits)]
    challenge: Option<String>,

    /// Print the code's own text once, as a phone would read it.
    #[arg(long, conflicts_with = "png")]
    text: bool,

    /// Write the symbol of this moment as a picture instead.
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,

    /// Replace the picture if it is there.
    #[arg(long, requires = "png")]
    force: bool,

    /// Whose: a name as `kincode people` lists it, or the id there.
    person: String,
}

impl Live {
    pub(super) fn show(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        if let Some(path) = &self.png {
            out::is_free(path, self.force)?;
        }
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let person = at.person(&self.person)?;
        let run = at.run(person, self.authority.as_deref())?;
        let view = self.of_now(&mut at, run)?;
        let Some(symbol) = &view.symbol else {
            eprintln!("kincode: {} {}", view.until, view.next);
            return Ok(Exit::Undecided);
        };
        if let Some(path) = &self.png {
            out::file(
                path,
                &symbol::png(symbol).ok_or_else(not_shown)?,
                self.force,
            )?;
        } else if self.text {
            println!("{}", symbol::text(symbol).ok_or_else(not_shown)?);
        } else if std::io::stdout().is_terminal() {
            self.renew(&mut at, run, view)?;
        } else {
            let drawn = symbol::half_blocks(symbol, false).ok_or_else(not_shown)?;
            let mut out = std::io::stdout().lock();
            writeln!(out, "{drawn}")?;
            write_words(&mut out, &words(&view, lang))?;
            out.flush()?;
        }
        Ok(Exit::Good)
    }

    fn of_now(&self, at: &mut Holding, run: u32) -> Result<LiveView, Stop> {
        let (family, sight) = at.family()?;
        Ok(family.live(run, self.challenge.as_deref(), &sight)?)
    }

    /// Draws it anew until somebody has had enough.
    fn renew(&self, at: &mut Holding, run: u32, mut view: LiveView) -> Result<(), Stop> {
        let lang = at.session.lang;
        let (enough, had) = mpsc::channel();
        let _waits = listen(enough);
        // What stands on the screen goes up, and is not lost.
        print!("{}", "\n".repeat(rows().unwrap_or(0)));
        loop {
            draw(&view, lang)?;
            let renewed = Duration::from_millis(u64::from(view.renew));
            if had.recv_timeout(renewed) != Err(RecvTimeoutError::Timeout) {
                break;
            }
            if at.is_due() {
                wipe()?;
                eprintln!("{}", t(lang, "cli-live-over", &[]));
                return Ok(());
            }
            view = self.of_now(at, run)?;
        }
        wipe()
    }
}

/// Waits for Enter where there is a keyboard. Whoever holds what is given back keeps the line open where there is none.
fn listen(enough: Sender<()>) -> Option<Sender<()>> {
    if !std::io::stdin().is_terminal() {
        return Some(enough);
    }
    std::thread::spawn(move || {
        let mut line = String::new();
        // A keyboard that is gone has had enough, too.
        let _ = std::io::stdin().read_line(&mut line);
        let _ = enough.send(());
    });
    None
}

/// The symbol and as many words as the terminal has room for.
fn draw(view: &LiveView, lang: Lang) -> Result<(), Stop> {
    let mut lines = words(view, lang);
    lines.push(t(lang, "cli-live-enter", &[]));
    let drawn = match &view.symbol {
        Some(symbol) => fitting(symbol)?,
        None => String::new(),
    };
    if let Some(rows) = rows() {
        let least = drawn.lines().count() + LEAST_WORDS + 1;
        let room = rows.checked_sub(least);
        let room = room.ok_or_else(|| Stop::Usage("cli-short", least.to_string()))?;
        // The last of them says how it ends.
        let kept = LEAST_WORDS + room;
        while lines.len() > kept {
            lines.remove(lines.len() - 2);
        }
    }
    let mut out = std::io::stdout().lock();
    write!(out, "{HOME_AND_WIPE}{drawn}")?;
    write_words(&mut out, &lines)?;
    out.flush()?;
    Ok(())
}

/// Drawn for a terminal that is wide enough.
fn fitting(symbol: &SymbolView) -> Result<String, Stop> {
    let needed = symbol::columns(symbol);
    let size = terminal_size::terminal_size_of(std::io::stdout());
    let columns = size.map(|(width, _)| usize::from(width.0));
    if columns.is_some_and(|columns| columns < needed) {
        return Err(Stop::Usage("cli-narrow-live", needed.to_string()));
    }
    Ok(symbol::half_blocks(symbol, true).ok_or_else(not_shown)?)
}

/// The verdict and until when stand first: they are there on the smallest screen.
fn words(view: &LiveView, lang: Lang) -> Vec<String> {
    let practice = view.practice.then(|| t(lang, "cli-practice", &[]));
    let stated = view.colour.as_ref().map(|stated| stated.word.clone());
    let word = [Some(view.word.clone()), stated, practice];
    let word: Vec<String> = word.into_iter().flatten().collect();
    let asked = view.challenge.as_deref().map(|digits| {
        let digits = digits.into();
        t(lang, "cli-live-digits", &[("name", digits)])
    });
    let lines = [
        Some(format!("{} {}", mark(view.verdict), word.join(" · "))),
        Some(view.until.clone()),
        asked,
        Some(view.name.clone()),
        Some(view.mark.clone()),
        Some(view.from.clone()),
        Some(view.through.clone()),
        Some(view.age.clone()),
        Some(view.next.clone()),
    ];
    let lines = lines.into_iter().flatten();
    lines.filter(|line| !line.is_empty()).collect()
}

fn write_words(out: &mut impl Write, lines: &[String]) -> std::io::Result<()> {
    let mut lines = lines.iter();
    if let Some(first) = lines.next() {
        writeln!(out, "{first}")?;
    }
    lines.try_for_each(|line| writeln!(out, "  {line}"))
}

fn wipe() -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    write!(out, "{HOME_AND_WIPE}")?;
    out.flush()?;
    Ok(())
}

fn rows() -> Option<usize> {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    size.map(|(_, height)| usize::from(height.0))
}

fn not_shown() -> Problem {
    Problem::new(Code::NotShown, "")
}

/// Six digits, as a checker says them.
fn digits(text: &str) -> Result<String, String> {
    let six = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    six.then(|| text.to_owned())
        .ok_or_else(|| "write six digits: 040217".to_owned())
}

/// To the first place of the screen, and nothing from there on. (ECMA-48: CUP, ED)
const HOME_AND_WIPE: &str = "\x1b[H\x1b[J";
/// The verdict, until when, and how it ends.
const LEAST_WORDS: usize = 3;
