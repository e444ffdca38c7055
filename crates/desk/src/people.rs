//! How a person's name and birth date are written.

use healthcode::Private;
use healthcode::kc1::Holder as Mark;
use healthcode::statement::{Holder, PartialDate};

/// The name in the person's own script: surname first and without a gap for Han names, forename
/// first otherwise; the Latin spelling where there is no other.
pub(crate) fn name(holder: &Holder) -> String {
    let part = |p: &Option<Private<String>>| {
        p.as_ref()
            .map(|p| p.expose().trim().to_owned())
            .filter(|p| !p.is_empty())
    };
    match (part(&holder.surname), part(&holder.forename)) {
        (Some(surname), Some(forename)) if surname.chars().all(is_han) => surname + &forename,
        (Some(surname), Some(forename)) => format!("{forename} {surname}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => part(&holder.full)
            .or_else(|| holder.mark.as_ref().map(masked))
            .or_else(|| latin(holder))
            .unwrap_or_default(),
    }
}

/// The first character of a name or its initials, and that there is more: `张*`. Letters of other scripts
/// are set apart, so that they turn nothing around (kc1.md section 1.2, rule 5).
pub(crate) fn masked(mark: &Mark) -> String {
    let name = mark.name.as_ref().map_or("", |name| name.expose().as_str());
    if name.chars().all(|c| c.is_ascii() || is_han(c)) {
        format!("{name}*")
    } else {
        format!("\u{2068}{name}\u{2069}*")
    }
}

/// The name in Latin letters (ICAO 9303 part 3), forename first, gaps for `<`.
pub(crate) fn latin(holder: &Holder) -> Option<String> {
    let part = |p: &Option<Private<String>>| p.as_ref().map(|p| p.expose().replace('<', " "));
    let both: Vec<String> = [part(&holder.forename_latin), part(&holder.surname_latin)]
        .into_iter()
        .flatten()
        .collect();
    let text = both
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!text.is_empty()).then_some(text)
}

/// A birth date as ISO 8601, as far as it is known.
pub(crate) fn iso_birth(birth: PartialDate) -> Option<String> {
    match birth {
        PartialDate::Unknown => None,
        PartialDate::Year(year) => Some(format!("{year:04}")),
        PartialDate::Month(year, month) => Some(format!("{year:04}-{month:02}")),
        PartialDate::Day(day) => Some(day.to_string()),
    }
}

/// CJK unified ideographs with extensions A to H, and the zero 〇.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(surname: &str, forename: &str, latin: (&str, &str)) -> Holder {
        let part = |text: &str| (!text.is_empty()).then(|| Private::new(text.to_owned()));
        Holder {
            surname: part(surname),
            forename: part(forename),
            surname_latin: part(latin.0),
            forename_latin: part(latin.1),
            ..Holder::default()
        }
    }

    #[test]
    fn names() {
        let zhang = holder("张", "小满", ("ZHANG", "XIAOMAN"));
        assert_eq!(
            (name(&zhang).as_str(), latin(&zhang).as_deref()),
            ("张小满", Some("XIAOMAN ZHANG"))
        );
        let goessinger = holder(
            "Musterfrau-Gößinger",
            "Gabriele",
            ("MUSTERFRAU<GOESSINGER", "GABRIELE"),
        );
        assert_eq!(name(&goessinger), "Gabriele Musterfrau-Gößinger");
        assert_eq!(
            latin(&goessinger).as_deref(),
            Some("GABRIELE MUSTERFRAU GOESSINGER")
        );
        assert_eq!(name(&holder("", "", ("SUKARNO", ""))), "SUKARNO");
        assert_eq!(name(&holder("", "Tenzin", ("", "TENZIN"))), "Tenzin");
        let whole = Holder {
            full: Some(Private::new("Aulo Agerio".to_owned())),
            ..Holder::default()
        };
        assert_eq!(
            (name(&whole).as_str(), latin(&whole)),
            ("Aulo Agerio", None)
        );
    }
}
