//! PDF pages to pixels, by `hayro`.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{self, LoadPdfError};
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use super::guard::guarded;
use super::{Found, Gray, ReadError, bounds, codes};

/// Dots per inch at which [`Pdf::codes`] draws a page, one after the other until a code is found:
/// enough for a code as dense as print allows (200), a good scan (300), a tiny vector code (400).
pub const RESOLUTIONS: [u32; 3] = [200, 300, 400];

/// Pixels of the largest page drawn: A3 at 400 dpi has 31 million. 4 bytes each while drawing.
const MAX_PAGE_PIXELS: f32 = 36_000_000.0;
/// PDF units in an inch.
const POINTS: f32 = 72.0;

/// An open PDF.
pub struct Pdf {
    document: hayro_syntax::Pdf,
}

impl Pdf {
    /// Opens a PDF. Files locked only against changes (an empty user password) open too.
    ///
    /// # Errors
    /// [`ReadError::Encrypted`] if a password is needed, [`ReadError::Damaged`] if it cannot be
    /// read or has no page, [`ReadError::Unsupported`] if it is no PDF, [`ReadError::TooLarge`] if
    /// something in it would swell to more than 128 MiB or 72 million pixels, or all of it to more
    /// than 1 GiB.
    pub fn open(bytes: Vec<u8>) -> Result<Self, ReadError> {
        if super::kind(&bytes) != super::Kind::Pdf {
            return Err(ReadError::Unsupported);
        }
        bounds::raw(&bytes)?;
        match guarded(|| hayro_syntax::Pdf::new(bytes)) {
            Some(Ok(document)) if !document.pages().is_empty() => {
                guarded(|| bounds::opened(&document)).unwrap_or(Err(ReadError::Damaged))?;
                Ok(Self { document })
            }
            Some(Err(LoadPdfError::Decryption(_))) => Err(ReadError::Encrypted),
            _ => Err(ReadError::Damaged),
        }
    }

    /// How many pages there are; at least one.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// Page `page` (from 0) as grey pixels at `dpi` dots per inch, fewer where the page is huge.
    ///
    /// # Errors
    /// [`ReadError::NoSuchPage`], or [`ReadError::Damaged`] if it cannot be drawn.
    pub fn page(&self, page: usize, dpi: u32) -> Result<Gray, ReadError> {
        let pixmap = self.draw(page, dpi)?;
        let luma = |p: &[u8; 4]| {
            ((u32::from(p[0]) * 54 + u32::from(p[1]) * 183 + u32::from(p[2]) * 19 + 128) >> 8) as u8
        };
        let (rgba, _) = pixmap.data_as_u8_slice().as_chunks::<4>();
        let gray = rgba.iter().map(luma).collect();
        Gray::new(pixmap.width().into(), pixmap.height().into(), gray).ok_or(ReadError::Damaged)
    }

    /// Page `page` (from 0) as a colour PNG, for a preview of the very bytes.
    ///
    /// # Errors
    /// As [`Pdf::page`].
    pub fn page_png(&self, page: usize, dpi: u32) -> Result<Vec<u8>, ReadError> {
        self.draw(page, dpi)?
            .into_png()
            .map_err(|_| ReadError::Damaged)
    }

    /// All codes on page `page` (from 0), in pixels of the resolution at which they were found:
    /// the first of [`RESOLUTIONS`] that shows any, given with them.
    ///
    /// # Errors
    /// As [`Pdf::page`].
    pub fn codes(&self, page: usize) -> Result<(u32, Vec<Found>), ReadError> {
        let mut dpi = RESOLUTIONS[0];
        for resolution in RESOLUTIONS {
            dpi = resolution;
            let found = codes(&self.page(page, dpi)?);
            if !found.is_empty() {
                return Ok((dpi, found));
            }
        }
        Ok((dpi, Vec::new()))
    }

    fn draw(&self, page: usize, dpi: u32) -> Result<Pixmap, ReadError> {
        guarded(|| {
            let page = self
                .document
                .pages()
                .get(page)
                .ok_or(ReadError::NoSuchPage)?;
            let (width, height) = page.render_dimensions();
            let scale = scale(width, height, dpi).ok_or(ReadError::Damaged)?;
            let pixmap = PixmapSettings {
                x_scale: scale,
                y_scale: scale,
                bg_color: WHITE,
            };
            let interpret = InterpreterSettings::default();
            let cache = RenderCache::new();
            Ok(hayro::render(
                page,
                &cache,
                &interpret,
                &RenderSettings::default(),
                &pixmap,
            ))
        })
        .unwrap_or(Err(ReadError::Damaged))
    }
}

impl std::fmt::Debug for Pdf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pdf({} pages)", self.pages())
    }
}

/// Pixels a point for `dpi`, less if the page would be too large; `None` for a page without area.
fn scale(width: f32, height: f32, dpi: u32) -> Option<f32> {
    let wanted = dpi as f32 / POINTS;
    let by_area = (MAX_PAGE_PIXELS / (width * height)).sqrt();
    let by_side = f32::from(u16::MAX) / width.max(height);
    let scale = wanted.min(by_area).min(by_side);
    let drawn = width * scale >= 1.0 && height * scale >= 1.0;
    drawn.then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn huge_pages_are_drawn_smaller() {
        let a4 = scale(595.0, 842.0, 300).expect("an area");
        assert!((a4 - 300.0 / 72.0).abs() < 1e-6);
        let banner = scale(14_400.0, 14_400.0, 300).expect("an area");
        assert!(14_400.0 * banner * 14_400.0 * banner <= MAX_PAGE_PIXELS * 1.001);
        assert_eq!(scale(0.0, 842.0, 300), None);
        assert_eq!(scale(f32::NAN, 842.0, 300), None);
    }
}
