//! A backup: an `age` file that a passphrase opens, here or with any other reader of that format.
//!
//! Content: `["kcb1", vault_id, commit, created, [* [kind, id, bytes]]]`, deterministic CBOR, records in the order of
//! their ids. It is opened on machines that are slower than the one that wrote it, so the work factor is fixed, not
//! measured. (kc1.md 3.8)

mod content;

use std::io::{self, BufReader, Read, Write};

use age::scrypt::{Identity, Recipient};
pub use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, EncryptError, Encryptor};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::Contents;

/// The scrypt work factor that is written: N = 2^18, about a second.
pub const WORK_FACTOR: WorkFactor = WorkFactor(18);

/// The largest that is accepted: N = 2^20, a gigabyte of memory.
const MOST_WORK: u8 = 20;

/// The largest record that is accepted, bytes. (kc1.md 3.3)
const MOST_RECORD: usize = 4 << 20;

/// What every age file begins with.
const MARK: &[u8] = b"age-encryption.org/";

/// The mark of a file of characters, which is read by nobody here.
const ARMOUR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// The exponent of scrypt's N. [`WORK_FACTOR`] in the product; tests take less.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WorkFactor(u8);

impl WorkFactor {
    /// N = 2^`exponent`, 1 to 20.
    #[must_use]
    pub fn new(exponent: u8) -> Option<Self> {
        (1..=MOST_WORK)
            .contains(&exponent)
            .then_some(Self(exponent))
    }
}

/// What a backup says of itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Origin {
    /// The vault that it was made of; a restored one gets an id of its own.
    pub vault: [u8; 16],
    /// Its commit number.
    pub commit: u64,
    /// When it was made, seconds since 1970.
    pub created: u64,
}

/// One record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record {
    /// What it is, to those who use the vault.
    pub kind: u8,
    /// Its id in the vault.
    pub id: [u8; 16],
    /// Its content, in clear.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// A backup that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Backup {
    /// Where it comes from.
    pub origin: Origin,
    /// Its records, by ascending id.
    pub records: Vec<Record>,
}

impl Backup {
    /// As a new vault takes them.
    #[must_use]
    pub fn into_contents(self) -> Contents {
        let records = self.records.into_iter().map(|record| {
            let (kind, content) = (record.kind, record.bytes);
            (record.id, crate::Record { kind, content })
        });
        records.collect()
    }
}

/// Why a backup was not read or written.
#[derive(Debug, Error)]
pub enum BackupError {
    /// Not an age file at all.
    #[error("this is not a backup")]
    NotABackup,
    /// An age file of characters, or for keys instead of a passphrase: not one of ours.
    #[error("this encrypted file was not made here")]
    NotOurs,
    /// It was made with another passphrase.
    #[error("the passphrase is not that of this backup")]
    WrongPassphrase,
    /// It asks for more than 2^20.
    #[error("this backup asks for too much work (2^{0})")]
    TooMuchWork(u8),
    /// It was cut or changed.
    #[error("this backup is damaged")]
    Damaged,
    /// A version that we do not know.
    #[error("this backup was made by a later version")]
    NewerFormat,
    /// It opened, and its content is not as ours is.
    #[error("the content of this backup is not as expected")]
    Content,
    /// Its content, or one record, is larger than is accepted.
    #[error("this backup is too large")]
    TooLarge,
    /// Two records have the same id.
    #[error("two records have the same id")]
    TwiceTheSame,
    /// The file could not be read or written.
    #[error("the backup could not be read or written: {0}")]
    Io(#[from] io::Error),
}

/// Writes a backup of these records, without those of the kinds in `leave_out`: the strips' private keys, for two
/// machines must never sign with one device key. Throttle and kit are no records and never in it.
///
/// # Errors
/// If `out` does not take it, two records have one id, or one is larger than 4 MiB. What was written then is no backup.
pub fn write<W: Write>(
    out: W,
    passphrase: &SecretString,
    work: WorkFactor,
    origin: &Origin,
    records: &[Record],
    leave_out: &[u8],
) -> Result<W, BackupError> {
    let mut chosen: Vec<&Record> = records
        .iter()
        .filter(|record| !leave_out.contains(&record.kind))
        .collect();
    chosen.sort_by_key(|record| record.id);
    if chosen.windows(2).any(|pair| pair[0].id == pair[1].id) {
        return Err(BackupError::TwiceTheSame);
    }
    if chosen.iter().any(|record| record.bytes.len() > MOST_RECORD) {
        return Err(BackupError::TooLarge);
    }
    let mut recipient = Recipient::new(passphrase.clone());
    recipient.set_work_factor(work.0);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(unwritten)?;
    let mut sealed = encryptor.wrap_output(out)?;
    content::write(&mut sealed, origin, &chosen)?;
    Ok(sealed.finish()?)
}

/// Reads a backup whose content is at most `most` bytes. Nothing is given of a file that is not whole and ours.
///
/// # Errors
/// See [`BackupError`].
pub fn read<R: Read>(
    input: R,
    passphrase: &SecretString,
    most: usize,
) -> Result<Backup, BackupError> {
    let mut input = BufReader::new(input);
    let mut head = [0; ARMOUR.len()];
    let known = read_up_to(&mut input, &mut head)?;
    let head = &head[..known];
    if head.starts_with(ARMOUR) {
        return Err(BackupError::NotOurs);
    }
    if !head.starts_with(MARK) {
        return Err(BackupError::NotABackup);
    }
    let decryptor = Decryptor::new_buffered(BufReader::new(head.chain(input))).map_err(unread)?;
    if !decryptor.is_scrypt() {
        return Err(BackupError::NotOurs);
    }
    let mut identity = Identity::new(passphrase.clone());
    identity.set_max_work_factor(MOST_WORK);
    let opened = decryptor
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(unread)?;
    content::read(&whole(opened, most)?)
}

/// All of the content, wiped when dropped. A chunk that was changed, or a missing last one, is an error of reading.
fn whole(opened: impl Read, most: usize) -> Result<Zeroizing<Vec<u8>>, BackupError> {
    let mut content = Zeroizing::new(Vec::new());
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    match opened.take(limit).read_to_end(&mut content) {
        Ok(_) if content.len() > most => Err(BackupError::TooLarge),
        Ok(_) => Ok(content),
        Err(error) => Err(damage(error)),
    }
}

fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..])? {
            0 => break,
            more => filled += more,
        }
    }
    Ok(filled)
}

/// A cut or changed file shows as these kinds; a disk that fails as others.
fn damage(error: io::Error) -> BackupError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
            BackupError::Damaged
        }
        _ => BackupError::Io(error),
    }
}

fn unread(error: DecryptError) -> BackupError {
    match error {
        DecryptError::ExcessiveWork { required, .. } => BackupError::TooMuchWork(required),
        DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed
        | DecryptError::NoMatchingKeys => BackupError::WrongPassphrase,
        DecryptError::InvalidHeader | DecryptError::InvalidMac => BackupError::Damaged,
        DecryptError::UnknownFormat => BackupError::NewerFormat,
        DecryptError::Io(error) => damage(error),
        _ => BackupError::Damaged,
    }
}

fn unwritten(error: EncryptError) -> BackupError {
    match error {
        EncryptError::Io(error) => BackupError::Io(error),
        other => BackupError::Io(io::Error::other(other.to_string())),
    }
}
