//! Countries by their two and by their three letters (ISO 3166-1).

/// The two letters of a country that is named by two or by three; `None` for what no standard lists.
pub fn two_letters(code: &str) -> Option<&'static str> {
    let code = code.trim().to_ascii_uppercase();
    let country = match code.len() {
        2 => rust_iso3166::from_alpha2(&code),
        3 => rust_iso3166::from_alpha3(&code),
        _ => None,
    };
    country.map(|country| country.alpha2)
}

/// Whether two letters of a certificate and three letters of a seal name one country. Test countries,
/// which no standard lists, are told by their first two letters.
pub(crate) fn is_same(two: &str, three: &str) -> bool {
    match rust_iso3166::from_alpha2(&two.to_ascii_uppercase()) {
        Some(country) => country.alpha3 == three || two.eq_ignore_ascii_case(three),
        None => three
            .get(..2)
            .is_some_and(|first| first.eq_ignore_ascii_case(two)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        assert_eq!(two_letters("AUS"), Some("AU"));
        assert_eq!(two_letters("de"), Some("DE"));
        assert_eq!(
            two_letters("UTO")
                .or(two_letters("XX"))
                .or(two_letters("Germany")),
            None
        );
        assert!(is_same("AU", "AUS") && is_same("jp", "JPN") && is_same("UT", "UTO"));
        assert!(!is_same("AU", "AUT") && !is_same("DE", "FRA") && !is_same("UT", "AUS"));
    }
}
