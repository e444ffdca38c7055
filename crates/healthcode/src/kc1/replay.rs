//! What a checker remembers of the proofs it has seen (kc1.md section 1.6, "Replay memory" and
//! "Challenge mode").

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use super::claims::Serial;

/// The memory of one checker. Nothing of a holder is kept, and nothing survives a restart: then a
/// proof can pass once more within its 150 seconds.
#[derive(Clone, Debug, Default)]
pub struct Replay {
    /// When each was seen first.
    seen: HashMap<Sight, Timestamp>,
    /// The same in order of first sight.
    order: VecDeque<Sight>,
    /// The last different strips, each with how far the checker's clock was ahead of the proof.
    ahead: VecDeque<(Serial, SignedDuration)>,
    /// The challenge that was answered last, and by which proof.
    answered: Option<(Challenge, Sight)>,
}

/// What a checker keeps between two codes that are shown to it.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// What it has seen.
    pub memory: Replay,
    /// What it asks for now.
    pub challenge: Option<Challenge>,
}

/// Six digits that a checker shows, good once and for 90 seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// 0 to 999,999; the caller throws the dice.
    pub digits: u32,
    /// When they were shown first.
    pub since: Timestamp,
}

/// The key of one proof.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sight {
    pub(super) serial: Serial,
    pub(super) rnd: [u8; 8],
}

impl Replay {
    /// An empty memory.
    pub fn new() -> Self {
        Self::default()
    }

    /// How far this computer's clock seems to be ahead (or behind, if negative): the middle value, if
    /// the last five different strips all differ by more than 60 seconds in the same direction.
    pub fn clock_hint(&self) -> Option<SignedDuration> {
        let mut ahead: Vec<_> = self.ahead.iter().map(|(_, ahead)| *ahead).collect();
        let fast = ahead.iter().all(|a| *a > OFF);
        let slow = ahead.iter().all(|a| *a < -OFF);
        if ahead.len() < STRIPS || !(fast || slow) {
            return None;
        }
        ahead.sort();
        ahead.get(STRIPS / 2).copied()
    }

    /// Notes by how much a proof of a strip and this computer's clock differ.
    pub(super) fn compare(&mut self, serial: &Serial, ahead: SignedDuration) {
        self.ahead.retain(|(other, _)| other != serial);
        self.ahead.push_back((serial.clone(), ahead));
        if self.ahead.len() > STRIPS {
            self.ahead.pop_front();
        }
    }

    /// Notes a fresh proof; answers how long ago it was seen first, if this is a repeat.
    pub(super) fn see(&mut self, sight: &Sight, now: Timestamp) -> Option<SignedDuration> {
        while let Some(oldest) = self.order.front()
            && (self.order.len() >= ENTRIES && !self.seen.contains_key(sight)
                || self
                    .seen
                    .get(oldest)
                    .is_none_or(|at| now.duration_since(*at) > KEPT))
        {
            self.seen.remove(oldest);
            self.order.pop_front();
        }
        let Some(first) = self.seen.get(sight) else {
            self.seen.insert(sight.clone(), now);
            self.order.push_back(sight.clone());
            return None;
        };
        let ago = now.duration_since(*first);
        (ago.abs() > SAME_PRESENTATION).then_some(ago)
    }

    /// Whether `challenge` may be answered by this proof: it may if no other has answered it.
    pub(super) fn answer(&mut self, challenge: Challenge, sight: &Sight) -> bool {
        match &self.answered {
            Some((spent, by)) if *spent == challenge => by == sight,
            _ => {
                self.answered = Some((challenge, sight.clone()));
                true
            }
        }
    }
}

impl Challenge {
    /// Whether `answer` is exactly these digits, in time.
    pub(super) fn is_met(&self, answer: u32, now: Timestamp) -> bool {
        let age = now.duration_since(self.since);
        answer == self.digits && SignedDuration::ZERO <= age && age <= CHALLENGE_LIFE
    }
}

/// The most proofs that are remembered (kc1.md section 1.6).
const ENTRIES: usize = 8_192;
/// How long a proof is remembered after first sight; the window is 150 seconds long.
const KEPT: SignedDuration = SignedDuration::from_secs(180);
/// The same proof within this time after first sight is the same presentation.
const SAME_PRESENTATION: SignedDuration = SignedDuration::from_secs(3);
/// How long a challenge is good.
const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_secs(90);
/// How many different strips must agree about the clock.
const STRIPS: usize = 5;
/// By how much each of them must differ, more than this.
const OFF: SignedDuration = SignedDuration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_726_400 + second).expect("in range")
    }

    fn sight(index: u32) -> Sight {
        let serial = Serial {
            authority: "gzedu".to_owned(),
            list: 1203,
            index,
        };
        Sight {
            serial,
            rnd: [7; 8],
        }
    }

    #[test]
    fn a_repeat_is_noticed_for_three_minutes() {
        let mut replay = Replay::new();
        let mut see = |second| replay.see(&sight(1), at(second)).map(|ago| ago.as_secs());
        assert_eq!(
            [0, 3, 4, 180].map(&mut see),
            [None, None, Some(4), Some(180)]
        );
        assert_eq!([181, 182, 186].map(&mut see), [None, None, Some(5)]);
    }

    #[test]
    fn the_oldest_of_8192_is_dropped() {
        let mut replay = Replay::new();
        for index in 0..8_192 {
            assert_eq!(replay.see(&sight(index), at(0)), None);
        }
        assert!(replay.see(&sight(0), at(10)).is_some());
        assert_eq!(replay.see(&sight(8_192), at(10)), None);
        assert_eq!(replay.order.len(), 8_192);
        assert!(replay.see(&sight(1), at(10)).is_some());
        assert_eq!(replay.see(&sight(0), at(10)), None);
    }

    #[test]
    fn five_strips_tell_that_the_clock_is_off() {
        let hint = |differences: &[i64]| {
            let mut replay = Replay::new();
            for (index, seconds) in differences.iter().enumerate() {
                let serial = sight(index as u32).serial;
                replay.compare(&serial, SignedDuration::from_secs(*seconds));
            }
            replay.clock_hint().map(|ahead| ahead.as_secs())
        };
        assert_eq!(hint(&[61, 300, 301, 302]), None);
        assert_eq!(hint(&[61, 300, 301, 302, 400]), Some(301));
        assert_eq!(hint(&[0, 61, 300, 301, 302, 400]), Some(301));
        assert_eq!(hint(&[60, 300, 301, 302, 400]), None);
        assert_eq!(hint(&[-61, -300, -301, -302, -400]), Some(-301));
        assert_eq!(hint(&[-61, 300, 301, 302, 400]), None);
        let mut replay = Replay::new();
        (0..9).for_each(|_| replay.compare(&sight(1).serial, SignedDuration::from_secs(99)));
        assert_eq!(replay.clock_hint(), None, "one strip is one witness");
    }
}
