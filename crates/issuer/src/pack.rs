//! What an authority decides for a region, within its region pack.

use std::collections::BTreeMap;

use healthcode::kct::Realm;
use issuing::message::{Region, Update};
use jiff::Timestamp;
use rules::Packs;
use rules::value::ChildLimit;
use serde::{Deserialize, Serialize};

use crate::machine::second;

/// Limits and the day grid of one region.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Id of the region pack: `CN-GD`.
    pub id: String,
    /// Names by language tag.
    pub names: BTreeMap<String, String>,
    /// How many days a run lasts without network, 0 to 30: 0 is a run of one strip, for today.
    pub run_days: u8,
    /// How many days a paper code is valid, 0 to 30; 0: there are none.
    pub paper_days: u8,
    /// How many persons one account may enrol; none: any number.
    pub persons: Option<u16>,
    /// How fresh codes reach a family.
    pub update: Update,
    /// Seconds from UTC to the region's clock, by which its days begin.
    pub east: i32,
}

/// One day of a region: everybody's strip of this day is valid from and until the same moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The first moment.
    pub nbf: Timestamp,
    /// The moment after the last.
    pub exp: Timestamp,
}

impl Pack {
    /// What is said of it.
    pub fn region(&self) -> Region {
        Region {
            id: self.id.clone(),
            names: self.names.clone(),
            run_days: self.run_days,
            paper_days: self.paper_days,
            persons: self.persons,
            update: self.update,
        }
    }

    /// How many strips a full run has.
    pub fn strips(&self) -> usize {
        self.region().strips()
    }

    /// The day of the region that is `ahead` days after the one of `now`.
    pub fn day(&self, now: Timestamp, ahead: usize) -> Day {
        let local = now.as_second() + i64::from(self.east);
        let days = local.div_euclid(DAY) + ahead as i64;
        let nbf = days * DAY - i64::from(self.east);
        Day {
            nbf: second(nbf),
            exp: second(nbf + STRIP),
        }
    }

    /// From when to when a paper code of `now` is valid; whole days of the region, today included.
    pub fn paper(&self, now: Timestamp) -> Option<Day> {
        let days = i64::from(self.paper_days.min(30));
        let nbf = self.day(now, 0).nbf;
        let exp = second(nbf.as_second() + days * DAY);
        (days > 0).then_some(Day { nbf, exp })
    }

    /// The regions whose example packs are in force at `now` and say how long a run is, the longest first: 示例，据 2025
    /// 年网文，非现行规定. What else they leave open is decided here, narrowly: paper for a week, three persons, refreshed by
    /// hand.
    pub fn examples(now: Timestamp) -> Vec<Self> {
        let Ok(packs) = Packs::examples() else {
            return Vec::new();
        };
        let region = |pack: &rules::Pack| {
            pack.offline_days.known()?;
            let limits = packs.limits(&pack.region, Realm::Practice, now)?;
            Some(Self {
                id: pack.region.clone(),
                names: [("zh", &pack.names.zh), ("en", &pack.names.en)]
                    .map(|(tag, name)| (tag.to_owned(), name.clone()))
                    .into(),
                run_days: limits.run_days.min(30),
                paper_days: limits.paper_days.unwrap_or(7).min(30),
                persons: match limits.children {
                    Some(ChildLimit::Most(most)) => Some(u16::from(most)),
                    Some(ChildLimit::NoLimit) => None,
                    None => Some(3),
                },
                update: match limits.update {
                    Some(rules::Update::Auto) => Update::Auto,
                    Some(rules::Update::Manual) | None => Update::Manual,
                },
                east: i32::from(limits.east_minutes) * 60,
            })
        };
        let mut regions: Vec<Self> = packs.iter().filter_map(region).collect();
        regions.sort_by_key(|region| std::cmp::Reverse(region.run_days));
        regions
    }

