//! Judgements that still hold: to judge three hundred codes anew for each letter of a search is felt.
//!
//! One holds for a minute, by the same lists, unless the code's own first or last moment came between. So what a code says
//! of its time is exact to the second, and what ages in days (a list) is late by a minute at most.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use vault::Id;

use super::sorts::look;
use crate::check::Checked;
use crate::grounds::Grounds;
use crate::sight::Sight;

/// What was judged in the last minute.
#[derive(Default)]
pub(super) struct Judged {
    /// By these lists, and whether the clock was behind.
    by: Option<(Arc<Grounds>, bool)>,
    codes: BTreeMap<Id, (Timestamp, Checked)>,
}

impl Judged {
    /// The code behind an id, judged now or a moment ago.
    pub(super) fn look(&mut self, id: Id, text: &str, sight: &Sight) -> Checked {
        if !self.by.as_ref().is_some_and(|by| sight.is_by(by)) {
            self.forget();
            self.by = Some(sight.by());
        }
        let now = sight.now.timestamp();
        if let Some((at, checked)) = self.codes.get(&id)
            && checked.text.expose() == text
            && holds(*at, now, checked)
        {
            return checked.clone();
        }
        let checked = look(text, sight);
        self.codes.insert(id, (now, checked.clone()));
        checked
    }

    /// Forgets everything: something is deleted for good.
    pub(super) fn forget(&mut self) {
        self.codes.clear();
    }
}

/// Whether a judgement of the moment `at` is one of `now`.
fn holds(at: Timestamp, now: Timestamp, checked: &Checked) -> bool {
    let (from, until) = checked.judgement.period();
    let turns = |turn: Option<Timestamp>| turn.is_some_and(|turn| at <= turn && turn <= now);
    let young = now >= at && now.duration_since(at) < STAYS;
    young && (at == now || !turns(from) && !turns(until))
}

const STAYS: SignedDuration = SignedDuration::from_secs(60);

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use healthcode::Verdict;
    use jiff::ToSpan;

    use super::*;
    use crate::Desk;

    const ID: Id = [7; 16];
    const TEXT: &str = include_str!("../../../../tests/data/genuine.txt");

    /// A desk that trusts the signer, and a moment at which the code is current.
    fn desk() -> (Desk, jiff::Zoned) {
        let now: jiff::Zoned = "2026-11-21T16:00:00+08:00[+08:00]".parse().expect("a time");
        let mut desk = Desk::open(None, PathBuf::new());
        let signer = include_bytes!("../../../../tests/data/signer.pem").to_vec();
        let offer = desk.read_trust("signer.pem", signer, &now).expect("a list");
        desk.add_trust(offer.id, &[], &now).expect("trusted");
        (desk, now)
    }

    #[test]
    fn a_code_that_runs_out_between_two_looks_has_run_out() {
        let (desk, now) = desk();
        let text = TEXT.trim_end();
        let mut judged = Judged::default();
        let verdict = |judged: &mut Judged, now: &jiff::Zoned| {
            let checked = judged.look(ID, text, &desk.sight(now));
            let anew = look(text, &desk.sight(now));
            assert_eq!(checked.verdict(), anew.verdict());
            checked.verdict()
        };
        assert_eq!(verdict(&mut judged, &now), Verdict::Accept);
        let (_, until) = judged.codes[&ID].1.judgement.period();
        let until = until.expect("it ends").to_zoned(now.time_zone().clone());
        for seconds in [-3, -2, -1, 0, 1, 2, 3] {
            verdict(
                &mut judged,
                &until.checked_add(seconds.seconds()).expect("a time"),
            );
        }
        let after = until.checked_add(3.seconds()).expect("a time");
        assert_eq!(verdict(&mut judged, &after), Verdict::Refuse);
        // A clock that is set back is believed, too.
        assert_eq!(verdict(&mut judged, &now), Verdict::Accept);
    }

    #[test]
    fn it_is_looked_at_again_after_a_minute_by_other_lists_and_for_another_text() {
        let (mut desk, now) = desk();
        let text = TEXT.trim_end();
        let mut judged = Judged::default();
        let at = |judged: &Judged| judged.codes[&ID].0;
        judged.look(ID, text, &desk.sight(&now));
        let later = |seconds: i64| now.checked_add(seconds.seconds()).expect("a time");
        judged.look(ID, text, &desk.sight(&later(59)));
        assert_eq!(at(&judged), now.timestamp(), "it still holds");
        judged.look(ID, text, &desk.sight(&later(60)));
        assert_eq!(at(&judged), later(60).timestamp());
        judged.look(ID, "HC1:", &desk.sight(&later(61)));
        assert_eq!(at(&judged), later(61).timestamp());
        judged.look(ID, text, &desk.sight(&later(61)));
        let lists = desk.trust(&now).lists;
        let added = lists.iter().find(|list| list.added).expect("ours");
        desk.remove_trust(&added.id, &now).expect("removed");
        let checked = judged.look(ID, text, &desk.sight(&later(62)));
        assert_eq!(checked.verdict(), Verdict::Undecided);
    }
}
