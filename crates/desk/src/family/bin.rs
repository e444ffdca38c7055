//! The bin: what lies there comes back for 30 days, then it goes for good.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use vault::Id;

use super::notes::Notes;
use super::record::{Held, What};
use super::undo::{Change, Deed};
use super::{Family, failed};
use crate::machine::Machine;
use crate::problem::Problem;
use crate::sight::Sight;
use crate::view::{FamilyView, HeldListView, OwnedView};

/// Seconds that something lies in the bin (design 5: 30 days).
pub(super) const STAY: u64 = 30 * DAY;
/// Seconds by which the clock may be ahead of the vault's last commit and still be believed at once: half as long again
/// as things lie in the bin.
const LEAP: u64 = 45 * DAY;
/// Seconds.
const DAY: u64 = 24 * 60 * 60;

impl Family {
    /// Puts a thing into the bin; a code that counts goes with its history.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) for a thing that is not there any more, or what the vault says.
    pub fn bin_held(
        &mut self,
        held: u32,
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let (id, thing) = self.thing(held)?;
        if thing.binned.is_some() {
            return self.view("", sight);
        }
        let name = self.name_of(thing.person);
        let ids = match self.group_of(id, sight) {
            Some((group, 0)) => group.codes.into_iter().map(|(id, _)| id).collect(),
            _ => vec![id],
        };
        let changes = self.laid(&ids, Some(m.moment().time));
        self.change(changes, Deed::of("bin", &name), m)?;
        self.view("", sight)
    }

    /// Puts somebody into the bin, with everything that is kept of them.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) for somebody who is not there any more, or what the vault says.
    pub fn remove_person(
        &mut self,
        id: u32,
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let (id, person) = self.person(id)?;
        let deed = Deed::of("remove", &person.fields.name);
        let binned = Some(m.moment().time);
        let mut person = person.clone();
        person.binned = binned;
        let of_them = self
            .held
            .iter()
            .filter(|(_, held)| held.person == id && held.binned.is_none());
        let ids: Vec<Id> = of_them.map(|(id, _)| *id).collect();
        let mut changes = self.laid(&ids, binned);
        changes.push(Change::Person(id, Some(person)));
        self.change(changes, deed, m)?;
        self.view("", sight)
    }

    /// Takes a thing back out of the bin, with its history, and the person whose it is if they lie there too.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) for a thing that is not there any more, or what the vault says.
    pub fn unbin(&mut self, held: u32, sight: &Sight, m: &Machine) -> Result<FamilyView, Problem> {
        let (id, thing) = self.thing(held)?;
        let owner = thing.person;
        if thing.binned.is_none() {
            return self.view("", sight);
        }
        let deed = Deed::of("unbin", &self.name_of(owner));
        let ids = match self.group_of(id, sight) {
            Some((group, _)) => group.codes.into_iter().map(|(id, _)| id).collect(),
            None => vec![id],
        };
        let mut changes = self.laid(&ids, None);
        let away = self
            .people
            .get(&owner)
            .filter(|person| person.binned.is_some());
        changes.extend(away.map(|person| {
            let mut person = person.clone();
            person.binned = None;
            Change::Person(owner, Some(person))
        }));
        self.change(changes, deed, m)?;
        self.view("", sight)
    }

    /// What lies in the bin, the newest first.
    pub fn bin(&mut self, sight: &Sight) -> HeldListView {
        let in_bin = |held: &Held| held.binned.is_some();
        let mut lying: Vec<(Option<u64>, OwnedView)> = Vec::new();
        for group in self.groups(sight, in_bin) {
            let Some((id, checked)) = group.codes.first() else {
                continue;
            };
            let held = OwnedView {
                name: self.name_of(group.person),
                held: self.code_view(*id, checked, group.codes.len() - 1, sight),
            };
            lying.push((self.held.get(id).and_then(|held| held.binned), held));
        }
        for (id, held) in self.held.iter().filter(|(_, held)| in_bin(held)) {
            if let What::Document(document) = &held.what {
                let view = OwnedView {
                    name: self.name_of(held.person),
                    held: self.document_view(*id, held, document, sight),
                };
                lying.push((held.binned, view));
            }
        }
        lying.sort_by_key(|(binned, _)| Reverse(*binned));
        HeldListView {
            held: lying.into_iter().map(|(_, view)| view).collect(),
        }
    }

