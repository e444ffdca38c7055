//! Deflating a picture whose every row is said several times over (RFC 1950, RFC 1951).
//!
//! A general deflater looks for repeats everywhere; in a QR code there are none but that a row is like the one above. What is
//! written here knows that: a row byte by byte, then "the same again". That is a fifth less than zlib makes of it.

use std::collections::BTreeMap;

/// A zlib stream of rows of the same length, each of them `times` times.
pub(crate) fn deflated<'r>(rows: impl Iterator<Item = &'r [u8]> + Clone, times: usize) -> Vec<u8> {
    let width = rows.clone().next().map_or(0, <[u8]>::len);
    let again = lengths(width * times.saturating_sub(1));
    // Fewer than three bytes are not said again but once more.
    let once = if again.is_empty() { times } else { 1 };
    let mut counts = BTreeMap::from([(END, 1)]);
    for row in rows.clone() {
        let said = row.iter().map(|byte| u16::from(*byte));
        for symbol in said.chain(again.iter().map(|length| length.symbol)) {
            *counts.entry(symbol).or_insert(0) += 1;
        }
    }
    let codes = Codes::of(&counts);
    let distance = distance(width);
    // 32 KB window, no dictionary; then one last block with codes of its own.
    let mut bits = Bits(vec![0x78, 0x9C], 0, 0);
    bits.put(0b101, 3);
    codes.put(distance.symbol, &mut bits);
    let mut sum = Adler(1, 0);
    for row in rows {
        for byte in (0..once).flat_map(|_| row) {
            codes.symbol(u16::from(*byte), &mut bits);
        }
        for length in &again {
            codes.symbol(length.symbol, &mut bits);
            bits.put(length.more, length.bits);
            // The only code there is for a distance.
            bits.put(0, 1);
            bits.put(distance.more, distance.bits);
        }
        (0..times).for_each(|_| sum.add(row));
    }
    codes.symbol(END, &mut bits);
    let mut bytes = bits.finish();
    bytes.extend(sum.1.to_be_bytes().into_iter().skip(2));
    bytes.extend(sum.0.to_be_bytes().into_iter().skip(2));
    bytes
}

/// Ends a block.
const END: u16 = 256;
/// The longest repeat.
const LONGEST: usize = 258;

/// A length or a distance: a symbol and further bits.
struct Number {
    symbol: u16,
    more: u32,
    bits: u32,
}

/// A repeat of so many bytes, in parts that can be said: 3 to 258.
fn lengths(mut left: usize) -> Vec<Number> {
    let mut parts = Vec::new();
    while left >= 3 {
        let part = match left - left.min(LONGEST) {
            1 | 2 => LONGEST - 2,
            _ => left.min(LONGEST),
        };
        left -= part;
        parts.push(match part {
            LONGEST => Number {
                symbol: 285,
                more: 0,
                bits: 0,
            },
            _ => number(part - 3, 4, 257),
        });
    }
    parts
}

fn distance(width: usize) -> Number {
    number(width.saturating_sub(1), 2, 0)
}

/// `each` symbols share a number of further bits, which grows by one from group to group; the first two groups have none
/// (RFC 1951, 3.2.5).
fn number(value: usize, each: u32, first: u16) -> Number {
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    let shift = each.trailing_zeros();
    let bits = (value.checked_ilog2().unwrap_or(0)).saturating_sub(shift);
    let symbol = bits * each + (value >> bits);
    Number {
        symbol: first + u16::try_from(symbol).unwrap_or(u16::MAX - first),
        more: value & ((1 << bits) - 1),
        bits,
    }
}

/// Huffman codes of the symbols in use: how many bits, and which.
struct Codes(BTreeMap<u16, (u32, u32)>);

impl Codes {
    /// A code's rows are of a handful of different bytes, so none has more than [`MOST_BITS`] bits.
    fn of(counts: &BTreeMap<u16, usize>) -> Self {
        let mut trees: Vec<(usize, Vec<(u16, u32)>)> = counts
            .iter()
            .map(|(symbol, count)| (*count, vec![(*symbol, 0)]))
            .collect();
        // Two rarest become one, until one is left.
        while trees.len() > 1 {
            trees.sort_by_key(|(count, leaves)| std::cmp::Reverse((*count, leaves.len())));
            let rarest = trees.split_off(trees.len() - 2);
            let count = rarest.iter().map(|(count, _)| count).sum();
            let leaves = rarest.into_iter().flat_map(|(_, leaves)| leaves);
            trees.push((count, leaves.map(|(leaf, bits)| (leaf, bits + 1)).collect()));
        }
        let mut lengths: Vec<(u32, u16)> = trees
            .into_iter()
            .flat_map(|(_, leaves)| leaves)
            .map(|(symbol, bits)| (bits.max(1), symbol))
            .collect();
        lengths.sort_unstable();
        // Codes of one length follow each other (RFC 1951, 3.2.2).
        let (mut code, mut last, mut codes) = (0_u32, 0, BTreeMap::new());
        for (bits, symbol) in lengths {
            code <<= bits - last;
            last = bits;
            codes.insert(symbol, (bits, code.reverse_bits() >> (32 - bits)));
            code += 1;
        }
        Self(codes)
    }

