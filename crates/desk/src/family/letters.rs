//! Names as letters: in capitals, without marks, and as passports write them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word of a name in both spellings that its letters may have.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it was written, in capitals.
    pub(super) raw: String,
    /// By ICAO Doc 9303 part 3, section 6: Ä is AE, Ø is OE, ß is SS.
    icao: String,
    /// Only without marks: Ä is A.
    plain: String,
}

/// Titles that stand before or behind a name and are none.
const TITLES: &[&str] = &[
    "BSC",
    "DDR",
    "DIPL",
    "DOCTOR",
    "DR",
    "DRS",
    "FRAU",
    "HERR",
    "ING",
    "JR",
    "MAG",
    "MBA",
    "MED",
    "MISS",
    "MR",
    "MRS",
    "MS",
    "MSC",
    "MX",
    "PHD",
    "PROF",
    "PROFESSOR",
    "SIR",
    "SR",
];

/// Letters that are no letter with a mark, by ICAO Doc 9303 part 3, section 6, table A; then without marks.
const LETTERS: &[(char, &str, &str)] = &[
    ('Ä', "AE", "A"),
    ('Ö', "OE", "O"),
    ('Ü', "UE", "U"),
    ('ẞ', "SS", "SS"),
    ('Å', "AA", "A"),
    ('Æ', "AE", "AE"),
    ('Ø', "OE", "O"),
    ('Œ', "OE", "OE"),
    ('Þ', "TH", "TH"),
    ('Ð', "D", "D"),
    ('Đ', "D", "D"),
    ('Ł', "L", "L"),
    ('Ħ', "H", "H"),
    ('Ŧ', "T", "T"),
    ('Ŋ', "N", "N"),
    ('ĸ', "Q", "K"),
    ('Ĳ', "IJ", "IJ"),
];

impl Word {
    /// Whether both may be the same word.
    pub(super) fn is(&self, other: &Self) -> bool {
        [&self.icao, &self.plain]
            .into_iter()
            .any(|spelling| [&other.icao, &other.plain].contains(&spelling))
    }

    /// Whether one is only the first letter of the other.
    pub(super) fn is_initial_of(&self, other: &Self) -> bool {
        self.plain.chars().count() == 1 && other.plain.starts_with(&self.plain)
    }

    /// Whether it is a title and no name.
    pub(super) fn is_title(&self) -> bool {
        TITLES.contains(&self.plain.as_str())
    }
}

/// The words of a name: at gaps, hyphens, points and separators of every script.
pub(super) fn words(name: &str) -> Vec<Word> {
    let name: String = name.nfc().flat_map(char::to_uppercase).collect();
    let apart = |c: char| c.is_whitespace() || "-<.,/()·•・．‧‐‑–，。".contains(c);
    let mute = |c: &char| !"'’‘`´ʻʼ".contains(*c);
    name.split(apart)
        .map(|word| word.chars().filter(mute).collect::<String>())
        .filter(|word| !word.is_empty())
        .map(|raw| Word {
            icao: spelt(&raw, true),
            plain: spelt(&raw, false),
            raw,
        })
        .collect()
}

/// The words in one, as passports write them.
pub(super) fn joined<'a>(words: impl IntoIterator<Item = &'a Word>) -> String {
    words.into_iter().map(|word| word.icao.as_str()).collect()
}

/// The same, only without marks.
pub(super) fn joined_plain<'a>(words: impl IntoIterator<Item = &'a Word>) -> String {
    words.into_iter().map(|word| word.plain.as_str()).collect()
}

/// For searching: small letters without marks, gaps and separators.
pub(super) fn folded(text: &str) -> String {
    let kept = text.nfkd().filter(|c| c.is_alphanumeric());
    spelt(
        &kept.flat_map(char::to_uppercase).collect::<String>(),
        false,
    )
    .to_lowercase()
}

fn spelt(capitals: &str, passport: bool) -> String {
    let mut spelling = String::new();
    for c in capitals.chars() {
        match LETTERS.iter().find(|(letter, ..)| *letter == c) {
            Some((_, icao, plain)) => spelling += if passport { icao } else { plain },
            None => spelling.extend(c.nfkd().filter(|c| !is_combining_mark(*c))),
        }
    }
    spelling
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names() {
        let spellings = |name: &str| {
            let words = words(name);
            (joined(&words), joined_plain(&words))
        };
        for (name, icao, plain) in [
            ("Gößinger", "GOESSINGER", "GOSSINGER"),
            ("D’Arcy-O'Neil", "DARCYONEIL", "DARCYONEIL"),
            ("Łukasz Żółć", "LUKASZZOLC", "LUKASZZOLC"),
            ("Søren Ångström", "SOERENAANGSTROEM", "SORENANGSTROM"),
            (
                "MUSTERFRAU<GOESSINGER",
                "MUSTERFRAUGOESSINGER",
                "MUSTERFRAUGOESSINGER",
            ),
            ("阿依古丽·买买提", "阿依古丽买买提", "阿依古丽买买提"),
            ("u\u{308}ber", "UEBER", "UBER"),
        ] {
            assert_eq!(
                spellings(name),
                (icao.to_owned(), plain.to_owned()),
                "{name}"
            );
        }
        assert_eq!(words("Anne-Marie du Pré").len(), 4);
    }

    #[test]
    fn what_is_searched() {
        for (text, found) in [
            ("Müller", "muller"),
            ("ＺＨＡＮＧ 小满", "zhang小满"),
            ("01:GB/1203-982341#", "01gb1203982341"),
            ("İstanbul ß", "istanbulss"),
        ] {
            assert_eq!(folded(text), found, "{text}");
        }
    }
}
