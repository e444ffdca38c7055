//! Han names as they are read: against the spelling in a passport, and for searching by syllables or initials.

use pinyin::{ToPinyin, ToPinyinMulti};

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

/// How a Han name may be spelled in a passport, surname first, in capitals: a suggestion, never the registered spelling.
///
/// `None` where pinyin would be wrong or a guess: a name with a middle dot, of any other script, or whose surname is not
/// among the usual ones. Uyghur, Tibetan and Mongolian names are written in Han by their sound and have a spelling of their
/// own.
pub(crate) fn suggested(name: &str) -> Option<String> {
    let han: Vec<char> = name.trim().chars().collect();
    if !han.iter().copied().all(is_han) {
        return None;
    }
    let double = |first: &[char]| {
        DOUBLE
            .iter()
            .any(|known| known.chars().eq(first.iter().copied()))
    };
    let length = match han.as_slice() {
        [first @ .., _] if first.len() >= 2 && double(&first[..2]) && han.len() <= 4 => 2,
        [first, _] | [first, _, _] if USUAL.contains(*first) => 1,
        _ => return None,
    };
    let (surname, given) = han.split_at(length);
    let first = match surname {
        ['万', '俟'] => "MOQI".to_owned(),
        ['尉', '迟'] => "YUCHI".to_owned(),
        [only] => surname_reading(*only).map_or_else(
            || syllables(surname),
            |read| Some(read.to_ascii_uppercase()),
        )?,
        _ => syllables(surname)?,
    };
    Some(format!("{first} {}", syllables(given)?))
}

fn surname_reading(c: char) -> Option<&'static str> {
    SURNAMES
        .iter()
        .find(|(surname, _)| *surname == c)
        .map(|(_, reading)| *reading)
}

/// The usual readings joined, with YU for ü as passports have it.
fn syllables(han: &[char]) -> Option<String> {
    let each = han
        .iter()
        .map(|c| Some(c.to_pinyin()?.plain().replace(['ü', 'v'], "yu")));
    each.collect::<Option<String>>()
        .map(|joined| joined.to_ascii_uppercase())
}

/// The hundred most frequent surnames (Ministry of Public Security, 2020), and those with a reading of their own.
const USUAL: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈\
    钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤欧阳\
    仇区单查盖缪解逄冼乜宓翟";

/// Surnames of two characters.
const DOUBLE: [&str; 16] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "夏侯", "万俟",
    "长孙", "宇文", "司徒", "端木",
];

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
    fn suggestions_have_surname_readings_and_stop_at_other_names() {
        for (han, latin) in [
            ("张小满", "ZHANG XIAOMAN"),
            ("单雄信", "SHAN XIONGXIN"),
            ("曾国藩", "ZENG GUOFAN"),
            ("吕布", "LYU BU"),
            ("欧阳小满", "OUYANG XIAOMAN"),
            ("万俟卨", "MOQI XIE"),
        ] {
            assert_eq!(suggested(han).as_deref(), Some(latin), "{han}");
        }
        for other in [
            "阿卜杜·买买提",
            "扎西",
            "乌兰托娅",
            "巴特尔",
            "Zhang San",
            "张",
            "",
            "ئۆمەر",
        ] {
            assert_eq!(suggested(other), None, "{other}");
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
