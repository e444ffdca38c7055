//! What is not done, and how that is said.

use healthcode::Private;
use healthcode::kct::{Curve, Realm};
use issuer::keys::KeyFolder;
use issuer::keys::signer::InMemory;
use issuer::{Authority, Clock, Limits, Pack, Settings, serve};
use issuing::message::{Mark, NewPerson, Why};
use issuing::{Account, Client, Code, PersonId, Trouble};

use crate::home::{Home, keys, mark};

fn refused<T: std::fmt::Debug>(result: Result<T, Trouble>) -> Code {
    match result {
        Err(Trouble::Refused(code)) => code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_device_that_is_not_known() {
    let home = Home::new();
    let person = home.enrol("CN-SH");
    let stranger = InMemory::generate(Curve::P256).expect("a key");
    let account = Account {
        realm: Realm::Practice,
        device: &stranger,
    };
    let run = home.client.run(&account, home.stamp(), person, &keys(1));
    assert_eq!(refused(run), Code::DeviceUnknown);
    home.client
        .register(&account, home.stamp())
        .expect("known now");
    let run = home.client.run(&account, home.stamp(), person, &keys(1));
    assert_eq!(refused(run), Code::PersonUnknown, "another device's person");
}

#[test]
fn a_request_of_the_other_realm() {
    let home = Home::new();
    let account = Account {
        realm: Realm::Real,
        device: &home.device,
    };
    let person = NewPerson {
        region: "CN-SH".to_owned(),
        mark: mark(),
    };
    let enrolled = home.client.enrol(&account, home.stamp(), &person);
    assert_eq!(refused(enrolled), Code::Signature);
}

#[test]
fn keys_that_are_wrong() {
    let home = Home::new();
    let person = home.enrol("CN-SH");
    for count in [0, 8] {
        assert_eq!(
            refused(home.run(person, &keys(count))),
            Code::Keys,
            "{count}"
        );
    }
    let twice = keys(1);
    let twice = [&twice[0], &twice[0]].map(Borrowed);
    let run = home
        .client
        .run(&home.account(), home.stamp(), person, &twice);
    assert_eq!(refused(run), Code::Keys, "one key twice");
    let foreign = Foreign(keys(1).remove(0), keys(1).remove(0));
    let run = home
        .client
        .run(&home.account(), home.stamp(), person, &[foreign]);
    assert_eq!(refused(run), Code::Keys, "a foreign key");
}

#[test]
fn marks_that_no_code_can_carry() {
    let home = Home::new();
    let text = |text: &str| Some(Private::new(text.to_owned()));
    let both = Mark {
        birthday: Some(Private::new(1231)),
        ..mark()
    };
    let marks = [
        Mark::default(),
        both,
        Mark {
            name: text("张 三"),
            ..Mark::default()
        },
        Mark {
            tail: text("12"),
            ..Mark::default()
        },
        Mark {
            birthday: Some(Private::new(231)),
            ..Mark::default()
        },
        Mark {
            birthday: Some(Private::new(60_000)),
            ..Mark::default()
        },
    ];
    for mark in marks {
        let person = NewPerson {
            region: "CN-SH".to_owned(),
            mark: mark.clone(),
        };
        let enrolled = home.client.enrol(&home.account(), home.stamp(), &person);
        assert_eq!(refused(enrolled), Code::Mark, "{mark:?}");
    }
}

#[test]
fn regions_persons_and_serials_that_are_not_there() {
    let home = Home::new();
    assert_eq!(
        home.try_enrol("CN-ZZ"),
        Err(Trouble::Refused(Code::RegionUnknown))
    );
    let nobody = PersonId([0; 16]);
    assert_eq!(refused(home.run(nobody, &keys(1))), Code::PersonUnknown);
    let (person, other) = (home.enrol("CN-GD"), home.enrol("CN-GD"));
    let paper = home
        .client
        .paper(&home.account(), home.stamp(), other)
        .expect("paper");
    for serial in ["0-0", "x", "", "../../devices", &paper.serial] {
        let cancelled =
            home.client
                .cancel(&home.account(), home.stamp(), person, serial, Why::Lost);
        let code = refused(cancelled);
        assert!(
            matches!(code, Code::SerialUnknown | Code::NotThere),
            "{serial}: {code}"
        );
    }
    assert_eq!(
        refused(home.client.status_list(999_999, None)),
        Code::NotThere
    );
}

#[test]
fn a_real_authority_enrols_nobody_without_evidence() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings {
        id: "real".to_owned(),
        realm: issuing::message::Realm::Real,
        names: [("en".to_owned(), "Real".to_owned())].into(),
        address: None,
        status_base: None,
        regions: Pack::examples(Clock::system().now()),
        limits: Limits::default(),
    };
    settings.write_new(folder.path()).expect("written");
    let clock = Clock::system();
    KeyFolder::of(folder.path())
        .create(&settings, Curve::P256, clock.now())
        .expect("keys");
    let runtime = serve::runtime().expect("threads");
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let authority = Authority::open(folder.path(), &address, clock.clone()).expect("an authority");
    runtime.spawn(serve::serve(
        std::sync::Arc::new(authority),
        listener,
        std::future::pending(),
    ));
    let client = Client::new(&address).expect("loopback");
    let device = InMemory::generate(Curve::P256).expect("a key");
    let account = Account {
        realm: Realm::Real,
        device: &device,
    };
    let stamp = |n| issuing::Stamp {
        now: clock.now(),
        nonce: issuing::Nonce([n; 16]),
    };
    client.register(&account, stamp(1)).expect("known");
    let person = NewPerson {
        region: "CN-SH".to_owned(),
        mark: mark(),
    };
    assert_eq!(
        refused(client.enrol(&account, stamp(2), &person)),
        Code::Evidence
    );
    runtime.shutdown_background();
}

#[test]
fn settings_that_would_break_something_later() {
    let good = Settings {
        id: "gzedu".to_owned(),
        realm: issuing::message::Realm::Practice,
        names: [("en".to_owned(), "Test".to_owned())].into(),
        address: None,
        status_base: None,
        regions: Pack::examples(Clock::system().now()),
        limits: Limits::default(),
    };
    assert_eq!(good.proper(), Ok(()));
    let changes: [fn(&mut Settings); 8] = [
        |settings| settings.id = "*".to_owned(),
        |settings| settings.id = "Gz".to_owned(),
        |settings| settings.names.clear(),
        |settings| settings.regions.clear(),
        |settings| settings.regions[0].run_days = 31,
        |settings| settings.status_base = Some("http://a/".to_owned()),
        |settings| settings.limits.slots = 0,
        |settings| settings.limits.slots = settings.limits.at_once + 1,
    ];
    for change in changes {
        let mut settings = good.clone();
        change(&mut settings);
        assert!(settings.proper().is_err(), "{settings:?}");
    }
}

#[test]
fn somewhere_else_is_no_authority() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    drop(listener);
    let client = Client::new(&address).expect("loopback");
    assert_eq!(client.description(), Err(Trouble::Network));
}

/// Signs with another key than it shows.
struct Foreign(InMemory, InMemory);

impl healthcode::kc1::Signer for Foreign {
    type Error = issuer::keys::SignError;

    fn key(&self) -> &healthcode::kct::Key {
        self.0.key()
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], Self::Error> {
        self.1.sign(message)
    }
}

struct Borrowed<'a>(&'a InMemory);

impl healthcode::kc1::Signer for Borrowed<'_> {
    type Error = issuer::keys::SignError;

    fn key(&self) -> &healthcode::kct::Key {
        self.0.key()
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], Self::Error> {
        self.0.sign(message)
    }
}
