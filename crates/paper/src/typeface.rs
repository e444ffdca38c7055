//! The two fonts, parsed once.

use printpdf::ParsedFont;

use crate::{Field, Problem, Slip};

/// A regular and a bold font for all text on paper.
pub struct Fonts {
    regular: ParsedFont,
    bold: ParsedFont,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Fonts {
    /// Parses two fonts, best with TrueType outlines such as Noto Sans SC. Takes tens of
    /// milliseconds, so parse once and print often.
    ///
    /// # Errors
    /// [`Problem::Typeface`].
    pub fn new(regular: &[u8], bold: &[u8]) -> Result<Self, Problem> {
        let parse =
            |bytes| ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(Problem::Typeface);
        Ok(Self {
            regular: parse(regular)?,
            bold: parse(bold)?,
        })
    }

    /// The first character of the slip that would vanish on paper: printpdf drops it without a word.
    pub(crate) fn missing(&self, slip: &Slip) -> Option<(Field, char)> {
        slip.texts().find_map(|(field, text)| {
            let lacks = |c: &char| {
                [Weight::Regular, Weight::Bold]
                    .iter()
                    .any(|w| self.glyph(*w, *c).is_none())
            };
            text.chars().find(lacks).map(|character| (field, character))
        })
    }

    /// Width of a text in em.
    pub(crate) fn width(&self, weight: Weight, text: &str) -> f32 {
        text.chars().map(|c| self.advance(weight, c)).sum()
    }

    /// Width of a character in em; 0 if the font lacks it.
    pub(crate) fn advance(&self, weight: Weight, character: char) -> f32 {
        let font = self.font(weight);
        let units = f32::from(font.font_metrics.units_per_em.max(1));
        self.glyph(weight, character).map_or(0.0, |glyph| {
            f32::from(font.get_horizontal_advance(glyph)) / units
        })
    }

    pub(crate) fn font(&self, weight: Weight) -> &ParsedFont {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// Glyph 0 is the box for what is missing. A control character may have a glyph and still
    /// means nothing on paper.
    fn glyph(&self, weight: Weight, character: char) -> Option<u16> {
        let found = self.font(weight).lookup_glyph_index(u32::from(character));
        found.filter(|glyph| *glyph != 0 && !character.is_control())
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}
