//! The trust file: the authority's keys, and region packs if it speaks for them, signed by its root.

use std::cmp::Ordering;
use std::iter;

use healthcode::certificate::sha256;
use healthcode::kct::{
    self, Dead, KeyEntry, Manifest, Part, PartType, Root, Signed, Thing, TrustFile, write,
};
use issuing::Code;
use rusqlite::OptionalExtension;

use super::Published;
use crate::authority::{Authority, publisher};
use crate::keys::Ring;
use crate::keys::make::signed;
use crate::machine::second;
use crate::refusal::Refusal;
use crate::settings::Settings;

/// The trust file that was published last.
///
/// # Errors
///
/// [`Code::NotThere`] if there is none.
pub fn trust_file(authority: &Authority) -> Result<Published, Refusal> {
    super::published(authority, TRUST)
}

/// Makes the next trust file if it says something else than the last one, or that one is a day old.
pub(super) fn renew(authority: &Authority) -> Result<(), Refusal> {
    let now = authority.clock.now();
    let ring = authority.ring();
    let settings = authority.settings.clone();
    let packs = authority.packs.clone();
    authority.store.write_blocking(move |connection| {
        let last: Option<(i64, u32, Vec<u8>, Vec<u8>)> = connection
            .query_row(
                "SELECT iat, seq, about, bytes FROM published WHERE number = ?",
                [TRUST],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?;
        let (part, dead) = content(&settings, &ring, now.as_second())?;
        let parts: Vec<(PartType, Vec<u8>)> = iter::once((PartType::Kc1, part))
            .chain(packs.map(|packs| (PartType::Pack, packs)))
            .collect();
        let about = about(&ring, &parts, &dead);
        let seq = match &last {
            Some((iat, _, said, _)) if *said == about && now.as_second() - iat < RENEW => {
                return Ok(());
            }
            Some((_, seq, _, bytes)) => after(*seq, bytes, newest(&ring)?.version)?,
            None => 1,
        };
        let bytes = file(&ring, seq, now, &parts, dead)?;
        connection.execute(
            "INSERT INTO published (number, iat, seq, about, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (number) DO UPDATE SET iat = ?2, seq = ?3, about = ?4, bytes = ?5",
            (TRUST, now.as_second(), seq, about, bytes),
        )?;
        tracing::info!(seq, "a trust file is published");
        Ok(())
    })
}

/// The number of the next file under this version of the root: a new root begins again with 1 (kc1.md part 2,
/// "Rotation"), so what a stolen key numbered stands in nobody's way.
fn after(seq: u32, last: &[u8], version: u16) -> Result<u32, Refusal> {
    let last = TrustFile::read(last).map_err(|_| Code::Failed)?;
    match version.cmp(&last.newest_root().version) {
        Ordering::Greater => Ok(1),
        Ordering::Equal => Ok(seq + 1),
        Ordering::Less => {
            tracing::error!("a later root is published already: the keys here are old");
            Err(Code::Failed.into())
        }
    }
}

fn newest(ring: &Ring) -> Result<Root, Refusal> {
    let newest = ring.roots.last().ok_or(Code::Failed)?;
    let newest = Signed::from_bytes(newest).map_err(|_| Code::Failed)?;
    Ok(Root::read(&newest.payload).map_err(|_| Code::Failed)?)
}

/// The part with the authority's keys, and the keys that are dead.
fn content(settings: &Settings, ring: &Ring, now: i64) -> Result<(Vec<u8>, Vec<Dead>), Refusal> {
    // A code lives 31 days at most, so its key is named that much longer than it signs.
    let named = ring
        .keys
        .iter()
        .filter(|held| held.dead.is_none() && held.entry.until.as_second() + 32 * 86_400 > now);
    let keys: Vec<KeyEntry> = named.map(|held| held.entry.clone()).collect();
    let https = |base: &Option<String>| base.clone().filter(|base| base.starts_with("https://"));
    let service_base = https(&settings.address);
    let here = service_base
        .as_ref()
        .map(|base| format!("{}/v1/status/", base.trim_end_matches('/')));
    let authority = kct::Authority {
        id: settings.id.clone(),
        names: settings.names.clone().into_iter().collect(),
        keys,
        status_base: https(&settings.status_base).or(here),
        service_base,
        log: None,
    };
    let part = write::kc1_part(&[authority]).map_err(|_| Code::Failed)?;
    let dead = ring.keys.iter().filter_map(|held| {
        Some(Dead {
            format: "kc1".to_owned(),
            kid: held.entry.key.kid().to_vec(),
            since: held.dead?,
        })
    });
    Ok((part, dead.collect()))
}

/// By what the next file is seen to say something else.
fn about(ring: &Ring, parts: &[(PartType, Vec<u8>)], dead: &[Dead]) -> Vec<u8> {
    let mut bytes = Vec::new();
    parts
        .iter()
        .for_each(|(_, part)| bytes.extend_from_slice(&sha256(part)));
    ring.roots
        .iter()
        .for_each(|root| bytes.extend_from_slice(root));
    dead.iter()
        .for_each(|dead| bytes.extend_from_slice(&dead.kid));
    sha256(&bytes).to_vec()
}

fn file(
    ring: &Ring,
    seq: u32,
    now: jiff::Timestamp,
    parts: &[(PartType, Vec<u8>)],
    dead: Vec<Dead>,
) -> Result<Vec<u8>, Refusal> {
    // A file has room for so many; whoever pinned an older one compares the fingerprint once more.
    let before = ring.roots.len().saturating_sub(kct::MAX_ROOTS);
    let roots = ring.roots.iter().skip(before);
    let roots: Result<Vec<Signed<'_>>, _> = roots.map(|root| Signed::from_bytes(root)).collect();
    let roots = roots.map_err(|_| Code::Failed)?;
    let newest = newest(ring)?;
    let manifest = Manifest {
        publisher: publisher(ring).ok_or(Code::Failed)?,
        version: newest.version,
        seq,
        iat: now,
        exp: second(now.as_second() + LIFE),
        parts: parts
            .iter()
            .map(|(kind, part)| Part::of(*kind, part, "authority", now))
            .collect(),
        dead,
    };
    let payload = write::manifest(&manifest).map_err(|_| Code::Failed)?;
    let manifest = signed(Thing::Trust, newest.realm, &ring.bundle, payload)?;
    let parts: Vec<&[u8]> = parts.iter().map(|(_, part)| part.as_slice()).collect();
    Ok(write::file(&roots, &manifest, &parts).map_err(|_| Code::Failed)?)
}

/// Its place in the table: lists have numbers from 0 on.
const TRUST: i64 = -1;
/// How old a trust file gets that says nothing new, in seconds.
const RENEW: i64 = 86_400;
/// How long a trust file is believed, in seconds: at most 90 days (kc1.md part 2).
const LIFE: i64 = 30 * 86_400;
