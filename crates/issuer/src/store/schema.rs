//! Tables, and how they came to be what they are.

use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// Sets the connection up and brings the tables to this version.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), StoreError> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
         PRAGMA wal_autocheckpoint = 4000;",
    )?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = version as usize;
    if version > MIGRATIONS.len() {
        return Err(StoreError::Newer);
    }
    for (number, migration) in MIGRATIONS.iter().enumerate().skip(version) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number as u32 + 1)?;
    }
    transaction.commit()?;
    Ok(())
}

/// How long one process waits for another that writes: the command line beside the service.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Each brings the tables from its own number to the next. What was published is never changed: a new one is added.
const MIGRATIONS: &[&str] = &[include_str!("0001.sql")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_nothing_and_again() {
        let mut connection = Connection::open_in_memory().expect("memory");
        prepare(&mut connection).expect("made");
        prepare(&mut connection).expect("nothing to do");
        let tables: i64 = connection
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table'",
                [],
                |row| row.get(0),
            )
            .expect("counted");
        assert_eq!(tables, 8);
    }

    #[test]
    fn what_a_later_version_wrote_is_left_alone() {
        let mut connection = Connection::open_in_memory().expect("memory");
        connection
            .pragma_update(None, "user_version", 99)
            .expect("set");
        assert!(matches!(prepare(&mut connection), Err(StoreError::Newer)));
    }
}
