//! Colours: off, unless a law asks for them, and never for long (design section 6).

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// What colours mean in a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colours {
    /// Named law, disease, area and end.
    InForce(InForce),
    /// Nothing: no code's colour counts here.
    Off,
}

/// Colours that a law asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// The legal instrument: its title and number.
    pub instrument: String,
    /// Against which disease.
    pub disease: String,
    /// In which area, as the instrument calls it.
    pub area: String,
    /// From this moment, whole seconds.
    pub from: Timestamp,
    /// Until this moment, at most [`LONGEST`] later: colours lapse by themselves.
    pub until: Timestamp,
    /// What green means.
    pub green: Effect,
    /// What yellow means.
    pub yellow: Effect,
    /// What red means.
    pub red: Effect,
    /// How yellow ends.
    pub yellow_ends: Release,
    /// How red ends.
    pub red_ends: Release,
}

/// What a colour means for going in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Not now.
    Fail,
    /// At some places only; which ones a person must know.
    Limited,
    /// Free.
    Pass,
}

/// What ends a colour before its time: both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Days since the decision.
    pub days: u8,
    /// Negative tests.
    pub tests: u8,
}

impl Colours {
    /// What is in force at `now`; `None` if colours are off, not yet in force or lapsed.
    pub fn at(&self, now: Timestamp) -> Option<&InForce> {
        match self {
            Self::InForce(colours) if colours.from <= now && now < colours.until => Some(colours),
            Self::InForce(_) | Self::Off => None,
        }
    }
}

/// The longest that colours may be in force: 30 days (design section 6).
pub const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);
