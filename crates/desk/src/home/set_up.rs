//! Making a vault: the first one, one beside an older one, one of a backup or of what was rescued. Nothing here looks
//! like a first run that the keychain did not answer for. (kc1.md 3.5, 3.6)

use rand_core::CryptoRng;
use vault::setup::{self, Alone, First};
use vault::states::State;
use vault::throttle::{Row, ThrottleKey};
use vault::{Closed, Contents, Right, keychain, pin};
use words::{Lang, t};

use super::look::Found;
use super::secrets::Typed;
use super::{Door, Home, passphrase, trouble, ways};
use crate::machine::{self, Machine};
use crate::problem::{Code, Problem};
use crate::view::{DoorView, SecretField, SetUp};

impl Home {
    /// Sets the vault up with what is typed in `new` and `again`.
    ///
    /// # Errors
    ///
    /// [`Code::PinsDiffer`], [`Code::PinWeak`], [`Code::PassphraseWeak`]; [`Code::Keychain`] where the state permits no
    /// such beginning; or what the file says. Nothing that was here is touched then.
    pub fn set_up(&mut self, how: SetUp, m: &Machine, lang: Lang) -> Result<DoorView, Problem> {
        let alone = how == SetUp::Passphrase;
        let new = self.new_secret(alone, lang)?;
        let state = match self.survey() {
            Found::Keychain(state, _) => state,
            Found::File(error) => return Err(trouble::vault(&error)),
            Found::Open | Found::Renew | Found::Older { .. } | Found::Passphrase => {
                return Err(trouble::state("ready", lang));
            }
        };
        let right = match (how, state) {
            (SetUp::Pin, State::NeverSet(permit)) => Right::First(permit),
            (SetUp::Passphrase, state) => match state.passphrase_permit() {
                Some(permit) => Right::Passphrase(permit),
                None => return Err(trouble::state(ways::name(&state), lang)),
            },
            (SetUp::StartNew, state) => match state.start_over() {
                Ok(permit) => Right::Replace(permit),
                Err(state) => return Err(trouble::state(ways::name(&state), lang)),
            },
            (SetUp::Pin, state) => return Err(trouble::state(ways::name(&state), lang)),
        };
        let fault = self.make(right, &new, alone, &Contents::new(), m, lang)?;
        Ok(self.look_after(fault, m, lang))
    }

    /// What is typed in `new` and `again`, judged: as a passphrase that stands alone, or as a PIN.
    pub(super) fn new_secret(&mut self, alone: bool, lang: Lang) -> Result<Typed, Problem> {
        let new = self.typed.take(SecretField::New);
        let again = self.typed.take(SecretField::Again);
        if new.as_bytes() != again.as_bytes() {
            return Err(Problem::new(Code::PinsDiffer, ""));
        }
        if alone {
            passphrase::judge(new.as_str())?;
        } else {
            let family = self.family_if_open();
            let birthdays = family.map(|family| family.birthdays()).unwrap_or_default();
            pin::judge(new.as_str(), &birthdays, &[]).map_err(|fault| trouble::pin(fault, lang))?;
        }
        Ok(new)
    }

    /// Makes the vault and goes in. The door is shut before a file is replaced; what fails leaves the old file here. A
    /// failure behind the rename leaves the new one: then the door is locked, and what failed is given to be told.
    pub(super) fn make(
        &mut self,
        right: Right,
        new: &Typed,
        alone: bool,
        contents: &Contents,
        m: &Machine,
        lang: Lang,
    ) -> Result<Option<Problem>, Problem> {
        self.door = Door::Shut;
        // As everything of ours, readable by its owner only where the system knows owners.
        std::fs::create_dir_all(&self.folder).map_err(|error| trouble::vault(&error.into()))?;
        let dice = &mut machine::dice();
        let id = random(dice);
        let secret = (!alone).then(|| keychain::Secret::new(random(dice)));
        let throttle = secret.as_ref().map(ThrottleKey::new);
        match self.make_with(right, id, secret, new, contents, m, lang) {
            Ok(()) => {
                if let Door::Family(_, session) = &mut self.door {
                    session.made = true;
                }
                Ok(None)
            }
            Err(problem) if self.is_there(id, throttle.as_ref(), m) => Ok(Some(problem)),
            Err(problem) => Err(problem),
        }
    }

    /// The screen after something was made, with what failed on the way although it is there.
    pub(super) fn look_after(
        &mut self,
        fault: Option<Problem>,
        m: &Machine,
        lang: Lang,
    ) -> DoorView {
        let mut view = self.look(m, lang);
        let Some(fault) = fault else {
            return view;
        };
        let what = fault.view(lang).what;
        match &mut view {
            DoorView::Locked(lock) => {
                lock.note = Some(t(lang, "home-made-though", &[("what", what.into())]));
            }
            DoorView::Stuck(stuck) => stuck.details.push(ways::fact("error", what, lang)),
            _ => {}
        }
        view
    }

