//! Every flipped bit and every cut of a small vault: noticed, or everything that is read is wholly as it was; what was
//! not noticed may be written on, and still is. And rescue on the same damage.
//!
//! redb keeps pages that no tree uses; a flip there changes nothing, and that is the only way to go unnoticed.
//! The smallest file that redb makes of a vault has 88 KiB, so this is more than every bit of 64 KiB.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Once};
use std::thread;

use vault::{Batch, Closed, Error, FILE, HEAD, Id, Refusal, Vault, rescue};

use crate::folder::{at, create, key, rng};
use crate::scale;

const RECORDS: usize = 8;
const WORKERS: usize = 2;
/// Cases that a worker takes at a time.
const PORTION: usize = 64;
/// Panics of threads with this name are redb's and are caught at the seam; their messages would drown the result.
const QUIET: &str = "damaged";
/// Of so many bits and lengths one is tried in small. Odd, so that every bit of a byte is met.
const STRIDE: usize = 1511;

/// One way to damage a file.
#[derive(Clone, Copy, Debug)]
enum Damage {
    Flip(usize),
    Cut(usize),
}

impl Damage {
    /// Whether, unnoticed, it is also written on: one bit of each byte, for it takes as long as three others.
    fn is_written_on(self) -> bool {
        match self {
            Self::Flip(bit) => bit % 8 == bit / 8 % 8,
            Self::Cut(_) => true,
        }
    }
}

/// All that a vault says: commit number, time, throttle row, header's revision and the records.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Said {
    commit: u64,
    written: u64,
    revision: u64,
    throttle: Option<Vec<u8>>,
    records: BTreeMap<Id, (u8, u64, Vec<u8>)>,
}

/// How many cases ended how.
type Tally = BTreeMap<String, usize>;

#[test]
fn every_flip_and_every_cut_is_noticed_or_changes_nothing() {
    let (file, head, truth) = small();
    let step = scale::of(STRIDE, 1);
    let flips = (0..file.len() * 8).step_by(step).map(Damage::Flip);
    let cuts = (0..file.len()).step_by(step).map(Damage::Cut);
    let cases: Vec<Damage> = flips.chain(cuts).collect();
    println!(
        "figure flips.file {} bytes, {} cases",
        file.len(),
        cases.len()
    );
    let tally = all(cases, &file, &head, &truth);
    for (outcome, cases) in &tally {
        println!("figure flips.{} {cases}", outcome.replace(' ', "_"));
    }
    let wrong: Vec<_> = tally
        .iter()
        .filter(|(outcome, _)| outcome.contains("WRONG"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(
        tally
            .keys()
            .any(|outcome| outcome.starts_with("flip: refused")),
        "{tally:?}"
    );
    // A file that lacks anything never opens.
    let short = tally
        .keys()
        .find(|outcome| outcome.starts_with("cut: the same"));
    assert!(short.is_none(), "{tally:?}");
}

#[test]
fn rescue_gives_the_other_records() {
    let (file, head, truth) = small();
    // Every eighth byte in the whole run: a scan opens every row.
    let step = scale::of(8 * 811 + 1, 8 * 7 + 1);
    let mut tally = Tally::new();
    for bit in (0..file.len() * 8).step_by(step) {
        let bad = damaged(&file, Damage::Flip(bit));
        let found =
            rescue::read(&bad, Some(&head), key(), &[2, 3]).expect("the head beside it opens");
        let mut missing = 0;
        for (id, (kind, _, content)) in &truth.records {
            match found.records.get(id) {
                Some(record) => assert_eq!(
                    (record.kind, &record.content[..]),
                    (*kind, &content[..]),
                    "bit {bit}"
                ),
                None => missing += 1,
            }
        }
        assert!(missing <= 1, "bit {bit} cost {missing} records");
        assert!(
            missing == 0 || !found.complete || found.lost.len() == 1,
            "bit {bit}: the loss is told"
        );
        let known = found
            .records
            .keys()
            .all(|id| truth.records.contains_key(id));
        assert!(
            known || !found.complete,
            "bit {bit}: what comes back is told to be unsure"
        );
        *tally
            .entry(format!("{missing} missing, complete {}", found.complete))
            .or_default() += 1;
    }
    for (outcome, cases) in &tally {
        println!("figure rescue.{} {cases}", outcome.replace(' ', "_"));
    }
}

fn all(cases: Vec<Damage>, file: &[u8], head: &[u8], truth: &Said) -> Tally {
    hush();
    let shared = Arc::new((
        cases,
        file.to_vec(),
        head.to_vec(),
        truth.clone(),
        AtomicUsize::new(0),
    ));
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let shared = Arc::clone(&shared);
            let work = move || {
                let (cases, file, head, truth, next) = &*shared;
                let folder = scale::quick_folder();
                let mut tally = Tally::new();
                loop {
                    let from = next.fetch_add(PORTION, Ordering::Relaxed);
                    let Some(portion) = cases.get(from..) else {
                        return tally;
                    };
                    for case in portion.iter().take(PORTION) {
                        let bad = damaged(file, *case);
                        let outcome = panic::catch_unwind(|| {
                            outcome(folder.path(), &bad, head, truth, case.is_written_on())
                        });
                        let outcome =
                            outcome.unwrap_or_else(|_| "WRONG: a panic came through".to_owned());
                        if outcome.contains("WRONG") {
                            eprintln!("{case:?}: {outcome}");
                        }
                        let what = if matches!(case, Damage::Cut(_)) {
                            "cut"
                        } else {
                            "flip"
                        };
                        *tally.entry(format!("{what}: {outcome}")).or_default() += 1;
                    }
                }
            };
            thread::Builder::new()
                .name(QUIET.to_owned())
                .spawn(work)
                .expect("a thread")
        })
        .collect();
    let mut sum = Tally::new();
    for worker in workers {
        for (outcome, cases) in worker.join().expect("panics are caught inside") {
            *sum.entry(outcome).or_default() += cases;
        }
    }
    sum
}

