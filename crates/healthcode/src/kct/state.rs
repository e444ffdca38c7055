//! What is remembered of a publisher between two files.

use std::collections::BTreeMap;

use jiff::Timestamp;
use minicbor::Encoder;
use thiserror::Error;

use super::KctError;
use super::fingerprint::Publisher;
use super::manifest::Dead;
use super::root::{Realm, Root};
use super::scope::Scope;
use super::strict::Reader;

/// What is kept per publisher (kc1.md part 2, "State kept"). Not secret; lies beside the files.
///
/// It is the memory by which an older file, another file of the same number, a skipped root and a
/// revived key are noticed. Whoever can change it can undo that, but cannot make a forged file pass
/// without also putting another root into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub(super) root_bytes: Vec<u8>,
    pub(super) root: Root,
    /// Number and hash of the newest manifest; `None` until the first is accepted.
    pub(super) held: Option<Held>,
    /// By format and kid.
    pub(super) dead: BTreeMap<(String, Vec<u8>), Timestamp>,
    pub(super) allowed: Vec<Scope>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) seq: u32,
    /// SHA-256 over the payload. Not over the signatures: the same payload signed again says nothing new.
    pub(super) hash: [u8; 32],
}

impl State {
    /// Pins the publisher of this first root for `allowed`, which may be narrower than the root's
    /// scope. What lies outside both never counts, also if a later root's scope is wider.
    ///
    /// A person pins after comparing `state.publisher().fingerprint()`; a root that is built in is
    /// pinned by whoever built it in.
    ///
    /// # Errors
    ///
    /// [`PinError`] if `payload` is not a root, or a later one than version 1: a later root only
    /// claims its publisher, so anybody could make one with a fingerprint that compares well.
    pub fn pin(payload: &[u8], allowed: impl IntoIterator<Item = Scope>) -> Result<Self, PinError> {
        let root = Root::read(payload)?;
        if root.version != 1 {
            return Err(PinError::NotFirst);
        }
        let mut state = Self {
            root_bytes: payload.to_vec(),
            root,
            held: None,
            dead: BTreeMap::new(),
            allowed: Vec::new(),
        };
        state.allow(allowed);
        Ok(state)
    }

    /// Changes what the person allows this publisher. The held file must be accepted again to take
    /// effect.
    pub fn allow(&mut self, allowed: impl IntoIterator<Item = Scope>) {
        self.allowed = allowed.into_iter().collect();
        self.allowed.sort();
        self.allowed.dedup();
    }

    /// Who this is.
    pub const fn publisher(&self) -> Publisher {
        self.root.publisher
    }

    /// In which of the two worlds.
    pub const fn realm(&self) -> Realm {
        self.root.realm
    }

    /// The newest root.
    pub const fn root(&self) -> &Root {
        &self.root
    }

    /// Root version and number of the newest manifest; 0 if none was accepted yet.
    pub fn position(&self) -> (u16, u32) {
        (self.root.version, self.held.map_or(0, |held| held.seq))
    }

    /// SHA-256 over the payload of the newest manifest.
    pub fn manifest_hash(&self) -> Option<[u8; 32]> {
        self.held.map(|held| held.hash)
    }

    /// What the person allows.
    pub fn allowed(&self) -> &[Scope] {
        &self.allowed
    }

    /// Since when the key `kid` of a format (`kc1`, `hc1`, `shc`, `vds`) is dead for this publisher.
    pub fn dead_since(&self, format: &str, kid: &[u8]) -> Option<Timestamp> {
        self.dead.get(&(format.to_owned(), kid.to_vec())).copied()
    }

    /// All dead keys, by format and kid.
    pub fn tombstones(&self) -> impl Iterator<Item = (&str, &[u8], Timestamp)> {
        self.dead
            .iter()
            .map(|((format, kid), since)| (format.as_str(), kid.as_slice(), *since))
    }

    /// Whether both the root and the person let this publisher speak about `wanted`.
    pub fn permits(&self, wanted: &Scope) -> bool {
        let covers = |scopes: &[Scope]| scopes.iter().any(|scope| scope.covers(wanted));
        covers(&self.root.scope) && covers(&self.allowed)
    }

    /// Whether there is any authority of KC1 that this publisher may speak about.
    pub fn permits_some_kc1(&self) -> bool {
        self.root.scope.iter().any(|root| {
            root.is_kc1()
                && self
                    .allowed
                    .iter()
                    .any(|allowed| allowed.covers(root) || root.covers(allowed))
        })
    }

    /// Deterministic CBOR: `{1: 1, 2: root, 3: [seq, hash] / null, 4: [* dead], 5: [* scope]}`, with
    /// `root`, `dead` and `scope` as in kc1.md part 2, the last two sorted. The root version is the
    /// root's own.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut e = Encoder::new(&mut bytes);
        e.map(5)
            .and_then(|e| e.u8(1)?.u64(FORMAT)?.u8(2)?.bytes(&self.root_bytes)?.u8(3))
            .and_then(|e| match &self.held {
                Some(held) => e.array(2)?.u32(held.seq)?.bytes(&held.hash),
                None => e.null(),
            })
            .and_then(|e| e.u8(4)?.array(self.dead.len() as u64))
            .expect("a vector takes all");
        for ((format, kid), since) in &self.dead {
            Dead {
                format: format.clone(),
                kid: kid.clone(),
                since: *since,
            }
            .write(&mut e);
        }
        e.u8(5)
            .and_then(|e| e.array(self.allowed.len() as u64))
            .expect("a vector takes all");
        for scope in &self.allowed {
            e.str(&scope.to_string()).expect("a vector takes all");
        }
        bytes
    }

    /// Reads what [`State::to_bytes`] wrote.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is anything else. Then the publisher must be pinned again by a person:
    /// starting afresh in silence would forget which keys are dead.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KctError> {
        Reader::whole(bytes, |r| {
            let mut fields = r.map()?;
            r.field(&mut fields, 1)?;
            r.uint(FORMAT..=FORMAT)?;
            r.field(&mut fields, 2)?;
            let root_bytes = r.bytes()?.to_vec();
            let root = Root::read(&root_bytes)?;
            r.field(&mut fields, 3)?;
            let held = if r.is_null() {
                None
            } else {
                r.array(2..=2)?;
                let seq = r.uint(1..=u64::from(u32::MAX))? as u32;
                let hash = r.bytes_of()?;
                Some(Held { seq, hash })
            };
            r.field(&mut fields, 4)?;
            let listed = r.list(0..=u64::MAX, Dead::read)?;
            r.field(&mut fields, 5)?;
            let allowed = r.list(0..=u64::MAX, |r| r.text()?.parse::<Scope>())?;
            fields.end()?;
            let key = |d: &Dead| (d.format.clone(), d.kid.clone());
            let dead_sorted = listed.is_sorted_by(|a, b| key(a) < key(b));
            if !dead_sorted || !allowed.is_sorted_by(|a, b| a < b) {
                return Err(KctError::Canonical);
            }
            Ok(Self {
                root_bytes,
                root,
                held,
                dead: listed
                    .into_iter()
                    .map(|d| ((d.format, d.kid), d.since))
                    .collect(),
                allowed,
            })
        })
    }
}

/// Why a root cannot be pinned.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum PinError {
    /// Not a root.
    #[error(transparent)]
    Form(#[from] KctError),
    /// Not version 1, the only one whose fingerprint proves anything.
    #[error("only the first root of a publisher can be pinned")]
    NotFirst,
}

/// Of [`State::to_bytes`].
const FORMAT: u64 = 1;
