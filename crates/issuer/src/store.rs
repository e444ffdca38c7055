//! The authority's store: SQLite, one file, one writer.
//!
//! Everything that is written goes to one thread, which puts what waits into one transaction and answers after the
//! disk has it (`synchronous=FULL`): a hundred families share one write of the disk. Readers have connections of
//! their own and see what was committed.

mod schema;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, OpenFlags};
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

use writer::{Job, Reply};

/// The store. Clones are the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    jobs: mpsc::Sender<Job>,
    /// `None`: the store is in memory, and the writer reads too.
    file: Option<PathBuf>,
    readers: Mutex<Vec<Connection>>,
}

/// Why the store did nothing.
#[derive(Debug, Error)]
pub enum StoreError {
    /// So much waits that the next would wait too long.
    #[error("too much waits to be written")]
    Full,
    /// A later version wrote the file.
    #[error("the store is of a later version")]
    Newer,
    /// The database says no: a full disk, a damaged file.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The writer has ended.
    #[error("the store is closed")]
    Closed,
}

impl Store {
    /// Opens or makes the store in this file.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(file)?;
        Self::with(connection, Some(file.to_owned()))
    }

    /// Makes one that is forgotten with its last clone.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::with(Connection::open_in_memory()?, None)
    }

    fn with(mut connection: Connection, file: Option<PathBuf>) -> Result<Self, StoreError> {
        schema::prepare(&mut connection)?;
        let (jobs, waiting) = mpsc::channel(WAITING);
        writer::start(connection, waiting);
        Ok(Self(Arc::new(Inner {
            jobs,
            file,
            readers: Mutex::new(Vec::new()),
        })))
    }

    /// Does `work` in a transaction and waits until the disk has it. What fails is undone, and only that.
    ///
    /// # Errors
    ///
    /// Those of `work`; [`StoreError`] if it could not be done.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answer = self.submit(work)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// The same for callers that have no runtime.
    ///
    /// # Errors
    ///
    /// Those of `work`; [`StoreError`] if it could not be done.
    pub fn write_blocking<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answer = self.submit(work)?;
        answer.blocking_recv().map_err(|_| StoreError::Closed)?
    }

    /// Reads what was committed. Blocks for as long as the disk takes.
    ///
    /// # Errors
    ///
    /// Those of `work`; [`StoreError`] if the file cannot be opened.
    pub fn read<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let Some(file) = &self.0.file else {
            return self.write_blocking(work);
        };
        let spare = self.0.readers.lock().map_or(None, |mut spare| spare.pop());
        let connection = spare.map_or_else(|| reader(file), Ok)?;
        let result = work(&connection);
        if let Ok(mut spare) = self.0.readers.lock() {
            spare.push(connection);
        }
        result
    }

    fn submit<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, E>>, StoreError>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (tell, answer) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = writer::apart(connection, work);
            let reply: Reply = Box::new(move |committed| {
                // Whoever asked may be gone: then nobody is told.
                let _ = tell.send(committed.map_err(E::from).and(result));
            });
            reply
        });
        self.0.jobs.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Full,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        Ok(answer)
    }
}

fn reader(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(schema::PATIENCE)?;
    Ok(connection)
}

/// How many jobs may wait for the writer.
const WAITING: usize = 4_096;

#[cfg(test)]
mod tests {
    use super::*;

    fn device(connection: &Connection, name: u8) -> Result<(), StoreError> {
        let sql = "INSERT INTO devices (kid, key, at) VALUES (?, ?, 0)";
        connection.execute(sql, ([name; 8], [name; 64]))?;
        Ok(())
    }

    fn count(store: &Store) -> i64 {
        let count = store.read(|connection| {
            let count = connection.query_row("SELECT count(*) FROM devices", [], |row| row.get(0));
            Ok::<_, StoreError>(count?)
        });
        count.expect("counted")
    }

    #[test]
    fn what_fails_is_undone_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = Store::open(&folder.path().join("a.sqlite")).expect("a store");
        for store in [file, Store::in_memory().expect("memory")] {
            store.write_blocking(|c| device(c, 1)).expect("written");
            // The first half of it would have been good.
            let twice = store.write_blocking(|c| device(c, 2).and_then(|()| device(c, 1)));
            assert!(matches!(twice, Err(StoreError::Sqlite(_))));
            store.write_blocking(|c| device(c, 3)).expect("written");
            assert_eq!(count(&store), 2);
        }
    }

    #[test]
    fn what_waits_is_written_together_and_each_is_told_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("a.sqlite")).expect("a store");
        let told: Vec<bool> = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..60)
                .map(|name| {
                    let store = store.clone();
                    // Every third is there already, or will be.
                    scope.spawn(move || store.write_blocking(move |c| device(c, name / 3)).is_ok())
                })
                .collect();
            writers
                .into_iter()
                .map(|writer| writer.join().expect("told"))
                .collect()
        });
        assert_eq!(told.iter().filter(|good| **good).count(), 20);
        assert_eq!(count(&store), 20);
    }
}
