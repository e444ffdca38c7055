//! The one thread that writes.

use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::mpsc::Receiver;

use super::StoreError;

/// Something to write; gives what is to be called when the disk has it, or does not.
pub(super) type Job = Box<dyn FnOnce(&Connection) -> Reply + Send>;
/// Tells whoever asked.
pub(super) type Reply = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// Writes what comes until all senders are gone.
pub(super) fn start(connection: Connection, mut waiting: Receiver<Job>) {
    thread::spawn(move || {
        while let Some(first) = waiting.blocking_recv() {
            together(&connection, first, &mut waiting);
        }
        // What the log of the database holds goes into its file.
        let _ = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;");
    });
}

/// One transaction: the first job and all that wait behind it, up to a limit.
fn together(connection: &Connection, first: Job, waiting: &mut Receiver<Job>) {
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        tracing::error!(%error, "the store cannot begin to write");
        // The job is not done, and dropping it tells so.
        return;
    }
    let begun = Instant::now();
    let mut replies = vec![first(connection)];
    while replies.len() < MOST && begun.elapsed() < LONGEST {
        let Ok(job) = waiting.try_recv() else {
            break;
        };
        replies.push(job(connection));
    }
    let committed = connection.execute_batch("COMMIT");
    if let Err(error) = &committed {
        tracing::error!(%error, "the store cannot write");
        let _ = connection.execute_batch("ROLLBACK");
    }
    for reply in replies {
        reply(committed.as_ref().map_err(|_| StoreError::Closed).copied());
    }
}

/// Does `work` so that it can be undone without the rest of the transaction.
pub(super) fn apart<T, E: From<StoreError>>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    let mark = |sql| {
        let done: Result<(), rusqlite::Error> = connection.execute_batch(sql);
        done.map_err(|error| E::from(StoreError::from(error)))
    };
    mark("SAVEPOINT job")?;
    let result = work(connection);
    if result.is_err() {
        mark("ROLLBACK TO job")?;
    }
    mark("RELEASE job")?;
    result
}

/// The most jobs in one transaction.
const MOST: usize = 512;
/// How long a transaction takes in more jobs.
const LONGEST: Duration = Duration::from_millis(20);
