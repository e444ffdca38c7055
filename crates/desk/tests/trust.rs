//! Trust as it grows old, is renewed, and is refused: with real trust files, signed here.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use desk::Desk;
use desk::kct::{Curve, Dead, Key, PartType, Scope, TrustFile};
use desk::trust::{Build, PartSource, build};
use desk::view::{ListState, Settings, Verdict};
use jiff::{Span, Zoned};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data")
        .join(name)
}

fn now() -> Zoned {
    "2026-11-21T16:00:00+08:00[+08:00]"
        .parse()
        .expect("RFC 9557")
}

fn later(days: i64) -> Zoned {
    &now() + Span::new().days(days)
}

fn publisher(secret: u8) -> SigningKey {
    SigningKey::from_slice(&[secret; 32]).expect("below the order")
}

/// A file of the publisher `secret` with the test signer's certificate in it.
fn file(secret: u8, at: &Zoned, previous: Option<&[u8]>, dead: Vec<Dead>) -> Vec<u8> {
    let signer = publisher(secret);
    let point = signer.verifying_key().to_sec1_point(false);
    let coordinate = |bytes: &[u8]| bytes.try_into().expect("32 bytes");
    let plan = Build {
        key: Key {
            curve: Curve::P256,
            x: coordinate(point.x().expect("x")),
            y: coordinate(point.y().expect("y")),
        },
        names: vec![("zh".to_owned(), "XX 区教育局".to_owned())],
        scope: vec![Scope::Hc1, Scope::Shc],
        parts: vec![PartSource {
            kind: PartType::Hc1Signers,
            path: path("signer.pem"),
            source: "test".to_owned(),
            as_of: at.timestamp(),
            archive: false,
        }],
        dead,
        previous,
        now: at.timestamp(),
        days: 30,
    };
    build(&plan, |bytes| {
        let signature: Signature = signer.try_sign(bytes).ok()?;
        Some(signature.normalize_s().to_bytes().into())
    })
    .expect("a file")
}

fn desk(home: Option<&Path>) -> Desk {
    let mut desk = Desk::open(home.map(Path::to_owned), PathBuf::new());
    let text = std::fs::read(path("genuine.txt")).expect("genuine.txt");
    let source = desk.open_source("genuine.txt", text).expect("opens");
    desk.read_page(source.id, 0, &now()).expect("a page");
    desk
}

/// Offers a file and, if it is not refused, adds it; the code's verdict and reason's words, or the
/// problem's code.
fn add(desk: &mut Desk, bytes: Vec<u8>, at: &Zoned) -> Result<Verdict, String> {
    let offer = desk
        .read_trust("lists.kct", bytes, at)
        .map_err(|p| p.code)?;
    let scopes: Vec<String> = offer
        .publisher
        .iter()
        .flat_map(|p| p.scopes.iter().map(|s| s.id.clone()))
        .collect();
    let change = desk.add_trust(offer.id, &scopes, at).map_err(|p| p.code)?;
    Ok(change.slips[0].verdict)
}

#[test]
fn the_product_comes_with_lists_that_say_their_age() {
    let lists = Desk::open(None, PathBuf::new()).trust(&now()).lists;
    let states: Vec<ListState> = lists.iter().map(|list| list.state).collect();
    assert!(states.contains(&ListState::Current) && states.contains(&ListState::Archive));
    for list in &lists {
        assert!(
            !list.added && list.issuers.len() == 12 && list.more > 20,
            "{list:?}"
        );
        assert!(!list.age.is_empty());
    }
    let vci = lists
        .iter()
        .find(|list| list.name.starts_with("VCI"))
        .expect("VCI");
    assert!(
        vci.age.contains("2026 年 8 月 22 日") && vci.age.contains("91 天前"),
        "{}",
        vci.age
    );
}

