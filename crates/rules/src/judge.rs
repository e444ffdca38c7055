//! What a believed code means here now: pass, fail, or not known.

use healthcode::kc1::{self, Claims, Colour, Kind};
use healthcode::kct::{Clock, Realm};
use healthcode::{HealthCode, Verdict, Verified};
use jiff::{SignedDuration, Timestamp};

use crate::colour::{Effect, Release};
use crate::pack::{Names, Pack, Standing};
use crate::packs::Packs;
use crate::step::{self, Step};
use crate::value::Value;

/// A code that `healthcode` believes. Nothing else is judged.
#[derive(Clone, Copy, Debug)]
pub enum Believed<'a> {
    /// One of our own.
    Kc1(&'a kc1::Verified),
    /// One in another format: packs say nothing about those.
    Other(&'a Verified<HealthCode>),
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

/// The fourth answer about a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesAnswer {
    /// The answer itself.
    pub outcome: Outcome,
    /// The one reason for it.
    pub reason: Reason,
    /// When it may be another, if that is known.
    pub until: Option<Timestamp>,
    /// What a person must do next, first things first.
    pub next: Vec<Step>,
    /// The pack that decided; `None` if none did.
    pub pack: Option<PackId>,
}

/// Which pack decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackId {
    /// Of which region.
    pub region: String,
    /// What the region is called.
    pub names: Names,
    /// Which of the region's packs.
    pub version: u32,
    /// Whether it is anybody's rule; an example must be marked as one.
    pub standing: Standing,
}

/// Pass, fail, or not known; never to be taken for pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The rules here are met.
    Pass,
    /// Nobody can tell.
    Unknown,
    /// A rule here is not met.
    Fail,
}

/// The one reason for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Pass: all rules are met.
    InOrder,
    /// Fail: codes of its region do not count here.
    NotRecognised,
    /// Fail: issued longer ahead than this region lets codes work without a network.
    TooFarAhead,
    /// Fail: a paper code that is valid for longer than this region allows.
    PaperTooLong,
    /// Fail: a law in force here asks for another colour.
    Colour,
    /// Unknown: this computer's clock is behind.
    Clock,
    /// Unknown: the packs say nothing about codes in this format.
    NoRule,
    /// Unknown: there is no pack of this region.
    NoPack,
    /// Unknown: the packs of this region have lapsed, or have not begun.
    NotInForce,
    /// Unknown: there is an example only, which says nothing about a real code.
    ExampleOnly,
    /// Unknown: nobody says whether codes of its region count here.
    RecognitionUnknown,
    /// Unknown: nobody says for how many days codes work here without a network.
    OfflineUnknown,
    /// Unknown: nobody says for how long paper codes are valid here.
    PaperUnknown,
    /// Unknown: a law in force here asks for a colour, and the code states none.
    ColourMissing,
    /// Unknown: the colour lets in at some places only.
    ColourLimited,
    /// Unknown: it states a colour that no law in force here knows; the colour does not count.
    ColourOff,
}

/// Judges a believed code by the packs of the region where it is shown.
///
/// Where several packs of the region are in force, each must be met: the strictest answer counts, so
/// another pack can take a pass away and never give one. Example packs decide about codes of practice only.
pub fn judge<'c>(code: impl Into<Believed<'c>>, packs: &Packs, here: &Here<'_>) -> RulesAnswer {
    match code.into() {
        Believed::Kc1(code) => claims(code.claims(), packs, here),
        Believed::Other(_) => RulesAnswer::open(Reason::NoRule),
    }
}

/// The verdict with the rules' answer joined: what is accepted and fails here is refused; not known
/// lowers nothing and is to be shown (design section 4). What another answer decided stays decided.
pub const fn verdict(verdict: Verdict, rules: &RulesAnswer) -> Verdict {
    match (verdict, rules.outcome) {
        (Verdict::Accept, Outcome::Fail) => Verdict::Refuse,
        (verdict, _) => verdict,
    }
}

/// [`judge()`] for claims that somebody else believes.
pub(crate) fn claims(claims: &Claims, packs: &Packs, here: &Here<'_>) -> RulesAnswer {
    if matches!(here.clock, Clock::Behind { .. }) {
        return RulesAnswer::open(Reason::Clock);
    }
    let mut seen = packs.at(here.region, here.now).peekable();
    if seen.peek().is_none() {
        return absent(packs, here);
    }
    let counts = |pack: &&Pack| claims.realm == Realm::Practice || !pack.is_example();
    seen.filter(counts)
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

impl RulesAnswer {
    /// Not known, and no pack that decided it.
    pub(crate) fn open(reason: Reason) -> Self {
        Self {
            outcome: reason.outcome(),
            reason,
            until: None,
            next: step::without_pack(reason),
            pack: None,
        }
    }

    /// Whether an example decided: to be marked 示例，据 2025 年网文，非现行规定.
    pub fn is_example(&self) -> bool {
        let standing = self.pack.as_ref().map(|pack| pack.standing);
        standing == Some(Standing::Example)
    }
}

impl PackId {
    fn of(pack: &Pack) -> Self {
        Self {
            region: pack.region.clone(),
            names: pack.names.clone(),
            version: pack.version,
            standing: pack.standing,
        }
    }
}

impl Outcome {
    /// The word that the command line writes: `pass`, `fail`, `unknown`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Unknown => "unknown",
            Self::Fail => "fail",
        }
    }
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 16] = [
        Self::InOrder,
        Self::NotRecognised,
        Self::TooFarAhead,
        Self::PaperTooLong,
        Self::Colour,
        Self::Clock,
        Self::NoRule,
        Self::NoPack,
        Self::NotInForce,
        Self::ExampleOnly,
        Self::RecognitionUnknown,
        Self::OfflineUnknown,
        Self::PaperUnknown,
        Self::ColourMissing,
        Self::ColourLimited,
        Self::ColourOff,
    ];

    /// The answer that it decides.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::InOrder => Outcome::Pass,
            Self::NotRecognised | Self::TooFarAhead | Self::PaperTooLong | Self::Colour => {
                Outcome::Fail
            }
            Self::Clock
            | Self::NoRule
            | Self::NoPack
            | Self::NotInForce
            | Self::ExampleOnly
            | Self::RecognitionUnknown
            | Self::OfflineUnknown
            | Self::PaperUnknown
            | Self::ColourMissing
            | Self::ColourLimited
            | Self::ColourOff => Outcome::Unknown,
        }
    }

    /// The reason's code. Its sentence is `rules-reason-` and this.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InOrder => "in-order",
            Self::NotRecognised => "not-recognised",
            Self::TooFarAhead => "too-far-ahead",
            Self::PaperTooLong => "paper-too-long",
            Self::Colour => "colour",
            Self::Clock => "clock",
            Self::NoRule => "no-rule",
            Self::NoPack => "no-pack",
            Self::NotInForce => "not-in-force",
            Self::ExampleOnly => "example-only",
            Self::RecognitionUnknown => "recognition-unknown",
            Self::OfflineUnknown => "offline-unknown",
            Self::PaperUnknown => "paper-unknown",
            Self::ColourMissing => "colour-missing",
            Self::ColourLimited => "colour-limited",
            Self::ColourOff => "colour-off",
        }
    }
}

impl<'a> From<&'a kc1::Verified> for Believed<'a> {
    fn from(code: &'a kc1::Verified) -> Self {
        Self::Kc1(code)
    }
}

impl<'a> From<&'a Verified<HealthCode>> for Believed<'a> {
    fn from(code: &'a Verified<HealthCode>) -> Self {
        Self::Other(code)
    }
}
