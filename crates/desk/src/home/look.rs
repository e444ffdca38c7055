//! Looking at the files and asking the keychain: which state this is, and what the screen says of it.

use std::fs;
use std::slice;

use vault::keychain::Secret as Kept;
use vault::states::{self, Answers, HeaderFields, Here, State};
use vault::throttle::{Row, ThrottleKey, Uptime};
use vault::{Closed, Error, FILE, HEAD, Header, Mode, Secret, rescue};
use words::{Lang, t};

use super::{Door, Home, Stamp, place, ways};
use crate::machine::Machine;
use crate::view::{DoorView, LockView};

/// What was found.
pub(super) enum Found {
    /// It is open.
    Open,
    /// It was opened with the kit.
    Renew,
    /// An older copy waits for a decision: its commit number and time, and the number seen.
    Older { file: u64, written: u64, seen: u64 },
    /// The file does not open.
    File(Error),
    /// It is locked, and a passphrase opens it.
    Passphrase,
    /// What file and keychain say together, with the secrets that fit.
    Keychain(State, Secrets),
}

/// The secrets of the keychain that fit the header, the lowest number first.
#[derive(Default)]
pub(super) struct Secrets(Vec<(u32, Kept)>);

impl Secrets {
    fn fitting(header: &Header, answers: &Answers) -> Self {
        let mut fitting = Vec::new();
        for key in &answers.keys {
            let values = key.found.iter().flatten().flatten();
            for kept in values {
                let secret = for_vault(key.number, kept);
                if header.matching(slice::from_ref(&secret)).is_some() {
                    fitting.push((key.number, kept.clone()));
                }
            }
        }
        fitting.sort_by_key(|(number, _)| *number);
        fitting.dedup();
        Self(fitting)
    }

    /// As the vault takes them.
    pub(super) fn for_vault(&self) -> Vec<Secret> {
        let all = self.0.iter().map(|(number, kept)| for_vault(*number, kept));
        all.collect()
    }

    /// Under any of these the row of the waits may stand.
    pub(super) fn throttle_keys(&self) -> Vec<ThrottleKey> {
        let all = self.0.iter().map(|(_, kept)| ThrottleKey::new(kept));
        all.collect()
    }

    /// Under this one it is written: of those that `header` still has a wrap for, the oldest. The keychain may yet lose
    /// the newest, and the waits must outlive that.
    pub(super) fn throttle_key(&self, header: &Header) -> Option<ThrottleKey> {
        let stays = |number: u32| header.wraps.iter().any(|wrap| wrap.n == number);
        let oldest = self.0.iter().find(|(number, _)| stays(*number));
        oldest.map(|(_, kept)| ThrottleKey::new(kept))
    }
}

impl Home {
    /// What is unlocked, or what stands in the way. Asks the keychain, which may take 20 seconds.
    pub fn look(&mut self, m: &Machine, lang: Lang) -> DoorView {
        let found = self.survey();
        self.shown(found, m, lang)
    }

    /// Looks at the files, if none is held, and asks the keychain, if the vault is locked.
    pub(super) fn survey(&mut self) -> Found {
        match &self.door {
            Door::Family(..) => Found::Open,
            Door::Renew(_) => Found::Renew,
            Door::Older(older, _) => Found::Older {
                file: older.commit(),
                written: older.written(),
                seen: older.seen(),
            },
            Door::Damaged(what, stamp) if *stamp == self.stamp() => {
                Found::File(Error::Damaged(what))
            }
            Door::Locked(closed) => self.asked(closed.header()),
            Door::Shut | Door::New | Door::Damaged(..) => self.files(),
        }
    }

