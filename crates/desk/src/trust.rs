//! Whom this desk trusts: the lists that came with the product, those of pinned publishers, and those
//! added here. Everything lies in files, because checking works while the vault is locked.

mod authorities;
mod build;
mod offer;
mod publisher;
mod read;
mod rehearsal;
mod report;
mod statuses;
mod view;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use healthcode::Trust;
use healthcode::kc1::{Real, Store, World};
use healthcode::kct::{self, Clock, News, PartType, Publisher, Realm, TrustFile};
use healthcode::list::{About, KeyList};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use words::{Lang, t};

pub use build::{Build, PartSource, build};
pub use offer::Offer;
pub(crate) use offer::in_lang;
use publisher::Publishers;
use read::Piece;
pub use read::signed;
pub(crate) use read::{is_list, is_trust_file};
use rehearsal::Rehearsal;
pub use report::FileReport;
use statuses::Statuses;
pub(crate) use view::ago;

use crate::files;
use crate::problem::{Code, Problem};

/// Everything that is trusted, and where it is kept.
pub struct Shelf {
    trust: Arc<Trust>,
    lists: Vec<Shelved>,
    publishers: Publishers,
    added: Vec<Kept>,
    /// The signed times of the files that are held.
    times: Vec<Timestamp>,
    folder: Option<PathBuf>,
    given: Vec<PathBuf>,
    /// Status lists that were fetched since their publisher's file.
    statuses: Statuses,
    /// The desk's own places, for school codes.
    places: BTreeSet<String>,
    /// Of 演练.
    rehearsal: Rehearsal,
}

/// A list that was added here.
struct Kept {
    /// SHA-256 of its bytes.
    id: String,
    bytes: Vec<u8>,
    label: Label,
}

/// One list on the shelf.
struct Shelved {
    /// Names it in later calls.
    id: String,
    from: Provenance,
    about: Arc<About>,
    kind: Option<PartType>,
    issuers: Vec<Known>,
}

/// How a list came here.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Provenance {
    /// Added here, by the SHA-256 of its bytes.
    Added,
    /// Named on the command line, for as long as the program runs.
    Given,
    /// In the file of a publisher.
    Publisher(Publisher),
    /// In the file that came with the product.
    Shipped,
}

/// What a list shows of one issuer.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    name: Option<String>,
    country: Option<String>,
    until: Option<Timestamp>,
    fingerprint: [u8; 32],
}

/// What is kept beside a list that was added here.
#[derive(Debug, Serialize, Deserialize)]
struct Label {
    name: String,
    added: Timestamp,
}

impl Shelf {
    /// Opens what came with the product and what is kept in `home` (nothing, if `None`). A damaged
    /// file there adds nothing and is counted ([`Shelf::damaged`]).
    pub fn open(home: Option<&Path>) -> Self {
        let folder = home.map(|home| home.join("trust"));
        let mut shelf = Self {
            trust: Arc::default(),
            lists: Vec::new(),
            publishers: Publishers::open(folder.as_ref().map(|f| f.join(PUBLISHERS)), SHIPPED),
            added: folder
                .as_deref()
                .map(|f| kept(&f.join(ADDED)))
                .unwrap_or_default(),
            times: Vec::new(),
            statuses: Statuses::open(folder.as_ref().map(|f| f.join(STATUS))),
            rehearsal: Rehearsal::new(folder.as_ref().map(|f| f.join(PRACTICE))),
            folder,
            given: Vec::new(),
            places: BTreeSet::new(),
        };
        shelf.fill();
        shelf
    }

    /// Removes what is kept in `home`: lists and publishers that were added, and what is remembered of publishers.
    pub(crate) fn erase(home: &Path) -> std::io::Result<()> {
        let folder = home.join("trust");
        for kept in [PUBLISHERS, ADDED, STATUS, PRACTICE] {
            files::gone(std::fs::remove_dir_all(folder.join(kept)))?;
        }
        Ok(())
    }

    /// A shelf with nothing on it, that keeps nothing.
    pub fn empty() -> Self {
        Self {
            trust: Arc::default(),
            lists: Vec::new(),
            publishers: Publishers::open(None, &[]),
            added: Vec::new(),
            times: Vec::new(),
            statuses: Statuses::open(None),
            folder: None,
            given: Vec::new(),
            places: BTreeSet::new(),
            rehearsal: Rehearsal::new(None),
        }
    }

