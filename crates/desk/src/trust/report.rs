//! What a trust file says of itself, as the command line writes it.

use data_encoding::{BASE64, HEXLOWER};
use healthcode::kct::{Realm, TrustFile};
use jiff::Timestamp;
use serde::Serialize;

/// A trust file's own numbers. Times are RFC 3339 in UTC.
#[derive(Clone, Debug, Serialize)]
pub struct FileReport {
    publisher: String,
    realm: &'static str,
    version: u16,
    seq: u32,
    iat: Timestamp,
    exp: Timestamp,
    parts: Vec<PartReport>,
    dead: Vec<DeadReport>,
}

#[derive(Clone, Debug, Serialize)]
struct PartReport {
    r#type: &'static str,
    sha256: String,
    size: u64,
    source: String,
    as_of: Timestamp,
}

#[derive(Clone, Debug, Serialize)]
struct DeadReport {
    format: String,
    /// As issuers write it: Base64 for hc1 and kc1, text for shc.
    kid: String,
    since: Timestamp,
}

impl FileReport {
    /// The numbers of `file`, which nobody need believe yet.
    pub(super) fn new(file: &TrustFile<'_>) -> Self {
        let (root, manifest) = (file.newest_root(), file.manifest());
        let parts = manifest.parts.iter().map(|part| PartReport {
            r#type: part.kind.name(),
            sha256: HEXLOWER.encode(&part.sha256),
            size: part.size,
            source: part.source.clone(),
            as_of: part.as_of,
        });
        let dead = manifest.dead.iter().map(|dead| DeadReport {
            format: dead.format.clone(),
            kid: match dead.format.as_str() {
                "shc" => String::from_utf8_lossy(&dead.kid).into_owned(),
                _ => BASE64.encode(&dead.kid),
            },
            since: dead.since,
        });
        Self {
            publisher: HEXLOWER.encode(&root.publisher.0),
            realm: match root.realm {
                Realm::Practice => "practice",
                Realm::Real => "real",
            },
            version: root.version,
            seq: manifest.seq,
            iat: manifest.iat,
            exp: manifest.exp,
            parts: parts.collect(),
            dead: dead.collect(),
        }
    }
}
