//! What can go wrong with a vault: small codes, one screen each (kc1.md 3.6, "vault states beside these").

use std::io;

/// Why a vault could not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no vault file here.
    #[error("no vault file here")]
    Missing,
    /// A vault is here already; it is never overwritten.
    #[error("a vault is here already")]
    Exists,
    /// Another process holds the file.
    #[error("the vault is in use by another process")]
    InUse,
    /// The file is damaged: set it aside and rescue ([`crate::rescue`]).
    #[error("the vault is damaged: {0}")]
    Damaged(&'static str),
    /// The file was written by a newer program.
    #[error("the vault was written by a newer program")]
    NewerFormat,
    /// The file or its folder may not be written.
    #[error("the vault cannot be written")]
    Unwritable,
    /// The disk is full. What was acknowledged before is there.
    #[error("no space left on the disk")]
    NoSpace,
    /// Any other failure of the disk.
    #[error("the disk failed: {0}")]
    Io(io::Error),
    /// Argon2 costs outside the limits of kc1.md 3.2.
    #[error("the key derivation costs are outside the limits")]
    Costs,
    /// A PIN or passphrase that is not UTF-8.
    #[error("the PIN is not text")]
    NotText,
    /// A record above 4 MiB (kc1.md 3.3).
    #[error("the record is larger than 4 MiB")]
    TooLarge,
    /// A kind or an id that belongs to the index.
    #[error("this kind or id belongs to the index")]
    Reserved,
    /// The vault was opened by the kit and has no PIN yet: call [`crate::Vault::rewrap`] first.
    #[error("the vault needs a PIN first")]
    NoKey,
    /// Two wraps stand in the header: the key change is finished first (kc1.md 3.3).
    #[error("a key change is under way")]
    KeyChanging,
    /// An earlier failure left the file unreadable; open the vault anew.
    #[error("the vault must be opened anew")]
    Lost,
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Unwritable,
            _ => Self::Io(error),
        }
    }
}
