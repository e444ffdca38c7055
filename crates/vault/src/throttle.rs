//! Waiting after wrong PINs. Counted and committed *before* each try, so that neither a restart nor a clock shortens it.
//!
//! This stops hands, not programs: an older copy of the file brings older counters, and whoever can read the keychain
//! guesses offline, at the speed of Argon2. (kc1.md 3.7)

use std::time::Duration;

use minicbor::decode::Error as CborError;
use minicbor::{Decoder, Encoder};
use sha2::{Digest, Sha256};

use crate::keychain::Secret;
use crate::sm;

/// Tries before the first wait.
const FREE: u32 = 5;

/// Waits after the fifth failure and the next three; then an hour each. That is 32 tries on the first day and 24 on
/// each day after.
const WAITS: [u32; 4] = [30, 60, 5 * 60, 15 * 60];

/// The longest wait, in seconds, and what a missing or invalid row stands for.
const LONGEST: u32 = 60 * 60;

/// Length of the HMAC-SM3 behind the row.
const MAC: usize = 32;

/// Now, as the machine tells it without its wall clock.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Uptime {
    /// This boot, where the system names its boots.
    pub boot: Option<[u8; 16]>,
    /// Seconds since it began, sleep included.
    pub seconds: u64,
}

impl Uptime {
    /// `boot` names this boot of the machine and is empty where the system has no such thing, as in
    /// [`crate::Moment`]; `seconds` since it began, sleep included.
    #[must_use]
    pub fn new(boot: &str, seconds: u64) -> Self {
        // Sixteen bytes tell boots apart, whatever a system calls them.
        let name = || Sha256::digest(boot)[..16].try_into().ok();
        Self {
            boot: if boot.is_empty() { None } else { name() },
            seconds,
        }
    }
}

/// Row 1 of the table `head`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Row {
    fails: u32,
    wait: u32,
    last: Uptime,
}

/// HMAC-SM3(kc_n, "throttle"): the row is read before the vault is open.
#[derive(Clone)]
pub struct ThrottleKey(zeroize::Zeroizing<[u8; 32]>);

impl ThrottleKey {
    /// From the secret of the keychain.
    #[must_use]
    pub fn new(secret: &Secret) -> Self {
        Self(sm::hmac(secret.bytes(), &[b"throttle"]))
    }
}

impl std::fmt::Debug for ThrottleKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ThrottleKey(…)")
    }
}

impl Row {
    /// No failures: at set-up, and after each success.
    #[must_use]
    pub fn fresh(now: Uptime) -> Self {
        Self {
            fails: 0,
            wait: 0,
            last: now,
        }
    }

    /// What stands in place of a missing or invalid row: an hour from now. It must be stored, or the hour would begin
    /// again at each look.
    #[must_use]
    pub fn penalty(now: Uptime) -> Self {
        Self {
            fails: FREE + WAITS.len() as u32,
            wait: LONGEST,
            last: now,
        }
    }

    /// Tries that failed since the last success, the one under way included.
    #[must_use]
    pub fn fails(&self) -> u32 {
        self.fails
    }

    /// Tries that are left before the first wait.
    #[must_use]
    pub fn left(&self) -> u32 {
        FREE.saturating_sub(self.fails)
    }

    /// How long until the next try. Zero if it may be now.
    #[must_use]
    pub fn remaining(&self, now: Uptime) -> Duration {
        let wait = u64::from(self.wait);
        Duration::from_secs(wait.saturating_sub(self.elapsed(now)))
    }

    /// Counts a try; the row must be committed before the PIN is looked at.
    ///
    /// # Errors
    /// How long to wait, if it is too early.
    pub fn begin(&self, now: Uptime) -> Result<Self, Duration> {
        let remaining = self.remaining(now);
        if !remaining.is_zero() {
            return Err(remaining);
        }
        let fails = self.fails.saturating_add(1);
        Ok(Self {
            fails,
            wait: wait_after(fails),
            last: now,
        })
    }

