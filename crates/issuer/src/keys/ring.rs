//! All keys of an authority.

use healthcode::certificate::sha256;
use healthcode::kc1::Signer;
use healthcode::kct::{Curve, Fingerprint, Key, KeyEntry, KeyUse};
use issuing::message::KeyInfo;
use jiff::Timestamp;

use super::file::said;
use super::signer::{Handle, kid};

/// The keys that sign codes, status lists and receipts, and the key that signs trust files.
#[derive(Clone, Debug)]
pub struct Ring {
    /// Every key that a code which is still valid may be signed with, and those that will sign next.
    pub keys: Vec<Held>,
    /// Signs the manifests of trust files. The root keys, which sign roots, are not here.
    pub bundle: Handle,
    /// The roots of the trust file with their signatures, oldest first, as
    /// [`Signed::to_bytes`](healthcode::kct::Signed::to_bytes) writes them.
    pub roots: Vec<Vec<u8>>,
}

/// One key.
#[derive(Clone, Debug)]
pub struct Held {
    /// What it may sign and when, as trust files say it.
    pub entry: KeyEntry,
    /// Since when nothing that it signed is to be believed.
    pub dead: Option<Timestamp>,
    /// Its secret.
    pub handle: Handle,
}

impl Ring {
    /// The curve of all its keys, and so of the keys of devices and strips (kc1.md section 1.2, rule 8).
    pub fn curve(&self) -> Curve {
        self.bundle.key().curve
    }

    /// The key that signs this kind of thing at `iat`: of those that may, the one that began last.
    pub fn signer(&self, what: KeyUse, iat: Timestamp) -> Option<&Handle> {
        let may = self.keys.iter().filter(|held| {
            held.dead.is_none()
                && held.entry.uses.contains(&what)
                && held.entry.from <= iat
                && iat <= held.entry.until
        });
        may.max_by_key(|held| held.entry.from)
            .map(|held| &held.handle)
    }

    /// What is said of the keys that may sign at `now`.
    pub fn infos(&self, now: Timestamp) -> Vec<KeyInfo> {
        let living = |held: &&Held| held.dead.is_none() && now <= held.entry.until;
        self.keys.iter().filter(living).map(info).collect()
    }
}

fn info(held: &Held) -> KeyInfo {
    let uses = held.entry.uses.iter().filter_map(|what| said(*what));
    KeyInfo {
        kid: kid(&held.entry.key),
        fingerprint: fingerprint(&held.entry.key).to_string(),
        uses: uses.collect(),
        from: held.entry.from,
        until: held.entry.until,
    }
}

/// The fingerprint of a key: of SHA-256 over its COSE_Key, whose first 8 bytes are its name.
pub fn fingerprint(key: &Key) -> Fingerprint {
    Fingerprint::of_hash(&sha256(&key.to_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::signer::InMemory;
    use crate::machine::second;

    fn held(from: i64, until: i64, uses: &[KeyUse]) -> Held {
        let handle = Handle::new(InMemory::generate(Curve::P256).expect("a key"));
        let entry = KeyEntry {
            key: *handle.key(),
            uses: uses.to_vec(),
            from: second(from),
            until: second(until),
            regions: vec!["CN-GD".to_owned()],
        };
        Held {
            entry,
            dead: None,
            handle,
        }
    }

    #[test]
    fn the_newest_that_may_signs() {
        let screen = [KeyUse::Screen];
        let mut ring = Ring {
            keys: vec![
                held(0, 200, &screen),
                held(100, 300, &screen),
                held(150, 300, &[KeyUse::Status]),
            ],
            bundle: Handle::new(InMemory::generate(Curve::P256).expect("a key")),
            roots: Vec::new(),
        };
        let at = |ring: &Ring, now| {
            let signer = ring.signer(KeyUse::Screen, second(now))?;
            ring.keys
                .iter()
                .position(|held| held.entry.key == *signer.key())
        };
        let row = |ring: &Ring| [-1, 0, 99, 100, 200, 201, 300, 301].map(|now| at(ring, now));
        let (first, second_) = (Some(0), Some(1));
        assert_eq!(
            row(&ring),
            [None, first, first, second_, second_, second_, second_, None]
        );
        ring.keys[1].dead = Some(second(120));
        assert_eq!(
            row(&ring),
            [None, first, first, first, first, None, None, None]
        );
        assert_eq!(
            ring.infos(second(250)).len(),
            1,
            "neither the dead one nor the one that is over"
        );
    }
}
