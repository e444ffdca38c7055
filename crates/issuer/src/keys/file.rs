//! Keys in a folder: `keys.json`, and beside it each secret in a file of its own that only its owner may read.
//!
//! The secrets are **not** encrypted: whoever reads the folder as this user, or a backup of it, can sign. A service
//! that starts by itself has no passphrase to ask for; what is better is a module of PKCS#11 behind the same trait.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use atomicwrites::{AllowOverwrite, AtomicFile};
use data_encoding::{BASE64, HEXLOWER};
use healthcode::kc1::Signer;
use healthcode::kct::{Curve, KeyEntry, KeyUse};
use issuing::message;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use super::make::{self, Made, USES};
use super::ring::{Held, Ring};
use super::signer::{Handle, InMemory, kid};
use crate::settings::Settings;

/// A folder with keys.
#[derive(Clone, Debug)]
pub struct KeyFolder(pub(super) PathBuf);

/// Why there are no keys.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum KeyError {
    /// There are keys already.
    #[error("there are keys here already")]
    Exists,
    /// Not what this program writes.
    #[error("{0}: not what this program writes")]
    Form(String),
    /// Keys of two algorithms: an authority has one.
    #[error("the keys are of two algorithms")]
    Mixed,
    /// Cannot be read or written.
    #[error("{0}: cannot be read or written")]
    Io(String),
    /// Others may read a secret.
    #[error("{0}: others than its owner may read it (chmod 600)")]
    Open(String),
    /// Not the key of the newest root, or none that signs roots alone.
    #[error("this is not the key of the newest root; --root-key says where that one lies")]
    Root,
    /// No such key.
    #[error("there is no such key here")]
    Unknown,
}

/// `keys.json`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Index {
    bundle: String,
    roots: Vec<String>,
    keys: Vec<Listed>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    kid: String,
    uses: Vec<message::KeyUse>,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    from: Timestamp,
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    until: Timestamp,
    regions: Vec<String>,
    #[serde(default, with = "jiff::fmt::serde::timestamp::second::optional")]
    dead: Option<Timestamp>,
}

impl KeyFolder {
    /// The keys of the authority in `folder`.
    pub fn of(folder: &Path) -> Self {
        Self(folder.join("keys"))
    }

    /// Makes keys on `curve` for a new authority.
    ///
    /// # Errors
    ///
    /// [`KeyError::Exists`] if there are some already.
    pub fn create(
        &self,
        settings: &Settings,
        curve: Curve,
        now: Timestamp,
    ) -> Result<Ring, KeyError> {
        if self.index().exists() {
            return Err(KeyError::Exists);
        }
        fs::create_dir_all(&self.0).map_err(|_| io(&self.0))?;
        let made = Made::new(settings, curve, now).map_err(|_| KeyError::Unknown)?;
        for (key, secret) in &made.secrets {
            let name = if *key == made.root {
                ROOT.to_owned()
            } else {
                kid(key)
            };
            self.keep(&name, secret)?;
        }
        self.list(&made.ring)?;
        Ok(made.ring)
    }

    /// Reads all of them.
    ///
    /// # Errors
    ///
    /// [`KeyError`].
    pub fn read(&self) -> Result<Ring, KeyError> {
        let path = self.index();
        let bytes = fs::read(&path).map_err(|_| io(&path))?;
        let index: Index =
            serde_json::from_slice(&bytes).map_err(|_| KeyError::Form(name(&path)))?;
        let root = |text: &String| BASE64.decode(text.as_bytes());
        let roots = index.roots.iter().map(root).collect::<Result<_, _>>();
        let keys = index.keys.iter().map(|listed| self.held(listed));
        let ring = Ring {
            keys: keys.collect::<Result<_, _>>()?,
            bundle: self.secret(&index.bundle)?,
            roots: roots.map_err(|_| KeyError::Form(name(&path)))?,
        };
        let of_one = |held: &Held| held.entry.key.curve == ring.curve();
        if ring.keys.iter().all(of_one) {
            Ok(ring)
        } else {
            Err(KeyError::Mixed)
        }
    }

    /// Adds a key for each use that signs from `from` on; those before sign until then, and what they signed stays
    /// good. Gives the names of the new ones.
    ///
    /// # Errors
    ///
    /// [`KeyError`].
    pub fn rotate(&self, settings: &Settings, from: Timestamp) -> Result<Vec<String>, KeyError> {
        let mut ring = self.read()?;
        let mut kids = Vec::new();
        for (uses, days) in USES {
            let key = InMemory::generate(ring.curve()).map_err(|_| KeyError::Unknown)?;
            let secret = key.to_pkcs8().map_err(|_| KeyError::Unknown)?;
            kids.push(kid(key.key()));
            self.keep(&kid(key.key()), &secret)?;
            let handle = Handle::new(key);
            ring.keys
                .push(make::held(settings, uses, days, from, handle));
        }
        self.list(&ring)?;
        Ok(kids)
    }

