//! Requests, receipts and proofs that a device key is held.

use healthcode::certificate::sha256;
use healthcode::kc1::message::{MAX_MESSAGE, REQUEST_WINDOW};
use healthcode::kc1::{About, DeviceKey, Message, Receipt, Request, RequestError, write};
use healthcode::kct::{Key, KeyUse, Realm};

use crate::makers::{DAY, Signer, T, at, authority, device, issuer};

fn request() -> Request {
    Request {
        method: "POST".to_owned(),
        target: "/v1/runs?days=7".to_owned(),
        body: sha256(b"{}"),
        t: at(T),
        nonce: [9; 16],
    }
}

fn receipt(iat: i64) -> Receipt {
    Receipt {
        about: About::Answer,
        hash: [1; 32],
        iat: at(iat),
        content: vec![2; 32],
    }
}

#[test]
fn a_request_is_read_and_verified() {
    let key = device();
    let unsigned = write::message(&request(), Realm::Practice, &key.key).expect("a request");
    let bytes = unsigned.bytes_by(&key).expect("signed");
    let message: Message<Request> = Message::read(&bytes).expect("a message");
    assert_eq!(message.kid(), key.key.kid());
    assert_eq!(message.claimed(), &request());
    assert_eq!(
        message.verified(&key.key, Realm::Practice),
        Some(&request())
    );
    assert_eq!(message.verified(&key.key, Realm::Real), None);
    assert_eq!(message.verified(&issuer().key, Realm::Practice), None);
    assert!(Message::<Receipt>::read(&bytes).is_err());
    for at_byte in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at_byte] ^= 1;
        let believed = Message::<Request>::read(&changed)
            .is_ok_and(|message| message.verified(&key.key, Realm::Practice).is_some());
        assert!(!believed, "{at_byte}");
    }
}

#[test]
fn a_request_is_for_what_arrived() {
    let request = request();
    let is_for =
        |method, target, body: &str, now| request.is_for(method, target, body.as_bytes(), now);
    let target = "/v1/runs?days=7";
    let window = REQUEST_WINDOW.as_secs();
    assert_eq!(is_for("POST", target, "{}", at(T + window)), Ok(()));
    assert_eq!(is_for("POST", target, "{}", at(T - window)), Ok(()));
    assert_eq!(
        is_for("POST", target, "{}", at(T + window + 1)),
        Err(RequestError::Time)
    );
    assert_eq!(
        is_for("POST", target, "{}", at(T - window - 1)),
        Err(RequestError::Time)
    );
    assert_eq!(
        is_for("PUT", target, "{}", at(T)),
        Err(RequestError::Target)
    );
    assert_eq!(
        is_for("POST", "/v1/runs", "{}", at(T)),
        Err(RequestError::Target)
    );
    assert_eq!(is_for("POST", target, "[]", at(T)), Err(RequestError::Body));
}

#[test]
fn only_what_the_grammar_has_is_written() {
    let key = device().key;
    let refused = |change: &dyn Fn(&mut Request)| {
        let mut request = request();
        change(&mut request);
        write::message(&request, Realm::Real, &key).is_err()
    };
    assert!(!refused(&|_| ()));
    assert!(refused(&|r| r.method = "post".to_owned()));
    assert!(refused(&|r| r.method = "A".repeat(9)));
    assert!(refused(&|r| r.target = "v1".to_owned()));
    assert!(refused(&|r| r.target = "/a b".to_owned()));
    assert!(refused(&|r| r.target = "/".repeat(1025)));
    assert!(refused(&|r| r.t = at(0)));
    let long = Receipt {
        about: About::Log,
        content: vec![0; 4097],
        ..receipt(T)
    };
    assert!(write::message(&long, Realm::Real, &key).is_err());
    let short = Receipt {
        content: vec![0; 31],
        ..receipt(T)
    };
    assert!(write::message(&short, Realm::Real, &key).is_err());
    assert!(Message::<Receipt>::read(&vec![0; MAX_MESSAGE + 1]).is_err());
}

#[test]
fn a_receipt_is_by_a_key_for_receipts_in_its_time() {
    let mut authority = authority();
    let signer = Signer::new("kincode test receipts");
    let by = |signer: &Signer, iat| {
        let unsigned = write::message(&receipt(iat), Realm::Real, &signer.key).expect("a receipt");
        let bytes = unsigned.bytes_by(signer).expect("signed");
        Message::<Receipt>::read(&bytes).expect("a message")
    };
    let good = by(&signer, T);
    assert_eq!(good.verified_by(&authority, Realm::Real), None, "unknown");
    authority.keys.push(signer.entry(&[KeyUse::Receipt]));
    assert_eq!(good.verified_by(&authority, Realm::Real), Some(&receipt(T)));
    assert_eq!(good.verified_by(&authority, Realm::Practice), None);
    let late = by(&signer, T + 301 * DAY);
    assert_eq!(late.verified_by(&authority, Realm::Real), None);
    let other = by(&issuer(), T);
    assert_eq!(
        other.verified_by(&authority, Realm::Real),
        None,
        "a key for codes"
    );
}

#[test]
fn a_device_key_is_held_by_whoever_signs_for_this_place() {
    let (key, nonce) = (device().device(), [7; 16]);
    let signature = device().sign(&key.to_be_signed(Realm::Real, &nonce, 3));
    assert!(key.is_held(Realm::Real, &nonce, 3, &signature));
    assert!(!key.is_held(Realm::Practice, &nonce, 3, &signature));
    assert!(!key.is_held(Realm::Real, &nonce, 4, &signature));
    assert!(!key.is_held(Realm::Real, &[8; 16], 3, &signature));
    assert!(
        !issuer()
            .device()
            .is_held(Realm::Real, &nonce, 3, &signature)
    );
}

#[test]
fn keys_travel_in_one_spelling() {
    let key = device().key;
    assert_eq!(Key::from_bytes(&key.to_bytes()), Ok(key));
    assert_eq!(DeviceKey::of(&key), device().device());
    let bytes = device().device().to_bytes();
    assert_eq!(DeviceKey::from_bytes(&bytes), Ok(device().device()));
    assert!(DeviceKey::from_bytes(&key.to_bytes()).is_err());
    assert!(Key::from_bytes(&bytes).is_err());
}

/// Libraries make the upper half every second time.
#[test]
fn s_is_brought_into_its_half() {
    let signature = device().sign(b"x");
    let mut upper = signature;
    let parsed = p256::ecdsa::Signature::from_slice(&signature).expect("r and s");
    upper[32..].copy_from_slice(&(-*parsed.s()).to_bytes());
    assert_ne!(upper, signature);
    assert_eq!(write::lower_half(&upper), signature);
    assert_eq!(write::lower_half(&signature), signature);
    assert_eq!(write::lower_half(&[255; 64]), [255; 64], "no signature");
    assert_eq!(write::lower_half(&[0; 64]), [0; 64]);
}
