//! Paper codes: a new one cancels the one before; a lost one is cancelled by its serial.

use healthcode::Private;
use healthcode::kc1::Kind;
use issuing::message::{Cancel, Cancelled, Paper, Why};
use issuing::{Code, PersonId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::{Draft, known, pack};
use crate::authority::Authority;
use crate::machine::second;
use crate::refusal::Refusal;
use crate::serials::Period;
use crate::signed::Asked;

/// Issues a paper code for a person of this device, and cancels the one before.
pub(crate) fn paper(
    authority: &Authority,
    asked: &Asked,
    person: PersonId,
) -> Result<Vec<u8>, Refusal> {
    if let Some(body) = authority.before(asked)? {
        return Ok(body);
    }
    let person = known(authority, asked, person)?;
    let pack = pack(authority, &person.region)?;
    let now = authority.clock.now();
    let day = pack.paper(now).ok_or(Code::NoPaper)?;
    let period = Period::Papers(pack.id.clone(), month(day.exp));
    let serial = authority.serials.take(authority, &period, day.exp)?;
    let draft = Draft {
        kind: Kind::Paper,
        pack,
        holder: &person.holder,
        day,
        serial,
    };
    let text = Private::new(draft.sign(authority, now)?);
    authority.once(asked, move |connection| {
        let at = now.as_second();
        let before = valid(connection, person.row, at)?;
        for (list, index) in &before {
            end(connection, (*list, *index), at, "new")?;
        }
        let (list, index) = serial;
        connection
            .prepare_cached(
                "INSERT INTO papers (list, idx, person, ends, at) VALUES (?, ?, ?, ?, ?)",
            )?
            .execute((list, index, person.row, day.exp.as_second(), at))?;
        Ok(Paper {
            text,
            serial: format!("{list}-{index}"),
            until: day.exp,
            cancelled: before
                .first()
                .map(|(list, index)| format!("{list}-{index}")),
        })
    })
}

/// Cancels the paper code with this serial, of a person of this device. Again does no harm.
pub(crate) fn cancel(
    authority: &Authority,
    asked: &Asked,
    person: PersonId,
    serial: &str,
    cancel: Cancel,
) -> Result<Vec<u8>, Refusal> {
    let person = known(authority, asked, person)?;
    let (list, index) = read_serial(serial).ok_or(Code::SerialUnknown)?;
    let now = authority.clock.now();
    let published_by = second(now.as_second() + i64::from(authority.settings.limits.publish_every));
    let why = match cancel.why {
        Why::Lost => "lost",
        Why::Unwanted => "unwanted",
    };
    authority.once(asked, move |connection| {
        let found: Option<Option<i64>> = connection
            .prepare_cached(
                "SELECT cancelled FROM papers WHERE list = ? AND idx = ? AND person = ?",
            )?
            .query_row((list, index, person.row), |row| row.get(0))
            .optional()?;
        let cancelled = found.ok_or(Code::SerialUnknown)?;
        if cancelled.is_none() {
            end(connection, (list, index), now.as_second(), why)?;
        }
        Ok(Cancelled {
            serial: format!("{list}-{index}"),
            published_by,
        })
    })
}

/// The serials of a person's paper codes that nobody has cancelled and that have not expired.
pub(super) fn valid(
    connection: &Connection,
    person: i64,
    at: i64,
) -> Result<Vec<(u32, u32)>, Refusal> {
    let mut query = connection.prepare_cached(
        "SELECT list, idx FROM papers WHERE person = ? AND cancelled IS NULL AND ends > ? ORDER BY at DESC",
    )?;
    let serials = query.query_map((person, at), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(serials.collect::<Result<_, _>>()?)
}

/// Cancels one, for this reason.
pub(super) fn end(
    connection: &Connection,
    (list, index): (u32, u32),
    at: i64,
    why: &str,
) -> Result<(), Refusal> {
    connection
        .prepare_cached("UPDATE papers SET cancelled = ?, why = ? WHERE list = ? AND idx = ?")?
        .execute((at, why, list, index))?;
    flip(connection, (list, index), at)
}

/// Has the status list say: ask for a fresh code.
pub(super) fn flip(
    connection: &Connection,
    (list, index): (u32, u32),
    at: i64,
) -> Result<(), Refusal> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO flips (list, idx, at) VALUES (?, ?, ?)")?
        .execute((list, index, at))?;
    Ok(())
}

/// `1203-982341`, in its one spelling.
fn read_serial(text: &str) -> Option<(u32, u32)> {
    let (list, index) = text.split_once('-')?;
    let serial = (list.parse().ok()?, index.parse().ok()?);
    (format!("{}-{}", serial.0, serial.1) == text).then_some(serial)
}

/// The month of a moment in UTC, counted from the year 0.
fn month(at: Timestamp) -> i64 {
    let date = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_have_one_spelling() {
        assert_eq!(read_serial("1203-982341"), Some((1203, 982_341)));
        for wrong in ["", "1203", "01-2", "1-02", "+1-2", "1-2-3", "a-b"] {
            assert_eq!(read_serial(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_are_counted() {
        assert_eq!(month(second(1_790_726_400)), 2026 * 12 + 8);
    }
}
