//! The lists of the draft's section 4, signed here; and what is no list.

use data_encoding::BASE64URL_NOPAD;
use minicbor::Encoder;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};

use super::*;
use crate::key::Curve;

const URI: &str = "https://example.com/statuslists/1";
const IAT: i64 = 1_790_726_400;

fn signing() -> SigningKey {
    SigningKey::from_slice(&[7; 32]).expect("a scalar")
}

fn key() -> PublicKey {
    let point = signing().verifying_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    PublicKey::ec(Curve::P256, &bytes[1..33], &bytes[33..]).expect("a point")
}

fn sign(message: &[u8]) -> Vec<u8> {
    let signature: Signature = signing().sign(message);
    signature.to_bytes().to_vec()
}

fn jwt(header: &str, claims: &str) -> Vec<u8> {
    let [header, claims] = [header, claims].map(|part| BASE64URL_NOPAD.encode(part.as_bytes()));
    let signed = format!("{header}.{claims}");
    let signature = BASE64URL_NOPAD.encode(&sign(signed.as_bytes()));
    format!("{signed}.{signature}").into_bytes()
}

fn good_jwt(bits: u8, lst: &str) -> Vec<u8> {
    let claims = format!(
        r#"{{"exp":{},"iat":{IAT},"status_list":{{"bits":{bits},"lst":"{lst}"}},"sub":"{URI}","ttl":43200}}"#,
        IAT + 86_400
    );
    jwt(
        r#"{"alg":"ES256","kid":"12","typ":"statuslist+jwt"}"#,
        &claims,
    )
}

fn cwt(typ: &str, bits: u8, lst: &[u8]) -> Vec<u8> {
    let mut protected = Vec::new();
    let mut e = Encoder::new(&mut protected);
    e.map(3)
        .and_then(|e| e.u8(1)?.i8(-7)?.u8(4)?.bytes(b"12")?.u8(16)?.str(typ))
        .expect("fits");
    let mut payload = Vec::new();
    let mut e = Encoder::new(&mut payload);
    e.map(3)
        .and_then(|e| e.u8(2)?.str(URI)?.u8(6)?.i64(IAT)?.u16(65533)?.map(2))
        .and_then(|e| e.str("bits")?.u8(bits)?.str("lst")?.bytes(lst))
        .expect("fits");
    let message = |signature: &[u8]| {
        let mut bytes = vec![0xD2];
        let mut e = Encoder::new(&mut bytes);
        e.array(4)
            .and_then(|e| {
                e.bytes(&protected)?
                    .map(0)?
                    .bytes(&payload)?
                    .bytes(signature)
            })
            .expect("fits");
        bytes
    };
    let unsigned = Sign1::read(&message(&[0; 64])).expect("a message");
    message(&sign(&unsigned.to_be_signed(b"")))
}

fn now() -> Timestamp {
    Timestamp::from_second(IAT + 60).expect("in range")
}

fn statuses(token: &[u8], count: u64) -> Vec<u8> {
    let token = StatusListToken::read(token).expect("a token");
    let list = token.verified(&key(), URI, now()).expect("verified");
    assert_eq!(list.status(count), None, "behind the end");
    (0..count)
        .map(|index| list.status(index).expect("inside"))
        .collect()
}

/// Section 4 of the draft: one bit, 0xB9 0xA3; two bits, 0xC9 0x44 0xF9.
#[test]
fn the_drafts_lists() {
    let one = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];
    let two = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
    assert_eq!(statuses(&good_jwt(1, "eNrbuRgAAhcBXQ"), 16), one);
    assert_eq!(statuses(&good_jwt(2, "eNo76fITAAPfAgc"), 12), two);
    let decode = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).expect("base64url");
    let typ = "application/statuslist+cwt";
    assert_eq!(statuses(&cwt(typ, 1, &decode("eNrbuRgAAhcBXQ")), 16), one);
    assert_eq!(statuses(&cwt(typ, 2, &decode("eNo76fITAAPfAgc")), 12), two);
    let nibbles = [9, 0xB, 3, 0xA];
    assert_eq!(
        statuses(&cwt(typ, 4, &decode("eNrbuRgAAhcBXQ")), 4),
        nibbles
    );
    assert_eq!(
        statuses(&cwt(typ, 8, &decode("eNrbuRgAAhcBXQ")), 2),
        [0xB9, 0xA3]
    );
}

