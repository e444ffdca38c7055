//! Whose KC1 codes are believed: what accepted trust files say, held per publisher.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::marker::PhantomData;
use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;

use super::status::{Held, StatusError, Token};
use crate::kct::{Accepted, Authority, KeyEntry, KeyUse, PartType, Publisher, Realm};
use crate::list::{About, Issuer};

/// The authorities of one world, their dead keys and their status lists. A store of practice and a
/// store of what is real are different types (kc1.md section 1.7).
#[derive(Clone, Debug)]
pub struct Store<W> {
    publishers: BTreeMap<Publisher, Trusted>,
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

/// What one publisher says.
#[derive(Clone, Debug)]
struct Trusted {
    authorities: Vec<Authority>,
    /// Every key by its kid, which may collide.
    signers: HashMap<[u8; 8], Vec<Signer>>,
    /// Never by uri alone: another publisher may call an authority by the same id.
    lists: HashMap<String, BTreeMap<u32, Held>>,
    iat: Timestamp,
    exp: Timestamp,
    /// No later file removes one.
    dead: BTreeSet<[u8; 8]>,
}

/// One key with what it may sign.
#[derive(Clone, Debug)]
struct Signer {
    /// Place of its authority.
    authority: usize,
    entry: KeyEntry,
    /// As other formats know issuers; `None` if the key is off its curve.
    issuer: Option<Arc<Issuer>>,
}

/// One key that may have signed a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'s> {
    pub(super) publisher: Publisher,
    pub(super) authority: &'s Authority,
    pub(super) entry: &'s KeyEntry,
    pub(super) issuer: Option<&'s Arc<Issuer>>,
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
            world: PhantomData,
        }
    }

    /// Whether it believes nobody.
    pub fn is_empty(&self) -> bool {
        self.publishers.is_empty()
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
        let mut trusted = Trusted::of(accepted);
        if let Some(before) = self.publishers.remove(&publisher) {
            trusted.dead.extend(before.dead);
            trusted.lists = before.lists;
            trusted.forget_lists();
        }
        let lists = accepted
            .parts()
            .filter(|(part, _)| part.kind == PartType::Status);
        let refused = lists.enumerate().filter_map(|(number, (_, bytes))| {
            let taken = Token::read(bytes).and_then(|token| trusted.take_status(token, now));
            taken.err().map(|error| (number, error))
        });
        let refused = refused.collect();
        self.publishers.insert(publisher, trusted);
        Ok(refused)
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
        let trusted = self.publishers.get_mut(&publisher);
        trusted
            .ok_or(StatusError::Authority)?
            .take_status(token, now)
    }

    /// Takes a status list that came without its publisher's name, for each publisher whose authority
    /// has signed it: which those are only its signature tells.
    ///
    /// # Errors
    ///
    /// [`StatusError`] if it counts for none. Then what is held stays.
    pub fn take_status_of_any(&mut self, bytes: &[u8], now: Timestamp) -> Result<(), StatusError> {
        let token = Token::read(bytes)?;
        let mut answer = Err(StatusError::Authority);
        for trusted in self.publishers.values_mut() {
            answer = match (answer, trusted.take_status(token.clone(), now)) {
                (Ok(()), _) | (_, Ok(())) => Ok(()),
                (answer, Err(StatusError::Authority)) => answer,
                (_, error) => error,
            };
        }
        answer
    }

    /// Forgets what `publisher` said, its dead keys and its lists too.
    pub fn forget(&mut self, publisher: Publisher) {
        self.publishers.remove(&publisher);
    }

    /// Where fresher status lists can be had: publisher, authority, base address. The list with number
    /// `n` lies at the base followed by `n`.
    pub fn status_bases(&self) -> impl Iterator<Item = (Publisher, &str, &str)> {
        self.publishers.iter().flat_map(|(publisher, trusted)| {
            trusted.authorities.iter().filter_map(|authority| {
                let base = authority.status_base.as_deref()?;
                Some((*publisher, authority.id.as_str(), base))
            })
        })
    }

    /// The living entries with this kid, of all publishers.
    pub(super) fn candidates(&self, kid: [u8; 8]) -> impl Iterator<Item = Candidate<'_>> {
        let living = self
            .publishers
            .iter()
            .filter(move |(_, trusted)| !trusted.dead.contains(&kid));
        living.flat_map(move |(publisher, trusted)| {
            let signers = trusted.signers.get(&kid).into_iter().flatten();
            signers.map(|signer| Candidate {
                publisher: *publisher,
                authority: &trusted.authorities[signer.authority],
                entry: &signer.entry,
                issuer: signer.issuer.as_ref(),
                exp: trusted.exp,
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
    pub(super) fn list(&self, publisher: Publisher, id: &str, number: u32) -> Option<&Held> {
        let trusted = self.publishers.get(&publisher)?;
        trusted.lists.get(id)?.get(&number)
    }
}

impl Store<Real> {
    /// The times that authorities have signed, for [`floor`](crate::kct::floor): those of manifests
    /// and of status lists. Practice proves no time.
    pub fn signed_times(&self) -> impl Iterator<Item = Timestamp> {
        self.publishers.values().flat_map(|trusted| {
            let lists = trusted.lists.values().flat_map(BTreeMap::values);
            lists.map(|held| held.iat).chain([trusted.iat])
        })
    }
}

impl<W: World> Default for Store<W> {
    fn default() -> Self {
        Self::new()
    }
}

impl Trusted {
    fn of(accepted: &Accepted<'_>) -> Self {
        let state = accepted.state();
        let manifest = accepted.manifest();
        let names = &state.root().names;
        let about = Arc::new(About {
            name: names
                .first()
                .map_or_else(String::new, |(_, name)| name.clone()),
            as_of: Some(manifest.iat),
            until: Some(manifest.exp),
            archive: false,
        });
        let mut signers: HashMap<_, Vec<_>> = HashMap::new();
        for (place, authority) in accepted.authorities().iter().enumerate() {
            for entry in &authority.keys {
                signers.entry(entry.key.kid()).or_default().push(Signer {
                    authority: place,
                    entry: entry.clone(),
                    issuer: Issuer::of_authority(authority, entry, &about).map(Arc::new),
                });
            }
        }
        let kids = state.tombstones().filter(|(format, ..)| *format == "kc1");
        Self {
            authorities: accepted.authorities().to_vec(),
            signers,
            lists: HashMap::new(),
            iat: manifest.iat,
            exp: manifest.exp,
            dead: kids
                .filter_map(|(_, kid, _)| <[u8; 8]>::try_from(kid).ok())
                .collect(),
        }
    }

    /// [`Store::take_status`].
    fn take_status(&mut self, token: Token, now: Timestamp) -> Result<(), StatusError> {
        let (id, number) = token.list();
        let mut named = self.authorities.iter().filter(|a| a.id == id).peekable();
        if named.peek().is_none() {
            return Err(StatusError::Authority);
        }
        // An authority may stand in a file twice; any of its entries will do.
        let dead = |kid: &[u8; 8]| self.dead.contains(kid);
        let answers = named.map(|authority| token.verify(authority, dead, now));
        answers
            .reduce(|first, next| first.or(next))
            .unwrap_or(Err(StatusError::Authority))?;
        let lists = self.lists.entry(id.to_owned()).or_default();
        let token = token.held();
        match lists.get(&number) {
            Some(held) if token.iat < held.iat => Err(StatusError::Older),
            Some(held) if token.iat == held.iat && token.hash != held.hash => {
                Err(StatusError::TwoLists)
            }
            _ => {
                lists.insert(number, token);
                Ok(())
            }
        }
    }

    /// Forgets the lists whose key is not believed any more.
    fn forget_lists(&mut self) {
        let (signers, authorities, dead) = (&self.signers, &self.authorities, &self.dead);
        let signs = |id: &str, kid: &[u8; 8]| {
            let named = signers.get(kid).into_iter().flatten();
            !dead.contains(kid)
                && named.into_iter().any(|signer| {
                    authorities[signer.authority].id == id
                        && signer.entry.uses.contains(&KeyUse::Status)
                })
        };
        for (id, lists) in &mut self.lists {
            lists.retain(|_, held| signs(id, &held.kid));
        }
    }
}
