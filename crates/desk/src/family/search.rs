//! Search: by parts of names, pinyin and its initials, Latin letters, and what a code is, from whom and its number.

use words::Lang;

use super::letters::folded;
use super::record::Person;
use super::{pinyin, rights};
use crate::view::HeldView;

/// What is looked for, without marks, gaps and capitals. Nothing finds everything.
pub(super) struct Query {
    words: String,
    /// Its numbers and letters may stand in a number of a code from here on: a name has fewer digits.
    number: bool,
}

impl Query {
    pub(super) fn new(text: &str) -> Self {
        let words = folded(text);
        Self {
            number: words.chars().count() >= 3,
            words,
        }
    }

    /// Whether somebody is meant: by any of their names, or by what they are to the family.
    pub(super) fn finds_person(&self, person: &Person, lang: Lang) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let fields = &person.fields;
        let mut names = [&fields.name, &fields.latin]
            .into_iter()
            .chain(&person.also);
        let turned = |name: &str| {
            let mut parts: Vec<&str> = name.split_whitespace().collect();
            let turn = parts.len().min(1);
            parts.rotate_left(turn);
            folded(&parts.join(" ")).contains(&self.words)
        };
        names.any(|name| {
            folded(name).contains(&self.words)
                || turned(name)
                || pinyin::is_found(name, &self.words)
        }) || folded(&rights::introduction(fields, lang)).contains(&self.words)
    }

    /// Whether a thing is meant: by what it is and from whom, by what it tells of, by a number in it.
    pub(super) fn finds_held(&self, held: &HeldView) -> bool {
        let finds = |text: &str| folded(text).contains(&self.words);
        let slip = &held.slip;
        let mut titles = slip.events.iter().map(|event| &event.title);
        let events = slip.events.iter().flat_map(|event| &event.facts);
        let mut values = slip.facts.iter().chain(events).map(|fact| &fact.value);
        finds(&slip.title)
            || finds(&slip.source)
            || titles.any(|title| finds(title))
            || (self.number && values.any(|value| finds(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{PersonFields, Relation};

    #[test]
    fn people_are_found_by_every_spelling() {
        let person = |name: &str, latin: &str| Person {
            fields: PersonFields {
                name: name.to_owned(),
                latin: latin.to_owned(),
                relation: Relation::Daughter,
                ..PersonFields::default()
            },
            also: vec!["Gössinger".to_owned()],
            since: 0,
            place: 0,
            practice: false,
            binned: None,
        };
        let zhang = person("张小满", "XIAOMAN ZHANG");
        for query in [
            "",
            "小满",
            "张",
            "zxm",
            "zhangx",
            "zhangxiaoman",
            "Zhang Xiaoman",
            "xiaoman zhang",
            "ZHANG",
            "gossinger",
            "GÖSS",
            "女儿",
            " ",
        ] {
            assert!(Query::new(query).finds_person(&zhang, Lang::Zh), "{query}");
        }
        for query in ["小舟", "li", "zxz", "儿子"] {
            assert!(!Query::new(query).finds_person(&zhang, Lang::Zh), "{query}");
        }
    }
}
