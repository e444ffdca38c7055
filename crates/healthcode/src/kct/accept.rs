//! Accepting a trust file: all of it or nothing (kc1.md part 2, "Accepting a file").

use std::cmp::Ordering;

use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::authority::Authority;
use super::clock::AHEAD;
use super::fingerprint::Fingerprint;
use super::manifest::{Manifest, Part, PartType};
use super::root::{Realm, Root};
use super::scope::Scope;
use super::signed::Thing;
use super::state::{Held, State};
use super::{KctError, TrustFile};
use crate::certificate::sha256;

/// A trust file whose publisher is pinned and whose signatures hold. Only [`accept`] makes one.
#[derive(Clone, Debug)]
pub struct Accepted<'f> {
    state: State,
    news: News,
    manifest: Manifest,
    authorities: Vec<Authority>,
    parts: Vec<(usize, &'f [u8])>,
    dropped: Dropped,
}

/// Whether a file says something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Newer than what is held: keep file and state.
    New,
    /// The file that is held already: nothing to do, unless the person has changed what is allowed;
    /// then the state may have changed with it.
    Same,
}

/// How many entries of an accepted file do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Keys that are dead and stand there all the same.
    pub dead: usize,
    /// Authorities, parts and deaths outside the root's scope or what the person allowed.
    pub out_of_scope: usize,
}

/// Accepts `file` from the publisher whose state is `held`.
///
/// An expired manifest is accepted: its entries are then too old ([`Accepted::is_too_old`]), and its
/// tombstones count all the same. The file that is held already is accepted at any moment, so a clock
/// that was set back takes no trust away.
///
/// # Errors
///
/// [`Refused`]. Then nothing changes: what is held stays.
pub fn accept<'f>(
    file: &TrustFile<'f>,
    held: &State,
    now: Timestamp,
) -> Result<Accepted<'f>, Refused> {
    let newest = chain(file)?;
    continues(file, newest, held)?;
    let manifest = file.manifest();
    if file
        .signed_manifest
        .count(&newest.bundle_keys, Thing::Trust, newest.realm)
        == 0
    {
        return Err(Refused::ManifestSignature);
    }
    if manifest.exp.duration_since(manifest.iat) > LONGEST {
        return Err(Refused::TooLong);
    }
    let hash = sha256(&file.signed_manifest.payload);
    let news = order(manifest, hash, held, now)?;
    let mut state = held.clone();
    state.root = newest.clone();
    state.root_bytes = file.newest_root_payload().to_vec();
    state.held = Some(Held {
        seq: manifest.seq,
        hash,
    });
    let mut accepted = Accepted {
        state,
        news,
        manifest: manifest.clone(),
        authorities: Vec::new(),
        parts: Vec::new(),
        dropped: Dropped::default(),
    };
    accepted.bury();
    accepted.take_parts(file)?;
    Ok(accepted)
}

impl<'f> Accepted<'f> {
    /// What to keep, together with the file.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The same, taken out.
    pub fn into_state(self) -> State {
        self.state
    }

    /// Whether there is anything to keep.
    pub const fn news(&self) -> News {
        self.news
    }

    /// What was signed.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The authorities that sign KC1, without those out of scope and without dead keys.
    pub fn authorities(&self) -> &[Authority] {
        &self.authorities
    }

    /// The parts within scope, each with its entry, except those of type `kc1`, whose content is
    /// [`Accepted::authorities`]. What they hold is to be verified by its own rules, and its dead
    /// keys are to be left out by [`State::dead_since`]; a status list counts only for an authority
    /// of this same file.
    pub fn parts(&self) -> impl Iterator<Item = (&Part, &'f [u8])> {
        self.parts
            .iter()
            .map(|(index, bytes)| (&self.manifest.parts[*index], *bytes))
    }

    /// What does not count.
    pub const fn dropped(&self) -> Dropped {
        self.dropped
    }

    /// Whether the entries are too old at `now`: judged by them is undecided.
    pub fn is_too_old(&self, now: Timestamp) -> bool {
        now >= self.manifest.exp
    }

    /// The time that this file proves, for [`floor`](super::clock::floor): none in the practice realm.
    pub fn signed_time(&self) -> Option<Timestamp> {
        (self.state.realm() == Realm::Real).then_some(self.manifest.iat)
    }

    /// Step 7: deaths that are within scope become tombstones.
    fn bury(&mut self) {
        for dead in &self.manifest.dead {
            let permitted = match dead.format.as_str() {
                "kc1" => self.state.permits_some_kc1(),
                "hc1" => self.state.permits(&Scope::Hc1),
                "shc" => self.state.permits(&Scope::Shc),
                "vds" => self.state.permits(&Scope::Vds),
                _ => false,
            };
            if permitted {
                let key = (dead.format.clone(), dead.kid.clone());
                let since = self.state.dead.entry(key).or_insert(dead.since);
                *since = dead.since.min(*since);
            } else {
                self.dropped.out_of_scope += 1;
            }
        }
    }

    /// Step 6: what lies within scope, without the dead.
    fn take_parts(&mut self, file: &TrustFile<'f>) -> Result<(), KctError> {
        for (index, bytes) in file.parts.iter().copied().enumerate() {
            let kind = self.manifest.parts[index].kind;
            let permitted = match kind.scope() {
                Some(scope) => self.state.permits(&scope),
                None => self.state.permits_some_kc1(),
            };
            if kind == PartType::Kc1 {
                self.take_authorities(Authority::read_part(bytes)?);
            } else if permitted {
                self.parts.push((index, bytes));
            } else {
                self.dropped.out_of_scope += 1;
            }
        }
        Ok(())
    }

