//! What is left in a process after its vault is locked: `/proc/PID/mem` of a child holds neither the vault's keys nor
//! PIN, kit, keychain secret or contents. Before that it holds the keys once each, in the locked page.
//!
//! Searched by halves of 16 bytes, so that parts count. What the child itself must hold (what it will put, the PIN it
//! will type) is made when it is needed and wiped, and made in the parent again by the same dice.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{ChildStdout, Stdio};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{self, Rng, SeedableRng};
use vault::{Batch, Closed, Key, Kit, NewKey, Secret, Vault};
use zeroize::Zeroizing;

use crate::child;
use crate::folder::{CHEAP, at, permit, rng};
use crate::scale;

const NAME: &str = "memory::keeper";
/// Folder and dice.
const ORDER: &str = "VAULT_PROOF_MEMORY";
const RECORDS: u64 = 20;
/// Where the keys lie in the locked page, by `src/memory.rs`.
const SLOTS: [&str; 5] = ["VMK", "KEK", "session key", "session PIN", "strip key"];

/// Patterns by name.
type Secrets = BTreeMap<String, Vec<u8>>;

#[test]
fn nothing_is_left_after_locking() {
    let runs = scale::of(4, 500);
    let (mut left, mut open) = (
        BTreeMap::<String, usize>::new(),
        BTreeMap::<String, usize>::new(),
    );
    let mut searched = 0;
    for run in 0..runs {
        let folder = scale::quick_folder();
        let mut keeper = child::again(NAME, &[])
            .env(ORDER, format!("{}#{run}", folder.path().display()))
            .stdin(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut from = BufReader::new(keeper.stdout.take().expect("it has a voice"));
        let mut to = keeper.stdin.take().expect("it listens");
        hear(&mut from, "open");
        let mut secrets = secrets_of(run as u64);
        let page = locked_page(keeper.id());
        for (slot, name) in page.chunks(32).zip(SLOTS) {
            assert!(slot.iter().any(|byte| *byte != 0), "{name} is in the page");
            secrets.insert(name.to_owned(), slot.to_vec());
        }
        // What an open vault holds is told, not judged: records that were read belong to the caller.
        let (bytes, hits) = search(keeper.id(), &secrets);
        hits.iter()
            .for_each(|(name, hits)| *open.entry(name.clone()).or_default() += hits);
        assert_eq!(
            hits.get("VMK, first half").copied(),
            Some(1),
            "run {run}: once, in the page: {hits:?}"
        );
        searched += bytes;
        for act in ["locked", "dropped"] {
            to.write_all(b"go\n").expect("it listens");
            hear(&mut from, act);
            let (bytes, hits) = search(keeper.id(), &secrets);
            hits.into_iter().for_each(|(name, hits)| {
                *left.entry(format!("{act}: {name}")).or_default() += hits
            });
            searched += bytes;
        }
        drop(to);
        keeper.wait().expect("it ends");
    }
    println!("figure memory.runs {runs}, {} MB searched", searched >> 20);
    println!("figure memory.open {open:?}");
    println!("figure memory.left {left:?}");
    assert!(left.is_empty(), "{left:?}");
}

/// Not a test: what the child does.
#[test]
#[ignore = "run by the others"]
fn keeper() {
    let Ok(order) = env::var(ORDER) else { return };
    let (folder, run) = order.split_once('#').expect("two words");
    let (folder, run) = (Path::new(folder), run.parse().expect("a number"));
    let wait = || {
        std::io::stdin()
            .read_line(&mut String::new())
            .expect("a pipe")
    };
    let (rng, pin) = (&mut rng(3), pin(run));
    // Set up, changed, closed and opened again: every way by which keys come into memory.
    {
        let secrets = secrets(run);
        let setup = vault::Setup {
            vault_id: [1; 16],
            key: NewKey::Pin {
                pin: &pin,
                secrets: &*secrets,
            },
            cost: CHEAP,
            store: "a store",
        };
        let mut vault = Vault::create(permit(), folder, setup, at(1), rng).expect("a vault");
        for n in 0..RECORDS / 2 {
            vault
                .put(id(n), 2, &content(run, n), at(2), rng)
                .expect("a commit");
        }
        drop(vault.make_kit(at(3), rng).expect("a kit"));
        vault
            .change_vmk(Some(&kit(run)), at(4), rng)
            .expect("a change");
        vault
            .rewrap(
                NewKey::Pin {
                    pin: &pin,
                    secrets: &*secrets,
                },
                CHEAP,
                "a store",
                at(5),
                rng,
            )
            .expect("a change");
    }
    let secrets = secrets(run);
    let closed = Closed::open(folder).expect("it opens");
    let wrong = closed.unlock(
        Key::Pin {
            pin: b"000000",
            secrets: &*secrets,
        },
        None,
        rng,
    );
    let Err(vault::Refusal::WrongPin(closed)) = wrong else {
        panic!("another PIN")
    };
    let mut vault = closed
        .unlock(
            Key::Pin {
                pin: &pin,
                secrets: &*secrets,
            },
            None,
            rng,
        )
        .expect("it opens");
    let mut batch = Batch::new();
    for n in RECORDS / 2..RECORDS {
        batch.put(id(n), 2, &content(run, n));
    }
    vault.commit(batch, at(6), rng).expect("a commit");
    for n in 0..RECORDS {
        assert!(
            *vault
                .get(&id(n))
                .expect("it is read")
                .expect("it is there")
                .content
                == *content(run, n)
        );
    }
    assert!(vault.is_pin(&pin) && !vault.is_pin(b"000000"));
    vault.hold_strip_key(Some(&strip_key(run)));
    drop(pin);
    drop(secrets);
    child::say("open");
    wait();
    let closed = vault.lock().expect("it has a file");
    child::say("locked");
    wait();
    drop(closed);
    child::say("dropped");
    wait();
}

/// What must not be found, but for the keys that the child rolled itself.
fn secrets_of(run: u64) -> Secrets {
    let mut secrets = Secrets::from([
        ("PIN".to_owned(), pin(run).to_vec()),
        ("kit".to_owned(), bytes(run, 2, 20).to_vec()),
        ("keychain secret".to_owned(), secrets(run)[0].kc.to_vec()),
    ]);
    for n in 0..RECORDS {
        // From the middle on: the ends are short.
        let content = content(run, n);
        let middle = content.len() / 2;
        secrets.insert(
            "a content".to_owned() + &format!(" {n}"),
            content[middle..middle + 32].to_vec(),
        );
    }
    secrets
}

// Each secret is made anew where it is used, and wiped.

fn bytes(run: u64, what: u64, len: usize) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(vec![0; len]);
    ChaCha20Rng::seed_from_u64(run * 1000 + what).fill_bytes(&mut bytes);
    bytes
}

