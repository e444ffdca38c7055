//! A class list, typed or pasted: one pupil a line.

use std::collections::BTreeMap;

use healthcode::statement::PartialDate;
use jiff::civil::Date;
use jiff::{SignedDuration, Zoned};
use unicode_normalization::UnicodeNormalization;
use words::{Lang, t};

use crate::people::is_han;
use crate::problem::{Code, Problem};
use crate::view::{LineProblemView, PupilView, SchoolListRequest, SchoolListView};

/// A class list as it was read.
pub struct ClassList {
    /// Who can be signed for.
    pub pupils: Vec<Pupil>,
    /// What is wrong with lines, by their number from 1.
    pub problems: Vec<(u32, Problem)>,
    /// The last day of the codes.
    pub until: Date,
}

/// One pupil.
#[derive(Clone, PartialEq, Eq)]
pub struct Pupil {
    /// The line, from 1.
    pub line: u32,
    /// The name as it stands on the card.
    pub name: String,
    /// The class; empty: none was given.
    pub class: String,
    /// Month and day of birth, if the list has them.
    pub birthday: Option<(u8, u8)>,
}

impl ClassList {
    /// Reads a list. Name, class and birth date stand in any order behind the name, separated by tabs, commas or
    /// semicolons; behind a Han name by gaps, too. Every problem is told at once.
    ///
    /// # Errors
    ///
    /// [`Code::SchoolUntil`] if the last day is no day, is over, or lies more than 199 days ahead (kc1.md 1.2, rule 4: 200
    /// days).
    pub fn read(request: &SchoolListRequest, now: &Zoned) -> Result<Self, Problem> {
        let wrong = || Problem::new(Code::SchoolUntil, request.until.as_str());
        let until: Date = request.until.parse().map_err(|_| wrong())?;
        let days = until.duration_since(now.date());
        if days < SignedDuration::ZERO || days > LONGEST {
            return Err(wrong());
        }
        let mut list = Self {
            pupils: Vec::new(),
            problems: Vec::new(),
            until,
        };
        let mut seen = BTreeMap::new();
        for (line, text) in (1..).zip(request.list.lines()) {
            let text: String = text.nfc().collect();
            if text.trim().is_empty() || is_heading(&text) {
                continue;
            }
            match pupil(line, &text) {
                Err(problem) => list.problems.push((line, problem)),
                Ok(pupil) => {
                    let same = (pupil.name.clone(), pupil.class.clone(), pupil.birthday);
                    match seen.insert(same, line) {
                        Some(before) => {
                            let twice = Problem::new(Code::PupilTwice, before.to_string());
                            list.problems.push((line, twice));
                        }
                        None => list.pupils.push(pupil),
                    }
                }
            }
        }
        Ok(list)
    }

    /// As the window shows it.
    pub fn view(&self, lang: Lang) -> SchoolListView {
        let pupils = self.pupils.iter().map(|pupil| PupilView {
            line: pupil.line,
            name: pupil.name.clone(),
            class: pupil.class.clone(),
            mark: pupil.mark(lang),
        });
        let problems = self.problems.iter().map(|(line, problem)| LineProblemView {
            line: *line,
            problem: problem.view(lang),
        });
        let args = [
            ("pupils", self.pupils.len().into()),
            ("problems", self.problems.len().into()),
        ];
        let key = match self.problems.is_empty() {
            true => "school-list",
            false => "school-list-problems",
        };
        SchoolListView {
            line: t(lang, key, &args),
            pupils: pupils.collect(),
            problems: problems.collect(),
        }
    }
}

impl Pupil {
    /// First character of a Han name, else one to four initials: all that the code says of the name.
    pub(super) fn initial(&self) -> String {
        match self.name.chars().next().filter(|c| is_han(*c)) {
            Some(first) => first.to_string(),
            None => {
                let words = self.name.split_whitespace();
                let initials = words.filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
                initials
                    .take(4)
                    .flat_map(char::to_uppercase)
                    .take(4)
                    .collect()
            }
        }
    }

    fn mark(&self, lang: Lang) -> String {
        let name = format!("{}*", self.initial());
        match self.birthday {
            None => name,
            Some((month, day)) => {
                let month = t(lang, &format!("month-{month}"), &[]);
                let args = [("month", month.into()), ("day", day.to_string().into())];
                format!("{name} · {}", t(lang, "mark-birthday", &args))
            }
        }
    }
}

