//! The system's clipboard, where the page cannot see it: WebKitGTK hands a page no pictures.

use arboard::Clipboard;

/// The picture in the clipboard: width, height, and rows of red, green, blue and alpha; `None` if there
/// is none.
pub fn picture() -> Option<(u32, u32, Vec<u8>)> {
    let image = Clipboard::new().ok()?.get_image().ok()?;
    let side = |length| u32::try_from(length).ok();
    Some((
        side(image.width)?,
        side(image.height)?,
        image.bytes.into_owned(),
    ))
}
