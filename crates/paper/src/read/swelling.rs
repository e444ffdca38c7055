//! What one stream of a PDF would become by its filters, and how large the picture in it is.

use flate2::{Decompress, FlushDecompress, Status};
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::object::Stream;

use super::ReadError;

/// Bytes that one stream may become: A4 at 600 dpi in colour has 104 million.
pub(crate) const MAX_STREAM: u64 = 128 * 1024 * 1024;
/// Pixels of the largest picture within a PDF: A3 at 600 dpi has 70 million. While a page is drawn
/// each may take 3 bytes and then 4 more.
pub(crate) const MAX_PIXELS: u64 = 72_000_000;
/// Samples (pixels by channels) of a JPEG 2000 picture, which are decoded as 4 bytes each.
const MAX_SAMPLES: u64 = 128_000_000;
/// Bytes in which the size of a picture behind a Flate filter is looked for.
const START: usize = 1024 * 1024;
/// The most that Flate can do: 258 bytes from 2 bits (RFC 1951).
const FLATE_RATIO: u64 = 1032;
/// 3,839 bytes from 12 bits.
const LZW_RATIO: u64 = 2560;
/// 128 bytes from 2.
const RUN_LENGTH_RATIO: u64 = 64;

/// Bytes that the filters of a stream make of it, at the most.
pub(crate) fn length(stream: &Stream<'_>) -> Result<u64, ReadError> {
    let mut data = stream.raw_data();
    let mut length = data.len() as u64;
    let mut packed = false;
    for filter in stream.filters() {
        let ratio = match filter {
            Filter::AsciiHexDecode => {
                data = hex(&data).into();
                continue;
            }
            Filter::Ascii85Decode => {
                data = ascii_85(&data).into();
                length = data.len() as u64;
                continue;
            }
            Filter::JpxDecode => return jpeg_2000(&data).map(|()| length),
            Filter::Jbig2Decode => return jbig2(&data).map(|()| length),
            Filter::DctDecode => return jpeg(&data).map(|()| length),
            Filter::CcittFaxDecode | Filter::Crypt => continue,
            Filter::FlateDecode => FLATE_RATIO,
            Filter::LzwDecode => LZW_RATIO,
            Filter::RunLengthDecode => RUN_LENGTH_RATIO,
        };
        // No honest file packs what is packed.
        if std::mem::replace(&mut packed, true) {
            return Err(ReadError::TooLarge);
        }
        length = (data.len() as u64).saturating_mul(ratio);
        if filter == Filter::FlateDecode {
            let swelling = inflated(&data);
            // hayro reads on where the data are damaged.
            let lost = (data.len() - swelling.read) as u64;
            let lost = if swelling.whole { 0 } else { lost };
            length = swelling.length + lost * FLATE_RATIO;
            data = swelling.start.into();
        }
    }
    Ok(length)
}

/// What inflating gave.
pub(crate) struct Swelling {
    /// Bytes that came out, not counted beyond [`MAX_STREAM`].
    pub(crate) length: u64,
    /// Bytes that were used up.
    pub(crate) read: usize,
    /// It ended where it says itself.
    whole: bool,
    /// The first bytes, as many as a header takes.
    start: Vec<u8>,
}

pub(crate) fn is_zlib(bytes: &[u8]) -> bool {
    // RFC 1950, 2.2: method 8, and a multiple of 31.
    matches!(bytes, [method, flags, ..] if method & 0x0F == 8
        && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31))
}

/// Inflates without keeping more than [`START`].
pub(crate) fn inflated(bytes: &[u8]) -> Swelling {
    let mut inflater = Decompress::new(is_zlib(bytes));
    let mut scratch = vec![0; 64 * 1024];
    let mut start = Vec::new();
    loop {
        let (read, length) = (inflater.total_in() as usize, inflater.total_out());
        let status = inflater.decompress(&bytes[read..], &mut scratch, FlushDecompress::None);
        let now = inflater.total_out();
        let part = &scratch[..(now - length) as usize];
        start.extend(part.iter().take(START - start.len()));
        let stuck = now == length && inflater.total_in() as usize == read;
        let whole = matches!(status, Ok(Status::StreamEnd));
        if whole || stuck || status.is_err() || now > MAX_STREAM {
            return Swelling {
                length: now,
                read: inflater.total_in() as usize,
                whole,
                start,
            };
        }
    }
}

/// Two digits are a byte, what is no digit is passed over (ISO 32000-2, 7.4.2).
fn hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
        .collect()
}

/// Five characters are four bytes, `z` is four zeros (ISO 32000-2, 7.4.3).
fn ascii_85(data: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(data.len());
    let mut group = Vec::with_capacity(5);
    let flush = |group: &mut Vec<u8>, decoded: &mut Vec<u8>| {
        let kept = group.len().saturating_sub(1);
        group.resize(5, 84);
        let word = group
            .iter()
            .fold(0_u64, |word, digit| word * 85 + u64::from(*digit));
        decoded.extend(&(word as u32).to_be_bytes()[..kept]);
        group.clear();
    };
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' => decoded.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            flush(&mut group, &mut decoded);
        }
    }
    flush(&mut group, &mut decoded);
    decoded
}

