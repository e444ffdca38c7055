//! Judging a SMART Health Card, against the signature alone.

use std::io::Write;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, ParsedPublicKey,
};
use data_encoding::BASE64URL_NOPAD;
use healthcode::list;
use healthcode::{Trust, Verdict, judge, shc};
use jiff::Timestamp;
use kincode_peers::{SLICES, median, time};

/// Distinct cards, so that nothing can be remembered from one to the next.
const CARDS: usize = 500;

struct Card {
    digits: String,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

fn main() {
    let pkcs8 = rcgen::KeyPair::generate().expect("a key").serialize_der();
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &pkcs8).expect("the same key");
    let point = key.public_key().as_ref();
    let [x, y] = [&point[1..33], &point[33..]].map(|c| BASE64URL_NOPAD.encode(c));
    let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let kid = BASE64URL_NOPAD.encode(digest(&SHA256, canonical.as_bytes()).as_ref());
    let set = format!(
        r#"{{"keys":[{{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{kid}","x":"{x}","y":"{y}"}}]}}"#
    );
    let now: Timestamp = "2026-11-21T08:00:00Z".parse().expect("RFC 3339");
    let mut trust = Trust::default();
    trust.add(list::read(set.as_bytes(), &Arc::default()).expect("a key set"));
    let raw = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).expect("a key");
    let cards: Vec<Card> = (0..CARDS).map(|n| card(n, &key, &kid, now)).collect();

    let mut slices = Vec::with_capacity(SLICES);
    for _ in 0..SLICES {
        let raw = time(&cards, |card| raw.verify_sig(&card.signed, &card.signature).is_ok());
        let ours = time(&cards, |card| judge(&card.digits, &trust, now).verdict() == Verdict::Accept);
        let decode = time(&cards, |card| {
            judge(&card.digits, &Trust::default(), now).verdict() == Verdict::Undecided
        });
        slices.push([raw, ours, decode]);
    }
    let digits = cards.iter().map(|c| c.digits.len()).sum::<usize>() / CARDS;
    println!("figure healthcode.card_length {digits} characters");
    println!("figure healthcode.card_verify {:.1} us", median(&slices, |s| s[1]) * 1e6);
    println!("figure healthcode.card_decode {:.2} us", median(&slices, |s| s[2]) * 1e6);
    println!("ratio healthcode.card_verify_of_raw_es256 {:.3}", median(&slices, |s| s[0] / s[1]));
}

/// A card of person `n` with two doses, as a QR code holds it.
fn card(n: usize, key: &EcdsaKeyPair, kid: &str, now: Timestamp) -> Card {
    let payload = format!(
        r#"{{"iss":"https://school.example.org/cards","nbf":{}.5,"vc":{{"type":["https://smarthealth.cards#health-card"],"credentialSubject":{{"fhirVersion":"4.0.1","fhirBundle":{{"resourceType":"Bundle","type":"collection","entry":[{{"fullUrl":"resource:0","resource":{{"resourceType":"Patient","name":[{{"family":"Ouyang","given":["Xiaoman","{n}"]}}],"birthDate":"2018-{:02}-{:02}"}}}},{{"fullUrl":"resource:1","resource":{{"resourceType":"Immunization","status":"completed","vaccineCode":{{"coding":[{{"system":"http://hl7.org/fhir/sid/cvx","code":"03"}}]}},"patient":{{"reference":"resource:0"}},"occurrenceDateTime":"2019-03-0{}","performer":[{{"actor":{{"display":"ABC General Hospital"}}}}],"lotNumber":"{n:07}"}}}},{{"fullUrl":"resource:2","resource":{{"resourceType":"Immunization","status":"completed","vaccineCode":{{"coding":[{{"system":"http://hl7.org/fhir/sid/cvx","code":"10"}}]}},"patient":{{"reference":"resource:0"}},"occurrenceDateTime":"2020-06-14","performer":[{{"actor":{{"display":"ABC General Hospital"}}}}],"lotNumber":"{:07}"}}}}]}}}}}}}}"#,
        now.as_second() - 86_400,
        n % 12 + 1,
        n % 28 + 1,
        n % 9 + 1,
        n * 7,
    );
    let mut writer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(payload.as_bytes()).expect("a vector takes all");
    let packed = writer.finish().expect("a vector takes all");
    let header = format!(r#"{{"zip":"DEF","alg":"ES256","kid":"{kid}"}}"#);
    let signed = format!(
        "{}.{}",
        BASE64URL_NOPAD.encode(header.as_bytes()),
        BASE64URL_NOPAD.encode(&packed)
    );
    let signature = key.sign(&SystemRandom::new(), signed.as_bytes()).expect("signed").as_ref().to_vec();
    let jws = format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature));
    Card {
        digits: shc::numeric(&jws).expect("the alphabet of a JWS"),
        signed: signed.into_bytes(),
        signature,
    }
}