#[test]
fn a_publisher_is_compared_once_and_then_renewed() {
    let home = tempfile::tempdir().expect("a folder");
    let mut open = desk(Some(home.path()));
    let first = file(7, &now(), None, vec![]);
    let offer = open
        .read_trust("lists.kct", first.clone(), &now())
        .expect("an offer");
    let shown = offer.publisher.expect("a publisher");
    assert!(!shown.known && shown.name == "XX 区教育局");
    assert_eq!(
        shown
            .fingerprint
            .split('-')
            .map(str::len)
            .collect::<Vec<_>>(),
        [4; 5]
    );
    assert_eq!(
        open.slips(&now())[0].verdict,
        Verdict::Undecided,
        "not trusted yet"
    );
    assert_eq!(add(&mut open, first.clone(), &now()), Ok(Verdict::Accept));

    let second = file(7, &later(1), Some(&first), vec![]);
    assert_eq!(
        add(&mut open, second.clone(), &later(1)),
        Ok(Verdict::Accept)
    );
    assert_eq!(
        add(&mut open, first.clone(), &later(1)),
        Err("list-older".to_owned())
    );
    let other = file(7, &later(2), Some(&first), vec![]);
    assert_eq!(
        add(&mut open, other, &later(2)),
        Err("list-two-tongues".to_owned())
    );
    let mut changed = file(7, &later(2), Some(&second), vec![]);
    *changed.last_mut().expect("not empty") ^= 1;
    assert_eq!(
        add(&mut open, changed, &later(2)),
        Err("list-damaged".to_owned())
    );
    assert_eq!(
        add(&mut open, second.clone(), &later(2)),
        Ok(Verdict::Accept),
        "the same again"
    );

    let mut again = Desk::open(Some(home.path().to_owned()), PathBuf::new());
    assert_eq!(
        add(&mut desk(Some(home.path())), first, &later(2)),
        Err("list-older".to_owned())
    );
    let kept = again.trust(&now()).lists;
    let id = &kept.iter().find(|list| list.added).expect("kept").id;
    again.remove_trust(id, &now()).expect("forgotten");
    assert!(!again.trust(&now()).lists.iter().any(|list| list.added));
}

#[test]
fn of_a_new_publisher_only_what_the_person_allows_counts() {
    let mut open = desk(None);
    let bytes = file(7, &now(), None, vec![]);
    let offer = open
        .read_trust("lists.kct", bytes, &now())
        .expect("an offer");
    let change = open
        .add_trust(offer.id, &["shc".to_owned()], &now())
        .expect("narrowed");
    assert_eq!(change.slips[0].verdict, Verdict::Undecided);
    assert!(
        change.note.contains('1'),
        "one part does not count: {}",
        change.note
    );
}

#[test]
fn a_dead_key_stays_dead_in_every_later_file() {
    let mut open = desk(None);
    let first = file(7, &now(), None, vec![]);
    assert_eq!(add(&mut open, first.clone(), &now()), Ok(Verdict::Accept));
    let pem = std::fs::read(path("signer.pem")).expect("signer.pem");
    let kid = open.slips(&now())[0]
        .facts
        .iter()
        .find(|f| f.label.contains("钥匙"))
        .expect("a kid")
        .value
        .clone();
    let kid = data_encoding::BASE64
        .decode(kid.as_bytes())
        .expect("Base64");
    let dead = Dead {
        format: "hc1".to_owned(),
        kid,
        since: now().timestamp(),
    };
    let second = file(7, &later(1), Some(&first), vec![dead]);
    assert_eq!(
        add(&mut open, second.clone(), &later(1)),
        Ok(Verdict::Undecided)
    );
    // The publisher of the third file has forgotten the death, as one who was broken into would.
    let mut third = file(7, &later(2), Some(&first), vec![]);
    for _ in 0..2 {
        third = file(7, &later(2), Some(&third), vec![]);
    }
    assert_eq!(
        add(&mut open, third, &later(2)),
        Ok(Verdict::Undecided),
        "{} bytes of PEM",
        pem.len()
    );
}

#[test]
fn a_list_past_its_time_decides_nothing() {
    let mut open = desk(None);
    add(&mut open, file(7, &now(), None, vec![]), &now()).expect("added");
    assert!(open.notices(&later(29)).is_empty());
    let slip = open.slips(&later(31)).remove(0);
    assert_eq!(slip.verdict, Verdict::Undecided);
    assert!(slip.note.expect("a note").contains("名录太旧") && slip.offer_trust);
    let codes: Vec<String> = open
        .notices(&later(31))
        .into_iter()
        .map(|n| n.code)
        .collect();
    assert_eq!(codes, ["lists-old"]);
}

