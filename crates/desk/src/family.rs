//! The family: people, and what is kept of them in the vault.

mod authorities;
mod bin;
mod board;
mod documents;
mod handles;
pub(crate) mod issued;
mod judged;
mod kept;
mod letters;
mod likeness;
mod live;
mod naming;
pub(crate) mod notes;
mod people;
pub(crate) mod pinyin;
mod practice;
mod ready;
pub(crate) mod record;
mod rights;
mod runs;
mod safety;
mod search;
mod showing;
mod sorts;
mod suggest;
pub mod tray;
mod undo;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use vault::{Id, Vault};

use crate::problem::{Code, Problem};
use handles::Handles;
use issued::Issued;
use judged::Judged;
use record::{Held, Person};
use undo::{Deed, Steps};

/// The open vault, as people and what is kept of them.
pub struct Family {
    vault: Vault,
    people: BTreeMap<Id, Person>,
    held: BTreeMap<Id, Held>,
    /// What authorities issued.
    issued: BTreeMap<Id, Issued>,
    handles: Handles,
    steps: Steps,
    /// What was done by the call that is running.
    note: Option<Deed>,
    /// The document that was looked at last, decrypted.
    looked_at: Option<(Id, documents::Open)>,
    /// What was judged a moment ago.
    judged: RefCell<Judged>,
    /// Whether anything was deleted for good.
    erased: bool,
    /// Authorities that said no, or nothing, and until when they are left alone.
    waits: BTreeMap<Id, runs::Wait>,
}

impl Family {
    /// Reads the people out of an open vault.
    ///
    /// # Errors
    ///
    /// [`Code::VaultDamaged`] if a record is damaged, [`Code::VaultNewer`] if a later version wrote it.
    pub fn open(vault: Vault) -> Result<Self, Problem> {
        let mut people = BTreeMap::new();
        let mut held = BTreeMap::new();
        let mut issued = BTreeMap::new();
        let mut handles = Handles::default();
        for entry in vault.list(None) {
            if [record::PIECE, record::NOTES].contains(&entry.kind) {
                continue;
            }
            let found = vault.get(&entry.id).map_err(|error| failed(&error))?;
            let found = found.ok_or_else(|| Problem::new(Code::VaultDamaged, ""))?;
            handles.give(entry.id);
            match found.kind {
                record::PERSON => drop(people.insert(entry.id, Person::read(&found.content)?)),
                kind @ (record::CODE | record::DOCUMENT) => {
                    drop(held.insert(entry.id, Held::read(kind, &found.content)?));
                }
                kind @ (record::AUTHORITY | record::ENROLMENT | record::STRIP | record::SCHOOL) => {
                    drop(issued.insert(entry.id, Issued::read(kind, &found.content)?));
                }
                // A later version's; it stays where it is.
                _ => {}
            }
        }
        Ok(Self {
            vault,
            people,
            held,
            issued,
            handles,
            steps: Steps::default(),
            note: None,
            looked_at: None,
            judged: RefCell::default(),
            erased: false,
            waits: BTreeMap::new(),
        })
    }

    /// The vault, for what concerns its keys.
    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The same, to change them.
    pub(crate) fn vault_mut(&mut self) -> &mut Vault {
        &mut self.vault
    }

    /// Gives the vault back, to be locked; everything read from it is gone.
    pub(crate) fn close(self) -> Vault {
        self.vault
    }

    /// Whether something was deleted for good since the vault was opened: old pages hold it until the vault's key
    /// changes ([`Vault::change_vmk`]).
    pub(crate) fn wants_new_vmk(&self) -> bool {
        self.erased
    }

    /// The person behind a handle, if they are on the board.
    fn person(&self, handle: u32) -> Result<(Id, &Person), Problem> {
        let id = self.handles.id(handle);
        let found = id.and_then(|id| Some((id, self.people.get(&id)?)));
        found
            .filter(|(_, person)| person.binned.is_none())
            .ok_or_else(gone)
    }

    /// The thing behind a handle, wherever it lies.
    fn thing(&self, handle: u32) -> Result<(Id, &Held), Problem> {
        let id = self.handles.id(handle);
        id.and_then(|id| Some((id, self.held.get(&id)?)))
            .ok_or_else(gone)
    }

    /// People who are not in the bin, in the order that somebody chose.
    fn on_board(&self) -> Vec<(Id, &Person)> {
        let mut people: Vec<_> = self
            .people
            .iter()
            .map(|(id, person)| (*id, person))
            .collect();
        people.retain(|(_, person)| person.binned.is_none());
        people.sort_by_key(|(id, person)| (person.place, *id));
        people
    }
}

impl fmt::Debug for Family {
    /// Only how many there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (people, held) = (self.people.len(), self.held.len());
        write!(f, "Family({people} people, {held} things)")
    }
}

/// A handle that leads nowhere any more.
fn gone() -> Problem {
    Problem::new(Code::Closed, "")
}

/// What the vault could not do, in the desk's words.
fn failed(error: &vault::Error) -> Problem {
    use vault::Error;
    let code = match error {
        Error::Damaged(_) => Code::VaultDamaged,
        Error::InUse => Code::InUse,
        Error::KeyChanging => Code::KeyChanging,
        Error::Missing => Code::NeverSet,
        Error::NewerFormat => Code::VaultNewer,
        Error::NoSpace => Code::NoSpace,
        Error::Unwritable => Code::VaultUnwritable,
        _ => Code::VaultFailed,
    };
    Problem::new(code, "")
}
