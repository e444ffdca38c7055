//! The next version of the root: how the keys of trust files and of roots change (kc1.md part 2, "Rotation").

use std::fs;
use std::path::Path;

use healthcode::kc1::Signer;
use healthcode::kct::{Curve, Publisher, Root, Signed, Thing, write};
use jiff::Timestamp;

use super::file::{KeyError, KeyFolder, ROOT, io, only_ours, read_secret};
use super::make::signature;
use super::signer::{Handle, InMemory, kid};
use crate::settings::Settings;

/// What the next root changes. At least one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Another key for trust files: what the one before signs from then on is believed by nobody who has the new root.
    pub bundle: bool,
    /// Another key for roots.
    pub root: bool,
}

impl KeyFolder {
    /// Makes the next version of the root, signed by the key of the one before and, if it has another, by that too.
    /// Gives its number. The trust file that is published next carries it, and whoever pinned an earlier one follows.
    ///
    /// `root_key` is the file of the present root key, if that was taken out of the folder.
    ///
    /// # Errors
    ///
    /// [`KeyError::Root`] if the present root key is not found; others of [`KeyError`].
    pub fn next_root(
        &self,
        settings: &Settings,
        change: Change,
        root_key: Option<&Path>,
        now: Timestamp,
    ) -> Result<u16, KeyError> {
        let mut ring = self.read()?;
        let form = || KeyError::Form("keys.json".to_owned());
        let newest = ring.roots.last().and_then(|root| read(root));
        let newest = newest.ok_or_else(form)?;
        let first = ring.roots.first().ok_or_else(form)?;
        let first = Signed::from_bytes(first).map_err(|_| form())?;
        let before = self.root_key(&newest, root_key)?;
        let version = newest.version.checked_add(1).ok_or_else(form)?;

        let mut signers = vec![before.clone()];
        if change.root {
            signers.push(self.fresh(ring.curve(), &format!("{ROOT}-{version}"))?);
        }
        if change.bundle {
            let key = InMemory::generate(ring.curve()).map_err(|_| KeyError::Unknown)?;
            let secret = key.to_pkcs8().map_err(|_| KeyError::Unknown)?;
            self.keep(&kid(key.key()), &secret)?;
            ring.bundle = Handle::new(key);
        }
        let root = Root {
            publisher: Publisher::of_first_root(&first.payload),
            version,
            names: settings.names.clone().into_iter().collect(),
            root_keys: signers.last().map(|last| *last.key()).into_iter().collect(),
            bundle_keys: vec![*ring.bundle.key()],
            made: now,
            ..newest
        };
        let payload = write::root(&root).map_err(|_| form())?;
        let by = |signer| signature(Thing::Root, root.realm, signer, &payload);
        let signatures = signers.iter().map(by).collect::<Result<_, _>>();
        let signed = Signed {
            signatures: signatures.map_err(|_| KeyError::Unknown)?,
            payload: payload.into(),
        };
        ring.roots.push(signed.to_bytes());
        self.list(&ring)?;
        Ok(version)
    }

    /// The key that may sign what follows `newest`: in this file, or in the folder.
    fn root_key(&self, newest: &Root, file: Option<&Path>) -> Result<Handle, KeyError> {
        // This program makes roots with one key, and signs for no more.
        let [wanted] = newest.root_keys.as_slice() else {
            return Err(KeyError::Root);
        };
        let fits = |handle: &Handle| handle.key() == wanted;
        if let Some(file) = file {
            return Some(read_secret(file)?).filter(fits).ok_or(KeyError::Root);
        }
        for version in (1..=newest.version).rev() {
            let name = match version {
                1 => ROOT.to_owned(),
                version => format!("{ROOT}-{version}"),
            };
            let path = self.0.join(format!("{name}.p8"));
            if fs::exists(&path).map_err(|_| io(&path))? {
                only_ours(&path)?;
                let handle = read_secret(&path)?;
                if fits(&handle) {
                    return Ok(handle);
                }
            }
        }
        Err(KeyError::Root)
    }

    /// A new key in a file of this name.
    fn fresh(&self, curve: Curve, name: &str) -> Result<Handle, KeyError> {
        let key = InMemory::generate(curve).map_err(|_| KeyError::Unknown)?;
        let secret = key.to_pkcs8().map_err(|_| KeyError::Unknown)?;
        self.keep(name, &secret)?;
        Ok(Handle::new(key))
    }
}

fn read(signed: &[u8]) -> Option<Root> {
    let signed = Signed::from_bytes(signed).ok()?;
    Root::read(&signed.payload).ok()
}
