//! Documents: what has no code, kept as it is, in pieces.

use super::kept::new_people;
use super::record::{Document, DocumentForm, Held, What};
use super::tray::Tray;
use super::undo::{Change, Deed};
use super::{Family, failed};
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::view::{Belongs, FamilyView};
use paper::read::{self, Pdf};

/// Bytes of the largest document: 32 MiB.
pub(super) const LARGEST: usize = 32 << 20;
/// Bytes of a piece: the most that a record holds (kc1.md 3.3).
const PIECE: usize = 4 << 20;
/// Characters of a text that are shown.
const SHOWN: usize = 1000;
/// Dots per inch of a page on the screen.
const DPI: u32 = 144;

/// A document that is being looked at.
pub(super) enum Open {
    Pdf(Pdf),
    Picture(Vec<u8>),
    /// Nothing is drawn of a text.
    Text,
}

impl Family {
    /// Keeps a source without a code as a document, unverified.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a source or a person that is not there any more, [`Code::DocumentTooLarge`] above 32 MiB, what
    /// is wrong with the fields of somebody new, or what the vault says.
    pub fn keep_document(
        &mut self,
        tray: &mut Tray,
        source: u32,
        belongs: &Belongs,
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let paper = tray.document(source)?;
        if paper.bytes.len() > LARGEST {
            return Err(Problem::new(Code::DocumentTooLarge, paper.name));
        }
        let mut made = Vec::new();
        let person = self.owner(belongs, &mut made, sight, m)?;
        let mut changes: Vec<Change> = new_people(made).collect();
        let mut pieces = Vec::new();
        for piece in paper.bytes.chunks(PIECE) {
            let id = Self::new_id();
            pieces.push(id);
            changes.push(Change::Piece(id, Some(piece.to_vec())));
        }
        let document = Document {
            name: paper.name.to_owned(),
            form: paper.form,
            bytes: paper.bytes.len() as u64,
            begins: paper
                .text
                .unwrap_or_default()
                .trim()
                .chars()
                .take(SHOWN)
                .collect(),
            pieces,
        };
        let held = Held {
            person,
            since: m.moment().time,
            binned: None,
            what: What::Document(document),
        };
        changes.push(Change::Held(Self::new_id(), Some(held)));
        self.change(changes, Deed::count("keep-document", 1), m)?;
        tray.put_back(source);
        self.view("", sight)
    }

    /// How many pages of a document can be drawn: those of a PDF, one of a picture, none of a text.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a thing that is not there any more or is no document, [`Code::Damaged`] if it cannot be
    /// drawn, or what the vault says.
    pub fn document_pages(&mut self, held: u32) -> Result<u32, Problem> {
        Ok(match self.look_at(held)? {
            Open::Pdf(pdf) => u32::try_from(pdf.pages()).unwrap_or(u32::MAX),
            Open::Picture(_) => 1,
            Open::Text => 0,
        })
    }

    /// A page (from 0) of a document as PNG.
    ///
    /// # Errors
    ///
    /// As [`Family::document_pages`]; [`Code::Closed`] if there is no such page.
    pub fn document_page(&mut self, held: u32, page: u32) -> Result<Vec<u8>, Problem> {
        match self.look_at(held)? {
            Open::Pdf(pdf) => pdf.page_png(page as usize, DPI).map_err(drawn),
            Open::Picture(png) if page == 0 => Ok(png.clone()),
            Open::Picture(_) | Open::Text => Err(super::gone()),
        }
    }

    /// The bytes of a document, as they were kept.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a thing that is not there any more or is no document, or what the vault says.
    pub fn document_bytes(&self, held: u32) -> Result<Vec<u8>, Problem> {
        match &self.thing(held)?.1.what {
            What::Document(document) => self.bytes_of(document),
            What::Code(_) => Err(super::gone()),
        }
    }

    fn look_at(&mut self, held: u32) -> Result<&Open, Problem> {
        let (id, thing) = self.thing(held)?;
        let What::Document(document) = &thing.what else {
            return Err(super::gone());
        };
        let form = document.form;
        let open = match &self.looked_at {
            Some((open, _)) if *open == id => None,
            _ => Some(open(form, self.bytes_of(document)?)?),
        };
        let now = match (open, self.looked_at.take()) {
            (None, Some(before)) => before,
            (Some(open), _) => (id, open),
            (None, None) => return Err(super::gone()),
        };
        Ok(&self.looked_at.insert(now).1)
    }

    fn bytes_of(&self, document: &Document) -> Result<Vec<u8>, Problem> {
        let damaged = || Problem::new(Code::VaultDamaged, "");
        let mut bytes = Vec::new();
        for piece in &document.pieces {
            let piece = self.vault.get(piece).map_err(|error| failed(&error))?;
            bytes.extend_from_slice(&piece.ok_or_else(damaged)?.content);
        }
        let whole = bytes.len() as u64 == document.bytes;
        whole.then_some(bytes).ok_or_else(damaged)
    }
}

fn open(form: DocumentForm, bytes: Vec<u8>) -> Result<Open, Problem> {
    Ok(match form {
        DocumentForm::Pdf => Open::Pdf(Pdf::open(bytes).map_err(drawn)?),
        DocumentForm::Picture => Open::Picture(read::picture_png(&bytes).map_err(drawn)?),
        DocumentForm::Text => Open::Text,
    })
}

fn drawn(error: read::ReadError) -> Problem {
    let code = match error {
        read::ReadError::NoSuchPage => Code::Closed,
        read::ReadError::TooLarge => Code::TooLarge,
        _ => Code::Damaged,
    };
    Problem::new(code, "")
}
