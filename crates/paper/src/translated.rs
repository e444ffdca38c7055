//! One page as printpdf writes it.

use lopdf::{Dictionary, Document, ObjectId};
use printpdf::{
    CustomPdfConformance, FontId, Mm, Op, PdfConformance, PdfDocument, PdfFont, PdfPage,
    PdfSaveOptions,
};

use crate::Problem;
use crate::file::writer;

/// A document of one page. Dropped when its page has been taken, so that a long run needs no more memory than a short
/// one.
pub(crate) struct Translated {
    document: Document,
    page: ObjectId,
}

impl Translated {
    /// Lets printpdf write a page of `size` millimetres. Without the fonts that it is shown in, glyphs keep their
    /// numbers.
    pub(crate) fn page(
        ops: Vec<Op>,
        size: (f32, f32),
        font: Option<(FontId, PdfFont)>,
    ) -> Result<Self, Problem> {
        let mut document = PdfDocument::new("");
        // Nothing that is not asked for: printpdf's own choice brings a colour profile of 600 kB.
        document.metadata.info.conformance =
            PdfConformance::Custom(CustomPdfConformance::default());
        document.resources.fonts.map.extend(font);
        document
            .pages
            .push(PdfPage::new(Mm(size.0), Mm(size.1), ops));
        let options = PdfSaveOptions {
            optimize: true,
            subset_fonts: true,
            ..Default::default()
        };
        let mut warnings = Vec::new();
        let document = document.to_lopdf_document(&options, &mut warnings);
        if let Some(warning) = warnings.first() {
            return Err(Problem::Writer(warning.msg.clone()));
        }
        let page = document.page_iter().next();
        let page = page.ok_or_else(|| Problem::Writer("no page".to_owned()))?;
        Ok(Self { document, page })
    }

    /// What is drawn.
    pub(crate) fn content(&self) -> Vec<u8> {
        self.document.get_page_content(self.page)
    }

    /// The page's entries, with references into this document.
    pub(crate) fn entries(&self) -> Result<&Dictionary, Problem> {
        self.document.get_dictionary(self.page).map_err(writer)
    }

    /// A font by its name.
    pub(crate) fn font(&self, name: &FontId) -> Result<&Dictionary, Problem> {
        let fonts = self.document.get_page_fonts(self.page).map_err(writer)?;
        let font = fonts.get(name.0.as_bytes()).copied();
        font.ok_or_else(|| Problem::Writer("a font was left out".to_owned()))
    }

    /// What entries refer to.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }
}
