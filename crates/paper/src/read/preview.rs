//! Pictures as PNG: for looking at one that is kept, and for keeping one that came as bare pixels.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, RgbaImage};

use super::guard::guarded;
use super::picture::{format, upright};
use super::{Gray, ReadError, picture};

/// Pixels of the longer side of a preview: twice what a window shows.
const SIDE: u32 = 2000;

/// A picture (PNG, JPEG, WebP, SVG) as a colour PNG of at most 2,000 pixels on its longer side, upright. An SVG comes
/// in greys.
///
/// # Errors
/// As [`picture`].
pub fn picture_png(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let Some(format) = format(bytes)? else {
        return gray_png(&picture(bytes)?);
    };
    guarded(|| {
        let image = upright(bytes, format)?;
        let large = image.width().max(image.height()) > SIDE;
        png(&if large {
            image.thumbnail(SIDE, SIDE)
        } else {
            image
        })
    })
    .unwrap_or(Err(ReadError::Damaged))
}

/// 8-bit red, green, blue and alpha as a PNG of the same size; `None` if `rgba` has another length than its sides say.
pub fn pixels_png(width: u32, height: u32, rgba: Vec<u8>) -> Option<Vec<u8>> {
    let picture = RgbaImage::from_raw(width, height, rgba)?;
    guarded(|| png(&DynamicImage::ImageRgba8(picture)).ok())?
}

fn gray_png(gray: &Gray) -> Result<Vec<u8>, ReadError> {
    let picture = GrayImage::from_raw(gray.width(), gray.height(), gray.pixels().to_vec());
    png(&DynamicImage::ImageLuma8(
        picture.ok_or(ReadError::Damaged)?,
    ))
}

fn png(image: &DynamicImage) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(|_| ReadError::Damaged)?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_a_picture_and_come_back() {
        let png = pixels_png(3, 1, [[0, 0, 0, 255]; 3].concat()).expect("three pixels");
        assert_eq!(picture(&png).expect("a PNG").pixels(), [0, 0, 0]);
        assert_eq!(pixels_png(3, 1, vec![0; 11]), None);
    }

    #[test]
    fn a_large_picture_is_shown_smaller() {
        let png = pixels_png(4000, 10, vec![0; 160_000]).expect("fits");
        let shown = picture(&picture_png(&png).expect("drawn")).expect("a PNG");
        assert_eq!((shown.width(), shown.height()), (2000, 5));
        assert_eq!(picture_png(b"GIF89a"), Err(ReadError::Unsupported));
    }
}
