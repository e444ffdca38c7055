//! Mends for poor pictures: smaller, larger, smoothed, inverted.
//!
//! `rxing` thresholds in 8x8 blocks; noise and uneven print break that, and each of these gives it
//! another chance. The order and choice are measured on the sets of `tests/sets.rs`.

use super::Gray;

/// A changed copy of a picture and how many of its pixels make one pixel of the original's side.
pub(crate) struct Mended {
    pub(crate) gray: Gray,
    /// Multiply a place in `gray` by this to get the place in the original.
    pub(crate) scale: f32,
}

/// A way to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mend {
    Shrink2,
    Blur,
    Median,
    MedianBlur,
    Shrink3,
    Shrink4,
    Shrink8,
    Invert,
    InvertShrink2,
    Grow2,
}

/// The ladder, cheapest and most fruitful first.
pub(crate) const LADDER: [Mend; 10] = [
    Mend::Shrink2,
    Mend::Blur,
    Mend::Median,
    Mend::MedianBlur,
    Mend::Shrink3,
    Mend::Invert,
    Mend::Shrink4,
    Mend::InvertShrink2,
    Mend::Shrink8,
    Mend::Grow2,
];

impl Mend {
    /// The mended copy, or `None` where this mend makes no sense for the size.
    pub(crate) fn apply(self, gray: &Gray) -> Option<Mended> {
        let same = |gray| Some(Mended { gray, scale: 1.0 });
        match self {
            Mend::Shrink2 => shrink::<2>(gray),
            Mend::Shrink3 => shrink::<3>(gray),
            Mend::Shrink4 => shrink::<4>(gray),
            Mend::Shrink8 => shrink::<8>(gray),
            Mend::Blur => same(blur(gray)?),
            Mend::Median => same(median(gray)?),
            Mend::MedianBlur => same(blur(&median(gray)?)?),
            Mend::Invert => same(invert(gray)),
            Mend::InvertShrink2 => shrink::<2>(gray).map(|m| Mended {
                gray: invert(&m.gray),
                scale: m.scale,
            }),
            Mend::Grow2 => grow(gray),
        }
    }
}

/// No code with 1.5 px a module and 21 modules survives below this side.
const MIN_SIDE: usize = 32;
/// Above this, a code too small for `rxing` would be below any camera's sharpness.
const MAX_GROWN: usize = 4_000_000;

/// Mean of `N` by `N` pixels.
pub(crate) fn shrink<const N: usize>(gray: &Gray) -> Option<Mended> {
    let (width, height) = (gray.size().0 / N, gray.size().1 / N);
    if width < MIN_SIDE || height < MIN_SIDE {
        return None;
    }
    let mut pixels = Vec::with_capacity(width * height);
    let mut sums = vec![0_u16; width * N];
    for y in 0..height {
        sums.fill(0);
        for row in 0..N {
            // Column sums first: a plain vector addition.
            for (sum, pixel) in sums.iter_mut().zip(gray.row(y * N + row)) {
                *sum += u16::from(*pixel);
            }
        }
        let area = (N * N) as u16;
        pixels.extend(
            sums.chunks_exact(N)
                .map(|part| ((part.iter().sum::<u16>() + area / 2) / area) as u8),
        );
    }
    Some(Mended {
        gray: Gray::of(width, height, pixels),
        scale: N as f32,
    })
}

/// Binomial 3x3 (1 2 1): takes away pixel noise, keeps edges where they are.
fn blur(gray: &Gray) -> Option<Gray> {
    let (width, height) = inner(gray)?;
    let mut pixels = Vec::with_capacity(width * height);
    let mut column = vec![0_u16; width + 2];
    for y in 0..height {
        let (a, b, c) = (gray.row(y), gray.row(y + 1), gray.row(y + 2));
        for (x, sum) in column.iter_mut().enumerate() {
            *sum = u16::from(a[x]) + 2 * u16::from(b[x]) + u16::from(c[x]);
        }
        pixels.extend(
            (0..width).map(|x| ((column[x] + 2 * column[x + 1] + column[x + 2] + 8) / 16) as u8),
        );
    }
    Some(Gray::of(width, height, pixels))
}