    /// Whether the vault of this id, which was just made, lies here after a failure. Then it is held and locked; and where
    /// the row of its waits is not there yet, there was no try to wait for.
    fn is_there(&mut self, id: [u8; 16], throttle: Option<&ThrottleKey>, m: &Machine) -> bool {
        if !matches!(self.door, Door::Shut) {
            return false;
        }
        let Ok(mut closed) = Closed::open(&self.folder) else {
            return false;
        };
        if closed.header().vault_id != id {
            return false;
        }
        if let (Some(key), Ok(None)) = (throttle, closed.throttle()) {
            // Without it the first try waits for an hour.
            drop(closed.set_throttle(&Row::fresh(m.uptime()).seal(key)));
        }
        self.door = Door::Locked(Box::new(closed));
        true
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "each is one thing that a vault is made of"
    )]
    fn make_with(
        &mut self,
        right: Right,
        vault_id: [u8; 16],
        secret: Option<keychain::Secret>,
        new: &Typed,
        contents: &Contents,
        m: &Machine,
        lang: Lang,
    ) -> Result<(), Problem> {
        let cost = self.cost(m);
        let dice = &mut machine::dice();
        let Some(secret) = secret else {
            let alone = Alone {
                vault_id,
                passphrase: new.as_bytes(),
                cost,
                contents,
            };
            let vault = setup::with_passphrase(right, &self.folder, &alone, m.moment(), dice);
            return self.enter(vault.map_err(|error| trouble::vault(&error))?, None, m);
        };
        let throttle = ThrottleKey::new(&secret);
        let first = First {
            vault_id,
            secret,
            pin: new.as_bytes(),
            cost,
            uptime: m.uptime(),
            contents,
        };
        let keychain = &*self.keychain;
        let vault = setup::with_keychain(right, keychain, &self.folder, &first, m.moment(), dice);
        let vault = vault.map_err(|error| trouble::set_up(&error, lang))?;
        self.enter(vault, Some(throttle), m)
    }
}

/// Random bytes.
pub(super) fn random<const N: usize>(dice: &mut dyn CryptoRng) -> [u8; N] {
    let mut bytes = [0; N];
    dice.fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use vault::keychain::memory::Fake;
    use vault::keychain::{Keychain, Name, System, Trouble};
    use vault::states::{self, Here};
    use vault::{Cost, NewKey, Secret, Setup, Vault};
    use zeroize::Zeroizing;

    use super::*;

    const CHEAP: Cost = Cost { m: 64, t: 1, p: 1 };

    /// One keychain for the vault that is made and the home that finds it.
    struct Shared(Arc<Fake>);

    impl Keychain for Shared {
        fn store(&self) -> Result<String, Trouble> {
            self.0.store()
        }

        fn read(&self, name: &Name) -> Result<Vec<Zeroizing<Vec<u8>>>, Trouble> {
            self.0.read(name)
        }

        fn write(&self, name: &Name, value: &str) -> Result<(), Trouble> {
            self.0.write(name, value)
        }

        fn remove(&self, name: &Name) -> Result<(), Trouble> {
            self.0.remove(name)
        }
    }

    /// What a fault behind the rename leaves: the entry and the file, no row of waits, no `current`.
    #[test]
    fn a_vault_that_is_there_after_a_fault_is_locked_and_not_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let keychain = Arc::new(Fake::new(System::Linux));
        let shared = Box::new(Shared(Arc::clone(&keychain)));
        let mut home = Home::with_cost(folder.path().to_owned(), shared, CHEAP);
        let m = Machine {
            now: "2026-10-01T08:00:00+08:00[+08:00]"
                .parse()
                .expect("a moment"),
            boot: "this boot".to_owned(),
            up: 1_000,
            memory: 8 << 20,
        };
        let nothing = states::ask(&*keychain, Here::Nothing);
        let State::NeverSet(permit) = states::recognise(Here::Nothing, &nothing) else {
            panic!("the keychain is empty");
        };
        let secret = keychain::Secret::new([7; 32]);
        let throttle = ThrottleKey::new(&secret);
        keychain::write_key(&*keychain, [5; 16], 1, &secret).expect("it is kept");
        let secrets = [Secret {
            n: 1,
            kc: *secret.bytes(),
        }];
        let setup = Setup {
            vault_id: [5; 16],
            key: NewKey::Pin {
                pin: b"402817",
                secrets: &secrets,
            },
            cost: CHEAP,
            store: &keychain.store().expect("it answers"),
        };
        let made = Vault::create(
            permit,
            folder.path(),
            setup,
            m.moment(),
            &mut machine::dice(),
        );
        drop(made.expect("it is made"));

        assert!(!home.is_there([6; 16], Some(&throttle), &m), "another's");
        assert!(home.is_there([5; 16], Some(&throttle), &m));
        let fault = Problem::new(Code::NoSpace, "");
        let DoorView::Locked(lock) = home.look_after(Some(fault), &m, Lang::Zh) else {
            panic!("it is there");
        };
        assert_eq!(lock.wait, 0);
        let note = lock.note.expect("it is told");
        assert!(note.contains("磁盘满了") && note.contains("打开"), "{note}");
        // A second set-up goes nowhere, and the PIN opens the first.
        for field in [SecretField::New, SecretField::Again, SecretField::Present] {
            for key in "402817".chars() {
                home.type_secret(field, &key.to_string());
            }
        }
        let again = home.set_up(SetUp::Pin, &m, Lang::Zh);
        assert_eq!(again.expect_err("one is here").code, Code::Keychain);
        assert_eq!(home.unlock(&m, Lang::Zh), Ok(DoorView::Open));
    }
}
