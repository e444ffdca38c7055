//! Han names as they are read: against the spelling in a passport, and for searching by syllables or initials.

use pinyin::ToPinyinMulti;

use super::letters::{Word, folded, joined_plain};
use crate::people::is_han;

/// Readings that a character has as a surname and hardly elsewhere.
const SURNAMES: &[(char, &str)] = &[
    ('万', "mo"),
    ('乐', "yue"),
    ('仇', "qiu"),
    ('俟', "qi"),
    ('区', "ou"),
    ('单', "shan"),
    ('曾', "zeng"),
    ('朴', "piao"),
    ('查', "zha"),
    ('盖', "ge"),
    ('尉', "yu"),
    ('秘', "bi"),
    ('繁', "po"),
    ('缪', "miao"),
    ('覃', "qin"),
    ('解', "xie"),
    ('逄', "pang"),
    ('黑', "he"),
    ('冼', "xian"),
    ('乜', "nie"),
    ('員', "yun"),
    ('员', "yun"),
    ('宓', "fu"),
    ('折', "she"),
    ('种', "chong"),
    ('召', "shao"),
    ('令', "ling"),
    ('翟', "zhai"),
];

/// A surname has at most two characters.
const LONGEST_SURNAME: usize = 2;

/// Whether the whole name is written in Han characters.
pub(super) fn is_han_name(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphanumeric()).peekable();
    letters.peek().is_some() && letters.all(is_han)
}

/// Whether `words` spell the Han name `han` in pinyin: surname first or last, joined or apart.
pub(super) fn spells(han: &str, words: &[Word]) -> bool {
    let han: Vec<char> = han.chars().filter(|c| is_han(*c)).collect();
    let most = LONGEST_SURNAME.min(han.len().saturating_sub(1));
    (1..words.len()).any(|cut| {
        let (first, last) = words.split_at(cut);
        let (first, last) = (joined_plain(first), joined_plain(last));
        (1..=most).any(|surname| {
            let (surname, given) = han.split_at(surname);
            let reads = |a: &str, b: &str| is_read(surname, a) && is_read(given, b);
            reads(&first, &last) || reads(&last, &first)
        })
    })
}

/// Whether both Han names sound the same.
pub(super) fn sound_alike(a: &str, b: &str) -> bool {
    let same = |(a, b): (char, char)| readings(a).iter().any(|r| readings(b).contains(r));
    a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(same)
}

/// Whether `query`, folded, is found in the name by its syllables, beginnings of them, or their first letters.
pub(super) fn is_found(name: &str, query: &str) -> bool {
    let han: Vec<char> = name.chars().filter(|c| is_han(*c)).collect();
    let latin = query.bytes().all(|byte| byte.is_ascii_lowercase());
    latin && !query.is_empty() && (0..han.len()).any(|from| begins(&han[from..], query))
}

fn begins(han: &[char], query: &str) -> bool {
    if query.is_empty() {
        return true;
    }
    let Some((first, rest)) = han.split_first() else {
        return false;
    };
    readings(*first).iter().any(|reading| {
        let shared = reading
            .bytes()
            .zip(query.bytes())
            .take_while(|(a, b)| a == b);
        (1..=shared.count())
            .rev()
            .any(|n| begins(rest, &query[n..]))
    })
}

fn is_read(han: &[char], letters: &str) -> bool {
    let letters = letters.to_ascii_lowercase();
    match han.split_first() {
        None => letters.is_empty(),
        Some((first, rest)) => readings(*first)
            .iter()
            .filter_map(|reading| letters.strip_prefix(reading.as_str()))
            .any(|left| is_read(rest, left)),
    }
}

/// Every reading of a character in ASCII; ü as passports (YU) and keyboards (V) write it, and as U.
fn readings(c: char) -> Vec<String> {
    let mut readings: Vec<String> = SURNAMES
        .iter()
        .filter(|(surname, _)| *surname == c)
        .map(|(_, reading)| (*reading).to_owned())
        .collect();
    if let Some(all) = c.to_pinyin_multi() {
        readings.extend(all.into_iter().map(|one| one.plain().to_owned()));
    }
    let umlauts: Vec<String> = readings
        .iter()
        .filter(|reading| reading.contains(['ü', 'v']))
        .flat_map(|reading| ["yu", "v", "u"].map(|u| reading.replace(['ü', 'v'], u)))
        .collect();
    readings.extend(umlauts);
    readings.retain(|reading| *reading == folded(reading));
    readings.sort();
    readings.dedup();
    readings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::family::letters::words;

    #[test]
    fn spellings_of_han_names() {
        for (han, latin) in [
            ("张小满", "ZHANG XIAOMAN"),
            ("张小满", "Xiao Man Zhang"),
            ("张小满", "Xiao-Man ZHANG"),
            ("单雄信", "SHAN XIONGXIN"),
            ("仇英", "QIU YING"),
            ("曾国藩", "ZENG GUOFAN"),
            ("解缙", "XIE JIN"),
            ("查良镛", "ZHA LIANGYONG"),
            ("朴树", "PIAO SHU"),
            ("乐毅", "YUE YI"),
            ("区志强", "OU ZHIQIANG"),
            ("尉迟恭", "YUCHI GONG"),
            ("万俟卨", "MOQI XIE"),
            ("盖叫天", "GE JIAOTIAN"),
            ("欧阳修", "OUYANG XIU"),
            ("吕布", "LYU BU"),
            ("吕布", "LV BU"),
            ("吕布", "LU BU"),
        ] {
            assert!(spells(han, &words(latin)), "{han} {latin}");
        }
        for (han, latin) in [
            ("张小满", "ZHANG XIAOZHOU"),
            ("张小满", "XIAOMAN"),
            ("张小满", "LI XIAOMAN"),
            ("张小满", "ZHANG XIAOMANLI"),
        ] {
            assert!(!spells(han, &words(latin)), "{han} {latin}");
        }
    }

    #[test]
    fn found_by_syllables_and_initials() {
        for query in ["zs", "zhangs", "zhangsan", "zhs", "san", "z", "zhang", "s"] {
            assert!(is_found("张三", query), "{query}");
        }
        for query in ["zxm", "xm", "zhangxm", "zxiaom", "xiaoman"] {
            assert!(is_found("张小满", query), "{query}");
        }
        for query in ["", "zm", "sz", "zhangl", "张"] {
            assert!(!is_found("张小满", query), "{query}");
        }
        assert!(sound_alike("张晓", "张小") && !sound_alike("张小满", "张小舟"));
    }
}