    /// The row as it is stored: a deterministic CBOR array and its HMAC-SM3.
    #[must_use]
    pub fn seal(&self, key: &ThrottleKey) -> Vec<u8> {
        let mut row = self.encode();
        row.extend_from_slice(&sm::hmac(&key.0[..], &[&row])[..]);
        row
    }

    /// Reads a stored row. `keys` are those of all secrets that match: while a key changes, the row may be under either.
    /// `None` if it is missing, under no such key, or not a row: then [`Row::penalty`] stands, and is stored.
    #[must_use]
    pub fn open(stored: Option<&[u8]>, keys: &[ThrottleKey]) -> Option<Self> {
        let stored = stored?;
        let (row, mac) = stored.split_at_checked(stored.len().checked_sub(MAC)?)?;
        let ours = |key: &ThrottleKey| same(&sm::hmac(&key.0[..], &[row]), mac);
        if !keys.iter().any(ours) {
            return None;
        }
        let decoded = Self::decode(row).ok()?;
        (decoded.encode() == row).then_some(decoded)
    }

    /// Seconds that surely passed since the last failure; wall time is not asked.
    ///
    /// After a reboot the wait begins again and runs by uptime. Where either boot has no name, an uptime smaller than
    /// stored is a reboot, and a larger one counts from the stored one, which is never more than really passed.
    fn elapsed(&self, now: Uptime) -> u64 {
        match (self.last.boot, now.boot) {
            (Some(then), Some(boot)) if then != boot => now.seconds,
            (Some(_), Some(_)) => now.seconds.saturating_sub(self.last.seconds),
            _ if now.seconds < self.last.seconds => now.seconds,
            _ => now.seconds - self.last.seconds,
        }
    }

    /// `[fails, wait, boot / nil, seconds]`
    fn encode(&self) -> Vec<u8> {
        const INFALLIBLE: &str = "writing to memory does not fail";
        let mut out = Encoder::new(Vec::new());
        let row = out.array(4).expect(INFALLIBLE);
        row.u32(self.fails).expect(INFALLIBLE);
        row.u32(self.wait).expect(INFALLIBLE);
        match &self.last.boot {
            Some(boot) => row.bytes(boot).expect(INFALLIBLE),
            None => row.null().expect(INFALLIBLE),
        };
        row.u64(self.last.seconds).expect(INFALLIBLE);
        out.into_writer()
    }

    fn decode(row: &[u8]) -> Result<Self, CborError> {
        let mut row = Decoder::new(row);
        if row.array()? != Some(4) {
            return Err(CborError::message("a row has four elements"));
        }
        let (fails, wait) = (row.u32()?, row.u32()?);
        let boot = match row.datatype()? {
            minicbor::data::Type::Null => {
                row.null()?;
                None
            }
            _ => Some(
                row.bytes()?
                    .try_into()
                    .map_err(|_| CborError::message("a boot has 16 bytes"))?,
            ),
        };
        let seconds = row.u64()?;
        let last = Uptime { boot, seconds };
        Ok(Self { fails, wait, last })
    }
}

fn wait_after(fails: u32) -> u32 {
    match fails.checked_sub(FREE) {
        None => 0,
        Some(over) => WAITS.get(over as usize).copied().unwrap_or(LONGEST),
    }
}

