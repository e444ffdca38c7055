//! Lists of keys in files and folders, and the parts of a trust file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use healthcode::kc1::Token;
use healthcode::kct::{self, Accepted, PartType, Realm, State, TrustFile};
use healthcode::list::{self, About, KeyList, ListError};
use jiff::Timestamp;

use crate::problem::{Code, Problem};

/// Whether bytes begin as a trust file does: an array of four, the text `kct1` (kc1.md part 2).
pub(crate) fn is_trust_file(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x84\x64kct1")
}

/// Whether bytes are a list of keys or a trust file, and no code.
pub(crate) fn is_list(bytes: &[u8]) -> bool {
    is_trust_file(bytes)
        || list::is_signature(bytes)
        || !matches!(
            list::read(bytes, &Arc::default()),
            Err(ListError::Nothing | ListError::Damaged)
        )
}

/// Reads one list that is no trust file; a VCI snapshot only together with its signature
/// ([`signed`]).
///
/// # Errors
///
/// [`Problem`] that says what is wrong with the list.
pub(crate) fn list(bytes: &[u8], about: About) -> Result<KeyList, Problem> {
    let name = about.name.clone();
    if list::is_signature(bytes) {
        return Err(Problem::new(Code::ListUnsigned, name));
    }
    let list = if list::is_vci_part(bytes) {
        list::read_vci_part(bytes, VCI, &about)
    } else {
        list::read(bytes, &Arc::new(about))
    };
    list.map_err(|error| problem(error, &name))
}

/// What one file holds.
pub(crate) enum Piece {
    /// A list of keys.
    List(KeyList),
    /// A trust file that names authorities of KC1.
    Authorities(Vec<u8>),
    /// A status list of KC1.
    Status(Vec<u8>),
}

/// Reads the file at `path`: a list, a status list, or a trust file, whose publisher is then believed
/// because the caller named the file. A VCI snapshot needs its signature beside it.
///
/// # Errors
///
/// [`Code::Unreadable`] if the file cannot be read, else what is wrong with it.
pub(crate) fn file(path: &Path, now: Timestamp) -> Result<Vec<Piece>, Problem> {
    let name = path.display().to_string();
    let read = |path: &Path| std::fs::read(path);
    let bytes = read(path).map_err(|_| Problem::new(Code::Unreadable, &name))?;
    let about = About {
        name: file_name(path),
        ..About::default()
    };
    if is_trust_file(&bytes) {
        return trust_file(&bytes, now).map_err(|code| Problem::new(code, &name));
    }
    if Token::read(&bytes).is_ok() {
        return Ok(vec![Piece::Status(bytes)]);
    }
    let list = match list(&bytes, about.clone()) {
        Err(problem) if problem.code == Code::ListUnsigned => {
            let signature = read(&path.with_extension("sig")).map_err(|_| problem)?;
            list(&signed(&bytes, &signature), about)?
        }
        list => list?,
    };
    Ok(vec![Piece::List(list)])
}

/// A VCI snapshot together with its signature, as one list to be offered and kept.
pub fn signed(snapshot: &[u8], signature: &[u8]) -> Vec<u8> {
    list::vci_part(snapshot, signature)
}

/// Every list in the files of a folder and its folders. Files that are none are passed over.
///
/// # Errors
///
/// [`Code::Unreadable`] if the folder cannot be read.
pub(crate) fn folder(path: &Path, now: Timestamp) -> Result<Vec<Piece>, Problem> {
    let files = files_below(path)
        .map_err(|_| Problem::new(Code::Unreadable, path.display().to_string()))?;
    let found = files.iter().filter_map(|path| file(path, now).ok());
    Ok(found.flatten().collect())
}

/// What a trust file holds that was named outright.
fn trust_file(bytes: &[u8], now: Timestamp) -> Result<Vec<Piece>, Code> {
    outright(bytes, now, |accepted| {
        // Lists of practice are for nobody; its authorities have a store of their own.
        let real = accepted.state().realm() == Realm::Real;
        let lists = parts(accepted).filter(|(kind, _)| real && *kind != PartType::Kc1);
        let mut pieces: Vec<_> = lists.map(|(_, list)| Piece::List(list)).collect();
        if !accepted.authorities().is_empty() {
            pieces.push(Piece::Authorities(bytes.to_vec()));
        }
        pieces
    })
}

/// Accepts a trust file that was named outright: its own root is taken for true.
pub(crate) fn outright<T>(
    bytes: &[u8],
    now: Timestamp,
    with: impl FnOnce(&Accepted<'_>) -> T,
) -> Result<T, Code> {
    let file = TrustFile::read(bytes).map_err(|_| Code::ListDamaged)?;
    let root = file.first_root_payload().ok_or(Code::ListRootSkipped)?;
    let scope = file.newest_root().scope.clone();
    let state = State::pin(root, scope).map_err(|_| Code::ListDamaged)?;
    let accepted =
        kct::accept(&file, &state, now).map_err(|refused| super::publisher::code(&refused))?;
    Ok(with(&accepted))
}

/// The lists in the parts of an accepted file, each with the words under which its kind is named.
/// Parts that this version does not use yet are passed over.
pub(crate) fn parts(accepted: &Accepted<'_>) -> impl Iterator<Item = (PartType, KeyList)> {
    let until = accepted.manifest().exp;
    let authorities = Some(accepted.authorities()).filter(|authorities| !authorities.is_empty());
    let authorities = authorities.map(|authorities| {
        let about = About {
            name: PartType::Kc1.name().to_owned(),
            as_of: Some(accepted.manifest().iat),
            until: Some(until),
            archive: false,
        };
        let list = KeyList::of_authorities(authorities, &Arc::new(about));
        (PartType::Kc1, list)
    });
    let others = accepted.parts().filter_map(move |(part, bytes)| {
        let about = About {
            name: part.source.trim_start_matches(ARCHIVE).to_owned(),
            as_of: Some(part.as_of),
            until: Some(until),
            archive: part.source.starts_with(ARCHIVE),
        };
        let mut list = match part.kind {
            PartType::Vci => list::read_vci_part(bytes, VCI, &about).ok()?,
            PartType::Csca
            | PartType::Hc1Signers
            | PartType::ShcKeys
            | PartType::ShcRevocation
            | PartType::WhoDid => list::read(bytes, &Arc::new(about)).ok()?,
            _ => return None,
        };
        list.bury(|format, kid| accepted.state().dead_since(format, kid).is_some());
        Some((part.kind, list))
    });
    authorities.into_iter().chain(others)
}

/// Why a list cannot be used.
fn problem(error: ListError, name: &str) -> Problem {
    let code = match error {
        ListError::Damaged => Code::ListDamaged,
        ListError::Keys => Code::ListKeys,
        ListError::Nothing => Code::NoTrust,
        ListError::Signature => Code::ListSignature,
        ListError::Unsigned => Code::ListUnsigned,
    };
    Problem::new(code, name)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn files_below(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The certificate of the VCI directory (CN=vci.org, until 2032), known from elsewhere than its
/// snapshot.
pub(crate) const VCI: &[u8] = include_bytes!("../../trust/vci.crt");
/// The beginning of a part's source that marks a list which was closed for good.
pub(crate) const ARCHIVE: &str = "archive: ";