    /// Trusts what is in a file or a folder, for as long as this shelf is open.
    ///
    /// # Errors
    ///
    /// [`Code::Unreadable`] if the path cannot be read, [`Code::NoTrust`] if nothing was found, else
    /// what is wrong with the file.
    pub fn give(&mut self, path: &Path, now: Timestamp) -> Result<(), Problem> {
        let pieces = pieces_at(path, now)?;
        let practice = |piece: &Piece| matches!(piece, Piece::Authorities(b) if is_practice(b));
        if !self.is_practising() && pieces.iter().any(practice) {
            let about = path.display().to_string();
            return Err(Problem::new(Code::ListPractice, about));
        }
        self.given.push(path.to_owned());
        self.fill();
        Ok(())
    }

    /// Says at which places this desk stands, by the ids that an authority gives schools: only there are
    /// their codes accepted. A school whose own key was pinned needs none.
    pub fn stand_at(&mut self, places: impl IntoIterator<Item = String>) {
        self.places = places.into_iter().collect();
        self.fill();
    }

    /// Begins 演练, or goes on with other `files`: codes of practice by the authorities in these trust
    /// files are accepted from now on, and said to be practice. They are held in memory only.
    pub fn practise(&mut self, files: Vec<Vec<u8>>) {
        self.rehearsal.files = Some(files);
        self.fill();
    }

    /// Ends 演练: codes of practice are refused again.
    pub fn stop_practising(&mut self) {
        self.rehearsal.end();
        self.fill();
    }

    /// Whether codes of practice are accepted.
    pub const fn is_practising(&self) -> bool {
        self.rehearsal.files.is_some()
    }

    /// Takes a status list of KC1 that was fetched from an authority of `publisher`, and keeps it.
    ///
    /// # Errors
    ///
    /// What is wrong with the list ([`Code::ListOlder`] and the like), or [`Code::Save`]. Then what is
    /// held stays.
    pub fn take_status(
        &mut self,
        publisher: Publisher,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), Problem> {
        let mut tried = self.trust.kc1().real.clone();
        tried
            .take_status(publisher, bytes, now)
            .map_err(statuses::problem)?;
        self.statuses.keep(publisher, bytes)?;
        Arc::make_mut(&mut self.trust).kc1_mut().real = tried;
        self.fill_times();
        Ok(())
    }

    /// Everybody who is trusted.
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// The same, to be kept while something else works with it.
    pub(crate) fn share(&self) -> Arc<Trust> {
        Arc::clone(&self.trust)
    }

    /// Whether this computer's clock can be believed, by the signed times that are held.
    pub fn clock(&self, now: Timestamp) -> Clock {
        kct::floor(self.times.iter().copied(), now).clock(now)
    }

    /// How many kept files could not be used any more.
    pub fn damaged(&self) -> usize {
        self.publishers.damaged
    }

    /// Whether a list that somebody else keeps up to date is past its time.
    pub(crate) fn is_old(&self, now: Timestamp) -> bool {
        self.lists
            .iter()
            .any(|list| !list.about.archive && list.about.until.is_some_and(|until| now > until))
    }

    /// Looks into a file, without trusting it yet.
    ///
    /// # Errors
    ///
    /// What is wrong with the file.
    pub fn offer(&self, name: &str, bytes: Vec<u8>, now: Timestamp) -> Result<Offer, Problem> {
        Offer::read(name, bytes, &self.publishers, now)
    }

    /// Trusts an offer and keeps it: all of it, or of a new publisher's only `scopes`. Returns how
    /// many keys count now, and how many entries do not.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, or [`Code::Save`] if it could not be kept.
    fn add(&mut self, offer: &Offer, scopes: &[String], now: Timestamp) -> Result<Added, Problem> {
        let added = match offer {
            Offer::List { name, bytes, keys } => {
                self.keep(name, bytes, now)?;
                Added::Keys(*keys)
            }
            Offer::File {
                name,
                bytes,
                known: true,
                ..
            } => Added::news(self.publishers.accept(name, bytes, now)?),
            Offer::File {
                name, bytes, scope, ..
            } => {
                let allowed = scope.iter().filter(|s| scopes.contains(&s.to_string()));
                Added::news(
                    self.publishers
                        .pin(name, bytes, allowed.cloned().collect(), now)?,
                )
            }
        };
        self.fill();
        Ok(added)
    }

