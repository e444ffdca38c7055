//! The proof: each printed code is drawn as a printer would and read back before it is offered.

use crate::read::{Gray, Pdf, ReadError, codes};
use crate::stock::Area;
use crate::{Placed, Sheet};

/// Dots per inch at which every code must read: an office printer, and a poor copier.
pub const PROOF_RESOLUTIONS: [u32; 2] = [300, 150];

/// What became of one slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The slip, from 0.
    pub slip: usize,
    /// Its code reads as it should at 300 dpi.
    pub read_300: bool,
    /// And at 150 dpi.
    pub read_150: bool,
}

impl Proof {
    /// Read at both.
    pub fn holds(&self) -> bool {
        self.read_300 && self.read_150
    }
}

/// A sheet of which every code has been read back. Only [`Proving::finish`] makes one.
#[derive(Clone, Debug)]
pub struct Proven {
    sheet: Sheet,
    proofs: Vec<Proof>,
}

impl Proven {
    /// The sheet.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The bytes of the PDF, without a copy.
    pub fn into_pdf(self) -> Vec<u8> {
        self.sheet.pdf
    }

    /// One proof for each slip, in their order; all hold.
    pub fn proofs(&self) -> &[Proof] {
        &self.proofs
    }
}

/// Why a sheet is not offered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unproven {
    /// These slips did not read back; the rest did.
    #[error("{} codes do not read back", .0.len())]
    Codes(Vec<Proof>),
    /// The printed PDF could not be drawn.
    #[error("the printed page cannot be drawn: {0}")]
    Page(#[from] ReadError),
}

/// Starts to prove a sheet. Each step of the iterator draws and reads one page, so that a caller
/// can show progress, or stop by not asking for more.
pub fn prove(sheet: Sheet) -> Proving {
    Proving {
        sheet,
        pdf: None,
        page: 0,
        proofs: Vec::new(),
        failed: None,
    }
}

/// A proof on its way: an iterator over pages, see [`prove()`].
pub struct Proving {
    sheet: Sheet,
    pdf: Option<Pdf>,
    page: usize,
    proofs: Vec<Proof>,
    failed: Option<ReadError>,
}

impl Iterator for Proving {
    /// The proofs of one page.
    type Item = Result<Vec<Proof>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over() {
            return None;
        }
        let page = self.prove_page();
        self.page += 1;
        match &page {
            Ok(proofs) => self.proofs.extend(proofs),
            Err(error) => self.failed = Some(*error),
        }
        Some(page)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.sheet.pages - self.page;
        (0, Some(left))
    }
}

impl Proving {
    /// The sheet, of which not every code has been read back.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// How many pages have been read back so far.
    pub fn pages(&self) -> usize {
        self.page
    }

    /// Whether every page has been read back, or one could not be.
    pub fn is_over(&self) -> bool {
        self.page >= self.sheet.pages || self.failed.is_some()
    }

    /// Proves what is left and hands out the sheet, if every code reads.
    ///
    /// # Errors
    /// [`Unproven`].
    pub fn finish(mut self) -> Result<Proven, Unproven> {
        self.by_ref().for_each(drop);
        if let Some(error) = self.failed {
            return Err(error.into());
        }
        let failed: Vec<Proof> = self
            .proofs
            .iter()
            .filter(|proof| !proof.holds())
            .copied()
            .collect();
        if failed.is_empty() {
            Ok(Proven {
                sheet: self.sheet,
                proofs: self.proofs,
            })
        } else {
            Err(Unproven::Codes(failed))
        }
    }

    fn prove_page(&mut self) -> Result<Vec<Proof>, ReadError> {
        let pdf = match self.pdf.take() {
            Some(pdf) => pdf,
            None => Pdf::open(self.sheet.pdf.clone())?,
        };
        let [fine, coarse] = PROOF_RESOLUTIONS;
        let (at_300, at_150) = (pdf.page(self.page, fine)?, pdf.page(self.page, coarse)?);
        self.pdf = Some(pdf);
        let here = self
            .sheet
            .placed
            .iter()
            .filter(|placed| placed.page == self.page);
        let proof = |placed: &Placed| {
            let expected = &self.sheet.codes[placed.slip];
            Proof {
                slip: placed.slip,
                read_300: reads(&at_300, fine, placed.code, expected),
                read_150: reads(&at_150, coarse, placed.code, expected),
            }
        };
        Ok(here.map(proof).collect())
    }
}

impl std::fmt::Debug for Proving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Proving({} of {} pages)", self.page, self.sheet.pages)
    }
}

/// Whether the code, cut out with its quiet zone and no more, says what it should and only that.
fn reads(page: &Gray, dpi: u32, code: Area, expected: &str) -> bool {
    let pixels = |millimetres: f32| (millimetres / 25.4 * dpi as f32).round() as u32;
    let part = page.crop(
        pixels(code.x),
        pixels(code.y),
        pixels(code.width),
        pixels(code.height),
    );
    part.is_some_and(|part| {
        let found = codes(&part);
        matches!(&found[..], [one] if one.text == expected)
    })
}