/// Twelve digits, the most there are: six would be found by chance.
fn pin(run: u64) -> Zeroizing<Vec<u8>> {
    let mut pin = bytes(run, 1, 12);
    pin.iter_mut().for_each(|byte| *byte = b'0' + *byte % 10);
    pin
}

fn kit(run: u64) -> Kit {
    // By the one way that makes a kit of chosen bytes: dice that fall so.
    Kit::random(&mut Loaded(bytes(run, 2, 20)))
}

/// In a box, for what is moved leaves a copy behind.
fn secrets(run: u64) -> Box<[Secret; 1]> {
    let mut secrets = Box::new([Secret { n: 1, kc: [0; 32] }]);
    secrets[0].kc.copy_from_slice(&bytes(run, 3, 32));
    secrets
}

fn strip_key(run: u64) -> Box<Zeroizing<[u8; 32]>> {
    let mut key = Box::new(Zeroizing::new([0; 32]));
    key.copy_from_slice(&bytes(run, 4, 32));
    key
}

fn id(n: u64) -> vault::Id {
    [n as u8 + 0x40; 16]
}

fn content(run: u64, n: u64) -> Zeroizing<Vec<u8>> {
    bytes(run, 100 + n, 100 + 300 * n as usize)
}

/// Dice that fall as they are told.
struct Loaded(Zeroizing<Vec<u8>>);

