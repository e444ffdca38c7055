//! A process that is killed while it writes: every acknowledged record is there, none is half written.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rand_chacha::rand_core::Rng;
use vault::{Closed, Vault};

use crate::folder::{Folder, at, key, rng};

/// Set in the process that is killed: the folder, and a seed.
const CHILD: &str = "VAULT_CRASH_CHILD";

#[test]
fn fifty_kills_lose_nothing_acknowledged() {
    kills(50);
}

#[test]
#[ignore = "minutes: 2,000 kills"]
fn two_thousand_kills_lose_nothing_acknowledged() {
    kills(2000);
}

/// Not a test: what the killed process does.
#[test]
#[ignore = "run by the others"]
fn child() {
    let Ok(folder) = env::var(CHILD) else { return };
    let (folder, seed) = folder.rsplit_once('#').unwrap();
    let rng = &mut rng(seed.parse().unwrap());
    let closed = Closed::open(Path::new(folder)).unwrap();
    let mut vault = closed.unlock(key(), None, rng).unwrap();
    for n in 0.. {
        let id = Vault::new_id(rng);
        let content = content(&id, rng.next_u32() as usize % 6000);
        vault.put(id, 2, &content, at(n), rng).unwrap();
        if n % 16 == 15 {
            vault.change_vmk(None, at(n), rng).unwrap();
        }
        // One write a line: half a line is no acknowledgement.
        let line = format!("ack {} {}\n", vault.commit_number(), hex(&id));
        std::io::stdout().write_all(line.as_bytes()).unwrap();
    }
}

fn kills(rounds: usize) {
    let dice = &mut rng(50);
    let (mut acknowledged, mut folder) = (Vec::new(), Folder::new());
    drop(folder.create(dice));
    let mut all = 0;
    for round in 0..rounds {
        if round % 25 == 0 {
            all += acknowledged.len();
            acknowledged.clear();
            folder = Folder::new();
            drop(folder.create(dice));
        }
        let (commit, ids) = run(folder.path(), round, dice.next_u32() % 120_000);
        acknowledged.extend(ids);
        let vault = folder.unlock(dice);
        assert!(vault.commit_number() >= commit, "round {round}");
        for id in &acknowledged {
            let record = vault.get(id).unwrap();
            assert!(record.is_some(), "round {round}: {} is lost", hex(id));
        }
        // Acknowledged or not: what is there is whole.
        for entry in vault.list(None) {
            let found = vault.get(&entry.id).unwrap().unwrap().content;
            assert_eq!(*found, content(&entry.id, found.len()));
        }
    }
    all += acknowledged.len();
    println!("{rounds} kills, {all} acknowledged records, none lost");
    assert!(all > rounds / 2, "the children did write: {all}");
}

/// Runs a child, kills it some microseconds after its first word, and gives what it acknowledged.
fn run(folder: &Path, round: usize, microseconds: u32) -> (u64, Vec<vault::Id>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["crash::child", "--exact", "--ignored", "--nocapture"])
        .env(CHILD, format!("{}#{}", folder.display(), round % 251))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || out.lines().map_while(Result::ok).collect::<Vec<_>>());
    // The child starts in some milliseconds; some are killed before they open, and that must be safe, too.
    thread::sleep(Duration::from_micros(u64::from(microseconds)));
    child.kill().unwrap();
    child.wait().unwrap();
    let lines = reader.join().unwrap();
    let (mut commit, mut ids) = (0, Vec::new());
    for line in lines {
        // The harness writes its own words before the first line.
        let Some((_, ack)) = line.split_once("ack ") else {
            continue;
        };
        let (number, id) = ack.split_once(' ').unwrap();
        if id.len() == 32 {
            commit = number.parse().unwrap();
            ids.push(u128::from_str_radix(id, 16).unwrap().to_be_bytes());
        }
    }
    (commit, ids)
}

/// What a record of this id and length must hold.
fn content(id: &vault::Id, len: usize) -> Vec<u8> {
    id.iter().copied().cycle().take(len).collect()
}

fn hex(id: &vault::Id) -> String {
    format!("{:032x}", u128::from_be_bytes(*id))
}
