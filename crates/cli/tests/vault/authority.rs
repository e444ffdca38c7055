//! Codes of an authority: connected by its fingerprint, fetched for days, shown live without it, on paper, cancelled.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::keyring::{Daemon, on_a_bus};
use super::program::{self, Kincode, PIN, data, day};
use super::service::Service;

/// The sample family with its codes, the service that issued them, and the id of one of them.
fn practising(home: &Path) -> Option<(Kincode, Service, String)> {
    practising_with(home, &["--practice"])
}

/// The same by a service that is made with these words.
fn practising_with(home: &Path, words: &[&str]) -> Option<(Kincode, Service, String)> {
    let service = Service::start_with(&home.join("practice"), words)?;
    let kincode = Kincode::new(&home.join("data"));
    let start = ["practice", "start", "--pin-stdin", "--address"];
    let (exit, note, said) = kincode.run(&[&start[..], &[&service.address]].concat(), PIN);
    assert_eq!(exit, 0, "{said}");
    assert!(!note.trim().is_empty());
    let people = kincode.lines(&["people", "--json"]);
    assert_eq!(people.len(), 3);
    let person = people[0]["id"].as_str().expect("an id").to_owned();
    Some((kincode, service, person))
}

/// `check` by whoever practises, too; what it was told, and the exit code.
fn check(kincode: &Kincode, published: &str, more: &[&str]) -> (i32, Vec<Value>) {
    let check = ["check", "--json", "--practice", "--trust", published];
    let (exit, lines, said) = kincode.run(&[&check[..], more].concat(), "");
    let lines = lines.lines().map(serde_json::from_str);
    (exit, lines.map(|line| line.expect(&said)).collect())
}

fn line(out: &str) -> Value {
    serde_json::from_str(out).expect("one line of JSON")
}

#[test]
fn an_authority_counts_only_by_its_fingerprint() {
    on_a_bus(
        "authority::an_authority_counts_only_by_its_fingerprint",
        |home| {
            let _daemon = Daemon::start(home);
            let kincode = Kincode::new(&home.join("data"));
            for nowhere in ["http://codes.example.org", "nothing"] {
                let (exit, _, said) = kincode.run(&["authority", "look", nowhere], "");
                assert_eq!(exit, 2, "{said}");
            }
            let (exit, _, said) = kincode.run(&["authority", "look", "http://127.0.0.1:9"], "");
            assert_eq!(exit, 5, "nobody answers: {said}");
            kincode.import(&data("genuine.txt"));
            assert_eq!(kincode.run(&["authority", "list", "--pin-stdin"], PIN).0, 4);
            let Some(service) = Service::start(&home.join("authority"), false) else {
                return;
            };
            let address = &service.address;
            let add = ["authority", "add", "--pin-stdin", address];
            let (exit, _, said) = kincode.run(&add, PIN);
            assert_eq!(exit, 2, "nobody has compared: {said}");
            let wrong = ["--fingerprint", "AAAA-AAAA-AAAA-AAAA-AAAA"];
            let (exit, _, said) = kincode.run(&[&add[..], &wrong].concat(), PIN);
            assert_eq!(exit, 1);
            assert!(said.contains(&service.fingerprint), "{said}");
            assert_eq!(kincode.run(&["authority", "list", "--pin-stdin"], PIN).0, 4);

            let mut asked = kincode.on_a_terminal(&["authority", "add", address]);
            asked.answer("(y or n)", "y\n");
            asked.answer("PIN:", &format!("{PIN}\n"));
            let (exit, seen) = asked.rest();
            assert_eq!(exit, Some(0), "{seen}");
            let known = &kincode.lines(&["authority", "list", "--json"])[0];
            assert_eq!(known["fingerprint"], service.fingerprint.as_str());
            assert_eq!(
                (&known["practice"], &known["backup"]),
                (&false.into(), &Value::Null)
            );
            let id = known["id"].as_str().expect("an id");

            let people = kincode.lines(&["people", "--json"]);
            let person = people[0]["id"].as_str().expect("an id");
            let live = ["strips", "live", "--pin-stdin", person];
            assert_eq!(kincode.run(&live, PIN).0, 4, "nothing was fetched yet");
            let get = ["strips", "get", "--pin-stdin", person];
            let (exit, _, said) = kincode.run(&get, PIN);
            assert_eq!(exit, 1, "it wants to see papers: {said}");
            assert_eq!(kincode.run(&["strips", "refresh", "--pin-stdin"], PIN).0, 4);

            let backup = ["authority", "backup-address", "--pin-stdin", id];
            let to = |address: &str| kincode.run(&[&backup[..], &[address]].concat(), PIN);
            assert_eq!(to("http://codes.example.org").0, 2);
            assert_eq!(to("https://codes.example.org").0, 0);
            let known = &kincode.lines(&["authority", "list", "--json"])[0];
            assert_eq!(known["backup"], "https://codes.example.org");
            let remove = ["authority", "remove", "--pin-stdin", "--yes"];
            let remove = |id: &str| kincode.run(&[&remove[..], &[id]].concat(), PIN);
            assert_eq!(remove("ffffffff").0, 4);
            assert_eq!(remove(id).0, 0);
            assert_eq!(kincode.run(&["authority", "list", "--pin-stdin"], PIN).0, 4);
        },
    );
}

