//! A vault file that is open as a file and locked as a vault: what can be read of it, and how it is unlocked.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::header::{Header, Read};
use crate::index::{self, BUCKETS, Bucket, Root};
use crate::keys::{self, Mode, Secret};
use crate::kit::Kit;
use crate::record;
use crate::store::{HEADER, Rows, Store, THROTTLE};
use crate::vault::{FILE, HEAD, Vault, write_head};

/// What unlocks a vault.
#[derive(Clone, Copy)]
pub enum Key<'a> {
    /// Mode 1: the PIN, and every secret that the keychain has for this vault.
    Pin {
        /// UTF-8.
        pin: &'a [u8],
        /// Those whose entry exists; the header's `check` chooses.
        secrets: &'a [Secret],
    },
    /// Mode 2: the passphrase, UTF-8.
    Passphrase(&'a [u8]),
    /// The recovery kit, without the keychain, in either mode.
    Kit(&'a Kit),
}

impl fmt::Debug for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pin { .. } => "Pin(…)",
            Self::Passphrase(_) => "Passphrase(…)",
            Self::Kit(_) => "Kit(…)",
        })
    }
}

/// Why a vault stays locked. Where it can be tried again, the closed vault is given back.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The secret is right and the PIN is not; or the passphrase is wrong. This counts as an attempt.
    #[error("the PIN is wrong")]
    WrongPin(Box<Closed>),
    /// No secret fits the header, or the key is of the other mode. The PIN was not touched: this counts for nothing.
    #[error("no secret of the keychain fits")]
    WrongSecret(Box<Closed>),
    /// The kit is not this vault's, or the vault has none.
    #[error("the kit is not this vault's")]
    WrongKit(Box<Closed>),
    /// The key is right, and the file is older than what was seen (kc1.md 3.4).
    #[error("the file is older than what was seen")]
    OlderCopy(Box<OlderCopy>),
    /// The file or the key derivation failed.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// An unlocked vault that is older than the one seen last. A person decides.
#[derive(Debug)]
pub struct OlderCopy {
    vault: Vault,
    seen: u64,
}

impl OlderCopy {
    /// The commit number of this file.
    pub fn commit(&self) -> u64 {
        self.vault.commit_number()
    }

    /// The commit number that was seen.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// When this copy was written last, in seconds since 1970-01-01Z.
    pub fn written(&self) -> u64 {
        self.vault.written()
    }

    /// "Open this copy." The caller leaves a note in the vault's log (kc1.md 3.4).
    pub fn open_anyway(self) -> Vault {
        self.vault
    }
}

/// A vault file, held by its lock, unread but for its header.
pub struct Closed {
    pub(crate) store: Store,
    pub(crate) read: Read,
    pub(crate) folder: PathBuf,
}

impl Closed {
    /// Opens `vault.kcv` in `folder`, and checks the file's integrity: before anything else, since the throttle is
    /// written before a PIN is tried.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let store = Store::open(&folder.join(FILE))?;
        let row = store.head(HEADER)?.ok_or(Error::Damaged("no header row"))?;
        Ok(Self {
            read: exactly(&row)?,
            store,
            folder: folder.to_owned(),
        })
    }

    /// The header's fields, which are a claim until the vault is unlocked.
    pub fn header(&self) -> &Header {
        &self.read.header
    }

    /// Whether one of these secrets is the vault's. No PIN is needed and none is counted.
    pub fn fits(&self, secrets: &[Secret]) -> bool {
        self.header().matching(secrets).is_some()
    }

    /// The throttle row (kc1.md 3.7), opaque here.
    pub fn throttle(&self) -> Result<Option<Vec<u8>>, Error> {
        self.store.head(THROTTLE)
    }

    /// Writes the throttle row, durably, before a PIN is tried.
    pub fn set_throttle(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.store.commit(&Rows {
            head: vec![(THROTTLE, bytes.to_vec())],
            body: Vec::new(),
        })
    }

    /// Unlocks the vault. `seen` is the keychain's lower bound of the commit number, if it has one.
    pub fn unlock(
        self,
        key: Key<'_>,
        seen: Option<u64>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Vault, Refusal> {
        let found = match try_key(&self.read.header, key) {
            Ok(found) => found,
            Err(Miss::Pin) => return Err(Refusal::WrongPin(Box::new(self))),
            Err(Miss::Secret) => return Err(Refusal::WrongSecret(Box::new(self))),
            Err(Miss::Kit) => return Err(Refusal::WrongKit(Box::new(self))),
            Err(Miss::Failed(error)) => return Err(error.into()),
        };
        if !self.read.is_authentic(&found.vmk) {
            return Err(Error::Damaged("the header was changed").into());
        }
        let (root, buckets) = load(&self.store, &found.vmk, &self.read.header.vault_id)?;
        if fs::read(self.folder.join(HEAD)).ok().as_deref() != Some(self.read.row()) {
            // A copy only; the next unlock tries again.
            let _ = write_head(&self.folder, self.read.row());
        }
        let mut vault = Vault::unlocked(
            self.store,
            Some(self.folder),
            self.read.header,
            root,
            buckets,
            &found.vmk,
        )?;
        if let Some((n, kek)) = &found.kek {
            vault.opened_with(*n, kek);
        }
        match key {
            Key::Pin { pin, .. } | Key::Passphrase(pin) => vault.remember_pin(pin, rng)?,
            Key::Kit(_) => (),
        }
        match seen {
            Some(seen) if vault.commit_number() < seen => {
                Err(Refusal::OlderCopy(Box::new(OlderCopy { vault, seen })))
            }
            _ => Ok(vault),
        }
    }
}

