//! The sources and the trust list that both commands take.

use std::io::Read;
use std::path::PathBuf;

use clap::Args;
use desk::check::{self, Checked};
use desk::problem::{Code, Problem};
use desk::source::Source;
use desk::view::Lang;
use desk::{Trust, trust};
use jiff::Timestamp;

/// By whom and for when codes are judged.
#[derive(Args)]
pub(crate) struct By {
    /// Certificates to trust: PEM or DER, a file or a folder, told apart by content. May be repeated.
    #[arg(long, value_name = "PATH")]
    trust: Vec<PathBuf>,

    /// Judge as at this moment instead of now (RFC 3339; without an offset it is UTC).
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Timestamp>,
}

/// What was found in all sources.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) codes: Vec<Checked>,
    pub(crate) problems: Vec<Problem>,
}

impl By {
    /// The trust list.
    pub(crate) fn trust(&self) -> Result<Trust, Problem> {
        let mut all = Trust::default();
        self.trust
            .iter()
            .try_for_each(|path| trust::load(path, &mut all))?;
        Ok(all)
    }

    /// The moment to judge at.
    #[expect(
        clippy::disallowed_methods,
        reason = "a shell is where the time comes from"
    )]
    pub(crate) fn at(&self) -> Timestamp {
        self.at.unwrap_or_else(Timestamp::now)
    }
}

impl Found {
    /// Adds every code in a file, or on standard input for `-`.
    pub(crate) fn read(&mut self, name: &str, trust: &Trust, now: Timestamp) {
        let source = bytes(name).and_then(|bytes| Source::open(name, bytes));
        let source = match source {
            Ok(source) => source,
            Err(problem) => return self.problems.push(problem),
        };
        for page in 0..source.pages() {
            match check::page(&source, page, trust, now) {
                Ok(codes) => self.codes.extend(codes),
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// Adds every code in a text given on the command line.
    pub(crate) fn text(&mut self, text: &str, trust: &Trust, now: Timestamp) {
        let read = Source::open("", text.as_bytes().to_vec())
            .and_then(|source| check::page(&source, 0, trust, now));
        match read {
            Ok(codes) => self.codes.extend(codes),
            Err(problem) => self.problems.push(problem),
        }
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

fn bytes(name: &str) -> Result<Vec<u8>, Problem> {
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

fn moment(text: &str) -> Result<Timestamp, String> {
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
