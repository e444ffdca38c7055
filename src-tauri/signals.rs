//! When the vault has to lock because of what happens around the window: sleep, a locked screen, a switch of user.
//!
//! | system  | told before it sleeps | screen locked | other user | found out after sleep |
//! |---------|-----------------------|---------------|------------|-----------------------|
//! | Linux   | logind                | logind, or the desktop's screen saver | logind | yes |
//! | macOS   | no                    | no            | no         | yes                   |
//! | Windows | no                    | no            | no         | yes                   |
//!
//! The empty places need calls that only unsafe code can make (`NSWorkspace`, `WTSRegisterSessionNotification`): there,
//! only the wait without a touch locks while the screen is locked, and a sleep is noticed when it is over.

mod asleep;
#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "linux")]
mod screensaver;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// What happened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// The computer is about to sleep, and waits until the call returns (five seconds at most).
    Sleep,
    /// The computer slept, and nobody had said so.
    Slept,
    /// The screen was locked.
    ScreenLock,
    /// Somebody else sits at the screen now.
    Switch,
}

/// Calls `on` whenever the vault has to lock, until the program ends: from other threads, one call at a time. The same
/// event may come more than once, from several who tell of it.
pub fn watch(on: impl Fn(Why) + Send + 'static) {
    let on = Told(Arc::new(Mutex::new(on)));
    #[cfg(target_os = "linux")]
    {
        logind::watch(on.clone());
        screensaver::watch(on.clone());
    }
    asleep::watch(on);
}

/// Who is to be told; shared by those who listen.
#[derive(Clone)]
struct Told(Arc<Mutex<dyn Fn(Why) + Send>>);

impl Told {
    /// A fault in one call must not make us deaf for the next.
    fn tell(&self, why: Why) {
        let on = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = catch_unwind(AssertUnwindSafe(|| on(why)));
    }
}

/// A bus of our own with a fake system on it.
#[cfg(all(test, target_os = "linux"))]
mod stage {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use zbus::blocking::Connection;
    use zbus::blocking::connection::Builder;

    use super::*;

    pub(super) struct Bus {
        daemon: Child,
        address: String,
    }

    impl Bus {
        pub(super) fn start() -> Self {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .stdout(Stdio::piped())
                .spawn()
                .expect("dbus-daemon; `cargo xtask test` installs it");
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().expect("its output is ours"))
                .read_line(&mut address)
                .expect("it tells its address");
            Self {
                daemon,
                address: address.trim().to_owned(),
            }
        }

        pub(super) fn builder(&self) -> Builder<'_> {
            Builder::address(self.address.as_str()).expect("an address")
        }

        pub(super) fn join(&self) -> Connection {
            self.builder().build().expect("a bus")
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }

    /// One to tell, and what they were told.
    pub(super) fn told() -> (Told, Receiver<Why>) {
        let (say, hear) = channel();
        let on = move |why| say.send(why).expect("somebody listens");
        (Told(Arc::new(Mutex::new(on))), hear)
    }

    /// Whatever comes within ten seconds.
    pub(super) fn next(hear: &Receiver<Why>) -> Option<Why> {
        hear.recv_timeout(Duration::from_secs(10)).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_fault_in_one_call_leaves_the_next() {
        let (say, hear) = channel();
        let on = move |why| {
            say.send(why).expect("somebody listens");
            assert_ne!(why, Why::Sleep, "a fault of ours");
        };
        let told = Told(Arc::new(Mutex::new(on)));
        told.tell(Why::Sleep);
        told.tell(Why::Switch);
        assert_eq!(
            hear.try_iter().collect::<Vec<_>>(),
            [Why::Sleep, Why::Switch]
        );
    }
}
