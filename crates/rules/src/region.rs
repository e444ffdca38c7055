//! Ids of regions: ISO 3166-2 as far as a code has room for it (kc1.md section 1.2, `region`).

/// Whether `id` is `[A-Z]{2}(-[A-Z0-9]{1,3})?`.
pub fn is_id(id: &str) -> bool {
    let (country, part) = match id.split_once('-') {
        Some((country, part)) => (country, Some(part)),
        None => (id, None),
    };
    let good = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
    country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && part.is_none_or(|part| (1..=3).contains(&part.len()) && part.bytes().all(good))
}