impl rand_core::TryRng for Loaded {
    type Error = std::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        unreachable!("a kit is filled at once")
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        unreachable!("a kit is filled at once")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        bytes.copy_from_slice(&self.0);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Loaded {}

fn hear(from: &mut BufReader<ChildStdout>, wanted: &str) {
    let mut line = String::new();
    while from.read_line(&mut line).expect("a pipe") > 0 {
        if child::said(&line) == [wanted] {
            return;
        }
        line.clear();
    }
    panic!("the child ends before it says {wanted}");
}

/// The slots of the page that the kernel calls locked and not dumped.
fn locked_page(process: u32) -> Vec<u8> {
    let maps =
        fs::read_to_string(format!("/proc/{process}/smaps")).expect("a child may be looked into");
    let (mut start, mut found) = (0, Vec::new());
    for line in maps.lines() {
        let first = line.split(' ').next().unwrap_or_default();
        if let Some((from, _)) = first.split_once('-') {
            start = u64::from_str_radix(from, 16).unwrap_or(start);
        } else if line.starts_with("VmFlags:") && line.contains(" lo") && line.contains(" dd") {
            found.push(start);
        }
    }
    assert_eq!(found.len(), 1, "one page of keys");
    let mut page = vec![0; 32 * SLOTS.len()];
    let mut memory =
        File::open(format!("/proc/{process}/mem")).expect("a child may be looked into");
    memory
        .seek(SeekFrom::Start(found[0]))
        .and_then(|_| memory.read_exact(&mut page))
        .expect("it is mapped");
    page
}

/// Bytes searched, and how often each half of a secret was found.
fn search(process: u32, secrets: &Secrets) -> (usize, BTreeMap<String, usize>) {
    let mut wanted: Vec<(String, &[u8])> = Vec::new();
    for (name, secret) in secrets {
        match secret.len() {
            32 => {
                wanted.push((format!("{name}, first half"), &secret[..16]));
                wanted.push((format!("{name}, second half"), &secret[16..]));
            }
            _ => wanted.push((name.clone(), secret)),
        }
    }
    // By the first two bytes: one look at each place.
    let mut begins = vec![Vec::new(); 1 << 16];
    for (name, secret) in &wanted {
        begins[usize::from(secret[0]) << 8 | usize::from(secret[1])].push((name, *secret));
    }
    let (mut bytes, mut hits) = (0, BTreeMap::new());
    let maps =
        fs::read_to_string(format!("/proc/{process}/maps")).expect("a child may be looked into");
    let mut memory =
        File::open(format!("/proc/{process}/mem")).expect("a child may be looked into");
    for line in maps.lines().filter(|line| !line.contains("[v")) {
        let mut words = line.split_whitespace();
        let (Some(range), Some(rights)) = (words.next(), words.next()) else {
            continue;
        };
        let Some((from, to)) = range.split_once('-') else {
            continue;
        };
        let number = |text| u64::from_str_radix(text, 16).expect("the kernel writes numbers");
        let (from, to) = (number(from), number(to));
        if !rights.starts_with('r') {
            continue;
        }
        let mut part = vec![0; (to - from) as usize];
        if memory
            .seek(SeekFrom::Start(from))
            .and_then(|_| memory.read_exact(&mut part))
            .is_err()
        {
            continue;
        }
        bytes += part.len();
        for at in 0..part.len() - 1 {
            for (name, secret) in &begins[usize::from(part[at]) << 8 | usize::from(part[at + 1])] {
                if part[at..].starts_with(secret) {
                    if env::var_os("KINCODE_WHERE").is_some() {
                        println!("{name} at {:x} in {line}", from + at as u64);
                    }
                    *hits.entry((*name).clone()).or_insert(0) += 1;
                }
            }
        }
    }
    (bytes, hits)
}
