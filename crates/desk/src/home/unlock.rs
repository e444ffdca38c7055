//! Opening the vault: with the PIN, counted before each try; with the passphrase; with the kit; an older copy.
//! (kc1.md 3.4, 3.5, 3.7)

use rand_core::CryptoRng;
use vault::keychain::{self, Name};
use vault::states::{State, Unfinished};
use vault::throttle::{Row, ThrottleKey};
use vault::{Closed, Key, Kit, Refusal, Vault};
use words::Lang;

use super::look::{Found, Secrets, note};
use super::{Door, Entry, Home, Session, trouble};
use crate::family::Family;
use crate::family::notes::Notes;
use crate::machine::{self, Machine};
use crate::problem::{Code, Problem};
use crate::view::{DoorView, SecretField};

impl Home {
    /// Opens the vault with what is typed in `present`. Where no PIN is asked, gives the screen of what is found.
    ///
    /// # Errors
    ///
    /// [`Code::WrongPin`], [`Code::WrongPassphrase`], [`Code::PinWait`]; or what the file says.
    pub fn unlock(&mut self, m: &Machine, lang: Lang) -> Result<DoorView, Problem> {
        let typed = self.typed.take(SecretField::Present);
        match self.survey() {
            Found::Passphrase => {
                let closed = self.take_closed()?;
                let key = Key::Passphrase(typed.as_bytes());
                match closed.unlock(key, None, &mut machine::dice()) {
                    Ok(vault) => self.enter(vault, None, m)?,
                    Err(refusal) => {
                        let wrong = Problem::new(Code::WrongPassphrase, "");
                        self.refused(refusal, Entry::Pin(None), wrong, m)?;
                    }
                }
            }
            Found::Keychain(State::Ready(_), secrets) => {
                self.try_pin(typed.as_bytes(), &secrets, None, m, lang)?;
            }
            Found::Keychain(State::HalfChanged(_, left), secrets) => {
                self.try_pin(typed.as_bytes(), &secrets, Some(&left), m, lang)?;
            }
            found => return Ok(self.shown(found, m, lang)),
        }
        Ok(self.look(m, lang))
    }

    /// Opens the vault with the kit's characters; a new PIN comes next ([`Home::renew`]).
    ///
    /// # Errors
    ///
    /// [`Code::KitMistyped`], [`Code::WrongKit`], [`Code::NeverSet`]; or what the file says.
    pub fn unlock_with_kit(
        &mut self,
        kit: &str,
        m: &Machine,
        lang: Lang,
    ) -> Result<DoorView, Problem> {
        let kit = Kit::parse(kit).map_err(trouble::kit)?;
        let found = self.survey();
        let closed = match found {
            Found::Keychain(State::NeverSet(_), _) => return Err(Problem::new(Code::NeverSet, "")),
            Found::Passphrase | Found::Keychain(..) if matches!(self.door, Door::Locked(_)) => {
                self.take_closed()?
            }
            found => return Ok(self.shown(found, m, lang)),
        };
        // Only a keychain that answered is asked for more: each silence takes 20 seconds.
        let seen = match &found {
            Found::Keychain(State::Ready(_) | State::HalfChanged(..) | State::WrongSecret, _) => {
                self.seen(closed.header().vault_id)
            }
            _ => None,
        };
        match closed.unlock(Key::Kit(&kit), seen, &mut machine::dice()) {
            Ok(vault) => {
                self.stayed = m.up;
                self.door = Door::Renew(Box::new(vault));
            }
            Err(refusal) => {
                let wrong = Problem::new(Code::WrongKit, "");
                self.refused(refusal, Entry::Kit, wrong, m)?;
            }
        }
        Ok(self.look(m, lang))
    }

    /// Opens the copy that is older than the one seen last, and notes that in the vault.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if none waits; or what the file says.
    pub fn open_older(&mut self, m: &Machine, lang: Lang) -> Result<DoorView, Problem> {
        let (older, entry) = match std::mem::replace(&mut self.door, Door::Shut) {
            Door::Older(older, entry) => (older, entry),
            other => {
                self.door = other;
                return Err(Problem::new(Code::Closed, ""));
            }
        };
        let mut vault = older.open_anyway();
        let noted = Notes::change(&mut vault, m, |notes| notes.older.push(m.moment().time));
        noted.map_err(|error| trouble::vault(&error))?;
        // A person has decided: from here on this is the newest that was seen.
        let told = keychain::write_seen(
            &*self.keychain,
            vault.header().vault_id,
            vault.commit_number(),
        );
        drop(told);
        match entry {
            Entry::Pin(throttle) => self.enter(vault, throttle, m)?,
            Entry::Kit => {
                self.stayed = m.up;
                self.door = Door::Renew(Box::new(vault));
            }
        }
        Ok(self.look(m, lang))
    }

