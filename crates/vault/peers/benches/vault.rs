//! 10,000 records of 2 KiB into the vault and back, against plain SQLite (no encryption) that lasts as well: WAL with
//! synchronous=FULL, since the vault's commits are durable.
//!
//! In turns, medians of five rounds. Plain lines: `figure NAME VALUE UNIT`, `ratio NAME VALUE`. With
//! `KINCODE_CAMPAIGN=full` all 10,000 are also committed one by one, once. Unlocking is told in its parts: the integrity
//! of the file, the index, and the PIN at the lowest cost that is allowed.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rusqlite::Connection;
use vault::keychain::System;
use vault::keychain::memory::Fake;
use vault::states::{self, Here, Permit, State};
use vault::{Batch, Closed, Cost, FILE, Key, Moment, NewKey, Secret, Setup, Vault};

const RECORDS: usize = 10_000;
const SINGLE: usize = 100;
const ROUNDS: usize = 5;
const CHEAP: Cost = Cost { m: 64, t: 1, p: 1 };
const SECRETS: &[Secret] = &[Secret { n: 1, kc: [1; 32] }];
const AT: Moment<'static> = Moment { time: 1, boot: "boot" };

/// Milliseconds: insert in one commit, commits of one record each, open, read all by id; and KiB on disk.
type Round = [f64; 5];
const NAMES: [&str; 5] = ["insert_10k", "commit_100", "open", "read_10k", "size"];
/// Milliseconds of our `open`: the file's integrity, and root and buckets.
type Parts = [f64; 2];

fn main() {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let records: Vec<([u8; 16], Vec<u8>)> = (0..RECORDS)
        .map(|_| {
            let mut content = vec![0; 2048];
            rng.fill_bytes(&mut content);
            (Vault::new_id(&mut rng), content)
        })
        .collect();
    let rounds: Vec<((Round, Parts), Round)> =
        (0..ROUNDS).map(|_| (ours(&records, &mut rng, SINGLE), sqlite(&records, SINGLE))).collect();
    let parts: Vec<Parts> = rounds.iter().map(|((_, parts), _)| *parts).collect();
    let rounds: Vec<(Round, Round)> = rounds.into_iter().map(|((ours, _), peer)| (ours, peer)).collect();
    for (n, name) in NAMES.iter().enumerate() {
        let unit = if *name == "size" { "KiB" } else { "ms" };
        println!("figure vault.{name} {:.1} {unit}", median(rounds.iter().map(|(ours, _)| ours[n])));
        println!("figure vault.sqlite_{name} {:.1} {unit}", median(rounds.iter().map(|(_, peer)| peer[n])));
        println!("ratio vault.{name}_over_sqlite {:.2}", median(rounds.iter().map(|(ours, peer)| ours[n] / peer[n])));
    }
    println!("figure vault.unlock_integrity {:.1} ms", median(parts.iter().map(|part| part[0])));
    println!("figure vault.unlock_index {:.1} ms", median(parts.iter().map(|part| part[1])));
    let pins: Vec<f64> = (0..ROUNDS).map(|_| pin(&mut rng)).collect();
    println!("figure vault.unlock_pin_64_mib {:.1} ms", median(pins.into_iter()));
    if std::env::var("KINCODE_CAMPAIGN").is_ok_and(|campaign| campaign == "full") {
        let (ours, peer) = (ours(&records, &mut rng, RECORDS - SINGLE).0, sqlite(&records, RECORDS - SINGLE));
        println!("figure vault.commit_each {:.1} ms of {}", ours[1], RECORDS - SINGLE);
        println!("figure vault.sqlite_commit_each {:.1} ms of {}", peer[1], RECORDS - SINGLE);
        println!("ratio vault.commit_each_over_sqlite {:.2}", ours[1] / peer[1]);
    }
}

/// Milliseconds to unlock an empty vault at the lowest cost that is allowed, less what the same takes almost without.
fn pin(rng: &mut ChaCha20Rng) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let [dear, cheap] = [Cost::FLOOR, CHEAP].map(|cost| {
        let folder = folder.path().join(cost.m.to_string());
        std::fs::create_dir(&folder).expect("a folder");
        let key = NewKey::Pin { pin: b"1", secrets: SECRETS };
        drop(Vault::create(permit(), &folder, Setup { vault_id: [1; 16], key, cost, store: "" }, AT, rng).expect("a vault"));
        let closed = Closed::open(&folder).expect("a file");
        ms(|| drop(closed.unlock(Key::Pin { pin: b"1", secrets: SECRETS }, None, rng).expect("unlocked")))
    });
    dear - cheap
}

