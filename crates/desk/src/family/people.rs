//! Who is on the board: added, changed, merged, put in another order.

use healthcode::statement::PartialDate;
use unicode_normalization::UnicodeNormalization;
use vault::Id;

use super::record::Person;
use super::undo::{Change, Deed};
use super::{Family, rights};
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::view::{Belongs, FamilyView, PersonFields, Right};

impl Family {
    /// Adds somebody (`id` is `None`), or changes what is known of them.
    ///
    /// # Errors
    ///
    /// [`Code::Name`], [`Code::Birth`], [`Code::RightUntil`] for what is wrong in the fields, [`Code::Closed`] for
    /// somebody who is not there any more, or what the vault says.
    pub fn save_person(
        &mut self,
        id: Option<u32>,
        fields: &PersonFields,
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let fields = checked(fields, sight)?;
        let name = fields.name.clone();
        match id {
            None => {
                let (id, person) = self.somebody_new(fields, 0, m);
                let changes = vec![Change::Person(id, Some(person))];
                self.change(changes, Deed::of("add", &name), m)?;
            }
            Some(handle) => {
                let (id, person) = self.person(handle)?;
                let mut person = person.clone();
                let right = |fields: &PersonFields| (fields.right, fields.until.clone());
                if right(&fields) != right(&person.fields) {
                    person.since = m.moment().time;
                }
                person.fields = fields;
                let changes = vec![Change::Person(id, Some(person))];
                self.change(changes, Deed::of("edit", &name), m)?;
            }
        }
        self.view("", sight)
    }

    /// Makes two people one: everything kept of `from` belongs to `into` from then on, and the other spelling of the
    /// name is remembered.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for somebody who is not there any more, or what the vault says.
    pub fn merge_people(
        &mut self,
        from: u32,
        into: u32,
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let ((from, gone), (into, kept)) = (self.person(from)?, self.person(into)?);
        if from == into {
            return self.view("", sight);
        }
        let mut merged = kept.clone();
        let other = &gone.fields;
        let (latin, birth) = (&mut merged.fields.latin, &mut merged.fields.birth);
        for (mine, theirs) in [(latin, &other.latin), (birth, &other.birth)] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
        merged
            .also
            .extend([&other.name, &other.latin].into_iter().cloned());
        merged.also.extend(gone.also.iter().cloned());
        let known = [merged.fields.name.clone(), merged.fields.latin.clone()];
        merged
            .also
            .retain(|name| !name.is_empty() && !known.contains(name));
        merged.also.sort();
        merged.also.dedup();
        let deed = Deed::of("merge", &merged.fields.name);
        let mut changes = vec![
            Change::Person(from, None),
            Change::Person(into, Some(merged)),
        ];
        for (id, held) in self.held.iter().filter(|(_, held)| held.person == from) {
            let mut held = held.clone();
            held.person = into;
            changes.push(Change::Held(*id, Some(held)));
        }
        changes.extend(self.enrolments_moved(from, into));
        self.change(changes, deed, m)?;
        self.view("", sight)
    }

    /// Moves somebody on the board before another, or to the end.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for somebody who is not there any more, or what the vault says.
    pub fn move_person(
        &mut self,
        id: u32,
        before: Option<u32>,
        sight: &Sight,
        m: &Machine,
    ) -> Result<FamilyView, Problem> {
        let (moved, person) = self.person(id)?;
        let deed = Deed::of("order", &person.fields.name);
        let before = before
            .map(|before| Ok(self.person(before)?.0))
            .transpose()?;
        let mut order: Vec<Id> = self.on_board().into_iter().map(|(id, _)| id).collect();
        if before == Some(moved) {
            return self.view("", sight);
        }
        order.retain(|id| *id != moved);
        let at = before.and_then(|before| order.iter().position(|id| *id == before));
        order.insert(at.unwrap_or(order.len()), moved);
        let places = (0_u32..).zip(order);
        let changes = places.filter_map(|(place, id)| {
            let person = self.people.get(&id)?;
            let moved = Person {
                place,
                ..person.clone()
            };
            (person.place != place).then_some(Change::Person(id, Some(moved)))
        });
        let changes: Vec<Change> = changes.collect();
        if !changes.is_empty() {
            self.change(changes, deed, m)?;
        }
        self.view("", sight)
    }

