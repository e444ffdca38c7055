//! Building a trust file: whoever holds a key may publish lists for their own desks.

use std::path::PathBuf;

use healthcode::kct::{
    self, Dead, Key, Manifest, Part, PartType, Publisher, Realm, Root, Scope, Signed, Thing,
    TrustFile, write,
};
use healthcode::list;
use jiff::{SignedDuration, Timestamp};

use super::read::ARCHIVE;
use crate::problem::{Code, Problem};

/// What a trust file is made of.
pub struct Build<'a> {
    /// The public key that signs roots and manifests.
    pub key: Key,
    /// Names of the publisher by language tag.
    pub names: Vec<(String, String)>,
    /// What the publisher speaks about; from the second file on the root says it.
    pub scope: Vec<Scope>,
    /// The parts, by kind; several files may make one.
    pub parts: Vec<PartSource>,
    /// Keys that are to be believed never again: format (`hc1`, `shc`), kid, since when. Those of the
    /// file before stay dead.
    pub dead: Vec<Dead>,
    /// The file before this one, whose roots go on and whose number is counted up.
    pub previous: Option<&'a [u8]>,
    /// When the file is signed.
    pub now: Timestamp,
    /// For how long it is to be believed, 1 to 90 days.
    pub days: u8,
}

/// One part of a file to be built.
#[derive(Clone, Debug)]
pub struct PartSource {
    /// Its kind.
    pub kind: PartType,
    /// The file with its bytes. A VCI snapshot needs its `.sig` beside it.
    pub path: PathBuf,
    /// Where it came from, in words.
    pub source: String,
    /// Of when it is.
    pub as_of: Timestamp,
    /// Whether it was closed for good.
    pub archive: bool,
}

/// Builds a trust file; `sign` makes an ES256 signature (r‖s, s in the lower half) over its argument.
///
/// # Errors
///
/// [`Problem`] if a part cannot be read or is not what its kind says, or the previous file is of
/// another publisher or damaged, or signing failed.
pub fn build(
    plan: &Build<'_>,
    mut sign: impl FnMut(&[u8]) -> Option<[u8; 64]>,
) -> Result<Vec<u8>, Problem> {
    let damaged = |_| Problem::new(Code::ListDamaged, "");
    let mut parts = Vec::new();
    for part in &plan.parts {
        let bytes = part.read()?;
        parts.push((
            Part::of(part.kind, &bytes, &part.label(), part.as_of),
            bytes,
        ));
    }
    let previous = plan
        .previous
        .map(TrustFile::read)
        .transpose()
        .map_err(damaged)?;
    let mut signed = |payload: Vec<u8>, thing| {
        let made = write::sign(thing, Realm::Real, &plan.key, &payload, |bytes| {
            sign(bytes).ok_or_else(|| Problem::new(Code::Sign, ""))
        })?;
        Ok::<_, Problem>(Signed {
            payload: payload.into(),
            signatures: vec![made],
        })
    };
    let (roots, publisher, version, seq) = match &previous {
        Some(file) => {
            let roots: Vec<_> = file.signed_roots().cloned().collect();
            let root = file.newest_root();
            (roots, root.publisher, root.version, file.manifest().seq + 1)
        }
        None => {
            let payload = write::root(&Root {
                publisher: Publisher([0; 16]),
                version: 1,
                realm: Realm::Real,
                names: plan.names.clone(),
                root_keys: vec![plan.key],
                threshold: 1,
                bundle_keys: vec![plan.key],
                scope: plan.scope.clone(),
                made: plan.now,
            })
            .map_err(damaged)?;
            let publisher = Publisher::of_first_root(&payload);
            (vec![signed(payload, Thing::Root)?], publisher, 1, 1)
        }
    };
    let mut dead = previous
        .map(|file| file.manifest().dead.clone())
        .unwrap_or_default();
    dead.extend(plan.dead.iter().cloned());
    let manifest = Manifest {
        publisher,
        version,
        seq,
        iat: plan.now,
        exp: plan.now + SignedDuration::from_hours(24 * i64::from(plan.days)),
        parts: parts.iter().map(|(part, _)| part.clone()).collect(),
        dead,
    };
    let manifest = signed(write::manifest(&manifest).map_err(damaged)?, Thing::Trust)?;
    let bytes: Vec<_> = parts.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let file = write::file(&roots, &manifest, &bytes).map_err(damaged)?;
    check(&file, plan.now)?;
    Ok(file)
}

/// A file that its own reader refuses is never handed out.
fn check(file: &[u8], now: Timestamp) -> Result<(), Problem> {
    let damaged = || Problem::new(Code::ListDamaged, "");
    let read = TrustFile::read(file).map_err(|_| damaged())?;
    let root = read.first_root_payload().ok_or_else(damaged)?;
    let scope = read.newest_root().scope.clone();
    let state = kct::State::pin(root, scope).map_err(|_| damaged())?;
    let accepted = kct::accept(&read, &state, now);
    let accepted = accepted.map_err(|refused| super::publisher::refusal(&refused, ""))?;
    match accepted.dropped().out_of_scope {
        0 => Ok(()),
        _ => Err(Problem::new(Code::ListScope, "")),
    }
}

impl PartSource {
    fn read(&self) -> Result<Vec<u8>, Problem> {
        let name = self.path.display().to_string();
        let unreadable = |_| Problem::new(Code::Unreadable, &name);
        let bytes = std::fs::read(&self.path).map_err(unreadable)?;
        if self.kind != PartType::Vci {
            list::read(&bytes, &Default::default())
                .map_err(|_| Problem::new(Code::NoTrust, &name))?;
            return Ok(bytes);
        }
        let signature = std::fs::read(self.path.with_extension("sig")).map_err(unreadable)?;
        list::vci(&bytes, &signature, super::read::VCI, &Default::default())
            .map_err(|_| Problem::new(Code::ListSignature, &name))?;
        Ok(list::vci_part(&bytes, &signature))
    }

    fn label(&self) -> String {
        match self.archive {
            true => format!("{ARCHIVE}{}", self.source),
            false => self.source.clone(),
        }
    }
}
