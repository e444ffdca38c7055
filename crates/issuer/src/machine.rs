//! What this shell asks of the machine: the time, and dice.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

/// The authority's clock, in whole seconds. A practice authority may run on another one than the machine's.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's.
    #[expect(clippy::disallowed_methods, reason = "the authority is a shell")]
    pub fn system() -> Self {
        Self::of(Timestamp::now)
    }

    /// One that the caller moves.
    pub fn of(clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(clock))
    }

    /// Now, cut to the second.
    pub fn now(&self) -> Timestamp {
        second((self.0)().as_second())
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// This many seconds after 1970, or the nearest moment that there is.
pub(crate) fn second(second: i64) -> Timestamp {
    let (first, last) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(second.clamp(first, last)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `N` bytes that nobody can guess.
///
/// # Panics
///
/// If the system has no dice: then nothing may be signed.
#[expect(clippy::disallowed_methods, reason = "the authority is a shell")]
pub(crate) fn dice<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("a system without dice runs no authority");
    bytes
}
