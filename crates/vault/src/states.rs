//! The twelve states of file and keychain together, each with its ways out; a pure function of what was found.
//!
//! Whatever is not a proven answer never looks like a first run: only [`State::NeverSet`] carries the [`Permit`] that
//! setting up a vault needs, and nobody else can make one. (kc1.md 3.6)

pub mod change;
#[cfg(test)]
mod table;
mod ways;

use crate::header::Header;
use crate::keychain::{self, Keychain, Malformed, Secret, Trouble};
use crate::keys;

pub use ways::WayOut;

/// What lies on the disk.
#[derive(Clone, Copy, Debug)]
pub enum Here<'a> {
    /// `vault.kcv`, and its header could be read (from it or from `vault.head`).
    Vault(&'a HeaderFields),
    /// `vault.head` without `vault.kcv`, with the vault's id if it could be read.
    HeadOnly(Option<[u8; 16]>),
    /// Neither.
    Nothing,
}

/// What the header says about the keychain, in mode 1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HeaderFields {
    /// Whose entries.
    pub vault: [u8; 16],
    /// One wrap, or two while a key changes.
    pub wraps: Vec<Wrap>,
    /// Which store was written to (field 7).
    pub store: String,
}

/// The part of a wrap that tells its secret from another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Wrap {
    /// The number of the entry.
    pub number: u32,
    /// `check_n`. (kc1.md 3.2)
    pub check: [u8; 16],
}

/// What the keychain answered.
#[derive(Clone, Debug)]
pub struct Answers {
    /// To `current`; asked only where there is no header.
    pub current: Result<Vec<Result<[u8; 16], Malformed>>, Trouble>,
    /// To the numbers of the header.
    pub keys: Vec<KeyAnswer>,
    /// Numbers below the smallest of the header that still have an entry.
    pub leftovers: Vec<u32>,
    /// Which store answers, if it says.
    pub store: Option<String>,
}

/// What the keychain answered to one number of the header.
#[derive(Clone, Debug)]
pub struct KeyAnswer {
    /// The number.
    pub number: u32,
    /// All values found.
    pub found: Result<Vec<Result<Secret, Malformed>>, Trouble>,
}

/// One of the twelve.
#[derive(Debug, Eq, PartialEq)]
pub enum State {
    /// 1: no vault, no mark of one, and the keychain answered that none is in use.
    NeverSet(Permit),
    /// 2: an entry matches.
    Ready(Opening),
    /// 3: an entry matches, and a key change or its cleaning is unfinished: [`change::finish`] says what is next.
    HalfChanged(Opening, Unfinished),
    /// 4: the store is locked, or its prompt was dismissed.
    Locked(Presence),
    /// 5: the system refuses this program.
    Denied(Presence),
    /// 6: no store can be reached.
    NoService(Presence),
    /// 7: nothing within the time limit.
    NoAnswer(Presence),
    /// 8: a vault is here, the store answers, it is the same as before, and it has no entry.
    Gone,
    /// 9: as 8, but another store answers than the one that was written to.
    StoreChanged {
        /// Which the header names.
        recorded: String,
        /// Which answers.
        found: String,
    },
    /// 10: entries exist and none matches. No PIN is asked, no attempt counted, nothing overwritten.
    WrongSecret,
    /// 11: what the keychain holds or says makes no sense.
    Broken(Breakage, Presence),
    /// 12: a vault was set up here and its file is missing; its id, if known.
    VaultMissing(Option<[u8; 16]>),
}

/// Whether a vault is here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Presence {
    /// It is.
    Here,
    /// Nothing is: the first use.
    FirstUse,
}

/// The right to set up a vault with the keychain. Made by [`recognise`] alone.
#[derive(Debug, Eq, PartialEq)]
pub struct Permit(());

/// The right to begin anew beside what is kept: old files become `vault.old-…`, old entries stay. Made by
/// [`State::start_over`], or by a backup or a rescue that opened.
#[derive(Debug, Eq, PartialEq)]
pub struct ReplacePermit(());

