//! New keys, and the root that speaks for them.

use healthcode::kc1::Signer;
use healthcode::kct::{
    Curve, Detached, Key, KeyEntry, KeyUse, Publisher, Realm, Root, Scope, Signed, Thing, write,
};
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::ring::{Held, Ring};
use super::signer::{Handle, InMemory, SignError};
use crate::machine::second;
use crate::pack::hour;
use crate::settings::Settings;

/// A ring that was just made, and the secrets of its keys, each as a PKCS#8 document.
pub struct Made {
    /// The ring.
    pub ring: Ring,
    /// The key that signs roots; not needed again before keys of trust files change.
    pub root: Key,
    /// Every secret: those of the ring and the root's.
    pub secrets: Vec<(Key, Zeroizing<Vec<u8>>)>,
}

impl Made {
    /// Keys on `curve` for a new authority: one each for strips, paper codes, status lists, receipts, trust files and roots.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the library makes no keys, or the settings give no root.
    pub fn new(settings: &Settings, curve: Curve, now: Timestamp) -> Result<Self, SignError> {
        let mut secrets = Vec::new();
        let mut generate = || {
            let key = InMemory::generate(curve)?;
            secrets.push((*key.key(), key.to_pkcs8()?));
            Ok(Handle::new(key))
        };
        let (root, bundle) = (generate()?, generate()?);
        let keys = USES.map(|(uses, days)| Ok(held(settings, uses, days, now, generate()?)));
        let keys = keys.into_iter().collect::<Result<_, SignError>>()?;
        let doc = Root {
            // Computed from the bytes of version 1.
            publisher: Publisher([0; 16]),
            version: 1,
            realm: settings.realm.into(),
            names: settings.names.clone().into_iter().collect(),
            root_keys: vec![*root.key()],
            threshold: 1,
            bundle_keys: vec![*bundle.key()],
            scope: vec![Scope::Kc1(settings.id.clone()), Scope::Packs],
            made: now,
        };
        let payload = write::root(&doc).map_err(|_| SignError)?;
        let signed = signed(Thing::Root, doc.realm, &root, payload)?;
        let ring = Ring {
            keys,
            bundle,
            roots: vec![signed.to_bytes()],
        };
        Ok(Self {
            ring,
            root: *root.key(),
            secrets,
        })
    }
}

/// A key of the ring that may sign from the hour of `from` on.
pub(super) fn held(
    settings: &Settings,
    uses: &[KeyUse],
    days: i64,
    from: Timestamp,
    handle: Handle,
) -> Held {
    // Codes are dated to the whole hour, so the key begins with it.
    let from = hour(from);
    let entry = KeyEntry {
        key: *handle.key(),
        uses: uses.to_vec(),
        from,
        until: second(from.as_second() + days * 86_400),
        regions: settings
            .regions
            .iter()
            .map(|pack| pack.id.clone())
            .collect(),
    };
    Held {
        entry,
        dead: None,
        handle,
    }
}

/// A document of a trust file with one signature.
pub(crate) fn signed(
    thing: Thing,
    realm: Realm,
    by: &Handle,
    payload: Vec<u8>,
) -> Result<Signed<'static>, SignError> {
    let signature = signature(thing, realm, by, &payload)?;
    Ok(Signed {
        payload: payload.into(),
        signatures: vec![signature],
    })
}

/// One signature over a document of a trust file.
pub(super) fn signature(
    thing: Thing,
    realm: Realm,
    by: &Handle,
    payload: &[u8],
) -> Result<Detached, SignError> {
    write::sign(thing, realm, by.key(), payload, |message| {
        let signature = by.sign(message)?;
        Ok(by.key().curve.canonical(&signature))
    })
}

/// What each key of a new ring signs, and for how many days.
pub(super) const USES: [(&[KeyUse], i64); 4] = [
    (&[KeyUse::Screen], 180),
    (&[KeyUse::Paper], 180),
    (&[KeyUse::Status], 360),
    (&[KeyUse::Receipt], 360),
];
