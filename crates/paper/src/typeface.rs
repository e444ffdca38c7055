//! The fonts, parsed once: one typeface for nearly everything, and others for what it lacks.

use std::sync::Arc;

use harfrust::Font;
use printpdf::{AzulParsedFont, ParsedFont};
use rust_fontconfig::FontBytes;

use crate::{Field, Problem, Slip};

/// The fonts for all text on paper: a typeface in regular and bold, and further ones that are asked in turn for what
/// those before lack.
pub struct Fonts {
    /// Never empty, the first is the usual one.
    families: Vec<Family>,
}

struct Family {
    regular: Cut,
    /// Without one, the regular is printed instead.
    bold: Option<Cut>,
}

/// One font file.
pub(crate) struct Cut {
    /// Holds the bytes of the file, and `shaping` the same ones.
    pub(crate) parsed: ParsedFont,
    /// For joining letters.
    pub(crate) shaping: Font,
    /// Font units to the em.
    pub(crate) units: f32,
}

/// Light or heavy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// A font among [`Fonts`]: its family, and its weight there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Chosen {
    pub(crate) family: usize,
    pub(crate) weight: Weight,
}

impl Fonts {
    /// Parses two fonts with TrueType outlines, such as Noto Sans SC, and keeps a copy of their bytes. Takes tens of
    /// milliseconds, so parse once and print often.
    ///
    /// # Errors
    /// [`Problem::Typeface`].
    pub fn new(regular: &[u8], bold: &[u8]) -> Result<Self, Problem> {
        let families = vec![Family {
            regular: Cut::new(regular)?,
            bold: Some(Cut::new(bold)?),
        }];
        Ok(Self { families })
    }

    /// One more typeface, for characters that those before it lack. Without a bold font the regular one is printed in
    /// its place.
    ///
    /// # Errors
    /// [`Problem::Typeface`].
    pub fn and(mut self, regular: &[u8], bold: Option<&[u8]>) -> Result<Self, Problem> {
        self.families.push(Family {
            regular: Cut::new(regular)?,
            bold: bold.map(Cut::new).transpose()?,
        });
        Ok(self)
    }

    /// Whether a character of these slips would be refused. A rare-character font is large: whoever calls may fetch it
    /// only then.
    pub fn lack(&self, slips: &[Slip]) -> bool {
        slips.iter().any(|slip| self.missing(slip).is_some())
    }

    /// The first character of the slip that would vanish on paper: printpdf drops it without a word.
    pub(crate) fn missing(&self, slip: &Slip) -> Option<(Field, char)> {
        slip.texts().find_map(|(field, text)| {
            let lacks = |c: &char| {
                !is_joiner(*c) && {
                    let lacked = |weight| self.choose(weight, *c).is_none();
                    lacked(Weight::Regular) || lacked(Weight::Bold)
                }
            };
            text.chars().find(lacks).map(|character| (field, character))
        })
    }

    /// The first font with this character.
    pub(crate) fn choose(&self, weight: Weight, character: char) -> Option<Chosen> {
        (0..self.families.len()).find_map(|family| {
            let chosen = self.chosen(family, weight);
            let has = self.cut(chosen).glyph(character).is_some();
            has.then_some(chosen)
        })
    }

    /// The usual font of a weight.
    pub(crate) fn usual(&self, weight: Weight) -> Chosen {
        self.chosen(0, weight)
    }

    pub(crate) fn cut(&self, chosen: Chosen) -> &Cut {
        let family = &self.families[chosen.family];
        match (chosen.weight, &family.bold) {
            (Weight::Bold, Some(bold)) => bold,
            _ => &family.regular,
        }
    }

    /// Width of a single character in em, as it stands alone; 0 if no font has it.
    pub(crate) fn advance(&self, weight: Weight, character: char) -> f32 {
        let chosen = self.choose(weight, character);
        chosen.map_or(0.0, |chosen| self.cut(chosen).advance(character))
    }

    fn chosen(&self, family: usize, weight: Weight) -> Chosen {
        let bold = weight == Weight::Bold && self.families[family].bold.is_some();
        Chosen {
            family,
            weight: if bold { weight } else { Weight::Regular },
        }
    }
}

impl Cut {
    fn new(bytes: &[u8]) -> Result<Self, Problem> {
        // CFF outlines are numbered in another way.
        if bytes.starts_with(b"OTTO") {
            return Err(Problem::Typeface);
        }
        let bytes = Arc::new(FontBytes::Owned(bytes.into()));
        let parsed = AzulParsedFont::from_bytes_shared(bytes.clone(), 0, &mut Vec::new());
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes;
        let shaping = Font::new(shared, 0).ok_or(Problem::Typeface)?;
        let parsed = ParsedFont::from(parsed.ok_or(Problem::Typeface)?);
        let units = f32::from(parsed.font_metrics.units_per_em.max(1));
        Ok(Self {
            parsed,
            shaping,
            units,
        })
    }

    /// Width of a character in em; 0 if the font lacks it.
    pub(crate) fn advance(&self, character: char) -> f32 {
        self.glyph(character).map_or(0.0, |glyph| {
            f32::from(self.parsed.get_horizontal_advance(glyph)) / self.units
        })
    }

    /// Glyph 0 is the box for what is missing. A control character may have a glyph and still
    /// means nothing on paper.
    pub(crate) fn glyph(&self, character: char) -> Option<u16> {
        let found = self.parsed.lookup_glyph_index(u32::from(character));
        found.filter(|glyph| *glyph != 0 && !character.is_control())
    }
}

/// The two joiners have no picture of their own: they say how letters beside them join.
pub(crate) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fonts")
    }
}
