//! Rescue by raw scan (kc1.md 3.9): what a damaged file still holds, read past the store.
//!
//! Values lie contiguous in redb, so a flipped bit costs at most the record that it hits. Nothing here decides: the
//! caller shows what was found, and a person agrees before a new vault is made of it; else flipping one bit would be a
//! way to roll records back.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::closed::{Key, Miss, try_key};
use crate::error::Error;
use crate::header::{self, Header, Read};
use crate::index::{self, BUCKETS, Bucket, Named, Root};
use crate::record::{self, Id, Prefix};
use crate::vault::{FILE, HEAD, Record};

/// Headers that are tried: each may cost an Argon2.
const HEADERS: usize = 8;

/// What was rescued.
pub struct Rescued {
    /// The header that opened.
    pub header: Header,
    /// The records: those that the index names, or, where it is lost, the highest version of each id.
    pub records: BTreeMap<Id, Record>,
    /// The number of the newest commit that was found, and when it was made (seconds since 1970-01-01Z).
    pub newest: Option<(u64, u64)>,
    /// Ids of the records whose named version is lost; some of them are in `records` in an older version.
    pub lost: Vec<Id>,
    /// Root and buckets are whole and newest: `lost` says everything that is missing. Otherwise the screen says
    /// "rescued, some may be missing or older".
    pub complete: bool,
}

impl fmt::Debug for Rescued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rescued")
            .field("records", &self.records.len())
            .field("newest", &self.newest)
            .field("lost", &self.lost.len())
            .field("complete", &self.complete)
            .finish_non_exhaustive()
    }
}

/// Why nothing was rescued.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    /// No header in the file, and none beside it.
    #[error("no header was found")]
    NoHeader,
    /// No header opens with this key: it is wrong, or the header is damaged in all its copies.
    #[error("no header opens with this key")]
    WrongKey,
    /// The disk.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// Copies the damaged `vault.kcv` to `vault.damaged-<time>` before anything touches it. `time` is in seconds since
/// 1970-01-01Z. Overwrites nothing.
pub fn set_aside(folder: &Path, time: u64) -> Result<PathBuf, Error> {
    let copy = folder.join(format!("vault.damaged-{time}"));
    let mut from = fs::File::open(folder.join(FILE))?;
    let mut to = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&copy)?;
    std::io::copy(&mut from, &mut to)?;
    to.sync_all()?;
    Ok(copy)
}

/// Reads the files of a folder; see [`read`].
pub fn read_folder(folder: &Path, key: Key<'_>, kinds: &[u8]) -> Result<Rescued, RescueError> {
    let file = fs::read(folder.join(FILE)).map_err(Error::from)?;
    let head = fs::read(folder.join(HEAD)).ok();
    read(&file, head.as_deref(), key, kinds)
}

/// Reads what can be read of a vault file. `head` is the content of `vault.head`; `kinds` are those that the caller
/// uses, since a record whose bucket is lost must be tried for each.
pub fn read(
    file: &[u8],
    head: Option<&[u8]>,
    key: Key<'_>,
    kinds: &[u8],
) -> Result<Rescued, RescueError> {
    let (header, vmk) = unlock(headers(file, head), key)?;
    let vault_id = header.vault_id;
    let rows = Rows::find(file, &vmk, &vault_id);
    let (root, newest_seen) = rows.root();
    let mut found = Rescued {
        records: BTreeMap::new(),
        newest: root.as_ref().map(|root| (root.commit, root.time)),
        lost: Vec::new(),
        // Each commit writes a bucket beside the root: a row from after this root shows that a newer one is lost.
        complete: root.as_ref().is_some_and(|root| root.commit >= newest_seen),
        header,
    };
    for n in 0..BUCKETS {
        match root.as_ref().and_then(|root| rows.bucket(n, root)) {
            Some(bucket) => rows.named(&bucket, &mut found),
            None => {
                found.complete = false;
                rows.unnamed(n, kinds, &mut found);
            }
        }
    }
    Ok(found)
}

/// The newest header that can be read of the files of a folder, whose file does not open or is missing: a claim, good
/// for asking the keychain. `None`: there is none.
pub fn header(folder: &Path) -> Option<Header> {
    let file = fs::read(folder.join(FILE)).unwrap_or_default();
    let head = fs::read(folder.join(HEAD)).ok();
    let newest = headers(&file, head.as_deref()).into_iter().next();
    newest.map(|read| read.header)
}

/// The candidates, newest first.
fn headers(file: &[u8], head: Option<&[u8]>) -> Vec<Read> {
    let places = find(file, header::MAGIC).map(|at| &file[at..]);
    let mut found: Vec<Read> = Vec::new();
    for bytes in places.chain(head) {
        if let Ok(read) = Read::from(bytes) {
            let known = found.iter().any(|other| other.row() == read.row());
            if !known {
                found.push(read);
            }
        }
    }
    found.sort_by_key(|read| std::cmp::Reverse(read.header.revision));
    found.truncate(HEADERS);
    found
}

