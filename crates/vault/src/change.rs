//! What changes a vault's keys: set-up, a new PIN, the keychain's next secret, the kit, and deletion by a new VMK
//! (kc1.md 3.3, 3.5, 3.8).

use std::path::Path;

use atomicwrites::{move_atomic, replace_atomic};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::header::{Header, PinWrap};
use crate::index::{self, BUCKETS, Bucket, Child, Named, Root};
use crate::keys::{self, Cost, Mode, Secret, Wrap};
use crate::kit::Kit;
use crate::memory::Slot;
use crate::store::{HEADER, Rows, Store, THROTTLE};
use crate::vault::{Batch, FILE, Moment, Sealing, Vault, clear_new};

/// What shall unlock a vault from now on.
#[derive(Clone, Copy)]
pub enum NewKey<'a> {
    /// Mode 1. Two secrets (n and n+1) while the keychain's secret changes, else one.
    Pin {
        /// UTF-8; the rules for a good PIN are the caller's.
        pin: &'a [u8],
        /// Written to the keychain and read back already.
        secrets: &'a [Secret],
    },
    /// Mode 2: six generated words or at least 70 bits; never a PIN, and never fallen into (kc1.md 3.2).
    Passphrase(&'a [u8]),
}

impl std::fmt::Debug for NewKey<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pin { .. } => "Pin(…)",
            Self::Passphrase(_) => "Passphrase(…)",
        })
    }
}

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
    /// Sets a vault up in a folder without one: `vault.new`, synced, renamed, then `vault.head` (kc1.md 3.5).
    pub fn create(
        folder: &Path,
        setup: Setup<'_>,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        let file = folder.join(FILE);
        if file.try_exists()? {
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
        let (rows, root, buckets) = first_rows(&header, &vmk, at, rng)?;
        let store = Store::create(&new)?;
        store.commit(&rows)?;
        drop(store);
        // Refuses to overwrite: somebody else may have been faster.
        move_atomic(&new, &file)?;
        let store = Store::open(&file)?;
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
        let (mut rows, root, buckets) = first_rows(&header, &vmk, at, rng)?;
        rows.head.clear();
        let store = Store::in_memory()?;
        store.commit(&rows)?;
        Self::unlocked(store, None, header, root, buckets, &vmk)
    }

    /// A new PIN or passphrase, or the same with the keychain's next secret beside the present one: new salt, new wraps,
    /// one commit. `store` is where the secret lies now. If somebody knows the old PIN, [`Vault::change_vmk`] follows,
    /// since old pages still hold the old wrap.
    pub fn rewrap(
        &mut self,
        key: NewKey<'_>,
        cost: Cost,
        store: &str,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<u64, Error> {
        let vmk = Zeroizing::new(*self.page.get(Slot::Vmk));
        let locks = Locks::new(key, &self.header.vault_id, cost, &vmk, rng)?;
        let header = Header {
            mode: locks.mode,
            cost,
            salt: locks.salt,
            wraps: locks.wraps,
            store: store.to_owned(),
            revision: self.header.revision + 1,
            ..self.header.clone()
        };
        let kit = self.root.kit;
        let commit = self.write(Batch::new(), Some(header), kit, at, rng)?;
        self.page.set(Slot::Kek, &locks.kek);
        self.kek = Some(locks.n);
        // A key change is finished by a later session only, which has proved the new secret.
        self.opened = None;
        self.remember_pin(key.pin(), rng)?;
        Ok(commit)
    }

    /// Step 3 of kc1.md 3.5: drops the older of two wraps, if this session was opened with the newer one and the last
    /// commit before it was made in another boot. Gives the number that is left; the caller then deletes the entries
    /// below it. `None`: nothing to do, or not yet.
    pub fn finish_key_change(
        &mut self,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Option<u32>, Error> {
        let newest = self.header.wraps.iter().map(|wrap| wrap.n).max();
        let later_boot = !at.boot.is_empty() && at.boot != self.boot_before;
        if self.header.wraps.len() < 2 || self.opened != newest || !later_boot {
            return Ok(None);
        }
        let mut header = self.header.clone();
        header.wraps.retain(|wrap| Some(wrap.n) == newest);
        header.revision += 1;
        let kit = self.root.kit;
        self.write(Batch::new(), Some(header), kit, at, rng)?;
        Ok(newest)
    }

    /// A new recovery kit, to be printed once; the one before it no longer opens the vault's present state.
    pub fn make_kit(&mut self, at: Moment<'_>, rng: &mut dyn CryptoRng) -> Result<Kit, Error> {
        let kit = Kit::random(rng);
        let mut header = self.header.clone();
        header.kit = Some(self.kit_wrap(&kit, self.page.get(Slot::Vmk), rng));
        header.revision += 1;
        self.write(Batch::new(), Some(header), Some(*kit.bytes()), at, rng)?;
        Ok(kit)
    }

    /// The recovery kit, if one was made: its letters are the default passphrase of backups.
    pub fn kit(&self) -> Option<Kit> {
        self.root.kit.map(Kit::of)
    }

    /// Deletion becomes real: the vault is written anew under a new VMK, so nothing that was removed can be opened any
    /// more. It also compacts. The kit is rewrapped for the same paper, or replaced by `kit` (after its use, or a
    /// suspected leak). Commit numbers go on.
    ///
    /// Needs the PIN's key of this session ([`Error::NoKey`] after the kit) and waits while a key change is under way
    /// ([`Error::KeyChanging`]).
    pub fn change_vmk(
        &mut self,
        kit: Option<&Kit>,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<u64, Error> {
        let vmk = random(rng);
        let header = self.header_under(&vmk, kit, rng)?;
        let mut root = self.root.clone();
        root.kit = kit.map(|kit| *kit.bytes()).or(root.kit);
        let seal = Sealing {
            vmk: &vmk,
            vault_id: &self.header.vault_id,
            version: self.root.commit + 1,
        };
        let mut rows = Rows::default();
        let mut buckets = vec![Bucket::default(); BUCKETS];
        for entry in self.list(None) {
            let Some(record) = self.get(&entry.id)? else {
                continue;
            };
            let (child, row) = seal.row(record.kind, &entry.id, &record.content, rng)?;
            let named = Named {
                kind: record.kind,
                child,
            };
            buckets[index::bucket_of(&entry.id)]
                .0
                .insert(entry.id, named);
            rows.body.push((entry.id, Some(row)));
        }
        rows.body.extend(seal.whole(&buckets, &mut root, at, rng)?);
        if self.folder.is_some() {
            rows.head.push((HEADER, header.row(&vmk)));
            let throttle = self.store()?.head(THROTTLE)?;
            rows.head.extend(throttle.map(|row| (THROTTLE, row)));
        }
        self.replace_store(&rows)?;
        self.page.set(Slot::Vmk, &vmk);
        (self.header, self.root, self.buckets) = (header, root, buckets);
        self.copy_head();
        Ok(self.root.commit)
    }

    /// The header with its wraps renewed for another VMK.
    fn header_under(
        &self,
        vmk: &[u8; 32],
        kit: Option<&Kit>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Header, Error> {
        let mut header = self.header.clone();
        if header.wraps.len() > 1 {
            return Err(Error::KeyChanging);
        }
        for pin in &mut header.wraps {
            if self.kek != Some(pin.n) {
                return Err(Error::NoKey);
            }
            let place = keys::place(header.mode, pin.n);
            let kek = self.page.get(Slot::Kek);
            pin.wrap = keys::wrap(kek, &header.vault_id, place, nonce(rng), vmk);
        }
        let paper = kit.cloned().or_else(|| self.kit());
        header.kit = paper.map(|kit| self.kit_wrap(&kit, vmk, rng));
        header.revision += 1;
        Ok(header)
    }

    /// Writes a whole new store and puts it in the place of the present one.
    fn replace_store(&mut self, rows: &Rows) -> Result<(), Error> {
        let Some(folder) = &self.folder else {
            let store = Store::in_memory()?;
            store.commit(rows)?;
            self.store = Some(store);
            return Ok(());
        };
        let (new, file) = (clear_new(folder)?, folder.join(FILE));
        let store = Store::create(&new)?;
        store.commit(rows)?;
        drop(store);
        // Closed first: Windows renames no open file.
        self.store = None;
        let renamed = replace_atomic(&new, &file);
        self.store = Some(Store::open(&file)?);
        Ok(renamed?)
    }

    fn kit_wrap(&self, kit: &Kit, vmk: &[u8; 32], rng: &mut dyn CryptoRng) -> Wrap {
        let id = &self.header.vault_id;
        let kek = keys::kit_kek(kit.bytes(), id);
        keys::wrap(&kek, id, keys::KIT_PLACE, nonce(rng), vmk)
    }
}

impl NewKey<'_> {
    fn pin(&self) -> &[u8] {
        match self {
            Self::Pin { pin, .. } | Self::Passphrase(pin) => pin,
        }
    }
}

/// Wraps of a VMK under a new key.
struct Locks {
    mode: Mode,
    salt: [u8; 16],
    wraps: Vec<PinWrap>,
    /// Number and KEK of the newest wrap.
    n: u32,
    kek: Zeroizing<[u8; 32]>,
}

impl Locks {
    fn new(
        key: NewKey<'_>,
        vault_id: &[u8; 16],
        cost: Cost,
        vmk: &[u8; 32],
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, Error> {
        let (mode, mut secrets): (Mode, Vec<(u32, &[u8])>) = match &key {
            NewKey::Passphrase(_) => (Mode::Passphrase, vec![(0, &[])]),
            NewKey::Pin { secrets, .. } => {
                let secrets = secrets.iter().map(|secret| (secret.n, &secret.kc[..]));
                (Mode::Pin, secrets.collect())
            }
        };
        secrets.sort_unstable_by_key(|(n, _)| *n);
        if !matches!(secrets.len(), 1..=2) {
            return Err(Error::NoKey);
        }
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        let pin_key = keys::pin_key(key.pin(), &salt, cost)?;
        let mut locks = Self {
            mode,
            salt,
            wraps: Vec::new(),
            n: 0,
            kek: Zeroizing::new([0; 32]),
        };
        for (n, kc) in secrets {
            let kek = keys::kek(kc, vault_id, mode, n, &pin_key);
            locks.wraps.push(PinWrap {
                n,
                check: keys::check(kc, vault_id, n),
                wrap: keys::wrap(&kek, vault_id, keys::place(mode, n), nonce(rng), vmk),
            });
            (locks.n, locks.kek) = (n, kek);
        }
        Ok(locks)
    }
}

/// The rows of a vault without records: commit 1.
fn first_rows(
    header: &Header,
    vmk: &[u8; 32],
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
    let buckets = vec![Bucket::default(); BUCKETS];
    let seal = Sealing {
        vmk,
        vault_id: &header.vault_id,
        version: 1,
    };
    let rows = Rows {
        head: vec![(HEADER, header.row(vmk))],
        body: seal.whole(&buckets, &mut root, at, rng)?,
    };
    Ok((rows, root, buckets))
}

fn random(rng: &mut dyn CryptoRng) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    rng.fill_bytes(&mut *key);
    key
}

fn nonce(rng: &mut dyn CryptoRng) -> [u8; 12] {
    let mut nonce = [0; 12];
    rng.fill_bytes(&mut nonce);
    nonce
}
