//! Numbers modulo p = 2^256 - 2^224 - 2^96 + 2^64 - 1 in Montgomery's form, x·2^256.

use std::ops::{Add, Mul, Neg, Sub};

use super::number::Number;

/// A number below p, times 2^256.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field([u64; 4]);

impl Field {
    pub(super) const ZERO: Self = Self([0; 4]);
    pub(super) const ONE: Self = Self(R);

    /// The number in 32 bytes, big-endian, if it is below p.
    pub(super) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        Self::of(Number::from_bytes(bytes)?)
    }

    /// The number, if it is below p.
    pub(super) fn of(number: Number) -> Option<Self> {
        let number = number.0;
        let (_, below) = less(number, P);
        below.then(|| Self(number) * Self(R2))
    }

    /// A number that is written here and below p.
    pub(super) const fn constant(number: [u64; 4]) -> Self {
        Self(reduce(product(number, R2)))
    }

    /// Big-endian.
    pub(super) fn to_bytes(self) -> [u8; 32] {
        Number(self.plain()).to_bytes()
    }

    pub(super) fn is_odd(self) -> bool {
        self.plain()[0] & 1 == 1
    }

    pub(super) fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    pub(super) fn double(self) -> Self {
        self + self
    }

    pub(super) const fn square(self) -> Self {
        let [a0, a1, a2, a3] = self.0;
        // The products of two different digits, once.
        let (t1, c) = multiply_add(0, a0, a1, 0);
        let (t2, c) = multiply_add(0, a0, a2, c);
        let (t3, t4) = multiply_add(0, a0, a3, c);
        let (t3, c) = multiply_add(t3, a1, a2, 0);
        let (t4, t5) = multiply_add(t4, a1, a3, c);
        let (t5, t6) = multiply_add(t5, a2, a3, 0);
        // Twice, and the squares.
        let t7 = t6 >> 63;
        let t6 = t6 << 1 | t5 >> 63;
        let t5 = t5 << 1 | t4 >> 63;
        let t4 = t4 << 1 | t3 >> 63;
        let t3 = t3 << 1 | t2 >> 63;
        let t2 = t2 << 1 | t1 >> 63;
        let t1 = t1 << 1;
        let (t0, c) = multiply_add(0, a0, a0, 0);
        let (t1, c) = add_carry(t1, 0, c);
        let (t2, c) = multiply_add(t2, a1, a1, c);
        let (t3, c) = add_carry(t3, 0, c);
        let (t4, c) = multiply_add(t4, a2, a2, c);
        let (t5, c) = add_carry(t5, 0, c);
        let (t6, c) = multiply_add(t6, a3, a3, c);
        let t7 = t7 + c;
        Self(reduce([t0, t1, t2, t3, t4, t5, t6, t7]))
    }

    /// The inverse (Fermat); zero of zero.
    pub(super) fn invert(self) -> Self {
        self.power(&P_LESS_2)
    }

    /// A square root, if there is one: p is 3 modulo 4.
    pub(super) fn root(self) -> Option<Self> {
        let root = self.power(&P_PLUS_1_BY_4);
        (root.square() == self).then_some(root)
    }

    fn power(self, exponent: &[u64; 4]) -> Self {
        let bits = (0..256)
            .rev()
            .map(|bit| exponent[bit / 64] >> (bit % 64) & 1);
        bits.fold(Self::ONE, |power, bit| {
            let square = power.square();
            if bit == 1 { square * self } else { square }
        })
    }

    fn plain(self) -> [u64; 4] {
        let [a, b, c, d] = self.0;
        reduce([a, b, c, d, 0, 0, 0, 0])
    }
}

impl Add for Field {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (sum, carry) = sum(self.0, other.0);
        Self(less_p(sum, carry))
    }
}

impl Sub for Field {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let (difference, under) = less(self.0, other.0);
        if under {
            Self(sum(difference, P).0)
        } else {
            Self(difference)
        }
    }
}

impl Neg for Field {
    type Output = Self;

    fn neg(self) -> Self {
        Self::ZERO - self
    }
}

impl Mul for Field {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self(reduce(product(self.0, other.0)))
    }
}

/// a·b in eight digits.
const fn product(a: [u64; 4], b: [u64; 4]) -> [u64; 8] {
    let mut t = [0; 8];
    let mut i = 0;
    while i < 4 {
        let mut carry = 0;
        let mut j = 0;
        while j < 4 {
            (t[i + j], carry) = multiply_add(t[i + j], a[j], b[i], carry);
            j += 1;
        }
        t[i + 4] = carry;
        i += 1;
    }
    t
}

