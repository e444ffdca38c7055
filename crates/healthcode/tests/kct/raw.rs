//! Files put together by hand and signed by nobody, to be spoilt.

use healthcode::kct::{KctError, PartType, TrustFile, write};
use minicbor::Encoder;

use crate::makers::{Chain, authority, death, entry};

/// Root, manifest and parts of a good file, to be spoilt.
pub fn good() -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let chain = Chain::new();
    let part = write::kc1_part(&[authority("gzedu")]).expect("a part");
    let mut manifest = chain.manifest(7);
    manifest.parts = vec![entry(PartType::Kc1, &part)];
    manifest.dead = vec![death("kc1", b"12345678")];
    let manifest = write::manifest(&manifest).expect("a manifest");
    (chain.first_payload().to_vec(), manifest, part)
}

/// `[payload, [signatures…]]` with raw signatures.
pub fn document(payload: &[u8], signatures: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes)
        .array(2)
        .and_then(|e| e.bytes(payload)?.array(signatures.len() as u64))
        .expect("a vector");
    bytes.extend(signatures.concat());
    bytes
}

/// A signature of zeros, with the protected header given raw.
pub fn detached(header: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes)
        .array(4)
        .and_then(|e| e.bytes(header)?.map(0)?.null()?.bytes(&[0; 64]))
        .expect("a vector");
    bytes
}

pub const HEADER: &[u8] = b"\xA2\x01\x26\x04\x48\0\0\0\0\0\0\0\0";

/// A whole file of raw documents.
pub fn file(roots: &[Vec<u8>], manifest: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes)
        .array(4)
        .and_then(|e| e.str("kct1")?.array(roots.len() as u64))
        .expect("a vector");
    bytes.extend(roots.concat());
    bytes.extend(manifest);
    let mut e = Encoder::new(&mut bytes);
    e.array(parts.len() as u64).expect("a vector");
    for part in parts {
        e.bytes(part).expect("a vector");
    }
    bytes
}

pub fn whole(root: &[u8], manifest: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let signature = detached(HEADER);
    let root = document(root, &[&signature]);
    file(&[root], &document(manifest, &[&signature]), parts)
}

pub fn read(bytes: &[u8]) -> Result<(), KctError> {
    TrustFile::read(bytes).map(|_| ())
}

/// `bytes` with the first `from` replaced.
pub fn edit(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes
        .windows(from.len())
        .position(|window| window == from)
        .unwrap_or_else(|| panic!("{from:x?} stands there"));
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// A change of bytes that the grammar forbids, and how it is called.
pub type Case<'a> = (&'a str, &'a [u8], &'a [u8], KctError);

pub fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes
        .windows(what.len())
        .position(|window| window == what)
        .expect("stands there")
}
