//! A page in millimetres from the top left, as operations of `printpdf`.

use std::collections::BTreeSet;

use printpdf::{
    Codepoint, Color, CurTransMat, FontId, Greyscale, Line, LineDashPattern, LinePoint, Mm, Op,
    PaintMode, PdfFontHandle, Point, Pt, Rect, TextItem, TextRenderingMode, XObjectId,
    XObjectTransform,
};

use crate::Field;
use crate::block::{self, Column, POINT};
use crate::runs::{Form, Glyph, Run, turns};
use crate::stock::Area;
use crate::tags::{END, Reached, Role, Tags, unread};
use crate::typeface::{Chosen, Fonts, Weight};

/// The name of a font in the file. Ids double as the six letters before the font's name (ISO 32000-2, 9.9.2).
pub(crate) fn font_id(font: Chosen) -> FontId {
    let family = u8::try_from(font.family).map_or('Z', |family| char::from(b'A' + family.min(25)));
    FontId(match font.weight {
        Weight::Regular => format!("KINRG{family}"),
        Weight::Bold => format!("KINBD{family}"),
    })
}

/// Operations of one page.
pub(crate) struct Page<'f> {
    pub(crate) ops: Vec<Op>,
    /// Width and height.
    pub(crate) size: (f32, f32),
    /// Which fonts were written with.
    pub(crate) used: BTreeSet<Chosen>,
    /// What its pieces are.
    pub(crate) tags: Tags,
    fonts: &'f Fonts,
}

impl<'f> Page<'f> {
    /// An empty page of `size` millimetres.
    pub(crate) fn new(fonts: &'f Fonts, size: (f32, f32)) -> Self {
        Self {
            ops: Vec::new(),
            size,
            used: BTreeSet::new(),
            tags: Tags::default(),
            fonts,
        }
    }

    /// All lines of a column whose top left corner is at `(x, y)`, each block a piece of its own.
    pub(crate) fn column(&mut self, column: &Column, x: f32, y: f32) {
        for block in column.lines.chunk_by(|one, other| one.block == other.block) {
            let title = block.first().is_some_and(|line| line.field == Field::Title);
            let role = if title { Role::Title } else { Role::Paragraph };
            self.read(role, |page| page.lines(block, x, y));
        }
    }

    /// The same as one piece.
    pub(crate) fn cell(&mut self, role: Role, column: &Column, x: f32, y: f32) {
        self.read(role, |page| page.lines(&column.lines, x, y));
    }

    /// A piece that is read.
    fn read(&mut self, role: Role, draw: impl FnOnce(&mut Self)) {
        let mark = self.tags.mark(role, None);
        self.ops.push(mark);
        draw(self);
        self.ops.push(END);
    }

    /// What is seen and not read.
    pub(crate) fn unread(&mut self, draw: impl FnOnce(&mut Self)) {
        self.ops.push(unread());
        draw(self);
        self.ops.push(END);
    }

    /// How far it is drawn.
    pub(crate) fn reached(&self) -> (usize, Reached) {
        (self.ops.len(), self.tags.reached())
    }

    /// Takes back what was drawn since.
    pub(crate) fn back_to(&mut self, (ops, tags): (usize, Reached)) {
        self.ops.truncate(ops);
        self.tags.back_to(tags);
    }

    fn lines(&mut self, lines: &[block::Line], x: f32, y: f32) {
        for line in lines {
            // A space at the end of a line from right to left would push it aside.
            let text = match line.text.chars().any(turns) {
                true => line.text.trim_end(),
                false => &line.text,
            };
            self.text(
                text,
                (x + line.indent, y + line.baseline),
                line.size,
                line.weight,
                line.grey,
            );
        }
    }

    /// One line of text from `(x, y)` on its baseline, `size` in points, `grey` 0 = black.
    pub(crate) fn text(
        &mut self,
        text: &str,
        at: (f32, f32),
        size: f32,
        weight: Weight,
        grey: f32,
    ) {
        let mut x = at.0;
        for run in self.fonts.runs(weight, text) {
            let width = run.width * size * POINT;
            // A font without bold letters gets them drawn around.
            let heavier = weight == Weight::Bold && run.font.weight == Weight::Regular;
            if heavier {
                self.ops.extend([
                    Op::SetOutlineColor { col: ink(grey) },
                    Op::SetOutlineThickness {
                        pt: Pt(size * HEAVIER),
                    },
                    Op::SetLineDashPattern {
                        dash: LineDashPattern::solid(),
                    },
                    Op::SetTextRenderingMode {
                        mode: TextRenderingMode::FillStroke,
                    },
                ]);
            }
            self.run(run, (x, at.1), size, grey);
            if heavier {
                self.ops.push(Op::SetTextRenderingMode {
                    mode: TextRenderingMode::Fill,
                });
            }
            x += width;
        }
    }

