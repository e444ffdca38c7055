//! The window while a code is shown full-screen: kept out of pictures of the screen, where the system can do that.
//!
//! Windows leaves the window out of captures. macOS does up to 14; from 15 on ScreenCaptureKit ignores it (tauri#14200).
//! Linux has no such thing, and Tauri answers Ok all the same: what the person is told must not come from that answer.

use tauri::{Runtime, WebviewWindow};

/// A code is shown: full-screen and protected.
pub fn begin<R: Runtime>(window: &WebviewWindow<R>) {
    // Protected first: no frame of the code is drawn before. Neither is worth refusing to show a code for.
    let _ = window.set_content_protected(true);
    let _ = window.set_fullscreen(true);
}

/// It is shown no more.
pub fn end<R: Runtime>(window: &WebviewWindow<R>) {
    let _ = window.set_fullscreen(false);
    let _ = window.set_content_protected(false);
}
