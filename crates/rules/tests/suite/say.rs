//! Every sentence that this crate asks for is there, in both languages, with what is filled in.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rules::{
    Appeal, Arg, Fact, Field, Message, Names, Outcome, PackId, Packs, Reason, Release, Step,
    binding_steps, difference, judge,
};
use serde_json::json;

use crate::authored::{
    checked, colours, here, in_region, packs, paper, practice, rule, stated, with,
};
use crate::makers::{T, at};

pub const ZH: &str = include_str!("../../../../ui/src/words/zh/rules.ftl");
pub const EN: &str = include_str!("../../../../ui/src/words/en/rules.ftl");

/// The text of a message, of its last form where there are several.
pub fn text<'a>(file: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = file.split_once(&format!("\n{key} = "))?;
    let first = rest.lines().next()?;
    match first.ends_with("->") {
        true => rest.split_once("*[other] ")?.1.lines().next(),
        false => Some(first),
    }
}

/// The sentence with everything filled in.
pub fn say(file: &str, message: &Message) -> String {
    let text = text(file, &message.key).unwrap_or_else(|| panic!("{} is missing", message.key));
    let said = message
        .args
        .iter()
        .fold(text.to_owned(), |text, (name, arg)| {
            let value = match arg {
                Arg::Day(day) => day.to_string(),
                Arg::Message(message) => say(file, message),
                Arg::Moment(moment) => moment.to_string(),
                Arg::Names(names) if std::ptr::eq(file, ZH) => names.zh.clone(),
                Arg::Names(names) => names.en.clone(),
                Arg::Number(number) => number.to_string(),
                Arg::Text(text) => text.clone(),
            };
            let place = format!("{{ ${name} }}");
            assert!(
                text.contains(&place),
                "{} says nothing of {name}",
                message.key
            );
            text.replace(&place, &value)
        });
    assert!(!said.contains('{'), "{said}");
    said
}

#[test]
fn the_words_are_there_and_no_others() {
    let mut all: Vec<Message> = steps().iter().map(Step::message).collect();
    all.extend(Reason::ALL.map(Reason::message));
    all.extend(Field::ALL.map(Field::message));
    all.extend([Outcome::Pass, Outcome::Unknown, Outcome::Fail].map(Outcome::message));
    let examples = Packs::examples().expect("they ship");
    let law = with(rule(), "colours", colours(24));
    let others = with(law, "mask", stated(json!("birthday")));
    let made = packs(&[others, in_region(rule(), "CN-HI")]);
    let paper = checked(&practice(paper(1)));
    for pack in examples.iter().chain(made.iter()) {
        let facts = pack.facts();
        assert!(facts.iter().map(|fact| fact.field).eq(Field::ALL));
        all.extend(facts.iter().filter_map(Fact::source_message));
        all.extend(facts.into_iter().map(|fact| fact.said));
        all.extend(binding_steps(pack, 0).iter().map(Step::message));
        all.extend(pack.mark());
        for packs in [&examples, &made] {
            let here = here(&pack.region, T);
            let answer = judge(paper.verified().expect("good"), packs, &here);
            all.extend(answer.pack.as_ref().map(PackId::message));
        }
    }
    let mut used = BTreeSet::new();
    while let Some(message) = all.pop() {
        assert!(!say(ZH, &message).is_empty() && !say(EN, &message).is_empty());
        let inner = message.args.into_iter().filter_map(|(_, arg)| match arg {
            Arg::Message(message) => Some(message),
            _ => None,
        });
        all.extend(inner);
        used.insert(message.key);
    }
    for file in [ZH, EN] {
        let keys = file.lines().filter(|line| line.starts_with("rules-"));
        let keys = keys
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key.to_owned());
        let keys: BTreeSet<String> = keys.collect();
        let unused: Vec<_> = keys.difference(&used).collect();
        assert!(unused.is_empty(), "nobody says {unused:?}");
    }
}

#[test]
fn a_binding_says_what_to_bring_and_what_is_open() {
    let examples = Packs::examples().expect("they ship");
    let said = |region, bound, file| {
        let pack = examples.at(region, at(T)).next().expect("a pack");
        let steps = binding_steps(pack, bound);
        steps
            .iter()
            .map(|step| say(file, &step.message()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said("CN-BJ", 0, ZH),
        ["请带户口本和监护人身份证。", "审核约 2 小时。"]
    );
    assert_eq!(
        said("CN-SH", 4, EN),
        [
            "Bring the birth certificate, or certificate by the police.",
            "A face check is needed.",
            "The review is done at once.",
        ]
    );
    assert_eq!(
        said("CN-BJ", 3, ZH),
        ["一位监护人最多同时绑定 3 个孩子，已经满了。"]
    );
    assert_eq!(said("CN-GD", 300, ZH).len(), 3);
    assert_eq!(
        said("CN-TW", 0, ZH),
        ["请先问要带什么材料。", "审核要多久，没有说明。"]
    );
}

#[test]
fn two_places_differ_in_facts() {
    let examples = Packs::examples().expect("they ship");
    let pack = |region| examples.at(region, at(T)).next().expect("a pack");
    let all = difference(pack("CN-SH"), pack("CN-GD"));
    let said = |field| {
        let found = all.iter().find(|difference| difference.one.field == field);
        found.map(|d| (say(ZH, &d.one.said), say(ZH, &d.other.said)))
    };
    assert_eq!(
        said(Field::Offline),
        Some(("7 天".to_owned(), "30 天".to_owned()))
    );
    assert_eq!(
        said(Field::Children),
        Some(("最多 5 个".to_owned(), "不限".to_owned()))
    );
    assert_eq!(
        said(Field::Update),
        Some(("自动".to_owned(), "未知".to_owned()))
    );
    assert_eq!(said(Field::Mask), None);
    let offline = all.iter().find(|d| d.one.field == Field::Offline);
    let (source, at) = offline
        .and_then(|d| d.one.source.clone())
        .expect("a source");
    assert_eq!(
        (source.title.as_str(), at.as_str()),
        ("微信怎么查孩子健康码", "S0-16")
    );
    assert!(difference(pack("CN-GX"), pack("CN-YN")).is_empty());
}

/// Each step, with numbers and without.
fn steps() -> Vec<Step> {
    let moment: Timestamp = at(T);
    let names = Names {
        zh: "广东".to_owned(),
        en: "Guangdong".to_owned(),
    };
    let hotline = Some("12345".to_owned());
    let mut steps = vec![
        Step::Nothing { until: moment },
        Step::Refresh { by: moment },
        Step::RefreshBetween {
            from: moment,
            by: moment,
        },
        Step::GetCode,
        Step::Online,
        Step::Reprint { by: moment },
        Step::ShorterPaper { days: 10 },
        Step::CodeOf {
            names: names.clone(),
        },
        Step::AskRegion {
            names: names.clone(),
            hotline: hotline.clone(),
        },
        Step::AskRegion {
            names,
            hotline: None,
        },
        Step::AskPlace,
        Step::IgnoreColour,
        Step::Lapses { at: moment },
        Step::Release(Release { days: 14, tests: 5 }),
        Step::GetPacks,
        Step::SetClock,
        Step::AskPapers,
        Step::FaceCheck,
        Step::Review { hours: 0 },
        Step::Review { hours: 2 },
        Step::ReviewOpen,
        Step::NoMoreChildren { most: 3 },
    ];
    for way in [None, Some(Appeal::Ordinary), Some(Appeal::ForChildren)] {
        for hotline in [None, hotline.clone()] {
            steps.push(Step::Appeal { way, hotline });
        }
    }
    steps
}