#[test]
fn a_clock_that_is_behind_is_named_and_blocks_nobody() {
    let mut open = desk(None);
    add(&mut open, file(7, &later(2), None, vec![]), &later(2)).expect("added");
    assert!(open.notices(&later(2)).is_empty());
    let slip = open.slips(&later(1)).remove(0);
    assert_eq!(slip.verdict, Verdict::Undecided);
    assert!(slip.holder.is_some(), "who it is stays visible");
    let notice = open.notices(&later(1)).remove(0);
    assert_eq!(notice.code, "clock");
    assert!(
        notice.what.contains("2026 年 11 月 23 日"),
        "{}",
        notice.what
    );
}

#[test]
fn lists_are_fetched_from_the_trusted_publisher_alone() {
    let mut open = desk(None);
    let first = file(7, &now(), None, vec![]);
    add(&mut open, first.clone(), &now()).expect("added");
    let mut update = |bytes: Vec<u8>| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let lists_address = format!("http://{}/lists.kct", listener.local_addr().expect("bound"));
        let serving = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a caller");
            let _request = stream.read(&mut [0; 4096]).expect("a request");
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", bytes.len());
            stream
                .write_all(&[head.into_bytes(), bytes].concat())
                .expect("answered");
        });
        let settings = Settings {
            lists_address,
            ..Settings::default()
        };
        open.change_settings(settings).expect("kept nowhere");
        let fetched = Desk::fetch_lists(open.lists_address());
        serving.join().expect("served");
        open.update_lists(fetched, &later(1))
            .map(|c| c.slips[0].verdict)
            .map_err(|p| p.code)
    };
    assert_eq!(
        update(file(7, &later(1), Some(&first), vec![])),
        Ok(Verdict::Accept)
    );
    assert_eq!(
        update(file(8, &later(1), None, vec![])),
        Err("list-not-pinned".to_owned())
    );
    assert_eq!(update(b"<html>".to_vec()), Err("no-trust".to_owned()));
    let nobody = Desk::fetch_lists("http://127.0.0.1:1/").map_err(|p| p.code.as_str());
    assert_eq!(nobody.err(), Some("network"));
}

#[test]
fn a_directory_counts_only_with_its_signature() {
    // The first part of the shipped file: an array of two, the snapshot with a length of four bytes, the
    // signature with one of one.
    let shipped = TrustFile::read(include_bytes!("../trust/shipped.kct")).expect("a trust file");
    let (_, part) = shipped.unverified_parts().next().expect("the directory");
    let len = u32::from_be_bytes(part[2..6].try_into().expect("four bytes")) as usize;
    let (snapshot, signature) = (part[6..6 + len].to_vec(), part[6 + len + 2..].to_vec());
    for order in [[&snapshot, &signature], [&signature, &snapshot]] {
        let mut open = Desk::open(None, PathBuf::new());
        let first = open
            .read_trust("first", order[0].clone(), &now())
            .map(|_| ());
        assert_eq!(first.map_err(|p| p.code), Err("list-unsigned".to_owned()));
        let offer = open
            .read_trust("second", order[1].clone(), &now())
            .expect("both");
        assert!(offer.lists[0].more > 500);
        open.add_trust(offer.id, &[], &now())
            .expect("added by the person");
        assert!(open.trust(&now()).lists.iter().any(|list| list.added));
    }
    let mut open = Desk::open(None, PathBuf::new());
    let mut changed = snapshot;
    let at = changed
        .windows(10)
        .position(|w| w == b"California")
        .expect("an issuer");
    changed[at] = b'c';
    let _first = open.read_trust("first", changed, &now());
    let second = open.read_trust("second", signature, &now()).map(|_| ());
    assert_eq!(second.map_err(|p| p.code), Err("list-signature".to_owned()));
}
