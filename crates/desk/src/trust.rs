//! The trust list of this desk: certificates given at the start, and certificates added here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use healthcode::Trust;
use healthcode::certificate::Certificate;
use healthcode::trust::certificates;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use words::Lang;

use crate::problem::{Code, Problem};
use crate::view::CertificateView;
use crate::{dates, files};

/// Reads certificates from a file's bytes.
///
/// # Errors
///
/// [`Code::NoTrust`] if there is no usable certificate in them.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Arc<Certificate>>, Problem> {
    certificates(bytes)
        .map(|found| found.usable)
        .map_err(|_| Problem::new(Code::NoTrust, name))
}

/// Adds every certificate of a file, or of every file in a folder and its folders.
///
/// A folder may hold other files too: those without a certificate are passed over. A file that is
/// named itself must hold one.
///
/// # Errors
///
/// [`Code::Unreadable`] if the path cannot be read, [`Code::NoTrust`] if nothing was found.
pub fn load(path: &Path, trust: &mut Trust) -> Result<(), Problem> {
    let unreadable = |_| Problem::new(Code::Unreadable, path.display().to_string());
    if !path.is_dir() {
        let bytes = std::fs::read(path).map_err(unreadable)?;
        read(&path.display().to_string(), &bytes)?
            .into_iter()
            .for_each(|c| trust.add(c));
        return Ok(());
    }
    let before = trust.len();
    for file in files_below(path).map_err(unreadable)? {
        if let Ok(found) = std::fs::read(&file)
            .map_err(unreadable)
            .and_then(|bytes| read("", &bytes))
        {
            found.into_iter().for_each(|c| trust.add(c));
        }
    }
    if trust.len() == before {
        return Err(Problem::new(Code::NoTrust, path.display().to_string()));
    }
    Ok(())
}

/// The trust list, and which of it was added here and is kept in the desk's folder.
pub(crate) struct Shelf {
    pub(crate) trust: Trust,
    added: BTreeSet<[u8; 32]>,
    folder: Option<PathBuf>,
}

impl Shelf {
    /// Opens the list with what was added earlier. A damaged file in the folder adds nothing.
    pub(crate) fn open(home: Option<&Path>) -> Self {
        let folder = home.map(|home| home.join("trust"));
        let mut trust = Trust::default();
        if let Some(folder) = folder.as_deref().filter(|f| f.is_dir()) {
            let _nothing_added_yet = load(folder, &mut trust);
        }
        let added = trust.certificates().map(|c| *c.fingerprint()).collect();
        Self {
            trust,
            added,
            folder,
        }
    }

    /// Adds certificates and keeps them.
    pub(crate) fn add(&mut self, certificates: Vec<Arc<Certificate>>) -> Result<(), Problem> {
        for certificate in certificates {
            if let Some(path) = self.path(certificate.fingerprint()) {
                let failed = |_| Problem::new(Code::Save, path.display().to_string());
                files::write_whole(&path, certificate.der(), true).map_err(failed)?;
            }
            self.added.insert(*certificate.fingerprint());
            self.trust.add(certificate);
        }
        Ok(())
    }

    /// Takes a certificate out that was added here.
    pub(crate) fn remove(&mut self, fingerprint: &str) -> Result<(), Problem> {
        let found = self
            .added
            .iter()
            .copied()
            .find(|f| written(f) == fingerprint);
        let fingerprint = found.ok_or_else(|| Problem::new(Code::Closed, ""))?;
        if let Some(path) = self.path(&fingerprint)
            && path.exists()
        {
            let failed = |_| Problem::new(Code::Save, path.display().to_string());
            std::fs::remove_file(&path).map_err(failed)?;
        }
        self.added.remove(&fingerprint);
        self.trust.remove(&fingerprint);
        Ok(())
    }

    /// The list as the window shows it, by name.
    pub(crate) fn view(&self, now: Timestamp, zone: &TimeZone, lang: Lang) -> Vec<CertificateView> {
        let mut views: Vec<_> = self
            .trust
            .certificates()
            .map(|c| CertificateView {
                added: self.added.contains(c.fingerprint()),
                ..view(c, now, zone, lang)
            })
            .collect();
        views.sort_by(|a, b| (&a.issuer, &a.fingerprint).cmp(&(&b.issuer, &b.fingerprint)));
        views
    }

    fn path(&self, fingerprint: &[u8; 32]) -> Option<PathBuf> {
        let name = HEXLOWER.encode(fingerprint) + ".cer";
        self.folder.as_ref().map(|folder| folder.join(name))
    }
}

/// One certificate as the window shows it.
pub(crate) fn view(
    certificate: &Certificate,
    now: Timestamp,
    zone: &TimeZone,
    lang: Lang,
) -> CertificateView {
    CertificateView {
        fingerprint: written(certificate.fingerprint()),
        issuer: certificate.name.clone().unwrap_or_else(|| "?".to_owned()),
        country: certificate.country.clone(),
        until: dates::day_of(certificate.until, zone, lang),
        ended: certificate.until < now,
        added: false,
    }
}

/// A fingerprint for reading aloud: sixteen groups of four.
fn written(fingerprint: &[u8; 32]) -> String {
    let groups: Vec<String> = fingerprint
        .as_chunks::<2>()
        .0
        .iter()
        .map(|[a, b]| format!("{a:02X}{b:02X}"))
        .collect();
    groups.join(" ")
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