fn ours(records: &[([u8; 16], Vec<u8>)], rng: &mut ChaCha20Rng, each: usize) -> (Round, Parts) {
    let folder = tempfile::tempdir().expect("a folder");
    let key = NewKey::Pin { pin: b"1", secrets: SECRETS };
    let setup = Setup { vault_id: [1; 16], key, cost: CHEAP, store: "" };
    let mut vault = Vault::create(permit(), folder.path(), setup, AT, rng).expect("a vault");
    let insert = ms(|| {
        let mut batch = Batch::new();
        for (id, content) in records {
            batch.put(*id, 2, content);
        }
        vault.commit(batch, AT, rng).expect("a commit");
    });
    let single = ms(|| {
        for ((id, _), (_, content)) in records.iter().zip(&records[SINGLE..]).take(each) {
            vault.put(*id, 2, content, AT, rng).expect("a commit");
        }
    });
    drop(vault);
    let mut vault = None;
    let mut closed = None;
    let integrity = ms(|| closed = Closed::open(folder.path()).ok());
    let closed = closed.expect("a file");
    let index = ms(|| vault = closed.unlock(Key::Pin { pin: b"1", secrets: SECRETS }, None, rng).ok());
    let vault = vault.expect("unlocked");
    let read = ms(|| {
        for (id, _) in records {
            black_box(vault.get(id).expect("reads").expect("is there"));
        }
    });
    ([insert, single, integrity + index, read, kib(&folder.path().join(FILE))], [integrity, index])
}

fn sqlite(records: &[([u8; 16], Vec<u8>)], each: usize) -> Round {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("peer.db");
    let begin = || {
        let db = Connection::open(&path).expect("opens");
        db.pragma_update(None, "journal_mode", "wal").expect("a pragma");
        db.pragma_update(None, "synchronous", "full").expect("a pragma");
        let lasts: i64 = db.pragma_query_value(None, "synchronous", |row| row.get(0)).expect("a pragma");
        assert_eq!(lasts, 2, "SQLite's commits last, too");
        db
    };
    let mut db = begin();
    db.execute_batch("create table body (id blob primary key, content blob not null) without rowid").expect("a table");
    let put = "insert or replace into body values (?1, ?2)";
    let insert = ms(|| {
        let all = db.transaction().expect("begins");
        for (id, content) in records {
            all.prepare_cached(put).expect("SQL").execute((&id[..], &content[..])).expect("inserts");
        }
        all.commit().expect("commits");
    });
    // Other content each time: SQLite writes nothing where nothing changes.
    let single = ms(|| {
        for ((id, _), (_, content)) in records.iter().zip(&records[SINGLE..]).take(each) {
            db.prepare_cached(put).expect("SQL").execute((&id[..], &content[..])).expect("inserts");
        }
    });
    drop(db);
    let mut db = None;
    let open = ms(|| {
        let opened = begin();
        let count: i64 = opened.query_row("select count(*) from body where id < x'00'", [], |row| row.get(0)).expect("SQL");
        black_box(count);
        db = Some(opened);
    });
    let db = db.expect("opened");
    let read = ms(|| {
        for (id, _) in records {
            let mut get = db.prepare_cached("select content from body where id = ?1").expect("SQL");
            let content: Vec<u8> = get.query_row([&id[..]], |row| row.get(0)).expect("is there");
            black_box(content);
        }
    });
    drop(db);
    [insert, single, open, read, kib(&path)]
}

fn ms(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1000.0
}

fn kib(path: &Path) -> f64 {
    std::fs::metadata(path).expect("a file").len() as f64 / 1024.0
}

fn median(all: impl Iterator<Item = f64>) -> f64 {
    let mut all: Vec<f64> = all.collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// As an empty machine gives it.
fn permit() -> Permit {
    let nothing = states::ask(&Fake::new(System::Linux), Here::Nothing);
    match states::recognise(Here::Nothing, &nothing) {
        State::NeverSet(permit) => permit,
        other => unreachable!("an empty machine: {other:?}"),
    }
}
