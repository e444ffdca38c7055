//! Numbers of 256 bits, and those modulo the order n of the curve.

use std::cmp::Ordering;

use super::field::{less, sum};

/// A number of 256 bits, the lowest digit first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number(pub(super) [u64; 4]);

impl Number {
    /// The number in 32 bytes, big-endian.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (digits, []) = bytes.as_chunks::<8>() else {
            return None;
        };
        let [a, b, c, d]: [[u8; 8]; 4] = digits.try_into().ok()?;
        Some(Self([d, c, b, a].map(u64::from_be_bytes)))
    }

    /// Big-endian.
    pub(super) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        let digits = bytes.as_chunks_mut::<8>().0.iter_mut();
        for (bytes, digit) in digits.zip(self.0.iter().rev()) {
            *bytes = digit.to_be_bytes();
        }
        bytes
    }

    /// A hash modulo n.
    pub(super) fn of_hash(hash: &[u8; 32]) -> Self {
        let number = Self::from_bytes(hash).unwrap_or(Self([0; 4]));
        number.modulo(false)
    }

    pub(super) fn is_zero(self) -> bool {
        self.0 == [0; 4]
    }

    /// The sum modulo n of two numbers below n.
    pub(super) fn plus(self, other: Self) -> Self {
        let (sum, carry) = sum(self.0, other.0);
        Self(sum).modulo(carry)
    }

    /// The difference modulo n of two numbers below n.
    pub(super) fn minus(self, other: Self) -> Self {
        let (difference, under) = less(self.0, other.0);
        if under {
            Self(sum(difference, ORDER.0).0)
        } else {
            Self(difference)
        }
    }

    /// n more, if that fits.
    pub(super) fn plus_order(self) -> Option<Self> {
        let (sum, carry) = sum(self.0, ORDER.0);
        (!carry).then_some(Self(sum))
    }

    /// As a sum of ±digit·2^place with odd digits below 2^(width-1), places at least `width` apart:
    /// the non-adjacent form. Gives the digit of each place.
    pub(super) fn non_adjacent(self, width: u32) -> [i16; 257] {
        let mut form = [0; 257];
        let mut number = [self.0[0], self.0[1], self.0[2], self.0[3], 0];
        let (mut place, window) = (0, 1_u64 << width);
        while place < 257 {
            let digit = (number[place / 64] >> (place % 64)) & 1;
            if digit == 0 {
                place += 1;
                continue;
            }
            let bits = bits(&number, place, width);
            let half = window >> 1;
            form[place] = if bits < half {
                bits as i16
            } else {
                bits as i16 - window as i16
            };
            // What is left above the window is one more, if the digit is negative.
            if bits >= half {
                carry(&mut number, place + width as usize);
            }
            place += width as usize;
        }
        form
    }

    /// For a number below 2n, with `carry` as its 257th bit.
    fn modulo(self, carry: bool) -> Self {
        let (difference, under) = less(self.0, ORDER.0);
        if carry || !under {
            Self(difference)
        } else {
            self
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

/// `width` bits from `place` on.
fn bits(number: &[u64; 5], place: usize, width: u32) -> u64 {
    let (digit, shift) = (place / 64, place % 64);
    let above = match number.get(digit + 1) {
        Some(above) if shift > 0 => above << (64 - shift),
        _ => 0,
    };
    (number[digit] >> shift | above) & ((1 << width) - 1)
}

/// Adds 2^place.
fn carry(number: &mut [u64; 5], place: usize) {
    let mut add = 1 << (place % 64);
    for digit in number.iter_mut().skip(place / 64) {
        let (sum, over) = digit.overflowing_add(add);
        *digit = sum;
        if !over {
            break;
        }
        add = 1;
    }
}

/// n (GB/T 32918.5-2017 section A.2).
pub(super) const ORDER: Number = Number([
    0x53BB_F409_39D5_4123,
    0x7203_DF6B_21C6_052B,
    0xFFFF_FFFF_FFFF_FFFF,
    0xFFFF_FFFE_FFFF_FFFF,
]);
