//! Bringing the one window to the front: a second start, the tray, the shortcut.

use tauri::{AppHandle, Manager, Runtime};

/// Shows the window, wherever it was.
pub fn come_forward<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        // A desktop that does not let a window raise itself is right; then the person clicks it.
        let _ = window
            .show()
            .and_then(|()| window.unminimize())
            .and_then(|()| window.set_focus());
    }
}