/// The right to set up a vault in mode 2, with a passphrase and without the keychain. Made by
/// [`State::passphrase_permit`] alone.
#[derive(Debug, Eq, PartialEq)]
pub struct PassphrasePermit(());

/// The secret that matches, for asking the PIN.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Opening {
    /// The number of the wrap that it opens.
    pub number: u32,
    /// `kc_n`.
    pub secret: Secret,
}

/// What a key change left.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unfinished {
    /// The numbers in the header.
    pub wraps: Vec<u32>,
    /// Those of them whose entry the store *answered* to be absent.
    pub absent: Vec<u32>,
    /// Numbers below the smallest that still have an entry.
    pub leftovers: Vec<u32>,
}

/// What exactly is broken, for the details.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Breakage {
    /// A value is not spelled as ours are.
    Malformed,
    /// Several entries, and not exactly one of them matches.
    Ambiguous,
    /// A write did not come back as it was written.
    ReadBackDiffers,
    /// There is no default keyring.
    NoDefault,
    /// The system's own words.
    Other(String),
}

/// States of the file itself, beside the twelve.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum VaultState {
    /// Another program of ours has it open.
    InUse,
    /// Its content is damaged: rescue.
    Damaged,
    /// The keychain has seen a later commit than the file holds.
    OlderCopy {
        /// Commit number of the file.
        file: u64,
        /// Commit number seen.
        seen: u64,
    },
    /// Written by a later version of the format.
    NewerFormat,
    /// The file or its folder cannot be written.
    Unwritable,
    /// The disk is full.
    NoSpace,
}

impl HeaderFields {
    /// From the header of a vault.
    #[must_use]
    pub fn of(header: &Header) -> Self {
        let wraps = header.wraps.iter().map(|wrap| Wrap {
            number: wrap.n,
            check: wrap.check,
        });
        Self {
            vault: header.vault_id,
            wraps: wraps.collect(),
            store: header.store.clone(),
        }
    }
}

impl Opening {
    /// As the vault is opened with.
    #[must_use]
    pub fn for_vault(&self) -> keys::Secret {
        keys::Secret {
            n: self.number,
            kc: *self.secret.bytes(),
        }
    }
}

/// Asks the keychain what [`recognise`] needs for these files, and no more.
pub fn ask(keychain: &dyn Keychain, here: Here<'_>) -> Answers {
    let Here::Vault(header) = here else {
        return Answers {
            current: keychain::read_current(keychain),
            keys: Vec::new(),
            leftovers: Vec::new(),
            store: None,
        };
    };
    let ask = |wrap: &Wrap| KeyAnswer {
        number: wrap.number,
        found: keychain::read_key(keychain, header.vault, wrap.number),
    };
    let keys: Vec<KeyAnswer> = header.wraps.iter().map(ask).collect();
    let smallest = header.wraps.iter().map(|wrap| wrap.number).min();
    let answered = keys.iter().all(|key| key.found.is_ok());
    let leftovers = match smallest {
        Some(smallest) if answered => keychain::leftovers(keychain, header.vault, smallest),
        _ => Ok(Vec::new()),
    };
    Answers {
        current: Ok(Vec::new()),
        keys,
        // A search that fails is tried again at the next unlock.
        leftovers: leftovers.unwrap_or_default(),
        store: if answered {
            keychain.store().ok()
        } else {
            None
        },
    }
}

/// Which of the twelve it is.
#[must_use]
pub fn recognise(here: Here<'_>, answers: &Answers) -> State {
    match here {
        Here::Vault(header) => with_vault(header, answers),
        Here::HeadOnly(vault) => State::VaultMissing(vault),
        Here::Nothing => without_vault(answers),
    }
}

fn without_vault(answers: &Answers) -> State {
    let values = match &answers.current {
        Ok(values) => values,
        Err(trouble) => return troubled(trouble, Presence::FirstUse),
    };
    let broken = |what| State::Broken(what, Presence::FirstUse);
    match values.as_slice() {
        [] => State::NeverSet(Permit(())),
        [Ok(vault)] => State::VaultMissing(Some(*vault)),
        [Err(Malformed)] => broken(Breakage::Malformed),
        _ => broken(Breakage::Ambiguous),
    }
}

