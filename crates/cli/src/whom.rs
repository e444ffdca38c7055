//! People on the board, as a command line names them.

use desk::Sight;
use desk::family::Family;
use desk::view::{Belongs, PersonFields};

use crate::exit::Stop;

/// Everybody who is kept.
#[derive(Default)]
pub(crate) struct Board(Vec<Person>);

struct Person {
    handle: u32,
    id: Option<String>,
    name: String,
    latin: Option<String>,
}

impl Board {
    /// The people of the open vault.
    pub(crate) fn of(family: &mut Family, sight: &Sight) -> Result<Self, Stop> {
        let people = family.view("", sight)?.people.into_iter();
        let people = people.map(|person| Person {
            handle: person.id,
            id: family.stable(person.id),
            name: person.name,
            latin: person.latin,
        });
        Ok(Self(people.collect()))
    }

    /// What people call whoever it belongs to.
    pub(crate) fn name<'a>(&'a self, belongs: &'a Belongs) -> &'a str {
        match belongs {
            Belongs::Person { id } => self
                .0
                .iter()
                .find(|person| person.handle == *id)
                .map_or("", |person| person.name.as_str()),
            Belongs::New { fields } if fields.name.is_empty() => &fields.latin,
            Belongs::New { fields } => &fields.name,
        }
    }

    /// Whoever is named `to`, by name in either script or by id; else somebody new of that name, of whom also is known
    /// what `suggested` says.
    pub(crate) fn named(&self, to: &str, suggested: Option<&Belongs>) -> Result<Belongs, Stop> {
        let there = self.find(to)?;
        Ok(match there {
            Some(id) => Belongs::Person { id },
            None => Belongs::New {
                fields: PersonFields {
                    name: to.trim().to_owned(),
                    ..known(suggested)
                },
            },
        })
    }

    /// The handle of somebody who is kept, by name in either script or by id.
    pub(crate) fn somebody(&self, named: &str) -> Result<u32, Stop> {
        let there = self.find(named)?;
        there.ok_or_else(|| Stop::Missing("cli-no-such-person", named.trim().to_owned()))
    }

    fn find(&self, named: &str) -> Result<Option<u32>, Stop> {
        let named = named.trim();
        let is = |text: &str| text.trim().to_lowercase() == named.to_lowercase();
        let found = self.0.iter().filter(|person| {
            person.id.as_deref() == Some(named)
                || is(&person.name)
                || person.latin.as_deref().is_some_and(is)
        });
        let found: Vec<&Person> = found.collect();
        match found.as_slice() {
            [] => Ok(None),
            [person] => Ok(Some(person.handle)),
            _ => Err(Stop::Usage("cli-two-of-that-name", named.to_owned())),
        }
    }
}

fn known(suggested: Option<&Belongs>) -> PersonFields {
    match suggested {
        Some(Belongs::New { fields }) => fields.clone(),
        _ => PersonFields::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> Board {
        let person = |handle, id: &str, name: &str, latin: Option<&str>| Person {
            handle,
            id: Some(id.to_owned()),
            name: name.to_owned(),
            latin: latin.map(str::to_owned),
        };
        Board(vec![
            person(1, "0a1b2c3d", "陈晓雨", Some("Chen Xiaoyu")),
            person(2, "11111111", "李梅", None),
            person(3, "22222222", "李梅", None),
        ])
    }

    #[test]
    fn a_person_is_named_in_either_script_or_by_id() {
        for to in ["陈晓雨", " chen xiaoyu", "0a1b2c3d"] {
            let belongs = board().named(to, None).expect("one");
            assert_eq!(belongs, Belongs::Person { id: 1 }, "{to}");
        }
        assert!(matches!(
            board().named("李梅", None),
            Err(Stop::Usage("cli-two-of-that-name", _))
        ));
    }

    #[test]
    fn who_is_not_there_is_new_with_what_the_code_says() {
        let suggested = Belongs::New {
            fields: PersonFields {
                name: "Wang".to_owned(),
                birth: "1950".to_owned(),
                ..PersonFields::default()
            },
        };
        let new = board().named("奶奶", Some(&suggested)).expect("new");
        let Belongs::New { fields } = &new else {
            panic!("{new:?}");
        };
        assert_eq!(
            (fields.name.as_str(), fields.birth.as_str()),
            ("奶奶", "1950")
        );
        assert_eq!(board().name(&new), "奶奶");
        assert!(matches!(
            board().somebody("奶奶"),
            Err(Stop::Missing("cli-no-such-person", _))
        ));
        assert_eq!(board().somebody("陈晓雨").ok(), Some(1));
    }
}
