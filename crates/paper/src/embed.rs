//! The fonts of a file: only the glyphs that were shown, once for all pages.
//!
//! Pages say glyphs by the numbers of the whole font, for they are written before it is known which glyphs the rest
//! will need. printpdf cuts the font down at the end and numbers anew; a map tells which glyph is meant (ISO 32000-2,
//! table 115, `CIDToGIDMap`).

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Object, ObjectId};
use printpdf::{
    Codepoint, FontId, Op, ParsedFont, PdfFont, PdfFontHandle, Pt, TextItem, generate_cmap_string,
    get_normalized_widths_codes,
};

use crate::Problem;
use crate::draw::font_id;
use crate::file::{File, writer};
use crate::translated::Translated;
use crate::typeface::{Chosen, Fonts};

/// Which glyphs of which fonts were shown, and as what they are read.
#[derive(Default)]
pub(crate) struct Shown(BTreeMap<Chosen, BTreeMap<u16, String>>);

impl Shown {
    /// Adds what a page shows in these fonts.
    pub(crate) fn on(&mut self, ops: &[Op], fonts: impl IntoIterator<Item = Chosen>) {
        let fonts: Vec<(FontId, Chosen)> = fonts
            .into_iter()
            .map(|font| (font_id(font), font))
            .collect();
        let mut glyphs = None;
        for op in ops {
            match op {
                Op::SetFont {
                    font: PdfFontHandle::External(id),
                    ..
                } => {
                    let font = fonts.iter().find(|(other, _)| other == id);
                    glyphs = font.map(|(_, font)| *font);
                }
                Op::ShowText { items } => {
                    if let Some(font) = glyphs {
                        add(self.0.entry(font).or_default(), items);
                    }
                }
                _ => {}
            }
        }
    }

    /// Writes the fonts; gives their names and objects.
    pub(crate) fn embed(&self, fonts: &Fonts, file: &mut File) -> Result<Dictionary, Problem> {
        let mut names = Dictionary::new();
        for (font, glyphs) in &self.0 {
            let root = embed(&fonts.cut(*font).parsed, &font_id(*font), glyphs, file)?;
            names.set(font_id(*font).0, root);
        }
        Ok(names)
    }
}

/// Notes what is shown. Of several glyphs for the same letters the first is read as them, so a glyph may have no text
/// here and some there.
fn add(glyphs: &mut BTreeMap<u16, String>, items: &[TextItem]) {
    for item in items {
        let TextItem::GlyphIds(shown) = item else {
            continue;
        };
        for Codepoint { gid, cid, .. } in shown {
            let text = cid.as_deref().unwrap_or_default();
            match glyphs.get_mut(gid) {
                Some(known) if known.is_empty() => text.clone_into(known),
                Some(_) => {}
                None => drop(glyphs.insert(*gid, text.to_owned())),
            }
        }
    }
}

/// Writes one font.
fn embed(
    parsed: &ParsedFont,
    name: &FontId,
    glyphs: &BTreeMap<u16, String>,
    file: &mut File,
) -> Result<ObjectId, Problem> {
    let cut = cut(parsed, name, glyphs)?;
    let kind = Dictionary::from_iter([("Length1", Object::from(cut.program.len() as i64))]);
    let program = file.deflated(kind, &cut.program)?;
    let mut descriptor = cut.descriptor;
    descriptor.set("FontFile2", program);
    let (last, codes) = (glyphs.keys().last(), glyphs.keys().zip(&cut.codes));
    let mut map = vec![0; last.map_or(0, |last| usize::from(*last) + 1) * 2];
    for (glyph, code) in codes {
        let at = usize::from(*glyph) * 2;
        map[at..at + 2].copy_from_slice(code);
    }
    let mut descendant = cut.descendant;
    descendant.set("FontDescriptor", file.small(descriptor)?);
    descendant.set("CIDToGIDMap", file.deflated(Dictionary::new(), &map)?);
    let same: Vec<(u16, u16)> = glyphs.keys().map(|glyph| (*glyph, *glyph)).collect();
    descendant.set("W", get_normalized_widths_codes(parsed, &same));
    let read: Vec<(u16, String)> = glyphs.clone().into_iter().collect();
    let read = generate_cmap_string(parsed, name, &read);
    let mut font = cut.font;
    font.set("DescendantFonts", vec![descendant.into()]);
    font.set(
        "ToUnicode",
        file.deflated(Dictionary::new(), read.as_bytes())?,
    );
    file.small(font)
}

/// A font as printpdf cut it down.
struct CutDown {
    font: Dictionary,
    descendant: Dictionary,
    descriptor: Dictionary,
    /// A font file.
    program: Vec<u8>,
    /// The new numbers of the glyphs, in the order of the old ones.
    codes: Vec<Vec<u8>>,
}

/// Lets printpdf write a page with all glyphs once, and takes the font and the new numbers from it.
fn cut(
    parsed: &ParsedFont,
    name: &FontId,
    glyphs: &BTreeMap<u16, String>,
) -> Result<CutDown, Problem> {
    let all = glyphs
        .iter()
        .map(|(glyph, text)| Codepoint::with_cid(*glyph, 0.0, text.clone()));
    let ops = vec![
        Op::StartTextSection,
        Op::SetFont {
            font: PdfFontHandle::External(name.clone()),
            size: Pt(1.0),
        },
        Op::ShowText {
            items: vec![TextItem::GlyphIds(all.collect())],
        },
        Op::EndTextSection,
    ];
    let own = (name.clone(), PdfFont::new(parsed.clone()));
    let page = Translated::page(ops, (1.0, 1.0), Some(own))?;
    let codes = Content::decode(&page.content()).map_err(writer)?;
    let codes = codes.operations.iter().find(|op| op.operator == "TJ");
    let codes = codes.and_then(|op| op.operands.first()?.as_array().ok());
    let codes = codes
        .into_iter()
        .flatten()
        .filter_map(|code| code.as_str().ok());
    let font = page.font(name)?;
    let inner = || {
        let file = page.document();
        let descendant = font.get(b"DescendantFonts")?.as_array()?.first();
        let descendant = descendant
            .ok_or(lopdf::Error::DictKey("DescendantFonts".into()))?
            .as_dict()?;
        let descriptor = descendant.get_deref(b"FontDescriptor", file)?.as_dict()?;
        let program = descriptor.get_deref(b"FontFile2", file)?.as_stream()?;
        Ok((
            descendant.clone(),
            descriptor.clone(),
            program.content.clone(),
        ))
    };
    let (descendant, descriptor, program) = inner().map_err(writer)?;
    Ok(CutDown {
        font: font.clone(),
        descendant,
        descriptor,
        program,
        codes: codes.map(<[u8]>::to_vec).collect(),
    })
}
