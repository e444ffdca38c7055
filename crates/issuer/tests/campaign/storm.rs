//! All families at once: they get slots, come back then, and every one of them has its run in the end.

use std::collections::HashSet;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use data_encoding::BASE64URL_NOPAD;
use healthcode::certificate::sha256;
use healthcode::kc1::write::{self, lower_half};
use healthcode::kc1::{DeviceKey, Request, Signer};
use healthcode::kct::{Curve, Realm};
use issuer::keys::KeyFolder;
use issuer::keys::signer::InMemory;
use issuer::{Authority, Clock, Limits, Pack, Settings, serve};
use issuing::message::{NewKey, NewRun, Run};
use issuing::text::{AccountKey, SignatureText, StripPoint};
use issuing::{Nonce, PersonId};
use reqwest::StatusCode;
use tokio::sync::Semaphore;
use tokio::time::sleep;

use crate::{of, report};

struct Family {
    device: InMemory,
    person: PersonId,
}

/// What those who ask see.
#[derive(Default)]
struct Seen {
    asked: AtomicU64,
    sent_away: AtomicU64,
    unanswered: AtomicU64,
    /// Of the family that asked most often.
    most_tries: AtomicU32,
}

#[test]
fn every_family_has_its_run_in_the_end() {
    let families = of(300, 200_000);
    // Everybody comes within so many seconds, many times faster than the machine is.
    let within = Duration::from_secs(of(1, 60) as u64);
    let folder = tempfile::tempdir().expect("a folder");
    let (settings, mut asking) = prepare(folder.path(), families);
    // What the machine can do beside those who ask; slots are given out at 80 % of it, as an operator would set it.
    let first = asking.split_off(families - of(30, 2_000));
    let measured = Storm::new(folder.path()).drain(first, Duration::ZERO, 64);
    let able = measured.runs.len() as f64 / measured.took.as_secs_f64();
    let limits = Limits {
        slots: ((able * 0.8) as u32).clamp(1, of(64, 512) as u32),
        at_once: of(64, 512) as u32,
        ..settings.limits
    };
    let file = folder.path().join("authority.json");
    let text = serde_json::to_string(&Settings {
        limits,
        ..settings.clone()
    })
    .expect("JSON");
    std::fs::write(file, text).expect("written");
    let storm = Storm::new(folder.path()).drain(asking, within, 1_024);

    let strips = settings.regions[0].strips();
    let runs: Vec<_> = measured.runs.iter().chain(&storm.runs).collect();
    assert_eq!(runs.len(), families);
    assert!(runs.iter().all(|(count, _)| *count == strips));
    let (kept, different) = kept(folder.path());
    assert_eq!(
        (kept, different),
        (families, families * strips),
        "a run is lost, or a serial came twice"
    );
    // Those who have a run come again one after the other, not all at once.
    let (earliest, latest) = spread(runs.iter().map(|(_, refresh_at)| *refresh_at));
    let (took, served) = (storm.took.as_secs_f64(), storm.runs.len() as f64);
    report(&format!(
        "figure issuer.storm {} families within {} s; drained in {took:.0} s at {:.0} runs/s, {:.0} strips/s (alone: \
         {able:.0} runs/s); {} slots given, {:.2} requests a family, at most {}; {} without an answer; next refreshes \
         over {:.1} h; none lost",
        storm.runs.len(),
        within.as_secs(),
        served / took,
        served / took * strips as f64,
        storm.seen.sent_away.load(Ordering::SeqCst),
        storm.seen.asked.load(Ordering::SeqCst) as f64 / served,
        storm.seen.most_tries.load(Ordering::SeqCst),
        storm.seen.unanswered.load(Ordering::SeqCst),
        (latest - earliest) as f64 / 3_600.0,
    ));
}

/// A service, and a network in which families are.
struct Storm {
    runtime: tokio::runtime::Runtime,
    address: String,
}

/// What became of them.
struct Drained {
    /// Of each family how many strips it has, and when to come next.
    runs: Vec<(usize, i64)>,
    took: Duration,
    seen: Arc<Seen>,
}

