//! The recovery kit: made, shown once, printed; and the new PIN after its use. (kc1.md 3.8)

use std::path::Path;

use paper::{Fact, Meta, Slip, Stock};
use vault::throttle::ThrottleKey;
use vault::{Kit, Mode, NewKey, Secret, Vault, keychain};
use words::{Lang, t};

use super::look::Found;
use super::secrets::Typed;
use super::set_up::random;
use super::{Door, Home, trouble};
use crate::family::notes::Notes;
use crate::fonts;
use crate::machine::{self, Machine};
use crate::problem::{Code, Problem};
use crate::view::{KitView, SymbolView};

impl Home {
    /// After the kit: sets what is typed in `new` and `again`, seals the vault under a new key, and makes a new kit. The
    /// secret moves into the keychain that answers now. A passphrase stays one; and who types one (that is not digits
    /// alone) needs no keychain from here on.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if it was not opened with the kit; as [`Home::set_up`]; [`Code::Keychain`]. It can be called again.
    pub fn renew(&mut self, m: &Machine, lang: Lang) -> Result<KitView, Problem> {
        let Door::Renew(vault) = &self.door else {
            return Err(Problem::new(Code::Closed, ""));
        };
        let was_alone = vault.header().mode == Mode::Passphrase;
        let alone = was_alone || self.typed.has_other_than_digits();
        let new = self.new_secret(alone, lang)?;
        let mut vault = match std::mem::replace(&mut self.door, Door::Shut) {
            Door::Renew(vault) => vault,
            other => {
                self.door = other;
                return Err(Problem::new(Code::Closed, ""));
            }
        };
        match self.renewed(&mut vault, &new, alone, m, lang) {
            Ok((throttle, kit)) => {
                self.enter(*vault, throttle, m)?;
                Ok(self.shown_once(kit, lang))
            }
            Err(problem) => {
                self.door = Door::Renew(vault);
                Err(problem)
            }
        }
    }

    /// A new kit, after the PIN typed in `present`; the one before it ends. Whoever has just set the vault up, and has been
    /// there since, has typed it already: the first kit needs none.
    ///
    /// # Errors
    ///
    /// [`Code::AskAgain`] if nothing is typed and it is needed, which counts as no try; [`Code::OldPin`], [`Code::PinWait`], [`Code::Locked`], [`Code::KeyChanging`]; or what the file says.
    pub fn make_kit(&mut self, m: &Machine, lang: Lang) -> Result<KitView, Problem> {
        if !self.is_first_kit(m) {
            if self.family_if_open().is_some() && !self.typed.has_present() {
                return Err(Problem::new(Code::AskAgain, ""));
            }
            self.prove_old(m, lang)?;
        }
        let (family, _) = self.family()?;
        let kit = new_kit(family.vault_mut(), m)?;
        self.tell_seen(m, true);
        Ok(self.shown_once(kit, lang))
    }

    /// Changes the PIN or passphrase typed in `present` to that in `new` and `again`. `known`: somebody knows the old one,
    /// so the vault is sealed anew as well, for old pages still hold what it opened.
    ///
    /// # Errors
    ///
    /// [`Code::OldPin`], [`Code::PinWait`], [`Code::Locked`], [`Code::KeyChanging`]; as [`Home::set_up`].
    pub fn change_pin(&mut self, known: bool, m: &Machine, lang: Lang) -> Result<(), Problem> {
        let alone = match self.family_if_open() {
            Some(family) => family.vault().header().mode == Mode::Passphrase,
            None => return Err(Problem::new(Code::Locked, "")),
        };
        self.prove_old(m, lang)?;
        let new = self.new_secret(alone, lang)?;
        let Door::Family(family, _) = &self.door else {
            return Err(Problem::new(Code::Locked, ""));
        };
        let header = family.vault().header().clone();
        let secrets = match self.asked(&header) {
            Found::Passphrase => Vec::new(),
            Found::Keychain(state, secrets) => {
                let secrets = secrets.for_vault();
                if secrets.is_empty() {
                    return Err(trouble::state(super::ways::name(&state), lang));
                }
                // Each wrap is made anew, and needs its secret.
                if secrets.len() != header.wraps.len() {
                    return Err(Problem::new(Code::KeyChanging, ""));
                }
                secrets
            }
            _ => return Err(Problem::new(Code::Locked, "")),
        };
        let key = key(&new, alone, &secrets);
        let dice = &mut machine::dice();
        let (family, _) = self.family()?;
        let vault = family.vault_mut();
        let failed = |error| trouble::vault(&error);
        let rewrapped = vault.rewrap(key, header.cost, &header.store, m.moment(), dice);
        rewrapped.map_err(failed)?;
        if known {
            vault.change_vmk(None, m.moment(), dice).map_err(failed)?;
            // Without the note it is sealed once more than needed.
            drop(Notes::change(vault, m, |notes| {
                notes.sealed = Some(m.moment().time);
            }));
        }
        self.tell_seen(m, true);
        Ok(())
    }

