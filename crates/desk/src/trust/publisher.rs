//! Publishers of trust files: who is pinned, which file of theirs is held.

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use healthcode::kct::{self, Accepted, News, Publisher, Realm, Refused, Scope, State, TrustFile};
use jiff::Timestamp;

use crate::files;
use crate::problem::{Code, Problem};

/// A pinned publisher and the newest file of theirs that was accepted.
pub(crate) struct Held {
    pub(crate) state: State,
    pub(crate) bytes: Vec<u8>,
    /// Whether it came with the product.
    pub(crate) shipped: bool,
}

/// The publishers of this desk, kept in a folder with one folder for each.
pub(crate) struct Publishers {
    folder: Option<PathBuf>,
    pub(crate) held: Vec<Held>,
    /// How many kept files could not be used any more.
    pub(crate) damaged: usize,
}

impl Publishers {
    /// Opens what is kept in `folder`, and `shipped`, the file that came with the product.
    pub(crate) fn open(folder: Option<PathBuf>, shipped: &[u8]) -> Self {
        let mut all = Self {
            folder,
            held: Vec::new(),
            damaged: 0,
        };
        all.held.extend(ship(shipped));
        let kept = all
            .folder
            .as_deref()
            .and_then(|folder| std::fs::read_dir(folder).ok());
        for entry in kept.into_iter().flatten().flatten() {
            match keep(&entry.path()) {
                Some(kept) => all.put(kept),
                None => all.damaged += 1,
            }
        }
        all
    }

    /// The publisher of `file`, if it is pinned.
    pub(crate) fn find(&self, publisher: Publisher) -> Option<&Held> {
        self.held
            .iter()
            .find(|held| held.state.publisher() == publisher)
    }