/// The newest header that the key opens and that is authentic.
fn unlock(headers: Vec<Read>, key: Key<'_>) -> Result<(Header, Zeroizing<[u8; 32]>), RescueError> {
    if headers.is_empty() {
        return Err(RescueError::NoHeader);
    }
    for read in headers {
        match try_key(&read.header, key) {
            Ok(found) if read.is_authentic(&found.vmk) => return Ok((read.header, found.vmk)),
            Err(Miss::Failed(Error::NotText)) => return Err(Error::NotText.into()),
            _ => (),
        }
    }
    Err(RescueError::WrongKey)
}

/// Everything in the file that looks like a sealed row, by id, newest first.
struct Rows<'a> {
    rows: BTreeMap<Id, Vec<(Prefix, &'a [u8])>>,
    vmk: &'a [u8; 32],
    vault_id: &'a [u8; 16],
}

impl<'a> Rows<'a> {
    fn find(file: &'a [u8], vmk: &'a [u8; 32], vault_id: &'a [u8; 16]) -> Self {
        let mut rows: BTreeMap<Id, Vec<_>> = BTreeMap::new();
        for at in find(file, record::MAGIC) {
            if let Some(clear) = record::prefix(&file[at..]) {
                let row = &file[at..at + clear.len];
                rows.entry(clear.id).or_default().push((clear, row));
            }
        }
        for versions in rows.values_mut() {
            versions.sort_by_key(|(clear, _)| std::cmp::Reverse(clear.version));
        }
        Self {
            rows,
            vmk,
            vault_id,
        }
    }

    fn of(&self, id: &Id) -> &[(Prefix, &'a [u8])] {
        self.rows.get(id).map_or(&[], |versions| versions)
    }

    fn open(&self, kind: u8, row: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        record::open(self.vmk, self.vault_id, kind, row)
    }

    /// The newest root, and the newest commit that any row of the index witnesses.
    fn root(&self) -> (Option<Box<Root>>, u64) {
        let mut roots = self.of(&index::ROOT_ID).iter();
        let root = roots.find_map(|(_, row)| Root::read(&self.open(index::ROOT, row)?));
        let buckets = (0..BUCKETS).filter_map(|n| {
            let mut versions = self.of(&index::bucket_id(n)).iter();
            versions.find_map(|(clear, row)| self.open(index::BUCKET, row).map(|_| clear.version))
        });
        (root, buckets.max().unwrap_or(0))
    }

    /// The bucket that the root names.
    fn bucket(&self, n: usize, root: &Root) -> Option<Bucket> {
        let wanted = root.buckets[n];
        let mut versions = self.of(&index::bucket_id(n)).iter();
        versions.find_map(|(clear, row)| {
            let same = (clear.version, clear.salt) == (wanted.version, wanted.salt);
            same.then(|| Bucket::read(&self.open(index::BUCKET, row)?))?
        })
    }

    /// Records that a whole bucket names.
    fn named(&self, bucket: &Bucket, found: &mut Rescued) {
        for (id, Named { kind, child }) in &bucket.0 {
            // Newest first; a version after the named one was never acknowledged as part of this state.
            let mut versions = self.of(id).iter();
            let best = versions.find_map(|(clear, row)| {
                let older = clear.version < child.version;
                let same = (clear.version, clear.salt) == (child.version, child.salt);
                (older || same).then(|| Some((same, self.open(*kind, row)?)))?
            });
            if !matches!(best, Some((true, _))) {
                found.lost.push(*id);
            }
            if let Some((_, content)) = best {
                let kind = *kind;
                found.records.insert(*id, Record { kind, content });
            }
        }
    }

    /// Records of a lost bucket: the highest version of each id.
    fn unnamed(&self, n: usize, kinds: &[u8], found: &mut Rescued) {
        let records = self.rows.keys().filter(|id| index::is_record(id));
        for id in records.filter(|id| index::bucket_of(id) == n) {
            let best = self.of(id).iter().find_map(|(_, row)| {
                let mut tries = kinds.iter();
                tries.find_map(|kind| Some((*kind, self.open(*kind, row)?)))
            });
            if let Some((kind, content)) = best {
                found.records.insert(*id, Record { kind, content });
            }
        }
    }
}

/// Where `what` begins.
fn find(bytes: &[u8], what: &[u8; 4]) -> impl Iterator<Item = usize> {
    let places = bytes.windows(what.len()).enumerate();
    places.filter_map(move |(at, here)| (here == what).then_some(at))
}
