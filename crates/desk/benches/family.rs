//! How long the board of a large family takes: every code judged, sorted and worded.
//!
//! Plain lines: `figure NAME VALUE UNIT`. The codes are those of `tests/vectors/dcc.ndjson`, which others signed. `anew`: no
//! judgement was remembered; `again`: a second later, as with each letter of a search.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use desk::family::Family;
use desk::family::tray::Tray;
use desk::machine::{Machine, dice};
use desk::view::{Belongs, KeepRequest, PersonFields, Relation, Right};
use desk::{Desk, Sight};
use jiff::{ToSpan, Zoned};
use serde_json::Value;
use vault::{Moment, Vault};

const PEOPLE: usize = 6;
const ROUNDS: usize = 9;

fn main() {
    let now: Zoned = "2021-07-01T16:00:00+08:00[+08:00]".parse().expect("a time");
    let cases = cases();
    let mut desk = Desk::open(None, PathBuf::new());
    for certificate in cases.iter().filter_map(|case| case["certificate"].as_str()) {
        let pem =
            format!("-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n");
        if let Ok(offer) = desk.read_trust("signer.pem", pem.into_bytes(), &now) {
            // One that is there already adds nothing.
            drop(desk.add_trust(offer.id, &[], &now));
        }
    }
    let mut family = family(&cases, &desk.sight(&now), &now);
    let at = |seconds: usize| {
        let seconds = i64::try_from(seconds).expect("a few");
        desk.sight(&now.checked_add(seconds.seconds()).expect("a time"))
    };
    let (_, kept) = timed(|| board(&mut family, &at(0)));
    println!("figure family-codes {kept} codes");
    // What was judged holds for a minute.
    for (name, step) in [("anew", 60), ("again", 1)] {
        let mut rounds: Vec<Duration> = (1..=ROUNDS)
            .map(|round| timed(|| board(&mut family, &at(round * step))).0)
            .collect();
        rounds.sort();
        println!(
            "figure family-board-{name} {:.1} ms",
            ms(rounds[ROUNDS / 2])
        );
    }
}

/// How many codes the board shows, the older ones in their rows counted.
fn board(family: &mut Family, sight: &Sight) -> usize {
    let view = black_box(family.view("", sight).expect("it is read"));
    let held = view.people.iter().flat_map(|person| &person.held);
    held.map(|held| 1 + held.older as usize).sum()
}

fn family(cases: &[Value], sight: &Sight, now: &Zoned) -> Family {
    let machine = Machine {
        now: now.clone(),
        boot: "this boot".to_owned(),
        up: 1_000,
        memory: 8 << 20,
    };
    let moment = Moment {
        time: u64::try_from(now.timestamp().as_second()).expect("after 1970"),
        boot: "this boot",
    };
    let vault = Vault::in_memory(moment, &mut dice()).expect("memory");
    let mut family = Family::open(vault).expect("whole");
    let mut tray = Tray::default();
    let texts = cases.iter().filter_map(|case| case["text"].as_str());
    let texts: Vec<&str> = texts.filter(|text| text.starts_with("HC1:")).collect();
    let mut requests = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let bytes = text.as_bytes().to_vec();
        let source = tray.take_in("", bytes).expect("it is text");
        let page = tray.read(source.id, 0, None, sight).expect("it is open");
        let fields = PersonFields {
            name: format!("Person {}", at % PEOPLE),
            latin: String::new(),
            birth: String::new(),
            relation: Relation::Other,
            right: Right::Guardian,
            until: String::new(),
        };
        requests.extend(page.found.into_iter().map(|found| KeepRequest {
            slip: found.slip.id,
            belongs: Belongs::New {
                fields: fields.clone(),
            },
        }));
    }
    let kept = family.keep(&mut tray, &requests, sight, &machine);
    kept.expect("they are kept");
    family
}

fn cases() -> Vec<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/dcc.ndjson");
    let lines = std::fs::read_to_string(file).expect("the vectors");
    let cases = lines.lines().map(serde_json::from_str);
    cases.map(|case| case.expect("JSON")).collect()
}

fn timed<T>(step: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let done = step();
    (began.elapsed(), done)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
