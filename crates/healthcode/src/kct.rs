//! The trust file (`.kct`): keys, revocation and packs of one publisher, in one signed file
//! (kc1.md part 2).
//!
//! [`TrustFile::read`] reads the form and believes nothing; [`accept()`] believes a file of a
//! publisher that was pinned ([`State::pin`]) and gives what to remember for the next one. Signatures
//! are ES256 or SM2.

pub mod accept;
pub mod authority;
pub mod clock;
pub mod fingerprint;
pub mod key;
pub mod manifest;
pub mod root;
pub mod scope;
pub mod signed;
pub mod state;
pub(crate) mod strict;
pub mod write;

pub use accept::{Accepted, Dropped, News, Refused, accept};
pub use authority::{Authority, KeyEntry, KeyUse, LogPolicy};
pub use clock::{Clock, Floor, floor};
pub use fingerprint::{Fingerprint, Publisher};
pub use key::{Curve, Key};
pub use manifest::{Dead, Manifest, Part, PartType};
pub use root::{Realm, Root};
pub use scope::Scope;
pub use signed::{Detached, Signed, Thing};
pub use state::{PinError, State};
use strict::Reader;
use thiserror::Error;

/// A well-formed trust file whose parts are those of its manifest, and that nobody has verified yet.
#[derive(Clone, Debug)]
pub struct TrustFile<'a> {
    /// At least one.
    roots: Vec<(Signed<'a>, Root)>,
    signed_manifest: Signed<'a>,
    manifest: Manifest,
    parts: Vec<&'a [u8]>,
}

impl<'a> TrustFile<'a> {
    /// Reads a trust file that fills `bytes`.
    ///
    /// # Errors
    ///
    /// [`KctError`] if it is larger than [`MAX_FILE`], or a piece larger than [`MAX_PART`],
    /// [`MAX_ROOT`] or [`MAX_MANIFEST`]; if it breaks the closed grammar or its one deterministic
    /// spelling; or if a part is not the one that the manifest lists.
    pub fn read(bytes: &'a [u8]) -> Result<Self, KctError> {
        if bytes.len() > MAX_FILE {
            return Err(KctError::TooLarge);
        }
        let (roots, signed_manifest, parts) = Reader::whole(bytes, |r| {
            r.array(4..=4)?;
            if r.text()? != MAGIC {
                return Err(KctError::Form);
            }
            let roots = r.list(1..=MAX_ROOTS as u64, |r| {
                Signed::read(r, MAX_ROOT_SIGNATURES)
            })?;
            let manifest = Signed::read(r, 3)?;
            Ok((roots, manifest, r.list(0..=1024, Reader::bytes)?))
        })?;
        if parts.iter().any(|part| part.len() > MAX_PART)
            || roots.iter().any(|root| root.payload.len() > MAX_ROOT)
            || signed_manifest.payload.len() > MAX_MANIFEST
        {
            return Err(KctError::TooLarge);
        }
        let roots = roots
            .into_iter()
            .map(|signed| Root::read(&signed.payload).map(|root| (signed, root)))
            .collect::<Result<_, _>>()?;
        let manifest = Manifest::read(&signed_manifest.payload)?;
        if manifest.parts.len() != parts.len() {
            return Err(KctError::PartCount);
        }
        let listed = manifest.parts.iter().zip(&parts);
        if let Some(index) = listed
            .map(|(entry, part)| entry.is_of(part))
            .position(|is| !is)
        {
            return Err(KctError::Part { index });
        }
        Ok(Self {
            roots,
            signed_manifest,
            manifest,
            parts,
        })
    }

    /// Whose file this claims to be. Proven only if the first root is version 1 and its fingerprint
    /// was compared, or by [`accept()`].
    pub fn publisher(&self) -> Publisher {
        self.newest_root().publisher
    }

    /// The payload of root version 1, which is what a person pins; `None` if the file begins later.
    pub fn first_root_payload(&self) -> Option<&[u8]> {
        self.roots
            .first()
            .filter(|(_, root)| root.version == 1)
            .map(|(signed, _)| &*signed.payload)
    }

    /// All roots with their signatures, oldest first; for writing the next file.
    pub fn signed_roots(&self) -> impl Iterator<Item = &Signed<'a>> {
        self.roots.iter().map(|(signed, _)| signed)
    }

    /// The manifest with its signatures.
    pub const fn signed_manifest(&self) -> &Signed<'a> {
        &self.signed_manifest
    }

    /// The last root.
    pub fn newest_root(&self) -> &Root {
        let (_, root) = self.roots.last().expect("the grammar asks for one root");
        root
    }

    /// What the file says it holds.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The bytes of all parts with their entries, believed by nobody: for looking at a file.
    pub fn unverified_parts(&self) -> impl Iterator<Item = (&Part, &'a [u8])> {
        self.manifest.parts.iter().zip(self.parts.iter().copied())
    }

    fn newest_root_payload(&self) -> &[u8] {
        let (signed, _) = self.roots.last().expect("the grammar asks for one root");
        &signed.payload
    }
}

/// Why bytes are not a trust file, or not one of its pieces.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum KctError {
    /// Not the one deterministic spelling (RFC 8949 section 4.2.1).
    #[error("not written in the one way that is allowed")]
    Canonical,
    /// The bytes end early.
    #[error("the file is cut short")]
    Cut,
    /// Something else stands where the grammar wants a certain type, key or length.
    #[error("not a trust file")]
    Form,
    /// A part is not the one that the manifest lists: other bytes or another size.
    #[error("part {index} is not the one that was signed")]
    Part {
        /// From 0.
        index: usize,
    },
    /// The manifest lists more or fewer parts than there are.
    #[error("a part is missing, or one too many")]
    PartCount,
    /// A publisher in root version 1, or none in a later one.
    #[error("a root names its publisher exactly from version 2 on")]
    Publisher,
    /// Larger than [`MAX_FILE`], or a piece larger than [`MAX_PART`], [`MAX_ROOT`] or
    /// [`MAX_MANIFEST`].
    #[error("larger than a trust file may be")]
    TooLarge,
    /// Bytes follow the end.
    #[error("bytes follow the end")]
    Trailing,
    /// A number, word or length outside its range.
    #[error("a value is out of its range")]
    Value,
}

/// The most bytes of a trust file: 64 MiB (kc1.md part 2).
pub const MAX_FILE: usize = 64 << 20;
/// The most bytes of a part: 16 MiB (kc1.md part 2).
pub const MAX_PART: usize = 16 << 20;
/// The most roots in a trust file (kc1.md part 2, `trust-file`).
pub const MAX_ROOTS: usize = 16;
/// The most bytes of a root's payload: 64 KiB, room for 4,000 scopes. A ceiling of this reader, because
/// roots are taken apart before anybody has verified them, and short items grow in memory.
pub const MAX_ROOT: usize = 64 << 10;
/// The most bytes of a manifest's payload: 4 MiB, room for 1,024 parts and 150,000 deaths. A ceiling of
/// this reader, for the same reason.
pub const MAX_MANIFEST: usize = 4 << 20;

/// The first item of a trust file.
const MAGIC: &str = "kct1";
/// The most signatures of a root (kc1.md part 2, `root-doc`).
const MAX_ROOT_SIGNATURES: u64 = 5;
