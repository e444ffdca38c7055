//! Grey to black and white, the way of `rxing`'s own `HybridBinarizer`, several times as fast.
//!
//! That one visits pixels one by one and takes more than half of the time of a look. This one works
//! on whole rows, which compilers turn into vector instructions; the result is the same bit for bit
//! (a test holds that), so nothing that read before reads differently.

use std::borrow::Cow;
use std::cell::OnceCell;

use rxing::common::{BitArray, BitMatrix, HybridBinarizer, LineOrientation, Result};
use rxing::{Binarizer, Exceptions, Luma8Source, LuminanceSource};

/// Side of a block, which gets one black point.
const BLOCK: usize = 8;
/// A block takes its threshold from five by five of them; smaller pictures are left to `rxing`.
const LEAST: usize = 5 * BLOCK;
/// A block with less contrast holds only light or only dark.
const CONTRAST: u8 = 24;

/// A picture in black and white.
pub(crate) struct Black<'a> {
    source: Luma8Source<'a>,
    matrix: OnceCell<BitMatrix>,
}

impl<'a> Black<'a> {
    pub(crate) fn new(source: Luma8Source<'a>) -> Self {
        Self {
            source,
            matrix: OnceCell::new(),
        }
    }
}

impl<'a> Binarizer for Black<'a> {
    type Source = Luma8Source<'a>;

    fn get_luminance_source(&self) -> &Self::Source {
        &self.source
    }

    fn get_black_row(&self, y: usize) -> Result<Cow<'_, BitArray>> {
        self.get_black_row_from_matrix(y)
    }

    fn get_black_row_from_matrix(&self, y: usize) -> Result<Cow<'_, BitArray>> {
        let inside = y < self.get_height();
        if !inside {
            return Err(Exceptions::INDEX_OUT_OF_BOUNDS);
        }
        Ok(Cow::Owned(self.get_black_matrix()?.getRow(y as u32)))
    }

    fn get_black_line(&self, line: usize, along: LineOrientation) -> Result<Cow<'_, BitArray>> {
        match along {
            LineOrientation::Row => self.get_black_row_from_matrix(line),
            LineOrientation::Column if line < self.get_width() => {
                Ok(Cow::Owned(self.get_black_matrix()?.getCol(line as u32)))
            }
            LineOrientation::Column => Err(Exceptions::INDEX_OUT_OF_BOUNDS),
        }
    }

    fn get_black_matrix(&self) -> Result<&BitMatrix> {
        if let Some(known) = self.matrix.get() {
            return Ok(known);
        }
        let (width, height) = (self.get_width(), self.get_height());
        let matrix = if width < LEAST || height < LEAST {
            HybridBinarizer::new(self.source.clone())
                .get_black_matrix()?
                .clone()
        } else {
            Blocks::of(&self.source.get_matrix(), width, height).thresholded()?
        };
        Ok(self.matrix.get_or_init(|| matrix))
    }

    fn create_binarizer(&self, source: Self::Source) -> Self {
        Self::new(source)
    }

    fn get_width(&self) -> usize {
        self.source.get_width()
    }

    fn get_height(&self) -> usize {
        self.source.get_height()
    }
}

/// The blocks of a picture and their black points. The last column and row of blocks are shifted
/// back so that they end with the picture.
struct Blocks<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
    columns: usize,
    rows: usize,
    points: Vec<u16>,
}

impl<'a> Blocks<'a> {
    fn of(pixels: &'a [u8], width: usize, height: usize) -> Self {
        let (columns, rows) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
        let points = Vec::with_capacity(columns * rows);
        let mut blocks = Self {
            pixels,
            width,
            height,
            columns,
            rows,
            points,
        };
        let mut band = Band::new(width);
        for row in 0..rows {
            band.take(blocks.eight_rows(row));
            for column in 0..columns {
                let (sum, min, max) = band.block((column * BLOCK).min(width - BLOCK));
                let point = blocks.point(column, row, sum, min, max);
                blocks.points.push(point);
            }
        }
        blocks
    }

    fn eight_rows(&self, row: usize) -> &'a [u8] {
        let top = (row * BLOCK).min(self.height - BLOCK);
        &self.pixels[top * self.width..(top + BLOCK) * self.width]
    }

    /// The mean; in a block without contrast half the darkest, as if it were light, unless its
    /// neighbours above and left say that so dark is dark.
    fn point(&self, column: usize, row: usize, sum: u16, min: u8, max: u8) -> u16 {
        if max - min > CONTRAST {
            return sum / (BLOCK * BLOCK) as u16;
        }
        if column > 0 && row > 0 {
            let above = (row - 1) * self.columns + column;
            let left = row * self.columns + column - 1;
            let around = (self.points[above] + 2 * self.points[left] + self.points[above - 1]) / 4;
            if u16::from(min) < around {
                return around;
            }
        }
        u16::from(min) / 2
    }

    /// Black where a pixel is at most the mean of the points of five by five blocks around.
    fn thresholded(&self) -> Result<BitMatrix> {
        let mut matrix = BitMatrix::new(self.width as u32, self.height as u32)?;
        let mut limits = vec![0_u8; self.width];
        let mut before = vec![0_u8; self.width];
        let mut bits = BitArray::with_size(self.width);
        // Where the last row of blocks overlaps the one before it, either makes black.
        let overlap = (self.rows - 1) * BLOCK;
        for row in 0..self.rows {
            self.limits(row, &mut limits);
            let top = (row * BLOCK).min(self.height - BLOCK);
            for (index, pixels) in self.eight_rows(row).chunks_exact(self.width).enumerate() {
                let y = top + index;
                if row + 1 == self.rows && y < overlap {
                    let both: Vec<u8> =
                        limits.iter().zip(&before).map(|(a, b)| *a.max(b)).collect();
                    pack(pixels, &both, &mut bits);
                } else {
                    pack(pixels, &limits, &mut bits);
                }
                matrix.setRow(y as u32, &bits);
            }
            before.copy_from_slice(&limits);
        }
        Ok(matrix)
    }

    /// The threshold of each column of pixels in a row of blocks.
    fn limits(&self, row: usize, limits: &mut [u8]) {
        let top = row.clamp(2, self.rows - 3) - 2;
        let five: Vec<u32> = (0..self.columns)
            .map(|column| {
                (top..top + 5)
                    .map(|y| u32::from(self.points[y * self.columns + column]))
                    .sum()
            })
            .collect();
        limits.fill(0);
        for column in 0..self.columns {
            let left = column.clamp(2, self.columns - 3) - 2;
            let mean = five[left..left + 5].iter().sum::<u32>() / 25;
            let x = (column * BLOCK).min(self.width - BLOCK);
            for limit in &mut limits[x..x + BLOCK] {
                // A mean of means of bytes is a byte.
                *limit = (*limit).max(mean as u8);
            }
        }
    }
}

