//! The PDF file: what `printpdf` leaves out or makes up, put right with `lopdf`.
//!
//! printpdf draws random document ids, writes dates of 1970 and an empty PDF/X version, and knows
//! neither `/Lang` nor viewer preferences. All of that is set here, from arguments alone.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, StringFormat};
use printpdf::{
    DictItem, ExternalStream, ExternalXObject, Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions,
    PdfWarnMsg, XObject, XObjectId,
};

use crate::draw::{Page, font_id};
use crate::profile::Profile;
use crate::symbol::Symbol;
use crate::typeface::Fonts;
use crate::{Meta, Problem};

/// Pages and pictures on their way into a file.
pub(crate) struct Document<'f> {
    document: PdfDocument,
    fonts: &'f Fonts,
}

impl<'f> Document<'f> {
    /// An empty document in which only these fonts are used.
    pub(crate) fn new(fonts: &'f Fonts, meta: &Meta) -> Self {
        let document = PdfDocument::new(&meta.title);
        Self { document, fonts }
    }

    /// Puts a code into the file as a 1-bit picture that viewers must not smooth. printpdf's own
    /// pictures have 8 bits a pixel: eight times the work and half as much again in the file.
    pub(crate) fn picture(&mut self, number: usize, symbol: &Symbol) -> XObjectId {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let side = symbol.pixels() as i64;
        let entries = [
            ("Type", name("XObject")),
            ("Subtype", name("Image")),
            ("Width", DictItem::Int(side)),
            ("Height", DictItem::Int(side)),
            ("ColorSpace", name("DeviceGray")),
            ("BitsPerComponent", DictItem::Int(1)),
            ("Interpolate", DictItem::Bool(false)),
            ("Filter", name("FlateDecode")),
        ];
        let dict = entries.map(|(key, value)| (key.to_owned(), value)).into();
        // Deflated here and now: a thousand codes as they are would be 16 MB, twice.
        let stream = ExternalStream {
            dict,
            content: deflated(&symbol.picture()),
            compress: false,
        };
        let external = ExternalXObject {
            stream,
            width: None,
            height: None,
            dpi: None,
        };
        let id = XObjectId(format!("C{number}"));
        self.document
            .resources
            .xobjects
            .map
            .insert(id.clone(), XObject::External(external));
        id
    }

    /// Adds a page, and the fonts that it is written with.
    pub(crate) fn page(&mut self, page: Page<'_>, profile: Profile) {
        let (width, height) = page.size;
        for font in page.used {
            let parsed = || PdfFont::new(self.fonts.cut(font).parsed.clone());
            self.document
                .resources
                .fonts
                .map
                .entry(font_id(font))
                .or_insert_with(parsed);
        }
        self.document.pages.push(PdfPage::new(
            Mm(width),
            Mm(height),
            profile.around(page.ops, height),
        ));
    }

    /// The bytes of the file: the same for the same input, everywhere and always.
    pub(crate) fn write(self, meta: &Meta) -> Result<Vec<u8>, Problem> {
        let mut warnings = Vec::new();
        let options = PdfSaveOptions {
            optimize: true,
            subset_fonts: true,
            ..Default::default()
        };
        let mut file = self.document.to_lopdf_document(&options, &mut warnings);
        drop(self.document);
        if let Some(warning) = warnings.first() {
            return Err(complaint(warning));
        }
        // PrintScaling came with 1.6, DisplayDocTitle and Lang with 1.4.
        file.version = "1.7".to_owned();
        let info = file.add_object(info(meta));
        if let Ok(old) = file.trailer.get(b"Info").and_then(Object::as_reference) {
            file.objects.remove(&old);
        }
        file.trailer.set("Info", info);
        file.trailer.set("ID", vec![placeholder(), placeholder()]);
        let writer = |error: lopdf::Error| Problem::Writer(error.to_string());
        let catalog = file.catalog_mut().map_err(writer)?;
        catalog.set("Lang", text(&meta.language));
        catalog.set("ViewerPreferences", preferences());
        file.compress();
        let mut bytes = Vec::new();
        file.save_to(&mut bytes)
            .map_err(|error| Problem::Writer(error.to_string()))?;
        Ok(with_id(bytes))
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // A Vec takes everything; if it did not, the proof would find the picture cut.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn complaint(warning: &PdfWarnMsg) -> Problem {
    Problem::Writer(warning.msg.clone())
}

fn info(meta: &Meta) -> Dictionary {
    let mut entries = BTreeMap::from([
        ("Title", text(&meta.title)),
        ("Creator", text("Kincode")),
        ("Producer", text("printpdf")),
    ]);
    if let Some(created) = &meta.created {
        entries.insert("CreationDate", Object::string_literal(created.as_str()));
    }
    Dictionary::from_iter(entries)
}

/// A text string, ISO 32000-2, 7.9.2.2: ASCII as it is, everything else as UTF-16 with a mark.
fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    Object::String(
        units.flat_map(u16::to_be_bytes).collect(),
        StringFormat::Hexadecimal,
    )
}

/// Printed at 100 %, or the cards come out too small for their holders.
fn preferences() -> Dictionary {
    Dictionary::from_iter([
        ("PrintScaling", Object::Name(b"None".to_vec())),
        ("DisplayDocTitle", true.into()),
    ])
}

/// Stands in the trailer until the file is known whose hash it becomes.
fn placeholder() -> Object {
    Object::String(vec![0; 16], StringFormat::Hexadecimal)
}

/// Both halves of `/ID` from the content: not random, and different for different files.
fn with_id(mut bytes: Vec<u8>) -> Vec<u8> {
    let id = format!("<{:032X}>", fnv1a(&bytes));
    let zeros = format!("<{:032X}>", 0);
    for _ in 0..2 {
        // The trailer is the last thing in the file.
        let found = bytes
            .windows(zeros.len())
            .rposition(|part| part == zeros.as_bytes());
        if let Some(at) = found {
            bytes[at..at + id.len()].copy_from_slice(id.as_bytes());
        }
    }
    bytes
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
    fn text_strings() {
        assert_eq!(text("zh-CN"), Object::string_literal("zh-CN"));
        let han = text("亲");
        assert_eq!(
            han,
            Object::String(vec![0xFE, 0xFF, 0x4E, 0xB2], StringFormat::Hexadecimal)
        );
    }
}
