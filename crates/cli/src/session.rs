//! The vault for the length of one command: opened with the PIN, locked again however the command ends.
//!
//! A command that is interrupted ends with its process, and the keys with it: the file is whole after every commit, and
//! what was not written to the keychain is a lower bound only (kc1.md 3.4).

use std::path::Path;
use std::time::Duration;

use desk::family::Family;
use desk::family::tray::Tray;
use desk::problem::{Code, Problem};
use desk::view::{DoorView, Lang, SecretField, SetUp};
use desk::{Home, Machine, SystemKeychain};
use words::t;
use zeroize::Zeroizing;

use crate::exit::Stop;
use crate::secrets::Secrets;
use crate::{clock, zone};

/// How long the keychain may take: a window of its own may be waiting for a password. (kc1.md 3.6, state 7)
const LIMIT: Duration = Duration::from_secs(20);

/// The home of one command. Dropping it locks the vault.
pub(crate) struct Session {
    pub(crate) home: Home,
    pub(crate) lang: Lang,
}

impl Session {
    /// Nothing is asked yet.
    pub(crate) fn new(folder: Option<&Path>, lang: Lang) -> Result<Self, Stop> {
        let folder = folder.ok_or_else(|| Problem::new(Code::VaultUnwritable, ""))?;
        let keychain =
            SystemKeychain::new(LIMIT).map_err(|_| Problem::new(Code::VaultFailed, "thread"))?;
        let home = Home::new(folder.to_owned(), Box::new(keychain));
        Ok(Self { home, lang })
    }

    /// Opens the vault with the PIN or passphrase, which is asked.
    pub(crate) fn open(folder: Option<&Path>, secrets: &Secrets, lang: Lang) -> Result<Self, Stop> {
        let mut session = Self::new(folder, lang)?;
        if session.open_if_there(secrets)? {
            Ok(session)
        } else {
            Err(Problem::new(Code::NeverSet, "").into())
        }
    }

    /// The same; whether there is a vault.
    pub(crate) fn open_if_there(&mut self, secrets: &Secrets) -> Result<bool, Stop> {
        Ok(self.enter(secrets)?.is_some())
    }

    /// The same, with what opened it, for what wants it a second time.
    pub(crate) fn open_with(&mut self, secrets: &Secrets) -> Result<Zeroizing<String>, Stop> {
        let secret = self.enter(secrets)?;
        secret.ok_or_else(|| Problem::new(Code::NeverSet, "").into())
    }

    /// What opened it; `None`: there is no vault.
    fn enter(&mut self, secrets: &Secrets) -> Result<Option<Zeroizing<String>>, Stop> {
        let lock = match self.look() {
            DoorView::New { .. } => return Ok(None),
            DoorView::Locked(lock) if lock.wait > 0 => return Err(wait(lock.wait, self.lang)),
            DoorView::Locked(lock) => lock,
            other => {
                arrived(other)?;
                return Err(Problem::new(Code::Locked, "").into());
            }
        };
        let key = if lock.passphrase {
            "cli-passphrase"
        } else {
            "cli-pin"
        };
        let secret = secrets.ask(key, self.lang)?;
        self.type_in(SecretField::Present, &secret);
        let opened = self.home.unlock(&machine(), self.lang)?;
        arrived(opened)?;
        Ok(Some(secret))
    }

    /// The same for a command that may set the first vault up. Where the keychain is out of reach before a first use, a
    /// passphrase alone will do.
    pub(crate) fn open_before(
        &mut self,
        passphrase: bool,
        secrets: &Secrets,
    ) -> Result<bool, Stop> {
        match self.open_if_there(secrets) {
            Err(Stop::Stuck(view)) if passphrase && !view.here => Ok(false),
            Ok(false) if passphrase => Err(Stop::Usage("cli-keychain-works", String::new())),
            other => other,
        }
    }

    /// Says that there is no vault yet, and sets it up.
    pub(crate) fn set_up_first(&mut self, passphrase: bool, secrets: &Secrets) -> Result<(), Stop> {
        let (key, how) = if passphrase {
            ("cli-first-passphrase", SetUp::Passphrase)
        } else {
            ("cli-first", SetUp::Pin)
        };
        eprintln!("{}", t(self.lang, key, &[]));
        self.set_up(how, secrets)
    }

    /// Sets the first vault up with a new PIN or passphrase, which is asked twice.
    fn set_up(&mut self, how: SetUp, secrets: &Secrets) -> Result<(), Stop> {
        self.ask_new(how == SetUp::Passphrase, secrets)?;
        let opened = self.home.set_up(how, &machine(), self.lang)?;
        arrived(opened)
    }

    /// Asks for a new PIN or passphrase, twice.
    pub(crate) fn ask_new(&mut self, passphrase: bool, secrets: &Secrets) -> Result<(), Stop> {
        let key = if passphrase {
            "cli-new-passphrase"
        } else {
            "cli-new-pin"
        };
        self.ask_new_by(key, secrets)
    }

    /// The same by other words. `key` names them.
    pub(crate) fn ask_new_by(&mut self, key: &str, secrets: &Secrets) -> Result<(), Stop> {
        let [new, again] = secrets.ask_new(key, self.lang)?;
        self.type_in(SecretField::New, &new);
        self.type_in(SecretField::Again, &again);
        Ok(())
    }

    /// Types a secret into a field, key by key as a person does.
    pub(crate) fn type_in(&mut self, field: SecretField, secret: &str) {
        self.home.type_secret(field, "Clear");
        let mut key = [0; 4];
        for letter in secret.chars() {
            self.home.type_secret(field, letter.encode_utf8(&mut key));
        }
        zeroize::Zeroize::zeroize(&mut key);
    }

    /// What is unlocked, or what stands in the way.
    pub(crate) fn look(&mut self) -> DoorView {
        self.home.look(&machine(), self.lang)
    }

    /// People and tray of the open vault.
    pub(crate) fn family(&mut self) -> Result<(&mut Family, &mut Tray), Stop> {
        Ok(self.home.family()?)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // What was not opened needs no lock, and another question to a keychain that does not answer takes 20 seconds.
        if self.home.family().is_ok() {
            // What stays undone now is done at the next lock.
            let _ = self.home.lock(&machine(), self.lang);
        }
    }
}

/// The machine now.
pub(crate) fn machine() -> Machine {
    Machine::read(clock().to_zoned(zone()))
}

/// Whether a door is open now, or why not.
pub(crate) fn arrived(door: DoorView) -> Result<(), Stop> {
    match door {
        DoorView::Open => Ok(()),
        DoorView::Stuck(view) => Err(Stop::Stuck(Box::new(view))),
        DoorView::New { .. } => Err(Problem::new(Code::NeverSet, "").into()),
        DoorView::Locked(_) | DoorView::Renew => Err(Problem::new(Code::Locked, "").into()),
    }
}

/// That no PIN is taken yet, in what people count in.
fn wait(seconds: u32, lang: Lang) -> Stop {
    let (key, n) = match seconds {
        0..=90 => ("home-wait-seconds", seconds),
        _ => ("home-wait-minutes", seconds.div_ceil(60)),
    };
    let words = t(lang, key, &[("n", n.to_string().into())]);
    Problem::new(Code::PinWait, words).into()
}
