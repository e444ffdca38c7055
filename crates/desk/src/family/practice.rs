//! 演练: a sample family at the practice authority, which goes without a trace when practice ends.

use vault::Id;

use super::Family;
use super::issued::Issued;
use super::record::Person;
use super::undo::{Change, Deed};
use crate::authority::NewAuthority;
use crate::errand::Errand;
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::view::{FamilyView, Lang, PersonFields, Relation, Right};

impl Family {
    /// Whether the family practises.
    pub fn practises(&self) -> bool {
        self.known().any(|(_, authority)| authority.practice)
    }

    /// Connects the family with the practice authority and puts two children and a grandmother on the board, if they are
    /// not there; gives what is to be asked for them.
    ///
    /// # Errors
    ///
    /// [`Code::AuthorityAnswer`] if it is no practice authority, or what the vault says.
    pub fn start_practice(
        &mut self,
        new: NewAuthority,
        sight: &Sight,
        m: &Machine,
    ) -> Result<Vec<Errand>, Problem> {
        if !new.practice {
            return Err(Problem::new(Code::AuthorityAnswer, ""));
        }
        let authority = self.connect(new, m)?;
        let there = self.people.values().any(|person| person.practice);
        if !there {
            let people = (0..).zip(samples(sight)).map(|(further, fields)| {
                let (id, person) = self.somebody_new(fields, further, m);
                let person = Person {
                    practice: true,
                    ..person
                };
                Change::Person(id, Some(person))
            });
            let people: Vec<Change> = people.collect();
            self.change_aside(people, m)?;
        }
        self.note = Some(Deed::count("practice", 1));
        let people: Vec<u32> = self
            .on_board()
            .into_iter()
            .filter(|(_, person)| person.practice)
            .map(|(id, _)| self.handle(&id))
            .collect();
        people
            .into_iter()
            .map(|person| self.codes_errand(person, authority, m))
            .collect()
    }

    /// Takes the practice authority and the sample family away again, for good.
    ///
    /// # Errors
    ///
    /// What the vault says.
    pub fn stop_practice(&mut self, sight: &Sight, m: &Machine) -> Result<FamilyView, Problem> {
        let mut changes = Vec::new();
        let authorities: Vec<Id> = self
            .known()
            .filter(|(_, authority)| authority.practice)
            .map(|(id, _)| id)
            .collect();
        for id in authorities {
            changes.extend(self.issued_by(id));
            changes.push(Change::Issued(id, None::<Issued>));
        }
        let people = self.people.iter().filter(|(_, person)| person.practice);
        let people: Vec<Id> = people.map(|(id, _)| *id).collect();
        let kept = self
            .held
            .iter()
            .filter(|(_, held)| people.contains(&held.person));
        changes.extend(kept.map(|(id, _)| Change::Held(*id, None)));
        changes.extend(people.iter().map(|id| Change::Person(*id, None)));
        self.change_for_good(changes, m)?;
        self.note = Some(Deed::count("practice-over", 1));
        self.view("", sight)
    }
}

/// Two children and a grandmother, who do not exist.
fn samples(sight: &Sight) -> [PersonFields; 3] {
    let year = sight.now.year();
    let of = |zh: &str, en: &str| match sight.lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    let person =
        |name: String, latin: &str, birth: String, relation, right, until: String| PersonFields {
            name,
            latin: latin.to_owned(),
            birth,
            relation,
            right,
            until,
        };
    [
        person(
            of("林小禾（演练）", "Xiaohe Lin (practice)"),
            "LIN XIAOHE",
            format!("{}-04-12", year - 9),
            Relation::Daughter,
            Right::Guardian,
            String::new(),
        ),
        person(
            of("林小满（演练）", "Xiaoman Lin (practice)"),
            "LIN XIAOMAN",
            format!("{}-05-21", year - 6),
            Relation::Son,
            Right::Guardian,
            String::new(),
        ),
        person(
            of("陈秀兰（演练）", "Xiulan Chen (practice)"),
            "CHEN XIULAN",
            format!("{}-11-03", year - 72),
            Relation::Grandmother,
            Right::Delegate,
            format!("{}-12-31", year + 1),
        ),
    ]
}