impl Storm {
    fn new(folder: &Path) -> Self {
        let runtime = serve::runtime().expect("threads");
        let listener = runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
        let listener = listener.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("bound"));
        let authority = Authority::open(folder, &address, Clock::system()).expect("an authority");
        runtime.spawn(serve::serve(
            Arc::new(authority),
            listener,
            std::future::pending(),
        ));
        Self { runtime, address }
    }

    /// All of them come `within` this time, over so many connections.
    fn drain(self, families: Vec<Family>, within: Duration, connections: usize) -> Drained {
        let seen = Arc::new(Seen::default());
        let keys: Arc<Vec<InMemory>> = Arc::new(
            (0..7)
                .map(|_| InMemory::generate(Curve::P256).expect("a key"))
                .collect(),
        );
        let connections = Arc::new(Semaphore::new(connections));
        let http = reqwest::Client::builder()
            .no_proxy()
            .build()
            .expect("a client");
        let (begun, count) = (Instant::now(), families.len());
        let runs = self.runtime.block_on(async {
            let come = families.into_iter().enumerate().map(|(place, family)| {
                let (seen, keys) = (Arc::clone(&seen), Arc::clone(&keys));
                let (connections, http) = (Arc::clone(&connections), http.clone());
                let address = self.address.clone();
                let comes = within.mul_f64(scattered(place, count));
                tokio::spawn(async move {
                    sleep(comes).await;
                    family
                        .refresh(&http, &address, &keys, &connections, &seen)
                        .await
                })
            });
            let tasks: Vec<_> = come.collect();
            let mut runs = Vec::with_capacity(count);
            for task in tasks {
                runs.push(task.await.expect("a family that has its run"));
            }
            runs
        });
        let took = begun.elapsed();
        self.runtime.shutdown_timeout(Duration::from_secs(5));
        Drained { runs, took, seen }
    }
}

impl Family {
    /// Asks until it has its run, and never before the time it is told. Gives the strips' count and when to come next.
    async fn refresh(
        &self,
        http: &reqwest::Client,
        address: &str,
        keys: &[InMemory],
        connections: &Semaphore,
        seen: &Seen,
    ) -> (usize, i64) {
        let nonce = Nonce(self.person.0);
        let body = self.body(keys, nonce);
        let target = format!("/v1/persons/{}/runs", self.person);
        let mut tries = 0_u32;
        loop {
            tries += 1;
            let answer = {
                let _one = connections.acquire().await.expect("open");
                let authorization = self.authorization(&target, &body, nonce);
                seen.asked.fetch_add(1, Ordering::SeqCst);
                let sent = http
                    .post(format!("{address}{target}"))
                    .header("authorization", authorization)
                    .header("content-type", "application/json")
                    .body(body.clone())
                    .send()
                    .await;
                match sent {
                    Ok(answer) => (answer.status(), retry_after(&answer), answer.bytes().await),
                    // A connection that was not taken is tried again as a desk does.
                    Err(_) => (StatusCode::BAD_GATEWAY, 5, Ok(axum::body::Bytes::new())),
                }
            };
            match answer {
                (StatusCode::OK, _, Ok(bytes)) => {
                    seen.most_tries.fetch_max(tries, Ordering::SeqCst);
                    let run: Run = serde_json::from_slice(&bytes).expect("a run");
                    return (run.strips.len(), run.refresh_at.as_second());
                }
                (StatusCode::TOO_MANY_REQUESTS, seconds, _) => {
                    seen.sent_away.fetch_add(1, Ordering::SeqCst);
                    // Slots are whole seconds; a desk comes somewhere in its own.
                    let within = scattered(tries as usize + usize::from(nonce.0[0]) * 31, 997);
                    sleep(Duration::from_secs_f64(seconds as f64 + within)).await;
                }
                (StatusCode::BAD_GATEWAY, seconds, _) => {
                    seen.unanswered.fetch_add(1, Ordering::SeqCst);
                    sleep(Duration::from_secs(seconds)).await;
                }
                (status, _, body) => panic!("{status}: {body:?}"),
            }
        }
    }

