//! Dates and moments in words.

use healthcode::statement::{PartialDate, When};
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

/// A date as far as it is known.
pub(crate) fn partial(date: PartialDate, lang: Lang) -> Option<String> {
    match date {
        PartialDate::Unknown => None,
        PartialDate::Year(year) => Some(written("date-year", year, 1, 1, lang)),
        PartialDate::Month(year, month) => Some(written("date-month", year, month, 1, lang)),
        PartialDate::Day(date) => Some(day(date, lang)),
    }
}

/// A date as far as it is known, or a moment to the minute in `zone`.
pub(crate) fn when(when: When, zone: &TimeZone, lang: Lang) -> Option<String> {
    match when {
        When::At(at) => Some(moment(at, zone, lang)),
        When::On(date) => partial(date, lang),
    }
}

/// The same as ISO 8601, for paper in several languages.
pub(crate) fn iso(when: When, zone: &TimeZone) -> Option<String> {
    match when {
        When::At(at) => {
            let local = zone.to_datetime(at);
            Some(format!(
                "{} {:02}:{:02}",
                local.date(),
                local.hour(),
                local.minute()
            ))
        }
        When::On(date) => crate::people::iso_birth(date),
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
            partial(PartialDate::Month(1964, 8), Lang::En).as_deref(),
            Some("August 1964")
        );
        let late = "2026-12-20T23:30:00Z".parse().expect("RFC 3339");
        assert_eq!(
            moment(late, &TimeZone::UTC, Lang::Zh),
            "2026 年 12 月 20 日 23:30"
        );
    }
}
