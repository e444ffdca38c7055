//! Every 2-D code in a picture or on a PDF page, as text with its place.
//!
//! [`kind`] tells from the first bytes what a file is, [`picture`] turns PNG, JPEG, WebP and SVG into
//! [`Gray`] pixels, [`Pdf`] draws pages, and [`codes`] finds the codes. Nothing here trusts a file
//! name, and nothing panics on hostile bytes: the decoders of others run behind one seam (`guard`).

mod black;
mod bounds;
mod codes;
mod gray;
mod guard;
mod kind;
mod mend;
mod pdf;
mod picture;
mod preview;
mod regions;
mod scan;
mod svg;
mod swelling;

pub use codes::codes;
pub use gray::Gray;
pub use kind::{Kind, kind};
pub use pdf::{Pdf, RESOLUTIONS};
pub use picture::{MAX_BYTES, MAX_PIXELS, picture};
pub use preview::{picture_png, pixels_png};
pub use scan::{Found, Symbology};

/// Why a file gave no pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes are none of PNG, JPEG, WebP, SVG (for [`picture`]) or PDF (for [`Pdf::open`]), or
    /// an SVG with more than plain shapes.
    #[error("not a picture or PDF that can be read")]
    Unsupported,
    /// An HEIC or AVIF picture, the format of many phones; to be saved as JPEG first.
    #[error("HEIC pictures cannot be read; save as JPEG")]
    Heic,
    /// The PDF opens only with a password, or with a cipher that is not known here.
    #[error("the PDF is locked with a password")]
    Encrypted,
    /// Starts like the right kind of file, but cannot be decoded.
    #[error("the file is damaged")]
    Damaged,
    /// More pixels, memory or work than this reader's limits allow.
    #[error("the picture is too large")]
    TooLarge,
    /// The PDF has no such page (pages count from 0).
    #[error("no such page")]
    NoSuchPage,
}
