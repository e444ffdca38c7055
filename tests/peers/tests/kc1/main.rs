//! Two readers of KC1 must agree on whatever comes: the vectors, and random changes of good codes, of which
//! none may be believed.
//!
//! 40,000 changes; 10 million with `KINCODE_CAMPAIGN=full`.

mod reader;

use std::path::{Path, PathBuf};

use ciborium::Value;
use healthcode::kc1::{Code, Real, Store};
use healthcode::kct::{Publisher, Scope, State, TrustFile, accept};
use healthcode::{Signature, Trust, base45, judge};
use jiff::Timestamp;
use reader::{ALPHABET, Said};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors/negative")
}

struct Vector {
    id: String,
    text: String,
    good: bool,
}

/// The vectors of `kc1-good.kct`, without a word of their JSON but these.
fn vectors() -> Vec<Vector> {
    let text = std::fs::read_to_string(folder().join("kc1.ndjson")).expect("kc1.ndjson");
    let lines = text.lines().map(|line| json::parse(line));
    lines
        .map(|line| Vector {
            id: json::word(&line, "id"),
            text: json::word(&line, "text"),
            good: json::word(&line, "id").contains("control"),
        })
        .collect()
}

/// The trust of `kc1-good.kct`, and kid and point of its first key.
fn trust() -> (Trust, [u8; 8], Vec<u8>) {
    let bytes = std::fs::read(folder().join("trust/kc1-good.kct")).expect("kc1-good.kct");
    let file = TrustFile::read(&bytes).expect("a file");
    let root = file.first_root_payload().expect("a first root");
    assert_eq!(file.publisher(), Publisher::of_first_root(root));
    let state = State::pin(root, [Scope::Kc1All]).expect("a root");
    let accepted = accept(&file, &state, now()).expect("accepted");
    let key = accepted.authorities()[0].keys[0].key;
    let mut trust = Trust::default();
    let real: &mut Store<Real> = &mut trust.kc1_mut().real;
    assert_eq!(real.take(&accepted, now()), Ok(Vec::new()));
    trust.kc1_mut().places.insert("school-7".to_owned());
    (trust, key.kid(), [&[4], &key.x[..], &key.y[..]].concat())
}

fn now() -> Timestamp {
    "2026-09-30T02:00:00Z".parse().expect("RFC 3339")
}

/// What the first reader says, in the second one's words.
fn first(text: &str, trust: &Trust, kid: &[u8; 8]) -> Said {
    let Ok(code) = Code::read(text) else {
        return Said::Form;
    };
    let judgement = judge(text, trust, now());
    let good = judgement.signature == Signature::Good;
    let forged = judgement.live == healthcode::kc1::Live::Forged;
    // A good signature of a proof whose strip is nobody's is not looked at by the first one.
    let issuer = code.kid() == *kid && (good || forged || judgement.issuer.is_some());
    let device = code.claimed_proof().map(|_| good);
    Said::Read { issuer, device }
}

fn agree(text: &str, trust: &Trust, kid: &[u8; 8], point: &[u8]) -> Said {
    let ours = first(text, trust, kid);
    let theirs = match reader::read(text, kid, point) {
        // Whether the device made the proof matters only inside a strip that is believed.
        Said::Read { issuer: false, device: Some(_) } => Said::Read { issuer: false, device: Some(false) },
        said => said,
    };
    assert_eq!(ours, theirs, "{text}");
    theirs
}

#[test]
fn they_agree_on_the_vectors() {
    let (trust, kid, point) = trust();
    let mut read = 0;
    for vector in vectors() {
        // Scope, region and dates of a key are not the second reader's; SM2 is compared by `sm2.rs`.
        let others = ["kc1-E-", "kc1-C-sm2", "kc1-I-both-sm2"].iter().any(|id| vector.id.starts_with(id));
        let scope = ["control-region-country", "sm2"].iter().any(|id| vector.id.contains(id));
        if others || scope || vector.id.contains("-H-other") {
            continue;
        }
        let ours = first(&vector.text, &trust, &kid);
        let theirs = reader::read(&vector.text, &kid, &point);
        let same_form = (ours == Said::Form) == (theirs == Said::Form);
        assert!(same_form, "{}: {ours:?} {theirs:?}", vector.id);
        read += usize::from(theirs != Said::Form);
    }
    assert!(read > 100, "{read}");
}