    /// Deletes for good what lies in the bin. Nothing before it can be undone any more.
    ///
    /// # Errors
    ///
    /// What the vault says.
    pub fn empty_bin(&mut self, sight: &Sight, m: &Machine) -> Result<FamilyView, Problem> {
        let count = self.bin_count(sight);
        self.delete(|_| true, m)?;
        self.note = Some(Deed::count("empty", count));
        self.view("", sight)
    }

    /// Deletes for good what lay in the bin for 30 days: called when the vault was unlocked.
    ///
    /// A clock that is wrong once deletes nothing. If it is behind the vault's last commit, nothing is done. If it is more
    /// than 45 days ahead of that, what would go stays, and the moment is noted; it goes at an unlocking at least 30 days
    /// later, if the clock was not set back between. So a clock that is wrong and stays wrong takes nothing either: it runs
    /// no faster than a right one.
    ///
    /// # Errors
    ///
    /// What the vault says.
    pub fn sweep(&mut self, m: &Machine) -> Result<(), Problem> {
        let now = m.moment().time;
        let written = self.vault.written();
        if now < written {
            return Ok(());
        }
        let mut doubted = Notes::read(&self.vault).doubted;
        if doubted.is_some_and(|at| now < at) {
            self.doubt(None, m)?;
            doubted = None;
        }
        let due = |binned: u64| binned.saturating_add(STAY) <= now;
        let held = self.held.values().filter_map(|held| held.binned);
        let people = self.people.values().filter_map(|person| person.binned);
        if !held.chain(people).any(due) {
            return Ok(());
        }
        match doubted {
            None if now - written > LEAP => return self.doubt(Some(now), m),
            Some(at) if now - at < STAY => return Ok(()),
            _ => {}
        }
        self.delete(due, m)?;
        match doubted {
            Some(_) => self.doubt(None, m),
            None => Ok(()),
        }
    }

    /// Notes since when the clock waits to be confirmed.
    fn doubt(&mut self, since: Option<u64>, m: &Machine) -> Result<(), Problem> {
        let noted = Notes::change(&mut self.vault, m, |notes| notes.doubted = since);
        noted.map_err(|error| failed(&error))
    }

    /// How many things [`Family::bin`] lists.
    pub(super) fn bin_count(&self, sight: &Sight) -> usize {
        let in_bin = |held: &Held| held.binned.is_some();
        let documents = self.held.values().filter(|held| in_bin(held));
        let documents = documents.filter(|held| matches!(held.what, What::Document(_)));
        self.groups(sight, in_bin).len() + documents.count()
    }

    /// Deletes what was put into the bin at a time for which `due` holds.
    fn delete(&mut self, due: impl Fn(u64) -> bool, m: &Machine) -> Result<(), Problem> {
        let mut changes = Vec::new();
        let mut owners = BTreeSet::new();
        for (id, held) in &self.held {
            if !held.binned.is_some_and(&due) {
                owners.insert(held.person);
                continue;
            }
            changes.push(Change::Held(*id, None));
            if let What::Document(document) = &held.what {
                changes.extend(
                    document
                        .pieces
                        .iter()
                        .map(|piece| Change::Piece(*piece, None)),
                );
            }
        }
        for (id, person) in &self.people {
            if person.binned.is_some_and(&due) && !owners.contains(id) {
                changes.push(Change::Person(*id, None));
                changes.extend(self.issued_to(*id));
            }
        }
        if changes.is_empty() {
            return Ok(());
        }
        self.looked_at = None;
        self.judged.borrow_mut().forget();
        self.change_for_good(changes, m)
    }

    /// These things with another mark of the bin.
    fn laid(&self, ids: &[Id], binned: Option<u64>) -> Vec<Change> {
        let things = ids.iter().filter_map(|id| Some((*id, self.held.get(id)?)));
        let laid = things.map(|(id, held)| {
            let held = Held {
                binned,
                ..held.clone()
            };
            Change::Held(id, Some(held))
        });
        laid.collect()
    }
}