    fn take_authorities(&mut self, authorities: Vec<Authority>) {
        for mut authority in authorities {
            if !self.state.permits(&Scope::Kc1(authority.id.clone())) {
                self.dropped.out_of_scope += 1;
                continue;
            }
            let before = authority.keys.len();
            authority
                .keys
                .retain(|entry| self.state.dead_since("kc1", &entry.key.kid()).is_none());
            self.dropped.dead += before - authority.keys.len();
            self.authorities.push(authority);
        }
    }
}

/// Why a trust file is not accepted. What is held stays.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refused {
    /// Roots and manifest do not speak of the same publisher and root version.
    #[error("roots and manifest do not belong together")]
    Disagrees,
    /// Not a trust file, or a damaged one, or a part is not what it should be.
    #[error(transparent)]
    Form(#[from] KctError),
    /// No bundle key of the newest root has signed the manifest.
    #[error("the list is not signed by a key of its publisher")]
    ManifestSignature,
    /// Signed by a publisher that is not the pinned one.
    #[error("the publisher is not the one that was pinned")]
    NotPinned,
    /// Signed more than 24 hours in the future.
    #[error("the list was signed in the future")]
    NotYet {
        /// When it says it was signed.
        iat: Timestamp,
    },
    /// Older than what is held.
    #[error("older than what is held")]
    Older {
        /// Root version and number that are held.
        held: (u16, u32),
        /// Root version and number of the file.
        offered: (u16, u32),
    },
    /// A real file for a practice store, a practice file for a real one, or a file of both.
    #[error("practice and real do not mix")]
    Realm,
    /// Another root than the held one under the same version.
    #[error("another root of the same version is held")]
    RootDiffers {
        /// Of both roots.
        version: u16,
    },
    /// Too few root keys have signed a root: of the root before it, or its own.
    #[error("too few root keys have signed")]
    RootSignatures {
        /// Of the root that lacks signatures.
        version: u16,
    },
    /// The roots have a gap, among themselves or after the held one.
    #[error("a root in between is missing")]
    RootSkipped {
        /// The last one before the gap.
        before: u16,
        /// The first one after it.
        after: u16,
    },
    /// Valid for more than 90 days.
    #[error("the list claims to be valid for too long")]
    TooLong,
    /// Another list under the number of the held one: the publisher speaks with two tongues.
    #[error("the publisher signed two lists with the same number")]
    TwoTongues {
        /// Of the manifest that is held.
        held: Fingerprint,
        /// Of the manifest in the file.
        offered: Fingerprint,
    },
}

/// Step 2: consecutive roots, each signed by the one before it and by itself, up to the manifest's.
///
/// The chain need not begin with version 1: a file holds at most 16 roots, and what comes before the
/// pinned one proves nothing. Step 3 asks for the pinned one in it.
fn chain<'r>(file: &'r TrustFile<'_>) -> Result<&'r Root, Refused> {
    let mut before: Option<&Root> = None;
    for (signed, root) in &file.roots {
        if let Some(before) = before {
            if root.realm != before.realm {
                return Err(Refused::Realm);
            }
            if root.publisher != before.publisher {
                return Err(Refused::Disagrees);
            }
            if u32::from(root.version) != u32::from(before.version) + 1 {
                return Err(Refused::RootSkipped {
                    before: before.version,
                    after: root.version,
                });
            }
        }
        for signers in before.into_iter().chain([root]) {
            let count = signed.count(&signers.root_keys, Thing::Root, root.realm);
            if count < usize::from(signers.threshold) {
                return Err(Refused::RootSignatures {
                    version: root.version,
                });
            }
        }
        before = Some(root);
    }
    let newest = file.newest_root();
    let manifest = file.manifest();
    if (manifest.publisher, manifest.version) != (newest.publisher, newest.version) {
        return Err(Refused::Disagrees);
    }
    Ok(newest)
}

/// Step 3: the chain goes through the pinned root.
fn continues(file: &TrustFile<'_>, newest: &Root, held: &State) -> Result<(), Refused> {
    if newest.realm != held.realm() {
        return Err(Refused::Realm);
    }
    if newest.publisher != held.publisher() {
        return Err(Refused::NotPinned);
    }
    let version = held.root.version;
    if newest.version < version {
        return Err(Refused::Older {
            held: held.position(),
            offered: (newest.version, file.manifest().seq),
        });
    }
    let Some((signed, _)) = file.roots.iter().find(|(_, r)| r.version == version) else {
        return Err(Refused::RootSkipped {
            before: version,
            after: file
                .roots
                .first()
                .map_or(newest.version, |(_, r)| r.version),
        });
    };
    if signed.payload != held.root_bytes {
        return Err(Refused::RootDiffers { version });
    }
    Ok(())
}

/// Step 5, and of step 4 the clock, which only a new file is measured by.
fn order(
    manifest: &Manifest,
    hash: [u8; 32],
    held: &State,
    now: Timestamp,
) -> Result<News, Refused> {
    let offered = (manifest.version, manifest.seq);
    match (offered.cmp(&held.position()), held.held) {
        (Ordering::Less, _) => Err(Refused::Older {
            held: held.position(),
            offered,
        }),
        (Ordering::Equal, Some(held)) if held.hash == hash => Ok(News::Same),
        (Ordering::Equal, Some(held)) => Err(Refused::TwoTongues {
            held: Fingerprint::of_hash(&held.hash),
            offered: Fingerprint::of_hash(&hash),
        }),
        (Ordering::Greater, _) | (Ordering::Equal, None) => {
            if manifest.iat.duration_since(now) > AHEAD {
                return Err(Refused::NotYet { iat: manifest.iat });
            }
            Ok(News::New)
        }
    }
}

/// The longest validity of a manifest (kc1.md part 2, step 4).
const LONGEST: SignedDuration = SignedDuration::from_hours(90 * 24);
