//! The bytes on disk, frozen: a change here is a migration (design.md 3, invariant 7).

use std::fmt::Write;
use std::fs;

use sha2::{Digest, Sha256};
use vault::{FILE, HEAD};

use crate::folder::{Folder, at, rng};

#[test]
fn header_and_root_are_as_they_were() {
    let folder = Folder::new();
    let rng = &mut rng(99);
    let mut vault = folder.create(rng);
    vault
        .put([0xAB; 16], 2, b"content", at(1_790_726_400), rng)
        .unwrap();
    vault.make_kit(at(1_790_726_401), rng).unwrap();
    drop(vault);
    let head = fs::read(folder.path().join(HEAD)).unwrap();
    let file = fs::read(folder.path().join(FILE)).unwrap();
    let mut found = format!("vault.head {}\n", hex(&head));
    for (name, id) in [("root", [0; 16]), ("record", [0xAB; 16])] {
        let row = newest(&file, &id);
        let hash = hex(&Sha256::digest(row));
        writeln!(
            found,
            "{name} {} bytes {} sha256 {hash}",
            row.len(),
            hex(&row[..48])
        )
        .unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/format.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(path).unwrap(), "a changed format");
}

fn newest<'a>(file: &'a [u8], id: &[u8]) -> &'a [u8] {
    let places = (0..file.len() - 48)
        .filter(|at| &file[*at..at + 4] == b"KCr1" && file[at + 8..at + 24] == *id);
    let at = places
        .max_by_key(|at| file[at + 24..at + 32].to_vec())
        .unwrap();
    let len = u32::from_be_bytes(file[at + 4..at + 8].try_into().unwrap());
    &file[at..at + 48 + len as usize]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}
