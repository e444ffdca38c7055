//! Publishing: status lists, one after the other, and the trust file.
//!
//! What is published only goes forward: a list has a later time than the one before and at least its bits, a trust
//! file the next number.

mod trust;

use std::io::Write;
use std::path::Path;

use atomicwrites::{AllowOverwrite, AtomicFile};
use healthcode::kc1::status::LIST_BYTES;
use healthcode::kc1::write;
use healthcode::kct::KeyUse;
use issuing::Code;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::authority::Authority;
use crate::keys::Handle;
use crate::machine::{Clock, second};
use crate::refusal::Refusal;

pub use trust::trust_file;

/// Who signs lists, as it goes into the writer's thread.
pub(crate) struct Publisher {
    authority: String,
    handle: Option<Handle>,
    clock: Clock,
}

/// A published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its mark: other bytes have another one.
    pub etag: String,
}

impl Publisher {
    pub(crate) fn of(authority: &Authority) -> Self {
        let now = authority.clock.now();
        Self {
            authority: authority.settings.id.clone(),
            handle: authority.signer(KeyUse::Status, now).ok(),
            clock: authority.clock.clone(),
        }
    }

    /// Signs list `number` with these bits set and puts it in the place of the one before.
    pub(crate) fn list(
        &self,
        connection: &Connection,
        number: u32,
        set: &[u32],
    ) -> Result<(), Refusal> {
        let before: Option<i64> = connection
            .prepare_cached("SELECT iat FROM published WHERE number = ?")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        let now = self.clock.now();
        // Two lists of one second would be two lists for one time; a clock that was put back waits its turn.
        let iat = before.map_or(now, |before| now.max(second(before + 1)));
        if iat.duration_since(now) > AHEAD {
            tracing::error!(
                list = number,
                "the clock went back: the list is not published"
            );
            return Err(Code::Failed.into());
        }
        let token = self.sign(number, set, iat)?;
        connection
            .prepare_cached(
                "INSERT INTO published (number, iat, seq, about, bytes) VALUES (?1, ?2, 0, x'', ?3)
                 ON CONFLICT (number) DO UPDATE SET iat = ?2, bytes = ?3",
            )?
            .execute((number, iat.as_second(), token))?;
        Ok(())
    }

    fn sign(&self, number: u32, set: &[u32], iat: Timestamp) -> Result<Vec<u8>, Refusal> {
        let handle = self.handle.as_ref().ok_or(Code::Failed)?;
        let mut bits = vec![0_u8; LIST_BYTES];
        for index in set {
            if let Some(byte) = bits.get_mut(*index as usize / 8) {
                *byte |= 1 << (index % 8);
            }
        }
        let exp = iat + LIFE;
        let key = healthcode::kc1::Signer::key(handle);
        let unsigned = write::status(&self.authority, number, (iat, exp), &bits, key)
            .map_err(|_| Code::Failed)?;
        Ok(unsigned.bytes_by(handle)?)
    }
}

/// Publishes every list that may still be asked for, and the trust file if it is time. Gives the number of lists.
///
/// # Errors
///
/// [`Refusal`] of the first that could not be published; what was published before stays.
pub fn everything(authority: &Authority) -> Result<usize, Refusal> {
    let now = authority.clock.now().as_second();
    trust::renew(authority)?;
    let numbers: Vec<u32> = authority.store.read(move |connection| {
        let mut query = connection.prepare_cached("SELECT number FROM lists WHERE ends > ?")?;
        let numbers = query.query_map([now], |row| row.get(0))?;
        Ok::<_, Refusal>(numbers.collect::<Result<_, _>>()?)
    })?;
    for number in &numbers {
        one(authority, *number)?;
    }
    Ok(numbers.len())
}

/// Publishes one list.
fn one(authority: &Authority, number: u32) -> Result<(), Refusal> {
    let publisher = Publisher::of(authority);
    // Bits are read where they are written, so that no list takes back what another said meanwhile.
    authority.store.write_blocking(move |connection| {
        let mut query = connection.prepare_cached("SELECT idx FROM flips WHERE list = ?")?;
        let set = query.query_map([number], |row| row.get(0))?;
        let set: Vec<u32> = set.collect::<Result<_, _>>()?;
        publisher.list(connection, number, &set)
    })
}

/// The status list that was published last under this number.
///
/// # Errors
///
/// [`Code::NotThere`] if there is none.
pub fn status_list(authority: &Authority, number: u32) -> Result<Published, Refusal> {
    published(authority, i64::from(number))
}

/// Deletes what nobody asks for any more: answers after a day, runs, lists and their bits two days after their end.
///
/// # Errors
///
/// [`Refusal`].
pub fn sweep(authority: &Authority) -> Result<(), Refusal> {
    let now = authority.clock.now();
    authority.serials.forget(now);
    let (day, two_days) = (now.as_second() - DAY, now.as_second() - 2 * DAY);
    authority.store.write_blocking(move |connection| {
        let old = "IN (SELECT number FROM lists WHERE ends < ?)";
        connection.execute("DELETE FROM answers WHERE at < ?", [day])?;
        connection.execute("DELETE FROM runs WHERE ends < ?", [two_days])?;
        connection.execute(&format!("DELETE FROM flips WHERE list {old}"), [two_days])?;
        connection.execute(
            &format!("DELETE FROM published WHERE number {old}"),
            [two_days],
        )?;
        Ok(())
    })
}

/// Writes what is published into a folder: a file for each list that may still be asked for, named by its number, and
/// `trust.kct`. Each is whole or not there.
///
/// # Errors
///
/// A sentence.
pub fn export(authority: &Authority, folder: &Path) -> Result<(), String> {
    let files: Vec<(i64, Vec<u8>)> = authority
        .store
        .read(|connection| {
            let mut query = connection.prepare("SELECT number, bytes FROM published")?;
            let files = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok::<_, Refusal>(files.collect::<Result<_, _>>()?)
        })
        .map_err(|refusal| refusal.to_string())?;
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for (number, bytes) in files {
        let name = if number < 0 {
            "trust.kct".to_owned()
        } else {
            number.to_string()
        };
        AtomicFile::new(folder.join(name), AllowOverwrite)
            .write(|file| file.write_all(&bytes))
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn published(authority: &Authority, number: i64) -> Result<Published, Refusal> {
    authority.store.read(move |connection| {
        let found: Option<(Vec<u8>, i64, i64)> = connection
            .prepare_cached("SELECT bytes, iat, seq FROM published WHERE number = ?")?
            .query_row([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let (bytes, iat, seq) = found.ok_or(Code::NotThere)?;
        // A list has its time and a trust file its number once only.
        let etag = format!("\"{iat}-{seq}\"");
        Ok(Published { bytes, etag })
    })
}

/// How long a status list is believed: at most 48 h (kc1.md section 1.5), and a night longer than a day.
const LIFE: jiff::SignedDuration = jiff::SignedDuration::from_hours(36);
/// How far ahead of the clock a list may be dated (kc1.md section 1.5).
const AHEAD: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);
const DAY: i64 = 86_400;
