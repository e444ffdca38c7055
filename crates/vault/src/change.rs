//! What changes a vault's keys: a new PIN, the keychain's next secret, the kit, and deletion by a new VMK
//! (kc1.md 3.3, 3.5, 3.8).

use atomicwrites::replace_atomic;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::header::{Header, PinWrap};
use crate::index::{self, BUCKETS, Bucket, Named};
use crate::keys::{self, Cost, Mode, Secret, Wrap};
use crate::kit::Kit;
use crate::memory::Slot;
use crate::states::Unfinished;
use crate::states::change::{Step, finish};
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

impl Vault {
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

    /// The last two steps of kc1.md 3.5, as [`states::change::finish`] decides them for this session: the header loses
    /// the wrap that is not needed any more, in one commit; then come the numbers of the entries that the caller removes
    /// from the keychain. An empty answer: nothing is to be removed, or not yet.
    pub fn finish_key_change(
        &mut self,
        left: &Unfinished,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u32>, Error> {
        let Some(opened) = self.opened else {
            return Ok(Vec::new());
        };
        let mut left = left.clone();
        left.wraps = self.header.wraps.iter().map(|wrap| wrap.n).collect();
        let next = |left: &Unfinished, before: &str| finish(left, opened, before, at.boot);
        if let Step::CommitOnly(only) = next(&left, &self.boot_before) {
            let mut header = self.header.clone();
            header.wraps.retain(|wrap| wrap.n == only);
            header.revision += 1;
            let kit = self.root.kit;
            self.write(Batch::new(), Some(header), kit, at, rng)?;
            let present = left.wraps.iter().filter(|n| !left.absent.contains(n));
            let below: Vec<u32> = present.copied().filter(|n| *n < only).collect();
            left.leftovers.extend(below);
            left.wraps = vec![only];
        }
        match next(&left, &self.boot_before) {
            Step::Delete(numbers) => Ok(numbers),
            _ => Ok(Vec::new()),
        }
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
    /// What was removed is then beyond every key that is kept; but where a disk puts each write into a new place, blocks of
    /// the replaced file may last until they are used again, with the wraps of the former VMK. Those still need the PIN
    /// and the keychain's secret of their time. No program can help that on such disks.
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

    /// Writes a whole new store, checks it, and puts it in the place of the present one. What lies there afterwards decides,
    /// not what the system said: if it is the new one, the keys in memory have to follow.
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
        let fresh = Store::open(&new)?;
        if !fresh.has(&rows.head)? {
            return Err(Error::InUse);
        }
        let old = Some(self.store.take().ok_or(Error::Lost)?);
        let (there, replaced) = fresh.replace(old, &file, replace_atomic);
        self.store = there;
        replaced
    }

    fn kit_wrap(&self, kit: &Kit, vmk: &[u8; 32], rng: &mut dyn CryptoRng) -> Wrap {
        let id = &self.header.vault_id;
        let kek = keys::kit_kek(kit.bytes(), id);
        keys::wrap(&kek, id, keys::KIT_PLACE, nonce(rng), vmk)
    }
}

impl NewKey<'_> {
    pub(crate) fn pin(&self) -> &[u8] {
        match self {
            Self::Pin { pin, .. } | Self::Passphrase(pin) => pin,
        }
    }
}

/// Wraps of a VMK under a new key.
pub(crate) struct Locks {
    pub(crate) mode: Mode,
    pub(crate) salt: [u8; 16],
    pub(crate) wraps: Vec<PinWrap>,
    /// Number and KEK of the newest wrap.
    pub(crate) n: u32,
    pub(crate) kek: Zeroizing<[u8; 32]>,
}

impl Locks {
    pub(crate) fn new(
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

pub(crate) fn random(rng: &mut dyn CryptoRng) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    rng.fill_bytes(&mut *key);
    key
}

fn nonce(rng: &mut dyn CryptoRng) -> [u8; 12] {
    let mut nonce = [0; 12];
    rng.fill_bytes(&mut nonce);
    nonce
}