fn pupil(line: u32, text: &str) -> Result<Pupil, Problem> {
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err(Problem::new(Code::PupilName, text.trim().to_owned()));
    }
    let fields = fields(text);
    if fields.iter().any(|field| is_identity_number(field)) {
        // The number itself is not repeated.
        return Err(Problem::new(Code::PupilId, ""));
    }
    let mut fields = fields
        .iter()
        .map(|field| field.trim())
        .filter(|f| !f.is_empty());
    let name = fields.next().unwrap_or_default().to_owned();
    let mut pupil = Pupil {
        line,
        name,
        class: String::new(),
        birthday: None,
    };
    for field in fields {
        match PartialDate::read(field) {
            Some(PartialDate::Day(day)) => {
                let of = |n: i8| n.unsigned_abs();
                pupil.birthday = Some((of(day.month()), of(day.day())));
            }
            _ if pupil.class.is_empty() => pupil.class = field.to_owned(),
            _ => {
                pupil.class.push(' ');
                pupil.class.push_str(field);
            }
        }
    }
    let letters = pupil.name.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 || pupil.name.chars().count() > MAX_NAME || pupil.initial().is_empty() {
        return Err(Problem::new(Code::PupilName, pupil.name));
    }
    if pupil.class.chars().count() > MAX_CLASS {
        return Err(Problem::new(Code::PupilClass, pupil.class));
    }
    Ok(pupil)
}

fn fields(text: &str) -> Vec<&str> {
    const BETWEEN: [char; 5] = ['\t', ',', '，', ';', '；'];
    if text.contains(BETWEEN) {
        return text.split(BETWEEN).collect();
    }
    match text.trim_start().chars().next() {
        Some(first) if is_han(first) => text.split_whitespace().collect(),
        _ => vec![text],
    }
}

/// Whether a field holds a mainland identity number: 17 digits and a check digit or X (GB 11643), or the older 15.
fn is_identity_number(field: &str) -> bool {
    let runs = field.split(|c: char| !c.is_ascii_alphanumeric());
    runs.into_iter().any(|run| {
        let digits = run.trim_end_matches(['X', 'x']);
        matches!(run.len(), 15 | 18)
            && run.len() - digits.len() <= 1
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// The first line of a sheet that was copied with its heading.
fn is_heading(text: &str) -> bool {
    let first = fields(text);
    let first = first.first().map(|field| field.trim().to_lowercase());
    first.is_some_and(|first| ["姓名", "学生姓名", "name"].contains(&first.as_str()))
}

/// The longest a school code lasts, first and last day included: 200 days (kc1.md 1.2, rule 4).
const LONGEST: SignedDuration = SignedDuration::from_hours(198 * 24);
/// Characters of a name that a card takes.
const MAX_NAME: usize = 50;
/// Characters of a class that a card takes.
const MAX_CLASS: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(list: &str) -> ClassList {
        let request = SchoolListRequest {
            list: list.to_owned(),
            until: "2027-01-31".to_owned(),
        };
        let now = "2026-11-21T16:00:00+08:00[+08:00]"
            .parse()
            .expect("RFC 9557");
        ClassList::read(&request, &now).expect("a list")
    }

    #[test]
    fn columns_come_as_they_are_pasted() {
        let list = read(
            "姓名\t班级\n张小雨\t三年级 2 班\t2017-03-05\n\nMaria Elena Santos，三（2）班\n李 明 2018-12-31 二班\n",
        );
        let got: Vec<_> = list
            .pupils
            .iter()
            .map(|p| {
                (
                    p.line,
                    p.name.as_str(),
                    p.class.as_str(),
                    p.birthday,
                    p.initial(),
                )
            })
            .collect();
        assert_eq!(
            got,
            [
                (2, "张小雨", "三年级 2 班", Some((3, 5)), "张".to_owned()),
                (4, "Maria Elena Santos", "三（2）班", None, "MES".to_owned()),
                (5, "李", "明 二班", Some((12, 31)), "李".to_owned()),
            ]
        );
        assert!(list.problems.is_empty());
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let long = "长".repeat(51);
        let list = read(&format!("张小雨,二班\n12345\n{long}\n张小雨,二班\n"));
        let codes: Vec<_> = list
            .problems
            .iter()
            .map(|(line, p)| (*line, p.code))
            .collect();
        assert_eq!(
            codes,
            [
                (2, Code::PupilName),
                (3, Code::PupilName),
                (4, Code::PupilTwice)
            ]
        );
        assert_eq!(list.pupils.len(), 1);
    }

    #[test]
    fn a_number_of_an_identity_document_is_refused_and_not_repeated() {
        for number in [
            "440106201905021234",
            "44010620190502123X",
            "440106190502123",
        ] {
            let list = read(&format!("王一，一年级，{number}\n王二，一年级，20260320"));
            let [(1, problem)] = list.problems.as_slice() else {
                panic!("{number}");
            };
            assert_eq!(problem.code, Code::PupilId);
            assert!(!format!("{problem:?}").contains(number));
            assert_eq!(
                list.pupils.len(),
                1,
                "a pupil's number at the school may stand there"
            );
        }
    }

    #[test]
    fn the_last_day_is_bounded() {
        let now: Zoned = "2026-11-21T16:00:00+08:00[+08:00]"
            .parse()
            .expect("RFC 9557");
        for (until, good) in [
            ("2026-11-21", true),
            ("2027-06-07", true),
            ("2027-06-08", false),
            ("2026-11-20", false),
            ("soon", false),
        ] {
            let request = SchoolListRequest {
                list: "张小雨".to_owned(),
                until: until.to_owned(),
            };
            assert_eq!(ClassList::read(&request, &now).is_ok(), good, "{until}");
        }
    }
}
