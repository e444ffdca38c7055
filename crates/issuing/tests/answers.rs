//! What a client makes of answers, good and bad: a socket of this computer plays the authority.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use healthcode::kc1::Signer;
use healthcode::kct::{Curve, Key, Realm};
use issuing::fetch::{self, FetchError};
use issuing::{Account, Client, Code, Fetched, Nonce, PersonId, Stamp, Trouble};
use jiff::Timestamp;

/// Answers so many requests with these bytes, and gives what was asked.
fn plays(answers: Vec<Vec<u8>>) -> (Client, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let asked = thread::spawn(move || {
        let answer = |bytes: Vec<u8>| {
            let (mut stream, _) = listener.accept().expect("asked");
            let mut asked = Vec::new();
            let mut buffer = [0; 4096];
            while !is_whole(&asked) {
                let count = stream.read(&mut buffer).expect("read");
                asked.extend_from_slice(&buffer[..count]);
            }
            // Whoever has read enough may be gone.
            let _ = stream.write_all(&bytes);
            String::from_utf8_lossy(&asked).into_owned()
        };
        answers.into_iter().map(answer).collect()
    });
    (Client::new(&address).expect("loopback"), asked)
}

/// Whether a request has come with all of its body.
fn is_whole(asked: &[u8]) -> bool {
    let text = String::from_utf8_lossy(asked);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    body.len() >= length.unwrap_or(0)
}

fn answer(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

fn described(answers: Vec<Vec<u8>>) -> Trouble {
    let (client, asked) = plays(answers);
    let trouble = client.description().expect_err("no description");
    asked.join().expect("played");
    trouble
}

#[test]
fn every_bad_answer_is_one_trouble() {
    let problem = |code: &str| {
        let body = format!(r#"{{"type":"{code}","title":"x","status":404,"now":1790726400}}"#);
        answer("404 Not Found", &body)
    };
    let large = answer("200 OK", &" ".repeat(70_000));
    for (bytes, trouble) in [
        (answer("200 OK", "{}"), Trouble::Answer),
        (answer("200 OK", "<html>"), Trouble::Answer),
        (answer("500 Oh", "<html>"), Trouble::Answer),
        (
            answer("404 Not Found", ""),
            Trouble::Refused(Code::NotThere),
        ),
        (
            problem("urn:kincode:problem:person-unknown"),
            Trouble::Refused(Code::PersonUnknown),
        ),
        (
            problem("urn:kincode:problem:of-a-later-version"),
            Trouble::Refused(Code::Other),
        ),
        (
            answer("302 Found\r\nlocation: http://127.0.0.1:1/", ""),
            Trouble::Moved,
        ),
        (large, Trouble::TooLarge),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec(),
            Trouble::Network,
        ),
        (b"SSH-2.0\r\n".to_vec(), Trouble::Network),
    ] {
        assert_eq!(described(vec![bytes]), trouble);
    }
}

#[test]
fn busy_says_how_long() {
    for (head, seconds) in [
        ("429 Too Many\r\nretry-after: 17", 17),
        ("503 Proxy\r\nretry-after: 0", 1),
        ("429 Too Many\r\nretry-after: 99999999", 86_400),
        (
            "429 Too Many\r\nretry-after: Wed, 21 Oct 2026 07:28:00 GMT",
            60,
        ),
        ("503 Proxy", 60),
    ] {
        let retry_after = Duration::from_secs(seconds);
        assert_eq!(
            described(vec![answer(head, "")]),
            Trouble::Busy { retry_after }
        );
    }
}

#[test]
fn a_file_that_is_held_is_not_fetched_again() {
    let new = answer("200 OK\r\netag: \"7\"", "list");
    let same = b"HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n".to_vec();
    let (client, asked) = plays(vec![new, same]);
    let fetched = client.status_list(3, None);
    let expected = Fetched::New {
        bytes: b"list".to_vec(),
        etag: Some("\"7\"".to_owned()),
    };
    assert_eq!(fetched, Ok(expected));
    assert_eq!(client.status_list(3, Some("\"7\"")), Ok(Fetched::Same));
    let asked = asked.join().expect("played");
    assert!(asked[0].starts_with("GET /v1/status/3 HTTP/1.1\r\n"));
    assert!(!asked[0].contains("if-none-match") && asked[1].contains("if-none-match: \"7\""));
}

#[test]
fn a_wrong_clock_is_put_right_once() {
    let clock = |now: i64| {
        let body = format!(
            r#"{{"type":"urn:kincode:problem:clock","title":"x","status":401,"now":{now}}}"#
        );
        answer("401 Unauthorized", &body)
    };
    let (client, asked) = plays(vec![clock(1_790_726_400), clock(1_790_726_401)]);
    let account = Account {
        realm: Realm::Practice,
        device: &Blank,
    };
    let stamp = Stamp {
        now: Timestamp::from_second(1_700_000_000).expect("in range"),
        nonce: Nonce([3; 16]),
    };
    let paper = client.paper(&account, stamp, PersonId([0; 16]));
    let theirs = Timestamp::from_second(1_790_726_401).expect("in range");
    assert_eq!(paper, Err(Trouble::Clock { theirs }));
    let asked = asked.join().expect("played");
    assert!(
        asked
            .iter()
            .all(|asked| asked.contains("idempotency-key: \"AwMDAwMDAwMDAwMDAwMDAw\""))
    );
    assert_ne!(asked[0], asked[1], "signed anew");
}

#[test]
fn files_have_their_own_words_for_it() {
    let (client, asked) = plays(vec![answer("410 Gone", ""), answer("200 OK", "12345")]);
    let address = format!("{}/lists.kct", client.address());
    assert_eq!(fetch::file(&address, 9), Err(FetchError::NotThere));
    assert_eq!(fetch::file(&address, 4), Err(FetchError::TooLarge));
    asked.join().expect("played");
}

/// Signs nothing, for answers that look at no signature.
struct Blank;

impl Signer for Blank {
    type Error = std::convert::Infallible;

    fn key(&self) -> &Key {
        const KEY: Key = Key {
            curve: Curve::P256,
            x: [1; 32],
            y: [2; 32],
        };
        &KEY
    }

    fn sign(&self, _: &[u8]) -> Result<[u8; 64], Self::Error> {
        Ok([1; 64])
    }
}