    /// Proves the PIN or passphrase typed in `present` once more, without the cost of Argon2 and with the same count;
    /// good for the next show.
    ///
    /// # Errors
    ///
    /// [`Code::WrongPin`], [`Code::WrongPassphrase`], [`Code::PinWait`], [`Code::Locked`].
    pub fn ask_pin(&mut self, m: &Machine, lang: Lang) -> Result<(), Problem> {
        self.prove(m, lang)?;
        self.stay(m);
        if let Door::Family(_, session) = &mut self.door {
            session.proved = true;
            session.away = false;
        }
        Ok(())
    }

    /// That what is typed in `present` opened this session.
    pub(super) fn prove(&mut self, m: &Machine, lang: Lang) -> Result<(), Problem> {
        let typed = self.typed.take(SecretField::Present);
        let Door::Family(family, session) = &self.door else {
            return Err(Problem::new(Code::Locked, ""));
        };
        let vault = family.vault();
        let Some(key) = &session.throttle else {
            return if vault.is_pin(typed.as_bytes()) {
                Ok(())
            } else {
                Err(Problem::new(Code::WrongPassphrase, ""))
            };
        };
        let failed = |error| trouble::vault(&error);
        let stored = vault.throttle().map_err(failed)?;
        let keys = std::slice::from_ref(key);
        let row = counted(stored.as_deref(), keys, key, m, lang, |row| {
            vault.set_throttle(row).map_err(failed)
        })?;
        if !vault.is_pin(typed.as_bytes()) {
            return Err(wrong_pin(&row, lang));
        }
        let fresh = Row::fresh(m.uptime()).seal(key);
        vault.set_throttle(&fresh).map_err(failed)
    }

    /// The lower bound of the commit number, if the keychain has one.
    pub(super) fn seen(&self, vault: [u8; 16]) -> Option<u64> {
        keychain::read_seen(&*self.keychain, vault).ok().flatten()
    }

    fn try_pin(
        &mut self,
        pin: &[u8],
        secrets: &Secrets,
        left: Option<&Unfinished>,
        m: &Machine,
        lang: Lang,
    ) -> Result<(), Problem> {
        let mut closed = self.take_closed()?;
        let row = match count(&mut closed, secrets, m, lang) {
            Ok(row) => row,
            Err(problem) => {
                self.door = Door::Locked(Box::new(closed));
                return Err(problem);
            }
        };
        let seen = self.seen(closed.header().vault_id);
        let for_vault = secrets.for_vault();
        let key = Key::Pin {
            pin,
            secrets: &for_vault,
        };
        let dice = &mut machine::dice();
        match closed.unlock(key, seen, dice) {
            Ok(mut vault) => {
                if let Some(left) = left {
                    self.finish_key_change(&mut vault, left, m, dice);
                }
                let throttle = secrets.throttle_key(vault.header());
                self.enter(vault, throttle, m)
            }
            Err(Refusal::OlderCopy(older)) => {
                let throttle = secrets.throttle_keys().into_iter().next();
                self.stayed = m.up;
                self.door = Door::Older(older, Entry::Pin(throttle));
                Ok(())
            }
            Err(refusal) => self.refused(refusal, Entry::Pin(None), wrong_pin(&row, lang), m),
        }
    }

    /// Steps 3 and 4 of a key change, silently: what fails is tried again at the next unlock. (kc1.md 3.5)
    fn finish_key_change(
        &self,
        vault: &mut Vault,
        left: &Unfinished,
        m: &Machine,
        dice: &mut dyn CryptoRng,
    ) {
        let id = vault.header().vault_id;
        let removed = vault.finish_key_change(left, m.moment(), dice);
        for number in removed.unwrap_or_default() {
            let name = Name::Key { vault: id, number };
            drop(self.keychain.remove(&name));
        }
    }