    /// Declares a key dead: it signs no more, and trust files say for ever that nothing by it is to be believed.
    ///
    /// # Errors
    ///
    /// [`KeyError::Unknown`] if there is no key of this name.
    pub fn bury(&self, dead: &str, now: Timestamp) -> Result<(), KeyError> {
        let mut ring = self.read()?;
        let mut named = ring
            .keys
            .iter_mut()
            .filter(|held| kid(&held.entry.key) == dead);
        let held = named.next().ok_or(KeyError::Unknown)?;
        held.dead = held.dead.or(Some(now));
        self.list(&ring)
    }

    fn held(&self, listed: &Listed) -> Result<Held, KeyError> {
        let handle = self.secret(&listed.kid)?;
        let entry = KeyEntry {
            key: *handle.key(),
            uses: listed.uses.iter().map(|what| signs(*what)).collect(),
            from: listed.from,
            until: listed.until,
            regions: listed.regions.clone(),
        };
        Ok(Held {
            entry,
            dead: listed.dead,
            handle,
        })
    }

    fn secret(&self, kid: &str) -> Result<Handle, KeyError> {
        let path = self.path(kid)?;
        only_ours(&path)?;
        read_secret(&path)
    }

    pub(super) fn keep(&self, name: &str, secret: &[u8]) -> Result<(), KeyError> {
        let path = self.path(name)?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(|_| io(&path))?;
        let written = file.write_all(secret).and_then(|()| file.sync_all());
        written.map_err(|_| io(&path))
    }

    pub(super) fn list(&self, ring: &Ring) -> Result<(), KeyError> {
        let listed = ring.keys.iter().map(|held| Listed {
            kid: kid(&held.entry.key),
            uses: held
                .entry
                .uses
                .iter()
                .filter_map(|what| said(*what))
                .collect(),
            from: held.entry.from,
            until: held.entry.until,
            regions: held.entry.regions.clone(),
            dead: held.dead,
        });
        let index = Index {
            bundle: kid(ring.bundle.key()),
            roots: ring.roots.iter().map(|root| BASE64.encode(root)).collect(),
            keys: listed.collect(),
        };
        let path = self.index();
        let bytes = serde_json::to_vec_pretty(&index).map_err(|_| KeyError::Form(name(&path)))?;
        AtomicFile::new(&path, AllowOverwrite)
            .write(|file| file.write_all(&bytes))
            .map_err(|_| io(&path))
    }

    fn index(&self) -> PathBuf {
        self.0.join("keys.json")
    }

    /// Names come from a file that a person may have changed: they are names and no paths.
    fn path(&self, name: &str) -> Result<PathBuf, KeyError> {
        let kid = name.len() == 16 && HEXLOWER.decode(name.as_bytes()).is_ok();
        let number = name.strip_prefix(ROOT).and_then(|n| n.strip_prefix('-'));
        if kid || name == ROOT || number.is_some_and(|n| n.parse::<u16>().is_ok()) {
            Ok(self.0.join(format!("{name}.p8")))
        } else {
            Err(KeyError::Unknown)
        }
    }
}

fn signs(what: message::KeyUse) -> KeyUse {
    match what {
        message::KeyUse::Screen => KeyUse::Screen,
        message::KeyUse::Paper => KeyUse::Paper,
        message::KeyUse::School => KeyUse::School,
        message::KeyUse::Status => KeyUse::Status,
        message::KeyUse::Receipt => KeyUse::Receipt,
    }
}

/// What is said of it to others; decisions are not signed here yet.
pub(super) fn said(what: KeyUse) -> Option<message::KeyUse> {
    match what {
        KeyUse::Screen => Some(message::KeyUse::Screen),
        KeyUse::Paper => Some(message::KeyUse::Paper),
        KeyUse::School => Some(message::KeyUse::School),
        KeyUse::Status => Some(message::KeyUse::Status),
        KeyUse::Receipt => Some(message::KeyUse::Receipt),
        KeyUse::Decision => None,
    }
}

/// The key in a file of PKCS#8, wherever it lies.
pub(super) fn read_secret(path: &Path) -> Result<Handle, KeyError> {
    let der = Zeroizing::new(fs::read(path).map_err(|_| io(path))?);
    let key = InMemory::from_pkcs8(&der).map_err(|_| KeyError::Form(name(path)))?;
    Ok(Handle::new(key))
}

#[cfg(unix)]
pub(super) fn only_ours(path: &Path) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;

    let mode = fs::metadata(path)
        .map_err(|_| io(path))?
        .permissions()
        .mode();
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(KeyError::Open(name(path)))
    }
}

#[cfg(not(unix))]
pub(super) fn only_ours(_: &Path) -> Result<(), KeyError> {
    Ok(())
}

pub(super) fn io(path: &Path) -> KeyError {
    KeyError::Io(name(path))
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

/// The file of the first root key; later ones have the version of their root behind it. They sign roots only and belong
/// on a stick in a drawer.
pub(super) const ROOT: &str = "root";
