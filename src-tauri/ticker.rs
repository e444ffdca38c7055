//! A clock that ticks for the window: what is due without anybody's doing is looked for at each tick.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

/// From one tick to the next. After a sleep the next tick is at most this far away.
pub const PACE: Duration = Duration::from_secs(5);

/// Calls `step` at each tick, on a thread of its own, until the program ends. A step that breaks off does not stop the
/// clock: the wait that locks the vault hangs on it.
pub fn start(step: impl FnMut() + Send + 'static) {
    at(PACE, step);
}

fn at(pace: Duration, mut step: impl FnMut() + Send + 'static) {
    thread::spawn(move || {
        loop {
            thread::sleep(pace);
            let _ = catch_unwind(AssertUnwindSafe(&mut step));
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn it_ticks_on_after_a_step_that_breaks_off() {
        let (say, hear) = channel();
        let mut count = 0;
        at(Duration::from_millis(1), move || {
            count += 1;
            if say.send(count).is_err() || count == 1 {
                panic!("a fault of ours");
            }
        });
        assert_eq!(hear.iter().take(3).collect::<Vec<i32>>(), [1, 2, 3]);
    }
}
