//! The program: init, serve, rotate, publish; and what outlives a restart.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use healthcode::Private;
use healthcode::kct::{Curve, Realm, TrustFile};
use issuer::Clock;
use issuer::practice::Keep;
use issuing::message::{Mark, NewPerson, Why};
use issuing::{Account, Client, Fetched, Nonce, Stamp};

use crate::home::{Home, keys, rand};

fn program(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kincode-issuer"));
    command.arg("--dir").arg(dir);
    command
}

fn run(dir: &Path, words: &[&str]) -> (bool, String) {
    let output = program(dir).args(words).output().expect("started");
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

fn init(dir: &Path) {
    let (good, text) = run(
        dir,
        &[
            "init",
            "--id",
            "gzedu",
            "--zh",
            "试验区",
            "--en",
            "Test",
            "--practice",
        ],
    );
    assert!(good && text.contains("NOT encrypted"), "{text}");
}

/// A service of its own process, its address, and what it writes into its log from then on.
fn serve(dir: &Path) -> (Child, Client, JoinHandle<String>) {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .expect("a port");
    let mut child = program(dir)
        .args(["serve", "--listen", &port.to_string(), "--log", "json"])
        .env("RUST_LOG", "trace")
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    let serving = lines
        .by_ref()
        .map_while(Result::ok)
        .any(|line| line.contains("serving"));
    assert!(serving, "it never served");
    let log = move || lines.map_while(Result::ok).collect::<Vec<_>>().join("\n");
    let log = std::thread::spawn(log);
    let client = Client::new(&format!("http://{port}")).expect("loopback");
    (child, client, log)
}

#[test]
fn an_authority_is_made_once_and_its_secrets_are_its_owners() {
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path());
    let (again, text) = run(
        folder.path(),
        &["init", "--id", "gzedu", "--zh", "x", "--en", "x"],
    );
    assert!(!again && text.contains("already"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let keys: Vec<_> = std::fs::read_dir(folder.path().join("keys"))
            .expect("keys")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "p8"))
            .collect();
        assert_eq!(keys.len(), 6);
        let mode = |path: &Path| {
            std::fs::metadata(path)
                .expect("a file")
                .permissions()
                .mode()
                & 0o777
        };
        assert!(keys.iter().all(|path| mode(path) == 0o600));
        // The root key is taken away, as init says; nothing needs it.
        std::fs::remove_file(folder.path().join("keys/root.p8")).expect("removed");
        let some = keys
            .iter()
            .find(|path| !path.ends_with("root.p8"))
            .expect("a key");
        std::fs::set_permissions(some, std::fs::Permissions::from_mode(0o644)).expect("set");
        let (served, text) = run(folder.path(), &["status", "publish"]);
        assert!(!served && text.contains("chmod 600"), "{text}");
    }
}

#[test]
fn new_keys_come_with_the_next_trust_file_and_dead_ones_go() {
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path());
    let out = folder.path().join("out");
    let trust = || {
        let (good, text) = run(
            folder.path(),
            &["status", "publish", "--to", &out.to_string_lossy()],
        );
        assert!(good, "{text}");
        let bytes = std::fs::read(out.join("trust.kct")).expect("a file");
        let file = TrustFile::read(&bytes).expect("a trust file");
        let (_, part) = file.unverified_parts().next().expect("a part");
        let authorities = healthcode::kct::Authority::read_part(part).expect("authorities");
        (
            file.manifest().seq,
            authorities[0].keys.clone(),
            file.manifest().dead.len(),
        )
    };
    let (seq, keys, dead) = trust();
    assert_eq!((seq, keys.len(), dead), (1, 4, 0));
    let (good, text) = run(folder.path(), &["rotate"]);
    assert!(good, "{text}");
    let (seq, keys, dead) = trust();
    assert_eq!((seq, keys.len(), dead), (2, 8, 0));
    let kid = data_encoding::HEXLOWER.encode(&keys[0].key.kid());
    let (good, text) = run(folder.path(), &["rotate", "--dead", &kid]);
    assert!(good, "{text}");
    let (seq, keys, dead) = trust();
    assert_eq!((seq, keys.len(), dead), (3, 7, 1));
    let (good, _) = run(folder.path(), &["rotate", "--dead", "../../etc/x"]);
    assert!(!good);
    // A new root: its number is 2, and trust files begin again with 1.
    let drawer = folder.path().join("stick.p8");
    std::fs::rename(folder.path().join("keys/root.p8"), &drawer).expect("taken away");
    let (good, text) = run(folder.path(), &["rotate", "--bundle", "--root"]);
    assert!(!good && text.contains("--root-key"), "{text}");
    let drawer = drawer.to_string_lossy();
    let words = ["rotate", "--bundle", "--root", "--root-key", &drawer];
    let (good, text) = run(folder.path(), &words);
    assert!(good && text.contains("root-2.p8"), "{text}");
    assert_eq!(trust().0, 1);
    let (good, _) = run(folder.path(), &["rotate", "--root-key", &drawer]);
    assert!(!good, "of what is not said");
}

