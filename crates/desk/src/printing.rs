//! Printing: judged codes become a PDF in which every code was read back.

use std::path::Path;

use jiff::tz::TimeZone;
use words::Lang;

use crate::check::Checked;
use crate::problem::{Code, Problem};
use crate::view::{PrintView, PrintedSlip, Stock};

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// On what.
    pub stock: Stock,
    /// In which languages, the first first.
    pub langs: &'a [Lang],
    /// The second, deliberate choice: print refused codes too.
    pub even_refused: bool,
    /// The zone in which dates are written.
    pub zone: &'a TimeZone,
}

/// A finished PDF.
pub struct Job {
    pdf: Vec<u8>,
    slips: Vec<PrintedSlip>,
}

impl Job {
    /// The bytes to save.
    pub fn pdf(&self) -> &[u8] {
        &self.pdf
    }

    /// The job as the window shows it.
    pub fn view(&self, job: u32) -> PrintView {
        PrintView {
            job,
            pages: 0,
            bytes: 0,
            slips: self.slips.clone(),
        }
    }

    /// A page (from 0) as PNG.
    pub fn page_png(&self, _page: usize) -> Result<Vec<u8>, Problem> {
        Err(Problem::new(Code::Closed, ""))
    }
}

/// Prints codes.
pub fn print(
    _codes: &[(u32, &Checked)],
    _options: &Options<'_>,
    _fonts: &Path,
) -> Result<Job, Problem> {
    Err(Problem::new(Code::NothingToPrint, ""))
}
