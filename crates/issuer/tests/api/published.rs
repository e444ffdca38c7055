//! Status lists and the trust file.

use healthcode::kc1::{Code, Reason, StatusError, Token};
use healthcode::kct::{PartType, TrustFile};
use issuer::{publish, recall};
use issuing::message::Why;
use issuing::{Client, Fetched};

use crate::home::{Home, keys, live};

fn list(client: &Client, number: u32) -> (Vec<u8>, String) {
    match client.status_list(number, None) {
        Ok(Fetched::New {
            bytes,
            etag: Some(etag),
        }) => (bytes, etag),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_is_there_before_its_first_code_and_only_goes_forward() {
    let home = Home::new();
    // Keys are not older than the authority, and the clock is put back below.
    home.later(10_000);
    let person = home.enrol("CN-SH");
    let run = home.run(person, &keys(1)).expect("a run");
    let strip = Code::read(run.strips[0].expose()).expect("a strip");
    let number = strip.claimed().serial.list;
    let (first, etag) = list(&home.client, number);
    assert_eq!(
        home.client.status_list(number, Some(&etag)),
        Ok(Fetched::Same)
    );
    // Twice in one second, and with the clock put back: always later than before.
    let mut before = Token::read(&first).expect("a token").iat();
    for step in [0, 0, -60, 600] {
        home.later(step);
        publish::everything(home.practice.authority()).expect("published");
        let (bytes, next) = list(&home.client, number);
        let iat = Token::read(&bytes).expect("a token").iat();
        assert!(iat > before && next != etag);
        before = iat;
    }
    home.later(-7_200);
    assert!(publish::everything(home.practice.authority()).is_err());
    home.later(7_200);
    // A checker refuses the older one.
    let mut store = home.store(&[number]);
    let publisher = healthcode::kct::Publisher::of_first_root(&home.practice.anchor().root);
    let older = store.take_status(publisher, &first, crate::home::at(home.now()));
    assert_eq!(older, Err(StatusError::Older));
}

#[test]
fn what_is_lost_is_cancelled_and_twice_does_no_harm() {
    let home = Home::new();
    let person = home.enrol("CN-GD");
    let paper = home
        .client
        .paper(&home.account(), home.stamp(), person)
        .expect("paper");
    for _ in 0..2 {
        let why = Why::Lost;
        let cancelled =
            home.client
                .cancel(&home.account(), home.stamp(), person, &paper.serial, why);
        let cancelled = cancelled.expect("cancelled");
        assert_eq!(cancelled.serial, paper.serial);
        assert_eq!(cancelled.published_by.as_second(), home.now() + 2);
    }
    home.later(2);
    publish::everything(home.practice.authority()).expect("published");
    assert!(matches!(
        home.check(paper.text.expose()).reason,
        Reason::StatusRevoked
    ));
}

#[test]
fn a_recall_takes_all_that_is_left_of_a_person_and_nothing_of_another() {
    let home = Home::new();
    let (person, other) = (home.enrol("CN-SH"), home.enrol("CN-SH"));
    let (ours, theirs) = (keys(7), keys(7));
    let run = home.run(person, &ours).expect("a run");
    let spared = home.run(other, &theirs).expect("a run");
    home.client
        .paper(&home.account(), home.stamp(), person)
        .expect("paper");
    home.later(2 * 86_400);
    let count = recall(home.practice.authority(), person).expect("recalled");
    // Two days are over, of which one still is valid for two hours at most: it is not at eight in the morning.
    assert_eq!(count, 5 + 1);
    publish::everything(home.practice.authority()).expect("published");
    let now = home.now();
    let reason = |run: &issuing::message::Run, keys: &[_]| {
        home.check(&live(run.strips[2].expose(), &keys[2], now))
            .reason
    };
    assert!(matches!(reason(&run, &ours), Reason::StatusRevoked));
    assert_eq!(reason(&spared, &theirs), Reason::Genuine);
    assert!(recall(home.practice.authority(), issuing::PersonId([0; 16])).is_err());
}

#[test]
fn the_trust_file_goes_on_by_the_day() {
    let home = Home::new();
    let seq = || match home.client.trust_file(None) {
        Ok(Fetched::New { bytes, .. }) => TrustFile::read(&bytes).expect("a file").manifest().seq,
        other => panic!("{other:?}"),
    };
    assert_eq!(seq(), 1);
    publish::everything(home.practice.authority()).expect("published");
    assert_eq!(seq(), 1, "nothing new");
    home.later(86_400);
    publish::everything(home.practice.authority()).expect("published");
    assert_eq!(seq(), 2);
    let Ok(Fetched::New { bytes, .. }) = home.client.trust_file(None) else {
        panic!("a trust file");
    };
    let file = TrustFile::read(&bytes).expect("a file");
    let parts = file.unverified_parts().map(|(part, _)| part.kind);
    assert!(
        parts.eq([PartType::Kc1, PartType::Pack]),
        "the example packs come with it"
    );
}