    /// Full birth dates of everybody, against which a PIN is judged.
    pub(crate) fn birthdays(&self) -> Vec<vault::pin::Birthday> {
        let people = self.people.values();
        let birthdays =
            people.filter_map(|person| match PartialDate::read(&person.fields.birth)? {
                PartialDate::Day(day) => Some(vault::pin::Birthday {
                    year: u16::try_from(day.year()).ok()?,
                    month: u8::try_from(day.month()).ok()?,
                    day: u8::try_from(day.day()).ok()?,
                }),
                _ => None,
            });
        birthdays.collect()
    }

    /// Who something shall belong to. Somebody new is made once for the same fields: `made` remembers whom, and somebody
    /// of this very name and birth date on the board is not new any more.
    pub(super) fn owner(
        &self,
        belongs: &Belongs,
        made: &mut Vec<(Id, Person)>,
        sight: &Sight,
        m: &Machine,
    ) -> Result<Id, Problem> {
        let fields = match belongs {
            Belongs::Person { id } => return Ok(self.person(*id)?.0),
            Belongs::New { fields } => checked(fields, sight)?,
        };
        if let Some(id) = self.same(&fields) {
            return Ok(id);
        }
        if let Some((id, _)) = made.iter().find(|(_, person)| person.fields == fields) {
            return Ok(*id);
        }
        let further = u32::try_from(made.len()).unwrap_or(u32::MAX);
        let (id, person) = self.somebody_new(fields, further, m);
        made.push((id, person));
        Ok(id)
    }

    /// Somebody on the board with this very name, spelling and birth date.
    fn same(&self, fields: &PersonFields) -> Option<Id> {
        let of = |fields: &PersonFields| {
            let PersonFields {
                name, latin, birth, ..
            } = fields;
            [name, latin, birth].map(Clone::clone)
        };
        let known = !fields.birth.is_empty();
        let mut board = self.on_board().into_iter().filter(|_| known);
        board
            .find(|(_, person)| of(&person.fields) == of(fields))
            .map(|(id, _)| id)
    }

    /// Somebody at the end of the board, `further` places behind.
    pub(super) fn somebody_new(
        &self,
        fields: PersonFields,
        further: u32,
        m: &Machine,
    ) -> (Id, Person) {
        let last = self.people.values().map(|person| person.place + 1).max();
        let person = Person {
            fields,
            also: Vec::new(),
            since: m.moment().time,
            place: last.unwrap_or(0).saturating_add(further),
            practice: false,
            binned: None,
        };
        (Self::new_id(), person)
    }
}

/// The fields as they are kept: trimmed, in one spelling (practice: U+00B7 between the parts of a name), right.
fn checked(fields: &PersonFields, sight: &Sight) -> Result<PersonFields, Problem> {
    let name = written(&fields.name);
    let latin = written(&fields.latin);
    let (name, latin) = match (name.is_empty(), latin.is_empty()) {
        (true, true) => return Err(Problem::new(Code::Name, "")),
        (true, false) => (latin, String::new()),
        (false, _) if name == latin => (name, String::new()),
        (false, _) => (name, latin),
    };
    let birth = fields.birth.trim().to_owned();
    let born =
        PartialDate::read(&birth).ok_or_else(|| Problem::new(Code::Birth, birth.as_str()))?;
    if earliest(born).is_some_and(|day| day > sight.now.date()) {
        return Err(Problem::new(Code::Birth, birth));
    }
    let checked = PersonFields {
        name,
        latin,
        birth,
        relation: fields.relation,
        right: fields.right,
        until: match fields.right {
            Right::Own => String::new(),
            Right::Guardian | Right::Delegate => fields.until.trim().to_owned(),
        },
    };
    let missing = checked.until.is_empty() && checked.right == Right::Delegate;
    let wrong = !checked.until.is_empty() && rights::last_day(&checked).is_none();
    if missing || wrong {
        return Err(Problem::new(Code::RightUntil, ""));
    }
    Ok(checked)
}

fn written(name: &str) -> String {
    let dots = |c| match c {
        '\u{2022}' | '\u{30FB}' | '\u{FF0E}' | '\u{2027}' => '\u{B7}',
        other => other,
    };
    let name: String = name.nfc().filter(|c| !c.is_control()).map(dots).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn earliest(date: PartialDate) -> Option<jiff::civil::Date> {
    match date {
        PartialDate::Unknown => None,
        PartialDate::Year(year) => jiff::civil::Date::new(year, 1, 1).ok(),
        PartialDate::Month(year, month) => jiff::civil::Date::new(year, month, 1).ok(),
        PartialDate::Day(day) => Some(day),
    }
}
