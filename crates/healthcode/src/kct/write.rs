//! Writing trust files. This crate never signs: the caller brings a function that does.
//!
//! What is written is read again before it is handed out, so a file that its own reader would refuse
//! is an error here and not at the desk that gets it.

use minicbor::Encoder;

use super::authority::Authority;
use super::key::Key;
use super::manifest::Manifest;
use super::root::{Realm, Root};
use super::signed::{Detached, Signed, Thing, to_be_signed};
use super::{KctError, MAGIC, TrustFile};

/// The payload of a root. Version 1 is written without a publisher, whatever `root` says of it: it is
/// the bytes of version 1 that make the publisher.
///
/// # Errors
///
/// [`KctError`] if a field breaks the grammar: too many keys, no name, a year out of range.
pub fn root(root: &Root) -> Result<Vec<u8>, KctError> {
    let payload = root.write();
    Root::read(&payload).map(|_| payload)
}

/// The payload of a manifest.
///
/// # Errors
///
/// [`KctError`] if a field breaks the grammar.
pub fn manifest(manifest: &Manifest) -> Result<Vec<u8>, KctError> {
    let payload = manifest.write();
    Manifest::read(&payload).map(|_| payload)
}

/// The bytes of a part of type `kc1`.
///
/// # Errors
///
/// [`KctError`] if a field breaks the grammar, or if there is no authority.
pub fn kc1_part(authorities: &[Authority]) -> Result<Vec<u8>, KctError> {
    let bytes = Authority::write_part(authorities);
    Authority::read_part(&bytes).map(|_| bytes)
}

/// One signature of `key` over `payload`. `sign` gets the bytes to be signed and gives r‖s as readers
/// take it, for which there is [`Curve::canonical`](super::Curve::canonical).
///
/// # Errors
///
/// Those of `sign`.
pub fn sign<E>(
    thing: Thing,
    realm: Realm,
    key: &Key,
    payload: &[u8],
    sign: impl FnOnce(&[u8]) -> Result<[u8; 64], E>,
) -> Result<Detached, E> {
    let signature = sign(&to_be_signed(thing, realm, key, payload))?;
    Ok(Detached {
        algorithm: key.curve.algorithm(),
        kid: key.kid(),
        signature,
    })
}

/// A whole file. Whether the signatures are good is not looked at:
/// [`accept`](super::accept::accept) does that.
///
/// # Errors
///
/// [`KctError`] if the file breaks the grammar or its limits, or if the manifest's entries are not
/// those of `parts`, in this order.
pub fn file(
    roots: &[Signed<'_>],
    manifest: &Signed<'_>,
    parts: &[&[u8]],
) -> Result<Vec<u8>, KctError> {
    let mut bytes = Vec::new();
    let mut e = Encoder::new(&mut bytes);
    e.array(4)
        .and_then(|e| e.str(MAGIC)?.array(roots.len() as u64))
        .expect("a vector takes all");
    roots.iter().for_each(|root| root.write(&mut e));
    manifest.write(&mut e);
    e.array(parts.len() as u64).expect("a vector takes all");
    for part in parts {
        e.bytes(part).expect("a vector takes all");
    }
    TrustFile::read(&bytes)?;
    Ok(bytes)
}
