//! Where in a picture a code may lie that has not been read yet.
//!
//! A 2-D code is a compact patch in which dark and light change everywhere; a line of text is long
//! and thin, a photograph is smooth. Looking again at such patches alone, cut out, finds codes that
//! a look at the whole page misses, and a page without any costs almost nothing.

use super::mend::shrink;
use super::{Found, Gray};

/// A rectangle in pixels: left, top, width, height.
pub(crate) type Region = [usize; 4];

/// Side of the blocks that are judged, in pixels.
const BLOCK: usize = 16;
/// Variance of 4x4 means within a block that counts as busy: grey levels 16 apart. A code with
/// 1.5 px a module and full contrast has 48², noise of 45 has 11².
const BUSY: u32 = 16 * 16;
/// Blocks along the shorter side of the smallest patch: 80 px. Lines of print are lower, and a code
/// as small as that, 10 mm at 200 dpi, is read in the picture as a whole or not at all.
const MIN_BLOCKS: f32 = 4.6;
/// PDF417 is up to 4 times as wide as high; lines of text are wider.
const MAX_ASPECT: f32 = 5.0;
/// A sheet of 3x8 labels, and as many again in its text.
const MAX_REGIONS: usize = 48;

/// Patches that none of `found` explains, the largest first.
pub(crate) fn unread(gray: &Gray, found: &[Found]) -> Vec<Region> {
    let Some(mut grid) = Grid::of(gray) else {
        return Vec::new();
    };
    for code in found {
        grid.clear(code.bounds());
    }
    let mut regions = grid.patches();
    regions.sort_by_key(|[left, top, width, height]| (usize::MAX - width * height, *top, *left));
    regions.truncate(MAX_REGIONS);
    regions
}

struct Grid {
    columns: usize,
    rows: usize,
    busy: Vec<bool>,
}

impl Grid {
    fn of(gray: &Gray) -> Option<Self> {
        let small = shrink::<4>(gray)?.gray;
        let (columns, rows) = (small.size().0 / 4, small.size().1 / 4);
        let mut busy = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let (mut sum, mut squares) = (0_u32, 0_u32);
                for y in 0..4 {
                    for pixel in &small.row(row * 4 + y)[column * 4..column * 4 + 4] {
                        sum += u32::from(*pixel);
                        squares += u32::from(*pixel) * u32::from(*pixel);
                    }
                }
                busy.push(squares.saturating_sub(sum * sum / 16) > BUSY * 16);
            }
        }
        Some(Self {
            columns,
            rows,
            busy,
        })
    }

    /// Takes away what lies under a code that has been read, one block more on each side.
    fn clear(&mut self, [left, top, right, bottom]: [f32; 4]) {
        let block = |place: f32| (place.max(0.0) as usize) / BLOCK;
        for row in block(top).saturating_sub(1)..(block(bottom) + 2).min(self.rows) {
            for column in block(left).saturating_sub(1)..(block(right) + 2).min(self.columns) {
                self.busy[row * self.columns + column] = false;
            }
        }
    }

    /// Connected patches of the right shape, with two blocks around for the quiet zone.
    fn patches(&mut self) -> Vec<Region> {
        let mut patches = Vec::new();
        for start in 0..self.busy.len() {
            if !self.busy[start] {
                continue;
            }
            let patch = self.flood(start);
            if patch.may_be_a_code() {
                patches.push(patch.region());
            }
        }
        patches
    }

    /// The patch at `start`, which is taken away.
    fn flood(&mut self, start: usize) -> Patch {
        let mut patch = Patch::default();
        let mut open = vec![start];
        self.busy[start] = false;
        while let Some(at) = open.pop() {
            let (column, row) = (at % self.columns, at / self.columns);
            patch.add(column, row);
            for y in row.saturating_sub(1)..(row + 2).min(self.rows) {
                for x in column.saturating_sub(1)..(column + 2).min(self.columns) {
                    let next = y * self.columns + x;
                    if std::mem::take(&mut self.busy[next]) {
                        open.push(next);
                    }
                }
            }
        }
        patch
    }
}

