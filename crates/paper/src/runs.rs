//! A line of text as runs of one font each, in the order in which they stand on paper.
//!
//! What the usual typeface has is one run and costs nothing more. Arabic, Uyghur and Tibetan letters take the form that
//! their neighbours ask for (HarfBuzz, by `harfrust`); where a line runs from right to left, runs change places (UAX #9).

use harfrust::{Buffer, Direction, ShapeOptions, ShaperFont, shape};
use unicode_bidi::BidiInfo;

use crate::typeface::{Chosen, Fonts, Weight, is_joiner};

/// A piece of a line in one font.
pub(crate) struct Run {
    pub(crate) font: Chosen,
    /// In em.
    pub(crate) width: f32,
    pub(crate) form: Form,
}

pub(crate) enum Form {
    /// Each character is a glyph, one after the other.
    Plain(String),
    /// Glyphs that stand for the characters together.
    Joined(Vec<Glyph>),
}

/// A glyph on its place. Lengths are em.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    /// What it is read as when somebody copies it.
    pub(crate) text: String,
    /// To the next.
    pub(crate) advance: f32,
    /// From its place, to the right and up.
    pub(crate) offset: (f32, f32),
}

impl Fonts {
    /// The runs of a line, from left to right. What no font has is left out: [`Fonts::missing`] has been asked before.
    pub(crate) fn runs(&self, weight: Weight, text: &str) -> Vec<Run> {
        if let Some(width) = self.usual_width(weight, text) {
            let (font, form) = (self.usual(weight), Form::Plain(text.to_owned()));
            return vec![Run { font, width, form }];
        }
        if !text.chars().any(turns) {
            return self.pieces(weight, text, false);
        }
        let bidi = BidiInfo::new(text, None);
        let mut runs = Vec::new();
        for paragraph in &bidi.paragraphs {
            let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for range in ranges {
                let turned = levels[range.start].is_rtl();
                let mut pieces = self.pieces(weight, &text[range], turned);
                if turned {
                    pieces.reverse();
                }
                runs.extend(pieces);
            }
        }
        runs
    }

    /// Width of a text in em.
    pub(crate) fn width(&self, weight: Weight, text: &str) -> f32 {
        let all = || self.runs(weight, text).iter().map(|run| run.width).sum();
        self.usual_width(weight, text).unwrap_or_else(all)
    }

    /// Width of a text that the usual font has whole, and that runs from left to right.
    fn usual_width(&self, weight: Weight, text: &str) -> Option<f32> {
        let cut = self.cut(self.usual(weight));
        text.chars().try_fold(0.0, |width, c| {
            (cut.glyph(c).is_some() && !turns(c)).then(|| width + cut.advance(c))
        })
    }

    /// Parts of one direction in one font each, in the order of reading.
    fn pieces(&self, weight: Weight, text: &str, turned: bool) -> Vec<Run> {
        let mut parts: Vec<(Chosen, bool, String)> = Vec::new();
        for character in text.chars() {
            // A joiner or a mark belongs to the letter before it.
            let follows = is_joiner(character) || is_mark(character);
            let own = parts
                .last()
                .filter(|(font, ..)| {
                    follows && (is_joiner(character) || self.cut(*font).glyph(character).is_some())
                })
                .map(|(font, ..)| *font);
            let Some(font) = own.or_else(|| self.choose(weight, character)) else {
                continue;
            };
            let joins = is_joined(character) || follows;
            match parts.last_mut() {
                Some((last, joined, part)) if *last == font && (*joined == joins || follows) => {
                    *joined |= follows;
                    part.push(character);
                }
                _ => parts.push((font, joins, character.to_string())),
            }
        }
        let run = |(font, joins, part): (Chosen, bool, String)| {
            let joined = if joins {
                self.joined(font, &part, turned)
            } else {
                None
            };
            joined.unwrap_or_else(|| self.plain(font, part, turned))
        };
        parts.into_iter().map(run).collect()
    }

    fn plain(&self, font: Chosen, text: String, turned: bool) -> Run {
        let text = if turned {
            text.chars().rev().map(mirrored).collect()
        } else {
            text
        };
        let cut = self.cut(font);
        Run {
            font,
            width: text.chars().map(|c| cut.advance(c)).sum(),
            form: Form::Plain(text),
        }
    }

    /// `None` if the shaper refuses.
    fn joined(&self, font: Chosen, text: &str, turned: bool) -> Option<Run> {
        let cut = self.cut(font);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(if turned {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        buffer.guess_segment_properties();
        shape(
            &ShaperFont::new(&cut.shaping),
            &mut buffer,
            ShapeOptions::new(),
        )
        .ok()?;
        let em = |units: i32| units as f32 / cut.units;
        let mut seen = None;
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        let glyphs: Vec<Glyph> = glyphs
            .map(|(info, place)| {
                // Of several glyphs for the same letters the first is read as them.
                let first = seen.replace(info.cluster) != Some(info.cluster);
                Some(Glyph {
                    id: u16::try_from(info.glyph_id).ok()?,
                    text: if first {
                        cluster(text, info.cluster, buffer.glyph_infos())
                    } else {
                        String::new()
                    },
                    advance: em(place.x_advance),
                    offset: (em(place.x_offset), em(place.y_offset)),
                })
            })
            .collect::<Option<_>>()?;
        Some(Run {
            font,
            width: glyphs.iter().map(|glyph| glyph.advance).sum(),
            form: Form::Joined(glyphs),
        })
    }
}

/// The characters of the cluster that begins at `start`.
fn cluster(text: &str, start: u32, infos: &[harfrust::GlyphInfo]) -> String {
    let later = infos
        .iter()
        .map(|info| info.cluster)
        .filter(|at| *at > start);
    let end = later.min().map_or(text.len(), |at| at as usize);
    text.get(start as usize..end).unwrap_or_default().to_owned()
}

/// Letters whose form depends on their neighbours: Arabic with Uyghur (blocks and presentation forms), Tibetan.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}'
        | '\u{0F00}'..='\u{0FFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// Characters that make a line run from right to left.
pub(crate) fn turns(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Accents and vowel signs that stand over or under the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Brackets turn with the line.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 6] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('（', '）'),
    ];
    let other = PAIRS.iter().find_map(|(open, close)| match c {
        _ if c == *open => Some(*close),
        _ if c == *close => Some(*open),
        _ => None,
    });
    other.unwrap_or(c)
}