#[test]
fn with_sm2_all_keys_are_on_its_curve_and_stay_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "init --id gzedu --zh x --en x --algorithm sm2";
    let (good, text) = run(folder.path(), &words.split(' ').collect::<Vec<_>>());
    assert!(good, "{text}");
    assert!(run(folder.path(), &["rotate"]).0);
    let ring = issuer::keys::KeyFolder::of(folder.path()).read();
    let ring = ring.expect("keys");
    assert_eq!(ring.keys.len(), 8);
    let curves = ring.keys.iter().map(|held| held.entry.key.curve);
    assert!(
        curves
            .chain([ring.curve()])
            .all(|curve| curve == Curve::Sm2)
    );
    // A key of another authority beside them is not taken.
    let other = tempfile::tempdir().expect("a folder");
    init(other.path());
    let theirs = issuer::keys::KeyFolder::of(other.path()).read();
    let kid = issuer::keys::signer::kid(&theirs.expect("keys").keys[0].entry.key);
    let index = |dir: &Path| dir.join("keys/keys.json");
    let text = std::fs::read_to_string(index(folder.path())).expect("an index");
    let first = issuer::keys::signer::kid(&ring.keys[0].entry.key);
    std::fs::write(index(folder.path()), text.replace(&first, &kid)).expect("written");
    let file = format!("keys/{kid}.p8");
    std::fs::copy(other.path().join(&file), folder.path().join(&file)).expect("copied");
    let (good, text) = run(folder.path(), &["status", "publish"]);
    assert!(!good && text.contains("two algorithms"), "{text}");
}

#[test]
fn a_service_ends_when_it_is_told_and_its_log_knows_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    init(folder.path());
    let (mut child, client, log) = serve(folder.path());
    let said = client.description().expect("described");
    assert_eq!(said.id, "gzedu");
    assert!(matches!(client.trust_file(None), Ok(Fetched::New { .. })));
    let device = keys(1).remove(0);
    let account = Account {
        realm: Realm::Practice,
        device: &device,
    };
    let stamp = || Stamp {
        now: Clock::system().now(),
        nonce: Nonce([rand().to_be_bytes(); 2].concat().try_into().expect("16")),
    };
    client.register(&account, stamp()).expect("known");
    let new = NewPerson {
        region: "CN-GD".to_owned(),
        mark: Mark {
            name: Some(Private::new("龘".to_owned())),
            tail: Some(Private::new("QX7Z".to_owned())),
            birthday: None,
        },
    };
    let person = client.enrol(&account, stamp(), &new).expect("enrolled").id;
    client
        .run(&account, stamp(), person, &keys(3))
        .expect("a run");
    let paper = client.paper(&account, stamp(), person).expect("paper");
    client
        .cancel(&account, stamp(), person, &paper.serial, Why::Lost)
        .expect("cancelled");
    let ended = Command::new("kill").arg(child.id().to_string()).status();
    assert!(ended.expect("kill").success());
    assert!(child.wait().expect("ended").success());
    let log = log.join().expect("a log");
    assert!(log.contains("/v1/persons/{person}/runs"), "{log}");
    for canary in ["龘", "QX7Z", "KC1:", &person.to_string(), &paper.serial] {
        assert!(!log.contains(canary), "{canary}");
    }
}

#[cfg(unix)]
#[test]
fn practice_is_one_word_and_ends_when_it_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = None;
    for signal in ["-INT", "-TERM"] {
        let mut child = program(folder.path())
            .arg("practice")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let said: Vec<String> = lines.map_while(Result::ok).take(5).collect();
        let address = said[0].split(' ').next_back().expect("an address");
        let client = Client::new(address).expect("loopback");
        let description = client.description().expect("described");
        assert_eq!(description.realm, issuing::message::Realm::Practice);
        assert!(said[1].ends_with(&description.fingerprint), "{said:?}");
        assert!(said[4].ends_with(&format!("kincode practice start --address {address}")));
        let fingerprint = first.get_or_insert(description.fingerprint.clone());
        assert_eq!(*fingerprint, description.fingerprint, "the same one again");
        let id = child.id().to_string();
        let told = Command::new("kill").args([signal, &id]).status();
        assert!(told.expect("kill").success());
        assert!(child.wait().expect("ended").success());
        assert!(client.description().is_err());
    }
}

#[test]
fn a_restart_remembers() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = Keep::Folder(folder.path().to_owned());
    let home = Home::at(&keep);
    let person = home.enrol("CN-GD");
    let (address, anchor) = (
        home.practice.address().to_owned(),
        home.practice.anchor().clone(),
    );
    let stamp = home.stamp();
    let paper = home
        .client
        .paper(&home.account(), stamp, person)
        .expect("paper");
    let Home {
        practice,
        device,
        clock,
        ..
    } = home;
    drop(practice);
    let mut home = Home::at(&keep);
    assert_eq!(home.practice.address(), address);
    assert_eq!(home.practice.anchor(), &anchor);
    home.device = device;
    home.clock = clock;
    let again = home.client.paper(&home.account(), stamp, person);
    assert_eq!(again.expect("the same"), paper);
    assert!(home.run(person, &keys(30)).is_ok());
    assert_eq!(
        home.check(paper.text.expose()).reason,
        healthcode::kc1::Reason::Genuine
    );
}
