//! What the desktop's screen saver says on the session's bus: for systems without logind, and desktops that tell logind
//! nothing.

use std::thread;

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::{MatchRule, Message, message};

use super::{Told, Why};

/// All of them have the signal `ActiveChanged(b)`. A screen that is only dark counts as locked.
const SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

/// Listens on a thread of its own; without a session bus it ends at once.
pub(super) fn watch(on: Told) {
    thread::spawn(move || {
        let _ = Connection::session().and_then(|bus| listen(&bus, &on));
    });
}

/// Returns when the bus is gone.
fn listen(bus: &Connection, on: &Told) -> zbus::Result<()> {
    let messages = MessageIterator::from(bus);
    let daemon = DBusProxy::new(bus)?;
    for saver in SAVERS {
        let rule = MatchRule::builder()
            .msg_type(message::Type::Signal)
            .interface(saver)?
            .member("ActiveChanged")?
            .build();
        daemon.add_match_rule(rule)?;
    }
    for message in messages {
        if began(&message?) {
            on.tell(Why::ScreenLock);
        }
    }
    Ok(())
}

fn began(message: &Message) -> bool {
    let header = message.header();
    let name = header.interface().map(|name| name.as_str());
    name.is_some_and(|name| SAVERS.contains(&name)) && message.body().deserialize().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::stage::{Bus, next, told};
    use super::*;

    #[test]
    fn every_desktop_is_heard_when_its_screen_goes_dark() {
        let bus = Bus::start();
        let (on, hear) = told();
        let us = bus.join();
        thread::spawn(move || listen(&us, &on));
        let desktop = bus.join();
        let says = |saver: &str, active: bool| {
            desktop
                .emit_signal(None::<&str>, "/any/where", saver, "ActiveChanged", &active)
                .expect("a signal");
        };
        // Until the first is heard: it subscribes meanwhile.
        while hear.recv_timeout(Duration::from_millis(50)).is_err() {
            says(SAVERS[4], true);
        }
        while hear.recv_timeout(Duration::from_millis(300)).is_ok() {}
        for saver in SAVERS {
            says(saver, true);
            assert_eq!(next(&hear), Some(Why::ScreenLock), "{saver}");
        }
        says(SAVERS[0], false);
        says("org.example.ScreenSaver", true);
        assert!(hear.recv_timeout(Duration::from_millis(200)).is_err());
    }
}
