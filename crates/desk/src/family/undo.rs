//! Every change is one commit, and remembers how things stood before it.

use std::collections::VecDeque;

use vault::{Batch, Id, Vault};
use words::{Lang, t};

use super::issued::Issued;
use super::record::{self, Held, Person};
use super::{Family, failed};
use crate::machine::{Machine, dice};
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::view::FamilyView;

/// How many steps can be undone.
const STEPS: usize = 20;

/// What one record becomes; `None`: it is removed.
pub(crate) enum Change {
    Person(Id, Option<Person>),
    Held(Id, Option<Held>),
    Piece(Id, Option<Vec<u8>>),
    Issued(Id, Option<Issued>),
}

/// What was done, to be worded as `did-<key>` and, for undoing it, as `undo-<key>`.
#[derive(Clone)]
pub(crate) struct Deed {
    key: &'static str,
    name: String,
    count: usize,
}

/// What can be undone, the last one last.
#[derive(Default)]
pub(crate) struct Steps(VecDeque<(Deed, Vec<Change>)>);

impl Deed {
    /// Something done with one person or thing.
    pub(crate) fn of(key: &'static str, name: &str) -> Self {
        Self {
            key,
            name: name.to_owned(),
            count: 1,
        }
    }

    /// Something done with several.
    pub(crate) fn count(key: &'static str, count: usize) -> Self {
        Self {
            key,
            name: String::new(),
            count,
        }
    }

    /// Whether undo takes it back: what an authority was told stays told, and what is gone for good is gone.
    pub(crate) fn can_be_undone(&self) -> bool {
        const STAYS: [&str; 7] = [
            "codes",
            "paper",
            "paper-first",
            "cancel",
            "practice",
            "practice-over",
            "empty",
        ];
        !STAYS.contains(&self.key)
    }

    /// What was done.
    pub(crate) fn note(&self, lang: Lang) -> String {
        self.words("did", lang)
    }

    fn words(&self, part: &str, lang: Lang) -> String {
        let args = [
            ("name", self.name.as_str().into()),
            ("count", self.count.into()),
        ];
        t(lang, &format!("{part}-{}", self.key), &args)
    }
}

impl Steps {
    /// What undo would undo.
    pub(crate) fn next(&self, lang: Lang) -> Option<String> {
        self.0.back().map(|(deed, _)| deed.words("undo", lang))
    }

    /// Forgets everything: what was deleted for good does not come back.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Family {
    /// Takes the last change of this unlocking back, one of the last 20.
    ///
    /// # Errors
    ///
    /// [`Code::NothingToUndo`], or what the vault says.
    pub fn undo(&mut self, sight: &Sight, m: &Machine) -> Result<FamilyView, Problem> {
        let nothing = || Problem::new(Code::NothingToUndo, "");
        let (deed, before) = self.steps.0.pop_back().ok_or_else(nothing)?;
        // What was kept and is taken back is gone for good.
        let erases =
            |change: &Change| matches!(change, Change::Held(_, None) | Change::Person(_, None));
        let erased = before.iter().any(erases);
        match self.commit(before, m) {
            Ok(_) => self.erased |= erased,
            Err((problem, before)) => {
                self.steps.0.push_back((deed, before));
                return Err(problem);
            }
        }
        self.note = Some(Deed::count("undo", 1));
        self.view("", sight)
    }

    /// Makes a change that can be undone, and says what was done.
    pub(super) fn change(
        &mut self,
        changes: Vec<Change>,
        deed: Deed,
        m: &Machine,
    ) -> Result<(), Problem> {
        let before = self.commit(changes, m).map_err(|(problem, _)| problem)?;
        self.note = Some(deed.clone());
        self.steps.0.push_back((deed, before));
        if self.steps.0.len() > STEPS {
            self.steps.0.pop_front();
        }
        Ok(())
    }

    /// Makes a change that cannot be undone.
    pub(super) fn change_for_good(
        &mut self,
        changes: Vec<Change>,
        m: &Machine,
    ) -> Result<(), Problem> {
        self.commit(changes, m).map_err(|(problem, _)| problem)?;
        self.steps.clear();
        self.erased = true;
        Ok(())
    }

    /// Makes a change that is no step of a person's: undoing passes it by.
    pub(super) fn change_aside(
        &mut self,
        changes: Vec<Change>,
        m: &Machine,
    ) -> Result<(), Problem> {
        self.commit(changes, m).map_err(|(problem, _)| problem)?;
        Ok(())
    }

    /// Writes all changes or none, in memory too; gives what takes them back, or the changes themselves.
    fn commit(
        &mut self,
        changes: Vec<Change>,
        m: &Machine,
    ) -> Result<Vec<Change>, (Problem, Vec<Change>)> {
        let mut batch = Batch::new();
        for change in &changes {
            match change {
                Change::Person(id, Some(person)) => {
                    batch.put(*id, record::PERSON, &person.stored())
                }
                Change::Held(id, Some(held)) => {
                    let (kind, content) = held.stored();
                    batch.put(*id, kind, &content)
                }
                Change::Piece(id, Some(bytes)) => batch.put(*id, record::PIECE, bytes),
                Change::Issued(id, Some(issued)) => {
                    let (kind, content) = issued.stored();
                    batch.put(*id, kind, &content)
                }
                Change::Person(id, None)
                | Change::Held(id, None)
                | Change::Piece(id, None)
                | Change::Issued(id, None) => batch.remove(*id),
            };
        }
        if let Err(error) = self.vault.commit(batch, m.moment(), &mut dice()) {
            return Err((failed(&error), changes));
        }
        let mut before: Vec<Change> = changes
            .into_iter()
            .map(|change| self.take(change))
            .collect();
        before.reverse();
        Ok(before)
    }

    /// Makes one change in memory; gives what takes it back.
    fn take(&mut self, change: Change) -> Change {
        if let Change::Person(id, Some(_))
        | Change::Held(id, Some(_))
        | Change::Issued(id, Some(_)) = &change
        {
            self.handles.give(*id);
        }
        match change {
            Change::Person(id, Some(person)) => Change::Person(id, self.people.insert(id, person)),
            Change::Person(id, None) => Change::Person(id, self.people.remove(&id)),
            Change::Held(id, Some(held)) => Change::Held(id, self.held.insert(id, held)),
            Change::Held(id, None) => Change::Held(id, self.held.remove(&id)),
            Change::Issued(id, Some(issued)) => Change::Issued(id, self.issued.insert(id, issued)),
            Change::Issued(id, None) => Change::Issued(id, self.issued.remove(&id)),
            // Pieces are put together with their document and go with it for good.
            Change::Piece(id, _) => Change::Piece(id, None),
        }
    }

    /// An id for a new record.
    pub(crate) fn new_id() -> Id {
        Vault::new_id(&mut dice())
    }
}
