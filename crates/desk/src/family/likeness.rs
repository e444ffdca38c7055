//! Whether two names and birth dates are one person's: tolerant where spellings differ, and each answer can be explained.

use healthcode::Private;
use healthcode::statement::{Holder, PartialDate};
use unicode_normalization::UnicodeNormalization;

use super::letters::{Word, joined, joined_plain, words};
use super::pinyin;
use super::record::Person;
use crate::people;

/// How two names are alike, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Letter by letter.
    Same,
    /// Ä and AE, É and E, with and without hyphen.
    Spelling,
    /// But for a title.
    Title,
    /// But for middle names.
    Middle,
    /// But for the order.
    Order,
    /// One is the pinyin of the other.
    Pinyin,
    /// One is only a part of the other.
    Part,
    /// Han names that sound the same.
    Sound,
    /// But for one letter.
    Letter,
}

/// A likeness with what the birth dates say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// How the names are alike.
    pub(super) names: Likeness,
    /// Whether the birth dates say that it is the same person; else one of them says too little.
    pub(super) born_same: bool,
    /// Whether nobody needs to look.
    pub(super) sure: bool,
}

/// Every way in which somebody's name is known, and when they were born.
#[derive(Clone, Default)]
pub(super) struct Known {
    names: Vec<Name>,
    birth: PartialDate,
}

#[derive(Clone)]
struct Name {
    /// Set for a name in Han characters, without separators.
    han: Option<String>,
    /// Titles left out.
    words: Vec<Word>,
    /// How many of the words, from the first, are the surname; `None`: not told.
    surname: Option<usize>,
    titled: bool,
}

impl Known {
    /// What a code says.
    pub(super) fn of_holder(holder: &Holder) -> Self {
        let text = |part: &Option<Private<String>>| {
            part.as_ref()
                .map_or_else(String::new, |part| part.expose().clone())
        };
        let pairs = [
            (text(&holder.surname), text(&holder.forename)),
            (text(&holder.surname_latin), text(&holder.forename_latin)),
        ];
        let mut names: Vec<Name> = pairs
            .iter()
            .filter_map(|(surname, forename)| Name::of_parts(surname, forename))
            .collect();
        names.extend(Name::of(&text(&holder.full)));
        Self {
            names,
            birth: *holder.birth.expose(),
        }
    }

    /// What the family says.
    pub(super) fn of_person(person: &Person) -> Self {
        let fields = &person.fields;
        let texts = [&fields.name, &fields.latin]
            .into_iter()
            .chain(&person.also);
        Self {
            names: texts.filter_map(|text| Name::of(text)).collect(),
            birth: PartialDate::read(&fields.birth).unwrap_or_default(),
        }
    }

