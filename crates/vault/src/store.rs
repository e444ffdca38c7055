//! The one seam to redb (kc1.md 3.1): two tables, commits that last, an integrity check at each open, and panics caught.
//!
//! redb does not check pages on reading and may panic on damaged files, so everything that touches it runs inside
//! `catch_unwind`, and the AEAD and the index stand above.

mod undo;

use std::fs::{self, OpenOptions};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use redb::backends::InMemoryBackend;
use redb::{Database, ReadOnlyTable, ReadableDatabase, ReadableTableMetadata, TableDefinition};

use crate::error::Error;
use crate::record::Id;
use undo::Watched;

const HEAD: TableDefinition<'_, u8, &[u8]> = TableDefinition::new("head");
const BODY: TableDefinition<'_, &[u8; 16], &[u8]> = TableDefinition::new("body");
/// Pages that redb keeps in memory, in bytes: sealed, so they may be.
const CACHE: usize = 32 << 20;

/// Row of the header in the table `head`.
pub(crate) const HEADER: u8 = 0;
/// Row of the PIN throttle in the table `head`.
pub(crate) const THROTTLE: u8 = 1;

/// A sealed row and its id; `None` removes it.
pub(crate) type Row = (Id, Option<Vec<u8>>);

/// Rows to write (`Some`) and to remove (`None`) in one commit.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) head: Vec<(u8, Vec<u8>)>,
    pub(crate) body: Vec<Row>,
}

/// The sealed rows as they stood at the last commit: opened once, not for each read.
type Body = ReadOnlyTable<&'static [u8; 16], &'static [u8]>;

/// An open database.
pub(crate) struct Store {
    // Let go before a commit, which could free no page under it.
    body: Mutex<Option<Body>>,
    db: Option<Database>,
    path: Option<PathBuf>,
    place: Place,
}

/// Which file stands under a path; `None` where the system does not say, or holds open files in their places anyway.
type Place = Option<(u64, u64)>;