/// Without telling where they differ.
fn same(left: &[u8; MAC], right: &[u8]) -> bool {
    right.len() == MAC
        && left
            .iter()
            .zip(right)
            .fold(0, |differs, (left, right)| differs | (left ^ right))
            == 0
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    fn at(boot: u8, seconds: u64) -> Uptime {
        Uptime {
            boot: Some([boot; 16]),
            seconds,
        }
    }

    fn unnamed(seconds: u64) -> Uptime {
        Uptime {
            boot: None,
            seconds,
        }
    }

    fn failed(times: u32, now: Uptime) -> Row {
        Row {
            fails: times,
            wait: wait_after(times),
            last: now,
        }
    }

    #[test]
    fn the_schedule_is_that_of_the_specification() {
        let waits: Vec<u32> = (1..=11).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 300, 900, 3600, 3600, 3600]);
        assert_eq!(wait_after(u32::MAX), 3600);
    }

    #[test]
    fn five_tries_are_free_and_the_sixth_waits() {
        let mut row = Row::fresh(at(1, 100));
        for _ in 0..5 {
            row = row.begin(at(1, 100)).expect("it is free");
        }
        assert_eq!(row.begin(at(1, 100)), Err(Duration::from_secs(30)));
        assert_eq!(row.begin(at(1, 129)), Err(Duration::from_secs(1)));
        let sixth = row.begin(at(1, 130)).expect("30 s passed");
        assert_eq!(sixth.remaining(at(1, 130)), Duration::from_secs(60));
    }

    #[test]
    fn boots_are_told_apart_by_their_names() {
        assert_eq!(Uptime::new("", 7), unnamed(7));
        assert_eq!(Uptime::new("a", 7), Uptime::new("a", 7));
        assert_ne!(Uptime::new("a", 7), Uptime::new("b", 7));
    }

    #[test]
    fn a_reboot_begins_the_wait_again() {
        let row = failed(9, at(1, 5_000));
        assert_eq!(row.remaining(at(1, 8_000)).as_secs(), 600);
        assert_eq!(row.remaining(at(2, 10)).as_secs(), 3_590);
        assert_eq!(
            row.remaining(at(3, 3_600)).as_secs(),
            0,
            "an hour of uptime"
        );
    }

    #[test]
    fn a_monotonic_clock_that_runs_backwards_shortens_nothing() {
        let row = failed(9, at(1, 5_000));
        assert_eq!(row.remaining(at(1, 4_000)).as_secs(), 3_600);
    }

    #[test]
    fn without_a_name_a_smaller_uptime_is_a_reboot() {
        let row = failed(9, unnamed(5_000));
        assert_eq!(
            row.remaining(unnamed(4_000)).as_secs(),
            0,
            "4,000 s of a new boot"
        );
        assert_eq!(row.remaining(unnamed(1_000)).as_secs(), 2_600);
        assert_eq!(row.remaining(unnamed(6_000)).as_secs(), 2_600);
        // A name that comes or goes gains nothing.
        assert_eq!(row.remaining(at(1, 6_000)).as_secs(), 2_600);
        assert_eq!(
            failed(9, at(1, 5_000)).remaining(unnamed(6_000)).as_secs(),
            2_600
        );
    }

    #[test]
    fn a_row_is_read_back_under_either_key_and_nothing_else() {
        let [old, new, other] = [1, 2, 3].map(|byte| ThrottleKey::new(&Secret::new([byte; 32])));
        for now in [at(1, 77), unnamed(u64::MAX)] {
            let row = failed(6, now);
            let stored = row.seal(&old);
            assert_eq!(
                Row::open(Some(&stored), &[new.clone(), old.clone()]),
                Some(row)
            );
            assert_eq!(Row::open(Some(&stored), from_ref(&other)), None);
            assert_eq!(Row::open(Some(&stored), &[]), None);
            for place in 0..stored.len() {
                let mut flipped = stored.clone();
                flipped[place] ^= 1;
                assert_eq!(Row::open(Some(&flipped), from_ref(&old)), None, "{place}");
                assert_eq!(Row::open(Some(&stored[..place]), from_ref(&old)), None);
            }
        }
        assert_eq!(Row::open(None, from_ref(&old)), None);
        // Rightly signed, but no row of ours.
        for odd in [
            &b"\x80"[..],
            b"\x84\x18\x01\x00\xf6\x00",
            b"\x84\x01\x00\xf6\x00\x00",
            b"",
        ] {
            let stored = [odd, &sm::hmac(&old.0[..], &[odd])[..]].concat();
            assert_eq!(Row::open(Some(&stored), from_ref(&old)), None, "{odd:x?}");
        }
    }

    #[test]
    fn a_missing_row_is_an_hour_each_time() {
        let row = Row::penalty(at(1, 50));
        assert_eq!(row.begin(at(1, 51)), Err(Duration::from_secs(3_599)));
        let next = row.begin(at(1, 3_650)).expect("an hour passed");
        assert_eq!(next.remaining(at(1, 3_650)).as_secs(), 3_600);
    }
}
