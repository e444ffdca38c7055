//! Annex A of kc1.md, byte for byte, in both directions.

use healthcode::Private;
use healthcode::base45;
use healthcode::kc1::{
    Claims, Code, Colour, Holder, Kind, Live, Log, Proof, Reason, Replay, Second, Serial, Status,
    check, judge, write,
};
use healthcode::kct::Realm;
use healthcode::verdict::{Signature, Verdict};

use crate::makers::{HOUR, T, asked, at, device, issuer, paper, practice_store, store, strip};

const PAPER: &str = "844da2012604485d950c2f412387fda0585aa5041a6ae3de00051a6abc5100061a6abc510019ffffa16b7374617475735f6c697374a2636964781a00\
0efd45637572696d6b633a677a6564752f313230333a00010000850265434e2d4744011a6abc51008263e5bca01904cf58409ac86a29161296ff8c99\
ef15fa5b207769f0a6c341d23596876bb0410c31bbc862830cebab80ffa243fbf288fd637bd0b6b0533695cfbbebb328e133575387d7";

const PAPER_TEXT: &str = "KC1:TWGSLKC 4U69-$I$/55M4%2WS7BY%KCF3E S500CF3E N600CF3E NP00FGWDIK QEIEC7%E%2C+EDNXEOPCPVC-C3C+1XY86%EYED-PDBH7DLFMVCL/\
5NF6JL6100000U G3 CX*9J09C609MD AAYLG.1TZAKGR027BOPJ.IDPZ204J%YH5AUBTVV44UHDV3LKE8%Y6H5HVCMGO1CXNJKCMS1TULCEWXQ8XTUM1WGT\
FD4NHNAB.I2YN9TM6LSZ1BZ7H";

const LIVE: &str = "8443a10126a058ec8358db844da2012604485d950c2f412387fda05887a6041a6abdbea0051a6abc5100061a6abc510008a101a40102200121582095\
aef538e192f3dd99f267a7cb772d833d550c1f924823441a89a2def4964b4822f519ffffa16b7374617475735f6c697374a2636964781a000efd4563\
7572696d6b633a677a6564752f313230333a00010000850165434e2d4744011a6abc51008263e5bca01904cf5840e0ae33c6996bb0bfbbc9cb7abdc7\
ba55194de1a9f660795b142c937e4a5559ec5f59fa9fc6e3a48c4101388a34b5d1f5f1e99af6bfc1583dc7499fcbdeb9eb5f1a6abc6d204800010203\
040506075840fd918e075f3cf98b5ae3144b27ce5e6abb4ffecc054db7c6e9976b44a2cd6bbf500eb3ed94194d1bf23fab6ccf4ba828cb4c3d6137e7\
512eed51dc7854a32599";

const PROOF: Proof = Proof {
    t: jiff::Timestamp::constant(T + 2 * HOUR, 0),
    rnd: [0, 1, 2, 3, 4, 5, 6, 7],
    challenge: None,
};

fn bytes(hex: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(hex.as_bytes()).expect("hex")
}

fn text(body: &[u8]) -> String {
    format!("KC1:{}", base45::encode(body))
}

#[test]
fn keys() {
    let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
    let issuer = issuer().key;
    assert_eq!(hex(&issuer.kid()), "5d950c2f412387fd");
    assert_eq!(hex(&issuer.x)[..16], *"ec4461b3426bb1ba");
    assert_eq!(hex(&issuer.y)[..16], *"45eded2648ab2b43");
    assert_eq!(hex(&device().key.x)[..16], *"95aef538e192f3dd");
    assert!(device().odd);
}

#[test]
fn paper_is_written() {
    let unsigned = write::code(&paper(), &issuer().key).expect("claims");
    let written = issuer().text(&unsigned);
    assert_eq!(written, PAPER_TEXT);
    assert_eq!(written, text(&bytes(PAPER)));
    assert_eq!((written.len(), bytes(PAPER).len()), (265, 174));
}

#[test]
fn paper_is_read() {
    let code = Code::read(PAPER_TEXT).expect("a code");
    assert_eq!(code.claimed(), &paper());
    assert_eq!(code.claimed().serial.to_string(), "1203-982341");
    assert_eq!(code.sighting()[..], bytes(PAPER)[166..]);
    let checked = check(&code, &store(), None, &asked(T + HOUR));
    assert_eq!(checked.reason, Reason::Genuine);
    assert_eq!(checked.verdict(), Verdict::Accept);
    assert_eq!(checked.signature, Signature::Good);
    assert_eq!(checked.status, Status::Good { iat: at(T) });
    assert_eq!(checked.live, Live::NotAsked);
    let verified = checked.verified().expect("verified");
    assert!(verified.is_paper());
    assert_eq!(verified.claims().colour, Colour::Green);
    assert_eq!(checked.issuer.expect("known").authority, "gzedu");
}

#[test]
fn live_is_written() {
    let unsigned = write::code(&strip(), &issuer().key).expect("claims");
    let strip = Code::read(&issuer().text(&unsigned)).expect("a strip");
    let proof = write::proof(&strip, &PROOF).expect("a proof");
    assert_eq!(device().text(&proof), text(&bytes(LIVE)));
    let live = Code::read(&text(&bytes(LIVE))).expect("live");
    assert!(write::proof(&live, &PROOF).is_err(), "a proof in a proof");
}

