//! Dates and moments in words.

use healthcode::dcc::Birth;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use words::{Lang, t};

/// A day: 2026 年 12 月 20 日, 20 December 2026.
pub(crate) fn day(date: Date, lang: Lang) -> String {
    written("date", date.year(), date.month(), date.day(), lang)
}

/// The day on which a moment falls in `zone`.
pub(crate) fn day_of(moment: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    day(zone.to_datetime(moment).date(), lang)
}

/// A moment to the minute in `zone`.
pub(crate) fn moment(moment: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let local = zone.to_datetime(moment);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    t(
        lang,
        "moment",
        &[
            ("date", day(local.date(), lang).into()),
            ("time", time.into()),
        ],
    )
}

/// A birth date as far as it is known.
pub(crate) fn birth(birth: Birth, lang: Lang) -> Option<String> {
    match birth {
        Birth::Unknown => None,
        Birth::Year(year) => Some(written("date-year", year, 1, 1, lang)),
        Birth::Month(year, month) => Some(written("date-month", year, month, 1, lang)),
        Birth::Day(date) => Some(day(date, lang)),
    }
}

/// Numbers go in as text, so that no language groups the digits of a year.
fn written(key: &str, year: i16, month: i8, day: i8, lang: Lang) -> String {
    let month = t(lang, &format!("month-{month}"), &[]);
    t(
        lang,
        key,
        &[
            ("year", year.to_string().into()),
            ("month", month.into()),
            ("day", day.to_string().into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let date = Date::constant(2026, 12, 20);
        assert_eq!(day(date, Lang::Zh), "2026 年 12 月 20 日");
        assert_eq!(day(date, Lang::En), "20 December 2026");
        assert_eq!(
            birth(Birth::Month(1964, 8), Lang::En).as_deref(),
            Some("August 1964")
        );
        let late = "2026-12-20T23:30:00Z".parse().expect("RFC 3339");
        assert_eq!(
            moment(late, &TimeZone::UTC, Lang::Zh),
            "2026 年 12 月 20 日 23:30"
        );
    }
}
