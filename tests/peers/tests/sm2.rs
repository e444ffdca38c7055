//! SM2 by three: ours, OpenSSL's and RustCrypto's. All must say the same of every case.
//!
//! 2,000 cases; 100,000 with `KINCODE_CAMPAIGN=full`.

use std::ffi::{c_int, c_void};

use foreign_types::ForeignTypeRef;
use healthcode::key::{Algorithm, PublicKey};
use openssl::bn::BigNum;
use openssl::ecdsa::EcdsaSig;
use openssl::md::Md;
use openssl::md_ctx::MdCtx;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Public};
use sm2::dsa::signature::{Signer, Verifier};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::sec1::ToSec1Point;

const IDENTIFIER: &str = "1234567812345678";

#[test]
fn three_agree() {
    let full = std::env::var("KINCODE_CAMPAIGN").is_ok_and(|value| value == "full");
    let cases = if full { 100_000 } else { 2_000 };
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut good, mut told) = (0, 0);
    while told < cases {
        let signer = signer(&mut dice);
        let other = Keys::of(signer_key(&self::signer(&mut dice)));
        let keys = Keys::of(signer_key(&signer));
        let message: Vec<u8> = (0..dice.below(400)).map(|_| dice.next() as u8).collect();
        let signature: [u8; 64] = signer.sign(&message).to_bytes().into();
        for (kind, keys, message, signature) in variants(&mut dice, &keys, &other, &message, signature) {
            let said = keys.verify(&message, &signature);
            assert!(said == [said[0]; 3], "{kind}: {said:?} of {signature:02x?} over {message:02x?}");
            assert!(kind != "good" || said[0], "a good signature");
            good += usize::from(said[0]);
            told += 1;
        }
    }
    println!("figure sm2.differential_cases {told}, {good} of them good");
}

/// One good case and nine others around it.
fn variants<'k>(
    dice: &mut Dice,
    keys: &'k Keys,
    other: &'k Keys,
    message: &[u8],
    signature: [u8; 64],
) -> Vec<(&'static str, &'k Keys, Vec<u8>, [u8; 64])> {
    let message = || message.to_vec();
    let mut flipped = signature;
    let bit = dice.below(512);
    flipped[bit / 8] ^= 1 << (bit % 8);
    let mut changed = message();
    changed.push(dice.next() as u8);
    let [r, s] = [&signature[..32], &signature[32..]];
    let order = order();
    let number = |bytes: &[u8]| BigNum::from_slice(bytes).expect("a number");
    let minus = |bytes: &[u8]| bytes_of(&(&order - &number(bytes)));
    let plus = |bytes: &[u8]| {
        let sum = &order + &number(bytes);
        if sum.num_bits() > 256 { bytes_of(&order) } else { bytes_of(&sum) }
    };
    let edges: [[u8; 32]; 5] = [
        [0; 32],
        bytes_of(&order),
        [0xFF; 32],
        bytes_of(&BigNum::from_u32(1).expect("a number")),
        minus(&bytes_of(&BigNum::from_u32(1).expect("a number"))),
    ];
    let edge = || edges[(signature[0] ^ signature[40]) as usize % 5];
    vec![
        ("good", keys, message(), signature),
        ("another key", other, message(), signature),
        ("a bit", keys, message(), flipped),
        ("another message", keys, changed, signature),
        ("n - s", keys, message(), joined(r, &minus(s))),
        ("r + s = n", keys, message(), joined(r, &minus(r))),
        ("r + n", keys, message(), joined(&plus(r), s)),
        ("an edge as r", keys, message(), joined(&edge(), s)),
        ("an edge as s", keys, message(), joined(r, &edge())),
        ("swapped", keys, message(), joined(s, r)),
    ]
}

/// One public key, three times.
struct Keys {
    ours: PublicKey,
    theirs: VerifyingKey,
    openssl: PKey<Public>,
}

impl Keys {
    fn of(theirs: VerifyingKey) -> Self {
        let point = theirs.as_affine().to_sec1_point(false);
        let point: [u8; 65] = point.as_bytes().try_into().expect("uncompressed");
        let [x, y] = [&point[1..33], &point[33..]].map(|c| c.try_into().expect("32 bytes"));
        let ours = PublicKey::sm2(x, y).expect("a point");
        let odd = point[64] & 1 == 1;
        let compressed = PublicKey::sm2_compressed(x, odd).expect("a point");
        assert_eq!(compressed.bytes(), ours.bytes());
        let der = [SPKI, &point].concat();
        let openssl = PKey::public_key_from_der(&der).expect("a key of SM2");
        assert_eq!(Nid::SM2, openssl.ec_key().map_or(Nid::SM2, |key| key.group().curve_name().expect("named")));
        Self { ours, theirs, openssl }
    }

    fn verify(&self, message: &[u8], signature: &[u8; 64]) -> [bool; 3] {
        let theirs = Signature::from_slice(signature);
        [
            self.ours.verifies(Algorithm::Sm2, message, signature),
            theirs.is_ok_and(|signature| self.theirs.verify(message, &signature).is_ok()),
            self.by_openssl(message, signature),
        ]
    }

    fn by_openssl(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let [r, s] = [&signature[..32], &signature[32..]].map(|n| BigNum::from_slice(n).expect("a number"));
        let der = EcdsaSig::from_private_components(r, s).and_then(|sig| sig.to_der()).expect("DER");
        let mut context = MdCtx::new().expect("a context");
        let inner = context
            .digest_verify_init(Some(Md::from_nid(Nid::SM3).expect("SM3")), &self.openssl)
            .expect("SM2 with SM3");
        // SAFETY: the context lives, and OpenSSL copies the identifier.
        let set = unsafe { EVP_PKEY_CTX_set1_id(inner.as_ptr().cast(), IDENTIFIER.as_ptr().cast(), 16) };
        assert_eq!(set, 1);
        let good = context.digest_verify(message, &der).unwrap_or(false);
        // What was refused leaves its reason behind.
        let _ = openssl::error::ErrorStack::get();
        good
    }
}

unsafe extern "C" {
    fn EVP_PKEY_CTX_set1_id(context: *mut c_void, id: *const c_void, len: c_int) -> c_int;
}

fn signer(dice: &mut Dice) -> SigningKey {
    loop {
        let scalar: [u8; 32] = std::array::from_fn(|_| dice.next() as u8);
        if let Ok(key) = SigningKey::from_slice(IDENTIFIER, &scalar) {
            return key;
        }
    }
}

fn signer_key(signer: &SigningKey) -> VerifyingKey {
    signer.verifying_key().clone()
}

fn joined(r: &[u8], s: &[u8]) -> [u8; 64] {
    [r, s].concat().try_into().expect("64 bytes")
}

fn order() -> BigNum {
    BigNum::from_hex_str("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123").expect("n")
}

fn bytes_of(number: &BigNum) -> [u8; 32] {
    number.to_vec_padded(32).expect("32 bytes").try_into().expect("32 bytes")
}

/// xorshift64*: the same cases each time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32
    }

    fn below(&mut self, n: u64) -> usize {
        (self.next() % n) as usize
    }
}

/// SubjectPublicKeyInfo of a point on the SM2 curve, up to the point (GM/T 0015-2012).
const SPKI: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF,
    0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00,
];
