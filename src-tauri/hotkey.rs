//! Ctrl+Alt+K brings the window forward from anywhere, if the person wants that.
//!
//! Windows, macOS and X11. Wayland gives no program the keys of others, and X11's way answers Ok there and hears nothing:
//! so it is not tried.

use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_global_shortcut::{GlobalShortcut, ShortcutState};

use crate::forward::come_forward;

const KEYS: &str = "Ctrl+Alt+K";

/// Whether this desktop can do it at all; the setting is worth offering only then.
pub fn is_possible() -> bool {
    let says = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || (says("DISPLAY") && !says("WAYLAND_DISPLAY"))
}

/// Listens for the keys, or stops. False: they are wanted, and the system refuses or another program has them.
pub fn set(app: &AppHandle, wanted: bool) -> bool {
    if wanted { on(app).is_some() } else { off(app) }
}

fn on(app: &AppHandle) -> Option<()> {
    if !is_possible() {
        return None;
    }
    if app.try_state::<GlobalShortcut<Wry>>().is_none() {
        // Only now: from its first day on it looks twenty times a second for keys.
        app.plugin(tauri_plugin_global_shortcut::Builder::new().build())
            .ok()?;
    }
    let shortcuts = app.state::<GlobalShortcut<Wry>>();
    if shortcuts.is_registered(KEYS) {
        return Some(());
    }
    let pressed = |app: &AppHandle, _: &_, event: tauri_plugin_global_shortcut::ShortcutEvent| {
        if event.state == ShortcutState::Pressed {
            come_forward(app);
        }
    };
    shortcuts.on_shortcut(KEYS, pressed).ok()
}

fn off(app: &AppHandle) -> bool {
    let Some(shortcuts) = app.try_state::<GlobalShortcut<Wry>>() else {
        return true;
    };
    !shortcuts.is_registered(KEYS) || shortcuts.unregister(KEYS).is_ok()
}
