//! Who a person is to the one who sits here, how old they are, and until when their codes may be held.

use healthcode::statement::PartialDate;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Unit, Zoned};
use words::{Lang, t};

use super::record::Person;
use crate::dates;
use crate::view::{NoticeView, PersonFields, Relation, Right};

/// A minor is of age at 18 (Civil Code of the PRC, article 17).
const OF_AGE: i16 = 18;
/// How many days ahead a family is told that a child comes of age.
const BIRTHDAY_AHEAD: i32 = 60;
/// How many days ahead the end of a right is told.
pub(super) const END_AHEAD: i32 = 30;
/// Below this age, in years, it is told in months.
const IN_MONTHS: i32 = 2;

/// What ends a right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The last day that was given.
    Given(Date),
    /// The day on which the child is of age.
    OfAge(Date),
}

impl End {
    /// Days until it; negative: it is past.
    fn days(self, today: Date) -> i32 {
        let (Self::Given(day) | Self::OfAge(day)) = self;
        let days = today
            .until((Unit::Day, day))
            .map_or(0, |span| span.get_days());
        // On the day itself a given right still holds; a child is of age from then.
        match self {
            Self::Given(_) => days,
            Self::OfAge(_) => days - 1,
        }
    }
}

/// Relation, age and right in one line: “奶奶 · 76 岁 · 你是代办人，到 2027 年 3 月”; and whether the right has ended or
/// ends within 30 days.
pub(super) fn line(person: &Person, now: &Zoned, lang: Lang) -> (String, bool) {
    let today = now.date();
    let relation = relation(person.fields.relation, lang);
    let birth = PartialDate::read(&person.fields.birth).unwrap_or_default();
    let ends = end(person, now.time_zone());
    let parts = [
        relation,
        age(birth, today, lang),
        right(person, ends, today, lang),
    ];
    let ending = ends.is_some_and(|end| end.days(today) <= END_AHEAD);
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (parts.join(" · "), ending)
}