    fn body(&self, keys: &[InMemory], nonce: Nonce) -> Vec<u8> {
        let new = keys.iter().zip(0..).map(|(key, place)| {
            let device = DeviceKey::of(key.key());
            let message = device.to_be_signed(Realm::Practice, &nonce.0, place);
            NewKey {
                key: StripPoint::from(key.key()),
                proof: SignatureText(lower_half(&key.sign(&message).expect("signed"))),
            }
        });
        serde_json::to_vec(&NewRun {
            keys: new.collect(),
        })
        .expect("JSON")
    }

    fn authorization(&self, target: &str, body: &[u8], nonce: Nonce) -> String {
        let request = Request {
            method: "POST".to_owned(),
            target: target.to_owned(),
            body: sha256(body),
            t: Clock::system().now(),
            nonce: nonce.0,
        };
        let unsigned =
            write::message(&request, Realm::Practice, self.device.key()).expect("a request");
        let signed = unsigned.bytes_by(&self.device).expect("signed");
        format!("KC1 {}", BASE64URL_NOPAD.encode(&signed))
    }
}

fn retry_after(answer: &reqwest::Response) -> u64 {
    let header = answer.headers().get("retry-after");
    let seconds = header.and_then(|value| value.to_str().ok()?.parse().ok());
    seconds.unwrap_or(1)
}

/// An authority with so many families, written into its store at once: enrolling them is another day's work.
fn prepare(folder: &Path, families: usize) -> (Settings, Vec<Family>) {
    let mut settings = Settings {
        id: "storm".to_owned(),
        realm: issuing::message::Realm::Practice,
        names: [("en".to_owned(), "Storm".to_owned())].into(),
        address: None,
        status_base: None,
        regions: Pack::examples(Clock::system().now()),
        limits: Limits::default(),
    };
    settings.regions.retain(|pack| pack.id == "CN-SH");
    settings.write_new(folder).expect("written");
    KeyFolder::of(folder)
        .create(&settings, Curve::P256, Clock::system().now())
        .expect("keys");
    drop(Authority::open(folder, "", Clock::system()).expect("a store"));
    let mut store = rusqlite::Connection::open(folder.join("authority.sqlite")).expect("a store");
    store.busy_timeout(Duration::from_secs(5)).expect("set");
    let transaction = store.transaction().expect("begun");
    let mut all = Vec::with_capacity(families);
    for row in 0..families as i64 {
        let device = InMemory::generate(Curve::P256).expect("a key");
        let person = PersonId(*device.key().x.first_chunk().expect("32"));
        transaction
            .prepare_cached("INSERT INTO devices (id, kid, key, at) VALUES (?, ?, ?, 0)")
            .and_then(|mut insert| {
                insert.execute((row, device.key().kid(), AccountKey::from(device.key()).0))
            })
            .expect("a device");
        transaction
            .prepare_cached("INSERT INTO persons (id, device, region, name, at) VALUES (?, ?, 'CN-SH', '王', 0)")
            .and_then(|mut insert| insert.execute((person.0, row)))
            .expect("a person");
        all.push(Family { device, person });
    }
    transaction.commit().expect("committed");
    (settings, all)
}

/// How many runs the store has, and how many different serials.
fn kept(folder: &Path) -> (usize, usize) {
    let store = rusqlite::Connection::open(folder.join("authority.sqlite")).expect("a store");
    let mut query = store.prepare("SELECT serials FROM runs").expect("runs");
    let runs = query
        .query_map([], |row| row.get::<_, Vec<u8>>(0))
        .expect("runs");
    let (mut count, mut serials) = (0, HashSet::new());
    for run in runs {
        count += 1;
        for serial in run.expect("a run").chunks_exact(8) {
            serials.insert(<[u8; 8]>::try_from(serial).expect("eight"));
        }
    }
    (count, serials.len())
}

/// Each family's moment, from 0 to 1, all over the place.
fn scattered(place: usize, families: usize) -> f64 {
    (place * 7_919 % families) as f64 / families as f64
}

fn spread(times: impl Iterator<Item = i64>) -> (i64, i64) {
    times.fold((i64::MAX, i64::MIN), |(first, last), time| {
        (first.min(time), last.max(time))
    })
}
