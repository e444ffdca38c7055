#![doc = include_str!("../README.md")]

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as Value;

/// A language of the product. Chinese is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// All languages, the first first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language's tag (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zh => "zh",
            Self::En => "en",
        })
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        match text {
            "zh" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            _ => Err(UnknownLang),
        }
    }
}

/// A language that there are no words in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLang;

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the languages are zh and en")
    }
}

impl std::error::Error for UnknownLang {}

/// The message `key` in `lang`, with `args` filled in.
///
/// A message that does not exist comes back as its key, so that the hole is seen and nothing breaks;
/// a test of each crate holds that its keys exist.
pub fn t(lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
    find(lang, key, args).unwrap_or_else(|| key.to_owned())
}

/// Like [`t`], but `None` where there is no such message: for names of codes from open value sets.
pub fn find(lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> Option<String> {
    let bundle = bundle(lang);
    let pattern = bundle.get_message(key)?.value()?;
    let args: FluentArgs<'_> = args.iter().cloned().collect();
    Some(
        bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new())
            .into_owned(),
    )
}

/// The keys of every message in `lang`, in the order of the files.
pub fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    lines(lang).filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        key.starts_with(|c: char| c.is_ascii_lowercase())
            .then_some(key)
    })
}

fn lines(lang: Lang) -> impl Iterator<Item = &'static str> {
    sources(lang).into_iter().flat_map(str::lines)
}

/// The sentences, then the names of coded values and of countries.
const fn sources(lang: Lang) -> [&'static str; 10] {
    match lang {
        Lang::Zh => [
            include_str!("../../../ui/src/words/zh/desk.ftl"),
            include_str!("../../../ui/src/words/zh/door.ftl"),
            include_str!("../../../ui/src/words/zh/family.ftl"),
            include_str!("../../../ui/src/words/zh/authority.ftl"),
            include_str!("../../../ui/src/words/zh/codes.ftl"),
            include_str!("../../../ui/src/words/zh/cli.ftl"),
            include_str!("../../../ui/src/words/zh/rules.ftl"),
            include_str!("../../../ui/src/words/zh/school.ftl"),
            include_str!("../../../ui/src/words/zh/names.ftl"),
            include_str!("../../../ui/src/words/zh/countries.ftl"),
        ],
        Lang::En => [
            include_str!("../../../ui/src/words/en/desk.ftl"),
            include_str!("../../../ui/src/words/en/door.ftl"),
            include_str!("../../../ui/src/words/en/family.ftl"),
            include_str!("../../../ui/src/words/en/authority.ftl"),
            include_str!("../../../ui/src/words/en/codes.ftl"),
            include_str!("../../../ui/src/words/en/cli.ftl"),
            include_str!("../../../ui/src/words/en/rules.ftl"),
            include_str!("../../../ui/src/words/en/school.ftl"),
            include_str!("../../../ui/src/words/en/names.ftl"),
            include_str!("../../../ui/src/words/en/countries.ftl"),
        ],
    }
}

fn bundle(lang: Lang) -> &'static FluentBundle<FluentResource> {
    static ZH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| build(Lang::Zh));
    static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| build(Lang::En));
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// A file that cannot be read to the end keeps what could be read; a test refuses such a file.
fn build(lang: Lang) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.tag().parse().expect("each tag of ours is well-formed");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for source in sources(lang) {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(part, _)| part);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_files_are_whole() {
        for lang in Lang::ALL {
            for source in sources(lang) {
                assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{lang}");
            }
            let all: Vec<_> = keys(lang).collect();
            assert_eq!(
                all.len(),
                all.iter().collect::<BTreeSet<_>>().len(),
                "{lang} has a key twice"
            );
            for key in all {
                assert!(
                    find(lang, key, &[]).is_some_and(|text| !text.is_empty()),
                    "{lang} {key}"
                );
            }
        }
    }

    #[test]
    fn every_language_has_the_same_keys_and_variables() {
        let variables = |lang: Lang| -> Vec<(String, BTreeSet<String>)> {
            let mut entries: Vec<(String, BTreeSet<String>)> = Vec::new();
            for line in lines(lang) {
                if let Some((key, _)) = line.split_once(" =")
                    && line.starts_with(|c: char| c.is_ascii_lowercase())
                {
                    entries.push((key.to_owned(), BTreeSet::new()));
                }
                if let Some((_, used)) = entries.last_mut() {
                    used.extend(line.split('$').skip(1).map(|rest| {
                        rest.chars()
                            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                            .collect::<String>()
                    }));
                }
            }
            entries.sort();
            entries
        };
        assert_eq!(variables(Lang::Zh), variables(Lang::En));
    }

    #[test]
    fn a_missing_message_is_seen() {
        assert_eq!(t(Lang::Zh, "no-such-key", &[]), "no-such-key");
        assert_eq!("fr".parse::<Lang>(), Err(UnknownLang));
    }
}
