//! What is rescued from a damaged file. (Whether damage is noticed: `tests/proof/flips.rs`.)

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use vault::{Batch, FILE, HEAD, Id, Vault, rescue};

use crate::folder::{Folder, at, key, rng};

const RECORDS: usize = 24;

type Contents = BTreeMap<Id, (u8, Vec<u8>)>;

#[test]
fn a_flip_in_a_record_costs_that_record_only() {
    let (file, truth) = small();
    let head = head();
    let mut lost = std::collections::BTreeSet::new();
    for place in rows(&file)
        .into_iter()
        .filter(|at| record_id(&file, *at)[..8] != [0; 8])
    {
        let id = record_id(&file, place);
        let mut bad = file.clone();
        bad[place + 60] ^= 4;
        let found = rescue::read(&bad, Some(&head), key(), &[2, 3]).unwrap();
        for (other, (kind, content)) in truth.iter().filter(|(other, _)| **other != id) {
            let record = &found.records[other];
            assert_eq!((record.kind, &record.content[..]), (*kind, &content[..]));
        }
        assert!(found.complete, "root and buckets are whole");
        assert!(found.lost.len() <= 1);
        lost.extend(found.lost);
    }
    // A record in a page that was rewritten has a second, equal copy in the old page, and loses nothing.
    let copies = |id: &Id| {
        rows(&file)
            .iter()
            .filter(|at| record_id(&file, **at) == *id)
            .count()
    };
    let single = truth.keys().filter(|id| copies(id) == 1);
    assert_eq!(lost.len(), single.count(), "every single copy was hit");
    assert!(lost.len() > RECORDS / 2);
}

#[test]
fn rescue_reads_past_a_lost_root_and_says_that_it_is_unsure() {
    let (file, truth) = small();
    let mut bad = file.clone();
    for place in rows(&file)
        .into_iter()
        .filter(|at| record_id(&file, *at) == [0; 16])
    {
        bad[place + 60] ^= 1;
    }
    let found = rescue::read(&bad, None, key(), &[2, 3]).unwrap();
    assert!(!found.complete && found.newest.is_none());
    for (id, (kind, content)) in &truth {
        let record = &found.records[id];
        assert_eq!((record.kind, &record.content[..]), (*kind, &content[..]));
    }
    // Only the newest root: an older one is in old pages, and must not pass for the newest.
    let newest = |at: &usize| u64::from_be_bytes(file[at + 24..at + 32].try_into().unwrap());
    let roots = rows(&file)
        .into_iter()
        .filter(|at| record_id(&file, *at) == [0; 16]);
    if let Some(newest) = roots.max_by_key(newest) {
        let mut bad = file.clone();
        bad[newest + 60] ^= 1;
        let found = rescue::read(&bad, None, key(), &[2, 3]).unwrap();
        assert!(!found.complete, "{found:?}");
    }
}

#[test]
fn rescue_takes_the_header_beside_the_file_and_sets_the_file_aside() {
    let (file, truth) = small();
    let mut bad = file.clone();
    for at in 0..bad.len() - 4 {
        if &bad[at..at + 4] == b"KCh1" {
            bad[at] ^= 1;
        }
    }
    let folder = Folder::new();
    fs::write(folder.path().join(FILE), &bad).unwrap();
    let none = rescue::read_folder(folder.path(), key(), &[2, 3]);
    assert!(matches!(none, Err(rescue::RescueError::NoHeader)));
    fs::write(folder.path().join(HEAD), head()).unwrap();
    let copy = rescue::set_aside(folder.path(), 77).unwrap();
    assert_eq!(copy, folder.path().join("vault.damaged-77"));
    assert_eq!(fs::read(copy).unwrap(), bad);
    assert!(rescue::set_aside(folder.path(), 77).is_err(), "never over");
    let found = rescue::read_folder(folder.path(), key(), &[2, 3]).unwrap();
    assert_eq!(found.records.len(), truth.len());
    let wrong = rescue::read_folder(folder.path(), vault::Key::Passphrase(b"x"), &[2]);
    assert!(matches!(wrong, Err(rescue::RescueError::WrongKey)));
}

/// A vault with every kind of row, and what lies in it.
fn small() -> (Vec<u8>, Contents) {
    let folder = Folder::new();
    let truth = fill(folder.path());
    (fs::read(folder.path().join(FILE)).unwrap(), truth)
}

fn head() -> Vec<u8> {
    let folder = Folder::new();
    fill(folder.path());
    fs::read(folder.path().join(HEAD)).unwrap()
}

fn fill(folder: &Path) -> Contents {
    let rng = &mut rng(42);
    let mut vault = crate::folder::create(folder, rng);
    let mut truth = Contents::new();
    let mut batch = Batch::new();
    for n in 0..RECORDS {
        let (id, kind) = (Vault::new_id(rng), 2 + (n % 2) as u8);
        let content = vec![n as u8; 100 + 20 * n];
        batch.put(id, kind, &content);
        truth.insert(id, (kind, content));
    }
    vault.commit(batch, at(2), rng).unwrap();
    vault.make_kit(at(3), rng).unwrap();
    // Compact, so that old pages do not hold second copies of records.
    vault.change_vmk(None, at(4), rng).unwrap();
    let gone = Vault::new_id(rng);
    vault.put(gone, 2, b"gone", at(5), rng).unwrap();
    vault.remove(gone, at(6), rng).unwrap();
    truth
}

/// Where sealed rows begin.
fn rows(file: &[u8]) -> Vec<usize> {
    (0..file.len() - 64)
        .filter(|at| &file[*at..at + 4] == b"KCr1")
        .collect()
}

fn record_id(file: &[u8], at: usize) -> Id {
    file[at + 8..at + 24].try_into().unwrap()
}
