//! The same request again is done once.

use issuing::{Code, Nonce, Stamp, Trouble};

use crate::home::{Home, at, keys};

#[test]
fn a_retry_gives_the_same_run() {
    let home = Home::new();
    let person = home.enrol("CN-SH");
    let (stamp, keys_of) = (home.stamp(), keys(7));
    let run = |stamp| home.client.run(&home.account(), stamp, person, &keys_of);
    let first = run(stamp).expect("a run");
    home.later(3_600);
    // Signed anew, hours later, under the same name.
    let later = Stamp {
        now: at(home.now()),
        ..stamp
    };
    let again = run(later).expect("the same run");
    assert_eq!(again.strips, first.strips);
    assert_eq!(again.refresh_at, first.refresh_at);
    assert!(again.receipt.is_some());
}

#[test]
fn a_nonce_names_one_request() {
    let home = Home::new();
    let person = home.enrol("CN-GD");
    let stamp = home.stamp();
    let paper = home
        .client
        .paper(&home.account(), stamp, person)
        .expect("paper");
    let again = home
        .client
        .paper(&home.account(), stamp, person)
        .expect("the same");
    assert_eq!(again, paper);
    let other = home.enrol("CN-GD");
    let misused = home.client.paper(&home.account(), stamp, other);
    assert_eq!(misused, Err(Trouble::Refused(Code::Nonce)));
    let fresh = home
        .client
        .paper(&home.account(), home.stamp(), person)
        .expect("another");
    assert_eq!(fresh.cancelled, Some(paper.serial));
}

#[test]
fn a_device_whose_clock_is_wrong_is_served_by_the_authoritys() {
    let home = Home::new();
    let stamp = Stamp {
        now: at(home.now() - 10_000_000),
        nonce: Nonce([9; 16]),
    };
    assert!(home.client.register(&home.account(), stamp).is_ok());
}