    /// Accepts a file of a pinned publisher and keeps it.
    ///
    /// # Errors
    ///
    /// What [`kct::accept`] refuses, and [`Code::Save`] if it could not be kept; then the held file
    /// stays.
    pub(crate) fn accept(
        &mut self,
        name: &str,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(News, usize), Problem> {
        let file = read(name, bytes)?;
        let held = self.find(file.publisher());
        let held = held.ok_or_else(|| Problem::new(Code::ListNotPinned, name))?;
        self.take(name, bytes, &held.state.clone(), now)
    }

    /// Pins the publisher of a file for `allowed`, accepts the file and keeps both.
    ///
    /// # Errors
    ///
    /// As [`Publishers::accept`].
    pub(crate) fn pin(
        &mut self,
        name: &str,
        bytes: &[u8],
        allowed: Vec<Scope>,
        now: Timestamp,
    ) -> Result<(News, usize), Problem> {
        let file = read(name, bytes)?;
        let root = file.first_root_payload();
        let root = root.ok_or_else(|| Problem::new(Code::ListRootSkipped, name))?;
        let state = State::pin(root, allowed).map_err(|_| Problem::new(Code::ListDamaged, name))?;
        // A practice file belongs to the practice store of the installation that made it.
        if state.realm() == Realm::Practice {
            return Err(Problem::new(Code::ListPractice, name));
        }
        self.take(name, bytes, &state, now)
    }

    /// Believes a pinned publisher about this, too.
    pub(crate) fn allow(&mut self, publisher: Publisher, scope: Scope) {
        let found = self.held.iter_mut();
        for held in found.filter(|held| held.state.publisher() == publisher) {
            if !held.state.permits(&scope) {
                let before = held.state.allowed().to_vec();
                held.state.allow(before.into_iter().chain([scope.clone()]));
            }
        }
    }

    /// Forgets a publisher that was pinned here, and everything it said.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if there is none, [`Code::Save`] if its folder could not be removed.
    pub(crate) fn forget(&mut self, publisher: Publisher) -> Result<(), Problem> {
        let at = self
            .held
            .iter()
            .position(|held| held.state.publisher() == publisher && !held.shipped)
            .ok_or_else(|| Problem::new(Code::Closed, ""))?;
        if let Some(path) = self.path(publisher)
            && path.exists()
        {
            let failed = |_| Problem::new(Code::Save, path.display().to_string());
            std::fs::remove_dir_all(&path).map_err(failed)?;
        }
        self.held.remove(at);
        Ok(())
    }

    fn take(
        &mut self,
        name: &str,
        bytes: &[u8],
        state: &State,
        now: Timestamp,
    ) -> Result<(News, usize), Problem> {
        let file = read(name, bytes)?;
        let accepted = kct::accept(&file, state, now);
        let accepted = accepted.map_err(|refused| refusal(&refused, name))?;
        let dropped = accepted.dropped();
        let news = accepted.news();
        let state = accepted.into_state();
        if let Some(folder) = self.path(state.publisher()) {
            let failed = |_| Problem::new(Code::Save, folder.display().to_string());
            // The file first: with an older state it is accepted once more when the desk opens.
            files::write_whole(&folder.join(FILE), bytes, true).map_err(failed)?;
            files::write_whole(&folder.join(STATE), &state.to_bytes(), true).map_err(failed)?;
        }
        let shipped = self
            .find(state.publisher())
            .is_some_and(|held| held.shipped);
        self.put(Held {
            state,
            bytes: bytes.to_vec(),
            shipped,
        });
        Ok((news, dropped.dead + dropped.out_of_scope))
    }

    /// Puts a publisher in the place of what was held of it. Where the product has come with a newer
    /// file than the kept one, the newer one is accepted on top of it, so that what was dead stays dead.
    fn put(&mut self, new: Held) {
        let publisher = new.state.publisher();
        let Some(old) = self
            .held
            .iter_mut()
            .find(|held| held.state.publisher() == publisher)
        else {
            self.held.push(new);
            return;
        };
        if old.state.position() <= new.state.position() {
            *old = Held {
                shipped: old.shipped,
                ..new
            };
        } else if let Some(state) = on_top(&old.bytes, &new.state) {
            old.state = state;
        }
    }

    fn path(&self, publisher: Publisher) -> Option<PathBuf> {
        let name = HEXLOWER.encode(&publisher.0);
        self.folder.as_ref().map(|folder| folder.join(name))
    }
}

impl Held {
    /// The file, accepted again: the bytes that are held are accepted at any moment.
    pub(crate) fn accepted<T>(&self, with: impl FnOnce(&Accepted<'_>) -> T) -> Option<T> {
        let file = TrustFile::read(&self.bytes).ok()?;
        let accepted = kct::accept(&file, &self.state, file.manifest().iat).ok()?;
        Some(with(&accepted))
    }
}

/// The file that came with the product: pinned by being built in, for all that its root asks for.
fn ship(bytes: &[u8]) -> Option<Held> {
    let file = TrustFile::read(bytes).ok()?;
    let scope = file.newest_root().scope.clone();
    let state = State::pin(file.first_root_payload()?, scope).ok()?;
    let accepted = kct::accept(&file, &state, file.manifest().iat).ok()?;
    Some(Held {
        state: accepted.into_state(),
        bytes: bytes.to_vec(),
        shipped: true,
    })
}

/// The state after a newer file of the same publisher; `None` if it does not lead on.
fn on_top(bytes: &[u8], held: &State) -> Option<State> {
    let file = TrustFile::read(bytes).ok()?;
    let accepted = kct::accept(&file, held, file.manifest().iat).ok()?;
    Some(accepted.into_state())
}

/// What a folder keeps; `None` if it is damaged.
fn keep(folder: &Path) -> Option<Held> {
    let state = State::from_bytes(&std::fs::read(folder.join(STATE)).ok()?).ok()?;
    let bytes = std::fs::read(folder.join(FILE)).ok()?;
    Some(Held {
        state: on_top(&bytes, &state)?,
        bytes,
        shipped: false,
    })
}

pub(crate) fn read<'b>(name: &str, bytes: &'b [u8]) -> Result<TrustFile<'b>, Problem> {
    TrustFile::read(bytes).map_err(|_| Problem::new(Code::ListDamaged, name))
}

pub(super) fn refusal(refused: &Refused, name: &str) -> Problem {
    let detail = match refused {
        Refused::TwoTongues { held, offered } => format!("{held} ≠ {offered}"),
        Refused::Older { held, offered } => {
            format!("{}.{} < {}.{}", offered.0, offered.1, held.0, held.1)
        }
        _ => String::new(),
    };
    Problem {
        detail,
        ..Problem::new(code(refused), name)
    }
}

/// The problem that a refusal is.
pub(crate) fn code(refused: &Refused) -> Code {
    match refused {
        Refused::Disagrees | Refused::Form(_) | Refused::TooLong => Code::ListDamaged,
        Refused::ManifestSignature | Refused::RootSignatures { .. } => Code::ListSignature,
        Refused::NotPinned => Code::ListNotPinned,
        Refused::NotYet { .. } => Code::ListNotYet,
        Refused::Older { .. } => Code::ListOlder,
        Refused::Realm => Code::ListPractice,
        Refused::RootDiffers { .. } | Refused::RootSkipped { .. } => Code::ListRootSkipped,
        Refused::TwoTongues { .. } => Code::ListTwoTongues,
    }
}

const STATE: &str = "state";
const FILE: &str = "file.kct";
