//! How a vault comes to be: in a folder without one, beside an older one that is kept, or in memory. Nothing here is
//! reached without a [`Right`], which only a proven answer gives. (kc1.md 3.5, 3.6)

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use atomicwrites::move_atomic;
use rand_core::CryptoRng;

use crate::change::{Locks, NewKey, random};
use crate::error::Error;
use crate::header::Header;
use crate::index::{self, BUCKETS, Bucket, Child, Named, Root};
use crate::keys::{Cost, Mode};
use crate::record::Id;
use crate::states::{PassphrasePermit, Permit, ReplacePermit};
use crate::store::{HEADER, Rows, Store};
use crate::vault::{FILE, FIRST_KIND, Moment, Record, Sealing, Vault, clear_new};

/// The right to make a vault.
#[derive(Debug)]
pub enum Right {
    /// Nothing was ever here.
    First(Permit),
    /// Nothing is here, and the keychain gives no answer: without it.
    Passphrase(PassphrasePermit),
    /// Beside what is here, which is kept as `vault.old-<time>`.
    Replace(ReplacePermit),
}

/// What lies in a vault from its first commit on.
pub type Contents = BTreeMap<Id, Record>;

/// How a vault is set up.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'a> {
    /// Random; the keychain's entries are named by it, and are written before the vault is.
    pub vault_id: [u8; 16],
    /// What shall unlock it.
    pub key: NewKey<'a>,
    /// Calibrated by the caller, not below [`Cost::FLOOR`] in the product.
    pub cost: Cost,
    /// Which keychain store holds the secret; empty in mode 2.
    pub store: &'a str,
}

impl Vault {
    /// Sets an empty vault up: `vault.new`, synced, renamed, then `vault.head` (kc1.md 3.5).
    ///
    /// # Errors
    /// [`Error::Exists`] if a vault is here and the right is not one to replace it; else what the disk says. What was
    /// here before is then still here.
    pub fn create(
        right: impl Into<Right>,
        folder: &Path,
        setup: Setup<'_>,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        Self::create_of(right.into(), folder, setup, &Contents::new(), at, rng)
    }

    /// The same with records in its first commit, as of a backup or a rescue.
    pub(crate) fn create_of(
        right: Right,
        folder: &Path,
        setup: Setup<'_>,
        contents: &Contents,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        let file = folder.join(FILE);
        let replaces = file.try_exists()?;
        if replaces && !matches!(right, Right::Replace(_)) {
            return Err(Error::Exists);
        }
        let vmk = random(rng);
        let locks = Locks::new(setup.key, &setup.vault_id, setup.cost, &vmk, rng)?;
        let header = Header {
            vault_id: setup.vault_id,
            mode: locks.mode,
            cost: setup.cost,
            salt: locks.salt,
            wraps: locks.wraps,
            kit: None,
            store: setup.store.to_owned(),
            revision: 1,
        };
        let new = clear_new(folder)?;
        let (rows, root, buckets) = first_rows(&header, &vmk, contents, at, rng)?;
        let store = Store::create(&new)?;
        store.commit(&rows)?;
        drop(store);
        let fresh = Store::open(&new)?;
        // Since it was closed, somebody else may have put theirs here.
        if !fresh.has(&rows.head)? {
            return Err(Error::InUse);
        }
        // A cut between these two leaves `vault.head` alone, which is no first run.
        let old = if replaces {
            Some(set_old_aside(folder, at.time)?)
        } else {
            None
        };
        // Refuses to overwrite: somebody else may have been faster.
        let store = match fresh.replace(None, &file, move_atomic) {
            (Some(store), Ok(())) => store,
            (_, refused) => {
                if let Some(old) = old {
                    // The error is told either way; the old file is whole under either name.
                    let _ = move_atomic(&old, &file);
                }
                refused?;
                return Err(Error::Lost);
            }
        };
        let folder = Some(folder.to_owned());
        let mut vault = Self::unlocked(store, folder, header, root, buckets, &vmk)?;
        vault.opened_with(locks.n, &locks.kek);
        vault.remember_pin(setup.key.pin(), rng)?;
        vault.copy_head();
        Ok(vault)
    }

    /// A vault in memory only, for the assisted session: its key is nowhere else, and it is gone when it is dropped.
    pub fn in_memory(at: Moment<'_>, rng: &mut dyn CryptoRng) -> Result<Self, Error> {
        let vmk = random(rng);
        let mut header = Header {
            vault_id: [0; 16],
            mode: Mode::Passphrase,
            cost: Cost::FLOOR,
            salt: [0; 16],
            wraps: Vec::new(),
            kit: None,
            store: String::new(),
            revision: 1,
        };
        rng.fill_bytes(&mut header.vault_id);
        let (mut rows, root, buckets) = first_rows(&header, &vmk, &Contents::new(), at, rng)?;
        rows.head.clear();
        let store = Store::in_memory()?;
        store.commit(&rows)?;
        Self::unlocked(store, None, header, root, buckets, &vmk)
    }
}

impl From<Permit> for Right {
    fn from(permit: Permit) -> Self {
        Self::First(permit)
    }
}

impl From<PassphrasePermit> for Right {
    fn from(permit: PassphrasePermit) -> Self {
        Self::Passphrase(permit)
    }
}

impl From<ReplacePermit> for Right {
    fn from(permit: ReplacePermit) -> Self {
        Self::Replace(permit)
    }
}

/// Renames the vault's file to `vault.old-<time>`, `time` in seconds since 1970-01-01Z. Overwrites nothing: where two fall
/// on one second, a number follows.
fn set_old_aside(folder: &Path, time: u64) -> Result<PathBuf, Error> {
    for n in 1..100 {
        let name = match n {
            1 => format!("vault.old-{time}"),
            n => format!("vault.old-{time}-{n}"),
        };
        let old = folder.join(name);
        if fs::symlink_metadata(&old).is_ok() {
            continue;
        }
        let file = folder.join(FILE);
        return match move_atomic(&file, &old) {
            // The failure may have come behind the rename.
            Err(error) if file.try_exists().unwrap_or(true) || !old.is_file() => Err(error.into()),
            _ => Ok(old),
        };
    }
    Err(Error::Exists)
}

/// The rows of a vault in its first commit.
fn first_rows(
    header: &Header,
    vmk: &[u8; 32],
    contents: &Contents,
    at: Moment<'_>,
    rng: &mut dyn CryptoRng,
) -> Result<(Rows, Root, Vec<Bucket>), Error> {
    let mut root = Root {
        commit: 0,
        buckets: [Child::default(); BUCKETS],
        kit: None,
        time: at.time,
        boot: String::new(),
        schema: index::SCHEMA,
    };
    let mut buckets = vec![Bucket::default(); BUCKETS];
    let seal = Sealing {
        vmk,
        vault_id: &header.vault_id,
        version: 1,
    };
    let mut body = Vec::with_capacity(contents.len() + BUCKETS + 1);
    for (id, Record { kind, content }) in contents {
        if *kind < FIRST_KIND || !index::is_record(id) {
            return Err(Error::Reserved);
        }
        let (child, row) = seal.row(*kind, id, content, rng)?;
        let named = Named { kind: *kind, child };
        buckets[index::bucket_of(id)].0.insert(*id, named);
        body.push((*id, Some(row)));
    }
    body.extend(seal.whole(&buckets, &mut root, at, rng)?);
    let rows = Rows {
        head: vec![(HEADER, header.row(vmk))],
        body,
    };
    Ok((rows, root, buckets))
}