impl Store {
    /// A new file, which must not exist.
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        let db = guarded(|| Ok(builder().create_file(file)?))?;
        Self::with(db, Some(path.to_owned()))
    }

    /// A store that is gone when it is dropped.
    pub(crate) fn in_memory() -> Result<Self, Error> {
        let db = guarded(|| Ok(builder().create_with_backend(InMemoryBackend::new())?))?;
        Self::with(db, None)
    }

    fn with(db: Database, path: Option<PathBuf>) -> Result<Self, Error> {
        let place = path.as_deref().and_then(place);
        Ok(Self {
            body: Mutex::new(None),
            db: Some(db),
            path,
            place,
        })
    }

    /// An existing file, checked. Never makes one: an empty file would become a fresh database without a word. A file that
    /// is not whole stays byte for byte as it is.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let before = place(path);
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        let (watched, undo) = guarded(|| Watched::new(file))?;
        let opened = guarded(|| {
            let mut db = builder().create_with_backend(watched)?;
            if db.check_integrity()? {
                return Ok(db);
            }
            // What redb repaired is not what was acknowledged. Put back while the lock is held.
            undo.put_back()?;
            let found = "the integrity check found damage".to_owned();
            Err(redb::Error::Corrupted(found))
        });
        let db = match opened {
            Ok(db) => db,
            Err(error) => {
                // Of two failures the first is told; rescue reads what is there.
                let _ = undo.put_back();
                return Err(error);
            }
        };
        undo.forget();
        let store = Self::with(db, Some(path.to_owned()))?;
        // A file that another process put here meanwhile is not the one whose lock we hold.
        if store.place == before {
            Ok(store)
        } else {
            Err(Error::InUse)
        }
    }

    /// Whether another process has this file open as a store. Only the store itself knows how it locks.
    pub(crate) fn is_held(path: &Path) -> bool {
        let tried = guarded(|| {
            drop(builder().open(path)?);
            Ok(())
        });
        matches!(tried, Err(Error::InUse))
    }

    /// Whether these rows of the table `head` are there as given.
    pub(crate) fn has(&self, rows: &[(u8, Vec<u8>)]) -> Result<bool, Error> {
        for (row, bytes) in rows {
            if self.head(*row)?.as_ref() != Some(bytes) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Renames this file to `path`, where that of `old` lies. Gives the store that lies there afterwards: after a failure,
    /// which may come behind the rename, the disk is asked. `None`: nothing of ours, or that could not be said.
    pub(crate) fn replace(
        self,
        old: Option<Self>,
        path: &Path,
        rename: fn(&Path, &Path) -> io::Result<()>,
    ) -> (Option<Self>, Result<(), Error>) {
        if cfg!(unix) {
            self.replace_held(old, path, rename)
        } else {
            self.replace_closed(old, path, rename)
        }
    }

    /// Both files stay open and locked, so nobody comes in between.
    fn replace_held(
        mut self,
        old: Option<Self>,
        path: &Path,
        rename: fn(&Path, &Path) -> io::Result<()>,
    ) -> (Option<Self>, Result<(), Error>) {
        let Some(from) = self.path.take() else {
            return (old, Err(Error::Lost));
        };
        let renamed = rename(&from, path);
        let is_there = || self.place.is_some() && place(path) == self.place;
        match renamed {
            Err(error) if !is_there() => return (old, Err(error.into())),
            // Where a rename is a link and a removal, the removal may be what failed.
            Err(_) if place(&from) == self.place => drop(fs::remove_file(&from)),
            _ => {}
        }
        self.path = Some(path.to_owned());
        (Some(self), Ok(()))
    }

    /// For Windows, which renames no open file: both are closed, and what is there is opened.
    fn replace_closed(
        mut self,
        old: Option<Self>,
        path: &Path,
        rename: fn(&Path, &Path) -> io::Result<()>,
    ) -> (Option<Self>, Result<(), Error>) {
        let (from, header) = match (self.path.take(), self.head(HEADER)) {
            (Some(from), Ok(Some(header))) => (from, header),
            (_, Err(error)) => return (old, Err(error)),
            _ => return (old, Err(Error::Lost)),
        };
        drop((self, old));
        let renamed = rename(&from, path);
        let (there, renamed) = match (Self::open(path), renamed) {
            (Ok(there), renamed) => (there, renamed),
            (Err(_), Err(error)) => return (None, Err(error.into())),
            (Err(error), Ok(())) => return (None, Err(error)),
        };
        match (there.has(&[(HEADER, header)]), renamed) {
            (Ok(true), _) => (Some(there), Ok(())),
            (Ok(false), Err(error)) => (Some(there), Err(error.into())),
            (Ok(false), Ok(())) => (None, Err(Error::InUse)),
            (Err(error), _) => (None, Err(error)),
        }
    }

    /// Closes and opens the file again: what is on the disk decides.
    pub(crate) fn reopened(mut self) -> Result<Self, Error> {
        let path = self.path.take().ok_or(Error::Lost)?;
        drop(self);
        Self::open(&path)
    }

    /// A row of the table `head`.
    pub(crate) fn head(&self, row: u8) -> Result<Option<Vec<u8>>, Error> {
        let db = self.db()?;
        guarded(|| {
            let table = db.begin_read()?.open_table(HEAD)?;
            Ok(table.get(row)?.map(|value| value.value().to_vec()))
        })
    }

    /// A sealed row.
    pub(crate) fn body(&self, id: &Id) -> Result<Option<Vec<u8>>, Error> {
        let db = self.db()?;
        let mut body = self.body.lock().unwrap_or_else(PoisonError::into_inner);
        guarded(|| {
            let table = match &mut *body {
                Some(table) => table,
                none => none.insert(db.begin_read()?.open_table(BODY)?),
            };
            Ok(table.get(id)?.map(|value| value.value().to_vec()))
        })
    }

    /// How many sealed rows there are.
    pub(crate) fn rows(&self) -> Result<u64, Error> {
        let db = self.db()?;
        guarded(|| Ok(db.begin_read()?.open_table(BODY)?.len()?))
    }

    /// One durable transaction, in two phases. After an error nobody knows what is on the disk: see [`Store::reopened`].
    pub(crate) fn commit(&self, rows: &Rows) -> Result<(), Error> {
        let db = self.db()?;
        // Whoever renames another file into this place, as a change of the key does, has let go of the lock for a
        // moment; what is written into the file that went is lost, and must not be acknowledged.
        if self.path.as_deref().and_then(place) != self.place {
            return Err(Error::Lost);
        }
        self.let_go();
        guarded(|| {
            let mut transaction = db.begin_write()?;
            transaction.set_durability(redb::Durability::Immediate)?;
            transaction.set_two_phase_commit(true);
            {
                let mut head = transaction.open_table(HEAD)?;
                for (row, bytes) in &rows.head {
                    head.insert(row, &bytes[..])?;
                }
                let mut body = transaction.open_table(BODY)?;
                for (id, bytes) in &rows.body {
                    match bytes {
                        Some(bytes) => body.insert(id, &bytes[..])?,
                        None => body.remove(id)?,
                    };
                }
            }
            Ok(transaction.commit()?)
        })
    }

    fn db(&self) -> Result<&Database, Error> {
        self.db.as_ref().ok_or(Error::Lost)
    }

    fn let_go(&self) {
        let body = self.body.lock();
        let body = body.unwrap_or_else(PoisonError::into_inner).take();
        let _ = guarded(|| {
            drop(body);
            Ok(())
        });
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.let_go();
        // redb writes when it is closed, and may panic there too.
        let db = self.db.take();
        let _ = guarded(|| {
            drop(db);
            Ok(())
        });
    }
}

fn builder() -> redb::Builder {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE);
    builder
}

