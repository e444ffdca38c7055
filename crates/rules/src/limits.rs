//! What an authority keeps to when it issues for a region.

use healthcode::kct::Realm;
use jiff::Timestamp;

use crate::pack::Pack;
use crate::packs::Packs;
use crate::value::{ChildLimit, Mask, Update};

/// The strictest of the packs in force. What none of them knows is `None`, and no permission: a person
/// must decide, and take it upon the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Days that codes may work without a network; 0 is a run of one strip, for today, and stands also
    /// where nobody says.
    pub run_days: u8,
    /// The most days that a paper code may be valid.
    pub paper_days: Option<u8>,
    /// How many children one guardian may bind.
    pub children: Option<ChildLimit>,
    /// How a change reaches the code.
    pub update: Option<Update>,
    /// The second mark that codes carry.
    pub mask: Option<Mask>,
    /// Minutes from UTC to the region's clock, eastward: where its days begin.
    pub east_minutes: i16,
}

impl Packs {
    /// The limits of `region` at `now`; `None` if no pack that counts in `realm` is in force.
    pub fn limits(&self, region: &str, realm: Realm, now: Timestamp) -> Option<Limits> {
        let packs = self.counting(region, realm, now);
        packs.map(Limits::of).reduce(Limits::and)
    }
}

impl Limits {
    fn of(pack: &Pack) -> Self {
        Self {
            run_days: pack.run_days(),
            paper_days: pack.paper_days.known().copied(),
            children: pack.children.known().copied(),
            update: pack.update.known().copied(),
            mask: pack.mask.known().copied(),
            east_minutes: pack.east_minutes,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            run_days: self.run_days.min(other.run_days),
            paper_days: [self.paper_days, other.paper_days]
                .into_iter()
                .flatten()
                .min(),
            children: [self.children, other.children].into_iter().flatten().min(),
            // Who must press refresh in one of them must press it.
            update: self.update.max(other.update),
            mask: self.mask.or(other.mask),
            east_minutes: self.east_minutes,
        }
    }
}