#[test]
fn a_run_is_fetched_and_shown_live_without_network() {
    on_a_bus(
        "authority::a_run_is_fetched_and_shown_live_without_network",
        |home| {
            let _daemon = Daemon::start(home);
            let Some((kincode, service, person)) = practising(home) else {
                return;
            };
            let get = ["strips", "get", "--pin-stdin", "--json"];
            let get = |person: &str| kincode.run(&[&get[..], &[person]].concat(), PIN);
            assert_eq!(get("nobody at all").0, 4);
            let (exit, got, said) = get(&person);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(line(&got)["person_id"], person.as_str());
            let keys = "person person_id authority authority_id region through age overdue trouble colour practice papers";
            assert_eq!(program::keys(got.trim()).join(" "), keys);
            let kept = kincode.lines(&["list", "--json"]);
            assert_eq!(kept.len(), 3);
            let run = |held: &Value| held["kind"] == "run" && held["id"].is_null();
            assert!(kept.iter().all(run), "{kept:?}");
            let published = service.publish(&home.join("published"));
            drop(service);

            let live = ["strips", "live", "--pin-stdin", &person];
            let live = |more: &[&str]| kincode.run(&[&live[..], more].concat(), PIN);
            let (exit, text, said) = live(&["--text"]);
            assert_eq!(exit, 0, "{said}");
            assert!(text.starts_with("KC1:"), "{text}");
            let (exit, told) = check(&kincode, &published, &["--text", text.trim()]);
            assert_eq!(exit, 0, "{told:?}");
            assert_eq!(
                (&told[0]["live"], &told[0]["practice"]),
                (&"fresh".into(), &true.into())
            );
            let real = ["check", "--text", text.trim()];
            assert_eq!(kincode.run(&real, "").0, 1, "no real checker takes it");

            let (_, text, _) = live(&["--text", "--challenge", "040217"]);
            let with = |digits: &str| {
                let asked = ["--challenge", digits, "--text", text.trim()];
                check(&kincode, &published, &asked).0
            };
            assert_eq!((with("040217"), with("040218")), (0, 3));
            assert_eq!(live(&["--challenge", "12"]).0, 2);

            let png = home.join("live.png").display().to_string();
            assert_eq!(live(&["--png", &png]).0, 0);
            assert_eq!(check(&kincode, &published, &[&png]).0, 0);
            assert_eq!(live(&["--png", &png]).0, 2, "not replaced unasked");
            let (exit, shown, _) = live(&[]);
            assert_eq!(exit, 0);
            let svg = home.join("terminal.svg");
            fs::write(&svg, program::picture(&shown)).expect("it is written");
            assert_eq!(
                check(&kincode, &published, &[&svg.display().to_string()]).0,
                0
            );

            let mut screen = kincode.on_a_terminal(&["strips", "live", &person]);
            screen.answer("PIN:", &format!("{PIN}\n"));
            screen.answer("Enter ends it.", "\n");
            let (exit, seen) = screen.rest();
            assert_eq!(exit, Some(0));
            assert!(seen.contains("PRACTICE"), "{seen}");
            assert!(
                seen.ends_with("\x1b[H\x1b[J"),
                "nothing stays on the screen"
            );
        },
    );
}

#[test]
fn what_was_received_stays_when_the_authority_is_silent() {
    on_a_bus(
        "authority::what_was_received_stays_when_the_authority_is_silent",
        |home| {
            let _daemon = Daemon::start(home);
            let Some((kincode, service, _)) = practising(home) else {
                return;
            };
            let refresh = ["strips", "refresh", "--pin-stdin"];
            let (exit, _, said) = kincode.run(&refresh, PIN);
            assert_eq!(exit, 0, "{said}");
            drop(service);
            let before = kincode.lines(&["strips", "list", "--json"]);
            assert_eq!(before.len(), 3);
            let (exit, _, said) = kincode.run(&refresh, PIN);
            assert_eq!(exit, 5, "{said}");
            let after = kincode.lines(&["strips", "list", "--json"]);
            for (before, after) in before.iter().zip(&after) {
                assert_eq!(before["through"], after["through"]);
            }
            let ready = ["readiness", "--pin-stdin", "--json"];
            let ready = |day: &str| kincode.run(&[&ready[..], &[day]].concat(), PIN);
            let (exit, lines, said) = ready(&day(0));
            assert_eq!(exit, 0, "{said}");
            assert!(
                lines.lines().all(|one| line(one)["ready"] == true),
                "{lines}"
            );
            let (exit, lines, _) = ready("2090-09-01");
            assert_eq!((exit, lines.lines().count()), (3, 3));
            assert!(
                lines.lines().all(|one| line(one)["next"].is_string()),
                "{lines}"
            );
            assert_eq!(ready("soon").0, 2);
        },
    );
}