fn with_vault(header: &HeaderFields, answers: &Answers) -> State {
    let found: Vec<(u32, Found)> = header
        .wraps
        .iter()
        .map(|wrap| (wrap.number, find(wrap, header.vault, answers)))
        .collect();
    if let Some(opening) = newest_matching(&found) {
        return opened(header, opening, &found, &answers.leftovers);
    }
    for (_, one) in &found {
        if let Found::Trouble(trouble) = one {
            return troubled(trouble, Presence::Here);
        }
    }
    for (_, one) in &found {
        if let Found::Broken(what) = one {
            return State::Broken(what.clone(), Presence::Here);
        }
    }
    if found.iter().any(|(_, one)| matches!(one, Found::Wrong)) {
        return State::WrongSecret;
    }
    match &answers.store {
        Some(store) if *store != header.store => State::StoreChanged {
            recorded: header.store.clone(),
            found: store.clone(),
        },
        _ => State::Gone,
    }
}

fn opened(
    header: &HeaderFields,
    opening: Opening,
    found: &[(u32, Found)],
    leftovers: &[u32],
) -> State {
    if header.wraps.len() < 2 && leftovers.is_empty() {
        return State::Ready(opening);
    }
    let absent = found.iter().filter(|(_, one)| matches!(one, Found::Absent));
    let unfinished = Unfinished {
        wraps: header.wraps.iter().map(|wrap| wrap.number).collect(),
        absent: absent.map(|(number, _)| *number).collect(),
        leftovers: leftovers.to_vec(),
    };
    State::HalfChanged(opening, unfinished)
}

/// What stands under one number of the header.
enum Found {
    Matching(Secret),
    Wrong,
    Absent,
    Broken(Breakage),
    Trouble(Trouble),
}

fn find(wrap: &Wrap, vault: [u8; 16], answers: &Answers) -> Found {
    let Some(answer) = answers.keys.iter().find(|key| key.number == wrap.number) else {
        // Nobody asked: that is no answer, and certainly no absence.
        return Found::Trouble(Trouble::NoAnswer);
    };
    let values = match &answer.found {
        Ok(values) => values,
        Err(trouble) => return Found::Trouble(trouble.clone()),
    };
    let mut matching: Vec<&Secret> = values
        .iter()
        .flatten()
        .filter(|secret| keys::check(secret.bytes(), &vault, wrap.number) == wrap.check)
        .collect();
    // The same secret twice is one secret.
    matching.dedup();
    match (matching.as_slice(), values.as_slice()) {
        ([secret], _) => Found::Matching((*secret).clone()),
        (_, []) => Found::Absent,
        (_, [Ok(_)]) => Found::Wrong,
        (_, [Err(Malformed)]) => Found::Broken(Breakage::Malformed),
        _ => Found::Broken(Breakage::Ambiguous),
    }
}

/// The newer of two that match: only a session that opened with it may end a change.
fn newest_matching(found: &[(u32, Found)]) -> Option<Opening> {
    let matching = found.iter().filter_map(|(number, one)| match one {
        Found::Matching(secret) => Some(Opening {
            number: *number,
            secret: secret.clone(),
        }),
        _ => None,
    });
    matching.max_by_key(|opening| opening.number)
}

fn troubled(trouble: &Trouble, presence: Presence) -> State {
    let broken = |what| State::Broken(what, presence);
    match trouble {
        Trouble::Locked => State::Locked(presence),
        Trouble::Denied => State::Denied(presence),
        Trouble::NoService => State::NoService(presence),
        Trouble::NoAnswer => State::NoAnswer(presence),
        Trouble::NoDefault => broken(Breakage::NoDefault),
        Trouble::ReadBackDiffers => broken(Breakage::ReadBackDiffers),
        // Written once only: what stands there is not ours to replace.
        Trouble::Occupied => broken(Breakage::Ambiguous),
        Trouble::Other(words) => broken(Breakage::Other(words.clone())),
    }
}
