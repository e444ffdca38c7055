//! Ready for a day: the start of term, a journey (mission S0-55 and S1-53).

use healthcode::kc1::{Claims, Kind};
use healthcode::kct::Clock;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::answer::{Outcome, Reason, RulesAnswer};
use crate::judge::{self, Believed, Here};
use crate::packs::Packs;
use crate::step::Step;

/// A day on which codes are to be shown, and where.
#[derive(Clone, Debug)]
pub struct Occasion<'a> {
    /// The day.
    pub day: Date,
    /// Where the day begins and ends.
    pub zone: TimeZone,
    /// The region, by the id of its pack.
    pub region: &'a str,
}

/// A child, by whatever the caller calls it, with the codes that are held for it.
#[derive(Clone, Debug)]
pub struct Child<'a, K> {
    /// What the caller calls the child.
    pub key: K,
    /// The codes, in any order; all strips of a run.
    pub codes: Vec<Believed<'a>>,
}

/// Whether a child is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Codes that the rules there let in last through the whole day.
    Ready,
    /// Codes last through the day; whether they count there nobody can tell.
    Unknown {
        /// Why.
        reason: Reason,
        /// What to do about it.
        next: Vec<Step>,
    },
    /// Nothing is wrong: strips of that day are issued from then on.
    Later {
        /// From when.
        from: Timestamp,
        /// Before when.
        by: Timestamp,
    },
    /// Something is to be done.
    NotReady {
        /// Why the codes do not do; `None` if there are none for that day.
        reason: Option<Reason>,
        /// What to do.
        next: Vec<Step>,
    },
}

/// Whether each child will be ready, as far as it can be told now: a code can still be taken back, and
/// rules can change.
pub fn readiness<'a, K>(
    occasion: &Occasion<'_>,
    children: impl IntoIterator<Item = Child<'a, K>>,
    packs: &Packs,
    now: Timestamp,
    clock: Clock,
) -> Vec<(K, Readiness)> {
    let children = children.into_iter();
    children
        .map(|child| {
            let codes = child.codes.into_iter().map(Held::of).collect::<Vec<_>>();
            (child.key, of(occasion, &codes, packs, now, clock))
        })
        .collect()
}

/// A code as far as readiness needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'a> {
    from: Timestamp,
    until: Timestamp,
    claims: Option<&'a Claims>,
}

impl<'a> Held<'a> {
    fn of(code: Believed<'a>) -> Self {
        match code {
            Believed::Kc1(code) => Self::claims(code.claims()),
            Believed::Statement(code) => {
                let code = code.content();
                code.kc1().map_or_else(
                    || Self {
                        from: code.from.unwrap_or(Timestamp::MIN),
                        until: code.until.unwrap_or(Timestamp::MAX),
                        claims: None,
                    },
                    |code| Self::claims(&code.claims),
                )
            }
        }
    }

    pub(crate) const fn claims(claims: &'a Claims) -> Self {
        Self {
            from: claims.nbf,
            until: claims.exp,
            claims: Some(claims),
        }
    }
}

pub(crate) fn of(
    occasion: &Occasion<'_>,
    codes: &[Held<'_>],
    packs: &Packs,
    now: Timestamp,
    clock: Clock,
) -> Readiness {
    let Some((start, end)) = occasion.bounds() else {
        return Readiness::NotReady {
            reason: None,
            next: vec![Step::AskPlace],
        };
    };
    let judged: Vec<_> = codes
        .iter()
        .filter(|code| code.from < end && start < code.until)
        .map(|code| {
            (
                code,
                answer(occasion, code, packs, code.from.max(start), clock),
            )
        })
        .collect();
    let lasts = |worst: Outcome| {
        let counted = judged.iter().filter(|(_, answer)| answer.outcome <= worst);
        covers(counted.map(|(code, _)| (code.from, code.until)), start, end)
    };
    if lasts(Outcome::Pass) {
        return Readiness::Ready;
    }
    let first = |outcome: Outcome| judged.iter().find(|(_, a)| a.outcome == outcome);
    if lasts(Outcome::Unknown)
        && let Some((_, answer)) = first(Outcome::Unknown)
    {
        return Readiness::Unknown {
            reason: answer.reason,
            next: answer.next.clone(),
        };
    }
    if let Some((_, answer)) = first(Outcome::Fail) {
        return Readiness::NotReady {
            reason: Some(answer.reason),
            next: answer.next.clone(),
        };
    }
    missing(codes, packs, now, (start, end))
}

impl Occasion<'_> {
    /// The first moment of the day, and the first after it; `None` for a day outside the calendar.
    fn bounds(&self) -> Option<(Timestamp, Timestamp)> {
        let start = self.day.to_zoned(self.zone.clone()).ok()?;
        let end = self.day.tomorrow().ok()?.to_zoned(self.zone.clone()).ok()?;
        Some((start.timestamp(), end.timestamp()))
    }
}

/// What the rules will say of a code when the day has come, as they are held now.
fn answer(
    occasion: &Occasion<'_>,
    code: &Held<'_>,
    packs: &Packs,
    now: Timestamp,
    clock: Clock,
) -> RulesAnswer {
    let here = Here {
        region: occasion.region,
        now,
        clock,
    };
    match code.claims {
        Some(claims) => judge::claims(claims, packs, &here),
        None => RulesAnswer::open(Reason::NoRule),
    }
}

/// Whether the periods leave no gap between `start` and `end`.
fn covers(
    periods: impl Iterator<Item = (Timestamp, Timestamp)>,
    start: Timestamp,
    end: Timestamp,
) -> bool {
    let mut periods: Vec<_> = periods.collect();
    periods.sort_unstable();
    let reached = periods.into_iter().fold(start, |reached, (from, until)| {
        if from <= reached {
            reached.max(until)
        } else {
            reached
        }
    });
    reached >= end
}

/// No code reaches the day. Where strips are held, more will come: their region says how far ahead.
fn missing(
    codes: &[Held<'_>],
    packs: &Packs,
    now: Timestamp,
    (start, end): (Timestamp, Timestamp),
) -> Readiness {
    let strip = codes
        .iter()
        .filter_map(|code| code.claims)
        .find(|claims| matches!(claims.kind, Kind::Strip(_)));
    let ahead = strip.and_then(|strip| {
        let days = packs.at(&strip.region, now).map(|pack| pack.run_days());
        days.min()
    });
    let Some(days) = ahead else {
        return Readiness::NotReady {
            reason: None,
            next: vec![if codes.is_empty() {
                Step::GetCode
            } else {
                Step::Reprint { by: start }
            }],
        };
    };
    // A run of seven strips begins with today's and ends six days later.
    let from = start - SignedDuration::from_hours(24 * i64::from(days.saturating_sub(1)));
    let by = if from == start { end } else { start };
    if now < from {
        Readiness::Later { from, by }
    } else {
        Readiness::NotReady {
            reason: None,
            next: vec![Step::Refresh { by }],
        }
    }
}

impl Readiness {
    /// Whether nothing is left to do and nothing is open.
    pub const fn is_ready(&self) -> bool {
        matches!(self, Self::Ready)
    }

    /// What to do, first things first.
    pub fn next(&self) -> Vec<Step> {
        match self {
            Self::Ready => Vec::new(),
            Self::Later { from, by } => vec![Step::RefreshBetween {
                from: *from,
                by: *by,
            }],
            Self::Unknown { next, .. } | Self::NotReady { next, .. } => next.clone(),
        }
    }
}
