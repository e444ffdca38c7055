//! What signed times say of this computer's clock (kc1.md part 2, "Signed time").

use jiff::{SignedDuration, Timestamp};

/// What the signed times that are held say of the clock. Computed, never stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// The greatest signed time that is not more than 24 hours ahead: it cannot be earlier than this.
    pub floor: Option<Timestamp>,
    /// The greatest signed time of all, if it is more than 24 hours ahead. It raises a banner ("the
    /// authority says …, this computer says …") and nothing else, so one wrong authority cannot stop
    /// a desk.
    pub ahead: Option<Timestamp>,
}

/// Whether the clock can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// An authority's signed time is more than 24 hours ahead: one of the two clocks is wrong. Time
    /// answers stand.
    AuthorityAhead {
        /// What the authority says.
        signed: Timestamp,
    },
    /// The clock is more than 10 minutes behind a signed time: time answers are undecided.
    Behind {
        /// It cannot be earlier than this.
        floor: Timestamp,
    },
    /// Nothing held says otherwise.
    Good,
}

/// Computes the floor from the signed times of the real realm: the `iat` of accepted manifests
/// ([`Accepted::signed_time`](super::Accepted::signed_time)) and of accepted status tokens.
pub fn floor(iats: impl IntoIterator<Item = Timestamp>, now: Timestamp) -> Floor {
    let mut found = Floor::default();
    for iat in iats {
        let side = if iat.duration_since(now) > AHEAD {
            &mut found.ahead
        } else {
            &mut found.floor
        };
        *side = (*side).max(Some(iat));
    }
    found
}

impl Floor {
    /// The one answer for `now`; a clock that is behind weighs more than an authority that is ahead.
    pub fn clock(&self, now: Timestamp) -> Clock {
        match *self {
            Self {
                floor: Some(floor), ..
            } if floor.duration_since(now) > BEHIND => Clock::Behind { floor },
            Self {
                ahead: Some(signed),
                ..
            } => Clock::AuthorityAhead { signed },
            _ => Clock::Good,
        }
    }
}

/// A signed time further ahead does not raise the floor (kc1.md part 2, "Signed time"), and a
/// manifest further ahead is not accepted (step 4).
pub(super) const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// How far the clock may be behind the floor (kc1.md part 2, "Signed time").
const BEHIND: SignedDuration = SignedDuration::from_mins(10);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_minutes_and_a_day() {
        let at = |seconds| Timestamp::from_second(1_800_000_000 + seconds).expect("in range");
        let answer = |iats: &[i64], now| floor(iats.iter().map(|s| at(*s)), at(now)).clock(at(now));
        let day = 86_400;
        assert_eq!(answer(&[], 0), Clock::Good);
        assert_eq!(answer(&[0], 0), Clock::Good);
        assert_eq!(answer(&[600, -day], 0), Clock::Good);
        assert_eq!(answer(&[601, 0], 0), Clock::Behind { floor: at(601) });
        assert_eq!(answer(&[day], 0), Clock::Behind { floor: at(day) });
        assert_eq!(
            answer(&[day + 1], 0),
            Clock::AuthorityAhead {
                signed: at(day + 1)
            }
        );
        let both = floor([at(601), at(9 * day), at(5 * day)], at(0));
        assert_eq!(both.ahead, Some(at(9 * day)));
        assert_eq!(both.clock(at(0)), Clock::Behind { floor: at(601) });
        assert_eq!(
            both.clock(at(1)),
            Clock::AuthorityAhead {
                signed: at(9 * day)
            }
        );
    }
}
