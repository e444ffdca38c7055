//! A whole run without network: shown and checked in a network namespace with nothing in it, with the clock moved from the
//! first day to after the last.

use std::path::Path;

use serde_json::Value;

use super::PASSPHRASE;
use super::keyring::on_a_bus;
use super::program::Kincode;
use super::service::Service;

#[path = "../../../../tests/window/network.rs"]
mod network;

/// Of a run of thirty strips, and one after it.
const DAYS: [u32; 8] = [0, 1, 2, 7, 15, 22, 29, 31];

#[test]
fn a_run_is_shown_and_checked_for_all_its_days() {
    on_a_bus(
        "offline::a_run_is_shown_and_checked_for_all_its_days",
        |home| {
            let Some(mut service) = Service::start(&home.join("practice"), true) else {
                return;
            };
            let kincode = Kincode::new(&home.join("data"));
            let start = ["practice", "start", "--passphrase", "--pin-stdin"];
            let start = [&start[..], &["--address", &service.address]].concat();
            let (exit, _, said) = kincode.run(&start, PASSPHRASE);
            assert_eq!(exit, 0, "{said}");
            let people = kincode.lines_with(&["people", "--json"], PASSPHRASE);
            let person = people[0]["id"].as_str().expect("an id");
            let published = service.publish(&home.join("published"));
            service.stop();
            let alone = network::apart(false);
            for day in DAYS {
                let trace = home.join(format!("trace-{day}"));
                let there = [&alone[..], &network::watched(&trace, day)].concat();
                let live = ["strips", "live", "--text", "--pin-stdin", person];
                let (exit, text, said) = kincode.run_behind(&there, &live, PASSPHRASE);
                quiet(&trace, day);
                if day >= 30 {
                    assert_eq!((exit, text.as_str()), (3, ""), "day {day}: {said}");
                    assert!(said.contains("No code for today"), "{said}");
                    assert!(said.contains("Connect to the network"), "{said}");
                    // The control: what is attempted is counted.
                    let refresh = ["strips", "refresh", "--pin-stdin"];
                    let (exit, _, said) = kincode.run_behind(&there, &refresh, PASSPHRASE);
                    assert_eq!(exit, 5, "{said}");
                    let wanted = network::wanted(&trace, None);
                    assert!(wanted.is_none_or(|(_, wanted)| !wanted.is_empty()));
                    continue;
                }
                assert_eq!(exit, 0, "day {day}: {said}");
                // By the lists that were there when the network went: after a day nobody can say any more that the code is
                // good, and nobody says that it is bad. (kc1.md 1.5; design section 4)
                let told = check(&kincode, &there, &published, text.trim());
                quiet(&trace, day);
                let words = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
                let fresh = (told["practice"] == true, words("signature"), words("live"));
                assert_eq!(
                    fresh,
                    (true, "good".to_owned(), "fresh".to_owned()),
                    "{told}"
                );
                match day {
                    0 => assert_eq!(told["verdict"], "accept", "{told}"),
                    _ => {
                        assert_eq!(told["verdict"], "undecided", "day {day}: {told}");
                        assert_eq!(told["reason"], "kc1.status-unknown", "{told}");
                        assert_eq!(told["status"]["why"], "too-old", "{told}");
                    }
                }
                // By lists of that day, as a checker has them from a stick.
                let aside = network::watched(&home.join("aside"), day);
                let new = service.publish_behind(&aside, &home.join(format!("on-{day}")));
                let told = check(&kincode, &there, &new, text.trim());
                assert_eq!(told["verdict"], "accept", "day {day}: {told}");
                quiet(&trace, day);
            }
        },
    );
}

/// What a checker is told who has these lists.
fn check(kincode: &Kincode, there: &[String], lists: &str, text: &str) -> Value {
    let check = ["check", "--json", "--practice", "--trust", lists];
    let (_, line, said) = kincode.run_behind(there, &[&check[..], &["--text", text]].concat(), "");
    serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}{said}"))
}

/// Nobody was asked anything.
fn quiet(trace: &Path, day: u32) {
    if let Some((_, wanted)) = network::wanted(trace, None) {
        assert!(wanted.is_empty(), "day {day}: {wanted:#?}");
    }
}
