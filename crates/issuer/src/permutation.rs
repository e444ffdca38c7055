//! A keyed permutation of the indices of a status list: they are given out one after the other and look random, so an
//! index tells neither when its code was issued nor which codes belong together.

use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};

/// The `place`-th index of the list with this key, both below 2^20. A Feistel network of eight rounds over two halves
/// of ten bits, with HMAC-SHA256 as its round function: different places have different indices.
pub(crate) fn index(key: &[u8; 16], place: u32) -> u32 {
    let key = Key::new(HMAC_SHA256, key);
    let (mut left, mut right) = (place >> 10 & HALF, place & HALF);
    for round in 0..8_u8 {
        let [high, low] = (right as u16).to_be_bytes();
        let tag = sign(&key, &[round, high, low]);
        let tag = tag.as_ref();
        let mixed = u32::from(u16::from_be_bytes([tag[0], tag[1]])) & HALF;
        (left, right) = (right, left ^ mixed);
    }
    left << 10 | right
}

/// Ten bits.
const HALF: u32 = 0x3FF;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_index_comes_twice() {
        let places = if std::env::var("KINCODE_CAMPAIGN").is_ok_and(|v| v == "full") {
            1 << 20
        } else {
            1 << 15
        };
        let mut seen = vec![false; 1 << 20];
        for place in 0..places {
            let index = index(&[7; 16], place) as usize;
            assert!(!std::mem::replace(&mut seen[index], true), "{place}");
        }
    }

    #[test]
    fn indices_follow_the_key() {
        let row = |key| {
            (0..8)
                .map(|place| index(&[key; 16], place))
                .collect::<Vec<_>>()
        };
        assert_eq!(row(1), row(1));
        assert_ne!(row(1), row(2));
        assert!(!row(1).is_sorted());
    }
}