impl fmt::Debug for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closed")
            .field("header", self.header())
            .finish_non_exhaustive()
    }
}

/// A key that fits.
pub(crate) struct Found {
    pub(crate) vmk: Zeroizing<[u8; 32]>,
    /// Number and KEK of the wrap; none for the kit.
    kek: Option<(u32, Zeroizing<[u8; 32]>)>,
}

/// Why a key does not fit.
pub(crate) enum Miss {
    Pin,
    Secret,
    Kit,
    Failed(Error),
}

/// Tries a key against a header.
pub(crate) fn try_key(header: &Header, key: Key<'_>) -> Result<Found, Miss> {
    let (wrap, kc, pin) = match key {
        Key::Kit(kit) => {
            let kek = keys::kit_kek(kit.bytes(), &header.vault_id);
            let wrap = header.kit.as_ref().ok_or(Miss::Kit)?;
            let vmk = keys::unwrap(&kek, &header.vault_id, keys::KIT_PLACE, wrap);
            return Ok(Found {
                vmk: vmk.ok_or(Miss::Kit)?,
                kek: None,
            });
        }
        Key::Pin { pin, secrets } if header.mode == Mode::Pin => {
            let (wrap, secret) = header.matching(secrets).ok_or(Miss::Secret)?;
            (wrap, &secret.kc[..], pin)
        }
        Key::Passphrase(pin) if header.mode == Mode::Passphrase => {
            (header.wraps.first().ok_or(Miss::Secret)?, &[][..], pin)
        }
        _ => return Err(Miss::Secret),
    };
    let pin_key = keys::pin_key(pin, &header.salt, header.cost).map_err(Miss::Failed)?;
    let kek = keys::kek(kc, &header.vault_id, header.mode, wrap.n, &pin_key);
    let place = keys::place(header.mode, wrap.n);
    let vmk = keys::unwrap(&kek, &header.vault_id, place, &wrap.wrap).ok_or(Miss::Pin)?;
    Ok(Found {
        vmk,
        kek: Some((wrap.n, kek)),
    })
}

/// Reads a header row that is nothing but a header.
fn exactly(row: &[u8]) -> Result<Read, Error> {
    let read = Read::from(row)?;
    if read.row().len() == row.len() {
        Ok(read)
    } else {
        Err(Error::Damaged("bytes behind the header"))
    }
}

/// Reads root and buckets (kc1.md 3.3): the index in memory.
pub(crate) fn load(
    store: &Store,
    vmk: &[u8; 32],
    vault_id: &[u8; 16],
) -> Result<(Box<Root>, Vec<Bucket>), Error> {
    let root = load_root(store, vmk, vault_id)?;
    let mut buckets = Vec::with_capacity(BUCKETS);
    let mut records = 0;
    for (n, child) in root.buckets.iter().enumerate() {
        let id = index::bucket_id(n);
        let row = store
            .body(&id)?
            .ok_or(Error::Damaged("a bucket is missing"))?;
        let clear = record::prefix(&row).ok_or(Error::Damaged("a bucket is broken"))?;
        if (clear.id, clear.version, clear.salt) != (id, child.version, child.salt) {
            return Err(Error::Damaged("a bucket is of another state"));
        }
        let cbor = record::open(vmk, vault_id, index::BUCKET, &row)
            .ok_or(Error::Damaged("a bucket is broken"))?;
        let bucket = Bucket::read(&cbor).ok_or(Error::NewerFormat)?;
        records += bucket.0.len() as u64;
        buckets.push(bucket);
    }
    if store.rows()? != records + BUCKETS as u64 + 1 {
        return Err(Error::Damaged("records are missing or too many"));
    }
    Ok((root, buckets))
}

/// Reads the root.
pub(crate) fn load_root(
    store: &Store,
    vmk: &[u8; 32],
    vault_id: &[u8; 16],
) -> Result<Box<Root>, Error> {
    let broken = Error::Damaged("the root is broken");
    let Some(row) = store.body(&index::ROOT_ID)? else {
        return Err(Error::Damaged("the root is missing"));
    };
    let Some(clear) = record::prefix(&row).filter(|clear| clear.id == index::ROOT_ID) else {
        return Err(broken);
    };
    let Some(cbor) = record::open(vmk, vault_id, index::ROOT, &row) else {
        return Err(broken);
    };
    let root = Root::read(&cbor).ok_or(Error::NewerFormat)?;
    if root.commit == clear.version {
        Ok(root)
    } else {
        Err(broken)
    }
}
