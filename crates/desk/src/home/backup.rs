//! Backups: made when a person says so, and by themselves. (kc1.md 3.8)

use std::io::ErrorKind;
use std::path::Path;

use vault::Vault;
use vault::backup::{self, Origin, SecretString, WORK_FACTOR};

use super::secrets::Typed;
use super::{Home, passphrase, trouble};
use crate::family::issued::Issued;
use crate::family::notes::{Made, Notes};
use crate::family::record::{AUTHORITY, NOTES, STRIP};
use crate::files;
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::view::{BackupEvery, Saved, SecretField, Settings};

impl Home {
    /// Writes a backup to `path`, over what is there. `own`: with the passphrase typed in `backup` and once more in
    /// `again`; else the characters of the kit open it.
    ///
    /// # Errors
    ///
    /// [`Code::NoKit`], [`Code::PinsDiffer`], [`Code::PassphraseWeak`], [`Code::Locked`], [`Code::Save`], [`Code::NoSpace`]; or
    /// what the file says.
    pub fn back_up(&mut self, own: bool, path: &Path, m: &Machine) -> Result<Saved, Problem> {
        let typed = self.typed.take(SecretField::Backup);
        let again = self.typed.take(SecretField::Again);
        let (family, _) = self.family()?;
        if own {
            // A slip of the finger would be found when the backup is needed.
            if typed.as_bytes() != again.as_bytes() {
                return Err(Problem::new(Code::PinsDiffer, ""));
            }
            passphrase::judge(typed.as_str())?;
        }
        let own = own.then_some(&typed);
        let bytes = sealed(family.vault(), own, m)?;
        save(path, &bytes, true)?;
        noted(family.vault_mut(), m)?;
        Ok(saved(path))
    }

    /// Writes the backup that is due by the settings, if the vault is open and something changed since the last one. The
    /// characters of the kit open it.
    ///
    /// # Errors
    ///
    /// [`Code::NoKit`]; as [`Home::back_up`].
    pub fn scheduled_backup(
        &mut self,
        settings: &Settings,
        m: &Machine,
    ) -> Result<Option<Saved>, Problem> {
        let days = match settings.backup_every {
            BackupEvery::Never => return Ok(None),
            BackupEvery::Day => 1,
            BackupEvery::Week => 7,
        };
        let Ok((family, _)) = self.family() else {
            return Ok(None);
        };
        if settings.backup_folder.is_empty() || !is_due(family.vault(), days, m) {
            return Ok(None);
        }
        let bytes = sealed(family.vault(), None, m)?;
        let folder = Path::new(&settings.backup_folder);
        let day = m.now.date();
        // What is there already may be another computer's.
        for n in 1..100 {
            let name = match n {
                1 => format!("kincode-{day}.kcb"),
                n => format!("kincode-{day}-{n}.kcb"),
            };
            let path = folder.join(name);
            if path.exists() {
                continue;
            }
            save(&path, &bytes, false)?;
            noted(family.vault_mut(), m)?;
            return Ok(Some(saved(&path)));
        }
        Err(Problem::new(Code::Save, settings.backup_folder.clone()))
    }
}

/// Whether the last backup is that many days old, by the calendar here, and something changed since.
fn is_due(vault: &Vault, days: i32, m: &Machine) -> bool {
    let Some(made) = Notes::read(vault).backup else {
        return true;
    };
    if made.commit == vault.commit_number() {
        return false;
    }
    let at = i64::try_from(made.at).ok();
    let Some(at) = at.and_then(|at| jiff::Timestamp::from_second(at).ok()) else {
        return true;
    };
    let then = m.now.time_zone().to_datetime(at).date();
    // A clock that was set back makes one more backup, not none.
    let passed = m.now.date().duration_since(then).as_hours() / 24;
    passed < 0 || passed >= i64::from(days)
}

/// The bytes of a backup: an age file that the kit's letters or the passphrase open. What this vault notes about itself
/// stays here, and so do strips with their keys and the keys of accounts: two computers never sign with one key.
/// (kc1.md 3.8)
fn sealed(vault: &Vault, own: Option<&Typed>, m: &Machine) -> Result<Vec<u8>, Problem> {
    let secret = match own {
        Some(typed) => SecretString::from(typed.as_str().to_owned()),
        None => {
            let kit = vault.kit().ok_or_else(|| Problem::new(Code::NoKit, ""))?;
            SecretString::from(kit.letters().to_string())
        }
    };
    let mut records = vault.records(&[]).map_err(|error| trouble::vault(&error))?;
    for record in records.iter_mut().filter(|record| record.kind == AUTHORITY) {
        if let Ok(Issued::Authority(authority)) = Issued::read(AUTHORITY, &record.bytes) {
            record.bytes = authority.stored_without_key();
        }
    }
    let origin = Origin {
        vault: vault.header().vault_id,
        commit: vault.commit_number(),
        created: m.moment().time,
    };
    backup::write(
        Vec::new(),
        &secret,
        WORK_FACTOR,
        &origin,
        &records,
        &[NOTES, STRIP],
    )
    .map_err(|error| trouble::backup(&error, ""))
}

pub(super) fn save(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Problem> {
    files::write_whole(path, bytes, replace).map_err(|error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::new(Code::NoSpace, ""),
        _ => Problem::new(Code::Save, saved(path).name),
    })
}

/// Notes the backup; noting it is a commit itself, which is no change.
fn noted(vault: &mut Vault, m: &Machine) -> Result<(), Problem> {
    let made = Made {
        at: m.moment().time,
        commit: vault.commit_number() + 1,
    };
    let noted = Notes::change(vault, m, |notes| notes.backup = Some(made));
    noted.map_err(|error| trouble::vault(&error))
}

pub(super) fn saved(path: &Path) -> Saved {
    let name = path.file_name().unwrap_or_default();
    Saved {
        name: name.to_string_lossy().into_owned(),
    }
}