/// Median of 3x3: takes away single wrong pixels.
fn median(gray: &Gray) -> Option<Gray> {
    let (width, height) = inner(gray)?;
    let mut pixels = vec![0_u8; width * height];
    let (mut low, mut mid, mut high) = (vec![0; width + 2], vec![0; width + 2], vec![0; width + 2]);
    for (y, out) in pixels.chunks_exact_mut(width).enumerate() {
        // Each column of three sorted once, shared by three neighbours: the median of nine is then
        // the median of (largest low, middle mid, smallest high).
        let (a, b, c) = (gray.row(y), gray.row(y + 1), gray.row(y + 2));
        for x in 0..width + 2 {
            let (small, large) = (a[x].min(b[x]), a[x].max(b[x]));
            low[x] = small.min(c[x]);
            mid[x] = small.max(large.min(c[x]));
            high[x] = large.max(c[x]);
        }
        for (x, pixel) in out.iter_mut().enumerate() {
            let low = low[x].max(low[x + 1]).max(low[x + 2]);
            let mid = middle(mid[x], mid[x + 1], mid[x + 2]);
            let high = high[x].min(high[x + 1]).min(high[x + 2]);
            *pixel = middle(low, mid, high);
        }
    }
    Some(Gray::of(width, height, pixels))
}

fn middle(a: u8, b: u8, c: u8) -> u8 {
    a.min(b).max(a.max(b).min(c))
}

fn invert(gray: &Gray) -> Gray {
    let (width, height) = gray.size();
    Gray::of(
        width,
        height,
        gray.pixels().iter().map(|pixel| 255 - pixel).collect(),
    )
}

/// Twice the side, linear between neighbours: gives codes of 1 to 2 px a module an edge to find.
fn grow(gray: &Gray) -> Option<Mended> {
    let (width, height) = gray.size();
    if width * height * 4 > MAX_GROWN {
        return None;
    }
    let wide = |row: &[u8]| -> Vec<u16> {
        (0..width * 2)
            .map(|x| {
                let near = x / 2;
                let far = if x % 2 == 0 {
                    near.saturating_sub(1)
                } else {
                    (near + 1).min(width - 1)
                };
                3 * u16::from(row[near]) + u16::from(row[far])
            })
            .collect()
    };
    let rows: Vec<Vec<u16>> = (0..height).map(|y| wide(gray.row(y))).collect();
    let mut pixels = Vec::with_capacity(width * height * 4);
    for y in 0..height * 2 {
        let near = y / 2;
        let far = if y % 2 == 0 {
            near.saturating_sub(1)
        } else {
            (near + 1).min(height - 1)
        };
        pixels.extend(
            rows[near]
                .iter()
                .zip(&rows[far])
                .map(|(a, b)| ((3 * a + b + 8) / 16) as u8),
        );
    }
    Some(Mended {
        gray: Gray::of(width * 2, height * 2, pixels),
        scale: 0.5,
    })
}

/// Size without the outermost pixels, which 3x3 filters drop.
fn inner(gray: &Gray) -> Option<(usize, usize)> {
    let (width, height) = gray.size();
    (width > 2 && height > 2).then(|| (width - 2, height - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speck() -> Gray {
        let mut pixels = vec![200; 64 * 64];
        pixels[20 * 64 + 20] = 0;
        Gray::of(64, 64, pixels)
    }

    #[test]
    fn median_drops_a_speck_and_blur_spreads_it() {
        assert!(
            median(&speck())
                .expect("large enough")
                .pixels()
                .iter()
                .all(|p| *p == 200)
        );
        let blurred = blur(&speck()).expect("large enough");
        assert_eq!(blurred.row(19)[19], 150);
        assert_eq!(blurred.row(18)[19], 175);
    }

    #[test]
    fn sizes_and_scales() {
        let half = shrink::<2>(&speck()).expect("large enough");
        assert_eq!((half.gray.size(), half.scale), ((32, 32), 2.0));
        assert_eq!(half.gray.row(10)[10], 150);
        assert!(shrink::<3>(&speck()).is_none());
        let double = grow(&speck()).expect("small enough");
        assert_eq!((double.gray.size(), double.scale), ((128, 128), 0.5));
        assert_eq!(invert(&speck()).row(20)[20], 255);
    }

    #[test]
    fn too_small_is_no_panic() {
        let dot = Gray::of(1, 1, vec![7]);
        for mend in LADDER {
            let _ = mend.apply(&dot);
        }
    }
}