    /// Whether this is within what `packs` say of the region. Of a region that they do not know they say nothing.
    pub fn is_within(&self, packs: &Packs, realm: Realm, now: Timestamp) -> bool {
        let Some(limits) = packs.limits(&self.id, realm, now) else {
            return true;
        };
        self.run_days <= limits.run_days
            && limits.paper_days.is_none_or(|most| self.paper_days <= most)
            && self.east == i32::from(limits.east_minutes) * 60
    }
}

/// The last whole hour: what iat and as-of are cut to (kc1.md section 1.2, "Privacy rules for the issuer").
pub(crate) fn hour(now: Timestamp) -> Timestamp {
    second(now.as_second().div_euclid(HOUR) * HOUR)
}

/// When a run that ends at `exp` is to be refreshed: at 50 to 90 % of what is left of it, by the `dice`
/// (scale.md section 4, rule a). Families come one after the other, though all their codes end at once.
pub(crate) fn refresh_at(now: Timestamp, exp: Timestamp, dice: u32) -> Timestamp {
    let life = i128::from((exp.as_second() - now.as_second()).max(0));
    let share = i128::from(dice) * 4 / 10 + (1 << 31);
    second(now.as_second() + ((life * share) >> 32) as i64)
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// A strip is for one day, and two hours longer: time to bring the next one up, and for clocks that are wrong.
const STRIP: i64 = 26 * HOUR;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_the_same_days() {
        let packs = Pack::examples(second(1_790_726_400));
        let pack = packs
            .iter()
            .find(|pack| pack.id == "CN-GD")
            .expect("Guangdong");
        // 2026-09-30T00:00:00Z is eight in the morning there.
        let eight = second(1_790_726_400);
        let midnight = second(1_790_726_400 - 8 * HOUR);
        for after in [-8 * HOUR, -1, 0, 16 * HOUR - 1] {
            let day = pack.day(second(eight.as_second() + after), 0);
            assert_eq!(
                (day.nbf, day.exp),
                (midnight, midnight + jiff::SignedDuration::from_hours(26))
            );
        }
        assert_ne!(
            pack.day(second(eight.as_second() + 16 * HOUR), 0).nbf,
            midnight
        );
        assert_eq!(
            pack.day(eight, 29).nbf.as_second() - midnight.as_second(),
            29 * DAY
        );
    }

    #[test]
    fn examples_are_narrow_where_nobody_says() {
        let now = second(1_790_726_400);
        let packs = Packs::examples().expect("they are read");
        let all = Pack::examples(now);
        let runs: Vec<u8> = all.iter().map(|pack| pack.run_days).collect();
        assert_eq!(runs, [30, 7, 7, 7, 7, 0, 0, 0]);
        let of = |id: &str| all.iter().find(|pack| pack.id == id).expect("a region");
        assert_eq!(
            (
                of("CN-GD").run_days,
                of("CN-SH").run_days,
                of("CN-BJ").run_days
            ),
            (30, 7, 0)
        );
        assert_eq!(
            (
                of("CN-GD").persons,
                of("CN-SH").persons,
                of("CN-BJ").persons
            ),
            (None, Some(5), Some(3))
        );
        assert_eq!(of("CN-BJ").strips(), 1);
        assert!(
            all.iter()
                .all(|pack| pack.is_within(&packs, Realm::Practice, now))
        );
        let more = Pack {
            run_days: 8,
            ..of("CN-SH").clone()
        };
        assert!(!more.is_within(&packs, Realm::Practice, now));
        assert!(
            more.is_within(&packs, Realm::Real, now),
            "examples say nothing of what is real"
        );
    }

    #[test]
    fn refreshing_lies_between_half_and_nine_tenths() {
        let (now, exp) = (second(1_000_000), second(2_000_000));
        assert_eq!(refresh_at(now, exp, 0), second(1_500_000));
        assert_eq!(refresh_at(now, exp, u32::MAX), second(1_899_999));
        assert_eq!(refresh_at(exp, now, 7), exp);
    }

    #[test]
    fn hours_are_cut() {
        assert_eq!(hour(second(7_199)), second(3_600));
    }
}
