//! The sources and the trust list that several commands take.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use desk::check::{self, Checked};
use desk::kc1::{Challenge, Gate};
use desk::kct::Clock;
use desk::problem::{Code, Problem};
use desk::source::Source;
use desk::view::Lang;
use desk::{Shelf, Sight};
use jiff::{Timestamp, Zoned};

use crate::{clock, zone};

/// By whom and for when codes are judged.
#[derive(Args, Default)]
pub(crate) struct By {
    /// Whom to trust beside the lists that are built in or were imported: certificates (PEM, DER),
    /// key sets (JWKS), DID documents, a VCI snapshot, revocation lists, trust files; a file or a
    /// folder, told apart by content. May be repeated. Nothing is remembered of it.
    #[arg(long, value_name = "PATH")]
    trust: Vec<PathBuf>,

    /// Judge as at this moment instead of now (RFC 3339; without an offset it is UTC).
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Timestamp>,

    /// Use no list but those given with --trust.
    #[arg(long)]
    only: bool,

    /// The id of a school at its authority: its pupils' codes are for here. May be repeated.
    #[arg(long, value_name = "ID")]
    place: Vec<String>,

    /// The region where codes are shown, by its id (CN-GD): the fourth answer is by its rules.
    #[arg(long, value_name = "ID")]
    region: Option<String>,

    /// Accept codes of practice too, by authorities of practice given with --trust. They are told as
    /// practice; without this they are refused.
    #[arg(long)]
    practice: bool,
}

/// What was found in all sources.
pub(crate) struct Found<'a> {
    pub(crate) codes: Vec<Checked>,
    pub(crate) problems: Vec<Problem>,
    shelf: &'a Shelf,
    now: Timestamp,
    gate: Gate,
    doubt: bool,
}

impl By {
    /// Whom to trust.
    pub(crate) fn shelf(&self, home: Option<&Path>) -> Result<Shelf, Problem> {
        let mut shelf = if self.only {
            Shelf::empty()
        } else {
            Shelf::open(home)
        };
        if !self.place.is_empty() {
            shelf.stand_at(self.place.iter().cloned());
        }
        if let Some(region) = &self.region {
            shelf.stand_in(region);
        }
        if self.practice {
            shelf.practise(Vec::new());
        }
        for path in &self.trust {
            shelf.give(path, clock())?;
        }
        Ok(shelf)
    }

    /// The moment to judge at, in the zone of the people here.
    pub(crate) fn now(&self) -> Zoned {
        self.at.unwrap_or_else(clock).to_zoned(zone())
    }

    /// By what the codes of the vault are judged and worded.
    pub(crate) fn sight(&self, shelf: &Shelf, lang: Lang) -> Sight {
        let sight = Sight::of(shelf, lang, &self.now());
        // Whoever names a moment has not asked this computer's clock.
        if self.at.is_some() {
            sight.undoubted()
        } else {
            sight
        }
    }
}

impl<'a> Found<'a> {
    /// Nothing yet.
    pub(crate) fn new(by: &By, shelf: &'a Shelf) -> Self {
        let now = by.now().timestamp();
        // Whoever names a moment has not asked this computer's clock.
        let behind = || matches!(shelf.clock(now), Clock::Behind { .. });
        Self {
            codes: Vec::new(),
            problems: Vec::new(),
            shelf,
            now,
            gate: Gate::default(),
            doubt: by.at.is_none() && behind(),
        }
    }

    /// Asks live codes for these digits.
    pub(crate) fn ask(mut self, digits: Option<u32>) -> Self {
        let since = self.now;
        self.gate.challenge = digits.map(|digits| Challenge { digits, since });
        self
    }

    /// Adds every code in a file, or on standard input for `-`.
    pub(crate) fn read(&mut self, name: &str) {
        let source = bytes(name).and_then(|bytes| Source::open(name, bytes));
        let source = match source {
            Ok(source) => source,
            Err(problem) => return self.problems.push(problem),
        };
        for page in 0..source.pages() {
            self.page(&source, page);
        }
    }

    /// Adds every code in a text given on the command line.
    pub(crate) fn text(&mut self, text: &str) {
        match Source::open("", text.as_bytes().to_vec()) {
            Ok(source) => self.page(&source, 0),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Adds a code that was found before, judged anew here and now.
    pub(crate) fn add(&mut self, mut code: Checked) {
        code.again(self.shelf.grounds(), self.now);
        self.codes.push(code);
    }

    fn page(&mut self, source: &Source, page: usize) {
        let (grounds, gate, now) = (self.shelf.grounds(), &mut self.gate, self.now);
        let judge = |origin, text| Checked::shown(origin, text, grounds, gate, now);
        match check::page(source, page, judge) {
            Ok(codes) => self.codes.extend(codes),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// Joins the parts of cards that lie in several sources.
    pub(crate) fn join(mut self) -> Self {
        self.codes = check::join(self.codes, self.shelf.grounds(), self.now);
        if self.doubt {
            for code in &mut self.codes {
                *code = code.clone().doubting_the_clock();
            }
        }
        self
    }

    /// Says every problem on standard error: what happened, and what to do.
    pub(crate) fn tell(&self, lang: Lang) {
        self.problems.iter().for_each(|problem| tell(problem, lang));
    }
}

/// Says one problem on standard error.
pub(crate) fn tell(problem: &Problem, lang: Lang) {
    let view = problem.view(lang);
    eprintln!("kincode: {} {}", view.what, view.next);
}

/// A file of this size holds no code that anybody made on purpose.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn bytes(name: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = if name == "-" {
        std::io::stdin()
            .lock()
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes)
    } else {
        std::fs::File::open(name).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
    };
    match read {
        Ok(len) if len as u64 > MOST_BYTES => Err(Problem::new(Code::TooLarge, name)),
        Ok(_) => Ok(bytes),
        Err(_) => Err(Problem::new(Code::Unreadable, name)),
    }
}

/// A moment as people write it.
pub(crate) fn moment(text: &str) -> Result<Timestamp, String> {
    let civil = || {
        let civil = text.parse::<jiff::civil::DateTime>().ok()?;
        civil
            .to_zoned(jiff::tz::TimeZone::UTC)
            .ok()
            .map(|zoned| zoned.timestamp())
    };
    text.parse()
        .ok()
        .or_else(civil)
        .ok_or_else(|| "write it as 2026-11-21T08:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_without_offset_are_utc() {
        assert_eq!(
            moment("2021-05-30T13:38:49.5"),
            moment("2021-05-30T13:38:49.5Z")
        );
        assert_eq!(moment("2021-05-30"), moment("2021-05-30T00:00:00Z"));
        assert_eq!(
            moment("2021-05-30T15:38:49+02:00"),
            moment("2021-05-30T13:38:49Z")
        );
        assert!(moment("tomorrow").is_err());
    }
}
