//! Which codes of a person are of one kind, so that the newer takes the place of the older.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use healthcode::statement::{Coding, Event, Form, PartialDate, System, When};
use healthcode::{HealthCode, Judgement, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use vault::Id;

use super::Family;
use super::record::{Held, What};
use crate::check::Checked;
use crate::sight::Sight;
use crate::source::Origin;

/// What a code is: its form, what it tells of, about which diseases, and whether somebody trusted signed it. What is only
/// claimed never takes the place of what is signed. `None`: nothing is known, so it is of no kind but its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sort(String);

/// Codes of one kind of one person.
pub(super) struct Group {
    /// Whose.
    pub(super) person: Id,
    /// The one that counts first, then its history, the newest first.
    pub(super) codes: Vec<(Id, Checked)>,
}

/// CVX numbers of vaccines against COVID-19 (US CDC, "COVID-19 vaccine related codes"), which cards of one person mix.
const COVID: [&str; 34] = [
    "207", "208", "210", "211", "212", "213", "217", "218", "219", "221", "225", "226", "227",
    "228", "229", "230", "300", "301", "302", "308", "309", "310", "311", "312", "313", "500",
    "501", "502", "503", "504", "505", "506", "507", "508",
];

impl Sort {
    /// What is known of a code.
    pub(super) fn of(judgement: &Judgement) -> Option<Self> {
        let code = judgement.content()?;
        let form = match &code.form {
            Form::Ddcc => "ddcc",
            Form::EuDcc(_) => "dcc",
            Form::Icvp => "icvp",
            Form::Kc1(_) => "kc1",
            Form::Seal(kind) => kind,
            Form::SmartHealthCard(_) => "shc",
        };
        let about: BTreeSet<String> = code.events.iter().filter_map(subject).collect();
        let about: Vec<String> = about.into_iter().collect();
        let believed = judgement.verified().is_some();
        let kind = judgement.kind().as_str();
        Some(Self(format!(
            "{form} {kind} {} {believed}",
            about.join(",")
        )))
    }
}

/// The disease of an event; where the format does not tell it, the vaccine.
fn subject(event: &Event) -> Option<String> {
    let disease = event.origin()?.disease.as_ref();
    let coding = match event {
        Event::Vaccination(v) => disease.or(v.prophylaxis.as_ref()).or(v.product.as_ref()),
        Event::Test(test) => disease.or(test.method.as_ref()),
        Event::Recovery(_) | Event::Unread(_) => disease,
    }?;
    Some(spelt(coding))
}

fn spelt(coding: &Coding) -> String {
    match coding.system {
        System::Cvx if COVID.contains(&coding.code.as_str()) => "cvx covid".to_owned(),
        System::Cvx => format!("cvx {}", coding.code),
        System::Others if coding.code.is_empty() => coding.words.clone().unwrap_or_default(),
        System::Others => coding.code.clone(),
    }
}

/// What decides which of two is newer: when it may be used from, else the last thing that it tells of.
pub(super) fn at(code: &HealthCode) -> Option<Timestamp> {
    let latest = || code.events.iter().filter_map(event_at).max();
    code.from.or_else(latest)
}

fn event_at(event: &Event) -> Option<Timestamp> {
    let when = match event {
        Event::Vaccination(v) => v.day,
        Event::Test(test) => test.sampled,
        Event::Recovery(recovery) => Some(When::On(PartialDate::Day(recovery.positive))),
        Event::Unread(_) => None,
    };
    let day = match when? {
        When::At(at) => return Some(at),
        When::On(PartialDate::Day(day)) => day,
        When::On(PartialDate::Month(year, month)) => Date::new(year, month, 1).ok()?,
        When::On(PartialDate::Year(year)) => Date::new(year, 1, 1).ok()?,
        When::On(PartialDate::Unknown) => return None,
    };
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// What comes first in a group: what is accepted, then the newer, then what was kept later.
pub(super) fn order(checked: &Checked, since: u64, id: Id) -> impl Ord + use<> {
    let accepted = checked.verdict() == Verdict::Accept;
    let at = checked.judgement.content().and_then(at);
    (Reverse(accepted), Reverse(at), Reverse(since), id)
}

/// Judges a kept code.
pub(super) fn look(text: &str, sight: &Sight) -> Checked {
    let origin = Origin {
        file: None,
        page: 1,
        index: 1,
    };
    sight.judge(origin, text.to_owned())
}

impl Family {
    /// Codes that satisfy `wanted`, judged and put together by person and kind.
    pub(super) fn groups(&self, sight: &Sight, wanted: impl Fn(&Held) -> bool) -> Vec<Group> {
        let mut groups: BTreeMap<_, Vec<(Id, Checked, u64)>> = BTreeMap::new();
        for (id, held) in self.held.iter().filter(|(_, held)| wanted(held)) {
            let What::Code(text) = &held.what else {
                continue;
            };
            let checked = self.judged.borrow_mut().look(*id, text, sight);
            let sort = Sort::of(&checked.judgement);
            // What went into the bin together lies there together.
            let alone = sort.is_none().then_some(*id);
            let key = (held.person, sort, alone, held.binned);
            groups
                .entry(key)
                .or_default()
                .push((*id, checked, held.since));
        }
        let groups = groups.into_iter().map(|((person, ..), mut codes)| {
            codes.sort_by_cached_key(|(id, checked, since)| order(checked, *since, *id));
            Group {
                person,
                codes: codes
                    .into_iter()
                    .map(|(id, checked, _)| (id, checked))
                    .collect(),
            }
        });
        groups.collect()
    }

    /// The group on the board or in the bin that a code belongs to, with its place in it.
    pub(super) fn group_of(&self, id: Id, sight: &Sight) -> Option<(Group, usize)> {
        let held = self.held.get(&id)?;
        let (person, binned) = (held.person, held.binned);
        let groups = self.groups(sight, |held| (held.person, held.binned) == (person, binned));
        groups.into_iter().find_map(|group| {
            let place = group.codes.iter().position(|(code, _)| *code == id)?;
            Some((group, place))
        })
    }
}
