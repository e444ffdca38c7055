//! The unlocked vault: records in and out, one commit at a time.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use atomicwrites::{AllowOverwrite, AtomicFile};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::backup;
use crate::closed::{Closed, load_root};
use crate::error::Error;
use crate::header::{Header, Read};
use crate::index::{self, BUCKETS, Bucket, Child, Named, Root};
use crate::keys;
use crate::memory::{Page, Slot};
use crate::record::{self, Id};
use crate::sm;
use crate::store::{HEADER, Row, Rows, Store};

/// The vault's file in its folder.
pub const FILE: &str = "vault.kcv";
/// The copy of the header row, and the mark that a vault was set up here.
pub const HEAD: &str = "vault.head";
/// Only during set-up and while the vault's key changes. A left-over is never read, only replaced.
pub const NEW: &str = "vault.new";
/// Kinds below this belong to the index.
pub const FIRST_KIND: u8 = 2;

/// When something is done: the vault reads no clock.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Seconds since 1970-01-01Z.
    pub time: u64,
    /// Names this boot of the machine; empty where the system has no such thing.
    pub boot: &'a str,
}

/// Writes of one commit.
#[derive(Default)]
pub struct Batch(Vec<(Id, Option<Record>)>);

impl Batch {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a record, new or over what is there. `kind` is 2 or more, `content` at most 4 MiB.
    pub fn put(&mut self, id: Id, kind: u8, content: &[u8]) -> &mut Self {
        let content = Zeroizing::new(content.to_vec());
        self.0.push((id, Some(Record { kind, content })));
        self
    }

    /// Removes a record, if there is one.
    pub fn remove(&mut self, id: Id) -> &mut Self {
        self.0.push((id, None));
        self
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Batch({} writes)", self.0.len())
    }
}

/// What the index says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: Id,
    /// Its kind, 2 or more.
    pub kind: u8,
    /// The commit that wrote it.
    pub version: u64,
}

/// A record's kind and content; the content is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Its kind, 2 or more.
    pub kind: u8,
    /// What was put.
    pub content: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Record({}, {} bytes)", self.kind, self.content.len())
    }
}

/// An unlocked vault. Dropping it locks it and wipes its keys.
pub struct Vault {
    /// Away only after a failure that could not be settled.
    pub(crate) store: Option<Store>,
    /// None: in memory only.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) page: Page,
    pub(crate) header: Header,
    /// In a box: what is moved leaves a copy of the kit behind.
    pub(crate) root: Box<Root>,
    pub(crate) buckets: Vec<Bucket>,
    /// Which wrap the KEK in the page belongs to.
    pub(crate) kek: Option<u32>,
    /// Which wrap this session was opened with, and the boot of the last commit before it.
    pub(crate) opened: Option<u32>,
    pub(crate) boot_before: String,
    has_pin: bool,
}

impl Vault {
    pub(crate) fn unlocked(
        store: Store,
        folder: Option<PathBuf>,
        header: Header,
        root: impl Into<Box<Root>>,
        buckets: Vec<Bucket>,
        vmk: &[u8; 32],
    ) -> Result<Self, Error> {
        let mut page = Page::new()?;
        page.set(Slot::Vmk, vmk);
        let root = root.into();
        Ok(Self {
            store: Some(store),
            folder,
            page,
            header,
            boot_before: root.boot.clone(),
            root,
            buckets,
            kek: None,
            opened: None,
            has_pin: false,
        })
    }

    pub(crate) fn opened_with(&mut self, n: u32, kek: &[u8; 32]) {
        self.page.set(Slot::Kek, kek);
        self.kek = Some(n);
        self.opened = Some(n);
    }

    /// A new random id for a record.
    pub fn new_id(rng: &mut dyn CryptoRng) -> Id {
        let mut id = index::ROOT_ID;
        while !index::is_record(&id) {
            rng.fill_bytes(&mut id);
        }
        id
    }

    /// The header as it stands.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The number of the last commit: what the keychain keeps as `seen`.
    pub fn commit_number(&self) -> u64 {
        self.root.commit
    }

    /// When the last commit was made, in seconds since 1970-01-01Z.
    pub fn written(&self) -> u64 {
        self.root.time
    }

    /// Which of the header's wraps opened it; none after the kit.
    pub fn opened_by(&self) -> Option<u32> {
        self.opened
    }