    fn run(&mut self, run: Run, at: (f32, f32), size: f32, grey: f32) {
        self.used.insert(run.font);
        let glyphs = match run.form {
            Form::Plain(text) => {
                let cut = self.fonts.cut(run.font);
                let glyph = |c: char| Some(Codepoint::with_cid(cut.glyph(c)?, 0.0, c.to_string()));
                let glyphs = text.chars().filter_map(glyph).collect();
                return self.show(glyphs, run.font, at, size, grey);
            }
            Form::Joined(glyphs) => glyphs,
        };
        let em = size * POINT;
        let mut x = at.0;
        // One glyph after the other: marks sit above or below, and nothing else tells a reader of the file where.
        for Glyph {
            id,
            text,
            advance,
            offset,
        } in glyphs
        {
            let glyph = Codepoint::with_cid(id, 0.0, text);
            let place = (x + offset.0 * em, at.1 - offset.1 * em);
            self.show(vec![glyph], run.font, place, size, grey);
            x += advance * em;
        }
    }

    fn show(&mut self, glyphs: Vec<Codepoint>, font: Chosen, at: (f32, f32), size: f32, grey: f32) {
        self.ops.extend([
            Op::StartTextSection,
            Op::SetFillColor { col: ink(grey) },
            Op::SetFont {
                font: PdfFontHandle::External(font_id(font)),
                size: Pt(size),
            },
            Op::SetTextCursor {
                pos: self.point(at),
            },
            Op::ShowText {
                items: vec![TextItem::GlyphIds(glyphs)],
            },
            Op::EndTextSection,
        ]);
    }

    /// A filled rectangle.
    pub(crate) fn fill(&mut self, area: Area, grey: f32) {
        let corner = self.point((area.x, area.bottom()));
        let rectangle = Rect {
            mode: Some(PaintMode::Fill),
            ..Rect::from_xywh(corner.x, corner.y, pt(area.width), pt(area.height))
        };
        self.ops.extend([
            unread(),
            Op::SetFillColor { col: ink(grey) },
            Op::DrawRectangle { rectangle },
            END,
        ]);
    }

    /// A line of `width` points, dashed if `dash` is its length in points.
    pub(crate) fn line(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        width: f32,
        grey: f32,
        dash: Option<f32>,
    ) {
        let points = [from, to]
            .map(|at| LinePoint {
                p: self.point(at),
                bezier: false,
            })
            .to_vec();
        let dash = dash.map_or_else(LineDashPattern::solid, |dash| {
            LineDashPattern::new(0.0, &[dash, dash])
        });
        self.ops.extend([
            unread(),
            Op::SetOutlineColor { col: ink(grey) },
            Op::SetOutlineThickness { pt: Pt(width) },
            Op::SetLineDashPattern { dash },
            Op::DrawLine {
                line: Line {
                    points,
                    is_closed: false,
                },
            },
            END,
        ]);
    }

    /// The picture `id` of a code over a whole area; `instead` is said to who does not see it.
    pub(crate) fn picture(&mut self, id: XObjectId, area: Area, instead: String) {
        let corner = self.point((area.x, area.bottom()));
        let matrix = [
            pt(area.width).0,
            0.0,
            0.0,
            pt(area.height).0,
            corner.x.0,
            corner.y.0,
        ];
        let mark = self.tags.mark(Role::Code, Some(instead));
        self.ops.extend([
            mark,
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix {
                matrix: CurTransMat::Raw(matrix),
            },
            Op::UseXobject {
                id,
                transform: XObjectTransform {
                    no_auto_scale: true,
                    ..Default::default()
                },
            },
            Op::RestoreGraphicsState,
            END,
        ]);
    }

    /// PDF counts from the bottom left.
    fn point(&self, (x, y): (f32, f32)) -> Point {
        Point {
            x: pt(x),
            y: pt(self.size.1 - y),
        }
    }
}

/// Width of the line around a letter, for its size.
const HEAVIER: f32 = 0.035;

fn ink(grey: f32) -> Color {
    Color::Greyscale(Greyscale {
        percent: grey,
        icc_profile: None,
    })
}

fn pt(millimetres: f32) -> Pt {
    Mm(millimetres).into()
}