    /// The kit made last, as the bytes of an A4 page that was read back.
    ///
    /// # Errors
    ///
    /// [`Code::NoKit`] if none was made since the vault was opened; [`Code::Fonts`], [`Code::NotReadableAgain`].
    pub fn kit_pdf(&self, fonts: &Path, lang: Lang) -> Result<Vec<u8>, Problem> {
        let kit = self.kit.as_ref();
        let text = kit.ok_or_else(|| Problem::new(Code::NoKit, ""))?.text();
        let groups: Vec<&str> = text.split('-').collect();
        let rows = groups.chunks(ROW).enumerate().map(|(n, row)| {
            let (from, to) = (n * ROW + 1, n * ROW + row.len());
            let numbers = [
                ("from", from.to_string().into()),
                ("to", to.to_string().into()),
            ];
            Fact::new(t(lang, "paper-kit-groups", &numbers), row.join("  "))
        });
        let slip = Slip {
            code: text.to_string(),
            title: t(lang, "paper-kit-title", &[]),
            name: Some(t(lang, "paper-kit-name", &[])),
            facts: rows.collect(),
            sentences: ["paper-kit-what", "paper-kit-where", "paper-kit-new"]
                .map(|key| t(lang, key, &[]))
                .to_vec(),
            ..Slip::default()
        };
        let meta = Meta {
            title: t(lang, "paper-kit-title", &[]),
            language: lang.tag().to_owned(),
            created: None,
        };
        let unread = || Problem::new(Code::NotReadableAgain, "");
        let fonts = fonts::load(fonts)?;
        let sheet = paper::print(&[slip], Stock::A4, &fonts, &meta).map_err(|_| unread())?;
        let proven = paper::prove(sheet).finish().map_err(|_| unread())?;
        Ok(proven.sheet().pdf.clone())
    }

    /// Whether the PIN was set a moment ago, and there is no kit yet.
    fn is_first_kit(&self, m: &Machine) -> bool {
        let Door::Family(family, session) = &self.door else {
            return false;
        };
        let here = !session.away && self.was_here(m);
        session.made && here && family.vault().header().kit.is_none()
    }

    /// As [`Home::prove`], with the code of the settings.
    pub(super) fn prove_old(&mut self, m: &Machine, lang: Lang) -> Result<(), Problem> {
        self.prove(m, lang).map_err(|problem| match problem.code {
            Code::WrongPin | Code::WrongPassphrase => Problem::new(Code::OldPin, problem.about),
            _ => problem,
        })
    }

    fn renewed(
        &self,
        vault: &mut Vault,
        new: &Typed,
        alone: bool,
        m: &Machine,
        lang: Lang,
    ) -> Result<(Option<ThrottleKey>, Kit), Problem> {
        let header = vault.header().clone();
        let id = header.vault_id;
        let dice = &mut machine::dice();
        let mut secrets = Vec::new();
        let mut throttle = None;
        let mut store = String::new();
        if !alone {
            let failed = |error| trouble::keychain(&error, lang);
            let keychain = &*self.keychain;
            store = keychain.store().map_err(failed)?;
            let newest = header.wraps.iter().map(|wrap| wrap.n).max().unwrap_or(0);
            let n = keychain::free_number(keychain, id, newest).map_err(failed)?;
            let secret = keychain::Secret::new(random(dice));
            keychain::write_key(keychain, id, n, &secret).map_err(failed)?;
            // Harmless to lose.
            drop(keychain::write_current(keychain, id));
            throttle = Some(ThrottleKey::new(&secret));
            secrets.push(Secret {
                n,
                kc: *secret.bytes(),
            });
        }
        let failed = |error| trouble::vault(&error);
        let key = key(new, alone, &secrets);
        let rewrapped = vault.rewrap(key, header.cost, &store, m.moment(), dice);
        rewrapped.map_err(failed)?;
        let kit = new_kit(vault, m)?;
        Ok((throttle, kit))
    }

    /// Keeps the kit for the paper until the vault is locked.
    fn shown_once(&mut self, kit: Kit, lang: Lang) -> KitView {
        let text = kit.text();
        let symbol = paper::symbol_path(&text).expect("44 characters fit a symbol");
        let view = KitView {
            groups: text.split('-').map(str::to_owned).collect(),
            symbol: SymbolView {
                side: symbol.side,
                path: symbol.path,
            },
            note: t(lang, "home-kit-note", &[]),
        };
        self.kit = Some(kit);
        view
    }
}

/// A kit in the place of the one before, which then opens nothing that is kept: the vault's key changes with it.
fn new_kit(vault: &mut Vault, m: &Machine) -> Result<Kit, Problem> {
    let dice = &mut machine::dice();
    let failed = |error| trouble::vault(&error);
    let kit = if vault.header().kit.is_some() {
        let kit = Kit::random(dice);
        vault
            .change_vmk(Some(&kit), m.moment(), dice)
            .map_err(failed)?;
        kit
    } else {
        vault.make_kit(m.moment(), dice).map_err(failed)?
    };
    // The kit is there, and must be seen, whether its date is noted or not.
    drop(Notes::change(vault, m, |notes| {
        notes.kit = Some(m.moment().time);
    }));
    Ok(kit)
}

fn key<'a>(new: &'a Typed, alone: bool, secrets: &'a [Secret]) -> NewKey<'a> {
    if alone {
        NewKey::Passphrase(new.as_bytes())
    } else {
        NewKey::Pin {
            pin: new.as_bytes(),
            secrets,
        }
    }
}

/// Groups in a row of the page.
const ROW: usize = 3;
