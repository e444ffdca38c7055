//! The national suite as the vault uses it, against OpenSSL's: 1,000,000 random cases of SM4-GCM, each with a tampered
//! tag, text, associated data or nonce that must fail on both sides, and 200,000 of HMAC-SM3.
//!
//! `cargo test --release --features openssl --test suite -- --nocapture`, in this folder; fewer with `KINCODE_CASES`.
//! Plain lines: `figure NAME VALUE UNIT`.

use std::thread;

use openssl::cipher::Cipher;
use openssl::cipher_ctx::CipherCtx;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

// The vault keeps its ciphers to itself; this is the file that it compiles, not a copy.
#[path = "../../src/sm.rs"]
mod sm;

const CASES: u64 = 1_000_000;
const THREADS: u64 = 2;

#[test]
fn sm4_gcm_is_openssls() {
    let each = cases() / THREADS;
    let workers: Vec<_> = (0..THREADS).map(|seed| thread::spawn(move || gcm(seed, each))).collect();
    let bytes: u64 = workers.into_iter().map(|worker| worker.join().expect("no case differs")).sum();
    println!("figure suite.sm4_gcm {} cases equal, {} MB, each with a tampered one refused", each * THREADS, bytes >> 20);
}

#[test]
fn hmac_sm3_is_openssls() {
    let dice = &mut ChaCha20Rng::from_seed([77; 32]);
    let sm3 = MessageDigest::from_name("SM3").expect("OpenSSL has SM3");
    let cases = cases() / 5;
    for case in 0..cases {
        // OpenSSL takes no empty key; a zero byte is padded to the same.
        let (key_len, len, cut) = (1 + short(dice, 199), short(dice, 1024), dice.next_u32() as usize);
        let (key, message) = (bytes(dice, key_len), bytes(dice, len));
        let (first, rest) = message.split_at(cut % (len + 1));
        let key_of_theirs = PKey::hmac(&key).expect("a key");
        let mut signer = Signer::new(sm3, &key_of_theirs).expect("a signer");
        let theirs = signer.sign_oneshot_to_vec(&message).expect("a MAC");
        assert_eq!(sm::hmac(&key, &[first, rest])[..], theirs, "case {case}");
    }
    println!("figure suite.hmac_sm3 {cases} cases equal");
}

/// The texts' own example (RFC 8998, A.1) on OpenSSL's side: what both are measured by. Ours is beside `src/sm.rs`.
#[test]
fn openssl_knows_rfc_8998() {
    let key = *b"\x01\x23\x45\x67\x89\xab\xcd\xef\xfe\xdc\xba\x98\x76\x54\x32\x10";
    let nonce = *b"\x00\x00\x12\x34\x56\x78\x00\x00\x00\x00\xab\xcd";
    let aad = b"\xfe\xed\xfa\xce\xde\xad\xbe\xef\xfe\xed\xfa\xce\xde\xad\xbe\xef\xab\xad\xda\xd2";
    let plain: Vec<u8> = [0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0xee, 0xaa].iter().flat_map(|byte| [*byte; 8]).collect();
    let tag = [0x83, 0xde, 0x35, 0x41, 0xe4, 0xc2, 0xb5, 0x81, 0x77, 0xe0, 0x65, 0xa9, 0xbf, 0x7b, 0x62, 0xec];
    let (theirs, their_tag) = their_seal(&key, &nonce, aad, &plain);
    let mut ours = plain;
    assert_eq!((sm::seal(&key, &nonce, aad, &mut ours), &ours), (tag, &theirs));
    assert_eq!(their_tag, tag);
}

