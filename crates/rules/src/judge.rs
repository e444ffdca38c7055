//! What a believed code means here now: pass, fail, or not known.

use healthcode::kc1::{self, Claims, Colour, Kind};
use healthcode::kct::Clock;
use healthcode::{HealthCode, Verified};
use jiff::{SignedDuration, Timestamp};

use crate::answer::{PackId, Reason, RulesAnswer};
use crate::colour::{Effect, Release};
use crate::pack::Pack;
use crate::packs::Packs;
use crate::step;
use crate::value::Value;

/// A code that `healthcode` believes. Nothing else is judged.
#[derive(Clone, Copy, Debug)]
pub enum Believed<'a> {
    /// One of our own.
    Kc1(&'a kc1::Verified),
    /// One in the shape of all formats; packs say nothing about those that are not our own.
    Statement(&'a Verified<HealthCode>),
}

/// Where and when a code is judged.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// The region, by the id of its pack: `CN-GD`.
    pub region: &'a str,
    /// This computer's time.
    pub now: Timestamp,
    /// Whether that can be believed.
    pub clock: Clock,
}

/// Judges a believed code by the packs of the region where it is shown.
///
/// Where several packs of the region are in force, each must be met: the strictest answer counts, so
/// another pack can take a pass away and never give one. Example packs decide about codes of practice only.
pub fn judge<'c>(code: impl Into<Believed<'c>>, packs: &Packs, here: &Here<'_>) -> RulesAnswer {
    match code.into() {
        Believed::Kc1(code) => claims(code.claims(), packs, here),
        Believed::Statement(code) => match code.content().kc1() {
            Some(code) => claims(&code.claims, packs, here),
            None => RulesAnswer::open(Reason::NoRule),
        },
    }
}

/// [`judge()`] for claims that somebody else believes.
pub(crate) fn claims(claims: &Claims, packs: &Packs, here: &Here<'_>) -> RulesAnswer {
    if matches!(here.clock, Clock::Behind { .. }) {
        return RulesAnswer::open(Reason::Clock);
    }
    if packs.at(here.region, here.now).next().is_none() {
        return absent(packs, here);
    }
    packs
        .counting(here.region, claims.realm, here.now)
        .map(|pack| by(pack, claims, here.now))
        .reduce(stricter)
        .unwrap_or_else(|| RulesAnswer::open(Reason::ExampleOnly))
}

fn absent(packs: &Packs, here: &Here<'_>) -> RulesAnswer {
    let mut begins = None;
    let mut reason = Reason::NoPack;
    for pack in packs.of_region(here.region) {
        reason = Reason::NotInForce;
        if pack.from > here.now {
            begins = Some(begins.map_or(pack.from, |first| pack.from.min(first)));
        }
    }
    RulesAnswer {
        until: begins,
        ..RulesAnswer::open(reason)
    }
}

/// The answer of one pack: the worst of its rules, and of equals the first.
fn by(pack: &Pack, claims: &Claims, now: Timestamp) -> RulesAnswer {
    let (colour, colour_until) = colour(pack, claims, now);
    let rules = [recognition(pack, claims), time(pack, claims), colour];
    let reason = rules.into_iter().fold(Reason::InOrder, |worst, reason| {
        if reason.outcome() > worst.outcome() {
            reason
        } else {
            worst
        }
    });
    let until = match reason {
        Reason::Colour | Reason::ColourLimited | Reason::ColourMissing => colour_until,
        _ => [Some(claims.exp), Some(pack.until), colour_until]
            .into_iter()
            .flatten()
            .min()
            .filter(|_| reason == Reason::InOrder),
    };
    RulesAnswer {
        outcome: reason.outcome(),
        reason,
        until,
        next: step::after(reason, claims, pack, ends(pack, claims, now), until),
        pack: Some(PackId::of(pack)),
    }
}

fn recognition(pack: &Pack, claims: &Claims) -> Reason {
    match &pack.recognises {
        _ if claims.region == pack.region => Reason::InOrder,
        Value::Known(known) if known.value.contains(&claims.region) => Reason::InOrder,
        Value::Known(_) => Reason::NotRecognised,
        Value::Unknown => Reason::RecognitionUnknown,
    }
}

/// How long ahead a strip was issued, and how long a paper code is valid. The ceilings of the format
/// hold already (kc1.md section 1.2, rule 4).
fn time(pack: &Pack, claims: &Claims) -> Reason {
    let days = |days: u8| SignedDuration::from_hours(24 * i64::from(days));
    match claims.kind {
        Kind::Strip(_) => match pack.offline_days.known() {
            // Today's strip works everywhere: it begins on the day grid, before it was issued.
            _ if claims.nbf <= claims.iat => Reason::InOrder,
            Some(most) if claims.nbf.duration_since(claims.iat) <= days(*most) => Reason::InOrder,
            Some(_) => Reason::TooFarAhead,
            None => Reason::OfflineUnknown,
        },
        Kind::Paper => match pack.paper_days.known() {
            Some(most) if claims.exp.duration_since(claims.nbf) <= days(*most) => Reason::InOrder,
            Some(_) => Reason::PaperTooLong,
            None => Reason::PaperUnknown,
        },
        Kind::School(_) => Reason::InOrder,
    }
}

fn colour(pack: &Pack, claims: &Claims, now: Timestamp) -> (Reason, Option<Timestamp>) {
    let Some(law) = pack.colours.at(now) else {
        let stated = matches!(claims.colour, Colour::Yellow(_) | Colour::Red(_));
        let reason = if stated {
            Reason::ColourOff
        } else {
            Reason::InOrder
        };
        return (reason, None);
    };
    let effect = match claims.colour {
        Colour::None => return (Reason::ColourMissing, Some(law.until)),
        Colour::Green => law.green,
        Colour::Yellow(_) => law.yellow,
        Colour::Red(_) => law.red,
    };
    let reason = match effect {
        Effect::Fail => Reason::Colour,
        Effect::Limited => Reason::ColourLimited,
        Effect::Pass => Reason::InOrder,
    };
    (reason, Some(law.until))
}

/// What ends the colour that the code states.
fn ends(pack: &Pack, claims: &Claims, now: Timestamp) -> Option<Release> {
    let law = pack.colours.at(now)?;
    match claims.colour {
        Colour::None | Colour::Green => None,
        Colour::Yellow(_) => Some(law.yellow_ends),
        Colour::Red(_) => Some(law.red_ends),
    }
}

/// Of two answers the one that lets in less; of two equal ones the one that may change sooner.
fn stricter(one: RulesAnswer, other: RulesAnswer) -> RulesAnswer {
    let sooner = || match (one.until, other.until) {
        (Some(one), Some(other)) => other < one,
        (None, other) => other.is_some(),
        (Some(_), None) => false,
    };
    if other.outcome > one.outcome || (other.outcome == one.outcome && sooner()) {
        other
    } else {
        one
    }
}

impl<'a> From<&'a kc1::Verified> for Believed<'a> {
    fn from(code: &'a kc1::Verified) -> Self {
        Self::Kc1(code)
    }
}

impl<'a> From<&'a Verified<HealthCode>> for Believed<'a> {
    fn from(code: &'a Verified<HealthCode>) -> Self {
        Self::Statement(code)
    }
}