    /// Through the door: the count begins anew, the family is read, the keychain is told what was seen.
    pub(super) fn enter(
        &mut self,
        vault: Vault,
        throttle: Option<ThrottleKey>,
        m: &Machine,
    ) -> Result<(), Problem> {
        if let Some(key) = &throttle {
            // Where this fails, the next tries wait longer than they need to, and nothing is lost.
            drop(vault.set_throttle(&Row::fresh(m.uptime()).seal(key)));
        }
        self.stayed = m.up;
        match Family::open(vault) {
            Ok(mut family) => {
                // What has lain in the bin long enough goes; if it cannot now, it goes the next time.
                drop(family.sweep(m));
                let session = Session {
                    throttle,
                    since: m.up,
                    proved: false,
                    showing: None,
                    away: false,
                    made: false,
                    told: None,
                };
                self.door = Door::Family(Box::new(family), session);
                self.tell_seen(m, true);
                Ok(())
            }
            Err(problem) => {
                self.door = match problem.code {
                    Code::VaultDamaged => self.damaged("a record is broken"),
                    _ => Door::Shut,
                };
                Err(problem)
            }
        }
    }

    /// Where a refusal leads; an error where it can be tried again: `wrong`, if the PIN or passphrase is.
    fn refused(
        &mut self,
        refusal: Refusal,
        entry: Entry,
        wrong: Problem,
        m: &Machine,
    ) -> Result<(), Problem> {
        match refusal {
            Refusal::WrongPin(closed) => {
                self.door = Door::Locked(closed);
                Err(wrong)
            }
            Refusal::WrongKit(closed) => {
                self.door = Door::Locked(closed);
                Err(Problem::new(Code::WrongKit, ""))
            }
            // Nothing was counted; the next look says what is so.
            Refusal::WrongSecret(closed) => {
                self.door = Door::Locked(closed);
                Ok(())
            }
            Refusal::OlderCopy(older) => {
                self.stayed = m.up;
                self.door = Door::Older(older, entry);
                Ok(())
            }
            Refusal::Failed(vault::Error::Damaged(what)) => {
                self.door = self.damaged(what);
                Ok(())
            }
            Refusal::Failed(error) => {
                self.door = Door::Shut;
                Err(trouble::vault(&error))
            }
        }
    }

    fn take_closed(&mut self) -> Result<Closed, Problem> {
        match std::mem::replace(&mut self.door, Door::Shut) {
            Door::Locked(closed) => Ok(*closed),
            other => {
                self.door = other;
                Err(Problem::new(Code::Locked, ""))
            }
        }
    }
}

/// Counts a try in a locked vault, and commits the count, before the PIN is looked at.
fn count(closed: &mut Closed, secrets: &Secrets, m: &Machine, lang: Lang) -> Result<Row, Problem> {
    let key = secrets.throttle_key(closed.header());
    let key = key.ok_or_else(|| trouble::state("wrong-secret", lang))?;
    let stored = closed.throttle().map_err(|error| trouble::vault(&error))?;
    let keys = secrets.throttle_keys();
    counted(stored.as_deref(), &keys, &key, m, lang, |row| {
        let stored = closed.set_throttle(row);
        stored.map_err(|error| trouble::vault(&error))
    })
}

/// Counts a try: the row with it, stored. A row that is missing or not ours stands for the longest wait, which is stored.
fn counted(
    stored: Option<&[u8]>,
    keys: &[ThrottleKey],
    key: &ThrottleKey,
    m: &Machine,
    lang: Lang,
    mut store: impl FnMut(&[u8]) -> Result<(), Problem>,
) -> Result<Row, Problem> {
    let now = m.uptime();
    let Some(row) = Row::open(stored, keys) else {
        let penalty = Row::penalty(now);
        store(&penalty.seal(key))?;
        return Err(trouble::wait(penalty.remaining(now), lang));
    };
    let row = row.begin(now).map_err(|left| trouble::wait(left, lang))?;
    store(&row.seal(key))?;
    Ok(row)
}

fn wrong_pin(row: &Row, lang: Lang) -> Problem {
    Problem::new(Code::WrongPin, note(row, lang).unwrap_or_default())
}