/// t / 2^256 modulo p, for t below p·2^256.
///
/// -1/p modulo 2^64 is 1, so the lowest digit m says how often p is to be added. t + m·p without that
/// digit, which is zero then, is the rest of t and m·(2^192 - 2^160 - 2^32 + 1): no multiplication.
const fn reduce(t: [u64; 8]) -> [u64; 4] {
    let mut t = t;
    let mut over = 0;
    let mut i = 0;
    while i < 4 {
        let m = t[i];
        let (low, high) = (m << 32, m >> 32);
        let (d0, b) = subtract_borrow(m, low, 0);
        let (d1, b) = subtract_borrow(0, high, b);
        let (d2, b) = subtract_borrow(0, low, b);
        let (d3, _) = subtract_borrow(m, high, b);
        let c;
        (t[i + 1], c) = add_carry(t[i + 1], d0, 0);
        let (t2, c) = add_carry(t[i + 2], d1, c);
        let (t3, c) = add_carry(t[i + 3], d2, c);
        let top = t[i + 4] as u128 + d3 as u128 + c as u128 + over as u128;
        (t[i + 2], t[i + 3], t[i + 4]) = (t2, t3, top as u64);
        over = (top >> 64) as u64;
        i += 1;
    }
    less_p([t[4], t[5], t[6], t[7]], over == 1)
}

/// The number with `carry` above it, less p if it is not below.
const fn less_p(number: [u64; 4], carry: bool) -> [u64; 4] {
    let (difference, under) = less(number, P);
    if carry || !under { difference } else { number }
}

/// The sum, and whether it does not fit.
pub(super) const fn sum(a: [u64; 4], b: [u64; 4]) -> ([u64; 4], bool) {
    let (s0, c) = add_carry(a[0], b[0], 0);
    let (s1, c) = add_carry(a[1], b[1], c);
    let (s2, c) = add_carry(a[2], b[2], c);
    let (s3, c) = add_carry(a[3], b[3], c);
    ([s0, s1, s2, s3], c == 1)
}

/// a - b, and whether that is below zero.
pub(super) const fn less(a: [u64; 4], b: [u64; 4]) -> ([u64; 4], bool) {
    let (d0, c) = subtract_borrow(a[0], b[0], 0);
    let (d1, c) = subtract_borrow(a[1], b[1], c);
    let (d2, c) = subtract_borrow(a[2], b[2], c);
    let (d3, c) = subtract_borrow(a[3], b[3], c);
    ([d0, d1, d2, d3], c == 1)
}

/// a + b·c + carry in two digits, the lower first.
const fn multiply_add(a: u64, b: u64, c: u64, carry: u64) -> (u64, u64) {
    let t = a as u128 + b as u128 * c as u128 + carry as u128;
    (t as u64, (t >> 64) as u64)
}

const fn add_carry(a: u64, b: u64, carry: u64) -> (u64, u64) {
    let t = a as u128 + b as u128 + carry as u128;
    (t as u64, (t >> 64) as u64)
}

/// The digit and what is borrowed for it, 0 or 1.
const fn subtract_borrow(a: u64, b: u64, borrow: u64) -> (u64, u64) {
    let (difference, first) = a.overflowing_sub(b);
    let (difference, second) = difference.overflowing_sub(borrow);
    (difference, (first | second) as u64)
}

/// p, the lowest digit first (GB/T 32918.5-2017 section A.2).
const P: [u64; 4] = [
    0xFFFF_FFFF_FFFF_FFFF,
    0xFFFF_FFFF_0000_0000,
    0xFFFF_FFFF_FFFF_FFFF,
    0xFFFF_FFFE_FFFF_FFFF,
];
const P_LESS_2: [u64; 4] = [P[0] - 2, P[1], P[2], P[3]];
const P_PLUS_1_BY_4: [u64; 4] = [
    // One more than the lowest digit is zero, with one to carry.
    (P[1] + 1) << 62,
    (P[1] + 1) >> 2 | P[2] << 62,
    P[2] >> 2 | P[3] << 62,
    P[3] >> 2,
];
/// 2^256 modulo p: 2^224 + 2^96 - 2^64 + 1.
const R: [u64; 4] = [1, 0xFFFF_FFFF, 0, 0x1_0000_0000];
/// 2^512 modulo p: R doubled 256 times.
const R2: [u64; 4] = {
    let mut number = R;
    let mut times = 0;
    while times < 256 {
        let (double, carry) = sum(number, number);
        number = less_p(double, carry);
        times += 1;
    }
    number
};