    /// How both are one person; `None`: they are not, as far as can be told. Two whole birth dates that differ are two
    /// persons, whatever the names.
    pub(super) fn is(&self, other: &Self) -> Option<Match> {
        let born = births(self.birth, other.birth)?;
        let pairs = self
            .names
            .iter()
            .flat_map(|a| other.names.iter().map(move |b| (a, b)));
        let mut names = pairs.filter_map(|(a, b)| a.like(b)).min()?;
        // Two sisters may have one spelling; in their own characters they have two.
        let characters = |known: &Self| known.names.iter().find_map(|name| name.han.clone());
        if let (Some(a), Some(b)) = (characters(self), characters(other))
            && a != b
        {
            names = names.max(han_like(&a, &b).unwrap_or(Likeness::Sound));
        }
        let sure = match born {
            Born::Same => names <= Likeness::Pinyin,
            Born::AsLittle => names == Likeness::Same,
            Born::Open => false,
        };
        let likely = sure || names <= Likeness::Pinyin || born == Born::Same;
        likely.then_some(Match {
            names,
            born_same: born == Born::Same,
            sure,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Born {
    /// On the same day.
    Same,
    /// Both tell the same year or month and no more.
    AsLittle,
    /// One tells too little.
    Open,
}

/// `None`: born at different times.
fn births(a: PartialDate, b: PartialDate) -> Option<Born> {
    use PartialDate::{Day, Month, Unknown, Year};
    let parts = |date| match date {
        Unknown => (None, None),
        Year(year) => (Some(year), None),
        Month(year, month) => (Some(year), Some(month)),
        Day(day) => (Some(day.year()), Some(day.month())),
    };
    let agree = |a: Option<i16>, b: Option<i16>| a.is_none() || b.is_none() || a == b;
    let ((year_a, month_a), (year_b, month_b)) = (parts(a), parts(b));
    match (a, b) {
        (Day(a), Day(b)) => (a == b).then_some(Born::Same),
        (Unknown, Unknown) => Some(Born::Open),
        (a, b) if a == b => Some(Born::AsLittle),
        _ => (agree(year_a, year_b) && agree(month_a.map(i16::from), month_b.map(i16::from)))
            .then_some(Born::Open),
    }
}

impl Name {
    fn of(text: &str) -> Option<Self> {
        Self::of_words(text, words(text), None)
    }

    fn of_parts(surname: &str, forename: &str) -> Option<Self> {
        let (first, last) = (untitled(words(surname)), untitled(words(forename)));
        let titled = first.1 || last.1;
        let count = first.0.len();
        let both = [first.0, last.0].concat();
        let split = (count > 0 && count < both.len()).then_some(count);
        let mut name = Self::of_words(&format!("{surname}{forename}"), both, split)?;
        name.titled |= titled;
        Some(name)
    }

    fn of_words(text: &str, all: Vec<Word>, surname: Option<usize>) -> Option<Self> {
        let (words, titled) = match surname {
            Some(_) => (all, false),
            None => untitled(all),
        };
        let letters = |c: &char| c.is_alphanumeric();
        let han = pinyin::is_han_name(text).then(|| text.nfkc().filter(letters).collect());
        (!words.is_empty()).then_some(Self {
            han,
            words,
            surname,
            titled,
        })
    }

    fn like(&self, other: &Self) -> Option<Likeness> {
        match (&self.han, &other.han) {
            (Some(a), Some(b)) => han_like(a, b),
            (Some(han), None) => pinyin::spells(han, &other.words).then_some(Likeness::Pinyin),
            (None, Some(han)) => pinyin::spells(han, &self.words).then_some(Likeness::Pinyin),
            (None, None) => self.spelt_like(other),
        }
    }

    fn spelt_like(&self, other: &Self) -> Option<Likeness> {
        let titled = self.titled != other.titled;
        let at_least = |likeness: Likeness| {
            Some(if titled {
                likeness.max(Likeness::Title)
            } else {
                likeness
            })
        };
        let (a, b) = (&self.words, &other.words);
        let raw = |words: &[Word]| {
            words
                .iter()
                .map(|word| word.raw.clone())
                .collect::<Vec<_>>()
        };
        let straight = self
            .orders()
            .any(|x| other.orders().any(|y| same_letters(&x, &y)));
        if straight {
            let same = self
                .orders()
                .any(|x| other.orders().any(|y| raw(&x) == raw(&y)));
            return at_least(if same {
                Likeness::Same
            } else {
                Likeness::Spelling
            });
        }
        if a.len() == b.len() && within(a, b, false) {
            return Some(Likeness::Order);
        }
        let (short, long) = if a.len() < b.len() {
            (self, other)
        } else {
            (other, self)
        };
        if within(&short.words, &long.words, true) {
            let middle = short.words.len() > 1 && long.middle_left_out(&short.words);
            return Some(if middle {
                Likeness::Middle
            } else {
                Likeness::Part
            });
        }
        if self.share_ends(other) {
            return Some(Likeness::Part);
        }
        let one_off = self.orders().any(|x| {
            other.orders().any(|y| {
                one_letter_off(&joined(&x), &joined(&y))
                    || one_letter_off(&joined_plain(&x), &joined_plain(&y))
            })
        });
        one_off.then_some(Likeness::Letter)
    }

    /// The words with surname first and last, where it is told; else as they stand.
    fn orders(&self) -> impl Iterator<Item = Vec<Word>> {
        let turned = self.surname.map(|count| {
            let (surname, forename) = self.words.split_at(count);
            [forename, surname].concat()
        });
        [Some(self.words.clone()), turned].into_iter().flatten()
    }

    /// Whether `words` hold the surname and the first forename of this name: then only middle names are missing. Where
    /// it is not told which is which, the first and the last word.
    fn middle_left_out(&self, words: &[Word]) -> bool {
        let has = |word: &Word| words.iter().any(|other| other.is(word));
        match self.surname {
            Some(count) => self.words[..=count].iter().all(has),
            None => {
                let ends = [self.words.first(), self.words.last()];
                ends.into_iter().flatten().all(has)
            }
        }
    }

    /// Whether surname and first forename are the same and only other middle names follow.
    fn share_ends(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.surname, other.surname) else {
            return false;
        };
        a == b
            && self.words[..=a]
                .iter()
                .zip(&other.words[..=b])
                .all(|(a, b)| a.is(b))
    }
}

fn untitled(all: Vec<Word>) -> (Vec<Word>, bool) {
    let names: Vec<Word> = all
        .iter()
        .filter(|word| !word.is_title())
        .cloned()
        .collect();
    let titled = !names.is_empty() && names.len() < all.len();
    (if titled { names } else { all }, titled)
}

/// With gaps anywhere.
fn same_letters(a: &[Word], b: &[Word]) -> bool {
    let spellings = |words: &[Word]| [joined(words), joined_plain(words)];
    spellings(a).iter().any(|a| spellings(b).contains(a))
        || (a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b)))
}

/// Whether each of `few` stands among `many`, each for another one; with `initials`, a single letter stands for a name
/// that begins so.
fn within(few: &[Word], many: &[Word], initials: bool) -> bool {
    let mut left: Vec<&Word> = many.iter().collect();
    let begins = |a: &Word, b: &Word| initials && (a.is_initial_of(b) || b.is_initial_of(a));
    few.iter().all(|word| {
        let same = left.iter().position(|other| word.is(other));
        let found = same.or_else(|| left.iter().position(|other| begins(word, other)));
        found.map(|at| left.remove(at)).is_some()
    })
}

fn han_like(a: &str, b: &str) -> Option<Likeness> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let given_alone = short.chars().count() > 1 && long.ends_with(short);
    if a == b {
        Some(Likeness::Same)
    } else if given_alone {
        Some(Likeness::Part)
    } else {
        pinyin::sound_alike(a, b).then_some(Likeness::Sound)
    }
}

