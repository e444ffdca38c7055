//! The desk as a gate: practice, digits that a holder is asked for, status lists, the rules of a region.

use healthcode::kc1::Challenge;
use healthcode::kct::Publisher;
use jiff::{Timestamp, Zoned};
use rand_core::Rng;

use super::Desk;
use crate::view::{AskedView, ProblemView, RegionName, RegionView, SlipView};
use crate::{machine, regions};

impl Desk {
    /// Asks whoever shows a live code next for six digits, which are good once and for 90 seconds
    /// (kc1.md section 1.6, "Challenge mode"). They are shown until ten seconds before: whoever begins to type must come
    /// to an end.
    pub fn ask(&mut self, now: &Zoned) -> AskedView {
        let digits = (machine::dice().next_u64() % 1_000_000) as u32;
        self.gate.challenge = Some(Challenge {
            digits,
            since: now.timestamp(),
        });
        AskedView {
            digits: format!("{:03} {:03}", digits / 1_000, digits % 1_000),
            renew: 80_000,
        }
    }

    /// Asks for nothing any more.
    pub const fn stop_asking(&mut self) {
        self.gate.challenge = None;
    }

    /// By how many seconds this computer's clock seems to be ahead (behind, if negative), as the last five
    /// live codes tell; `None` if they do not agree.
    pub fn clock_hint(&self) -> Option<i64> {
        let hint = self.gate.memory.clock_hint();
        hint.map(|ahead| ahead.as_secs())
    }

    /// Begins or goes on with 演练 by these trust files, and judges everything again.
    pub fn practise(&mut self, files: Vec<Vec<u8>>, now: &Zoned) -> Vec<SlipView> {
        self.shelf.practise(files);
        self.slips(now)
    }

    /// Goes on with 演练 as it was when the program ended; for a family that practises. Says whether there is anything to
    /// go on with.
    pub fn rehearse_again(&mut self) -> bool {
        self.shelf.rehearse_again()
    }

    /// Ends 演练, and judges everything again.
    pub fn stop_practising(&mut self, now: &Zoned) -> Vec<SlipView> {
        self.shelf.stop_practising();
        self.slips(now)
    }

    /// Every region of which packs are held.
    pub fn regions(&self) -> Vec<RegionName> {
        regions::names(&self.shelf.grounds().packs, self.settings.lang)
    }

    /// What holds in a region today, beside what is different in `from`; `None` if nothing is in force.
    pub fn region(&self, region: &str, from: &str, now: &Zoned) -> Option<RegionView> {
        regions::view(region, from, &self.sight(now))
    }

    /// Takes a status list that was fetched from an authority of `publisher`.
    ///
    /// # Errors
    ///
    /// As [`Shelf::take_status`](crate::Shelf::take_status).
    pub fn take_status(
        &mut self,
        publisher: Publisher,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), ProblemView> {
        let taken = self.shelf.take_status(publisher, bytes, now);
        taken.map_err(|problem| self.words(&problem))
    }
}
