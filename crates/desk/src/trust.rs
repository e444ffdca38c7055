//! Whom this desk trusts: the lists that came with the product, those of pinned publishers, and those
//! added here. Everything lies in files, because checking works while the vault is locked.

mod authorities;
mod build;
mod fill;
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
use crate::grounds::Grounds;
use crate::problem::{Code, Problem};

/// Everything that is trusted, and where it is kept.
pub struct Shelf {
    grounds: Arc<Grounds>,
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
    /// The region whose rules are asked, or empty.
    region: String,
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
            grounds: Arc::default(),
            region: String::new(),
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
            grounds: Arc::default(),
            region: String::new(),
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

    /// Says in which region this desk stands, by the id of its packs; the rules of an empty one are not asked.
    pub fn stand_in(&mut self, region: &str) {
        if self.region == region {
            return;
        }
        region.clone_into(&mut self.region);
        Arc::make_mut(&mut self.grounds)
            .region
            .clone_from(&self.region);
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
        let mut tried = self.trust().kc1().real.clone();
        tried
            .take_status(publisher, bytes, now)
            .map_err(statuses::problem)?;
        self.statuses.keep(publisher, bytes)?;
        Arc::make_mut(&mut self.grounds).trust.kc1_mut().real = tried;
        self.fill_times();
        Ok(())
    }

    /// Everybody who is trusted.
    pub fn trust(&self) -> &Trust {
        &self.grounds.trust
    }

    /// By what codes are judged here.
    pub fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    /// The same, to be kept while something else works with it.
    pub(crate) fn share(&self) -> Arc<Grounds> {
        Arc::clone(&self.grounds)
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
/// The folder of status lists.
const STATUS: &str = "status";
/// Below `trust`: what practice authorities published.
const PRACTICE: &str = "practice";
/// The folder of lists that were added here.
const ADDED: &str = "added";
/// The public lists that the product comes with, in its own signed trust file (`trust/README.md`).
const SHIPPED: &[u8] = include_bytes!("../trust/shipped.kct");
