//! What a PDF would swell to, found out before it does.
//!
//! `hayro` inflates streams and makes pictures as large as the file says, without a limit of its own.
//! So everything is measured first, without keeping it: what lies deflated in the bytes ([`raw`], before
//! the file is opened), then each stream by its own filters and each picture by its own size
//! ([`opened`]). Where measuring would mean decoding, the worst that a filter can do counts.
//!
//! Not bounded are: object streams that are encrypted, damaged on purpose or packed otherwise than with
//! one zlib Flate, while the file is opened; the symbols of a JBIG2 picture; layers of transparency and
//! how often a page draws the same picture; and time.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::content::UntypedIter;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};
use hayro::hayro_syntax::page::Page;

use super::ReadError;
use super::swelling::{MAX_PIXELS, MAX_STREAM, find, inflated, is_zlib, length, within};

/// Bytes that all streams of a file may become, one after the other.
const MAX_FILE: u64 = 1024 * 1024 * 1024;
/// Samples in a row of a predictor or a fax.
const MAX_COLUMNS: u64 = 1 << 20;

/// Measures all that looks deflated in the bytes of a file, whatever the file says of it.
///
/// # Errors
/// [`ReadError::TooLarge`].
pub(crate) fn raw(bytes: &[u8]) -> Result<(), ReadError> {
    const KEYWORD: &[u8] = b"stream";
    let mut all = 0;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], KEYWORD) {
        at += found + KEYWORD.len();
        let rest = &bytes[at..];
        let line = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n' | b' '))
            .count();
        if is_zlib(&rest[line..]) {
            let swelling = inflated(&rest[line..]);
            add(&mut all, swelling.length)?;
            at += line + swelling.read;
        }
    }
    Ok(())
}

/// Measures every stream of an open file.
///
/// # Errors
/// [`ReadError::TooLarge`].
pub(crate) fn opened(pdf: &Pdf) -> Result<(), ReadError> {
    // A broken reference makes hayro look for all objects anew; the second time they are all known.
    let _ = pdf.objects().into_iter().count();
    let mut all = 0;
    for object in pdf.objects() {
        if let Object::Stream(stream) = object {
            measure(&stream, &mut all)?;
            // Any stream may be the text of a page or of a part of it, whatever it is called.
            if let Ok(content) = stream.decoded_data() {
                inline(&content, &mut all)?;
            }
        }
    }
    pdf.pages()
        .iter()
        .try_for_each(|page| joined(pdf, page, &mut all))
}

fn add(all: &mut u64, bytes: u64) -> Result<(), ReadError> {
    *all = all.saturating_add(bytes);
    if bytes > MAX_STREAM || *all > MAX_FILE {
        return Err(ReadError::TooLarge);
    }
    Ok(())
}

fn measure(stream: &Stream<'_>, all: &mut u64) -> Result<(), ReadError> {
    let dict = stream.dict();
    let number = |short: &str, long: &str| {
        let number = dict.get::<u32>(short).or_else(|| dict.get::<u32>(long));
        number.map(u64::from)
    };
    let (width, height) = (number("W", "Width"), number("H", "Height"));
    within(width.unwrap_or(1), height.unwrap_or(1), MAX_PIXELS)?;
    for params in params(dict) {
        let columns = params.get::<u32>("Columns").map_or(1, u64::from);
        let rows = params.get::<u32>("Rows").map_or(1, u64::from);
        within(columns, 1, MAX_COLUMNS)?;
        within(columns, rows.max(height.unwrap_or(1)), MAX_PIXELS)?;
    }
    add(all, length(stream)?)
}

/// The text of a page may lie in pieces, and pictures of it in several of them.
fn joined(pdf: &Pdf, page: &Page<'_>, all: &mut u64) -> Result<(), ReadError> {
    let Some(pieces) = page.raw().get::<Array<'_>>("Contents") else {
        return Ok(());
    };
    let (mut together, mut pictures) = (0, false);
    // As hayro does: what is missing is passed over.
    let pieces = pieces.raw_iter().filter_map(|piece| match piece {
        MaybeRef::Ref(reference) => pdf.xref().get::<Stream<'_>>(reference.into()),
        MaybeRef::NotRef(object) => object.into_stream(),
    });
    for piece in pieces {
        together += length(&piece)?;
        if together > MAX_STREAM {
            return Err(ReadError::TooLarge);
        }
        let content = piece.decoded_data();
        pictures |= content.is_ok_and(|content| find(&content, b"BI").is_some());
    }
    match page.page_stream() {
        Some(content) if pictures => inline(content, all),
        _ => Ok(()),
    }
}

/// Measures the pictures within the text of a page.
fn inline(content: &[u8], all: &mut u64) -> Result<(), ReadError> {
    if find(content, b"BI").is_none() || find(content, b"EI").is_none() {
        return Ok(());
    }
    let mut instructions = UntypedIter::new(content);
    while let Some(instruction) = instructions.next() {
        for operand in instruction.operands() {
            if let Object::Stream(picture) = operand {
                measure(picture, all)?;
            }
        }
    }
    Ok(())
}

fn params<'a>(dict: &Dict<'a>) -> Vec<Dict<'a>> {
    let keys = ["DP", "DecodeParms"];
    let single = keys.iter().filter_map(|key| dict.get::<Dict<'_>>(key));
    let arrays = keys.iter().filter_map(|key| dict.get::<Array<'_>>(key));
    let listed = arrays.flat_map(|array| {
        array
            .iter::<Object<'_>>()
            .filter_map(Object::into_dict)
            .collect::<Vec<_>>()
    });
    single.chain(listed).collect()
}
