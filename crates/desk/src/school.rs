//! A school's own key: codes that the school signs for its own use, and that are accepted only where the key was imported
//! (design §4, school code). They carry no colour, no vaccine and no reason.

mod cards;
mod file;
mod key;
mod list;

pub use cards::Cards;
pub(crate) use key::SchoolKey;
pub use list::{ClassList, Pupil};

use std::path::Path;

use vault::Id;
use words::Lang;

use crate::family::Family;
use crate::files;
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::view::{Saved, SchoolKeyRequest, SchoolListRequest, SchoolView};

impl Family {
    /// The School room.
    pub fn school(&self, sight: &Sight) -> SchoolView {
        SchoolView {
            key: self.school_key().map(|(_, key)| key.view(sight)),
        }
    }

    /// Makes the school's key. One vault holds one.
    ///
    /// # Errors
    ///
    /// [`Code::SchoolName`], [`Code::SchoolId`], [`Code::SchoolRegion`] for what is wrong in the request,
    /// [`Code::SchoolThere`] if there is one already, or what the vault says.
    pub fn make_school_key(
        &mut self,
        request: &SchoolKeyRequest,
        sight: &Sight,
        m: &Machine,
    ) -> Result<SchoolView, Problem> {
        if self.school_key().is_some() {
            return Err(Problem::new(Code::SchoolThere, ""));
        }
        let key = SchoolKey::new(request, m.now.timestamp())?;
        self.put_school_key(Self::new_id(), key, m)?;
        Ok(self.school(sight))
    }

    /// Writes the school's trust file, signed now, for its other computers.
    ///
    /// # Errors
    ///
    /// [`Code::SchoolNone`] without a key, [`Code::Save`], or what the vault says.
    pub fn save_school_file(&mut self, path: &Path, m: &Machine) -> Result<Saved, Problem> {
        let (id, mut key) = self.own_school_key()?;
        let file = key.file(m.now.timestamp())?;
        // First: a number that was given out once is never given out again.
        self.put_school_key(id, key, m)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files::write_whole(path, &file, true)
            .map_err(|_| Problem::new(Code::Save, name.as_ref()))?;
        Ok(Saved {
            name: name.into_owned(),
        })
    }

    /// The name that the file is given: no person's.
    pub fn school_file_name(&self) -> String {
        let id = self.school_key().map_or("school", |(_, key)| key.id());
        format!("{id}.kct")
    }

    /// The sheet with the fingerprint, to be compared when another computer imports the file.
    ///
    /// # Errors
    ///
    /// [`Code::SchoolNone`] without a key.
    pub fn school_sheet(&self, lang: Lang) -> Result<Cards, Problem> {
        let (_, key) = self.school_key().ok_or_else(none)?;
        Ok(key.sheet(lang))
    }

    /// Signs a code for each pupil of a list. Where a line has a problem, nobody's is signed.
    ///
    /// # Errors
    ///
    /// [`Code::SchoolNone`], [`Code::SchoolUntil`], [`Code::SchoolLines`], or what the vault says.
    pub fn sign_school(
        &mut self,
        request: &SchoolListRequest,
        sight: &Sight,
        m: &Machine,
    ) -> Result<Cards, Problem> {
        let (id, mut key) = self.own_school_key()?;
        let list = ClassList::read(request, &m.now)?;
        if list.pupils.is_empty() || !list.problems.is_empty() {
            return Err(Problem::new(Code::SchoolLines, ""));
        }
        let cards = key.sign(&list, sight, &m.now)?;
        // Before anything is printed, so that no index is ever used twice.
        self.put_school_key(id, key, m)?;
        Ok(cards)
    }

    fn own_school_key(&self) -> Result<(Id, SchoolKey), Problem> {
        let found = self.school_key();
        let found = found.map(|(id, key)| (id, key.clone()));
        found.ok_or_else(none)
    }
}

fn none() -> Problem {
    Problem::new(Code::SchoolNone, "")
}