/// One letter more, less, other, or two neighbours changed, in names of five letters or more.
fn one_letter_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a.len().min(b.len()) < 5 {
        return false;
    }
    let first = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[first..], &b[first..]);
    let after = |letters: &[char], n: usize| letters.get(n..).unwrap_or_default().to_vec();
    after(a, 1) == after(b, 1)
        || after(a, 1) == b
        || a == after(b, 1)
        || (a.len() > 1 && b.len() > 1 && (a[0], a[1]) == (b[1], b[0]) && a[2..] == b[2..])
}

/// What a code's holder is called as the family would write it: own script, Latin, birth.
pub(super) fn spelt(holder: &Holder) -> (String, String, String) {
    let name = people::name(holder);
    let latin = people::latin(holder).filter(|latin| *latin != name);
    let birth = people::iso_birth(*holder.birth.expose());
    (name, latin.unwrap_or_default(), birth.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::PersonFields;

    /// Surname and forename in the own script, then in Latin letters.
    fn holder(own: (&str, &str), latin: (&str, &str), birth: &str) -> Known {
        let part = |text: &str| (!text.is_empty()).then(|| Private::new(text.to_owned()));
        Known::of_holder(&Holder {
            surname: part(own.0),
            forename: part(own.1),
            surname_latin: part(latin.0),
            forename_latin: part(latin.1),
            birth: Private::new(PartialDate::read(birth).expect("a date")),
            ..Holder::default()
        })
    }

    fn person(name: &str, latin: &str, birth: &str) -> Known {
        Known::of_person(&Person {
            fields: PersonFields {
                name: name.to_owned(),
                latin: latin.to_owned(),
                birth: birth.to_owned(),
                ..PersonFields::default()
            },
            also: Vec::new(),
            since: 0,
            place: 0,
            practice: false,
            binned: None,
        })
    }

    const BORN: &str = "2018-06-01";

    #[test]
    fn one_person_in_many_spellings() {
        use Likeness::{Letter, Middle, Order, Part, Pinyin, Same, Sound, Spelling, Title};
        let mut wrong = Vec::new();
        for (written, surname, forename, names, sure) in [
            ("Gabriele Gößinger", "Gößinger", "Gabriele", Same, true),
            (
                "Gabriele Goessinger",
                "Gößinger",
                "Gabriele",
                Spelling,
                true,
            ),
            ("Gabriele Gossinger", "Gößinger", "Gabriele", Spelling, true),
            (
                "Gabriele Gößinger",
                "GOESSINGER",
                "GABRIELE",
                Spelling,
                true,
            ),
            ("Jørgen Ångström", "AANGSTROEM", "JOERGEN", Spelling, true),
            (
                "Břetislav Věrohodný",
                "VEROHODNY",
                "BRETISLAV",
                Spelling,
                true,
            ),
            (
                "José Pedro Pereira",
                "Pedro Pereira",
                "Jose",
                Spelling,
                true,
            ),
            ("Sean O’Neil", "ONEIL", "SEAN", Same, true),
            ("Anne-Marie Weiß", "Weiss", "Annemarie", Spelling, true),
            ("Dr. Karl Weber", "Weber", "Karl", Title, true),
            ("Karl Weber", "Dr. Weber", "Karl", Title, true),
            ("Karl Weber", "WEBER", "PROF<DR<KARL", Title, true),
            ("Mr John Smith", "Smith", "John", Title, true),
            ("Anna Müller", "Mueller", "Anna Maria", Middle, true),
            ("Anna Maria Müller", "Müller", "Anna", Middle, true),
            ("Anna M. Müller", "Müller", "Anna Maria", Middle, true),
            ("Weber Karl", "Karl", "Weber", Same, true),
            ("Maria Karl Weber", "Weber", "Karl Maria", Order, true),
            ("张小满", "张", "小满", Same, true),
            ("张小满", "ZHANG", "XIAOMAN", Pinyin, true),
            ("张小满", "XIAO<MAN", "ZHANG", Pinyin, true),
            ("单小满", "SHAN", "XIAOMAN", Pinyin, true),
            ("曾小满", "ZENG", "XIAOMAN", Pinyin, true),
            ("欧阳小满", "OUYANG", "XIAOMAN", Pinyin, true),
            ("Xiaoman Zhang", "张", "小满", Pinyin, true),
            ("小满", "张", "小满", Part, false),
            ("Maria Müller", "Müller", "Anna Maria", Part, false),
            (
                "Erika Musterfrau",
                "Musterfrau-Gößinger",
                "Erika",
                Part,
                false,
            ),
            ("张晓满", "张", "小满", Sound, false),
            ("Gabrielle Gößinger", "Gößinger", "Gabriele", Letter, false),
            ("Gabirele Gößinger", "Gößinger", "Gabriele", Letter, false),
        ] {
            let found = person(written, "", BORN).is(&holder((surname, forename), ("", ""), BORN));
            let wanted = Match {
                names,
                born_same: true,
                sure,
            };
            if found != Some(wanted) {
                wrong.push(format!("{written} / {surname}, {forename}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn two_persons_are_never_one_for_sure() {
        for (written, surname, forename) in [
            ("Anna Müller", "Müller", "Eva"),
            ("Anna Müller", "Weber", "Anna"),
            ("张小满", "张", "小舟"),
            ("张小满", "ZHANG", "XIAOZHOU"),
            ("张小满", "李", "小满"),
            ("John Smith", "Smith", "Jack"),
            ("Lea Sommer", "Sommer", "Mia"),
        ] {
            let twins = person(written, "", BORN).is(&holder((surname, forename), ("", ""), BORN));
            assert_eq!(twins, None, "{written} / {surname}, {forename}");
        }
        for (written, surname, forename) in [
            ("Anna Weber", "Weber", "Anne"),
            ("Maria Anna Weber", "Weber", "Maria Sophia"),
            ("A. Weber", "Weber", "Anna"),
            ("张晓", "张", "小"),
        ] {
            let twins = person(written, "", BORN).is(&holder((surname, forename), ("", ""), BORN));
            assert!(!twins.is_some_and(|found| found.sure), "{written}");
        }
        // The spelling in the passport is the same, the characters are not.
        let sister = holder(("张", "小"), ("ZHANG", "XIAO"), BORN);
        let found = person("张晓", "ZHANG XIAO", BORN)
            .is(&sister)
            .expect("alike");
        assert_eq!((found.names, found.sure), (Likeness::Sound, false));
    }

    #[test]
    fn birth_dates_decide() {
        let is = |a: &str, b: &str| {
            let found = person("张小满", "", a).is(&holder(("张", "小满"), ("", ""), b));
            found.map(|found| found.sure)
        };
        for (a, b, sure) in [
            (BORN, BORN, Some(true)),
            (BORN, "2018-06-02", None),
            (BORN, "2018-06", Some(false)),
            (BORN, "2018", Some(false)),
            (BORN, "2019", None),
            ("2018-05", "2018-06", None),
            ("", BORN, Some(false)),
            ("", "", Some(false)),
            ("2018", "2018", Some(true)),
        ] {
            assert_eq!(is(a, b), sure, "{a} {b}");
        }
        // One letter off needs the whole birth date.
        let typo = person("Gabrielle Weber", "", "2018").is(&holder(
            ("Weber", "Gabriele"),
            ("", ""),
            BORN,
        ));
        assert_eq!(typo, None);
    }
}
