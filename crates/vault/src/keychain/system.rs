//! The keychain of the system, through the `keyring` package.
//!
//! The package builds its store once and remembers a failure for the life of the process, so that no retry could ever
//! succeed; here each call builds the store anew and puts it below the package's entry. That is the new connection of
//! the read-back as well. All calls run on one thread (Windows does not order calls of several), and each has a time
//! limit, because a prompt blocks for as long as nobody answers it. (kc1.md 3.5, 3.6)

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use keyring::Entry;
use keyring_core::{CredentialStore, Error};
use zeroize::Zeroizing;

use super::{Inner, Keychain, Name, Outer, Raw, SERVICE, Trouble};

#[cfg_attr(target_os = "macos", path = "system/apple.rs")]
#[cfg_attr(windows, path = "system/windows.rs")]
#[cfg_attr(all(unix, not(target_os = "macos")), path = "system/secret_service.rs")]
mod native;

/// How long an answer may take before it is *NoAnswer*. (kc1.md 3.6, state 7)
pub const LIMIT: Duration = Duration::from_secs(20);

/// The keychain of this system. Its thread ends when it is dropped and the last call has returned.
pub struct SystemKeychain {
    calls: Sender<Call>,
    limit: Duration,
}

/// One call, and whether somebody still waits for it.
struct Call {
    run: Box<dyn FnOnce() + Send>,
    given_up: Arc<AtomicBool>,
}

impl SystemKeychain {
    /// Starts the thread of the calls; asks the keychain nothing yet. `limit` holds for each call: [`LIMIT`] in the
    /// product.
    ///
    /// # Errors
    /// If the system starts no thread.
    pub fn new(limit: Duration) -> std::io::Result<Self> {
        let (calls, queue) = mpsc::channel::<Call>();
        thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || {
                for call in queue {
                    // What nobody waits for any more is not begun: a write must not come minutes later.
                    if !call.given_up.load(Ordering::Acquire) {
                        (call.run)();
                    }
                }
            })?;
        Ok(Self { calls, limit })
    }

    fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce() -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let (answer, answers) = mpsc::channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let run = Box::new(move || {
            // Nobody may be waiting any more.
            drop(answer.send(question()));
        });
        let call = Call {
            run,
            given_up: Arc::clone(&given_up),
        };
        self.calls.send(call).map_err(|_| gone())?;
        answers
            .recv_timeout(self.limit)
            .unwrap_or_else(|why| match why {
                RecvTimeoutError::Timeout => {
                    given_up.store(true, Ordering::Release);
                    Err(Trouble::NoAnswer)
                }
                RecvTimeoutError::Disconnected => Err(gone()),
            })
    }
}

impl Keychain for SystemKeychain {
    fn store(&self) -> Result<String, Trouble> {
        self.ask(|| native::store_name().map_err(trouble))
    }

    fn read(&self, name: &Name) -> Result<Vec<Zeroizing<Vec<u8>>>, Trouble> {
        let user = name.to_string();
        self.ask(move || {
            match entry(&user).and_then(|entry| kept(entry.get_password())) {
                Ok(value) => Ok(vec![value]),
                Err(Error::NoEntry) => {
                    // A locked or missing keyring looks just as empty as an empty one.
                    native::prove_open().map_err(trouble)?;
                    Ok(Vec::new())
                }
                Err(Error::Ambiguous(several)) => several
                    .iter()
                    .map(|one| kept(one.get_password()).map_err(trouble))
                    .collect(),
                Err(error) => Err(trouble(error)),
            }
        })
    }

    fn write(&self, name: &Name, value: &str) -> Result<(), Trouble> {
        let (user, value) = (name.to_string(), Zeroizing::new(value.to_owned()));
        self.ask(move || {
            entry(&user)
                .and_then(|entry| entry.set_password(&value))
                .map_err(trouble)
        })
    }

    fn remove(&self, name: &Name) -> Result<(), Trouble> {
        let user = name.to_string();
        self.ask(
            move || match entry(&user).and_then(|entry| entry.delete_credential()) {
                Ok(()) | Err(Error::NoEntry) => Ok(()),
                Err(Error::Ambiguous(several)) => several
                    .iter()
                    .try_for_each(keyring_core::Entry::delete_credential)
                    .map_err(trouble),
                Err(error) => Err(trouble(error)),
            },
        )
    }
}

impl std::fmt::Debug for SystemKeychain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SystemKeychain")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// An entry of the package over a store of our own making.
fn entry(user: &str) -> Result<Entry, Error> {
    let store: Arc<CredentialStore> = native::open()?;
    let inner = store.build(SERVICE, user, native::modifiers().as_ref())?;
    Ok(Entry { inner })
}

/// A value as it is kept; one that is no text is a value too, a malformed one.
fn kept(password: Result<String, Error>) -> Result<Zeroizing<Vec<u8>>, Error> {
    match password {
        Ok(text) => Ok(Zeroizing::new(text.into_bytes())),
        Err(Error::BadEncoding(bytes) | Error::BadDataFormat(bytes, _)) => {
            Ok(Zeroizing::new(bytes))
        }
        Err(error) => Err(error),
    }
}

type Modifiers = Option<HashMap<&'static str, &'static str>>;

fn trouble(error: Error) -> Trouble {
    let words = error.to_string();
    let (outer, inner) = match error {
        Error::NoStorageAccess(inside) => (Outer::NoStorageAccess, native::inner(inside.as_ref())),
        Error::PlatformFailure(inside) => (Outer::PlatformFailure, native::inner(inside.as_ref())),
        Error::NoDefaultStore => (Outer::NoDefaultStore, Inner::Unknown),
        _ => (Outer::Other, Inner::Unknown),
    };
    let raw = Raw {
        outer,
        inner,
        words,
    };
    raw.classify(native::SYSTEM)
}

/// The thread ended, which it does only if a call of the system panicked.
fn gone() -> Trouble {
    Trouble::Other("the keychain's thread ended".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_no_answer_and_what_waits_behind_it_is_not_begun() {
        let keychain = SystemKeychain::new(Duration::from_millis(50)).expect("a thread starts");
        let begun = Arc::new(AtomicBool::new(false));
        let mark = Arc::clone(&begun);
        let slow: Result<(), Trouble> = keychain.ask(|| {
            thread::sleep(Duration::from_millis(400));
            Ok(())
        });
        assert_eq!(slow, Err(Trouble::NoAnswer));
        let behind = keychain.ask(move || {
            mark.store(true, Ordering::Release);
            Ok(())
        });
        assert_eq!(behind, Err(Trouble::NoAnswer));
        thread::sleep(Duration::from_millis(500));
        assert!(!begun.load(Ordering::Acquire));
        assert_eq!(keychain.ask(|| Ok(7)), Ok(7), "and then it answers again");
    }

    #[test]
    fn a_panic_below_is_told_and_hangs_nobody() {
        let keychain = SystemKeychain::new(Duration::from_secs(5)).expect("a thread starts");
        let answer: Result<(), Trouble> = keychain.ask(|| panic!("as a store might"));
        assert_eq!(answer, Err(gone()));
        assert_eq!(keychain.ask(|| Ok(())), Err(gone()));
    }
}
