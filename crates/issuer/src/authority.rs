//! One authority at work: settings, clock, store and keys together.

use std::path::Path;
use std::sync::{Arc, RwLock};

use healthcode::kct::{Curve, KeyUse, Publisher, Realm, Signed};
use issuing::message::Description;
use jiff::Timestamp;
use rules::Packs;
use rusqlite::Connection;
use serde::Serialize;

use crate::gate::{Gate, Pace};
use crate::keys::{Handle, KeyError, KeyFolder, Ring};
use crate::machine::Clock;
use crate::pack::Pack;
use crate::refusal::Refusal;
use crate::serials::Serials;
use crate::settings::Settings;
use crate::signed::Asked;
use crate::store::{Store, StoreError};
use issuing::Code;

/// An authority at work.
pub struct Authority {
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
    pub(crate) serials: Serials,
    pub(crate) gate: Gate,
    pub(crate) pace: Pace,
    /// The region packs that go into the trust file.
    pub(crate) packs: Option<Vec<u8>>,
    ring: RwLock<Arc<Ring>>,
    folder: Option<KeyFolder>,
    address: String,
}

impl Authority {
    /// The authority with this store and these keys, which families reach at `address`.
    pub fn new(
        settings: Settings,
        address: String,
        clock: Clock,
        store: Store,
        ring: Ring,
    ) -> Self {
        Self {
            serials: Serials::new(settings.limits.lease),
            gate: Gate::new(&settings.limits),
            pace: Pace::new(settings.limits.per_device),
            settings,
            clock,
            store,
            packs: None,
            ring: RwLock::new(Arc::new(ring)),
            folder: None,
            address,
        }
    }

    /// The authority that `init` made in `folder`. Without an address in its settings it is at `here`.
    ///
    /// # Errors
    ///
    /// A sentence that says which file is wrong.
    pub fn open(folder: &Path, here: &str, clock: Clock) -> Result<Self, String> {
        let settings = Settings::read(folder).map_err(|error| error.to_string())?;
        let keys = KeyFolder::of(folder);
        let ring = keys.read().map_err(|error| error.to_string())?;
        let store = folder.join("authority.sqlite");
        let store = Store::open(&store).map_err(|error| error.to_string())?;
        let address = settings.address.clone().unwrap_or_else(|| here.to_owned());
        let mut authority = Self::new(settings, address, clock, store, ring);
        authority.folder = Some(keys);
        match std::fs::read(folder.join(PACKS)) {
            Ok(packs) => authority.with_packs(packs),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(authority),
            Err(error) => Err(format!("{PACKS}: {error}")),
        }
    }

    /// The same with these region packs in its trust file, as [`Packs::read`](rules::Packs::read) reads them.
    ///
    /// # Errors
    ///
    /// A sentence, if they are no packs, or a region of the settings goes beyond them.
    pub fn with_packs(mut self, packs: Vec<u8>) -> Result<Self, String> {
        let read = Packs::read(&packs).map_err(|error| format!("{PACKS}: {error}"))?;
        let now = self.clock.now();
        let beyond = |pack: &&Pack| !pack.is_within(&read, self.realm(), now);
        if let Some(pack) = self.settings.regions.iter().find(beyond) {
            return Err(format!(
                "{}: the settings go beyond the region pack",
                pack.id
            ));
        }
        self.packs = Some(packs);
        Ok(self)
    }

    /// Looks whether the command line changed the keys.
    ///
    /// # Errors
    ///
    /// [`KeyError`]. Then those that were read before stay.
    pub fn reread_keys(&self) -> Result<(), KeyError> {
        if let Some(folder) = &self.folder {
            let ring = Arc::new(folder.read()?);
            if let Ok(mut held) = self.ring.write() {
                *held = ring;
            }
        }
        Ok(())
    }

    /// What it says of itself.
    pub fn description(&self) -> Description {
        let (settings, now) = (&self.settings, self.clock.now());
        let ring = self.ring();
        Description {
            id: settings.id.clone(),
            realm: settings.realm,
            names: settings.names.clone(),
            fingerprint: publisher(&ring).map_or_else(String::new, |p| p.fingerprint().to_string()),
            algorithm: ring.curve().into(),
            keys: ring.infos(now),
            regions: settings.regions.iter().map(Pack::region).collect(),
            status_base: self.status_base(),
            now,
        }
    }

