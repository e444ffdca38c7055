//! zlib (RFC 1950) and raw deflate (RFC 1951) with a ceiling: no code may swell without limit.

use std::cell::RefCell;

use flate2::{Decompress, FlushDecompress, Status};
use thiserror::Error;

/// The most bytes that an inflated HC1 code may have.
///
/// The largest QR symbol holds 2,953 bytes; real certificates inflate to under 2 KiB.
pub const CEILING: usize = 32 * 1024;

/// The most bytes that an inflated SMART Health Card may have. Files may hold larger cards than a QR
/// code can.
pub const CARD_CEILING: usize = 1024 * 1024;

/// The most bytes that an inflated status list of others may have: 32 million entries of one bit.
pub const STATUS_LIST_CEILING: usize = 4 * 1024 * 1024;

/// Inflates one whole zlib stream of at most [`CEILING`] bytes.
///
/// # Errors
///
/// [`InflateError`] if the stream is damaged or cut short, if bytes follow it, or if it would grow
/// past [`CEILING`].
pub fn zlib(bytes: &[u8]) -> Result<Vec<u8>, InflateError> {
    // Setting up an inflater costs as much as all other decoding of a code, so each thread keeps one.
    thread_local!(static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(true)));
    INFLATER.with_borrow_mut(|inflater| {
        inflater.reset(true);
        inflate(inflater, bytes, CEILING)
    })
}

/// Inflates one whole raw deflate stream of at most [`CARD_CEILING`] bytes.
///
/// # Errors
///
/// As [`zlib`].
pub fn raw(bytes: &[u8]) -> Result<Vec<u8>, InflateError> {
    thread_local!(static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(false)));
    INFLATER.with_borrow_mut(|inflater| {
        inflater.reset(false);
        inflate(inflater, bytes, CARD_CEILING)
    })
}

/// Inflates one whole zlib stream of at most [`STATUS_LIST_CEILING`] bytes.
///
/// # Errors
///
/// As [`zlib`].
pub fn status_list(bytes: &[u8]) -> Result<Vec<u8>, InflateError> {
    inflate(&mut Decompress::new(true), bytes, STATUS_LIST_CEILING)
}

fn inflate(
    inflater: &mut Decompress,
    bytes: &[u8],
    ceiling: usize,
) -> Result<Vec<u8>, InflateError> {
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(3).clamp(512, ceiling));
    loop {
        let read = inflater.total_in() as usize;
        let status = inflater
            .decompress_vec(&bytes[read..], &mut out, FlushDecompress::Finish)
            .map_err(|_| InflateError::Damaged)?;
        match status {
            Status::StreamEnd if inflater.total_in() as usize == bytes.len() => return Ok(out),
            Status::StreamEnd => return Err(InflateError::Trailing),
            Status::Ok | Status::BufError if out.len() < out.capacity() => {
                return Err(InflateError::Damaged);
            }
            Status::Ok | Status::BufError => {}
        }
        if out.capacity() >= ceiling {
            return Err(InflateError::TooLarge);
        }
        out.reserve_exact((out.capacity() * 2).min(ceiling) - out.len());
    }
}

/// Why bytes do not inflate.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum InflateError {
    /// Not zlib, or damaged, or cut short.
    #[error("the compressed part is damaged")]
    Damaged,
    /// More bytes than its ceiling.
    #[error("the compressed part is larger than any real code")]
    TooLarge,
    /// Bytes follow the end of the stream.
    #[error("bytes follow the compressed part")]
    Trailing,
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(bytes).expect("a vector takes all");
        writer.finish().expect("a vector takes all")
    }

    #[test]
    fn up_to_the_ceiling_and_no_further() {
        for len in [0, 1, 511, 512, 513, 5_000, CEILING - 1] {
            let plain = vec![7; len];
            assert_eq!(zlib(&deflate(&plain)), Ok(plain), "{len}");
        }
        assert_eq!(
            zlib(&deflate(&vec![7; 100_000_000])),
            Err(InflateError::TooLarge)
        );
    }

    #[test]
    fn damage() {
        let good = deflate(b"Kincode");
        assert_eq!(zlib(b""), Err(InflateError::Damaged));
        assert_eq!(zlib(b"HC1"), Err(InflateError::Damaged));
        for len in 0..good.len() {
            assert_eq!(zlib(&good[..len]), Err(InflateError::Damaged), "{len}");
        }
        let trailing = [good.as_slice(), b"x"].concat();
        assert_eq!(zlib(&trailing), Err(InflateError::Trailing));
        let mut checksum = good;
        *checksum.last_mut().expect("not empty") ^= 1;
        assert_eq!(zlib(&checksum), Err(InflateError::Damaged));
    }
}
