//! A PDF file that is written while it grows: what is finished is bytes, and nothing else of it is kept.
//!
//! Objects are lopdf's, and lopdf says their bytes. Small ones go together into deflated object streams (ISO 32000-2,
//! 7.5.7), so the table of all objects is a stream too (7.5.8).

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId, ObjectStream, Stream, StringFormat};

use crate::Problem;

/// So many small objects share a stream: enough to deflate well, few to read for one.
const TOGETHER: usize = 100;

/// A file on its way.
pub(crate) struct File {
    bytes: Vec<u8>,
    /// By number; number 0 is nobody's.
    places: Vec<Place>,
    waiting: ObjectStream,
    /// For all streams, one after the other: each would need a third of a megabyte of its own.
    deflater: ZlibEncoder<Vec<u8>>,
}

/// Where an object lies.
#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    /// So many bytes from the start.
    At(u32),
    /// In the stream of this number, at this place.
    Within(u32, u16),
}

impl File {
    /// The first line, and the second that says that the file is not text.
    pub(crate) fn new() -> Self {
        Self {
            bytes: b"%PDF-1.7\n%\xE4\xBA\xB2\xE7\xA0\x81\n".to_vec(),
            places: vec![Place::Nowhere],
            waiting: together(),
            deflater: ZlibEncoder::new(Vec::new(), Compression::default()),
        }
    }

    /// A number for an object that comes later.
    pub(crate) fn number(&mut self) -> ObjectId {
        self.places.push(Place::Nowhere);
        (self.next() - 1, 0)
    }