    /// Does [`Shelf::add`] and says what came of it, in one sentence.
    ///
    /// # Errors
    ///
    /// As [`Shelf::add`].
    pub fn accept(
        &mut self,
        offer: &Offer,
        scopes: &[String],
        now: Timestamp,
        lang: Lang,
    ) -> Result<String, Problem> {
        let (key, count) = match self.add(offer, scopes, now)? {
            Added::Keys(keys) => ("added-keys", keys),
            Added::File(0) => ("added-file", 0),
            Added::File(dropped) => ("added-file-dropped", dropped),
            Added::Same => ("added-same", 0),
        };
        Ok(t(lang, key, &[("count", count.to_string().into())]))
    }

    /// Takes out a list that was added here, or the publisher whose list it is.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if it was not added here, [`Code::Save`] if its file could not be removed.
    pub(crate) fn remove(&mut self, id: &str) -> Result<(), Problem> {
        let list = self.lists.iter().find(|list| list.id == id);
        match list.map(|list| list.from.clone()) {
            Some(Provenance::Publisher(publisher)) => self.publishers.forget(publisher)?,
            Some(Provenance::Added) => {
                if let Some(folder) = self.folder.as_ref().map(|f| f.join(ADDED)) {
                    for path in [folder.join(id), label(&folder, id)] {
                        let failed = |_| Problem::new(Code::Save, path.display().to_string());
                        if path.exists() {
                            std::fs::remove_file(&path).map_err(failed)?;
                        }
                    }
                }
                self.added.retain(|kept| kept.id != id);
            }
            _ => return Err(Problem::new(Code::Closed, "")),
        }
        self.fill();
        Ok(())
    }

    /// Keeps a list that was added here.
    fn keep(&mut self, name: &str, bytes: &[u8], now: Timestamp) -> Result<(), Problem> {
        let kept = Kept {
            id: HEXLOWER.encode(&healthcode::certificate::sha256(bytes)),
            bytes: bytes.to_vec(),
            label: Label {
                name: name.to_owned(),
                added: now,
            },
        };
        if let Some(folder) = self.folder.as_ref().map(|folder| folder.join(ADDED)) {
            let failed = |_| Problem::new(Code::Save, folder.display().to_string());
            let about = serde_json::to_vec(&kept.label).expect("a label is plain data");
            files::write_whole(&folder.join(&kept.id), bytes, true).map_err(failed)?;
            files::write_whole(&label(&folder, &kept.id), &about, true).map_err(failed)?;
        }
        self.added.retain(|old| old.id != kept.id);
        self.added.push(kept);
        Ok(())
    }

    /// Reads everything anew: one way in, whatever has changed.
    fn fill(&mut self) {
        self.trust = Arc::default();
        self.lists.clear();
        let mut real: Store<Real> = Store::new();
        let held: Vec<_> = self
            .publishers
            .held
            .iter()
            .filter_map(|held| {
                let from = match held.shipped {
                    true => Provenance::Shipped,
                    false => Provenance::Publisher(held.state.publisher()),
                };
                held.accepted(|file| {
                    // Of another world than this store it cannot be: none of practice is held.
                    let _ = real.take(file, WHENEVER);
                    (
                        from,
                        file.signed_time(),
                        read::parts(file).collect::<Vec<_>>(),
                    )
                })
            })
            .collect();
        self.times.clear();
        for (from, time, parts) in held {
            self.times.extend(time);
            for (index, (kind, list)) in parts.into_iter().enumerate() {
                let id = match &from {
                    Provenance::Publisher(publisher) => HEXLOWER.encode(&publisher.0),
                    _ => "shipped".to_owned(),
                };
                self.shelve(format!("{id}-{index}"), from.clone(), Some(kind), list);
            }
        }
        let added: Vec<_> = self
            .added
            .iter()
            .filter_map(|kept| {
                let about = About {
                    name: kept.label.name.clone(),
                    as_of: Some(kept.label.added),
                    ..About::default()
                };
                Some((kept.id.clone(), read::list(&kept.bytes, about).ok()?))
            })
            .collect();
        for (id, list) in added {
            self.shelve(id, Provenance::Added, None, list);
        }
        let mut practice = self.rehearsal.files.as_ref().map(|files| {
            let mut store = Store::new();
            files
                .iter()
                .for_each(|file| take_outright(&mut store, file));
            store
        });
        let rehearsed = self.rehearsal.lists.held.iter();
        let mut tokens: Vec<Vec<u8>> = rehearsed.map(|(_, token)| token.clone()).collect();
        for path in self.given.clone() {
            for piece in pieces_at(&path, Timestamp::MAX).unwrap_or_default() {
                match piece {
                    Piece::List(list) => {
                        self.shelve(String::new(), Provenance::Given, None, list);
                    }
                    Piece::Status(bytes) => tokens.push(bytes),
                    Piece::Authorities(bytes) => match &mut practice {
                        Some(practice) if is_practice(&bytes) => take_outright(practice, &bytes),
                        _ => take_outright(&mut real, &bytes),
                    },
                }
            }
        }
        for (publisher, token) in &self.statuses.held {
            // One that its publisher's file has overtaken, or whose key has gone, says nothing any more.
            let _ = real.take_status(*publisher, token, WHENEVER);
        }
        for token in &tokens {
            let _ = real.take_status_of_any(token, WHENEVER);
            if let Some(practice) = &mut practice {
                let _ = practice.take_status_of_any(token, WHENEVER);
            }
        }
        let authorities = Arc::make_mut(&mut self.trust).kc1_mut();
        authorities.real = real;
        authorities.practice = practice;
        authorities.places.clone_from(&self.places);
        self.fill_times();
    }