/// What became of it, in words; `WRONG` where the promise is broken.
fn outcome(folder: &Path, bad: &[u8], head: &[u8], truth: &Said, write_on: bool) -> String {
    fs::write(folder.join(FILE), bad).expect("the folder takes it");
    fs::write(folder.join(HEAD), head).expect("the folder takes it");
    let said = match said(folder) {
        Err(noticed) => return noticed,
        Ok(said) if said != *truth => return "WRONG: something else is shown".to_owned(),
        Ok(said) => said,
    };
    if !write_on {
        return "the same".to_owned();
    }
    // It looked sound, so a person goes on with it: what is written now must not fall upon what is there.
    match written_on(folder, &said) {
        Ok(now) if now == said => "the same, also after a write".to_owned(),
        Ok(_) => "WRONG: a write changed something else".to_owned(),
        Err(noticed) => format!("the same, then WRONG: {noticed}"),
    }
}

/// Everything that the vault says, or how it refuses.
fn said(folder: &Path) -> Result<Said, String> {
    let refused = |error: Error| match error {
        Error::Io(error) => format!("refused, Io({:?})", error.kind()),
        other => format!("refused, {other:?}"),
    };
    let closed = Closed::open(folder).map_err(refused)?;
    let throttle = closed.throttle().map_err(refused)?;
    let vault = closed
        .unlock(key(), None, &mut rng(1))
        .map_err(|refusal| match refusal {
            Refusal::Failed(error) => refused(error),
            other => format!("refused, {other}"),
        })?;
    let records = vault.list(None).map(|entry| {
        let record = vault
            .get(&entry.id)
            .map_err(refused)?
            .ok_or("WRONG: listed and not there")?;
        Ok((
            entry.id,
            (record.kind, entry.version, record.content.to_vec()),
        ))
    });
    Ok(Said {
        commit: vault.commit_number(),
        written: vault.written(),
        revision: vault.header().revision,
        throttle,
        records: records.collect::<Result<_, String>>()?,
    })
}

/// What the vault says after ten more records were written and taken away again, but for the commits of that.
fn written_on(folder: &Path, before: &Said) -> Result<Said, String> {
    let rng = &mut rng(9);
    let failed = |error: Error| format!("a write failed: {error:?}");
    let closed = Closed::open(folder).map_err(failed)?;
    let mut vault = closed
        .unlock(key(), None, rng)
        .map_err(|refusal| refusal.to_string())?;
    let ids: Vec<Id> = (0..10).map(|_| Vault::new_id(rng)).collect();
    let mut batch = Batch::new();
    for id in &ids {
        batch.put(*id, 2, &[0x77; 3000]);
    }
    vault
        .commit(batch, at(before.written), rng)
        .map_err(failed)?;
    drop(vault);
    let mut now = said(folder)?;
    for id in &ids {
        let whole = now
            .records
            .remove(id)
            .is_some_and(|(_, _, content)| content == [0x77; 3000]);
        if !whole {
            return Err("a new record is not there".to_owned());
        }
    }
    now.commit -= 1;
    Ok(now)
}

fn damaged(file: &[u8], damage: Damage) -> Vec<u8> {
    match damage {
        Damage::Cut(len) => file[..len].to_vec(),
        Damage::Flip(bit) => {
            let mut bad = file.to_vec();
            bad[bit / 8] ^= 1 << (bit % 8);
            bad
        }
    }
}

/// A vault with every kind of row, written by several sessions.
fn small() -> (Vec<u8>, Vec<u8>, Said) {
    let folder = scale::quick_folder();
    let rng = &mut rng(42);
    let mut vault = create(folder.path(), rng);
    let mut batch = Batch::new();
    let ids: BTreeSet<Id> = (0..RECORDS).map(|_| Vault::new_id(rng)).collect();
    for (n, id) in ids.iter().enumerate() {
        batch.put(*id, 2 + (n % 2) as u8, &vec![n as u8 + 1; 60 + 250 * n]);
    }
    vault.commit(batch, at(2), rng).expect("a commit");
    vault.make_kit(at(3), rng).expect("a kit");
    // Compact, so that old pages do not hold second copies of records.
    vault.change_vmk(None, at(4), rng).expect("a change");
    let gone = Vault::new_id(rng);
    vault.put(gone, 2, b"gone", at(5), rng).expect("a commit");
    vault.remove(gone, at(6), rng).expect("a commit");
    let mut closed = vault.lock().expect("it has a file");
    closed.set_throttle(b"a row of its own").expect("a commit");
    drop(closed);
    let bytes = |name| fs::read(folder.path().join(name)).expect("it is there");
    // Read before the truth is asked for, since opening writes, too.
    let (file, head) = (bytes(FILE), bytes(HEAD));
    let truth = said(folder.path()).expect("it opens");
    assert_eq!(truth.records.len(), RECORDS);
    (file, head, truth)
}

fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(QUIET) {
                loud(info);
            }
        }));
    });
}
