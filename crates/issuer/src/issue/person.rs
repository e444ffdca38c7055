//! A person is enrolled.

use healthcode::kc1::Kind;
use issuing::message::{NewPerson, Person, Realm};
use issuing::{Code, PersonId};

use super::{Draft, holder, pack};
use crate::authority::Authority;
use crate::machine::dice;
use crate::pack::Day;
use crate::refusal::Refusal;
use crate::signed::Asked;

/// Enrols a person with this device. Only a practice authority does so without evidence.
pub(crate) fn enrol(
    authority: &Authority,
    asked: &Asked,
    new: &NewPerson,
) -> Result<Vec<u8>, Refusal> {
    if authority.settings.realm == Realm::Real {
        return Err(Code::Evidence.into());
    }
    let pack = pack(authority, &new.region)?;
    let holder = holder(&new.mark)?;
    // A mark that no code can carry is refused now, and not when the first strip is due.
    let now = authority.clock.now();
    let Day { nbf, .. } = pack.day(now, 0);
    let probe = Draft {
        kind: Kind::Paper,
        pack,
        holder: &holder,
        day: Day {
            nbf,
            exp: nbf + jiff::SignedDuration::from_hours(48),
        },
        serial: (0, 0),
    };
    probe.sign(authority, now)?;
    let person = Person {
        id: PersonId(dice()),
        region: new.region.clone(),
    };
    let (device, limit, now) = (asked.device.row, pack.persons, now.as_second());
    let mark = new.mark.clone();
    authority.once(asked, move |connection| {
        if let Some(limit) = limit {
            let enrolled: u32 = connection
                .prepare_cached("SELECT count(*) FROM persons WHERE device = ? AND region = ?")?
                .query_row((device, &person.region), |row| row.get(0))?;
            if enrolled >= u32::from(limit) {
                return Err(Code::PersonsLimit.into());
            }
        }
        connection
            .prepare_cached(
                "INSERT INTO persons (id, device, region, name, tail, birthday, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute((
                person.id.0,
                device,
                &person.region,
                mark.name.as_ref().map(|name| name.expose()),
                mark.tail.as_ref().map(|tail| tail.expose()),
                mark.birthday.as_ref().map(|birthday| *birthday.expose()),
                now,
            ))?;
        Ok(person)
    })
}
