//! Changing the secret in the keychain, in an order that a lost write cannot turn into a lock-out.
//!
//! A keychain that acknowledged a write may still lose it at power loss. Hence a change never depends on a write of the
//! same boot: both wraps stand in the header until a later boot has opened with the new one. (kc1.md 3.5)

use super::Unfinished;

/// What is next. Each step is done wholly, and then asked for again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Step {
    /// 1: write a fresh secret under this number with [`crate::keychain::write_key`], which reads it back.
    WriteKey(u32),
    /// 2: one commit, its header with both wraps, the same PIN.
    CommitBoth {
        /// The number that stays.
        old: u32,
        /// The number that was just written.
        new: u32,
    },
    /// 3: one commit, its header with this wrap alone.
    CommitOnly(u32),
    /// 4: delete these entries.
    Delete(Vec<u32>),
    /// Nothing before the next boot.
    Wait,
    /// Nothing.
    Done,
}

/// How far a new change got in this session.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Begun {
    /// Nowhere; this number is free ([`crate::keychain::free_number`]).
    No {
        /// The free number.
        free: u32,
    },
    /// The secret under this number was written and read back in this session.
    Written(u32),
}

/// The first two steps of a change, in a vault whose header has these wraps. With two wraps another change is under
/// way, and it must be finished first.
#[must_use]
pub fn begin(wraps: &[u32], begun: Begun) -> Step {
    match (wraps, begun) {
        (&[old], Begun::No { free }) if free > old => Step::WriteKey(free),
        (&[old], Begun::Written(new)) if new > old => Step::CommitBoth { old, new },
        _ => Step::Wait,
    }
}

/// The last two steps, at each unlock. `opened` is the number that opened; `committed` the boot of the last commit, as
/// the root says; `now` this boot; both are empty where the system does not name its boots.
///
/// Without names nothing proves a later one and both wraps stay, which does no harm.
#[must_use]
pub fn finish(left: &Unfinished, opened: u32, committed: &str, now: &str) -> Step {
    let later = !committed.is_empty() && !now.is_empty() && committed != now;
    match *left.wraps.as_slice() {
        [only] if only == opened && !left.leftovers.is_empty() => {
            let below = left.leftovers.iter().filter(|number| **number < only);
            Step::Delete(below.copied().collect())
        }
        [first, second] => {
            let (old, new) = (first.min(second), first.max(second));
            if !later {
                Step::Wait
            } else if opened == new {
                Step::CommitOnly(new)
            } else if opened == old && left.absent.contains(&new) {
                // The write of step 1 was lost; the change is given up.
                Step::CommitOnly(old)
            } else {
                Step::Wait
            }
        }
        _ => Step::Done,
    }
}