#[cfg(unix)]
fn place(path: &Path) -> Place {
    use std::os::unix::fs::MetadataExt;
    let file = fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn place(_: &Path) -> Place {
    None
}

/// The seam: redb's errors and panics become ours.
fn guarded<T>(work: impl FnOnce() -> Result<T, redb::Error>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(ours(error)),
        Err(_) => Err(Error::Damaged("the store panicked")),
    }
}

fn ours(error: redb::Error) -> Error {
    match error {
        redb::Error::DatabaseAlreadyOpen => Error::InUse,
        redb::Error::UpgradeRequired(_) => Error::NewerFormat,
        redb::Error::Io(error) => match error.kind() {
            std::io::ErrorKind::UnexpectedEof
            | std::io::ErrorKind::InvalidData
            | std::io::ErrorKind::InvalidInput => Error::Damaged("the file is no store"),
            _ => error.into(),
        },
        redb::Error::TableDoesNotExist(_) => Error::Damaged("a table is missing"),
        _ => Error::Damaged("the store's structure is broken"),
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn panics_become_damage() {
        let caught = guarded::<()>(|| panic!("as redb does on damaged files"));
        assert!(matches!(caught, Err(Error::Damaged(_))));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_acknowledged_that_goes_into_a_replaced_file() {
        let folder = tempfile::tempdir().unwrap();
        let (path, new) = (folder.path().join("x"), folder.path().join("y"));
        let store = Store::create(&path).unwrap();
        store.commit(&Rows::default()).unwrap();
        drop(Store::create(&new).unwrap());
        fs::rename(&new, &path).unwrap();
        assert!(matches!(store.commit(&Rows::default()), Err(Error::Lost)));
    }

    /// The rename is done, and the folder is not synced.
    fn late(from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        Err(io::ErrorKind::Other.into())
    }

    fn never(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Other.into())
    }

    #[test]
    fn what_lies_there_decides_whether_a_file_was_replaced() {
        type Replace = fn(
            Store,
            Option<Store>,
            &Path,
            fn(&Path, &Path) -> io::Result<()>,
        ) -> (Option<Store>, Result<(), Error>);
        let mut ways: Vec<Replace> = vec![Store::replace_closed];
        if cfg!(unix) {
            ways.push(Store::replace_held);
        }
        for replace in ways {
            for (rename, comes) in [(late as fn(&Path, &Path) -> _, true), (never, false)] {
                let folder = tempfile::tempdir().unwrap();
                let (path, new) = (folder.path().join("x"), folder.path().join("y"));
                let (was, is) = (vec![(HEADER, vec![1; 9])], vec![(HEADER, vec![2; 9])]);
                let made = |path: &Path, head: &Vec<(u8, Vec<u8>)>| {
                    let store = Store::create(path).unwrap();
                    let (head, body) = (head.clone(), Vec::new());
                    store.commit(&Rows { head, body }).unwrap();
                    store
                };
                let (old, fresh) = (made(&path, &was), made(&new, &is));
                let (there, said) = replace(fresh, Some(old), &path, rename);
                let there = there.unwrap();
                assert_eq!(said.is_ok(), comes);
                assert!(there.has(if comes { &is } else { &was }).unwrap());
                // It is the file of that name, held, and takes more.
                assert!(Store::is_held(&path));
                there.commit(&Rows::default()).unwrap();
                drop(there);
                let again = Store::open(&path).unwrap();
                assert!(again.has(if comes { &is } else { &was }).unwrap());
            }
        }
    }

    #[test]
    fn a_read_sees_the_last_commit() {
        let store = Store::in_memory().unwrap();
        for byte in 0..5 {
            let body = vec![([9; 16], Some(vec![byte; 300]))];
            let head = Vec::new();
            store.commit(&Rows { head, body }).unwrap();
            assert_eq!(store.body(&[9; 16]).unwrap().unwrap(), [byte; 300]);
        }
    }

    #[test]
    fn an_empty_or_foreign_file_never_becomes_a_vault() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        assert!(matches!(Store::open(&path), Err(Error::Missing)));
        for content in [&b""[..], b"redb", &[0; 10_000]] {
            fs::write(&path, content).unwrap();
            assert!(Store::open(&path).is_err());
            assert_eq!(fs::read(&path).unwrap(), content);
            assert!(Store::create(&path).is_err());
        }
    }

    #[test]
    fn a_file_that_is_not_whole_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        let store = Store::create(&path).unwrap();
        for n in 0..20 {
            let body = vec![([n; 16], Some(vec![n; 700]))];
            let head = vec![(HEADER, vec![n; 100])];
            store.commit(&Rows { head, body }).unwrap();
        }
        drop(store);
        let whole = fs::read(&path).unwrap();
        let mut refused = 0;
        for at in (0..whole.len()).step_by(whole.len() / 400) {
            let mut broken = whole.clone();
            broken[at] ^= 0x10;
            fs::write(&path, &broken).unwrap();
            if Store::open(&path).is_err() {
                refused += 1;
                assert_eq!(fs::read(&path).unwrap(), broken, "byte {at}");
            }
        }
        assert!(refused > 10, "{refused}");
    }
}
