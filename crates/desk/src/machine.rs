//! What the machine says of itself: which boot this is, for how long, how much memory; and its dice.
//!
//! The time of day is not read here: it is an argument.

use std::fs;

use jiff::Zoned;
use rand_core::{CryptoRng, UnwrapErr};
use vault::Moment;
use vault::throttle::Uptime;

/// The machine at one moment.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The time of day, as the shell read it.
    pub now: Zoned,
    /// Names this boot; empty where the system has no such thing.
    pub boot: String,
    /// Seconds since it began, sleep included.
    pub up: u64,
    /// Memory in KiB.
    pub memory: u64,
}

impl Machine {
    /// Asks the system. What it does not tell is empty or zero, which costs a person a wait and opens nothing.
    pub fn read(now: Zoned) -> Self {
        let word = |path: &str, n: usize| {
            let text = fs::read_to_string(path).unwrap_or_default();
            text.split_whitespace()
                .nth(n)
                .unwrap_or_default()
                .to_owned()
        };
        // `/proc/uptime` counts sleep (proc_uptime(5): CLOCK_BOOTTIME).
        let up = word("/proc/uptime", 0);
        Self {
            now,
            boot: word("/proc/sys/kernel/random/boot_id", 0),
            up: up
                .split('.')
                .next()
                .and_then(|s| s.parse().ok())
                .unwrap_or(0),
            memory: word("/proc/meminfo", 1).parse().unwrap_or(0),
        }
    }

    /// As the vault wants it.
    pub fn moment(&self) -> Moment<'_> {
        Moment {
            time: u64::try_from(self.now.timestamp().as_second()).unwrap_or(0),
            boot: &self.boot,
        }
    }

    /// For the waits after wrong PINs.
    pub fn uptime(&self) -> Uptime {
        Uptime::new(&self.boot, self.up)
    }
}

/// The system's dice. A system without dice is a system on which nothing may be sealed: then this panics.
pub fn dice() -> impl CryptoRng {
    UnwrapErr(getrandom::SysRng)
}