    fn files(&mut self) -> Found {
        match Closed::open(&self.folder) {
            Ok(closed) => {
                let found = self.asked(closed.header());
                self.door = Door::Locked(Box::new(closed));
                found
            }
            Err(Error::Missing) => {
                // What cannot be looked at is there.
                let there = |name| fs::exists(self.folder.join(name)).unwrap_or(true);
                let here = if there(HEAD) || there(FILE) {
                    let header = rescue::header(&self.folder);
                    Here::HeadOnly(header.map(|header| header.vault_id))
                } else {
                    Here::Nothing
                };
                let state = states::recognise(here, &states::ask(&*self.keychain, here));
                self.door = match state {
                    State::NeverSet(_) => Door::New,
                    _ => Door::Shut,
                };
                Found::Keychain(state, Secrets::default())
            }
            Err(Error::Damaged(what)) => {
                self.door = self.damaged(what);
                Found::File(Error::Damaged(what))
            }
            Err(error) => {
                self.door = Door::Shut;
                Found::File(error)
            }
        }
    }

    pub(super) fn asked(&self, header: &Header) -> Found {
        if header.mode == Mode::Passphrase {
            return Found::Passphrase;
        }
        let fields = HeaderFields::of(header);
        let here = Here::Vault(&fields);
        let answers = states::ask(&*self.keychain, here);
        let secrets = Secrets::fitting(header, &answers);
        Found::Keychain(states::recognise(here, &answers), secrets)
    }

    /// The door before the file as it is now, which is damaged.
    pub(super) fn damaged(&self, what: &'static str) -> Door {
        Door::Damaged(what, self.stamp())
    }

    fn stamp(&self) -> Stamp {
        let file = fs::metadata(self.folder.join(FILE)).ok()?;
        Some((file.len(), file.modified().ok()?))
    }

    /// The screen of what was found.
    pub(super) fn shown(&mut self, found: Found, m: &Machine, lang: Lang) -> DoorView {
        match found {
            Found::Open => DoorView::Open,
            Found::Renew => DoorView::Renew,
            Found::Passphrase => DoorView::Locked(LockView {
                passphrase: true,
                wait: 0,
                note: None,
            }),
            Found::Keychain(State::NeverSet(_), _) => DoorView::New {
                warning: place::warning(&self.folder, lang),
            },
            Found::Keychain(State::Ready(_) | State::HalfChanged(..), secrets) => {
                self.waiting(&secrets, m, lang)
            }
            Found::Keychain(state, _) => DoorView::Stuck(ways::of_state(&state, lang)),
            Found::Older {
                file,
                written,
                seen,
            } => DoorView::Stuck(ways::of_older(file, written, seen, m, lang)),
            Found::File(error) => {
                DoorView::Stuck(ways::of_error(&error, &self.folder.join(FILE), lang))
            }
        }
    }

    fn waiting(&mut self, secrets: &Secrets, m: &Machine, lang: Lang) -> DoorView {
        let Door::Locked(closed) = &mut self.door else {
            return DoorView::Open;
        };
        let row = stored(closed, secrets, m.uptime());
        let wait = row.remaining(m.uptime()).as_secs();
        DoorView::Locked(LockView {
            passphrase: false,
            wait: u32::try_from(wait).unwrap_or(u32::MAX),
            note: note(&row, lang),
        })
    }
}

/// The row of the waits; where there is none that is ours, the longest wait. It is stored at once: a screen that waits
/// for it to pass would else see it begin anew at each look.
fn stored(closed: &mut Closed, secrets: &Secrets, now: Uptime) -> Row {
    let row = closed.throttle().ok().flatten();
    if let Some(row) = Row::open(row.as_deref(), &secrets.throttle_keys()) {
        return row;
    }
    let penalty = Row::penalty(now);
    if let Some(key) = secrets.throttle_key(closed.header()) {
        // What is not stored here is stored, or refused, by the next try.
        drop(closed.set_throttle(&penalty.seal(&key)));
    }
    penalty
}

/// How many tries are left before a wait, once one has failed.
pub(super) fn note(row: &Row, lang: Lang) -> Option<String> {
    let failed = row.fails() > 0;
    let left = failed.then(|| row.left()).filter(|left| *left > 0)?;
    Some(t(lang, "home-tries", &[("n", left.to_string().into())]))
}

fn for_vault(number: u32, kept: &Kept) -> Secret {
    Secret {
        n: number,
        kc: *kept.bytes(),
    }
}
