//! The key itself, as it lies in the vault, and what it signs.

use std::collections::BTreeSet;

use healthcode::Private;
use healthcode::kc1::{Claims, Colour, Holder, Kind, Second, Serial, Signer as _, write};
use healthcode::kct::{Curve, Publisher, Realm};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned};
use rand_core::Rng as _;
use serde::{Deserialize, Serialize};

use super::cards::{Card, Cards};
use super::list::{ClassList, Pupil};
use crate::dates;
use crate::family::issued::secret;
use crate::machine::dice;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::signing::PrivateKey;
use crate::view::{SchoolKeyRequest, SchoolKeyView};

/// A school's key. It is a publisher of its own: the key of the file, and the key of the codes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SchoolKey {
    name: String,
    id: String,
    region: String,
    /// Signs the school's trust file: root and bundle.
    #[serde(with = "secret")]
    pub(super) publisher: PrivateKey,
    /// Signs the codes, and nothing else.
    #[serde(with = "secret")]
    pub(super) codes: PrivateKey,
    /// When it was made, in seconds since 1970-01-01Z.
    made: i64,
    /// The number of the last file.
    pub(super) seq: u32,
    /// What was signed and may still be valid: list, index, last moment in seconds.
    used: BTreeSet<(u32, u32, i64)>,
}

impl SchoolKey {
    /// A fresh one.
    pub(super) fn new(request: &SchoolKeyRequest, now: Timestamp) -> Result<Self, Problem> {
        let name = request.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > MAX_NAME || name.chars().any(char::is_control)
        {
            return Err(Problem::new(Code::SchoolName, name));
        }
        let id = request.id.trim().to_owned();
        let scope: Result<healthcode::kct::Scope, _> = format!("kc1:{id}").parse();
        if scope.is_err() || id == "*" {
            return Err(Problem::new(Code::SchoolId, id));
        }
        let region = request.region.trim().to_owned();
        let key = Self {
            name,
            id,
            region,
            publisher: PrivateKey::new(Curve::P256),
            codes: PrivateKey::new(Curve::P256),
            made: now.as_second(),
            seq: 0,
            used: BTreeSet::new(),
        };
        // Whether a code by it could be read shows the region, too.
        let pupil = Pupil {
            line: 1,
            name: "A".to_owned(),
            class: String::new(),
            birthday: None,
        };
        let serial = Serial {
            authority: key.id.clone(),
            list: 0,
            index: 0,
        };
        let hour = key.hour();
        let claims = key.claims(&pupil, (hour, hour, hour + 24.hours()), serial);
        match write::code(&claims, key.codes.key()) {
            Ok(_) => Ok(key),
            Err(_) => Err(Problem::new(Code::SchoolRegion, key.region)),
        }
    }

    /// The school's short id.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// The school's name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Its region.
    pub(super) fn region(&self) -> &str {
        &self.region
    }

    /// When it was made.
    pub(super) fn made(&self) -> Timestamp {
        Timestamp::from_second(self.made).unwrap_or_default()
    }

    /// The last moment at which it signs: three years, so that a lost computer ends by itself.
    pub(super) fn until(&self) -> Timestamp {
        self.made() + (3 * 365 * 24).hours()
    }

    pub(super) fn view(&self, sight: &Sight) -> SchoolKeyView {
        let zone = sight.now.time_zone();
        let now = sight.now.timestamp().as_second();
        let valid = self
            .used
            .iter()
            .filter(|(_, _, until)| *until > now)
            .count();
        SchoolKeyView {
            name: self.name.clone(),
            id: self.id.clone(),
            fingerprint: self.publisher().fingerprint().to_string(),
            made: dates::day_of(self.made(), zone, sight.lang),
            until: dates::day_of(self.until(), zone, sight.lang),
            signed: u32::try_from(valid).unwrap_or(u32::MAX),
        }
    }

    /// Who the school is to those who import its file.
    pub(super) fn publisher(&self) -> Publisher {
        Publisher::of_first_root(&self.first_root())
    }

    /// Signs a code for each pupil.
    pub(super) fn sign(
        &mut self,
        list: &ClassList,
        sight: &Sight,
        now: &Zoned,
    ) -> Result<Cards, Problem> {
        let failed = |_| Problem::new(Code::Sign, "");
        self.used
            .retain(|(_, _, until)| *until > now.timestamp().as_second());
        let midnight =
            |date: Date| Ok::<_, jiff::Error>(date.to_zoned(now.time_zone().clone())?.timestamp());
        let begins = midnight(now.date()).map_err(failed)?;
        let tomorrow = list.until.tomorrow().map_err(failed)?;
        let ends = midnight(tomorrow).map_err(failed)?;
        let second = now.timestamp().as_second();
        let signed = Timestamp::from_second(second - second.rem_euclid(3_600)).map_err(failed)?;
        let mut cards = Vec::with_capacity(list.pupils.len());
        for pupil in &list.pupils {
            let serial = self.serial(list.until, ends);
            let claims = self.claims(pupil, (signed.max(begins), begins, ends), serial);
            let unsigned = write::code(&claims, self.codes.key());
            let unsigned =
                unsigned.map_err(|_| Problem::new(Code::PupilName, pupil.name.as_str()))?;
            let Ok(text) = unsigned.text_by(&self.codes);
            cards.push(Card {
                code: text,
                name: pupil.name.clone(),
                class: pupil.class.clone(),
            });
        }
        Ok(Cards::of_pupils(
            self.name.clone(),
            list.until,
            cards,
            sight.lang,
        ))
    }

    /// A serial that was never used: a random place in the list of the month in which the code ends. (kc1.md 1.5)
    fn serial(&mut self, until: Date, ends: Timestamp) -> Serial {
        let list = u32::from((until.year() - 2020).unsigned_abs()) * 12
            + u32::from(until.month().unsigned_abs());
        loop {
            let index = dice().next_u32() >> 12;
            let taken = (list, index, i64::MIN)..=(list, index, i64::MAX);
            if self.used.range(taken).next().is_none() {
                self.used.insert((list, index, ends.as_second()));
                return Serial {
                    authority: self.id.clone(),
                    list,
                    index,
                };
            }
        }
    }

    fn claims(
        &self,
        pupil: &Pupil,
        (iat, nbf, exp): (Timestamp, Timestamp, Timestamp),
        serial: Serial,
    ) -> Claims {
        Claims {
            kind: Kind::School(self.id.clone()),
            realm: Realm::Real,
            region: self.region.clone(),
            colour: Colour::None,
            as_of: iat,
            holder: Holder {
                name: Some(Private::new(pupil.initial())),
                second: pupil
                    .birthday
                    .map(|(month, day)| Private::new(Second::Birthday { month, day })),
            },
            iat,
            nbf,
            exp,
            serial,
        }
    }

    fn hour(&self) -> Timestamp {
        let second = self.made - self.made.rem_euclid(3_600);
        Timestamp::from_second(second).unwrap_or_default()
    }
}

/// Characters of a school's name that a card takes.
const MAX_NAME: usize = 30;
