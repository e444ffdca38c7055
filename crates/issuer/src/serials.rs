//! Serials: the pairs (list, index), each for one code and never again.
//!
//! A block of places is taken in the store before any of them is used, and given out from memory. What a killed
//! authority had not given out yet is lost: an index is never used twice, that is all that is asked.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use issuing::Code;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::authority::Authority;
use crate::machine::dice;
use crate::permutation::index;
use crate::publish;
use crate::refusal::Refusal;

/// What one status list holds (kc1.md section 1.5).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Period {
    /// Strips of one region that begin at this second.
    Strips(String, i64),
    /// Paper codes of one region that end in this month, counted from the year 0.
    Papers(String, i64),
}

/// Places that are ours.
struct Lease {
    list: u32,
    key: [u8; 16],
    next: u32,
    end: u32,
}

/// The places that were taken and not given out yet.
pub(crate) struct Serials {
    leases: Mutex<HashMap<Period, VecDeque<Lease>>>,
    /// Held while more is taken, so that a hundred who find nothing do not take a hundred blocks.
    refill: Mutex<()>,
    block: u32,
}

impl Serials {
    pub(crate) fn new(block: u32) -> Self {
        Self {
            leases: Mutex::default(),
            refill: Mutex::default(),
            block,
        }
    }

    /// A serial of the status list for `period`, whose codes are valid until `ends` at most.
    pub(crate) fn take(
        &self,
        authority: &Authority,
        period: &Period,
        ends: Timestamp,
    ) -> Result<(u32, u32), Refusal> {
        loop {
            if let Some(serial) = self.at_hand(period) {
                return Ok(serial);
            }
            let _refilling = lock(&self.refill);
            if let Some(serial) = self.at_hand(period) {
                return Ok(serial);
            }
            let lease = self.more(authority, period.clone(), ends)?;
            let mut leases = lock(&self.leases);
            leases.entry(period.clone()).or_default().push_back(lease);
        }
    }

    /// Forgets the places of strips whose day has passed.
    pub(crate) fn forget(&self, now: Timestamp) {
        let yesterday = now.as_second() - 2 * 86_400;
        lock(&self.leases)
            .retain(|period, _| !matches!(period, Period::Strips(_, nbf) if *nbf < yesterday));
    }

    fn at_hand(&self, period: &Period) -> Option<(u32, u32)> {
        let mut leases = lock(&self.leases);
        let row = leases.get_mut(period)?;
        let lease = row.front_mut()?;
        let serial = (lease.list, index(&lease.key, lease.next));
        lease.next += 1;
        if lease.next == lease.end {
            row.pop_front();
        }
        Some(serial)
    }

    fn more(
        &self,
        authority: &Authority,
        period: Period,
        ends: Timestamp,
    ) -> Result<Lease, Refusal> {
        let block = self.block;
        let publisher = publish::Publisher::of(authority);
        authority.store.write_blocking(move |connection| {
            let open = connection
                .prepare_cached(
                    "SELECT number, key, next FROM lists
                     WHERE kind = ? AND region = ? AND period = ? AND next < ? ORDER BY number LIMIT 1",
                )?
                .query_row((period.kind(), period.region(), period.number(), SIZE), |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            let (list, key, next) = match open {
                Some(open) => open,
                None => begin(connection, &period, ends, &publisher)?,
            };
            let end = SIZE.min(next + block);
            connection
                .prepare_cached("UPDATE lists SET next = ?, ends = max(ends, ?) WHERE number = ?")?
                .execute((end, ends.as_second(), list))?;
            Ok(Lease {
                list,
                key,
                next,
                end,
            })
        })
    }
}

/// A new list, published empty before any code names it.
fn begin(
    connection: &Connection,
    period: &Period,
    ends: Timestamp,
    publisher: &publish::Publisher,
) -> Result<(u32, [u8; 16], u32), Refusal> {
    let number: u32 = connection.query_row(
        "SELECT coalesce(max(number) + 1, 0) FROM lists",
        [],
        |row| row.get(0),
    )?;
    if number > LAST {
        tracing::error!("no number is left for a status list");
        return Err(Code::Failed.into());
    }
    let key = dice();
    connection.execute(
        "INSERT INTO lists (number, kind, region, period, key, next, ends) VALUES (?, ?, ?, ?, ?, 0, ?)",
        (number, period.kind(), period.region(), period.number(), key, ends.as_second()),
    )?;
    publisher.list(connection, number, &[])?;
    tracing::info!(list = number, "a status list begins");
    Ok((number, key, 0))
}

impl Period {
    const fn kind(&self) -> u8 {
        match self {
            Self::Strips(..) => 1,
            Self::Papers(..) => 2,
        }
    }

    fn region(&self) -> &str {
        match self {
            Self::Strips(region, _) | Self::Papers(region, _) => region,
        }
    }

    const fn number(&self) -> i64 {
        match self {
            Self::Strips(_, number) | Self::Papers(_, number) => *number,
        }
    }
}

/// What is under these locks is whole after every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Entries of a status list (kc1.md section 1.5).
const SIZE: u32 = 1 << 20;
/// The greatest number of a list (kc1.md section 1.2, `status-uri`).
const LAST: u32 = 999_999;
