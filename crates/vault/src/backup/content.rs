//! What stands inside: `["kcb1", vault_id, commit, created, [* [kind, id, bytes]]]`.

use std::io::{self, Write};

use minicbor::decode::Error as CborError;
use minicbor::encode::write::Writer;
use minicbor::{Decoder, Encoder};
use zeroize::Zeroizing;

use super::{Backup, BackupError, MOST_RECORD, Origin, Record};

/// The first element.
const VERSION: &str = "kcb1";

/// What all versions begin with.
const ANY_VERSION: &str = "kcb";

/// Writes the content, record by record.
pub(super) fn write(
    out: &mut impl Write,
    origin: &Origin,
    records: &[&Record],
) -> Result<(), BackupError> {
    let mut cbor = Encoder::new(Writer::new(out));
    let written = (|| {
        cbor.array(5)?.str(VERSION)?.bytes(&origin.vault)?;
        cbor.u64(origin.commit)?.u64(origin.created)?;
        cbor.array(records.len() as u64)?;
        for record in records {
            cbor.array(3)?.u8(record.kind)?;
            cbor.bytes(&record.id)?.bytes(&record.bytes)?;
        }
        Ok(())
    })();
    written.map_err(|error: minicbor::encode::Error<io::Error>| {
        BackupError::Io(
            error
                .into_write()
                .unwrap_or_else(|| io::Error::other("CBOR")),
        )
    })
}

/// Reads exactly what [`write`] writes.
pub(super) fn read(content: &[u8]) -> Result<Backup, BackupError> {
    let mut cbor = Decoder::new(content);
    match cbor.array() {
        Ok(Some(5)) => {}
        _ => return Err(BackupError::Content),
    }
    match cbor.str() {
        Ok(VERSION) => {}
        Ok(other) if other.starts_with(ANY_VERSION) => return Err(BackupError::NewerFormat),
        _ => return Err(BackupError::Content),
    }
    let backup = body(&mut cbor).map_err(|_| BackupError::Content)?;
    if cbor.position() != content.len() {
        return Err(BackupError::Content);
    }
    let ascending = backup
        .records
        .windows(2)
        .all(|pair| pair[0].id < pair[1].id);
    if !ascending {
        return Err(BackupError::TwiceTheSame);
    }
    if backup
        .records
        .iter()
        .any(|record| record.bytes.len() > MOST_RECORD)
    {
        return Err(BackupError::TooLarge);
    }
    // The one spelling that there is.
    let mut again = Zeroizing::new(Vec::with_capacity(content.len()));
    write(
        &mut *again,
        &backup.origin,
        &backup.records.iter().collect::<Vec<_>>(),
    )?;
    if again.as_slice() == content {
        Ok(backup)
    } else {
        Err(BackupError::Content)
    }
}

fn body(cbor: &mut Decoder<'_>) -> Result<Backup, CborError> {
    let origin = Origin {
        vault: sixteen(cbor)?,
        commit: cbor.u64()?,
        created: cbor.u64()?,
    };
    let count = cbor.array()?.ok_or_else(|| CborError::message("length"))?;
    // Not reserved: the number is only what the file says.
    let mut records = Vec::new();
    for _ in 0..count {
        if cbor.array()? != Some(3) {
            return Err(CborError::message("a record has three elements"));
        }
        records.push(Record {
            kind: cbor.u8()?,
            id: sixteen(cbor)?,
            bytes: Zeroizing::new(cbor.bytes()?.to_vec()),
        });
    }
    Ok(Backup { origin, records })
}

fn sixteen(cbor: &mut Decoder<'_>) -> Result<[u8; 16], CborError> {
    let bytes = cbor.bytes()?;
    bytes
        .try_into()
        .map_err(|_| CborError::message("an id has 16 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: u8, bytes: &[u8]) -> Record {
        Record {
            kind: 7,
            id: [id; 16],
            bytes: Zeroizing::new(bytes.to_vec()),
        }
    }

    const ORIGIN: Origin = Origin {
        vault: [9; 16],
        commit: 300,
        created: 1_790_726_400,
    };

    fn spelled(records: &[Record]) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, &ORIGIN, &records.iter().collect::<Vec<_>>()).expect("memory takes it");
        out
    }

    #[test]
    fn the_content_is_spelled_as_specified() {
        let bytes = spelled(&[record(1, b"ab")]);
        let head = [
            &b"\x85\x64kcb1\x50"[..],
            &[9; 16],
            b"\x19\x01\x2c\x1a\x6a\xbc\x51\x00",
        ]
        .concat();
        let tail = [&b"\x81\x83\x07\x50"[..], &[1; 16], b"\x42ab"].concat();
        assert_eq!(bytes, [head, tail].concat());
    }

    #[test]
    fn no_other_spelling_is_read() {
        let good = spelled(&[record(1, b"ab"), record(2, b"")]);
        assert!(read(&good).is_ok());
        for at in 0..good.len() {
            assert!(read(&good[..at]).is_err(), "cut at {at}");
        }
        let longer = [&good[..], b"\x00"].concat();
        assert!(matches!(read(&longer), Err(BackupError::Content)));
        // kind 7 in two bytes.
        let kind = good
            .iter()
            .position(|byte| *byte == 7)
            .expect("it is there");
        let wide = [&good[..kind], b"\x18\x07", &good[kind + 1..]].concat();
        assert!(matches!(read(&wide), Err(BackupError::Content)));
    }

    #[test]
    fn order_version_and_count_are_checked() {
        let swapped = spelled(&[record(2, b"a"), record(1, b"b")]);
        assert!(matches!(read(&swapped), Err(BackupError::TwiceTheSame)));
        let twice = spelled(&[record(1, b"a"), record(1, b"b")]);
        assert!(matches!(read(&twice), Err(BackupError::TwiceTheSame)));
        let mut later = spelled(&[]);
        later[5] = b'2';
        assert!(matches!(read(&later), Err(BackupError::NewerFormat)));
        let mut other = spelled(&[]);
        other[2] = b'x';
        assert!(matches!(read(&other), Err(BackupError::Content)));
        // An array that claims 2^64 - 1 records costs nothing.
        let many = [&spelled(&[])[..31], b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff"].concat();
        assert!(matches!(read(&many), Err(BackupError::Content)));
    }
}
