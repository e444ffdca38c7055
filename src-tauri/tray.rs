//! The icon in the tray, if the person wants it: the window is then hidden when it is closed, and comes back from here.
//!
//! On Linux an icon is made only where a panel shows such icons (StatusNotifierItem), and only where the library
//! libayatana-appindicator3 is installed. Without an icon a closed window ends the program, as without the setting.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Window, WindowEvent};
use words::{Lang, t};

use crate::forward::come_forward;

const ID: &str = "main";

/// Shows the icon with its menu in this language, or takes it away. `lock` is called, on a thread of its own, when the
/// person chooses to lock. Returns at once: what the system refuses shows as [`is_there`] staying false.
pub fn set(app: &AppHandle, wanted: Option<Lang>, lock: fn(&AppHandle)) {
    let app = app.clone();
    thread::spawn(move || {
        let wanted = wanted.filter(|_| panel_shows_icons());
        let main = app.clone();
        let _ = app.run_on_main_thread(move || change(&main, wanted, lock));
    });
}

/// Whether the window may hide: somebody can get it back.
pub fn is_there(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some()
}

/// Hides a window that is being closed, if there is an icon. True: it was hidden, which is a moment to lock.
pub fn hides(window: &Window, event: &WindowEvent) -> bool {
    match event {
        WindowEvent::CloseRequested { api, .. } if is_there(window.app_handle()) => {
            api.prevent_close();
            window.hide().is_ok()
        }
        _ => false,
    }
}

fn change(app: &AppHandle, wanted: Option<Lang>, lock: fn(&AppHandle)) {
    let Some(lang) = wanted else {
        app.remove_tray_by_id(ID);
        // Nobody could get a hidden window back.
        come_back(app);
        return;
    };
    let Ok(menu) = menu(app, lang) else { return };
    if let Some(icon) = app.tray_by_id(ID) {
        let _ = icon.set_menu(Some(menu));
        return;
    }
    // Where the library is missing, this panics (libappindicator-sys): then there is no icon.
    let _ = catch_unwind(AssertUnwindSafe(|| build(app, &menu, lock)));
}

fn come_back(app: &AppHandle) {
    let window = app.get_webview_window("main");
    if window.is_some_and(|window| window.is_visible().is_ok_and(|visible| !visible)) {
        come_forward(app);
    }
}

fn menu(app: &AppHandle, lang: Lang) -> tauri::Result<Menu<tauri::Wry>> {
    let item = |id: &str| {
        let words = t(lang, &format!("tray-{id}"), &[]);
        MenuItem::with_id(app, format!("tray-{id}"), words, true, None::<&str>)
    };
    Menu::with_items(app, &[&item("open")?, &item("lock")?, &item("quit")?])
}

fn build(
    app: &AppHandle,
    menu: &Menu<tauri::Wry>,
    lock: fn(&AppHandle),
) -> tauri::Result<TrayIcon> {
    let builder = TrayIconBuilder::with_id(ID)
        .menu(menu)
        .tooltip("亲码 Kincode")
        // Windows: left opens the window, right the menu. macOS knows only menus, and Linux tells of no click.
        .show_menu_on_left_click(!cfg!(windows))
        .on_tray_icon_event(|icon, event| {
            if cfg!(windows) && is_left_click(&event) {
                come_forward(icon.app_handle());
            }
        })
        .on_menu_event(move |app, event| match event.id().as_ref() {
            "tray-open" => come_forward(app),
            "tray-lock" => {
                let app = app.clone();
                thread::spawn(move || lock(&app));
            }
            "tray-quit" => app.exit(0),
            _ => {}
        });
    let icon = app.default_window_icon().cloned();
    match icon {
        Some(icon) => builder.icon(icon),
        None => builder,
    }
    .build(app)
}

fn is_left_click(event: &TrayIconEvent) -> bool {
    matches!(
        event,
        TrayIconEvent::Click {
            button: MouseButton::Left,
            button_state: MouseButtonState::Up,
            ..
        }
    )
}

/// Asks the panel's watcher. (StatusNotifierItem: `IsStatusNotifierHostRegistered`)
#[cfg(target_os = "linux")]
fn panel_shows_icons() -> bool {
    zbus::blocking::Connection::session().is_ok_and(|bus| has_host(&bus).unwrap_or(false))
}

#[cfg(not(target_os = "linux"))]
fn panel_shows_icons() -> bool {
    true
}

#[cfg(target_os = "linux")]
fn has_host(bus: &zbus::blocking::Connection) -> zbus::Result<bool> {
    let name = "org.kde.StatusNotifierWatcher";
    let watcher = zbus::blocking::Proxy::new(bus, name, "/StatusNotifierWatcher", name)?;
    watcher.get_property("IsStatusNotifierHostRegistered")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_has_words() {
        for lang in Lang::ALL {
            for key in ["tray-open", "tray-lock", "tray-quit"] {
                assert_ne!(t(lang, key, &[]), key);
            }
        }
    }
}
