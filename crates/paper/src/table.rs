//! The table of a page: a row for each fact between hairlines.

use crate::block::{Column, SCALES, at_scale, plain};
use crate::draw::Page;
use crate::stock::Area;
use crate::tags::Role;
use crate::typeface::Fonts;
use crate::{Fact, Field};

/// Between a label and its value.
const GUTTER: f32 = 4.0;

/// Where a table lies, and its measures in millimetres and points.
pub(crate) struct Table {
    pub(crate) area: Area,
    /// Width of the label column.
    pub(crate) labels: f32,
    /// White above and below a row.
    pub(crate) row: f32,
    /// Wished and least size of a label.
    pub(crate) label: (f32, f32),
    /// Wished and least size of a value.
    pub(crate) value: (f32, f32),
}

impl Table {
    /// Draws all facts in the largest scale that leaves room for the last.
    ///
    /// # Errors
    /// The field that does not fit.
    pub(crate) fn draw(
        &self,
        page: &mut Page<'_>,
        fonts: &Fonts,
        facts: &[Fact],
    ) -> Result<(), Field> {
        let mut longest = Field::Fact(0);
        for scale in SCALES {
            match self.rows(fonts, facts, scale) {
                Ok(rows) if self.height(&rows) <= self.area.height => {
                    self.draw_rows(page, &rows);
                    return Ok(());
                }
                Ok(rows) => {
                    let tall = rows
                        .iter()
                        .enumerate()
                        .max_by(|a, b| a.1.height().total_cmp(&b.1.height()));
                    longest = tall.map_or(longest, |(index, _)| Field::Fact(index));
                }
                Err(field) => longest = field,
            }
        }
        Err(longest)
    }

    fn rows(&self, fonts: &Fonts, facts: &[Fact], scale: f32) -> Result<Vec<Row>, Field> {
        let row = |(index, fact)| self.row(fonts, Field::Fact(index), fact, scale);
        facts.iter().enumerate().map(row).collect()
    }

    fn row(&self, fonts: &Fonts, field: Field, fact: &Fact, scale: f32) -> Result<Row, Field> {
        let label = plain(field, &fact.label, self.label, 0.0, 0.3);
        let value = plain(field, &fact.value, self.value, 0.0, 0.0);
        let wide = self.area.width - self.labels;
        Ok(Row {
            label: at_scale(fonts, &[label], self.labels - GUTTER, scale)?.0,
            value: at_scale(fonts, &[value], wide, scale)?.0,
        })
    }

    fn height(&self, rows: &[Row]) -> f32 {
        rows.iter().map(|row| row.height() + 2.0 * self.row).sum()
    }

    fn draw_rows(&self, page: &mut Page<'_>, rows: &[Row]) {
        let (left, right) = (self.area.x, self.area.right());
        let rule = |page: &mut Page<'_>, y: f32| {
            page.line((left, y), (right, y), 0.5, 0.75, None);
        };
        if rows.is_empty() {
            return;
        }
        page.tags.begin(Role::Table);
        let mut y = self.area.y;
        for row in rows {
            rule(page, y);
            page.tags.begin(Role::Row);
            // First lines of label and value share a baseline.
            let first = |column: &Column| column.lines.first().map_or(0.0, |line| line.baseline);
            let shift = first(&row.value) - first(&row.label);
            let down = y + self.row + shift.max(0.0);
            page.cell(Role::Label, &row.label, left, down);
            let down = y + self.row + (-shift).max(0.0);
            page.cell(Role::Value, &row.value, left + self.labels, down);
            page.tags.end();
            y += row.height() + 2.0 * self.row;
        }
        rule(page, y);
        page.tags.end();
    }
}

struct Row {
    label: Column,
    value: Column,
}

impl Row {
    /// Of the text alone.
    fn height(&self) -> f32 {
        self.label.height.max(self.value.height)
    }
}
