//! Backups, with the real format: written, read, cut, changed, opened with another passphrase, made by others.

use age::secrecy::SecretString;
use vault::backup::{self, Backup, BackupError, Origin, Record, WORK_FACTOR, WorkFactor};
use zeroize::Zeroizing;

const MOST: usize = 64 << 20;
const STRIP_KEY: u8 = 3;

const ORIGIN: Origin = Origin {
    vault: [0x5a; 16],
    commit: 41,
    created: 1_790_726_400,
};

fn quick() -> WorkFactor {
    WorkFactor::new(2).expect("it is allowed")
}

fn phrase(words: &str) -> SecretString {
    SecretString::from(words.to_owned())
}

fn record(kind: u8, id: u8, length: usize) -> Record {
    Record {
        kind,
        id: [id; 16],
        bytes: Zeroizing::new(vec![id; length]),
    }
}

fn written(records: &[Record]) -> Vec<u8> {
    let pass = phrase("one paper restores");
    backup::write(Vec::new(), &pass, quick(), &ORIGIN, records, &[STRIP_KEY])
        .expect("it is written")
}

fn read(file: &[u8]) -> Result<Backup, BackupError> {
    backup::read(file, &phrase("one paper restores"), MOST)
}

#[test]
fn what_was_written_is_read_in_order_and_without_strip_keys() {
    let records = [
        record(1, 9, 70_000),
        record(STRIP_KEY, 5, 32),
        record(2, 1, 0),
    ];
    let file = written(&records);
    let back = read(&file).expect("it opens");
    assert_eq!(back.origin, ORIGIN);
    assert_eq!(back.records, [records[2].clone(), records[0].clone()]);
    assert!(
        !file.windows(32).any(|part| part == [9; 32]),
        "nothing in clear"
    );
}

#[test]
fn the_product_writes_two_to_the_eighteenth() {
    let pass = phrase("one paper restores");
    let file = backup::write(Vec::new(), &pass, WORK_FACTOR, &ORIGIN, &[], &[]).expect("written");
    let line = file.split(|byte| *byte == b'\n').nth(1).expect("a stanza");
    let line = str::from_utf8(line).expect("a stanza is text");
    assert!(
        line.starts_with("-> scrypt ") && line.ends_with(" 18"),
        "{line}"
    );
    assert_eq!(read(&file).expect("it opens").records, []);
}

#[test]
fn another_passphrase_is_told_from_damage() {
    let file = written(&[record(1, 1, 10)]);
    let other = backup::read(&file[..], &phrase("another"), MOST);
    assert!(
        matches!(other, Err(BackupError::WrongPassphrase)),
        "{other:?}"
    );
}

#[test]
fn more_work_than_a_gigabyte_is_refused_before_it_is_done() {
    let file = written(&[]);
    let at = file
        .windows(3)
        .position(|part| part == b" 2\n")
        .expect("the work factor");
    for asked in ["21", "40", "63"] {
        let greedy = [&file[..=at], asked.as_bytes(), &file[at + 2..]].concat();
        let refused = read(&greedy);
        assert!(
            matches!(refused, Err(BackupError::TooMuchWork(work)) if work.to_string() == asked),
            "{refused:?}"
        );
    }
    assert_eq!(WorkFactor::new(21), None);
    assert_eq!(WorkFactor::new(0), None);
}

#[test]
fn no_cut_and_no_changed_byte_is_read() {
    let file = written(&[record(1, 1, 300)]);
    for length in 0..file.len() {
        assert!(read(&file[..length]).is_err(), "cut at {length}");
    }
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        // A changed work factor is within what is accepted, and costs; it is no other case than its neighbours.
        if str::from_utf8(&changed[..file.len().min(90)]).is_ok_and(|head| head.contains(" 3\n")) {
            continue;
        }
        assert!(read(&changed).is_err(), "changed at {at}");
    }
    let longer = [&file[..], b"\n"].concat();
    assert!(matches!(read(&longer), Err(BackupError::Damaged)));
}

#[test]
fn files_of_others_are_named() {
    for odd in [&b""[..], b"PK\x03\x04", b"age", b"{}"] {
        assert!(matches!(read(odd), Err(BackupError::NotABackup)));
    }
    let armoured = b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n";
    assert!(matches!(read(armoured), Err(BackupError::NotOurs)));
    let key = age::x25519::Identity::generate().to_public();
    let recipients = std::iter::once(&key as &dyn age::Recipient);
    let for_a_key = age::Encryptor::with_recipients(recipients).expect("one recipient");
    let file = for_a_key
        .wrap_output(Vec::new())
        .and_then(age::stream::StreamWriter::finish);
    assert!(matches!(
        read(&file.expect("memory")),
        Err(BackupError::NotOurs)
    ));
}

#[test]
fn an_age_file_with_another_content_is_refused() {
    use std::io::Write;
    let mut recipient = age::scrypt::Recipient::new(phrase("one paper restores"));
    recipient.set_work_factor(2);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).expect("one recipient");
    let mut out = encryptor.wrap_output(Vec::new()).expect("memory");
    out.write_all(b"dear diary").expect("memory");
    let file = out.finish().expect("memory");
    assert!(matches!(read(&file), Err(BackupError::Content)));
}

#[test]
fn what_is_too_large_is_refused() {
    let file = written(&[record(1, 1, 5_000)]);
    let small = backup::read(&file[..], &phrase("one paper restores"), 4_000);
    assert!(matches!(small, Err(BackupError::TooLarge)), "{small:?}");
    let huge = [record(1, 1, (4 << 20) + 1)];
    let refused = backup::write(Vec::new(), &phrase("p"), quick(), &ORIGIN, &huge, &[]);
    assert!(matches!(refused, Err(BackupError::TooLarge)));
    let twice = [record(1, 1, 1), record(2, 1, 1)];
    let refused = backup::write(Vec::new(), &phrase("p"), quick(), &ORIGIN, &twice, &[]);
    assert!(matches!(refused, Err(BackupError::TwiceTheSame)));
}
