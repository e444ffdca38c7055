//! A thousand older copies, each noticed while the keychain knows a later commit; and a thousand files whose rows were
//! swapped, mixed with older ones, dropped or made up, with every checksum of the store right: none shows anything that
//! is not the last acknowledged content.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use vault::{Batch, Closed, FILE, Id, Refusal, Vault};

use crate::folder::{at, create, key, rng};
use crate::scale;

const BODY: TableDefinition<'_, &[u8; 16], &[u8]> = TableDefinition::new("body");

type Rows = BTreeMap<Id, Vec<u8>>;
type Contents = BTreeMap<Id, Vec<u8>>;

/// The file after each commit, with its number.
struct Life {
    folder: tempfile::TempDir,
    copies: Vec<(u64, Vec<u8>)>,
    truth: Contents,
}

#[test]
fn every_older_copy_is_noticed() {
    let (cases, dice) = (scale::of(60, 1000), &mut rng(70));
    let life = live(dice, 40);
    let newest = life.copies.last().expect("there are some").0;
    let (mut older, mut same) = (0, 0);
    for case in 0..cases {
        let (commit, bytes) = &life.copies[dice.next_u32() as usize % life.copies.len()];
        // The keychain's number is a lower bound, which may lag behind.
        let seen = newest - u64::from(dice.next_u32() % 3);
        fs::write(life.folder.path().join(FILE), bytes).expect("the folder takes it");
        let closed = Closed::open(life.folder.path()).expect("each copy is whole");
        match closed.unlock(key(), Some(seen), dice) {
            Err(Refusal::OlderCopy(copy)) => {
                assert_eq!((copy.commit(), copy.seen()), (*commit, seen), "case {case}");
                assert!(*commit < seen, "case {case}");
                older += 1;
            }
            Ok(vault) => {
                assert!(
                    *commit >= seen && vault.commit_number() == *commit,
                    "case {case}: {commit} passes for {seen}"
                );
                same += 1;
            }
            Err(other) => panic!("case {case}: {other}"),
        }
    }
    println!("figure rollback.copies {cases} ({older} older, all noticed; {same} new enough)");
}

#[test]
fn nothing_swapped_mixed_or_dropped_is_shown() {
    let (cases, dice) = (scale::of(60, 1000), &mut rng(71));
    let life = live(dice, 30);
    let now = rows(&life, life.copies.len() - 1);
    let mut tally = BTreeMap::<&str, usize>::new();
    let mut case = 0;
    while case < cases {
        let then = rows(
            &life,
            1 + dice.next_u32() as usize % (life.copies.len() - 1),
        );
        let (what, mixed) = mix(&now, &then, dice);
        if mixed == now {
            continue;
        }
        case += 1;
        fs::write(
            life.folder.path().join(FILE),
            &life.copies.last().expect("some").1,
        )
        .expect("it is written");
        rewrite(life.folder.path(), &mixed);
        let noticed = read(life.folder.path(), &life.truth, dice)
            .unwrap_or_else(|wrong| panic!("case {case}, {what}: {wrong}"));
        assert!(
            noticed,
            "case {case}, {what}: rows are others, and nobody noticed"
        );
        *tally.entry(what).or_default() += 1;
    }
    println!(
        "figure rollback.mixed {} noticed, 0 shown: {tally:?}",
        tally.values().sum::<usize>()
    );
}

/// One way to lie with real rows.
fn mix(now: &Rows, then: &Rows, dice: &mut ChaCha20Rng) -> (&'static str, Rows) {
    let mut mixed = now.clone();
    let mut any = |rows: &Rows, wanted: fn(&Id) -> bool| {
        let ids: Vec<Id> = rows.keys().copied().filter(wanted).collect();
        ids[dice.next_u32() as usize % ids.len()]
    };
    let is_record = |id: &Id| id[..8] != [0; 8];
    let is_bucket = |id: &Id| id[..8] == [0; 8] && id[15] > 0;
    let root = [0; 16];
    let what = match any(now, is_bucket)[15] % 9 {
        0 => {
            let (one, other) = (any(now, is_record), any(now, is_record));
            mixed.insert(one, now[&other].clone());
            mixed.insert(other, now[&one].clone());
            "two records swapped"
        }
        1 => {
            let id = any(then, is_record);
            mixed.insert(id, then[&id].clone());
            "a record of an older state"
        }
        2 => drop_row(&mut mixed, any(now, is_record), "a record dropped"),
        3 => drop_row(&mut mixed, any(now, is_bucket), "a bucket dropped"),
        4 => {
            let id = any(then, is_bucket);
            mixed.insert(id, then[&id].clone());
            "a bucket of an older state"
        }
        5 => {
            mixed.insert(root, then[&root].clone());
            "the root of an older state"
        }
        6 => {
            // A bucket and its records as they were, all together.
            let bucket = any(then, is_bucket);
            mixed.retain(|id, _| !is_record(id) || id[15] % 64 != bucket[15] - 1);
            let old = then
                .iter()
                .filter(|(id, _)| **id == bucket || is_record(id) && id[15] % 64 == bucket[15] - 1);
            mixed.extend(old.map(|(id, row)| (*id, row.clone())));
            "a whole bucket of an older state"
        }
        7 => {
            let (id, at) = (any(now, is_record), any(now, is_record));
            mixed.insert([at[15] | 1; 16], now[&id].clone());
            "a record twice"
        }
        _ => drop_row(&mut mixed, root, "the root dropped"),
    };
    (what, mixed)
}