#[test]
fn none_of_many_changes_is_believed() {
    let full = std::env::var("KINCODE_CAMPAIGN").is_ok_and(|value| value == "full");
    let cases: u64 = if full { 10_000_000 } else { 40_000 };
    let (trust, kid, point) = trust();
    let names = ["kc1-A-control-paper", "kc1-A-control-live", "kc1-A-control-school", "kc1-F-control-red", "kc1-I-bare"];
    let good: Vec<Vector> = vectors().into_iter().filter(|v| names.contains(&v.id.as_str())).collect();
    assert_eq!(good.len(), names.len());
    for vector in &good {
        let said = agree(&vector.text, &trust, &kid, &point);
        assert!(matches!(said, Said::Read { issuer: true, .. }), "{}", vector.id);
        assert!(vector.good || vector.id == "kc1-I-bare");
    }
    // Four rows of dice, each the same each time.
    let rows = 1..=4_u64;
    let told: Vec<[u64; 2]> = std::thread::scope(|scope| {
        let (good, trust, kid, point) = (&good, &trust, &kid, &point);
        let threads: Vec<_> = rows
            .map(|row| {
                let dice = Dice(0x2545_F491_4F6C_DD1D_u64.wrapping_mul(2 * row + 1));
                scope.spawn(move || row_of(cases / 4, dice, good, trust, kid, point))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("no disagreement")).collect()
    });
    let [formed, same] = [0, 1].map(|at| told.iter().map(|row| row[at]).sum::<u64>());
    println!("figure kc1.mutations {cases}, {formed} of them well-formed, {same} unchanged, 0 believed");
}

/// Makes `cases` changes; answers how many of them were well-formed, and how many changed nothing.
fn row_of(cases: u64, mut dice: Dice, good: &[Vector], trust: &Trust, kid: &[u8; 8], point: &[u8]) -> [u64; 2] {
    let (mut formed, mut same) = (0, 0);
    for _ in 0..cases {
        let original = &good[dice.below(good.len())].text;
        let text = changed(original, &mut dice);
        if text == *original {
            same += 1;
            continue;
        }
        let said = agree(&text, trust, kid, point);
        formed += u64::from(said != Said::Form);
        // The signature of a strip inside a forged proof stays good; the whole is believed by nobody.
        let believed = matches!(said, Said::Read { issuer: true, device: None | Some(true) });
        assert!(!believed || is_strip_of(&text, original, trust), "{text}");
    }
    [formed, same]
}

/// A strip taken out of its proof whole is no forgery: it is the bare copy that it always was.
fn is_strip_of(text: &str, original: &str, trust: &Trust) -> bool {
    let body = |text: &str| base45::decode(&text[4..]).unwrap_or_default();
    let (strip, live) = (body(text), body(original));
    live.windows(strip.len().max(1)).any(|window| window == strip)
        && judge(text, trust, now()).reason.as_str() == "kc1.live-missing"
}

/// One to three changes: of characters, of bytes, or of items of the CBOR.
fn changed(text: &str, dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => {
            let mut text = text.as_bytes().to_vec();
            for _ in 0..=dice.below(3) {
                let at = dice.below(text.len());
                let character = ALPHABET[dice.below(45)];
                match dice.below(4) {
                    0 => drop(text.remove(at)),
                    1 => text.insert(at, character),
                    _ => text[at] = character,
                }
            }
            String::from_utf8(text).expect("ASCII")
        }
        1..=3 => {
            let mut body = base45::decode(&text[4..]).expect("Base45");
            for _ in 0..=dice.below(3) {
                change_bytes(&mut body, dice);
            }
            format!("KC1:{}", base45::encode(&body))
        }
        _ => {
            let body = base45::decode(&text[4..]).expect("Base45");
            let body = change_items(&body, dice).unwrap_or(body);
            format!("KC1:{}", base45::encode(&body))
        }
    }
}

