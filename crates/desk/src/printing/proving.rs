//! A PDF on its way to a job: each code in it is read back, page by page, so that a person sees how far it is and can stop.

use paper::Sheet;
use paper::read::Pdf;

use super::{Job, Printed, micrometres};
use crate::problem::{Code, Problem};
use crate::view::PrintView;

/// Pages of which not every code has been read back. It can be looked at, and nothing else, until [`Self::finish`].
#[derive(Debug)]
pub struct Proving {
    proving: paper::Proving,
    pages: Pdf,
    /// Of the slips, in their order.
    ids: Vec<u32>,
    first: Option<String>,
}

impl Proving {
    /// `ids` name the slips of the sheet; `first` is what to do before the rest is printed.
    pub(super) fn new(sheet: Sheet, ids: Vec<u32>, first: Option<String>) -> Result<Self, Problem> {
        let pages = Pdf::open(sheet.pdf.clone()).map_err(|_| unreadable())?;
        Ok(Self {
            proving: paper::prove(sheet),
            pages,
            ids,
            first,
        })
    }

    /// Reads the codes of the next page back.
    pub fn step(&mut self) {
        // What became of it is told at the end.
        drop(self.proving.next());
    }

    /// Whether every page has been read back, or one of them could not be.
    pub fn is_over(&self) -> bool {
        self.proving.is_over()
    }

    /// Reads back what is left.
    ///
    /// # Errors
    ///
    /// [`Code::NotReadableAgain`] if a code did not read as it should. Nothing is offered then.
    pub fn finish(self) -> Result<Job, Problem> {
        let proven = self.proving.finish().map_err(|_| unreadable())?;
        let slips = proven.sheet().placed.iter().zip(proven.proofs());
        let printed = slips.map(|(placed, proof)| Printed {
            id: self.ids[placed.slip],
            page: placed.page + 1,
            slip_mm: placed.area.into(),
            code_mm: placed.code.into(),
            level: match placed.level {
                paper::Level::Q => "Q",
                paper::Level::M => "M",
                paper::Level::L => "L",
            },
            version: placed.version,
            module_mm: micrometres(placed.module),
            read_300: proof.read_300,
            read_150: proof.read_150,
        });
        Ok(Job {
            printed: printed.collect(),
            run: proven.sheet().run,
            first: self.first,
            pages: self.pages,
            bytes: proven.into_pdf(),
        })
    }

    /// The pages as the window shows them: nothing is said of their codes yet.
    pub fn view(&self, job: u32) -> PrintView {
        let sheet = self.proving.sheet();
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        PrintView {
            job,
            pages: small(sheet.pages),
            proven: small(self.proving.pages()),
            run: small(sheet.run),
            first: self.first.clone(),
            bytes: small(sheet.pdf.len()),
            slips: Vec::new(),
        }
    }

    /// As [`Job::page_png`].
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if there is no such page.
    pub fn page_png(&self, page: usize) -> Result<Vec<u8>, Problem> {
        super::page_png(&self.pages, page)
    }
}

fn unreadable() -> Problem {
    Problem::new(Code::NotReadableAgain, "")
}
