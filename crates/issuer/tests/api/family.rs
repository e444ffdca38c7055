//! From a person enrolled to a code that a checker accepts.

use std::collections::HashSet;

use healthcode::kc1::{Code, Colour, Kind, Reason};
use healthcode::{Private, Verdict};
use issuing::message::{Mark, NewPerson};

use crate::home::{Home, T, at, keys, live};

#[test]
fn a_run_is_shown_live_and_accepted_on_each_of_its_days() {
    let home = Home::new();
    let person = home.enrol("CN-SH");
    let keys = keys(7);
    let run = home.run(person, &keys).expect("a run");
    assert_eq!(run.strips.len(), 7);
    for (day, (strip, key)) in run.strips.iter().zip(&keys).enumerate() {
        let text = live(strip.expose(), key, home.now());
        let checked = home.check(&text);
        assert_eq!(checked.reason, Reason::Genuine, "day {day}");
        assert_eq!(
            checked.issuer.map(|issuer| issuer.authority).as_deref(),
            Some("practice")
        );
        home.later(86_400);
        // Lists and the trust file go on being published.
        issuer::publish::everything(home.practice.authority()).expect("published");
    }
}

#[test]
fn what_could_link_a_persons_days_is_not_there() {
    let home = Home::new();
    home.later(1_234);
    let run = |_| {
        let person = home.enrol("CN-GD");
        home.run(person, &keys(30)).expect("a run")
    };
    let runs: Vec<_> = (0..2).map(run).collect();
    let strips = |run: usize| {
        let read = runs[run]
            .strips
            .iter()
            .map(|text| Code::read(text.expose()).expect("a strip"));
        read.map(|code| code.claimed().clone()).collect::<Vec<_>>()
    };
    let (one, other) = (strips(0), strips(1));
    for (a, b) in one.iter().zip(&other) {
        assert_eq!(
            (a.nbf, a.exp, a.iat, a.as_of),
            (b.nbf, b.exp, b.iat, b.as_of)
        );
        assert_eq!((a.iat, a.as_of), (at(T), at(T)), "cut to the hour");
        assert_eq!(a.colour, Colour::None);
        assert_eq!(a.serial.list, b.serial.list, "one list a day");
    }
    let all = || one.iter().chain(&other);
    let serials: HashSet<_> = all().map(|claims| claims.serial.clone()).collect();
    assert_eq!(serials.len(), 60);
    let indices: HashSet<_> = one.iter().map(|claims| claims.serial.index).collect();
    assert_eq!(
        indices.len(),
        30,
        "no index of the first day is that of the second"
    );
    let device = |kind: &Kind| match kind {
        Kind::Strip(device) => device.x,
        _ => panic!("a strip"),
    };
    let devices: HashSet<_> = all().map(|claims| device(&claims.kind)).collect();
    assert_eq!(devices.len(), 60);
    assert_ne!(runs[0].refresh_at, runs[1].refresh_at, "spread");
    for run in &runs {
        // From 15 to 27 days of about 30.
        let after = run.refresh_at.as_second() - home.now();
        let life = one[29].exp.as_second() - home.now();
        assert!((life / 2..=life * 9 / 10).contains(&after), "{after}");
    }
}

#[test]
fn a_region_without_runs_gives_today() {
    let home = Home::new();
    let person = home.enrol("CN-BJ");
    assert!(home.run(person, &keys(2)).is_err());
    let run = home.run(person, &keys(1)).expect("today");
    let strip = Code::read(run.strips[0].expose()).expect("a strip");
    assert_eq!(strip.claimed().nbf, at(T - 8 * 3_600));
}

#[test]
fn a_family_is_enrolled_one_after_the_other() {
    let home = Home::new();
    for (name, tail, birthday) in [
        ("王", Some("0526"), None),
        ("王", None, Some(1102)),
        ("ABCD", Some("182X"), None),
    ] {
        let new = NewPerson {
            region: "CN-SH".to_owned(),
            mark: Mark {
                name: Some(Private::new(name.to_owned())),
                tail: tail.map(|tail| Private::new(tail.to_owned())),
                birthday: birthday.map(Private::new),
            },
        };
        let person = home.client.enrol(&home.account(), home.stamp(), &new);
        let run = home.run(person.expect("enrolled").id, &keys(7));
        assert_eq!(run.expect("a run").strips.len(), 7);
    }
}

#[test]
fn paper_is_accepted_until_there_is_a_newer_one() {
    let home = Home::new();
    let person = home.enrol("CN-GD");
    let paper = || home.client.paper(&home.account(), home.stamp(), person);
    let first = paper().expect("paper");
    let checked = home.check(first.text.expose());
    assert_eq!(checked.verdict(), Verdict::Accept);
    assert!(
        checked
            .verified()
            .is_some_and(|verified| verified.is_paper())
    );
    assert_eq!(first.until.as_second(), T - 8 * 3_600 + 7 * 86_400);
    assert_eq!(first.cancelled, None);
    let second = paper().expect("paper");
    assert_eq!(second.cancelled.as_ref(), Some(&first.serial));
    home.later(1);
    issuer::publish::everything(home.practice.authority()).expect("published");
    assert!(matches!(
        home.check(first.text.expose()).reason,
        Reason::StatusRevoked
    ));
    assert_eq!(home.check(second.text.expose()).reason, Reason::Genuine);
}

#[test]
fn the_receipt_tells_the_time() {
    let home = Home::new();
    let person = home.enrol("CN-SH");
    home.later(77);
    let run = home.run(person, &keys(1)).expect("a run");
    let Ok(issuing::Fetched::New { bytes, .. }) = home.client.trust_file(None) else {
        panic!("a trust file");
    };
    let file = healthcode::kct::TrustFile::read(&bytes).expect("a trust file");
    let (_, part) = file.unverified_parts().next().expect("a part");
    let authority = &healthcode::kct::Authority::read_part(part).expect("authorities")[0];
    let receipt = run.receipt.expect("a receipt");
    let practice = healthcode::kct::Realm::Practice;
    assert_eq!(receipt.time(authority, practice), Some(at(T + 77)));
    assert_eq!(receipt.time(authority, healthcode::kct::Realm::Real), None);
}