#[test]
fn an_authority_with_sm2_gets_keys_of_its_own_curve() {
    on_a_bus(
        "authority::an_authority_with_sm2_gets_keys_of_its_own_curve",
        |home| {
            let _daemon = Daemon::start(home);
            let words = ["--practice", "--algorithm", "sm2"];
            let Some((kincode, service, person)) = practising_with(home, &words) else {
                return;
            };
            let paper = ["strips", "paper", "--pin-stdin", "--json", &person];
            let (exit, _, said) = kincode.run(&paper, PIN);
            assert_eq!(exit, 0, "{said}");
            let published = service.publish(&home.join("published"));
            drop(service);
            // Each program begins anew: the keys are read back from the vault.
            let live = ["strips", "live", "--pin-stdin", &person, "--text"];
            let (exit, text, said) = kincode.run(&live, PIN);
            assert_eq!(exit, 0, "{said}");
            let (exit, told) = check(&kincode, &published, &["--text", text.trim()]);
            assert_eq!(
                (exit, &told[0]["live"], &told[0]["signature"]),
                (0, &"fresh".into(), &"good".into()),
                "{told:?}"
            );
        },
    );
}

#[test]
fn a_paper_code_is_issued_printed_and_cancelled() {
    on_a_bus(
        "authority::a_paper_code_is_issued_printed_and_cancelled",
        |home| {
            let _daemon = Daemon::start(home);
            let Some((kincode, service, person)) = practising(home) else {
                return;
            };
            let issue = || {
                let paper = ["strips", "paper", "--pin-stdin", "--json", &person];
                let (exit, issued, said) = kincode.run(&paper, PIN);
                assert_eq!(exit, 0, "{said}");
                let issued = line(&issued);
                let serial = issued["serial"].as_str().expect("a serial").to_owned();
                let id = issued["id"].as_str().expect("an id");
                (serial, format!("vault:{id}"))
            };
            let (serial, held) = issue();
            let show = ["show", "--pin-stdin", "--text", &held];
            let (exit, text, said) = kincode.run(&show, PIN);
            assert_eq!(exit, 0, "{said}");
            let published = service.publish(&home.join("published"));
            let (exit, told) = check(&kincode, &published, &["--text", text.trim()]);
            assert_eq!(exit, 0, "{told:?}");

            let cancel = ["strips", "cancel", "--pin-stdin", &serial];
            assert_eq!(kincode.run(&cancel, PIN).0, 2, "nobody is here to answer");
            let sure = |serial: &str| {
                let sure = ["strips", "cancel", "--pin-stdin", "--yes", serial];
                kincode.run(&sure, PIN)
            };
            assert_eq!(sure("0-1").0, 4);
            let (exit, _, said) = sure(&serial);
            assert_eq!(exit, 0, "{said}");
            assert_eq!(sure(&serial).0, 4, "once is enough");
            let after = service.publish(&home.join("after"));
            let (exit, told) = check(&kincode, &after, &["--text", text.trim()]);
            assert_eq!(exit, 1, "{told:?}");
            let (_, held) = issue();
            assert_eq!(sure(&held).0, 0, "by its id, too");
        },
    );
}

#[test]
fn practice_begins_and_ends_without_a_trace() {
    on_a_bus(
        "authority::practice_begins_and_ends_without_a_trace",
        |home| {
            let _daemon = Daemon::start(home);
            let kincode = Kincode::new(&home.join("data"));
            let (exit, _, said) = kincode.run(&["practice", "start", "--pin-stdin"], PIN);
            assert_eq!(exit, 2);
            assert!(said.contains("kincode-issuer"), "{said}");
            let elsewhere = "https://codes.example.org";
            let start = ["practice", "start", "--pin-stdin", "--address", elsewhere];
            assert_eq!(kincode.run(&start, PIN).0, 2, "not on this computer");
            let Some((kincode, service, _)) = practising(home) else {
                return;
            };
            let runs = kincode.lines(&["strips", "list", "--json"]);
            assert_eq!(runs.len(), 3);
            assert!(runs.iter().all(|run| run["practice"] == true), "{runs:?}");
            let again = [
                "practice",
                "start",
                "--pin-stdin",
                "--address",
                &service.address,
            ];
            assert_eq!(kincode.run(&again, PIN).0, 0);
            assert_eq!(
                kincode.lines(&["people", "--json"]).len(),
                3,
                "the same three"
            );

            let stop = ["practice", "stop", "--pin-stdin"];
            assert_eq!(kincode.run(&stop, PIN).0, 0);
            assert_eq!(kincode.run(&["people", "--pin-stdin"], PIN).0, 4);
            assert_eq!(kincode.run(&["authority", "list", "--pin-stdin"], PIN).0, 4);
            assert_eq!(kincode.run(&stop, PIN).0, 4);
            let real = Service::start(&home.join("authority"), false).expect("it was built");
            let start = [
                "practice",
                "start",
                "--pin-stdin",
                "--address",
                &real.address,
            ];
            let (exit, _, said) = kincode.run(&start, PIN);
            assert_eq!(exit, 5, "it is no practice authority: {said}");
            assert_eq!(kincode.run(&["authority", "list", "--pin-stdin"], PIN).0, 4);
        },
    );
}
