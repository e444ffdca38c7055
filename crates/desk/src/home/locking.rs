//! Locking, and when it is due: by uptime, so that no clock shortens or lengthens it.

use vault::Vault;
use vault::keychain;
use words::Lang;

use super::{Door, Home};
use crate::family::notes::Notes;
use crate::machine::{self, Machine};
use crate::problem::{Code, Problem};
use crate::view::{AskAgain, DoorView, Settings};

/// Seconds for which a touch of the window stands for the PIN, and between two words to the keychain. (kc1.md 3.4, 3.7)
const MINUTE: u64 = 60;
/// Seconds between two changes of the vault's key that nobody asked for. (kc1.md 3.3)
const DAY: u64 = 24 * 60 * MINUTE;

impl Home {
    /// Locks the vault; nothing of it stays in memory. What was deleted for good is then beyond every key, once a day.
    pub fn lock(&mut self, m: &Machine, lang: Lang) -> DoorView {
        self.shut(m);
        self.look(m, lang)
    }

    /// Somebody is here.
    pub fn stay(&mut self, m: &Machine) {
        let away = !self.was_here(m);
        if let Door::Family(_, session) = &mut self.door {
            session.away |= away;
        }
        self.stayed = m.up;
        let deleted = self
            .family_if_open()
            .is_some_and(|family| family.wants_new_vmk());
        self.tell_seen(m, deleted);
    }

    /// Whether the vault is to be locked by itself: nobody was here for `lock_after` minutes, or it has been open for
    /// `purge_after` hours.
    pub fn is_due(&self, settings: &Settings, m: &Machine) -> bool {
        let idle = m.up.saturating_sub(self.stayed);
        let since = match &self.door {
            Door::Family(_, session) => session.since,
            Door::Older(..) | Door::Renew(_) => self.stayed,
            // Decrypted all the same.
            _ if self.rescued.is_some() || self.has_opened_backup() => self.stayed,
            _ => return false,
        };
        let open = m.up.saturating_sub(since);
        idle >= u64::from(settings.lock_after.clamp(1, 60)) * MINUTE
            || open >= u64::from(settings.purge_after.clamp(1, 48)) * 60 * MINUTE
    }

    /// Whether a code may be shown without asking the PIN again. After a minute in which nobody touched the window it is
    /// asked, also of whoever touches it now. A proof by [`Home::ask_pin`] is good for one show at least.
    ///
    /// # Errors
    ///
    /// [`Code::AskAgain`] if the PIN comes first; [`Code::Locked`], [`Code::NeverSet`].
    pub fn may_show(&mut self, settings: &Settings, m: &Machine) -> Result<(), Problem> {
        let here = self.was_here(m);
        self.family()?;
        let Door::Family(_, session) = &mut self.door else {
            return Err(Problem::new(Code::Locked, ""));
        };
        let proved = std::mem::take(&mut session.proved);
        let may = match settings.ask_again {
            AskAgain::Never => true,
            AskAgain::AfterMinute => proved || (here && !session.away),
            AskAgain::Always => proved,
        };
        if may {
            Ok(())
        } else {
            Err(Problem::new(Code::AskAgain, ""))
        }
    }

    /// The same for a live code, which is renewed every 30 seconds: as long as it stays on the screen, it was asked for once.
    ///
    /// # Errors
    ///
    /// As [`Home::may_show`].
    pub fn may_show_live(
        &mut self,
        held: u32,
        settings: &Settings,
        m: &Machine,
    ) -> Result<(), Problem> {
        if let Door::Family(_, session) = &self.door
            && session.showing == Some(held)
        {
            return Ok(());
        }
        self.may_show(settings, m)?;
        if let Door::Family(_, session) = &mut self.door {
            session.showing = Some(held);
        }
        Ok(())
    }

    /// Nothing is on the screen any more.
    pub fn hidden(&mut self) {
        if let Door::Family(_, session) = &mut self.door {
            session.showing = None;
        }
    }

    pub(super) fn was_here(&self, m: &Machine) -> bool {
        m.up.saturating_sub(self.stayed) <= MINUTE
    }

    /// Closes whatever is open, and forgets what was typed, made, given and dropped.
    pub(super) fn shut(&mut self, m: &Machine) {
        self.forget();
        self.door = match std::mem::replace(&mut self.door, Door::Shut) {
            Door::Family(family, _) => {
                let deleted = family.wants_new_vmk();
                let mut vault = family.close();
                seal_anew(&mut vault, deleted, m);
                self.told(&vault);
                keep(vault)
            }
            Door::Renew(vault) => keep(*vault),
            Door::Older(older, _) => keep(older.open_anyway()),
            other => other,
        };
    }

    /// Forgets what was typed, made, given and dropped.
    pub(super) fn forget(&mut self) {
        self.typed.clear();
        self.kit = None;
        self.rescued = None;
        self.offered = None;
        self.tray.clear();
    }

    /// Tells the keychain the commit number: now, or if the last word is a minute old. It is a lower bound, so a failure
    /// costs nothing.
    pub(super) fn tell_seen(&mut self, m: &Machine, now: bool) {
        let Door::Family(family, session) = &mut self.door else {
            return;
        };
        let commit = family.vault().commit_number();
        if let Some((told, at)) = session.told {
            let early = m.up.saturating_sub(at) < MINUTE;
            if told == commit || (early && !now) {
                return;
            }
        }
        session.told = Some((commit, m.up));
        let Door::Family(family, _) = &self.door else {
            return;
        };
        self.told(family.vault());
    }

    /// Tells the keychain what this vault's commit number is, where it has an entry there.
    pub(super) fn told(&self, vault: &Vault) {
        let header = vault.header();
        if header.mode == vault::Mode::Pin {
            let commit = vault.commit_number();
            drop(keychain::write_seen(
                &*self.keychain,
                header.vault_id,
                commit,
            ));
        }
    }
}

/// The file stays held; where that fails, the next look opens it again.
fn keep(vault: Vault) -> Door {
    vault
        .lock()
        .map_or(Door::Shut, |closed| Door::Locked(Box::new(closed)))
}

/// Makes deletion real, if something was deleted and it was not done today already: then it waits for a later lock. What
/// fails waits too; locking never does.
fn seal_anew(vault: &mut Vault, deleted: bool, m: &Machine) {
    let notes = Notes::read(vault);
    if !deleted && !notes.deleted {
        return;
    }
    let now = m.moment().time;
    let today = notes.sealed.is_some_and(|at| at <= now && now - at < DAY);
    let sealed = !today
        && vault
            .change_vmk(None, m.moment(), &mut machine::dice())
            .is_ok();
    if sealed || !notes.deleted {
        let noted = Notes::change(vault, m, |notes| {
            notes.deleted = !sealed;
            if sealed {
                notes.sealed = Some(now);
            }
        });
        drop(noted);
    }
}
