//! Everything of a person is to be asked for anew.

use issuing::{Code, PersonId};
use rusqlite::OptionalExtension;

use super::paper::{end, flip, valid};
use crate::authority::Authority;
use crate::refusal::Refusal;

/// Flips, in one transaction, every serial of a person that has not expired: the strips that remain and the paper code
/// (kc1.md section 1.5). Gives how many. The lists say so at their next publication.
///
/// # Errors
///
/// [`Code::PersonUnknown`] if there is no such person.
pub fn recall(authority: &Authority, person: PersonId) -> Result<usize, Refusal> {
    let at = authority.clock.now().as_second();
    authority.store.write_blocking(move |connection| {
        let row: Option<i64> = connection
            .query_row("SELECT row FROM persons WHERE id = ?", [person.0], |row| {
                row.get(0)
            })
            .optional()?;
        let row = row.ok_or(Code::PersonUnknown)?;
        let mut query =
            connection.prepare("SELECT serials FROM runs WHERE person = ? AND ends > ?")?;
        let runs = query.query_map((row, at), |row| row.get::<_, Vec<u8>>(0))?;
        let mut count = 0;
        for run in runs {
            for serial in run?.chunks_exact(8) {
                let (list, index) = serial.split_at(4);
                let number = |bytes: &[u8]| bytes.try_into().map(u32::from_be_bytes);
                let (Ok(list), Ok(index)) = (number(list), number(index)) else {
                    return Err(Code::Failed.into());
                };
                // Of a day that is over nobody asks any more.
                let live: bool = connection
                    .prepare_cached("SELECT ends > ? FROM lists WHERE number = ?")?
                    .query_row((at, list), |row| row.get(0))?;
                if live {
                    flip(connection, (list, index), at)?;
                    count += 1;
                }
            }
        }
        for serial in valid(connection, row, at)? {
            end(connection, serial, at, "recalled")?;
            count += 1;
        }
        Ok(count)
    })
}