    /// The number that the next object will have.
    pub(crate) fn next(&self) -> u32 {
        // An object has at least ten bytes, so the file would be larger than xref offsets reach.
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    /// Writes an object that is no stream.
    pub(crate) fn small(&mut self, object: impl Into<Object>) -> Result<ObjectId, Problem> {
        let id = self.number();
        self.small_as(id, object)?;
        Ok(id)
    }

    /// The same under a number that was given out before.
    pub(crate) fn small_as(
        &mut self,
        id: ObjectId,
        object: impl Into<Object>,
    ) -> Result<(), Problem> {
        self.waiting.add_object(id, object.into()).map_err(writer)?;
        if self.waiting.object_count() == TOGETHER {
            self.flush()?;
        }
        Ok(())
    }

    /// Deflates bytes and writes them as a stream with further entries.
    pub(crate) fn deflated(&mut self, dict: Dictionary, bytes: &[u8]) -> Result<ObjectId, Problem> {
        let id = self.number();
        let packed = self.packed(dict, bytes)?;
        self.stream_as(id, packed)?;
        Ok(id)
    }

    /// Writes a stream as it is.
    pub(crate) fn stream_as(&mut self, id: ObjectId, stream: Stream) -> Result<(), Problem> {
        let at = u32::try_from(self.bytes.len());
        let at = at.map_err(|_| Problem::Writer("the file is too large".to_owned()))?;
        self.place(id, Place::At(at));
        let object = serialised(Object::Stream(stream))?;
        self.bytes
            .extend_from_slice(format!("{} 0 obj\n", id.0).as_bytes());
        self.bytes.extend_from_slice(&object);
        self.bytes.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    /// The table of all objects and the end. The file's `/ID` is a hash of everything before: not random, and different
    /// for different files.
    pub(crate) fn finish(mut self, root: ObjectId, info: ObjectId) -> Result<Vec<u8>, Problem> {
        self.flush()?;
        let (id, start) = (self.number(), self.bytes.len());
        let here = u32::try_from(start).unwrap_or(u32::MAX);
        self.place(id, Place::At(here));
        let hash = fnv1a(&self.bytes).to_be_bytes().to_vec();
        let half = Object::String(hash, StringFormat::Hexadecimal);
        let dict = Dictionary::from_iter([
            ("Type", Object::from("XRef")),
            ("Size", i64::from(self.next()).into()),
            ("DecodeParms", Dictionary::from_iter(UP).into()),
            ("W", WIDTHS.map(Object::from).to_vec().into()),
            ("Root", root.into()),
            ("Info", info.into()),
            ("ID", vec![half.clone(), half].into()),
        ]);
        let mut last = [0; 7];
        let mut rows = Vec::with_capacity(self.places.len() * 8);
        for row in self.places.iter().map(|place| place.row()) {
            // What is new since the row above: PNG's filter "Up".
            rows.push(2);
            rows.extend(
                row.iter()
                    .zip(last)
                    .map(|(now, before)| now.wrapping_sub(before)),
            );
            last = row;
        }
        let packed = self.packed(dict, &rows)?;
        self.stream_as(id, packed)?;
        self.bytes
            .extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }

    /// A deflated stream.
    fn packed(&mut self, mut dict: Dictionary, bytes: &[u8]) -> Result<Stream, Problem> {
        let written = self.deflater.write_all(bytes);
        let done = written.and_then(|()| self.deflater.reset(Vec::new()));
        dict.set("Filter", "FlateDecode");
        Ok(Stream::new(
            dict,
            done.map_err(|error| writer(error.into()))?,
        ))
    }

    fn place(&mut self, id: ObjectId, place: Place) {
        if let Some(old) = self.places.get_mut(id.0 as usize) {
            *old = place;
        }
    }

    /// Writes the small objects that wait.
    fn flush(&mut self) -> Result<(), Problem> {
        let waiting = std::mem::replace(&mut self.waiting, together());
        if waiting.object_count() == 0 {
            return Ok(());
        }
        let id = self.number();
        for (index, inner) in (0..).zip(waiting.objects.keys()) {
            self.place(*inner, Place::Within(id.0, index));
        }
        self.stream_as(id, waiting.to_stream_object().map_err(writer)?)
    }
}

/// Bytes of a table row's three columns.
const WIDTHS: [i64; 3] = [1, 4, 2];

/// Each row of the table is said as its difference from the row above (ISO 32000-2, 7.4.4.4).
const UP: [(&str, Object); 2] = [
    ("Predictor", Object::Integer(12)),
    ("Columns", Object::Integer(7)),
];

impl Place {
    /// ISO 32000-2, table 18.
    fn row(self) -> [u8; 7] {
        let (kind, [a, b, c, d], [e, f]) = match self {
            Self::Nowhere => (0, [0; 4], [0xFF; 2]),
            Self::At(offset) => (1, offset.to_be_bytes(), [0; 2]),
            Self::Within(stream, index) => (2, stream.to_be_bytes(), index.to_be_bytes()),
        };
        [kind, a, b, c, d, e, f]
    }
}

fn together() -> ObjectStream {
    ObjectStream::builder()
        .max_objects(TOGETHER + 1)
        .compression_level(6)
        .build()
}

/// lopdf writes a single object only as the operand of an operator; this one has no letters.
fn serialised(object: Object) -> Result<Vec<u8>, Problem> {
    let operations = vec![Operation::new("", vec![object])];
    let mut bytes = Content { operations }.encode().map_err(writer)?;
    bytes.truncate(bytes.trim_ascii_end().len());
    Ok(bytes)
}

pub(crate) fn writer(error: lopdf::Error) -> Problem {
    Problem::Writer(error.to_string())
}

/// FNV-1a with 128 bits: tells files apart, promises nothing against forgery.
fn fnv1a(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |hash, byte| {
        (hash ^ u128::from(*byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv1a() {
        // draft-eastlake-fnv, appendix C.
        assert_eq!(fnv1a(b""), 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        assert_eq!(fnv1a(b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }

    #[test]
    fn what_was_written_is_found_again() {
        let mut file = File::new();
        let later = file.number();
        let dict = |number: i64| Dictionary::from_iter([("N", Object::from(number))]);
        let small: Vec<ObjectId> = (0..250)
            .map(|number| file.small(dict(number)).expect("written"))
            .collect();
        let stream = file.deflated(dict(-1), b"hello hello").expect("written");
        let kind = [("Type", Object::from("Catalog"))];
        file.small_as(later, Dictionary::from_iter(kind))
            .expect("written");
        let info = file.small(dict(0)).expect("written");
        let read = lopdf::Document::load_mem(&file.finish(later, info).expect("written"));
        let read = read.expect("a PDF");
        for (number, id) in (0..).zip(small) {
            let found = read.get_dictionary(id).expect("there");
            assert_eq!(found.get(b"N").and_then(Object::as_i64).ok(), Some(number));
        }
        let stream = read.get_object(stream).and_then(Object::as_stream);
        let text = stream.expect("there").decompressed_content();
        assert_eq!(text.expect("deflated"), b"hello hello");
        assert!(read.catalog().is_ok());
    }
}
