//! Regions and what their packs say, in words.

use jiff::Zoned;
use jiff::tz::TimeZone;
use rules::{Arg, Fact, Field, Message, Pack, Packs, binding_steps, difference};
use words::{Lang, t};

use crate::dates;
use crate::sight::Sight;
use crate::view::{RegionFactView, RegionName, RegionView};

/// Every region of which something is held, by its name in `lang`.
pub(crate) fn names(packs: &Packs, lang: Lang) -> Vec<RegionName> {
    let mut names: Vec<RegionName> = packs
        .iter()
        .map(|pack| RegionName {
            id: pack.region.clone(),
            name: name(pack, lang).to_owned(),
        })
        .collect();
    names.sort_by(|one, other| one.id.cmp(&other.id));
    names.dedup_by(|one, other| one.id == other.id);
    names
}

/// What is held of a region, and what is different where somebody comes from. `None` if nothing is in force.
pub(crate) fn view(region: &str, from: &str, sight: &Sight) -> Option<RegionView> {
    let (packs, lang, now) = (&sight.grounds().packs, sight.lang, &sight.now);
    let zone = now.time_zone();
    let pack = first(packs, region, now)?;
    let there = first(packs, from, now).filter(|there| there.region != pack.region);
    let differences = there
        .map(|there| difference(pack, there))
        .unwrap_or_default();
    let other = |field: Field| {
        let found = differences.iter().find(|found| found.one.field == field)?;
        Some(say(&found.other.said, lang, zone))
    };
    let row = |fact: Fact| RegionFactView {
        label: say(&fact.field.message(), lang, zone),
        other: other(fact.field),
        source: fact.source_message().map(|source| say(&source, lang, zone)),
        value: say(&fact.said, lang, zone),
    };
    let steps = binding_steps(pack, 0);
    Some(RegionView {
        id: pack.region.clone(),
        name: name(pack, lang).to_owned(),
        mark: pack.mark().map(|mark| say(&mark, lang, zone)),
        until: t(
            lang,
            "until",
            &[("date", dates::day_of(pack.until, zone, lang).into())],
        ),
        steps: steps
            .iter()
            .map(|step| say(&step.message(), lang, zone))
            .collect(),
        facts: pack.facts().into_iter().map(row).collect(),
    })
}

fn first<'p>(packs: &'p Packs, region: &str, now: &Zoned) -> Option<&'p Pack> {
    let mut found = packs.at(region, now.timestamp());
    let first = found.next()?;
    // A rule comes before an example.
    Some(if first.is_example() {
        found.find(|pack| !pack.is_example()).unwrap_or(first)
    } else {
        first
    })
}

fn name(pack: &Pack, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &pack.names.zh,
        Lang::En => &pack.names.en,
    }
}

/// A sentence about rules in `lang`, with days and moments of `zone`.
pub(crate) fn say(message: &Message, lang: Lang, zone: &TimeZone) -> String {
    let args: Vec<_> = message
        .args
        .iter()
        .map(|(name, arg)| (*name, filled(arg, lang, zone)))
        .collect();
    t(lang, &message.key, &args)
}

fn filled<'a>(arg: &'a Arg, lang: Lang, zone: &TimeZone) -> words::Value<'a> {
    match arg {
        Arg::Day(day) => dates::day(*day, lang).into(),
        Arg::Message(message) => say(message, lang, zone).into(),
        Arg::Moment(moment) => dates::moment(*moment, zone, lang).into(),
        Arg::Names(names) => match lang {
            Lang::Zh => names.zh.as_str().into(),
            Lang::En => names.en.as_str().into(),
        },
        Arg::Number(number) => (*number).into(),
        Arg::Text(text) => text.as_str().into(),
    }
}