/// Relation and birth date: “女儿 · 2019 年 3 月 5 日生”.
pub(super) fn introduction(fields: &PersonFields, lang: Lang) -> String {
    let birth = PartialDate::read(&fields.birth).unwrap_or_default();
    let born =
        dates::partial(birth, lang).map(|date| t(lang, "line-born", &[("date", date.into())]));
    let parts: Vec<String> = [relation(fields.relation, lang), born]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// What to tell the family about a person's right ahead of its end, and from then on.
pub(super) fn notice(person: &Person, now: &Zoned, lang: Lang) -> Option<NoticeView> {
    let end = end(person, now.time_zone())?;
    let left = end.days(now.date());
    let (code, day, ahead) = match end {
        End::OfAge(day) => ("of-age", day, BIRTHDAY_AHEAD),
        End::Given(day) => ("right-ends", day, END_AHEAD),
    };
    if left > ahead {
        return None;
    }
    let past = if left < 0 { "-past" } else { "" };
    let args = [
        ("name", person.fields.name.as_str().into()),
        ("date", dates::day(day, lang).into()),
    ];
    let say = |part: &str| t(lang, &format!("notice-{code}{past}-{part}"), &args);
    Some(NoticeView {
        code: code.to_owned(),
        what: say("what"),
        next: say("next"),
    })
}

/// Whether a right ends within `days` from today, and has not ended yet.
pub(super) fn ends_within(person: &Person, days: i32, now: &Zoned) -> bool {
    let end = end(person, now.time_zone());
    end.is_some_and(|end| (0..=days).contains(&end.days(now.date())))
}

/// The last day of a right, as it is written in the fields.
pub(super) fn last_day(fields: &PersonFields) -> Option<Date> {
    fields.until.parse().ok()
}

/// The end that comes first. A guardian of a child holds a right until the child is of age; a guardian of somebody who
/// was of age already when the right began holds it until the day that was given.
fn end(person: &Person, zone: &TimeZone) -> Option<End> {
    let given = last_day(&person.fields).map(End::Given);
    match person.fields.right {
        Right::Own => None,
        Right::Delegate => given,
        Right::Guardian => {
            let began = Timestamp::from_second(i64::try_from(person.since).ok()?).ok()?;
            let began = zone.to_datetime(began).date();
            let of_age = of_age(&person.fields)
                .filter(|day| *day > began)
                .map(End::OfAge);
            let both = [given, of_age].into_iter().flatten();
            both.min_by_key(|end| match end {
                End::Given(day) | End::OfAge(day) => *day,
            })
        }
    }
}

fn of_age(fields: &PersonFields) -> Option<Date> {
    match PartialDate::read(&fields.birth)? {
        PartialDate::Day(birth) => birth.checked_add(Span::new().years(OF_AGE)).ok(),
        _ => None,
    }
}

fn right(person: &Person, ends: Option<End>, today: Date, lang: Lang) -> Option<String> {
    let end = ends?;
    let left = end.days(today);
    let (key, day) = match (end, person.fields.right) {
        (End::OfAge(_), _) if left > BIRTHDAY_AHEAD => return None,
        (End::OfAge(day), _) => ("of-age", day),
        (End::Given(day), Right::Delegate) => ("delegate", day),
        (End::Given(day), _) => ("guardian", day),
    };
    let past = if left < 0 { "-past" } else { "" };
    let date = match end {
        End::OfAge(_) => dates::day(day, lang),
        End::Given(_) => month_or_day(day, lang),
    };
    Some(t(
        lang,
        &format!("line-{key}{past}"),
        &[("date", date.into())],
    ))
}

/// A right that lasts to the end of a month is told by the month.
fn month_or_day(day: Date, lang: Lang) -> String {
    if day == day.last_of_month() {
        let month = PartialDate::Month(day.year(), day.month());
        return dates::partial(month, lang).unwrap_or_default();
    }
    dates::day(day, lang)
}

fn relation(relation: Relation, lang: Lang) -> Option<String> {
    let key = match relation {
        Relation::Myself => "myself",
        Relation::Partner => "partner",
        Relation::Daughter => "daughter",
        Relation::Son => "son",
        Relation::Mother => "mother",
        Relation::Father => "father",
        Relation::Grandmother => "grandmother",
        Relation::Grandfather => "grandfather",
        Relation::Other => return None,
    };
    Some(t(lang, &format!("relation-{key}"), &[]))
}

/// In years, of the smallest in months; a birth date that does not tell it as it stands.
fn age(birth: PartialDate, today: Date, lang: Lang) -> Option<String> {
    let months = match birth {
        PartialDate::Day(day) => today.since((Unit::Month, day)).ok()?.get_months(),
        PartialDate::Month(year, month) if month != today.month() => {
            let first = Date::new(year, month, 1).ok()?;
            today.since((Unit::Month, first)).ok()?.get_months()
        }
        other => {
            let date = dates::partial(other, lang)?;
            return Some(t(lang, "line-born", &[("date", date.into())]));
        }
    };
    let (key, count) = match (months, months / 12) {
        (..0, _) => return None,
        (0, _) => ("age-newborn", 0),
        (months, years) if years < IN_MONTHS => ("age-months", months),
        (_, years) => ("age-years", years),
    };
    Some(t(lang, key, &[("count", count.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-21T16:00:00+08:00[+08:00]";

    fn person(relation: Relation, birth: &str, right: Right, until: &str) -> Person {
        let since: Timestamp = "2026-09-01T00:00:00Z".parse().expect("RFC 3339");
        Person {
            fields: PersonFields {
                name: "甲".to_owned(),
                birth: birth.to_owned(),
                relation,
                right,
                until: until.to_owned(),
                ..PersonFields::default()
            },
            also: Vec::new(),
            since: u64::try_from(since.as_second()).expect("after 1970"),
            place: 0,
            practice: false,
            binned: None,
        }
    }

    #[test]
    fn lines() {
        use Relation::{Daughter, Grandmother, Myself, Other, Son};
        use Right::{Delegate, Guardian, Own};
        let now: Zoned = NOW.parse().expect("RFC 9557");
        for (relation, birth, right, until, wanted, ending) in [
            (Daughter, "2019-03-05", Guardian, "", "女儿 · 7 岁", false),
            (Daughter, "2018-11-22", Guardian, "", "女儿 · 7 岁", false),
            (Daughter, "2018-11-21", Guardian, "", "女儿 · 8 岁", false),
            (
                Grandmother,
                "1950-02",
                Delegate,
                "2027-03-31",
                "奶奶 · 76 岁 · 你是代办人，到 2027 年 3 月",
                false,
            ),
            (
                Grandmother,
                "1950",
                Delegate,
                "2026-12-15",
                "奶奶 · 1950 年生 · 你是代办人，到 2026 年 12 月 15 日",
                true,
            ),
            (
                Grandmother,
                "",
                Delegate,
                "2026-11-20",
                "奶奶 · 代办到 2026 年 11 月 20 日已结束",
                true,
            ),
            (
                Grandmother,
                "1950-02-01",
                Guardian,
                "",
                "奶奶 · 76 岁",
                false,
            ),
            (
                Myself,
                "1990-01-01",
                Own,
                "2020-01-01",
                "本人 · 36 岁",
                false,
            ),
            (Other, "", Guardian, "", "", false),
            (Son, "2026-11-01", Guardian, "", "儿子 · 不到 1 个月", false),
            (Son, "2025-03-05", Guardian, "", "儿子 · 20 个月", false),
            (
                Son,
                "2009-01-10",
                Guardian,
                "",
                "儿子 · 17 岁 · 2027 年 1 月 10 日满 18 岁，之后由本人做主",
                false,
            ),
            (
                Son,
                "2008-11-21",
                Guardian,
                "",
                "儿子 · 18 岁 · 已满 18 岁，要本人同意才能代管",
                true,
            ),
        ] {
            let person = person(relation, birth, right, until);
            assert_eq!(line(&person, &now, Lang::Zh), (wanted.to_owned(), ending));
        }
    }

    #[test]
    fn a_birthday_and_the_end_of_a_right_are_told_ahead() {
        let now: Zoned = NOW.parse().expect("RFC 9557");
        let code = |birth: &str, right, until: &str| {
            let person = person(Relation::Son, birth, right, until);
            notice(&person, &now, Lang::Zh).map(|notice| notice.code)
        };
        let (of_age, ends) = (Some("of-age".to_owned()), Some("right-ends".to_owned()));
        assert_eq!(code("2009-01-20", Right::Guardian, ""), of_age);
        assert_eq!(code("2009-02-20", Right::Guardian, ""), None);
        assert_eq!(code("2008-10-20", Right::Guardian, ""), of_age);
        assert_eq!(code("2000-10-20", Right::Guardian, ""), None);
        assert_eq!(code("", Right::Delegate, "2026-12-21"), ends);
        assert_eq!(code("", Right::Delegate, "2026-12-22"), None);
        assert_eq!(code("", Right::Delegate, "2026-11-01"), ends);
        for lang in Lang::ALL {
            let told = notice(
                &person(Relation::Son, "2008-10-20", Right::Guardian, ""),
                &now,
                lang,
            );
            let told = told.expect("past");
            assert!(told.what.contains('甲') && !told.next.contains("notice-"));
        }
    }
}
