//! The school's trust file: one publisher, one authority, one key for school codes, and no status lists: a school card ends
//! by its date. (kc1.md part 2)

use std::borrow::Cow;

use healthcode::kc1::Signer as _;
use healthcode::kct::{
    Authority, KeyEntry, KeyUse, Manifest, Part, PartType, Publisher, Realm, Root, Scope, Signed,
    Thing, write,
};
use jiff::{SignedDuration, Timestamp};

use super::SchoolKey;
use crate::problem::{Code, Problem};

impl SchoolKey {
    /// A file signed now; the next one takes its place wherever it was imported.
    pub(super) fn file(&mut self, now: Timestamp) -> Result<Vec<u8>, Problem> {
        let damaged = |_| Problem::new(Code::Sign, "");
        let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let part = write::kc1_part(&[self.authority()]).map_err(damaged)?;
        let manifest = Manifest {
            publisher: self.publisher(),
            version: 1,
            seq: self.seq + 1,
            iat: now,
            exp: now + DAYS,
            parts: vec![Part::of(PartType::Kc1, &part, self.name(), now)],
            dead: Vec::new(),
        };
        let root = self.signed(self.first_root(), Thing::Root);
        let manifest = write::manifest(&manifest).map_err(damaged)?;
        let manifest = self.signed(manifest, Thing::Trust);
        let file = write::file(&[root], &manifest, &[&part]).map_err(damaged)?;
        self.seq += 1;
        Ok(file)
    }

    /// The payload of the first and only root: the same bytes each time, for they name the publisher.
    pub(super) fn first_root(&self) -> Vec<u8> {
        let key = *self.publisher.key();
        let root = Root {
            publisher: Publisher([0; 16]),
            version: 1,
            realm: Realm::Real,
            names: self.names(),
            root_keys: vec![key],
            threshold: 1,
            bundle_keys: vec![key],
            scope: vec![Scope::Kc1(self.id().to_owned())],
            made: self.made(),
        };
        write::root(&root).expect("name, id and time were looked at when the key was made")
    }

    fn authority(&self) -> Authority {
        Authority {
            id: self.id().to_owned(),
            names: self.names(),
            keys: vec![KeyEntry {
                key: *self.codes.key(),
                uses: vec![KeyUse::School],
                from: self.made() - SignedDuration::from_hours(25),
                until: self.until(),
                regions: vec![self.region().to_owned()],
            }],
            status_base: None,
            service_base: None,
            log: None,
        }
    }

    fn names(&self) -> Vec<(String, String)> {
        vec![("zh".to_owned(), self.name().to_owned())]
    }

    fn signed(&self, payload: Vec<u8>, thing: Thing) -> Signed<'static> {
        let key = self.publisher.key();
        let made: Result<_, std::convert::Infallible> =
            write::sign(thing, Realm::Real, key, &payload, |bytes| {
                self.publisher.sign(bytes)
            });
        let Ok(made) = made;
        Signed {
            payload: Cow::Owned(payload),
            signatures: vec![made],
        }
    }
}

/// For how long a file is believed, at most. (kc1.md part 2, step 4)
const DAYS: SignedDuration = SignedDuration::from_hours(90 * 24);