/// Blocks that hang together: how many, between which, and how they are spread.
#[derive(Default)]
struct Patch {
    blocks: f32,
    left: Option<usize>,
    top: Option<usize>,
    right: usize,
    low: usize,
    sums: (f32, f32),
    squares: (f32, f32, f32),
}

impl Patch {
    fn add(&mut self, column: usize, row: usize) {
        self.blocks += 1.0;
        self.left = Some(self.left.map_or(column, |left| left.min(column)));
        self.top = Some(self.top.map_or(row, |top| top.min(row)));
        (self.right, self.low) = (self.right.max(column), self.low.max(row));
        let (x, y) = (column as f32, row as f32);
        self.sums = (self.sums.0 + x, self.sums.1 + y);
        let (xx, xy, yy) = self.squares;
        self.squares = (xx + x * x, xy + x * y, yy + y * y);
    }

    /// Compact, not too small and not a line, however it is turned: a full rectangle of sides a and
    /// b has the variances a²/12 and b²/12 along its own axes.
    fn may_be_a_code(&self) -> bool {
        let (x, y) = (self.sums.0 / self.blocks, self.sums.1 / self.blocks);
        let (xx, xy, yy) = self.squares;
        let (xx, xy, yy) = (
            xx / self.blocks - x * x,
            xy / self.blocks - x * y,
            yy / self.blocks - y * y,
        );
        let (middle, off) = ((xx + yy) / 2.0, ((xx - yy) / 2.0).hypot(xy));
        let side = |variance: f32| (12.0 * variance.max(0.0) + 1.0).sqrt();
        let (long, short) = (side(middle + off), side(middle - off));
        short >= MIN_BLOCKS && long <= short * MAX_ASPECT && self.blocks >= long * short * 0.6
    }

    fn region(&self) -> Region {
        let edge = |first: Option<usize>| first.unwrap_or(0).saturating_sub(2) * BLOCK;
        let (left, top) = (edge(self.left), edge(self.top));
        [
            left,
            top,
            (self.right + 3) * BLOCK - left,
            (self.low + 3) * BLOCK - top,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Symbology;

    /// White, with a patch of 6-px checks at (64, 64) of 96 by 96 and a thin line of them below.
    fn checked() -> Gray {
        let mut pixels = vec![255_u8; 400 * 300];
        for y in 0..300 {
            for x in 0..400 {
                let patch = (64..160).contains(&x) && (64..160).contains(&y);
                let line = (20..380).contains(&x) && (240..256).contains(&y);
                if (patch || line) && (x / 6 + y / 6) % 2 == 0 {
                    pixels[y * 400 + x] = 0;
                }
            }
        }
        Gray::of(400, 300, pixels)
    }

    #[test]
    fn the_patch_is_found_and_the_line_is_not() {
        let regions = unread(&checked(), &[]);
        assert_eq!(regions, [[32, 32, 160, 160]]);
    }

    #[test]
    fn a_turned_line_is_no_code_and_a_turned_square_may_be() {
        let patch = |long: f32, short: f32| {
            let (sin, cos) = 0.3_f32.sin_cos();
            let mut patch = Patch::default();
            for row in 0..80_usize {
                for column in 0..80_usize {
                    let (x, y) = (column as f32 - 40.0, row as f32 - 40.0);
                    let (along, across) = (x * cos + y * sin, y * cos - x * sin);
                    if along.abs() < long / 2.0 && across.abs() < short / 2.0 {
                        patch.add(column, row);
                    }
                }
            }
            patch.may_be_a_code()
        };
        assert!(patch(12.0, 12.0) && patch(40.0, 10.0));
        assert!(!patch(30.0, 3.0) && !patch(60.0, 8.0));
    }

    #[test]
    fn what_has_been_read_is_not_looked_at_again() {
        let corners = [(64.0, 64.0), (160.0, 64.0), (160.0, 160.0), (64.0, 160.0)];
        let found = Found {
            text: "x".into(),
            symbology: Symbology::Qr,
            corners,
        };
        assert!(unread(&checked(), &[found]).is_empty());
    }
}
