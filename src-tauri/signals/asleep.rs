//! A sleep that nobody told of, noticed afterwards: the clock went on while we did not.

use std::time::{Duration, SystemTime};

use super::{Told, Why};
use crate::ticker;

/// More than a busy machine keeps a thread waiting. A clock that is set forward counts as sleep: locking harms nobody.
const LONG: Duration = Duration::from_secs(30);

/// Looks at each tick.
pub(super) fn watch(on: Told) {
    let mut last = now();
    ticker::start(move || {
        let this = now();
        if slept(last, this) {
            on.tell(Why::Slept);
        }
        last = this;
    });
}

fn slept(last: SystemTime, this: SystemTime) -> bool {
    this.duration_since(last)
        .is_ok_and(|gone| gone > ticker::PACE + LONG)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the window is a shell, and the clock is the only thing that goes on in a sleep on every system"
)]
fn now() -> SystemTime {
    SystemTime::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_a_sleep_and_a_busy_machine_is_none() {
        let last = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        let after = |seconds| slept(last, last + Duration::from_secs(seconds));
        assert!(!after(5) && !after(20) && after(36) && after(36_000));
        assert!(!slept(last, last - Duration::from_secs(3600)), "set back");
    }
}