    /// The signed times that are held now; those of lists of other formats stay.
    fn fill_times(&mut self) {
        self.times.extend(self.trust.kc1().real.signed_times());
        self.times.sort_unstable();
        self.times.dedup();
    }

    fn shelve(&mut self, id: String, from: Provenance, kind: Option<PartType>, list: KeyList) {
        self.lists.push(Shelved {
            id,
            from,
            about: Arc::clone(&list.about),
            kind,
            issuers: Known::all(&list),
        });
        Arc::make_mut(&mut self.trust).add(list);
    }
}

impl Known {
    fn all(list: &KeyList) -> Vec<Self> {
        list.issuers
            .iter()
            .map(|issuer| Self {
                name: issuer.name.clone(),
                country: issuer.country.clone(),
                until: issuer.until,
                fingerprint: issuer.fingerprint,
            })
            .collect()
    }
}

/// What came of adding.
enum Added {
    /// A list of this many keys.
    Keys(usize),
    /// A trust file with this many entries that do not count.
    File(usize),
    /// A trust file that is held already.
    Same,
}

impl Added {
    fn news((news, dropped): (News, usize)) -> Self {
        match news {
            News::New => Self::File(dropped),
            News::Same => Self::Same,
        }
    }
}

/// Everything in a file or below a folder. A file that is named itself must hold something; a folder may
/// hold other files too.
fn pieces_at(path: &Path, now: Timestamp) -> Result<Vec<Piece>, Problem> {
    let pieces = match path.is_dir() {
        true => read::folder(path, now)?,
        false => read::file(path, now)?,
    };
    match pieces.is_empty() {
        true => Err(Problem::new(Code::NoTrust, path.display().to_string())),
        false => Ok(pieces),
    }
}

/// Puts what a trust file says that was named outright into `store`, if it is of its world.
fn take_outright<W: World>(store: &mut Store<W>, bytes: &[u8]) {
    // What cannot be accepted any more is left out, as every damaged file is.
    let _ = read::outright(bytes, WHENEVER, |accepted| {
        let _ = store.take(accepted, WHENEVER);
    });
}

/// Whether a trust file is of 演练.
fn is_practice(bytes: &[u8]) -> bool {
    TrustFile::read(bytes).is_ok_and(|file| file.newest_root().realm == Realm::Practice)
}

/// The lists that were added here earlier.
fn kept(folder: &Path) -> Vec<Kept> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<Kept> = entries
        .filter_map(|entry| {
            let id = entry
                .file_name()
                .into_string()
                .ok()
                .filter(|id| !id.contains('.'))?;
            let about = std::fs::read(label(folder, &id)).ok()?;
            Some(Kept {
                bytes: std::fs::read(entry.path()).ok()?,
                label: serde_json::from_slice(&about).ok()?,
                id,
            })
        })
        .collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

fn label(folder: &Path, id: &str) -> PathBuf {
    folder.join(id).with_extension("json")
}

/// The folder of publishers that are trusted here.
const PUBLISHERS: &str = "publishers";
/// Files that are held are read anew at moments that nobody tells. A status list of the future says nothing
/// when a code is looked at, so it may be taken.
const WHENEVER: Timestamp = Timestamp::MAX;
/// The folder of status lists.
const STATUS: &str = "status";
/// Below `trust`: what practice authorities published.
const PRACTICE: &str = "practice";
/// The folder of lists that were added here.
const ADDED: &str = "added";
/// The public lists that the product comes with, in its own signed trust file (`trust/README.md`).
const SHIPPED: &[u8] = include_bytes!("../trust/shipped.kct");