/// Runs that many cases; gives the bytes that were sealed.
fn gcm(seed: u64, cases: u64) -> u64 {
    let dice = &mut ChaCha20Rng::from_seed([seed as u8; 32]);
    let mut sealed = 0;
    for case in 0..cases {
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        dice.fill_bytes(&mut key);
        dice.fill_bytes(&mut nonce);
        let (aad_len, len) = (dice.next_u32() as usize % 65, short(dice, 4097));
        let (aad, plain) = (bytes(dice, aad_len), bytes(dice, len));
        let (theirs, their_tag) = their_seal(&key, &nonce, &aad, &plain);
        let mut ours = plain.clone();
        let tag = sm::seal(&key, &nonce, &aad, &mut ours);
        assert!(ours == theirs && tag == their_tag, "seed {seed}, case {case}: sealed otherwise");
        // Each opens what the other sealed, which is the same.
        assert!(sm::open(&key, &nonce, &aad, &mut ours, &tag) && ours == plain, "seed {seed}, case {case}: ours opens");
        assert_eq!(their_open(&key, &nonce, &aad, &theirs, &tag).as_ref(), Some(&plain), "seed {seed}, case {case}");
        sealed += len as u64;
        tampered(seed, case, Case { key, nonce, aad, cipher: theirs, tag }, dice);
    }
    sealed
}

struct Case {
    key: [u8; 16],
    nonce: [u8; 12],
    aad: Vec<u8>,
    cipher: Vec<u8>,
    tag: [u8; 16],
}

/// Flips one bit somewhere: neither side opens it, and ours leaves the content as it was.
fn tampered(seed: u64, case: u64, mut it: Case, dice: &mut ChaCha20Rng) {
    let part: &mut [u8] = match dice.next_u32() % 5 {
        0 => &mut it.key,
        1 => &mut it.nonce,
        2 if !it.aad.is_empty() => &mut it.aad,
        3 if !it.cipher.is_empty() => &mut it.cipher,
        _ => &mut it.tag,
    };
    let bit = dice.next_u32() as usize % (part.len() * 8);
    part[bit / 8] ^= 1 << (bit % 8);
    let mut content = it.cipher.clone();
    assert!(!sm::open(&it.key, &it.nonce, &it.aad, &mut content, &it.tag), "seed {seed}, case {case}: ours opens");
    assert!(content == it.cipher, "seed {seed}, case {case}: ours gives unverified text");
    let theirs = their_open(&it.key, &it.nonce, &it.aad, &it.cipher, &it.tag);
    assert!(theirs.is_none(), "seed {seed}, case {case}: theirs opens");
}

fn their_seal(key: &[u8], nonce: &[u8], aad: &[u8], plain: &[u8]) -> (Vec<u8>, [u8; 16]) {
    let cipher = Cipher::fetch(None, "SM4-GCM", None).expect("OpenSSL has SM4-GCM");
    let mut context = CipherCtx::new().expect("a context");
    context.encrypt_init(Some(&cipher), Some(key), Some(nonce)).expect("begins");
    context.cipher_update(aad, None).expect("takes associated data");
    let mut out = Vec::new();
    context.cipher_update_vec(plain, &mut out).expect("encrypts");
    context.cipher_final_vec(&mut out).expect("ends");
    let mut tag = [0; 16];
    context.tag(&mut tag).expect("a tag");
    (out, tag)
}

fn their_open(key: &[u8], nonce: &[u8], aad: &[u8], cipher: &[u8], tag: &[u8]) -> Option<Vec<u8>> {
    let algorithm = Cipher::fetch(None, "SM4-GCM", None).expect("OpenSSL has SM4-GCM");
    let mut context = CipherCtx::new().expect("a context");
    context.decrypt_init(Some(&algorithm), Some(key), Some(nonce)).expect("begins");
    context.set_tag(tag).expect("takes a tag");
    context.cipher_update(aad, None).expect("takes associated data");
    let mut out = Vec::new();
    context.cipher_update_vec(cipher, &mut out).expect("decrypts");
    context.cipher_final_vec(&mut out).ok().map(|_| out)
}

/// Mostly short, for block borders are where mistakes are.
fn short(dice: &mut ChaCha20Rng, end: usize) -> usize {
    let any = dice.next_u32() as usize;
    match dice.next_u32() % 8 {
        0 => [0, 1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256][any % 16] % end,
        1 => any % end,
        2 => any % 512 % end,
        _ => any % 80 % end,
    }
}

fn bytes(dice: &mut ChaCha20Rng, len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    dice.fill_bytes(&mut bytes);
    bytes
}

fn cases() -> u64 {
    std::env::var("KINCODE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}
