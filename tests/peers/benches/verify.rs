//! Judging an HC1 code, against the signature alone and against the `dgc` crate.
//!
//! The three are run in turns in short slices and timed by the thread's own clock; a ratio is the
//! median over the slices. Absolute times move with the machine.

use std::io::Write;
use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, ParsedPublicKey};
use healthcode::cose::Sign1;
use healthcode::list;
use healthcode::{Trust, Verdict, base45, judge};
use jiff::Timestamp;
use kincode_peers::{SLICES, median, time};
use minicbor::Encoder;

/// Distinct codes, so that nothing can be remembered from one to the next.
const CODES: usize = 500;

struct Signer {
    key: EcdsaKeyPair,
    kid: [u8; 8],
    der: Vec<u8>,
}

struct Code {
    text: String,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

fn main() {
    let signer = signer();
    let now: Timestamp = "2026-11-21T08:00:00Z".parse().expect("RFC 3339");
    let (from, until) = (now.as_second() - 86_400, now.as_second() + 86_400);
    let codes: Vec<Code> = (0..CODES).map(|n| signer.code(n, from, until, b"")).collect();

    let mut trust = Trust::default();
    trust.add(list::read(&signer.der, &Arc::default()).expect("a certificate"));
    let raw = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, signer.key.public_key().as_ref()).expect("a key");
    let mut peers = dgc::TrustList::new();
    peers.add(&signer.kid, signer.key.public_key().as_ref().to_vec());

    // What the peer takes and we must not.
    let expired = signer.code(0, from - 86_400 * 9, from, b"").text;
    let trailing = signer.code(0, from, until, b"x").text;
    for (what, text) in [("an expired code", expired), ("bytes behind the message", trailing)] {
        let peer = dgc::validate(&text, &peers).expect("the peer reads it").1;
        assert!(peer.is_valid(), "the peer takes {what}");
        assert_eq!(judge(&text, &trust, now).verdict(), Verdict::Refuse, "we refuse {what}");
    }

    let mut slices = Vec::with_capacity(SLICES);
    for _ in 0..SLICES {
        let raw = time(&codes, |code| raw.verify_sig(&code.signed, &code.signature).is_ok());
        let ours = time(&codes, |code| judge(&code.text, &trust, now).verdict() == Verdict::Accept);
        let peer = time(&codes, |code| {
            dgc::validate(&code.text, &peers).is_ok_and(|(_, signature)| signature.is_valid())
        });
        let decode = time(&codes, |code| judge(&code.text, &Trust::default(), now).verdict() == Verdict::Undecided);
        slices.push([raw, ours, peer, decode]);
    }
    let characters = codes.iter().map(|c| c.text.len()).sum::<usize>() / CODES;
    println!("figure healthcode.code_length {characters} characters");
    println!("figure healthcode.verify {:.1} us", median(&slices, |s| s[1]) * 1e6);
    println!("figure healthcode.decode {:.2} us", median(&slices, |s| s[3]) * 1e6);
    println!("ratio healthcode.decode_of_raw_es256 {:.4}", median(&slices, |s| s[3] / s[0]));
    println!("ratio healthcode.verify_of_raw_es256 {:.3}", median(&slices, |s| s[0] / s[1]));
    println!("ratio healthcode.verify_of_dgc {:.3}", median(&slices, |s| s[2] / s[1]));
}

fn signer() -> Signer {
    let key = rcgen::KeyPair::generate().expect("a key");
    let params = rcgen::CertificateParams::new(Vec::new()).expect("no names");
    let der = params.self_signed(&key).expect("signed").der().to_vec();
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &der);
    let kid = digest.as_ref()[..8].try_into().expect("eight bytes");
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &key.serialize_der()).expect("the same key");
    Signer { key, kid, der }
}

impl Signer {
    /// A vaccination certificate for person `n`, with `behind` written behind the message.
    fn code(&self, n: usize, from: i64, until: i64, behind: &[u8]) -> Code {
        let mut protected = Vec::new();
        Encoder::new(&mut protected).map(2).unwrap().i8(1).unwrap().i8(-7).unwrap().i8(4).unwrap().bytes(&self.kid).unwrap();
        let payload = payload(n, from, until);
        let unsigned = message(&protected, &payload, &[0; 64]);
        let signed = Sign1::read(&unsigned).expect("a message").to_be_signed(b"");
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("signed").as_ref().to_vec();
        let bytes = [message(&protected, &payload, &signature).as_slice(), behind].concat();
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(&bytes).expect("a vector takes all");
        let text = format!("HC1:{}", base45::encode(&writer.finish().expect("a vector takes all")));
        Code { text, signed, signature }
    }
}

fn message(protected: &[u8], payload: &[u8], signature: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut e = Encoder::new(&mut bytes);
    e.tag(minicbor::data::Tag::new(18)).unwrap().array(4).unwrap();
    e.bytes(protected).unwrap().map(0).unwrap().bytes(payload).unwrap().bytes(signature).unwrap();
    bytes
}

fn payload(n: usize, from: i64, until: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut e = Encoder::new(&mut bytes);
    e.map(4).unwrap().i8(1).unwrap().str("CN").unwrap().i8(4).unwrap().i64(until).unwrap().i8(6).unwrap().i64(from).unwrap();
    e.i16(-260).unwrap().map(1).unwrap().i8(1).unwrap().map(4).unwrap();
    e.str("v").unwrap().array(1).unwrap().map(10).unwrap();
    let identifier = format!("URN:UVCI:01:CN:{:032X}#{}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15), n % 10);
    for (key, value) in [
        ("ci", identifier.as_str()),
        ("co", "CN"),
        ("is", "国家疾病预防控制局样例中心"),
        ("ma", "ORG-100020693"),
        ("mp", "BBIBP-CorV"),
        ("tg", "840539006"),
        ("vp", "1119305005"),
        ("dt", "2026-03-14"),
    ] {
        e.str(key).unwrap().str(value).unwrap();
    }
    e.str("dn").unwrap().u8(2).unwrap().str("sd").unwrap().u8(2).unwrap();
    e.str("dob").unwrap().str(&format!("20{:02}-{:02}-{:02}", n % 25, n % 12 + 1, n % 28 + 1)).unwrap();
    e.str("nam").unwrap().map(4).unwrap();
    for (key, value) in [
        ("fn", format!("欧阳{}", char::from_u32(0x4E00 + n as u32).unwrap())),
        ("gn", "小满".to_owned()),
        ("fnt", format!("OUYANG{}", "A".repeat(n % 7))),
        ("gnt", "XIAOMAN".to_owned()),
    ] {
        e.str(key).unwrap().str(&value).unwrap();
    }
    e.str("ver").unwrap().str("1.3.0").unwrap();
    bytes
}
