//! The system's notifications: one line without names, once a day at most.
//!
//! A press on it does nothing yet: the desktops differ in whether they tell of it.

use std::fs;
use std::path::Path;
use std::thread;

use jiff::civil::Date;
use words::{Lang, t};

/// Keeps the day of the last one, and nothing else.
const FILE: &str = "reminded";

/// Tells that something expires, unless something was told today already; `home` is where settings are kept. Returns at
/// once. A system that cannot tell is not asked again before tomorrow.
///
/// True: it was this day's first.
pub fn expiring(home: &Path, today: Date, lang: Lang) -> bool {
    if !is_first(home, today) {
        return false;
    }
    let (title, line) = (
        t(lang, "remind-title", &[]),
        t(lang, "remind-expiring", &[]),
    );
    // A desktop may take its time, and whoever calls has a clock to keep.
    thread::spawn(move || {
        let _ = show(&title, &line);
    });
    true
}

/// Whether nothing was told on this day yet; it is then noted. A day that cannot be noted is a day without.
fn is_first(home: &Path, today: Date) -> bool {
    let (path, today) = (home.join(FILE), today.to_string());
    let last = fs::read_to_string(&path).unwrap_or_default();
    last != today && fs::write(&path, &today).is_ok()
}

/// Desktop Notifications Specification 1.2.
#[cfg(target_os = "linux")]
fn show(title: &str, line: &str) -> zbus::Result<()> {
    show_on(&zbus::blocking::Connection::session()?, title, line)
}

#[cfg(target_os = "linux")]
fn show_on(bus: &zbus::blocking::Connection, title: &str, line: &str) -> zbus::Result<()> {
    use std::collections::HashMap;
    use zbus::zvariant::Value;
    let (actions, hints): (&[&str], HashMap<&str, Value<'_>>) = (&[], HashMap::new());
    let wish = (
        title,
        0u32,
        "kincode-app",
        title,
        line,
        actions,
        hints,
        -1i32,
    );
    let name = "org.freedesktop.Notifications";
    bus.call_method(
        Some(name),
        "/org/freedesktop/Notifications",
        Some(name),
        "Notify",
        &wish,
    )?;
    Ok(())
}

#[cfg(any(target_os = "macos", windows))]
fn show(title: &str, line: &str) -> notify_rust::error::Result<()> {
    notify_rust::Notification::new()
        .summary(title)
        .body(line)
        .show()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn once_a_day_also_after_a_new_start() {
        let home = tempfile::tempdir().expect("a folder");
        let day = date(2026, 11, 21);
        assert!(is_first(home.path(), day) && !is_first(home.path(), day));
        assert!(is_first(home.path(), date(2026, 11, 22)));
        assert!(
            !is_first(Path::new("no/such/folder"), day),
            "rather never than always"
        );
    }

    #[test]
    fn the_words_are_there_and_name_nobody() {
        for lang in Lang::ALL {
            for key in ["remind-title", "remind-expiring"] {
                assert_ne!(t(lang, key, &[]), key);
            }
        }
    }
}
