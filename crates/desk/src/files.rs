//! Files that are whole or not there.

use std::io::{Error, ErrorKind, Write};
use std::path::Path;

/// Writes a file beside its place and moves it there in one step, readable by its owner only.
///
/// # Errors
///
/// Whatever the disk says; [`ErrorKind::AlreadyExists`] if the file is there and `replace` is false.
/// In every case the old file, if any, is untouched.
pub fn write_whole(path: &Path, bytes: &[u8], replace: bool) -> Result<(), Error> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if !replace && path.try_exists()? {
        return Err(ErrorKind::AlreadyExists.into());
    }
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if replace {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    }
    .map_err(|e| e.error)?;
    Ok(())
}

/// A removal, which is done where there was nothing to remove.
pub(crate) fn gone(removed: std::io::Result<()>) -> std::io::Result<()> {
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/file");
        write_whole(&path, b"1", false).expect("written");
        let error = write_whole(&path, b"2", false).expect_err("is there");
        assert_eq!(error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).expect("read"), b"1");
        write_whole(&path, b"3", true).expect("replaced");
        assert_eq!(std::fs::read(&path).expect("read"), b"3");
        assert_eq!(
            std::fs::read_dir(folder.path().join("deep"))
                .expect("folder")
                .count(),
            1,
            "nothing left over"
        );
    }
}
