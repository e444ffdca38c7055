//! A run of strips: one request, one strip for each day, each with a device key and an index of its own.

use std::collections::HashSet;

use healthcode::Private;
use healthcode::kc1::{DeviceKey, Kind};
use issuing::message::{NewRun, Run};
use issuing::{Code, PersonId};

use super::{Draft, known, pack};
use crate::authority::Authority;
use crate::machine::dice;
use crate::pack::{Pack, refresh_at};
use crate::refusal::Refusal;
use crate::serials::Period;
use crate::signed::Asked;

/// Issues a run for a person of this device.
pub(crate) fn run(
    authority: &Authority,
    asked: &Asked,
    person: PersonId,
    new: &NewRun,
) -> Result<Vec<u8>, Refusal> {
    // A retry must not sign anew.
    if let Some(body) = authority.before(asked)? {
        return Ok(body);
    }
    let person = known(authority, asked, person)?;
    let pack = pack(authority, &person.region)?;
    let keys = keys(authority, pack, asked, new)?;
    let now = authority.clock.now();
    let mut strips = Vec::with_capacity(keys.len());
    let mut serials = Vec::with_capacity(keys.len() * 8);
    let mut ends = now;
    for (ahead, key) in keys.into_iter().enumerate() {
        let day = pack.day(now, ahead);
        let period = Period::Strips(pack.id.clone(), day.nbf.as_second());
        let serial = authority.serials.take(authority, &period, day.exp)?;
        serials.extend_from_slice(&serial.0.to_be_bytes());
        serials.extend_from_slice(&serial.1.to_be_bytes());
        let draft = Draft {
            kind: Kind::Strip(key),
            pack,
            holder: &person.holder,
            day,
            serial,
        };
        strips.push(Private::new(draft.sign(authority, now)?));
        ends = day.exp;
    }
    let run = Run {
        strips,
        refresh_at: refresh_at(now, ends, u32::from_be_bytes(dice())),
        receipt: None,
    };
    authority.once(asked, move |connection| {
        connection
            .prepare_cached("INSERT INTO runs (person, serials, ends, at) VALUES (?, ?, ?, ?)")?
            .execute((person.row, serials, ends.as_second(), now.as_second()))?;
        Ok(run)
    })
}

/// The keys of the strips, each proven to be held by whoever asks, and none of them twice.
fn keys(
    authority: &Authority,
    pack: &Pack,
    asked: &Asked,
    new: &NewRun,
) -> Result<Vec<DeviceKey>, Refusal> {
    if new.keys.is_empty() || new.keys.len() > pack.strips() {
        return Err(Code::Keys.into());
    }
    let mut seen = HashSet::with_capacity(new.keys.len());
    let (realm, curve) = (authority.realm(), authority.curve());
    let proven = new.keys.iter().zip(0..).map(|(new, place)| {
        let key = new.key.key(curve).ok_or(Code::Keys)?;
        // The mirrored point is the same secret.
        let first = seen.insert(key.x);
        if first && key.is_held(realm, &asked.nonce, place, &new.proof.0) {
            Ok(key)
        } else {
            Err(Code::Keys)
        }
    });
    Ok(proven.collect::<Result<_, Code>>()?)
}