/// Sums, least and largest of eight rows, column by column.
struct Band {
    sums: Vec<u16>,
    least: Vec<u8>,
    largest: Vec<u8>,
}

impl Band {
    fn new(width: usize) -> Self {
        Self {
            sums: vec![0; width],
            least: vec![0; width],
            largest: vec![0; width],
        }
    }

    fn take(&mut self, rows: &[u8]) {
        self.sums.fill(0);
        self.least.fill(u8::MAX);
        self.largest.fill(u8::MIN);
        for row in rows.chunks_exact(self.sums.len()) {
            let lines = self
                .sums
                .iter_mut()
                .zip(&mut self.least)
                .zip(&mut self.largest);
            for (((sum, least), largest), pixel) in lines.zip(row) {
                *sum += u16::from(*pixel);
                *least = (*least).min(*pixel);
                *largest = (*largest).max(*pixel);
            }
        }
    }

    /// Sum, least and largest of the block whose left edge is `x`, which lies inside.
    fn block(&self, x: usize) -> (u16, u8, u8) {
        let sum = eight(&self.sums, x).iter().sum();
        let least = eight(&self.least, x).iter().fold(u8::MAX, |a, b| a.min(*b));
        let largest = eight(&self.largest, x)
            .iter()
            .fold(u8::MIN, |a, b| a.max(*b));
        (sum, least, largest)
    }
}

/// Eight values from `x`; a known length is what lets the compiler unroll.
fn eight<T: Copy + Default>(values: &[T], x: usize) -> [T; BLOCK] {
    values
        .get(x..)
        .and_then(|rest| rest.first_chunk().copied())
        .unwrap_or_default()
}

const WORD: usize = usize::BITS as usize;

/// One bit a pixel, the first in the lowest.
fn pack(pixels: &[u8], limits: &[u8], bits: &mut BitArray) {
    let (pixels, last_pixels) = pixels.as_chunks::<WORD>();
    let (limits, last_limits) = limits.as_chunks::<WORD>();
    for (index, (pixels, limits)) in pixels.iter().zip(limits).enumerate() {
        bits.setBulk(index * WORD, word(pixels, limits));
    }
    if !last_pixels.is_empty() {
        let (mut light, mut zero) = ([u8::MAX; WORD], [0; WORD]);
        light[..last_pixels.len()].copy_from_slice(last_pixels);
        zero[..last_limits.len()].copy_from_slice(last_limits);
        bits.setBulk(pixels.len() * WORD, word(&light, &zero));
    }
}

fn word(pixels: &[u8; WORD], limits: &[u8; WORD]) -> usize {
    let mut black = [0_u8; WORD];
    for ((black, pixel), limit) in black.iter_mut().zip(pixels).zip(limits) {
        *black = u8::from(pixel <= limit);
    }
    let bytes = black.as_chunks::<BLOCK>().0.iter().map(|eight| {
        // Eight bytes of 0 or 1 to eight bits: byte i, at 8i, moves to 56 + i.
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
    });
    bytes.enumerate().fold(0, |word, (index, byte)| {
        word | (byte as usize) << (index * BLOCK)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_rxing_bit_for_bit() {
        let mut state = 1_u32;
        for (width, height) in [(40, 40), (41, 47), (64, 129), (103, 200), (257, 66)] {
            let pixels: Vec<u8> = (0..width * height)
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    let (x, y) = (at % width, at / width);
                    // Flat parts, checks of 5 px in uneven light, and noise.
                    match (x / 32 + y / 32) % 3 {
                        0 => 200 - (y % 7) as u8,
                        1 => (((x / 5 + y / 5) % 2) * (60 + x / 2).min(255)) as u8,
                        _ => (state >> 24) as u8,
                    }
                })
                .collect();
            let source =
                || Luma8Source::new_with_slice(&pixels, width as u32, height as u32).expect("fits");
            let (ours, theirs) = (Black::new(source()), HybridBinarizer::new(source()));
            let (ours, theirs) = (ours.get_black_matrix(), theirs.get_black_matrix());
            assert!(
                ours.expect("ours") == theirs.expect("theirs"),
                "{width} by {height}"
            );
        }
    }
}