/// Everything that may be taken for the start of a frame (ITU-T T.81, B.2.2): hayro looks for its own.
fn jpeg(data: &[u8]) -> Result<(), ReadError> {
    for frame in data.windows(10) {
        let is_frame = frame[0] == 0xFF && matches!(frame[1], 0xC0..=0xCF) && frame[2] == 0;
        let whole = usize::from(frame[3]) == 8 + 3 * usize::from(frame[9]);
        if is_frame && whole {
            let [height, width] = [word(frame, 5) >> 16, word(frame, 5) & 0xFFFF];
            within(width, height, MAX_PIXELS)?;
        }
    }
    Ok(())
}

/// Every SIZ marker that follows the start of a codestream (ISO/IEC 15444-1, A.5.1).
fn jpeg_2000(data: &[u8]) -> Result<(), ReadError> {
    const START_AND_SIZE: &[u8] = b"\xFF\x4F\xFF\x51";
    let mut rest = data;
    while let Some(found) = find(rest, START_AND_SIZE) {
        rest = &rest[found..];
        let (width, height) = (word(rest, 8), word(rest, 12));
        let channels = rest
            .get(40..42)
            .map_or(0, |two| u64::from(two[0]) << 8 | u64::from(two[1]));
        within(width.saturating_mul(channels), height, MAX_SAMPLES)?;
        rest = &rest[START_AND_SIZE.len()..];
    }
    Ok(())
}

/// The page and every region of an embedded JBIG2 picture (ITU-T T.88, 7.2 and 7.4); what is not
/// followed here is refused.
fn jbig2(data: &[u8]) -> Result<(), ReadError> {
    let mut rest = data;
    while let [_, _, _, _, flags, count, ..] = rest {
        let count = usize::from(count >> 5);
        let reference = match word(rest, 0) {
            0..=256 => 1,
            257..=65_536 => 2,
            _ => 4,
        };
        let page = if flags & 0x40 == 0 { 1 } else { 4 };
        let length_at = 6 + count * reference + page;
        let length = word(rest, length_at);
        if count > 4 || length > u64::from(u32::MAX - 1) {
            return Err(ReadError::TooLarge);
        }
        let segment = rest.get(length_at + 4..).unwrap_or_default();
        if matches!(flags & 0x3F, 4..=7 | 20..=23 | 36..=43 | 48) {
            within(word(segment, 0), word(segment, 4), MAX_PIXELS)?;
        }
        rest = segment.get(length as usize..).unwrap_or_default();
    }
    Ok(())
}

/// Whether so many samples are no more than `most`.
pub(crate) fn within(width: u64, height: u64, most: u64) -> Result<(), ReadError> {
    if width.saturating_mul(height) > most {
        return Err(ReadError::TooLarge);
    }
    Ok(())
}

/// Four bytes, the highest first; 0 beyond the end.
fn word(data: &[u8], at: usize) -> u64 {
    let four = data.get(at..at + 4).unwrap_or_default();
    four.iter()
        .fold(0, |word, byte| word << 8 | u64::from(*byte))
}

pub(crate) fn find(data: &[u8], part: &[u8]) -> Option<usize> {
    let first = *part.first()?;
    let mut at = 0;
    loop {
        at += data.get(at..)?.iter().position(|byte| *byte == first)?;
        if data[at..].starts_with(part) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn deflated(length: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&vec![7; length]).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn inflating_is_measured_and_not_kept() {
        let bytes = deflated(3_000_000);
        let whole = inflated(&bytes);
        assert!(whole.whole && whole.length == 3_000_000 && whole.read == bytes.len());
        assert_eq!(whole.start.len(), START);
        let cut = inflated(&bytes[..bytes.len() / 2]);
        assert!(!cut.whole && cut.length < 3_000_000 && cut.length > 1_000_000);
        assert_eq!(inflated(b"").length, 0);
    }

    #[test]
    fn ascii_filters() {
        assert_eq!(hex(b"61 6 2e713> ff"), [0x61, 0x62, 0xE7, 0x13]);
        assert_eq!(hex(b"7"), [0x70]);
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii_85(b"z87 cUR~"), b"\0\0\0\0Hell");
        assert_eq!(ascii_85(b"87cURDZ~"), b"Hello");
    }

    #[test]
    fn sizes_of_other_pictures() {
        let siz = |width: u32, channels: u8| {
            let mut data = b"\0\0jp2c\xFF\x4F\xFF\x51\0\x2F\0\0".to_vec();
            data.extend(width.to_be_bytes());
            data.extend(10_000_u32.to_be_bytes());
            data.extend([0; 24]);
            data.extend([0, channels, 0]);
            jpeg_2000(&data)
        };
        assert_eq!(siz(4_000, 3), Ok(()));
        assert_eq!(siz(40_000, 3), Err(ReadError::TooLarge));
        assert_eq!(siz(12_000, 4), Err(ReadError::TooLarge));
        let sof = |width: u16| {
            let mut data = b"\xFF\xD8\xFF\xC2\0\x11\x08".to_vec();
            data.extend(10_000_u16.to_be_bytes());
            data.extend(width.to_be_bytes());
            data.extend([3; 10]);
            jpeg(&data)
        };
        assert_eq!(sof(7_000), Ok(()));
        assert_eq!(sof(8_000), Err(ReadError::TooLarge));
        let page = |width: u32| {
            let mut data = vec![0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 2, 9, 9];
            data.extend([0, 0, 0, 2, 48, 0, 1, 0, 0, 0, 19]);
            data.extend(width.to_be_bytes());
            data.extend(60_000_u32.to_be_bytes());
            jbig2(&data)
        };
        assert_eq!(page(1_000), Ok(()));
        assert_eq!(page(60_000), Err(ReadError::TooLarge));
        assert_eq!(jbig2(b""), Ok(()));
    }
}
