//! Status lists: whose they are, which one stays, and what they answer.

use healthcode::certificate::sha256;
use healthcode::kc1::status::LIST_BYTES;
use healthcode::kc1::{Asked, Code, Real, Reason, Status, StatusError, Store, check, write};
use healthcode::kct::{Publisher, Realm};
use jiff::SignedDuration;

use crate::makers::{DAY, File, HOUR, T, asked, at, authority, issuer, list, lister, paper, store};

fn publisher(name: &str) -> File {
    File::new(name, Realm::Real, &[authority()], &[])
}

fn code() -> Code {
    let unsigned = write::code(&paper(), &issuer().key).expect("claims");
    Code::read(&issuer().text(&unsigned)).expect("a code")
}

#[test]
fn a_newer_list_takes_the_place_of_an_older_one() {
    let file = publisher("publisher");
    let mut store: Store<Real> = Store::new();
    file.put(&mut store);
    let mut take = |set: &[u32], iat| store.take_status(file.publisher(), &list(set, iat), at(T));
    assert_eq!(take(&[1], T), Ok(()));
    assert_eq!(take(&[1], T), Ok(()), "the same again");
    assert_eq!(take(&[2], T), Err(StatusError::TwoLists));
    assert_eq!(take(&[2], T - 1), Err(StatusError::Older));
    assert_eq!(take(&[982_341], T + 600), Ok(()));
    assert_eq!(take(&[], T + 601), Err(StatusError::Times));
    let checked = check(&code(), &store, None, &asked(T + HOUR));
    assert_eq!(checked.reason, Reason::StatusRevoked);
    assert_eq!(checked.status, Status::Revoked { iat: at(T + 600) });
    assert_eq!(store.signed_times().max(), Some(at(T + 600)));
}

#[test]
fn lists_are_kept_apart_by_publisher() {
    let (first, second) = (publisher("publisher"), publisher("second publisher"));
    let mut store: Store<Real> = Store::new();
    first.put(&mut store);
    let unnamed = store.take_status(second.publisher(), &list(&[], T), at(T));
    assert_eq!(unnamed, Err(StatusError::Authority));
    second.put(&mut store);
    assert_ne!(first.publisher(), second.publisher());
    let answer = |store: &Store<Real>, whose: Publisher| {
        let checked = check(&code(), store, None, &asked(T + HOUR));
        let by = checked.issuer.expect("known").publisher;
        (by == whose, checked.status)
    };
    let by = check(&code(), &store, None, &asked(T + HOUR));
    let by = by.issuer.expect("known").publisher;
    let other = [first.publisher(), second.publisher()]
        .into_iter()
        .find(|publisher| *publisher != by)
        .expect("two");
    assert_eq!(
        store.take_status(other, &list(&[982_341], T), at(T)),
        Ok(())
    );
    assert_eq!(answer(&store, by), (true, Status::Unknown { iat: None }));
    assert_eq!(store.take_status(by, &list(&[], T), at(T)), Ok(()));
    assert_eq!(answer(&store, by), (true, Status::Good { iat: at(T) }));
    store.forget(by);
    assert_eq!(
        answer(&store, other),
        (true, Status::Revoked { iat: at(T) })
    );
}

#[test]
fn grace_and_age() {
    let store = store();
    let status = |now, grace| {
        let asked = Asked {
            grace: SignedDuration::from_secs(grace),
            ..asked(now)
        };
        check(&code(), &store, None, &asked).status
    };
    let (good, old) = (
        Status::Good { iat: at(T) },
        Status::Unknown { iat: Some(at(T)) },
    );
    assert_eq!(status(T + HOUR, HOUR + 1), good);
    assert_eq!(status(T + HOUR, HOUR), old);
    assert_eq!(status(T + 2 * DAY - 1, 9 * DAY), good);
    assert_eq!(status(T + 2 * DAY, 9 * DAY), old, "expired");
}

#[test]
fn a_list_without_its_key_is_forgotten() {
    let mut store = store();
    let mut without = authority();
    without.keys.truncate(1);
    let file = File::new("publisher", Realm::Real, &[without], &[]);
    file.put(&mut store);
    let checked = check(&code(), &store, None, &asked(T + HOUR));
    assert_eq!(checked.status, Status::Unknown { iat: None });
    let again = store.take_status(file.publisher(), &list(&[], T), at(T));
    assert_eq!(again, Err(StatusError::Signature));
}

#[test]
fn no_changed_byte_is_believed() {
    let mut store = store();
    let whose = publisher("publisher").publisher();
    let good = list(&[982_341], T + 1);
    for at_byte in 0..good.len() {
        let mut changed = good.clone();
        changed[at_byte] ^= 1;
        assert!(
            store.take_status(whose, &changed, at(T)).is_err(),
            "{at_byte}"
        );
    }
    assert_eq!(store.take_status(whose, &good, at(T)), Ok(()));
}

#[test]
fn only_lists_of_one_size_are_written() {
    let times = (at(T), at(T + DAY));
    let write = |number, len| {
        let list = vec![0xA5; len];
        write::status("gzedu", number, times, &list, &lister().key).map(|_| ())
    };
    assert_eq!(write(0, LIST_BYTES), Ok(()));
    // Hashes do not get smaller.
    let hashes = (0..LIST_BYTES as u32 / 32).flat_map(|n| sha256(&n.to_be_bytes()));
    let hashes: Vec<u8> = hashes.collect();
    assert!(write::status("gzedu", 0, times, &hashes, &lister().key).is_ok());
    assert_eq!(write(0, LIST_BYTES - 1), Err(StatusError::Inflate));
    assert_eq!(write(0, LIST_BYTES + 9), Err(StatusError::Inflate));
    assert!(matches!(
        write(1_000_000, LIST_BYTES),
        Err(StatusError::Form(_))
    ));
}

/// Four lists in every order: the newest stays, and of two for one time the one that came first.
#[test]
fn shuffled_deliveries() {
    let file = publisher("publisher");
    let lists = [
        list(&[], T - 60),
        list(&[982_341], T),
        list(&[1], T + 60),
        list(&[982_341], T + 60),
    ];
    let mut orders = vec![Vec::new()];
    for _ in 0..lists.len() {
        let longer = orders.iter().flat_map(|order: &Vec<usize>| {
            let rest = (0..lists.len()).filter(|at| !order.contains(at));
            rest.map(|at| [order.as_slice(), &[at]].concat())
        });
        orders = longer.collect();
    }
    assert_eq!(orders.len(), 24);
    for order in orders {
        let mut store: Store<Real> = Store::new();
        file.put(&mut store);
        for at_list in &order {
            let _ = store.take_status(file.publisher(), &lists[*at_list], at(T));
        }
        let newest = order.iter().find(|at_list| **at_list >= 2).copied();
        let wanted = match newest {
            Some(3) => Status::Revoked { iat: at(T + 60) },
            _ => Status::Good { iat: at(T + 60) },
        };
        let checked = check(&code(), &store, None, &asked(T + HOUR));
        assert_eq!(checked.status, wanted, "{order:?}");
    }
}
