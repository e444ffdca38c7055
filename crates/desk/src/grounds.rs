//! What a verdict stands on: whom this desk trusts, and the rules of the region where it stands.

use std::collections::BTreeMap;

use healthcode::kct::Clock;
use healthcode::{Code, Judgement, Trust};
use jiff::{SignedDuration, Timestamp};
use rules::{Here, Packs, RulesAnswer};

/// Trusted lists and region packs, filled by the [`Shelf`](crate::Shelf) that holds them.
#[derive(Clone, Debug, Default)]
pub struct Grounds {
    pub(crate) trust: Trust,
    pub(crate) packs: Packs,
    /// The region by the id of its packs, `CN-GD`. Empty: none is chosen, so no rules are asked.
    pub(crate) region: String,
}

impl Grounds {
    /// Everybody who is trusted.
    pub const fn trust(&self) -> &Trust {
        &self.trust
    }

    /// The fourth answer. `None` if no region is chosen, or the code is not believed: rules take nothing else.
    pub(crate) fn rules(&self, judgement: &Judgement, now: Timestamp) -> Option<RulesAnswer> {
        let Code::Verified(code) = &judgement.code else {
            return None;
        };
        let here = Here {
            region: Some(self.region.as_str()).filter(|region| !region.is_empty())?,
            now,
            // Whoever knows that the clock is behind says so afterwards.
            clock: Clock::Good,
        };
        Some(rules::judge(code, &self.packs, &here))
    }

    /// How old a status list may be, by region: the shortest time that a pack of it names. An example names none for
    /// anybody.
    pub(crate) fn graces(&self) -> BTreeMap<String, SignedDuration> {
        let mut graces = BTreeMap::new();
        for pack in self.packs.iter().filter(|pack| !pack.is_example()) {
            let Some(hours) = pack.grace_hours.known() else {
                continue;
            };
            let grace = SignedDuration::from_hours(i64::from(*hours));
            let least = graces.entry(pack.region.clone()).or_insert(grace);
            *least = grace.min(*least);
        }
        graces
    }
}
