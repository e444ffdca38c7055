//! How many come in at once, and when the others may come back.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::refusal::Refusal;
use crate::settings::Limits;

/// The gate. Who finds it full gets a slot: a second of the near future that only so many others get too. So those
/// who wait drain at the pace of the machine instead of knocking again and again (scale.md section 4).
pub(crate) struct Gate {
    inside: Arc<Semaphore>,
    /// New persons and devices stop here, so that those who are known are served last of all to be turned away.
    room_for_new: usize,
    slots: u64,
    new_devices: u64,
    /// When the next slot is, in slots since 1970: the first of those that nobody has.
    next: Mutex<u64>,
    devices: Mutex<(i64, u64)>,
}

/// What a request wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// To be known from now on.
    New,
    /// To be served as before.
    Known,
}

impl Gate {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            inside: Arc::new(Semaphore::new(limits.at_once as usize)),
            room_for_new: limits.at_once as usize / 2,
            slots: u64::from(limits.slots),
            new_devices: u64::from(limits.new_devices),
            next: Mutex::new(0),
            devices: Mutex::new((0, 0)),
        }
    }

    /// Lets one in at `now`, for as long as the permit is held.
    ///
    /// # Errors
    ///
    /// [`Refusal`] with the seconds to wait.
    pub(crate) fn enter(&self, wish: Wish, now: i64) -> Result<OwnedSemaphorePermit, Refusal> {
        let room = match wish {
            Wish::New => self.inside.available_permits() > self.room_for_new,
            Wish::Known => true,
        };
        let inside = room.then(|| Arc::clone(&self.inside).try_acquire_owned().ok());
        inside
            .flatten()
            .ok_or_else(|| Refusal::busy(self.slot(now)))
    }

    /// Counts a new device.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if this second has had its share.
    pub(crate) fn new_device(&self, now: i64) -> Result<(), Refusal> {
        let mut devices = lock(&self.devices);
        if devices.0 != now {
            *devices = (now, 0);
        }
        devices.1 += 1;
        if devices.1 <= self.new_devices {
            Ok(())
        } else {
            Err(Refusal::busy(self.slot(now)))
        }
    }

    /// Seconds until the next slot that nobody has.
    fn slot(&self, now: i64) -> u64 {
        let now = now.max(0).unsigned_abs();
        let mut next = lock(&self.next);
        *next = (*next).max((now + 1) * self.slots);
        let wait = *next / self.slots - now;
        *next += 1;
        // Whoever would have to wait a day comes back in a day and asks again.
        wait.min(86_400)
    }
}

/// How often one device may ask.
pub(crate) struct Pace {
    a_minute: u32,
    /// For each device how many requests it has left, and since when.
    left: Mutex<HashMap<i64, (f64, i64)>>,
}

impl Pace {
    pub(crate) fn new(a_minute: u32) -> Self {
        Self {
            a_minute,
            left: Mutex::default(),
        }
    }

    /// Counts a request of the device in this row.
    ///
    /// # Errors
    ///
    /// [`Refusal`] with the seconds to wait.
    pub(crate) fn step(&self, device: i64, now: i64) -> Result<(), Refusal> {
        let full = f64::from(self.a_minute);
        let a_second = full / 60.0;
        let mut left = lock(&self.left);
        if left.len() >= MOST {
            // Whoever was silent for a minute has everything left, and need not be remembered.
            left.retain(|_, (_, since)| now - *since < 60);
        }
        let (tokens, since) = left.entry(device).or_insert((full, now));
        let passed = (now - *since).clamp(0, 60) as f64;
        *tokens = (*tokens + passed * a_second).min(full);
        *since = now;
        if *tokens >= 1.0 {
            *tokens -= 1.0;
            Ok(())
        } else {
            Err(Refusal::busy(((1.0 - *tokens) / a_second).ceil() as u64))
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From how many devices on the silent ones are forgotten.
const MOST: usize = 100_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits {
            at_once: 2,
            slots: 3,
            new_devices: 2,
            ..Limits::default()
        }
    }

    fn wait(refusal: Result<OwnedSemaphorePermit, Refusal>) -> Option<u64> {
        refusal.err().and_then(|refusal| refusal.retry_after)
    }

    #[test]
    fn those_who_come_too_many_get_slots_one_after_the_other() {
        let gate = Gate::new(&limits());
        let inside = [gate.enter(Wish::Known, 100), gate.enter(Wish::Known, 100)];
        assert!(inside.iter().all(Result::is_ok));
        let waits: Vec<_> = (0..7).map(|_| wait(gate.enter(Wish::Known, 100))).collect();
        let expected = [1, 1, 1, 2, 2, 2, 3].map(Some);
        assert_eq!(waits, expected);
        // Two seconds later the queue is two seconds shorter.
        assert_eq!(wait(gate.enter(Wish::Known, 102)), Some(1));
        drop(inside);
        assert!(gate.enter(Wish::Known, 102).is_ok());
    }

    #[test]
    fn those_who_are_known_come_first() {
        let gate = Gate::new(&limits());
        let first = gate.enter(Wish::New, 100);
        assert!(first.is_ok());
        assert!(gate.enter(Wish::New, 100).is_err());
        assert!(gate.enter(Wish::Known, 100).is_ok());
    }

    #[test]
    fn a_second_has_its_share_of_devices() {
        let gate = Gate::new(&limits());
        assert!(gate.new_device(7).is_ok() && gate.new_device(7).is_ok());
        assert!(gate.new_device(7).is_err());
        assert!(gate.new_device(8).is_ok());
    }

    #[test]
    fn a_device_has_its_pace() {
        let pace = Pace::new(60);
        assert!((0..60).all(|_| pace.step(1, 1_000).is_ok()));
        assert_eq!(pace.step(1, 1_000), Err(Refusal::busy(1)));
        assert!(pace.step(2, 1_000).is_ok());
        assert!(pace.step(1, 1_001).is_ok());
    }
}
