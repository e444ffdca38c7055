//! PNG, JPEG, WebP and SVG to grey pixels, within limits.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::guard::guarded;
use super::{Gray, Kind, ReadError, kind, svg};

/// Pixels of the largest picture that is decoded: the 100-megapixel cameras of today's phones.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Bytes that decoding one picture may take, besides its grey copy.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Decodes a PNG, JPEG, WebP or SVG picture, told by content. EXIF orientation is applied and
/// transparent pixels lie on white, as a person sees it. An SVG is drawn with 2,000 pixels on its
/// longer side, if it has plain shapes only; others are [`ReadError::Unsupported`].
///
/// # Errors
/// [`ReadError::Heic`], [`ReadError::Unsupported`], [`ReadError::Damaged`], [`ReadError::TooLarge`].
pub fn picture(bytes: &[u8]) -> Result<Gray, ReadError> {
    let Some(format) = format(bytes)? else {
        return guarded(|| svg::draw(bytes)).unwrap_or(Err(ReadError::Damaged));
    };
    guarded(|| decode(bytes, format)).unwrap_or(Err(ReadError::Damaged))
}

/// What its bytes say it is; `None` for an SVG, which is drawn and not decoded.
pub(super) fn format(bytes: &[u8]) -> Result<Option<ImageFormat>, ReadError> {
    match kind(bytes) {
        Kind::Png => Ok(Some(ImageFormat::Png)),
        Kind::Jpeg => Ok(Some(ImageFormat::Jpeg)),
        Kind::WebP => Ok(Some(ImageFormat::WebP)),
        Kind::Svg => Ok(None),
        Kind::Heic => Err(ReadError::Heic),
        _ => Err(ReadError::Unsupported),
    }
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<Gray, ReadError> {
    let gray = on_white(upright(bytes, format)?);
    let (width, height) = gray.dimensions();
    Gray::new(width, height, gray.into_raw()).ok_or(ReadError::Damaged)
}

/// The pixels as a person sees them, within the limits.
pub(super) fn upright(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, ReadError> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(reason)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    // An unreadable EXIF block is no reason to lose the picture.
    let orientation = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(reason)?;
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

fn on_white(image: DynamicImage) -> image::GrayImage {
    if !image.color().has_alpha() {
        return image.into_luma8();
    }
    let both = image.into_luma_alpha8();
    let (width, height) = both.dimensions();
    let over = |luma: u8, alpha: u8| {
        let (luma, alpha) = (u32::from(luma), u32::from(alpha));
        ((luma * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    image::GrayImage::from_fn(width, height, |x, y| {
        let [luma, alpha] = both.get_pixel(x, y).0;
        image::Luma([over(luma, alpha)])
    })
}

fn reason(error: ImageError) -> ReadError {
    match error {
        ImageError::Limits(_) => ReadError::TooLarge,
        ImageError::Unsupported(_) => ReadError::Unsupported,
        _ => ReadError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparent_is_white() {
        let mut clear = image::RgbaImage::new(2, 1);
        clear.put_pixel(1, 0, image::Rgba([0, 0, 0, 255]));
        let mut bytes = Vec::new();
        clear
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .expect("memory");
        assert_eq!(picture(&bytes).expect("a PNG").pixels(), [255, 0]);
    }

    #[test]
    fn refusals_are_told_apart() {
        assert_eq!(picture(b"\0\0\0\x18ftypheic"), Err(ReadError::Heic));
        assert_eq!(picture(b"GIF89a"), Err(ReadError::Unsupported));
        assert_eq!(picture(b"\x89PNG\r\n\x1a\n"), Err(ReadError::Damaged));
        assert_eq!(
            picture(&png_header(20_000, 20_000)),
            Err(ReadError::TooLarge)
        );
    }

    /// A PNG that promises `width * height` pixels and holds none.
    fn png_header(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let small = image::GrayImage::new(1, 1);
        small
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .expect("memory");
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| {
                (c >> 1) ^ (0xEDB8_8320 & (c & 1).wrapping_neg())
            })
        })
    }
}