fn drop_row(rows: &mut Rows, id: Id, what: &'static str) -> &'static str {
    rows.remove(&id);
    what
}

/// Whether anything was noticed; an error if something untrue was shown.
fn read(folder: &Path, truth: &Contents, dice: &mut ChaCha20Rng) -> Result<bool, String> {
    let Ok(closed) = Closed::open(folder) else {
        return Ok(true);
    };
    let Ok(vault) = closed.unlock(key(), None, dice) else {
        return Ok(true);
    };
    let mut noticed = false;
    for entry in vault.list(None) {
        match vault.get(&entry.id) {
            Ok(Some(record)) if truth.get(&entry.id) != Some(&record.content) => {
                return Err("another content is shown".into());
            }
            Ok(Some(_)) => (),
            _ => noticed = true,
        }
    }
    if vault.list(None).count() != truth.len() {
        return Err("records came or went silently".into());
    }
    Ok(noticed)
}

fn live(dice: &mut ChaCha20Rng, commits: u64) -> Life {
    let folder = scale::quick_folder();
    let mut vault = create(folder.path(), dice);
    let (mut copies, mut truth) = (Vec::new(), Contents::new());
    for time in 0..commits {
        let mut batch = Batch::new();
        for n in 0..dice.next_u32() % 4 + 1 {
            let known = truth
                .keys()
                .nth(dice.next_u32() as usize % (truth.len() * 2 + 1))
                .copied();
            let (id, content) = (
                known.unwrap_or_else(|| Vault::new_id(dice)),
                format!("{time} {n}").into_bytes(),
            );
            batch.put(id, 2, &content);
            truth.insert(id, content);
        }
        if let Some(gone) = truth.keys().nth(dice.next_u32() as usize % 40).copied() {
            truth.remove(&gone);
            batch.remove(gone);
        }
        vault.commit(batch, at(time), dice).expect("a commit");
        // Closed, so that the copy is what a person would copy.
        drop(vault);
        copies.push((0, fs::read(folder.path().join(FILE)).expect("it is there")));
        vault = Closed::open(folder.path())
            .expect("it opens")
            .unlock(key(), None, dice)
            .expect("it opens");
        copies.last_mut().expect("just pushed").0 = vault.commit_number();
    }
    drop(vault);
    Life {
        folder,
        copies,
        truth,
    }
}

/// The sealed rows of a copy.
fn rows(life: &Life, n: usize) -> Rows {
    let path = life.folder.path().join("copy");
    fs::write(&path, &life.copies[n].1).expect("the folder takes it");
    let copy = Database::open(path).expect("a whole file");
    let body = copy
        .begin_read()
        .expect("reads")
        .open_table(BODY)
        .expect("its table");
    let rows = body.iter().expect("reads").map(|row| {
        let (id, row) = row.expect("a whole row");
        (*id.value(), row.value().to_vec())
    });
    rows.collect()
}

/// Puts other rows into the file, as somebody would who has the file and no key.
fn rewrite(folder: &Path, rows: &Rows) {
    let file = Database::open(folder.join(FILE)).expect("a whole file");
    let write = file.begin_write().expect("writes");
    {
        let mut body = write.open_table(BODY).expect("its table");
        body.retain(|_, _| false).expect("empties");
        for (id, row) in rows {
            body.insert(id, &row[..]).expect("inserts");
        }
    }
    write.commit().expect("commits");
}
