//! What is asked of an authority, one use case a file. All of them block; the service runs them beside its sockets.

mod device;
mod paper;
mod person;
mod recall;
mod run;

pub(crate) use device::register;
pub(crate) use paper::{cancel, paper};
pub(crate) use person::enrol;
pub use recall::recall;
pub(crate) use run::run;

use healthcode::kc1::{Claims, Colour, Holder, Kind, Second, Serial, write};
use healthcode::kct::KeyUse;
use healthcode::{Private, kc1};
use issuing::message::Mark;
use issuing::{Code, PersonId};
use jiff::Timestamp;
use rusqlite::OptionalExtension;

use crate::authority::Authority;
use crate::pack::{Day, Pack, hour};
use crate::refusal::Refusal;
use crate::signed::Asked;

/// A person of the store.
struct Known {
    row: i64,
    region: String,
    holder: Holder,
}

/// The person with this id, if this device enrolled them.
fn known(authority: &Authority, asked: &Asked, person: PersonId) -> Result<Known, Refusal> {
    let device = asked.device.row;
    let found = authority.store.read(move |connection| {
        let mut query = connection.prepare_cached(
            "SELECT row, region, name, tail, birthday FROM persons WHERE id = ? AND device = ?",
        )?;
        let found = query.query_row((person.0, device), |row| {
            let mark = Mark {
                name: row.get::<_, Option<String>>(2)?.map(Private::new),
                tail: row.get::<_, Option<String>>(3)?.map(Private::new),
                birthday: row.get::<_, Option<u16>>(4)?.map(Private::new),
            };
            Ok((row.get(0)?, row.get(1)?, mark))
        });
        Ok::<_, Refusal>(found.optional()?)
    })?;
    let (row, region, mark) = found.ok_or(Code::PersonUnknown)?;
    let holder = holder(&mark)?;
    Ok(Known {
        row,
        region,
        holder,
    })
}

/// A mark as codes carry it. Whether it breaks a rule shows when a code is written.
fn holder(mark: &Mark) -> Result<Holder, Refusal> {
    let second = match (&mark.tail, &mark.birthday) {
        (Some(tail), None) => Some(Second::Tail(tail.expose().clone())),
        (None, Some(birthday)) => {
            let (month, day) = (birthday.expose() / 100, birthday.expose() % 100);
            let number = |n: u16| u8::try_from(n).map_err(|_| Code::Mark);
            Some(Second::Birthday {
                month: number(month)?,
                day: number(day)?,
            })
        }
        (None, None) => None,
        (Some(_), Some(_)) => return Err(Code::Mark.into()),
    };
    Ok(Holder {
        name: mark.name.clone(),
        second: second.map(Private::new),
    })
}

/// A code that is to be signed.
struct Draft<'a> {
    kind: Kind,
    pack: &'a Pack,
    holder: &'a Holder,
    day: Day,
    serial: (u32, u32),
}

impl Draft<'_> {
    /// Its text. Dates are cut to the hour, and no colour is stated (design, "The authority": colours are off).
    fn sign(self, authority: &Authority, now: Timestamp) -> Result<String, Refusal> {
        let iat = hour(now);
        let (list, index) = self.serial;
        let what = match self.kind {
            Kind::Strip(_) => KeyUse::Screen,
            Kind::Paper => KeyUse::Paper,
            Kind::School(_) => KeyUse::School,
        };
        let claims = Claims {
            kind: self.kind,
            realm: authority.realm(),
            region: self.pack.id.clone(),
            colour: Colour::None,
            as_of: iat,
            holder: self.holder.clone(),
            iat,
            nbf: self.day.nbf,
            exp: self.day.exp,
            serial: Serial {
                authority: authority.settings.id.clone(),
                list,
                index,
            },
        };
        let handle = authority.signer(what, iat)?;
        let unsigned =
            write::code(&claims, kc1::Signer::key(&handle)).map_err(|error| match error {
                kc1::FormError::Holder => Code::Mark,
                error => {
                    tracing::error!(%error, "a code cannot be written");
                    Code::Failed
                }
            })?;
        Ok(unsigned.text_by(&handle)?)
    }
}

/// The pack of a region that this authority issues for.
fn pack<'a>(authority: &'a Authority, region: &str) -> Result<&'a Pack, Refusal> {
    let pack = authority.settings.pack(region);
    pack.ok_or_else(|| Code::RegionUnknown.into())
}