    fn symbol(&self, symbol: u16, bits: &mut Bits) {
        if let Some((length, code)) = self.0.get(&symbol) {
            bits.put(*code, *length);
        }
    }

    /// The code lengths of all symbols and of the one distance (RFC 1951, 3.2.7).
    fn put(&self, distance: u16, bits: &mut Bits) {
        let last = self.0.keys().last().copied().unwrap_or(END);
        bits.put(u32::from(last) - 256, 5);
        bits.put(distance.into(), 5);
        bits.put(15, 4);
        // Lengths 0 to 14 and "so many zeros" have four bits each, 15 and the other repeats none.
        for symbol in ORDER {
            let used = symbol <= MOST_BITS || symbol == ZEROS;
            bits.put(if used { 4 } else { 0 }, 3);
        }
        let own = self
            .0
            .iter()
            .map(|(symbol, (length, _))| (*symbol, *length));
        // Distances come right after the last symbol.
        let all = own.chain([(last + 1 + distance, 1)]);
        let mut next = 0;
        for (symbol, length) in all {
            zeros(usize::from(symbol - next), bits);
            bits.put(length.reverse_bits() >> 28, 4);
            next = symbol + 1;
        }
    }
}

/// The longest code that [`Codes::put`] can say.
const MOST_BITS: u32 = 14;
/// 11 to 138 zeros.
const ZEROS: u32 = 18;
const ORDER: [u32; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

fn zeros(mut left: usize, bits: &mut Bits) {
    while left >= 11 {
        let some = left.min(138);
        bits.put(0b1111, 4);
        bits.put(some as u32 - 11, 7);
        left -= some;
    }
    (0..left).for_each(|_| bits.put(0, 4));
}

/// Bits into bytes, the lowest first; what waits, and how many.
struct Bits(Vec<u8>, u64, u32);

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        self.1 |= u64::from(value) << self.2;
        self.2 += count;
        while self.2 >= 8 {
            self.0.push((self.1 & 0xFF) as u8);
            self.1 >>= 8;
            self.2 -= 8;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.put(0, (8 - self.2) % 8);
        self.0
    }
}

/// Adler-32 (RFC 1950, 8.2).
struct Adler(u32, u32);

impl Adler {
    fn add(&mut self, row: &[u8]) {
        // After so many bytes both still fit.
        for part in row.chunks(4096) {
            for byte in part {
                self.0 += u32::from(*byte);
                self.1 += self.0;
            }
            self.0 %= 65521;
            self.1 %= 65521;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use flate2::Compression;
    use flate2::read::ZlibDecoder;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn noise(width: usize, rows: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let byte = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            [0x00, 0x0F, 0xF0, 0xFF][(state >> 30) as usize]
        };
        (0..width * rows).map(byte).collect()
    }

    #[test]
    fn it_inflates_to_every_row_several_times() {
        // From the smallest code to the largest, and repeats that end in each way.
        for width in (1..=90).chain([129, 130, 131, 260, 261]) {
            for times in [1, 2, 3, 4, 5] {
                let noise = noise(width, 21);
                let rows = noise.chunks_exact(width);
                let packed = deflated(rows.clone(), times);
                let mut found = Vec::new();
                let read = ZlibDecoder::new(&packed[..]).read_to_end(&mut found);
                assert!(read.is_ok(), "{width} {times} {read:?}");
                let wanted: Vec<u8> = rows.flat_map(|row| row.repeat(times)).collect();
                assert!(found == wanted, "{width} {times}");
            }
        }
    }

    #[test]
    fn it_is_a_fifth_smaller() {
        let noise = noise(45, 89);
        let rows = noise.chunks_exact(45);
        let mut usual = ZlibEncoder::new(Vec::new(), Compression::best());
        rows.clone()
            .for_each(|row| usual.write_all(&row.repeat(4)).expect("written"));
        let usual = usual.finish().expect("written").len();
        let ours = deflated(rows, 4).len();
        assert!(ours * 5 < usual * 4, "{ours} of {usual}");
    }
}
