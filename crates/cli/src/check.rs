//! `kincode check`: what is in the sources, and what is it worth?

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use desk::check::Checked;
use desk::problem::Code;
use desk::report::Report;
use desk::slip;
use desk::view::{Lang, Verdict};
use jiff::Zoned;

use crate::sources::{By, Found, tell};
use crate::{Exit, lang};

/// Find every code in pictures, PDFs and texts, and say what each is worth.
///
/// With --json one line is printed for each code. Pages and codes count from 1. A picture or PDF
/// that does not decode gives one line too, refused with reason "picture". The holder is null
/// unless a trusted issuer's signature is good.
///
/// Exit codes: 0 all accepted; 1 any refused; 3 any undecided; 4 no code in any source; 5 a source
/// could not be read; 2 wrong usage. Of several, 5 comes first, then 1, then 3.
#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    by: By,

    /// One line of JSON for each code.
    #[arg(long)]
    json: bool,

    /// Ask live codes for these six digits: one that was made for other digits, or for none, is
    /// undecided.
    #[arg(long, value_name = "DIGITS", value_parser = digits)]
    challenge: Option<u32>,

    /// Check this text too.
    #[arg(long, value_name = "TEXT")]
    text: Vec<String>,

    /// Pictures (PNG, JPEG, WebP, SVG), PDFs, texts or files of cards; - is text on standard input.
    #[arg(value_name = "FILE", required_unless_present = "text")]
    files: Vec<String>,
}

impl Check {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        let shelf = match self.by.shelf(home) {
            Ok(shelf) => shelf,
            Err(problem) => {
                tell(&problem, lang);
                return Exit::Usage.into();
            }
        };
        let mut found = Found::new(&self.by, &shelf).ask(self.challenge);
        self.text.iter().for_each(|text| found.text(text));
        self.files.iter().for_each(|file| found.read(file));
        let found = found.join();
        let damaged = found
            .problems
            .iter()
            .filter(|p| p.code == Code::Damaged)
            .map(Report::damaged);
        let written = if self.json {
            write_json(found.codes.iter().map(Report::new).chain(damaged))
        } else {
            write_words(&found.codes, lang, &self.by.now())
        };
        found.tell(lang);
        match written {
            Ok(()) => sum_up(&found).into(),
            // Whoever read the other end of the pipe has had enough.
            Err(_) => Exit::Unreadable.into(),
        }
    }
}

/// Six digits.
fn digits(text: &str) -> Result<u32, String> {
    let six = text.len() == 6 && text.bytes().all(|c| c.is_ascii_digit());
    let digits = six.then(|| text.parse().ok()).flatten();
    digits.ok_or_else(|| "write six digits: 040217".to_owned())
}

/// The exit code for everything that was found.
fn sum_up(found: &Found<'_>) -> Exit {
    let any = |verdict| {
        found
            .codes
            .iter()
            .any(|code| slip::verdict(code) == verdict)
    };
    if !found.problems.is_empty() {
        Exit::Unreadable
    } else if any(Verdict::Refuse) {
        Exit::Refused
    } else if any(Verdict::Undecided) {
        Exit::Undecided
    } else if found.codes.is_empty() {
        Exit::NoCode
    } else {
        Exit::Good
    }
}

/// The mark of a verdict, told apart by its shape.
pub(crate) const fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accept => "✓",
        Verdict::Refuse => "■",
        Verdict::Undecided => "▲",
    }
}

fn write_json(reports: impl Iterator<Item = Report>) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for report in reports {
        serde_json::to_writer(&mut out, &report)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn write_words(codes: &[Checked], lang: Lang, now: &Zoned) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (index, code) in codes.iter().enumerate() {
        let slip = slip::view(0, code, lang, now);
        let mark = mark(slip.verdict);
        let note = slip
            .note
            .map(|note| format!(" · {note}"))
            .unwrap_or_default();
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{mark} {}{note}", slip.word)?;
        if let Some(holder) = slip.holder {
            let more = [holder.latin, holder.birth].into_iter().flatten();
            writeln!(
                out,
                "  {}",
                std::iter::once(holder.name)
                    .chain(more)
                    .collect::<Vec<_>>()
                    .join(" · ")
            )?;
        }
        if !slip.marks.is_empty() {
            writeln!(out, "  {}", slip.marks.join(" · "))?;
        }
        for event in slip.events.iter().filter(|_| !slip.claimed) {
            writeln!(out, "  {}", event.title)?;
        }
        for line in [slip.title, slip.until, slip.next] {
            writeln!(out, "  {line}")?;
        }
        let answers: Vec<String> = slip
            .answers
            .iter()
            .map(|a| format!("{}: {}", a.label, a.value))
            .collect();
        writeln!(out, "  {}", answers.join(" · "))?;
    }
    out.flush()
}
