//! The standard's own example, one of OpenSSL's, and what must not verify.

use data_encoding::HEXUPPER_PERMISSIVE as HEX;

use super::curve::{GENERATOR, Multiples, multiply};
use super::number::{Number, ORDER};
use super::{Field, Key};

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    let bytes = HEX.decode(hex.as_bytes()).expect("hexadecimal");
    bytes.try_into().expect("of this length")
}

fn number(n: u64) -> Number {
    Number([n, 0, 0, 0])
}

/// GB/T 32918.5-2017 section A.2.
fn example() -> (Key, [u8; 64]) {
    let x = bytes("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020");
    let y = bytes("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13");
    let signature = bytes(
        "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3\
         B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA",
    );
    (Key::new(&x, &y).expect("a point"), signature)
}

#[test]
fn the_standards_example() {
    let (key, signature) = example();
    assert!(key.verifies(b"message digest", &signature));
    assert!(!key.verifies(b"message digesT", &signature));
    for bit in 0..512 {
        let mut flipped = signature;
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(!key.verifies(b"message digest", &flipped), "{bit}");
    }
}

#[test]
fn one_of_openssl() {
    let point: [u8; 64] = bytes(
        "446B5C26CFEE132AE21B4400D9D4DA65E1730F5878F598D57A8FB516C7A4DDA3\
         3CC4A6A9550B61BAE65818663BDF4FA2060777D189DF5AD9A597957EDEA2492A",
    );
    let (x, y) = point.split_at(32);
    let key = Key::new(x.try_into().expect("32"), y.try_into().expect("32")).expect("a point");
    let signature = bytes(
        "102AC195388A795371F0901EF55F4061284703253ECA536A6ECDC35D9311818D\
         0BC8276CF38BF69FC8C0ABE1804D862527916BD65244B357D35C5356532BB56F",
    );
    assert!(key.verifies(b"hello", &signature));
    assert!(!example().0.verifies(b"hello", &signature), "another key");
}

#[test]
fn numbers_out_of_range() {
    let (key, signature) = example();
    let order = ORDER.to_bytes();
    let (r, s) = signature.split_at(32);
    let joined = |r: &[u8], s: &[u8]| -> [u8; 64] { [r, s].concat().try_into().expect("64 bytes") };
    let refused = |r: &[u8], s: &[u8]| !key.verifies(b"message digest", &joined(r, s));
    assert!(refused(&[0; 32], s) && refused(r, &[0; 32]));
    assert!(refused(&order, s) && refused(r, &order));
    assert!(refused(&[0xFF; 32], s) && refused(r, &[0xFF; 32]));
    // r + s = n.
    let rest = number(0).minus(Number::from_bytes(r).expect("32 bytes"));
    assert!(refused(r, &rest.to_bytes()));
}

#[test]
fn a_compressed_point_is_the_same() {
    let (key, signature) = example();
    let x: [u8; 32] = key.bytes()[1..33].try_into().expect("32");
    let odd = Key::compressed(&x, true).expect("a point");
    assert_eq!(odd.bytes(), key.bytes());
    assert!(odd.verifies(b"message digest", &signature));
    let even = Key::compressed(&x, false).expect("a point");
    assert!(!even.verifies(b"message digest", &signature));
    let off = (0..40).filter(|n| Key::compressed(&number(*n).to_bytes(), true).is_none());
    assert!(
        (10..30).contains(&off.count()),
        "every second x has no point"
    );
    assert!(Key::compressed(&[0xFF; 32], true).is_none(), "above p");
    assert!(Key::new(&x, &x).is_none(), "off the curve");
}

/// (n - k)·G + k·G is neutral and k·G + G is (k + 1)·G, also where doubling is the only way.
#[test]
fn sums_that_meet() {
    let of_g = Multiples::of(GENERATOR);
    let x_of = |s: Number, t: Number| multiply(s, t, &of_g);
    for k in [1, 2, 3, 15, 16, 17, 127, 128, 129, u64::MAX] {
        let k = number(k);
        let minus = number(0).minus(k);
        let neutral = x_of(minus, k);
        assert!(!neutral.has_x(Number::from_bytes(&GENERATOR.x.to_bytes()).expect("32")));
        let a = x_of(k, k);
        let b = x_of(k.plus(k), number(0));
        let c = x_of(number(0), k.plus(k));
        let d = x_of(minus, minus);
        for other in [b, c, d] {
            assert!(a.is_or_mirrors(&other));
        }
    }
}

#[test]
fn numbers_of_the_field() {
    let one = Field::ONE;
    assert_eq!(one.to_bytes(), number(1).to_bytes());
    let mut x = Field::of(number(7)).expect("below p");
    for _ in 0..1000 {
        assert_eq!(x.square(), x * x);
        assert_eq!(x * x.invert(), one);
        assert_eq!(x - x, Field::ZERO);
        assert_eq!(-(-x), x);
        let root = x.square().root().expect("a square");
        assert!(root == x || root == -x);
        assert_eq!(Field::from_bytes(&x.to_bytes()), Some(x));
        x = x * x + one - x.double();
    }
    assert_eq!(Field::from_bytes(&[0xFF; 32]), None);
}
