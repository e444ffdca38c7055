//! The PDF file: pages as `printpdf` writes them, and around them what it leaves out or makes up.
//!
//! printpdf keeps all pages until the last is there, draws random document ids, writes dates of 1970 and an empty PDF/X
//! version, and knows neither `/Lang` nor viewer preferences. So it gets one page at a time, and the rest is written
//! here, from arguments alone.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use printpdf::XObjectId;

use crate::draw::Page;
use crate::embed::Shown;
use crate::file::File;
use crate::profile::Profile;
use crate::symbol::Symbol;
use crate::tags::Structure;
use crate::translated::Translated;
use crate::typeface::Fonts;
use crate::{Meta, Problem};

/// Pages and pictures on their way into a file.
pub(crate) struct Document<'f> {
    file: File,
    fonts: &'f Fonts,
    shown: Shown,
    /// The tree of pages, and the fonts of all of them: written last.
    tree: ObjectId,
    names: ObjectId,
    pages: Vec<ObjectId>,
    structure: Structure,
    /// Of the page that is being drawn.
    pictures: Dictionary,
}

impl<'f> Document<'f> {
    /// An empty document in which only these fonts are used.
    pub(crate) fn new(fonts: &'f Fonts) -> Self {
        let mut file = File::new();
        Self {
            tree: file.number(),
            names: file.number(),
            structure: Structure::new(&mut file),
            file,
            fonts,
            shown: Shown::default(),
            pages: Vec::new(),
            pictures: Dictionary::new(),
        }
    }

    /// Puts a code into the file as a 1-bit picture that viewers do not smooth, for the page that comes next.
    /// printpdf's own pictures have 8 bits a pixel: eight times the work and half as much again in the file.
    pub(crate) fn picture(&mut self, number: usize, symbol: &Symbol) -> Result<XObjectId, Problem> {
        let side = Object::from(symbol.pixels() as i64);
        let dict = Dictionary::from_iter([
            ("Subtype", Object::from("Image")),
            ("Width", side.clone()),
            ("Height", side),
            ("ColorSpace", "DeviceGray".into()),
            ("BitsPerComponent", 1.into()),
            ("Filter", "FlateDecode".into()),
        ]);
        let id = XObjectId(format!("C{number}"));
        let object = self.file.number();
        let picture = Stream::new(dict, symbol.deflated());
        self.file.stream_as(object, picture)?;
        self.pictures.set(id.0.as_str(), object);
        Ok(id)
    }

    /// Writes a page.
    pub(crate) fn page(&mut self, page: Page<'_>, profile: Profile) -> Result<(), Problem> {
        self.shown.on(&page.ops, page.used);
        let id = self.file.number();
        let key = self.structure.page(&page.tags, id, &mut self.file)?;
        let page = Translated::page(profile.around(page.ops, page.size.1), page.size, None)?;
        let content = self.file.deflated(Dictionary::new(), &page.content())?;
        let pictures = std::mem::take(&mut self.pictures);
        let resources = [("Font", self.names.into()), ("XObject", pictures.into())];
        let mut entries = page.entries()?.clone();
        entries.remove(b"Annots");
        entries.set("Parent", self.tree);
        entries.set("Contents", content);
        entries.set(
            "Resources",
            Dictionary::from_iter::<[(_, Object); 2]>(resources),
        );
        entries.set("StructParents", key);
        entries.set("Tabs", "S");
        self.pages.push(id);
        self.file.small_as(id, entries)
    }

    /// The bytes of the file: the same for the same input, everywhere and always.
    pub(crate) fn write(mut self, meta: &Meta) -> Result<Vec<u8>, Problem> {
        let names = self.shown.embed(self.fonts, &mut self.file)?;
        self.file.small_as(self.names, names)?;
        let count = self.pages.len() as i64;
        let kids: Vec<Object> = self.pages.into_iter().map(Object::from).collect();
        let tree = Dictionary::from_iter([
            ("Type", Object::from("Pages")),
            ("Count", count.into()),
            ("Kids", kids.into()),
        ]);
        self.file.small_as(self.tree, tree)?;
        let structure = self.structure.finish(&mut self.file)?;
        let kind = [
            ("Type", Object::from("Metadata")),
            ("Subtype", "XML".into()),
        ];
        let xmp = Stream::new(Dictionary::from_iter(kind), xmp(meta).into_bytes());
        let metadata = self.file.number();
        self.file.stream_as(metadata, xmp)?;
        let marked = Dictionary::from_iter([("Marked", Object::from(true))]);
        let catalog = Dictionary::from_iter([
            ("Type", "Catalog".into()),
            ("Pages", self.tree.into()),
            ("PageLayout", "OneColumn".into()),
            ("Lang", text(&meta.language)),
            ("MarkInfo", marked.into()),
            ("StructTreeRoot", structure.into()),
            ("Metadata", metadata.into()),
            ("ViewerPreferences", preferences().into()),
        ]);
        let root = self.file.small(catalog)?;
        let info = self.file.small(info(meta))?;
        self.file.finish(root, info)
    }
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

/// The title and the language once more, where search and archives look for them (XMP, ISO 16684-1).
fn xmp(meta: &Meta) -> String {
    let plain = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        text.replace('>', "&gt;")
    };
    format!(
        concat!(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">",
            "<dc:format>application/pdf</dc:format>",
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>",
            "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>",
            "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
        ),
        plain(&meta.title),
        plain(&meta.language)
    )
}

/// A text string, ISO 32000-2, 7.9.2.2: ASCII as it is, everything else as UTF-16 with a mark.
pub(crate) fn text(text: &str) -> Object {
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

#[cfg(test)]
mod tests {
    use super::*;

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
