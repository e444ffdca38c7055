//! Restoring a backup: given, opened, shown, and then a new vault of it. What is here stays beside it. (kc1.md 3.5, 3.8)

use jiff::Timestamp;
use vault::backup::{self, Record, SecretString};
use vault::{FILE, Kit, Mode, Right};
use words::{Lang, t};

use super::look::Found;
use super::{Door, Home, Offered, trouble};
use crate::dates;
use crate::family::notes::Notes;
use crate::family::record::{CODE, DOCUMENT, PERSON};
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::view::{BackupView, DoorView, SecretField};

/// Bytes of a backup's content at most: all of it lies in memory.
const MOST: usize = 512 << 20;
/// What every age file begins with; nothing else is asked a passphrase for.
const MARK: &[u8] = b"age-encryption.org/";

/// Whether a file that begins so is taken for a backup. What is in it is known only once it is opened.
pub fn is_backup(bytes: &[u8]) -> bool {
    bytes.starts_with(MARK)
}

impl Home {
    /// Takes a backup, to be opened next.
    ///
    /// # Errors
    ///
    /// [`Code::BackupContent`] if it is none.
    pub fn read_backup(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Problem> {
        if !is_backup(&bytes) {
            return Err(Problem::new(Code::BackupContent, name));
        }
        self.offered = Some(Offered {
            name: name.to_owned(),
            bytes,
            opened: None,
        });
        Ok(())
    }

    /// Opens it with the kit's characters, or with what is typed in `backup`. Nothing is changed yet.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if none was given; [`Code::KitMistyped`], [`Code::BackupPassphrase`], [`Code::BackupDamaged`],
    /// [`Code::BackupContent`], [`Code::VaultNewer`].
    pub fn open_backup(
        &mut self,
        kit: Option<&str>,
        lang: Lang,
        m: &Machine,
    ) -> Result<BackupView, Problem> {
        let typed = self.typed.take(SecretField::Backup);
        let secret = match kit {
            Some(kit) => Kit::parse(kit).map_err(trouble::kit)?.letters().to_string(),
            None => typed.as_str().to_owned(),
        };
        let secret = SecretString::from(secret);
        self.stayed = m.up;
        let here = self.folder.join(FILE).exists();
        let offered = self.offered.as_mut();
        let offered = offered.ok_or_else(|| Problem::new(Code::Closed, ""))?;
        let opened = backup::read(&offered.bytes[..], &secret, MOST)
            .map_err(|error| trouble::backup(&error, &offered.name))?;
        let made = i64::try_from(opened.origin.created).ok();
        let made = made.and_then(|seconds| Timestamp::from_second(seconds).ok());
        let view = BackupView {
            made: made.map_or_else(String::new, |at| dates::moment(at, m.now.time_zone(), lang)),
            holds: holds(opened.records.iter().map(|Record { kind, .. }| *kind), lang),
            replaces: here.then(|| t(lang, "home-replaces", &[])),
        };
        offered.opened = Some(opened);
        Ok(view)
    }

    /// Makes a new vault of the open backup, with what is typed in `new` and `again`; a file that is here stays as
    /// `vault.old-…`. Where a passphrase opens the vault that is here, one is set again; and who types one (that is not
    /// digits alone) needs no keychain.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if no backup is open; as [`Home::set_up`]. The backup stays open then.
    pub fn restore(&mut self, m: &Machine, lang: Lang) -> Result<DoorView, Problem> {
        if !self.has_opened_backup() {
            return Err(Problem::new(Code::Closed, ""));
        }
        let alone = self.is_alone() || self.typed.has_other_than_digits();
        let new = self.new_secret(alone, lang)?;
        let open = self.offered.as_ref().and_then(|one| one.opened.clone());
        let backup = open.ok_or_else(|| Problem::new(Code::Closed, ""))?;
        let right = Right::Replace(backup.start_over());
        let contents = backup.into_contents();
        self.leave(m);
        let fault = self.make(right, &new, alone, &contents, m, lang)?;
        self.offered = None;
        self.note_restored(m);
        Ok(self.look_after(fault, m, lang))
    }

    /// Whether something decrypted of a backup is held.
    pub(super) fn has_opened_backup(&self) -> bool {
        self.offered
            .as_ref()
            .is_some_and(|one| one.opened.is_some())
    }

    /// Notes that this vault was made of another. It is no less made without the note.
    pub(super) fn note_restored(&mut self, m: &Machine) {
        let Ok((family, _)) = self.family() else {
            return;
        };
        let at = m.moment().time;
        drop(Notes::change(family.vault_mut(), m, |notes| {
            notes.restored = Some(at);
        }));
    }

    /// Closes the vault that is open, in good order, before another takes its place.
    pub(super) fn leave(&mut self, m: &Machine) {
        let (offered, rescued) = (self.offered.take(), self.rescued.take());
        self.shut(m);
        (self.offered, self.rescued) = (offered, rescued);
        self.door = Door::Shut;
    }

    /// Whether the vault that is here is opened by a passphrase alone.
    fn is_alone(&mut self) -> bool {
        match &self.door {
            Door::Family(family, _) => family.vault().header().mode == Mode::Passphrase,
            Door::Renew(vault) => vault.header().mode == Mode::Passphrase,
            _ => matches!(self.survey(), Found::Passphrase),
        }
    }
}

/// How many persons and things there are, in one sentence.
pub(super) fn holds(kinds: impl Iterator<Item = u8>, lang: Lang) -> String {
    let mut count = [0_usize; 3];
    for kind in kinds {
        match kind {
            PERSON => count[0] += 1,
            CODE => count[1] += 1,
            DOCUMENT => count[2] += 1,
            _ => {}
        }
    }
    let [people, codes, documents] = count;
    t(
        lang,
        "home-holds",
        &[
            ("people", people.into()),
            ("codes", codes.into()),
            ("documents", documents.into()),
        ],
    )
}