    /// Whether the system keeps the keys' page out of swap.
    pub fn is_memory_locked(&self) -> bool {
        self.page.is_locked()
    }

    /// The records of a kind, by id; of every kind if it is `None`.
    pub fn list(&self, kind: Option<u8>) -> impl Iterator<Item = Entry> {
        let all = self.buckets.iter().flat_map(|bucket| &bucket.0);
        all.filter(move |(_, named)| kind.is_none_or(|kind| kind == named.kind))
            .map(|(id, named)| Entry {
                id: *id,
                kind: named.kind,
                version: named.child.version,
            })
    }

    /// Reads a record and verifies that it is the very one that the index names. `None`: there is none.
    pub fn get(&self, id: &Id) -> Result<Option<Record>, Error> {
        let Some(named) = self.buckets[index::bucket_of(id)].0.get(id) else {
            return Ok(None);
        };
        let row = self.store()?.body(id)?;
        let row = row.ok_or(Error::Damaged("a record is missing"))?;
        let content = self.verified(id, named, &row);
        let content = content.ok_or(Error::Damaged("a record is broken"))?;
        Ok(Some(Record {
            kind: named.kind,
            content,
        }))
    }

    /// Writes one record: a commit of its own. Gives the commit number.
    pub fn put(
        &mut self,
        id: Id,
        kind: u8,
        content: &[u8],
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<u64, Error> {
        let mut batch = Batch::new();
        batch.put(id, kind, content);
        self.commit(batch, at, rng)
    }

    /// Removes one record: a commit of its own. Old pages keep a sealed copy until [`Vault::change_vmk`].
    pub fn remove(
        &mut self,
        id: Id,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<u64, Error> {
        let mut batch = Batch::new();
        batch.remove(id);
        self.commit(batch, at, rng)
    }

    /// Writes all of the batch or nothing of it; of several writes to one id the last one counts. When this returns a
    /// number, the batch is on the disk.
    pub fn commit(
        &mut self,
        batch: Batch,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<u64, Error> {
        self.write_with(batch, None, None, at, rng)
    }

    /// Whether this is the PIN or passphrase of this session: for views that ask again, without the cost of Argon2
    /// (kc1.md 3.7). Always false after the kit. The caller counts attempts.
    pub fn is_pin(&self, pin: &[u8]) -> bool {
        let Ok(pin) = keys::nfc(pin) else {
            return false;
        };
        let mac = sm::hmac(self.page.get(Slot::SessionKey), &[&pin]);
        let same: bool = mac.ct_eq(self.page.get(Slot::SessionPin)).into();
        same && self.has_pin
    }

    /// Holds the private key of the strip in use in the locked page (kc1.md 3.10); `None` wipes it.
    pub fn hold_strip_key(&mut self, key: Option<&[u8; 32]>) {
        match key {
            Some(key) => self.page.set(Slot::Strip, key),
            None => self.page.wipe(Slot::Strip),
        }
    }

    /// The key held; zeros if there is none.
    pub fn strip_key(&self) -> &[u8; 32] {
        self.page.get(Slot::Strip)
    }

    /// What a backup takes of it: every record but those of the kinds in `leave_out`.
    ///
    /// # Errors
    /// If a record cannot be read.
    pub fn records(&self, leave_out: &[u8]) -> Result<Vec<backup::Record>, Error> {
        let chosen = self.list(None).filter(|one| !leave_out.contains(&one.kind));
        let mut records = Vec::new();
        for Entry { id, kind, .. } in chosen {
            if let Some(record) = self.get(&id)? {
                let bytes = record.content;
                records.push(backup::Record { kind, id, bytes });
            }
        }
        Ok(records)
    }

    /// Locks the vault and keeps its file. A vault in memory is gone: [`Error::Missing`].
    pub fn lock(mut self) -> Result<Closed, Error> {
        let row = self.header.row(self.page.get(Slot::Vmk));
        Ok(Closed {
            folder: self.folder.take().ok_or(Error::Missing)?,
            store: self.store.take().ok_or(Error::Lost)?,
            read: Read::from(&row)?,
        })
    }

    /// One commit with another header, and this kit in the root.
    pub(crate) fn write(
        &mut self,
        batch: Batch,
        header: Option<Header>,
        kit: Option<[u8; 20]>,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<u64, Error> {
        let kit = Zeroizing::new(kit);
        self.write_with(batch, header, Some(&kit), at, rng)
    }

    /// One commit (kc1.md 3.3): records, touched buckets, root, and the header if it changes; then memory. `kit`: the
    /// root's, if that changes.
    fn write_with(
        &mut self,
        batch: Batch,
        header: Option<Header>,
        kit: Option<&Option<[u8; 20]>>,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<u64, Error> {
        let vmk = Zeroizing::new(*self.page.get(Slot::Vmk));
        let seal = Sealing {
            vmk: &vmk,
            vault_id: &self.header.vault_id,
            version: self.root.commit + 1,
        };
        let mut rows = Rows::default();
        let mut touched: BTreeMap<usize, Bucket> = BTreeMap::new();
        let last: BTreeMap<Id, _> = batch.0.into_iter().collect();
        for (id, write) in last {
            let n = index::bucket_of(&id);
            let bucket = touched.entry(n).or_insert_with(|| self.buckets[n].clone());
            match write {
                Some(Record { kind, content }) => {
                    if kind < FIRST_KIND || !index::is_record(&id) {
                        return Err(Error::Reserved);
                    }
                    let (child, row) = seal.row(kind, &id, &content, rng)?;
                    bucket.0.insert(id, Named { kind, child });
                    rows.body.push((id, Some(row)));
                }
                None if bucket.0.remove(&id).is_some() => rows.body.push((id, None)),
                None => (),
            }
        }
        let mut root = self.root.clone();
        if let Some(kit) = kit {
            root.kit = *kit;
        }
        for (n, bucket) in &touched {
            let id = index::bucket_id(*n);
            let (child, row) = seal.row(index::BUCKET, &id, &bucket.cbor(), rng)?;
            root.buckets[*n] = child;
            rows.body.push((id, Some(row)));
        }
        rows.body.push(seal.root(&mut root, at, rng)?);
        if let Some(header) = &header {
            rows.head.push((HEADER, header.row(&vmk)));
        }
        self.is_ours(&vmk)?;
        if let Err(error) = self.store()?.commit(&rows) {
            self.settle(root.commit, &vmk, error)?;
        }
        self.root = root;
        for (n, bucket) in touched {
            self.buckets[n] = bucket;
        }
        if let Some(header) = header {
            self.header = header;
            self.copy_head();
        }
        Ok(self.root.commit)
    }

    /// Whether the file's header is the one that this session knows. If a change of the key was cut after the new file came,
    /// or two set-ups met, it is not, and rows sealed under our key would break the vault: it is opened anew.
    fn is_ours(&mut self, vmk: &[u8; 32]) -> Result<(), Error> {
        if self.folder.is_none()
            || self.store()?.head(HEADER)?.as_deref() == Some(&self.header.row(vmk))
        {
            return Ok(());
        }
        self.store = None;
        Err(Error::Lost)
    }

    /// After an error of the store: it is opened anew, and the write happened if and only if its commit number is there
    /// (kc1.md 3.1).
    fn settle(&mut self, wanted: u64, vmk: &[u8; 32], error: Error) -> Result<(), Error> {
        let store = self.store.take().ok_or(Error::Lost)?.reopened()?;
        let found = load_root(&store, vmk, &self.header.vault_id)?.commit;
        if found == wanted || found == self.root.commit {
            self.store = Some(store);
        }
        match found {
            found if found == wanted => Ok(()),
            found if found == self.root.commit => Err(error),
            _ => Err(Error::Lost),
        }
    }

    /// Rewrites `vault.head`. It is a copy: a failure is made good at the next unlock.
    pub(crate) fn copy_head(&self) {
        if let Some(folder) = &self.folder {
            let _ = write_head(folder, &self.header.row(self.page.get(Slot::Vmk)));
        }
    }

    pub(crate) fn store(&self) -> Result<&Store, Error> {
        self.store.as_ref().ok_or(Error::Lost)
    }

    pub(crate) fn remember_pin(
        &mut self,
        pin: &[u8],
        rng: &mut dyn CryptoRng,
    ) -> Result<(), Error> {
        let pin = keys::nfc(pin)?;
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *key);
        self.page.set(Slot::SessionKey, &key);
        self.page.set(Slot::SessionPin, &sm::hmac(&*key, &[&pin]));
        self.has_pin = true;
        Ok(())
    }

    fn verified(&self, id: &Id, named: &Named, row: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let clear = record::prefix(row)?;
        let same =
            (clear.id, clear.version, clear.salt) == (*id, named.child.version, named.child.salt);
        let vmk = self.page.get(Slot::Vmk);
        same.then(|| record::open(vmk, &self.header.vault_id, named.kind, row))?
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault")
            .field("commit", &self.root.commit)
            .finish_non_exhaustive()
    }
}

/// What all rows of one commit are sealed with.
pub(crate) struct Sealing<'a> {
    pub(crate) vmk: &'a [u8; 32],
    pub(crate) vault_id: &'a [u8; 16],
    pub(crate) version: u64,
}

impl Sealing<'_> {
    /// Seals a row under a fresh salt.
    pub(crate) fn row(
        &self,
        kind: u8,
        id: &Id,
        content: &[u8],
        rng: &mut dyn CryptoRng,
    ) -> Result<(Child, Vec<u8>), Error> {
        let mut child = Child {
            version: self.version,
            salt: [0; 16],
        };
        rng.fill_bytes(&mut child.salt);
        let (vmk, vault) = (self.vmk, self.vault_id);
        let row = record::seal(vmk, vault, kind, id, self.version, &child.salt, content)?;
        Ok((child, row))
    }

    /// Makes the root that of this commit, and seals it.
    pub(crate) fn root(
        &self,
        root: &mut Root,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Row, Error> {
        root.commit = self.version;
        root.time = at.time;
        at.boot.clone_into(&mut root.boot);
        let cbor = root.cbor();
        let (_, row) = self.row(index::ROOT, &index::ROOT_ID, &cbor, rng)?;
        Ok((index::ROOT_ID, Some(row)))
    }

    /// Root and buckets of a state without old ones, over records that are sealed already.
    pub(crate) fn whole(
        &self,
        buckets: &[Bucket],
        root: &mut Root,
        at: Moment<'_>,
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::with_capacity(BUCKETS + 1);
        for (n, bucket) in buckets.iter().enumerate() {
            let id = index::bucket_id(n);
            let (child, row) = self.row(index::BUCKET, &id, &bucket.cbor(), rng)?;
            root.buckets[n] = child;
            rows.push((id, Some(row)));
        }
        rows.push(self.root(root, at, rng)?);
        Ok(rows)
    }
}

/// Writes `vault.head`: a temporary file, synced, renamed, its folder synced.
pub(crate) fn write_head(folder: &Path, row: &[u8]) -> Result<(), Error> {
    AtomicFile::new(folder.join(HEAD), AllowOverwrite)
        .write(|file| file.write_all(row))
        .map_err(|error| std::io::Error::from(error).into())
}

/// Makes room for a `vault.new`: a left-over is never read, only replaced. One that another process is writing is no
/// left-over: [`Error::InUse`].
pub(crate) fn clear_new(folder: &Path) -> Result<PathBuf, Error> {
    let path = folder.join(NEW);
    if Store::is_held(&path) {
        return Err(Error::InUse);
    }
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(path),
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::*;
    use crate::keychain::System;
    use crate::keychain::memory::Fake;
    use crate::keys::Cost;
    use crate::states::{self, Here, State};
    use crate::{NewKey, Setup};

    #[test]
    fn nothing_is_written_under_a_foreign_header() {
        let folder = tempfile::tempdir().unwrap();
        let rng = &mut ChaCha20Rng::from_seed([1; 32]);
        let nothing = states::ask(&Fake::new(System::Linux), Here::Nothing);
        let State::NeverSet(permit) = states::recognise(Here::Nothing, &nothing) else {
            panic!("the keychain is empty");
        };
        let setup = Setup {
            vault_id: [1; 16],
            key: NewKey::Passphrase(b"six words"),
            cost: Cost { m: 64, t: 1, p: 1 },
            store: "",
        };
        let at = Moment { time: 1, boot: "" };
        let mut vault = Vault::create(permit, folder.path(), setup, at, rng).unwrap();
        let id = Vault::new_id(rng);
        vault.put(id, 2, b"ours", at, rng).unwrap();
        // As after a change of the key that was cut behind the rename: another VMK, another MAC.
        let foreign = vault.header.row(&[9; 32]);
        let head = vec![(HEADER, foreign)];
        let body = Vec::new();
        vault.store().unwrap().commit(&Rows { head, body }).unwrap();
        let refused = vault.put(id, 2, b"lost", at, rng);
        assert!(matches!(refused, Err(Error::Lost)));
        assert!(matches!(vault.get(&id), Err(Error::Lost)));
    }
}