fn change_bytes(body: &mut Vec<u8>, dice: &mut Dice) {
    if body.is_empty() {
        return;
    }
    let at = dice.below(body.len());
    match dice.below(8) {
        0 => drop(body.remove(at)),
        1 => body.insert(at, dice.next() as u8),
        2 => body.truncate(at),
        3 => {
            let end = (at + 1 + dice.below(8)).min(body.len());
            let piece = body[at..end].to_vec();
            let to = dice.below(body.len());
            body.splice(to..to, piece);
        }
        4 => body[at] = dice.next() as u8,
        5 => body[at] = body[at].wrapping_add(1),
        _ => body[at] ^= 1 << dice.below(8),
    }
}

/// Changes one item, opening byte strings that hold CBOR on the way down; written in canonical order.
fn change_items(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut value: Value = ciborium::from_reader(bytes).ok()?;
    change_item(&mut value, dice);
    let mut out = Vec::new();
    ciborium::into_writer(&value, &mut out).ok()?;
    Some(out)
}

fn change_item(value: &mut Value, dice: &mut Dice) {
    let stop = dice.below(6) == 0;
    match value {
        Value::Array(items) if !items.is_empty() && !stop => {
            let at = dice.below(items.len());
            match dice.below(12) {
                0 => drop(items.remove(at)),
                1 => items.insert(at, some_item(dice)),
                _ => change_item(&mut items[at], dice),
            }
        }
        Value::Map(entries) if !entries.is_empty() && !stop => {
            let at = dice.below(entries.len());
            match dice.below(12) {
                0 => drop(entries.remove(at)),
                1 => entries.insert(at, (some_item(dice), some_item(dice))),
                2 => change_item(&mut entries[at].0, dice),
                _ => change_item(&mut entries[at].1, dice),
            }
        }
        Value::Bytes(bytes) if bytes.len() != 64 && !stop => {
            if bytes.len() > 8
                && let Some(inner) = change_items(bytes, dice)
            {
                *bytes = inner;
            } else {
                change_bytes(bytes, dice);
            }
        }
        Value::Bytes(bytes) => change_bytes(bytes, dice),
        Value::Integer(n) if !stop => {
            let n = i128::from(*n);
            let step = [1, -1, 60, 3_600, 86_400, -86_400][dice.below(6)];
            *value = Value::Integer(i64::try_from(n).unwrap_or(0).wrapping_add(step).into());
        }
        Value::Text(text) if !stop => {
            let mut letters: Vec<char> = text.chars().collect();
            let letter = ['A', 'a', '0', '-', '张', '\u{202E}', ' '][dice.below(7)];
            let at = dice.below(letters.len().max(1));
            match dice.below(3) {
                0 if at < letters.len() => letters[at] = letter,
                1 if at < letters.len() => drop(letters.remove(at)),
                _ => letters.insert(at.min(letters.len()), letter),
            }
            *text = letters.into_iter().collect();
        }
        Value::Bool(odd) if !stop => *odd = !*odd,
        other => *other = some_item(dice),
    }
}

fn some_item(dice: &mut Dice) -> Value {
    match dice.below(14) {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => Value::Float(1.0),
        3 => Value::Text("CN-GD".to_owned()),
        4 => Value::Text("123X".to_owned()),
        5 => Value::Bytes(vec![7; 8]),
        6 => Value::Bytes(vec![7; 32]),
        7 => Value::Array(vec![Value::Integer(5.into()), Value::Bytes(vec![7; 32])]),
        8 => Value::Map(Vec::new()),
        9 => Value::Tag(18, Box::new(Value::Null)),
        10 => Value::Integer((-65_537).into()),
        11 => Value::Integer((dice.next() as i64).into()),
        _ => Value::Integer((dice.below(8) as i64 - 4).into()),
    }
}

/// xorshift64*: the same changes each time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// As much of JSON as the vectors need.
mod json {
    pub fn parse(line: &str) -> healthcode::json::Value<'_> {
        healthcode::json::read(line.as_bytes()).expect("JSON")
    }

    pub fn word(line: &healthcode::json::Value<'_>, member: &str) -> String {
        line.get(member).and_then(|v| v.as_str()).expect("a text").to_owned()
    }
}