    /// Where it is.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn status_base(&self) -> String {
        let base = self.settings.status_base.clone();
        base.unwrap_or_else(|| format!("{}/v1/status/", self.address.trim_end_matches('/')))
    }

    pub(crate) fn realm(&self) -> Realm {
        self.settings.realm.into()
    }

    /// Of every key that has to do with it: its own, those of devices and of strips.
    pub(crate) fn curve(&self) -> Curve {
        self.ring().curve()
    }

    pub(crate) fn ring(&self) -> Arc<Ring> {
        match self.ring.read() {
            Ok(ring) => Arc::clone(&ring),
            // Nothing is half-done under this lock.
            Err(poisoned) => Arc::clone(&poisoned.into_inner()),
        }
    }

    /// The key for this kind of thing, dated `iat`.
    pub(crate) fn signer(&self, what: KeyUse, iat: Timestamp) -> Result<Handle, Refusal> {
        self.ring().signer(what, iat).cloned().ok_or_else(|| {
            tracing::error!(?what, "no key may sign this now: rotate");
            Code::Failed.into()
        })
    }

    /// Does `work` for this request once: a retry gets the answer of the first time.
    pub(crate) fn once<T: Serialize>(
        &self,
        asked: &Asked,
        work: impl FnOnce(&Connection) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<Vec<u8>, Refusal> {
        let (row, nonce, digest) = (asked.device.row, asked.nonce, asked.digest);
        let now = self.clock.now().as_second();
        self.store.write_blocking(move |connection| {
            if let Some(body) = answered(connection, row, nonce, digest)? {
                return Ok(body);
            }
            let body = serde_json::to_vec(&work(connection)?).map_err(|_| Code::Failed)?;
            connection
                .prepare_cached(
                    "INSERT INTO answers (device, nonce, digest, body, at) VALUES (?, ?, ?, ?, ?)",
                )?
                .execute((row, nonce, digest, &body, now))?;
            Ok(body)
        })
    }

    /// What was answered to this request before.
    pub(crate) fn before(&self, asked: &Asked) -> Result<Option<Vec<u8>>, Refusal> {
        let (row, nonce, digest) = (asked.device.row, asked.nonce, asked.digest);
        self.store
            .read(move |connection| answered(connection, row, nonce, digest))
    }

    /// Whether it can do its work: the disk takes something, and there are keys for everything.
    ///
    /// # Errors
    ///
    /// [`Refusal`].
    pub fn ready(&self) -> Result<(), Refusal> {
        let now = crate::pack::hour(self.clock.now());
        for what in [
            KeyUse::Screen,
            KeyUse::Paper,
            KeyUse::Status,
            KeyUse::Receipt,
        ] {
            self.signer(what, now)?;
        }
        let written: Result<(), StoreError> = self.store.write_blocking(|_| Ok(()));
        written.map_err(Refusal::from)
    }
}

fn answered(
    connection: &Connection,
    device: i64,
    nonce: [u8; 16],
    digest: [u8; 32],
) -> Result<Option<Vec<u8>>, Refusal> {
    let mut query = connection
        .prepare_cached("SELECT digest, body FROM answers WHERE device = ? AND nonce = ?")?;
    let mut rows = query.query((device, nonce))?;
    match rows.next()? {
        None => Ok(None),
        Some(row) if row.get::<_, [u8; 32]>(0)? == digest => Ok(Some(row.get(1)?)),
        Some(_) => Err(Code::Nonce.into()),
    }
}

/// Whose trust file it is.
pub(crate) fn publisher(ring: &Ring) -> Option<Publisher> {
    let first = Signed::from_bytes(ring.roots.first()?).ok()?;
    Some(Publisher::of_first_root(&first.payload))
}

/// The file with the region packs that go into the trust file, if the authority speaks for them.
const PACKS: &str = "packs.json";
