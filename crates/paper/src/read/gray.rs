//! Grey pixels, the one form in which pictures are searched.

/// An 8-bit grey picture, rows from top to bottom, 0 = black.
#[derive(Clone, PartialEq, Eq)]
pub struct Gray {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Gray {
    /// A picture of `width * height` pixels; `None` if `pixels` has another length or a side is 0.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let (width, height) = (width as usize, height as usize);
        let fits = width > 0 && width.checked_mul(height) == Some(pixels.len()) && height > 0;
        fits.then_some(Self {
            width,
            height,
            pixels,
        })
    }

    /// A picture from 8-bit red, green, blue and alpha, on white; `None` if `rgba` has another length,
    /// or is larger than [`MAX_PIXELS`](super::MAX_PIXELS).
    pub fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Option<Self> {
        let (pixels, rest) = rgba.as_chunks::<4>();
        if !rest.is_empty() || pixels.len() as u64 > super::MAX_PIXELS {
            return None;
        }
        let grey = pixels.iter().map(|[r, g, b, a]| {
            // ITU-R BT.709 luma in ten-thousandths, as for every other picture.
            let luma = 2126 * u32::from(*r) + 7152 * u32::from(*g) + 722 * u32::from(*b);
            let (luma, alpha) = (luma / 10_000, u32::from(*a));
            ((luma * alpha + 255 * (255 - alpha)) / 255) as u8
        });
        Self::new(width, height, grey.collect())
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width as u32
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height as u32
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// The part with its top left corner at `(x, y)`, cut where the picture ends; `None` if nothing
    /// of it lies inside.
    pub fn crop(&self, x: u32, y: u32, width: u32, height: u32) -> Option<Self> {
        let (x, y) = (x as usize, y as usize);
        let right = x.saturating_add(width as usize).min(self.width);
        let bottom = y.saturating_add(height as usize).min(self.height);
        if x >= right || y >= bottom {
            return None;
        }
        let pixels = (y..bottom)
            .flat_map(|row| &self.row(row)[x..right])
            .copied()
            .collect();
        Some(Self {
            width: right - x,
            height: bottom - y,
            pixels,
        })
    }

    /// One row; `y` must lie inside.
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    /// Builds from parts whose length is known to fit.
    pub(crate) fn of(width: usize, height: usize, pixels: Vec<u8>) -> Self {
        debug_assert_eq!(width * height, pixels.len());
        Self {
            width,
            height,
            pixels,
        }
    }

    /// Width and height as lengths.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }
}

impl std::fmt::Debug for Gray {
    /// Only the size: pixels of a code are personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gray({}x{})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crop_is_cut_at_the_edge() {
        let gray = Gray::new(3, 2, vec![1, 2, 3, 4, 5, 6]).expect("fits");
        assert_eq!(gray.crop(1, 1, 9, 9).expect("inside").pixels(), [5, 6]);
        assert_eq!(gray.crop(3, 0, 1, 1), None);
        assert_eq!(Gray::new(2, 2, vec![0; 3]), None);
        assert_eq!(Gray::new(0, 0, vec![]), None);
    }
}