#[test]
fn what_it_is_signed_for() {
    let token = StatusListToken::read(&good_jwt(1, "eNrbuRgAAhcBXQ")).expect("a token");
    assert_eq!(token.kid, b"12");
    let by = |uri, second| {
        let now = Timestamp::from_second(IAT + second).expect("in range");
        token.verified(&key(), uri, now).map(|list| list.ttl).err()
    };
    assert_eq!(by(URI, 0), None);
    assert_eq!(by(URI, 86_399), None);
    assert_eq!(by(URI, 86_400), Some(StatusListError::Time));
    assert_eq!(by(URI, -601), Some(StatusListError::Time));
    assert_eq!(
        by("https://example.com/statuslists/2", 0),
        Some(StatusListError::Subject)
    );
    let other = PublicKey::ed25519(&[1; 32]).or_else(|_| PublicKey::ed25519(&[2; 32]));
    let other = other.expect("a key");
    assert_eq!(
        token.verified(&other, URI, now()),
        Err(StatusListError::Signature)
    );
    let mut changed = good_jwt(1, "eNrbuRgAAhcBXQ");
    let last = changed.len() - 2;
    changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
    if let Ok(token) = StatusListToken::read(&changed) {
        assert_eq!(
            token.verified(&key(), URI, now()),
            Err(StatusListError::Signature)
        );
    }
}

#[test]
fn what_is_no_list() {
    let error = |token: &[u8]| StatusListToken::read(token).expect_err("refused");
    let list = r#""status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}"#;
    let claims = |rest: &str| format!(r#"{{"iat":1,"sub":"x",{rest}}}"#);
    let header = r#"{"alg":"ES256","typ":"statuslist+jwt"}"#;
    assert_eq!(error(b""), StatusListError::Form);
    assert_eq!(error(b"eyJ"), StatusListError::Form);
    assert_eq!(
        error(&jwt(
            r#"{"alg":"none","typ":"statuslist+jwt"}"#,
            &claims(list)
        )),
        StatusListError::Algorithm
    );
    assert_eq!(
        error(&jwt(r#"{"alg":"ES256","typ":"JWT"}"#, &claims(list))),
        StatusListError::Type
    );
    assert_eq!(
        error(&jwt(r#"{"alg":"ES256"}"#, &claims(list))),
        StatusListError::Type
    );
    assert_eq!(
        error(&jwt(header, &format!("{{{list}}}"))),
        StatusListError::Form,
        "no sub, no iat"
    );
    for (broken, why) in [
        (
            r#""status_list":{"bits":3,"lst":"eNrbuRgAAhcBXQ"}"#,
            StatusListError::Form,
        ),
        (r#""status_list":{"bits":1}"#, StatusListError::Form),
        (
            r#""status_list":{"bits":1,"lst":"eNrbuRgAAhcBX"}"#,
            StatusListError::Form,
        ),
        (
            r#""status_list":{"bits":1,"lst":"AAAA"}"#,
            StatusListError::Inflate,
        ),
    ] {
        assert_eq!(error(&jwt(header, &claims(broken))), why, "{broken}");
    }
    let lst = BASE64URL_NOPAD
        .decode(b"eNrbuRgAAhcBXQ")
        .expect("base64url");
    assert_eq!(
        error(&cwt("application/cwt", 1, &lst)),
        StatusListError::Type
    );
    assert_eq!(
        error(&cwt("application/statuslist+cwt", 5, &lst)),
        StatusListError::Form
    );
    assert_eq!(
        error(&cwt("application/statuslist+cwt", 1, &lst[1..])),
        StatusListError::Inflate
    );
}