#[test]
fn live_is_read() {
    let code = Code::read(&text(&bytes(LIVE))).expect("a code");
    assert_eq!(code.claimed(), &strip());
    assert_eq!(code.claimed_proof(), Some(&PROOF));
    assert_eq!(text(&bytes(LIVE)).len(), 469);
    let mut replay = Replay::new();
    let mut reason = |second| check(&code, &store(), Some(&mut replay), &asked(T + second)).reason;
    assert_eq!(reason(2 * HOUR + 90), Reason::Genuine);
    assert_eq!(reason(2 * HOUR + 91), Reason::LiveStale);
    assert_eq!(reason(2 * HOUR - 61), Reason::LiveClock);
    assert_eq!(
        reason(2 * HOUR + 87),
        Reason::Genuine,
        "still the same presentation"
    );
    assert_eq!(reason(2 * HOUR + 86), Reason::LiveRepeat);
}

#[test]
fn a_strip_without_proof_is_a_copy() {
    let unsigned = write::code(&strip(), &issuer().key).expect("claims");
    let checked = judge(&issuer().text(&unsigned), &store(), None, &asked(T + HOUR));
    assert_eq!(
        (checked.reason, checked.live),
        (Reason::LiveMissing, Live::Missing)
    );
    let Some(Kind::Strip(key)) = checked.verified().map(|v| &v.claims().kind) else {
        panic!("a verified strip");
    };
    assert_eq!(key, &device().device());
}

#[test]
fn worlds_do_not_mix() {
    let mut claims = paper();
    claims.realm = Realm::Practice;
    let unsigned = write::code(&claims, &issuer().key).expect("claims");
    let practice = issuer().text(&unsigned);
    let reason = |text: &str| judge(text, &practice_store(), None, &asked(T + HOUR)).reason;
    assert_eq!(reason(&practice), Reason::Genuine);
    assert_eq!(reason(PAPER_TEXT), Reason::KeyScope);
    let real = judge(&practice, &store(), None, &asked(T + HOUR));
    assert_eq!((real.reason, real.verified()), (Reason::Practice, None));
}

/// No change of one bit is believed: 1,392 of the paper code, 2,480 of the live proof.
#[test]
fn every_flipped_bit() {
    let mut believed = Vec::new();
    for (hex, now) in [(PAPER, T + HOUR), (LIVE, T + 2 * HOUR)] {
        let good = bytes(hex);
        let store = store();
        for bit in 0..good.len() * 8 {
            let mut flipped = good.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let checked = judge(&text(&flipped), &store, None, &asked(now));
            if checked.verdict() == Verdict::Accept || checked.verified().is_some() {
                believed.push(bit);
            }
        }
    }
    assert_eq!(believed, Vec::<usize>::new());
}

#[test]
fn every_changed_character() {
    let store = store();
    for at in 0..PAPER_TEXT.len() {
        let mut changed = PAPER_TEXT.as_bytes().to_vec();
        changed[at] = if changed[at] == b'7' { b'8' } else { b'7' };
        let changed = String::from_utf8(changed).expect("ASCII");
        assert!(
            judge(&changed, &store, None, &asked(T + HOUR))
                .verified()
                .is_none(),
            "{at}"
        );
    }
}

/// The sizes of kc1.md section 1.4 in bytes, for ES256.
#[test]
fn sizes() {
    let size = |claims: &Claims| {
        let unsigned = write::code(claims, &issuer().key).expect("claims");
        let text = issuer().text(&unsigned);
        let strip = Code::read(&text).expect("a code");
        let proof = Proof {
            challenge: Some(999_999),
            ..PROOF
        };
        let live = write::proof(&strip, &proof).map(|live| live.finish(&[0; 64]).len());
        (unsigned.finish(&[0; 64]).len(), live.ok())
    };
    let red = |index| {
        Colour::Red(Log {
            index,
            leaf: [7; 32],
        })
    };
    let large = |kind, exp| Claims {
        kind,
        exp: at(T + exp),
        region: "CN-GDX".to_owned(),
        holder: Holder {
            name: Some(Private::new("张张张张".to_owned())),
            second: Some(Private::new(Second::Tail("123X".to_owned()))),
        },
        serial: Serial {
            authority: "gzedu-123456".to_owned(),
            list: 999_999,
            index: 1_048_575,
        },
        ..paper()
    };
    assert_eq!(size(&paper()), (174, None));
    assert_eq!(size(&large(Kind::Paper, HOUR)), (195, None));
    let school = Claims {
        colour: Colour::None,
        ..large(Kind::School("a".repeat(16)), HOUR)
    };
    assert_eq!(size(&school), (213, None));
    assert_eq!(size(&strip()), (219, Some(310 + 5)));
    let mut claims = strip();
    claims.colour = red(1 << 20);
    assert_eq!(size(&claims), (259, Some(352 + 5)));
    let mut largest = large(strip().kind, HOUR);
    largest.colour = red((1 << 48) - 1);
    assert_eq!(size(&largest), (284, Some(382)));
}
