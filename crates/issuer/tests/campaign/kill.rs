//! `kill -9` while runs are issued: no serial twice, and no run lost that a family was told of.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use healthcode::Private;
use healthcode::kc1::{Code, Serial, Signer};
use healthcode::kct::{Curve, Realm};
use issuer::keys::signer::InMemory;
use issuing::message::{Mark, NewPerson, Run};
use issuing::{Account, Client, Nonce, PersonId, Stamp, Trouble};
use jiff::Timestamp;

use crate::{of, report};

/// A run that was asked for, and what became of it as far as the family knows.
struct Wanted {
    stamp: Stamp,
    told: Option<Run>,
}

/// One family: a device, a person, three keys that it asks with again and again.
struct Family {
    device: InMemory,
    person: PersonId,
    keys: Vec<InMemory>,
    runs: Mutex<Vec<Wanted>>,
}

#[test]
fn no_serial_comes_twice_and_no_run_is_lost() {
    let rounds = of(6, 300);
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path());
    let mut served = Served::start(folder.path());
    let families: Vec<Family> = (0..8).map(|_| Family::new(&served.client)).collect();
    for round in 0..rounds {
        let (client, families) = (&served.client, &families);
        thread::scope(|scope| {
            for family in families {
                scope.spawn(move || while family.ask(client).is_ok() {});
            }
            // From before the first answer to some dozen of them.
            let wait = u64::from(dice()[0]) * 2;
            thread::sleep(Duration::from_millis(wait));
            served.child.kill().expect("killed");
        });
        served.child.wait().expect("gone");
        served = Served::start(folder.path());
        // Whoever was not told asks again under the same name; whoever was told gets the same once more.
        for family in families {
            family.ask_again(&served.client, round);
        }
    }
    let told: Vec<Run> = families.iter().flat_map(|family| family.told()).collect();
    let mut seen = HashSet::new();
    let codes = told.iter().flat_map(|run| &run.strips);
    let serials = codes.map(|text| {
        Code::read(text.expose())
            .expect("a strip")
            .claimed()
            .serial
            .clone()
    });
    let serials: Vec<Serial> = serials.collect();
    assert!(
        serials.iter().all(|serial| seen.insert(serial.clone())),
        "a serial came twice"
    );
    served.child.kill().expect("killed");
    served.child.wait().expect("gone");
    let kept = kept(folder.path());
    assert!(
        serials
            .iter()
            .all(|serial| kept.contains(&(serial.list, serial.index))),
        "a run was lost"
    );
    report(&format!(
        "figure issuer.kill rounds {rounds}, runs told {}, strips {}, strips kept {}, none twice, none lost",
        told.len(),
        serials.len(),
        kept.len()
    ));
}

impl Family {
    fn new(client: &Client) -> Self {
        let key = || InMemory::generate(Curve::P256).expect("a key");
        let device = key();
        let account = Account {
            realm: Realm::Practice,
            device: &device,
        };
        client.register(&account, stamp()).expect("registered");
        let person = NewPerson {
            region: "CN-SH".to_owned(),
            mark: Mark {
                name: Some(Private::new("王".to_owned())),
                ..Mark::default()
            },
        };
        let person = client
            .enrol(&account, stamp(), &person)
            .expect("enrolled")
            .id;
        Self {
            device,
            person,
            keys: (0..3).map(|_| key()).collect(),
            runs: Mutex::default(),
        }
    }

    /// Asks for a run, and remembers what it asked whatever becomes of it.
    fn ask(&self, client: &Client) -> Result<(), Trouble> {
        let stamp = stamp();
        let told = self.run(client, stamp);
        let mut runs = self.runs.lock().expect("one thread a family");
        let result = told.as_ref().map(|_| ()).map_err(|trouble| *trouble);
        runs.push(Wanted {
            stamp,
            told: told.ok(),
        });
        result
    }

    fn ask_again(&self, client: &Client, round: usize) {
        let mut runs = self.runs.lock().expect("one thread a family");
        let last = runs.len().saturating_sub(1);
        for (place, wanted) in runs.iter_mut().enumerate() {
            // Of those that are told long since, some.
            if wanted.told.is_some() && place != last && place % 97 != round % 97 {
                continue;
            }
            let stamp = Stamp {
                now: self::stamp().now,
                ..wanted.stamp
            };
            let again = self.run(client, stamp).expect("nobody kills it now");
            if let Some(told) = &wanted.told {
                assert_eq!(again.strips, told.strips, "another run under the same name");
            }
            wanted.told = Some(again);
        }
    }

    fn run(&self, client: &Client, stamp: Stamp) -> Result<Run, Trouble> {
        let account = Account {
            realm: Realm::Practice,
            device: &self.device,
        };
        client.run(&account, stamp, self.person, &self.keys)
    }

    fn told(&self) -> Vec<Run> {
        let runs = self.runs.lock().expect("one thread a family");
        runs.iter()
            .filter_map(|wanted| wanted.told.clone())
            .collect()
    }
}

struct Served {
    child: Child,
    client: Client,
}

impl Served {
    fn start(folder: &Path) -> Self {
        let free =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let here = free.expect("a port");
        let mut child = program(folder)
            .args(["serve", "--listen", &here.to_string()])
            .env("RUST_LOG", "issuer=info,issuer::http=off")
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let up = lines
            .by_ref()
            .map_while(Result::ok)
            .any(|line| line.contains("serving"));
        assert!(up, "it never served");
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        let client = Client::new(&format!("http://{here}")).expect("loopback");
        Self { child, client }
    }
}

fn init(folder: &Path) {
    let made = program(folder)
        .args([
            "init",
            "--id",
            "killed",
            "--zh",
            "x",
            "--en",
            "x",
            "--practice",
        ])
        .output()
        .expect("started");
    assert!(made.status.success());
    // Eight families that ask as fast as they can are no family.
    let file = folder.join("authority.json");
    let text = std::fs::read_to_string(&file).expect("settings");
    let mut settings: issuer::Settings = serde_json::from_str(&text).expect("settings");
    settings.limits.per_device = 1_000_000;
    let text = serde_json::to_string(&settings).expect("JSON");
    std::fs::write(file, text).expect("written");
}

/// Every serial that the store knows as issued; each once, and the file whole.
fn kept(folder: &Path) -> HashSet<(u32, u32)> {
    let store = rusqlite::Connection::open(folder.join("authority.sqlite")).expect("a store");
    let whole: String = store
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .expect("checked");
    assert_eq!(whole, "ok");
    let mut query = store.prepare("SELECT serials FROM runs").expect("runs");
    let runs = query
        .query_map([], |row| row.get::<_, Vec<u8>>(0))
        .expect("runs");
    let mut kept = HashSet::new();
    for run in runs {
        for serial in run.expect("a run").chunks_exact(8) {
            let number =
                |at: usize| u32::from_be_bytes(serial[at..at + 4].try_into().expect("four"));
            assert!(
                kept.insert((number(0), number(4))),
                "a serial stands there twice"
            );
        }
    }
    kept
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kincode-issuer"));
    command.arg("--dir").arg(folder);
    command
}

#[expect(
    clippy::disallowed_methods,
    reason = "the service under test has the real clock"
)]
fn stamp() -> Stamp {
    Stamp {
        now: Timestamp::now(),
        nonce: Nonce(dice()),
    }
}

/// Of a fresh key: dice enough for a test.
fn dice() -> [u8; 16] {
    let key = InMemory::generate(Curve::P256).expect("a key");
    *key.key().x.first_chunk().expect("32")
}
