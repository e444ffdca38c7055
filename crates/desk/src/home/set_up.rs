//! Making a vault: the first one, one beside an older one, one of a backup or of what was rescued. Nothing here looks
//! like a first run that the keychain did not answer for. (kc1.md 3.5, 3.6)

use rand_core::CryptoRng;
use vault::setup::{self, Alone, First};
use vault::states::State;
use vault::throttle::ThrottleKey;
use vault::{Contents, Right, keychain, pin};
use words::Lang;

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
        self.make(right, &new, alone, &Contents::new(), m, lang)?;
        Ok(self.look(m, lang))
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

    /// Makes the vault and goes in. The door is shut before a file is replaced; what fails leaves the old file here.
    pub(super) fn make(
        &mut self,
        right: Right,
        new: &Typed,
        alone: bool,
        contents: &Contents,
        m: &Machine,
        lang: Lang,
    ) -> Result<(), Problem> {
        self.door = Door::Shut;
        // As everything of ours, readable by its owner only where the system knows owners.
        std::fs::create_dir_all(&self.folder).map_err(|error| trouble::vault(&error.into()))?;
        let cost = self.cost(m);
        let dice = &mut machine::dice();
        let vault_id = random(dice);
        if alone {
            let alone = Alone {
                vault_id,
                passphrase: new.as_bytes(),
                cost,
                contents,
            };
            let vault = setup::with_passphrase(right, &self.folder, &alone, m.moment(), dice);
            return self.enter(vault.map_err(|error| trouble::vault(&error))?, None, m);
        }
        let secret = keychain::Secret::new(random(dice));
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
