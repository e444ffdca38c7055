//! Keeping what was found, moving it to somebody else, and its history.

use std::collections::BTreeSet;

use vault::Id;

use super::record::{Held, Person, What};
use super::sorts::look;
use super::tray::Tray;
use super::undo::{Change, Deed};
use super::{Family, likeness};
use crate::machine::Machine;
use crate::problem::Problem;
use crate::sight::Sight;
use crate::view::{Belongs, FamilyView, HeldListView, KeepRequest, OwnedView};

impl Family {
    /// Keeps codes that were found, each for whom the request says; nothing else is ever kept. A text that is kept already
    /// stays where it is, one that lies in the bin comes back out of it. All of them are kept or none.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) for a slip or a person that is not there any more, what is wrong with
    /// the fields of somebody new, or what the vault says.
    pub fn keep(
        &mut self,
        tray: &mut Tray,
        requests: &[KeepRequest],
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let mut made = Vec::new();
        let mut changes = Vec::new();
        let mut texts = BTreeSet::new();
        for request in requests {
            let text = tray.text(request.slip)?;
            let before = self.with_text(text);
            let binned = before.is_some_and(|id| self.held[&id].binned.is_some());
            if !texts.insert(text) || (before.is_some() && !binned) {
                continue;
            }
            let held = Held {
                person: self.owner(&request.belongs, &mut made, sight, m)?,
                since: m.moment().time,
                binned: None,
                what: What::Code(text.to_owned()),
            };
            changes.push(Change::Held(
                before.unwrap_or_else(Self::new_id),
                Some(held),
            ));
        }
        let kept = changes.len();
        changes.extend(new_people(made));
        let deed = match kept {
            0 => Deed::count("already", requests.len()),
            kept => Deed::count("keep", kept),
        };
        if kept > 0 {
            self.change(changes, deed, m)?;
        } else {
            self.note = Some(deed);
        }
        tray.kept(requests.iter().map(|request| request.slip));
        self.view("", sight)
    }

    /// Gives a code or a document to somebody else. What lies in its history under the same name goes with it.
    ///
    /// # Errors
    ///
    /// As [`Family::keep`].
    pub fn move_held(
        &mut self,
        held: u32,
        belongs: &Belongs,
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let (id, thing) = self.thing(held)?;
        let from = thing.person;
        let mut made = Vec::new();
        let person = self.owner(belongs, &mut made, sight, m)?;
        if person == from {
            return self.view("", sight);
        }
        let name = match made.first() {
            Some((_, person)) => person.fields.name.clone(),
            None => self.name_of(person),
        };
        let mut changes: Vec<Change> = new_people(made).collect();
        for id in self.with_history(id, sight) {
            if let Some(held) = self.held.get(&id) {
                let mut held = held.clone();
                held.person = person;
                changes.push(Change::Held(id, Some(held)));
            }
        }
        self.change(changes, Deed::of("move", &name), m)?;
        self.view("", sight)
    }

    /// The older versions of a code, the newest first.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) for a thing that is not there any more.
    pub fn history(&mut self, held: u32, sight: &Sight) -> Result<HeldListView, Problem> {
        let (id, thing) = self.thing(held)?;
        let name = self.name_of(thing.person);
        let Some((group, 0)) = self.group_of(id, sight) else {
            return Ok(HeldListView { held: Vec::new() });
        };
        let older = group.codes.iter().skip(1).map(|(id, checked)| OwnedView {
            name: name.clone(),
            held: self.code_view(*id, checked, 0, sight),
        });
        Ok(HeldListView {
            held: older.collect(),
        })
    }

    /// What somebody is called, in the bin too.
    pub(super) fn name_of(&self, person: Id) -> String {
        let person = self.people.get(&person);
        person.map_or_else(String::new, |person| person.fields.name.clone())
    }

    /// A code with the older ones behind it that say the same name and birth date; anything else alone.
    fn with_history(&self, id: Id, sight: &Sight) -> Vec<Id> {
        let Some((group, 0)) = self.group_of(id, sight) else {
            return vec![id];
        };
        let holder = |id: &Id| match &self.held.get(id)?.what {
            What::Code(text) => {
                let checked = look(text, sight);
                checked
                    .judgement
                    .content()
                    .map(|code| likeness::spelt(&code.holder))
            }
            What::Document(_) => None,
        };
        let first = holder(&id);
        let ids = group.codes.into_iter().map(|(id, _)| id);
        ids.filter(|other| *other == id || holder(other) == first)
            .collect()
    }
}

pub(super) fn new_people(made: Vec<(Id, Person)>) -> impl Iterator<Item = Change> {
    made.into_iter()
        .map(|(id, person)| Change::Person(id, Some(person)))
}
