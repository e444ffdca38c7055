//! Whose KC1 codes are believed: what accepted trust files say, held per publisher.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use jiff::Timestamp;
use thiserror::Error;

use super::status::{StatusError, Token};
use crate::kct::{Accepted, Authority, KeyEntry, KeyUse, PartType, Publisher, Realm};

/// The authorities of one world, their dead keys and their status lists. A store of practice and a
/// store of what is real are different types (kc1.md section 1.7).
#[derive(Clone, Debug)]
pub struct Store<W> {
    publishers: BTreeMap<Publisher, Trusted>,
    /// Never by uri alone: another publisher may call an authority by the same id.
    lists: BTreeMap<(Publisher, String, u32), Token>,
    world: PhantomData<W>,
}

/// Where codes mean something.
#[derive(Clone, Copy, Debug)]
pub enum Real {}

/// 演练.
#[derive(Clone, Copy, Debug)]
pub enum Practice {}

/// One of the two worlds, [`Real`] and [`Practice`].
pub trait World: sealed::Sealed {
    /// The same as a value.
    const REALM: Realm;
}

impl World for Real {
    const REALM: Realm = Realm::Real;
}

impl World for Practice {
    const REALM: Realm = Realm::Practice;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Real {}
    impl Sealed for super::Practice {}
}

#[derive(Clone, Debug)]
struct Trusted {
    authorities: Vec<Authority>,
    iat: Timestamp,
    exp: Timestamp,
    /// No later file removes one.
    dead: BTreeSet<[u8; 8]>,
}

/// One key that may have signed a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'s> {
    pub(super) publisher: Publisher,
    pub(super) authority: &'s Authority,
    pub(super) entry: &'s KeyEntry,
    /// When its trust file expires.
    pub(super) exp: Timestamp,
}

/// A file of practice for a store of what is real, or the reverse.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("practice and real do not mix")]
pub struct WrongRealm;

impl<W: World> Store<W> {
    /// A store that believes nobody.
    pub const fn new() -> Self {
        Self {
            publishers: BTreeMap::new(),
            lists: BTreeMap::new(),
            world: PhantomData,
        }
    }

    /// Takes what `accepted` says in the place of what its publisher said before: authorities that are
    /// absent are no longer believed, dead keys stay dead. Its status lists are taken too, each by its
    /// own rules; those that do not count are given back, counted from 0 among the lists.
    ///
    /// # Errors
    ///
    /// [`WrongRealm`]. Then nothing changes.
    pub fn take(
        &mut self,
        accepted: &Accepted<'_>,
        now: Timestamp,
    ) -> Result<Vec<(usize, StatusError)>, WrongRealm> {
        let state = accepted.state();
        if state.realm() != W::REALM {
            return Err(WrongRealm);
        }
        let publisher = state.publisher();
        let before = self.publishers.remove(&publisher);
        let mut dead = before.map(|trusted| trusted.dead).unwrap_or_default();
        let kids = state.tombstones().filter(|(format, ..)| *format == "kc1");
        dead.extend(kids.filter_map(|(_, kid, _)| <[u8; 8]>::try_from(kid).ok()));
        let manifest = accepted.manifest();
        let trusted = Trusted {
            authorities: accepted.authorities().to_vec(),
            iat: manifest.iat,
            exp: manifest.exp,
            dead,
        };
        // A list stays as long as the key that signed it is believed.
        self.lists.retain(|(whose, id, _), token| {
            *whose != publisher || trusted.signs_lists(id, token.kid())
        });
        self.publishers.insert(publisher, trusted);
        let lists = accepted
            .parts()
            .filter(|(part, _)| part.kind == PartType::Status);
        let refused = lists.enumerate().filter_map(|(number, (_, bytes))| {
            let taken = self.take_status(publisher, bytes, now);
            taken.err().map(|error| (number, error))
        });
        Ok(refused.collect())
    }

    /// Takes a status list of an authority of `publisher`, in the place of an older one.
    ///
    /// # Errors
    ///
    /// [`StatusError`]. Then what is held stays.
    pub fn take_status(
        &mut self,
        publisher: Publisher,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), StatusError> {
        let token = Token::read(bytes)?;
        let (id, number) = token.list();
        let trusted = self
            .publishers
            .get(&publisher)
            .ok_or(StatusError::Authority)?;
        let mut named = trusted.authorities.iter().filter(|a| a.id == id).peekable();
        if named.peek().is_none() {
            return Err(StatusError::Authority);
        }
        // An authority may stand in a file twice; any of its entries will do.
        let dead = |kid: &[u8; 8]| trusted.dead.contains(kid);
        let answers = named.map(|authority| token.verify(authority, dead, now));
        answers
            .reduce(|first, next| first.or(next))
            .unwrap_or(Err(StatusError::Authority))?;
        let key = (publisher, id.to_owned(), number);
        match self.lists.get(&key) {
            Some(held) if token.iat() < held.iat() => Err(StatusError::Older),
            Some(held) if token.iat() == held.iat() && !token.says_the_same(held) => {
                Err(StatusError::TwoLists)
            }
            _ => {
                self.lists.insert(key, token);
                Ok(())
            }
        }
    }

    /// Forgets what `publisher` said, its dead keys and its lists too.
    pub fn forget(&mut self, publisher: Publisher) {
        self.publishers.remove(&publisher);
        self.lists.retain(|(whose, ..), _| *whose != publisher);
    }

    /// The living entries with this kid, of all publishers.
    pub(super) fn candidates(&self, kid: [u8; 8]) -> impl Iterator<Item = Candidate<'_>> {
        let living = self
            .publishers
            .iter()
            .filter(move |(_, trusted)| !trusted.dead.contains(&kid));
        living.flat_map(move |(publisher, trusted)| {
            let authorities = trusted.authorities.iter();
            authorities.flat_map(move |authority| {
                let named = move |entry: &&KeyEntry| entry.key.kid() == kid;
                authority
                    .keys
                    .iter()
                    .filter(named)
                    .map(move |entry| Candidate {
                        publisher: *publisher,
                        authority,
                        entry,
                        exp: trusted.exp,
                    })
            })
        })
    }

    /// Whether some publisher says that the key with this kid is dead.
    pub(super) fn is_dead(&self, kid: [u8; 8]) -> bool {
        self.publishers
            .values()
            .any(|trusted| trusted.dead.contains(&kid))
    }

    /// The newest list held, of exactly this publisher.
    pub(super) fn list(&self, publisher: Publisher, id: &str, number: u32) -> Option<&Token> {
        self.lists.get(&(publisher, id.to_owned(), number))
    }
}

impl Store<Real> {
    /// The times that authorities have signed, for [`floor`](crate::kct::floor): those of manifests
    /// and of status lists. Practice proves no time.
    pub fn signed_times(&self) -> impl Iterator<Item = Timestamp> {
        let manifests = self.publishers.values().map(|trusted| trusted.iat);
        manifests.chain(self.lists.values().map(Token::iat))
    }
}

impl<W: World> Default for Store<W> {
    fn default() -> Self {
        Self::new()
    }
}

impl Trusted {
    fn signs_lists(&self, id: &str, kid: &[u8; 8]) -> bool {
        let named = self.authorities.iter().filter(|a| a.id == id);
        !self.dead.contains(kid)
            && named
                .flat_map(|a| &a.keys)
                .any(|entry| entry.key.kid() == *kid && entry.uses.contains(&KeyUse::Status))
    }
}
