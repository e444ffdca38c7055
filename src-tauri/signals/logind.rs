//! What logind says on the system's bus. (man 5 org.freedesktop.login1)

use std::collections::HashMap;
use std::thread;

use zbus::blocking::fdo::{DBusProxy, PropertiesProxy};
use zbus::blocking::{Connection, MessageIterator};
use zbus::names::InterfaceName;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
use zbus::{MatchRule, Message, message};

use super::{Told, Why};

const SERVICE: &str = "org.freedesktop.login1";
const MANAGER_AT: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// The caller's session; from a user service, as desktops start programs, the one at this user's screen.
const OWN_SESSION_AT: &str = "/org/freedesktop/login1/session/auto";

/// Listens on a thread of its own; without a system bus it ends at once.
pub(super) fn watch(on: Told) {
    thread::spawn(move || {
        let _ = Connection::system().and_then(|bus| listen(&bus, &on));
    });
}

/// Returns when the bus is gone. Without logind it hears nothing.
fn listen(bus: &Connection, on: &Told) -> zbus::Result<()> {
    let messages = MessageIterator::from(bus);
    let daemon = DBusProxy::new(bus)?;
    daemon.add_match_rule(rule(MANAGER, MANAGER_AT)?)?;
    if let Ok(session) = own_session(bus) {
        daemon.add_match_rule(rule(SESSION, &session)?)?;
        daemon.add_match_rule(rule(PROPERTIES, &session)?)?;
    }
    let mut brake = hold_sleep(bus);
    for message in messages {
        match heard(&message?) {
            Some(Heard::Sleeps(true)) => {
                on.tell(Why::Sleep);
                // Let go only now: the computer sleeps when everything is locked.
                brake = None;
            }
            Some(Heard::Sleeps(false)) => brake = brake.or_else(|| hold_sleep(bus)),
            Some(Heard::Told(why)) => on.tell(why),
            None => {}
        }
    }
    Ok(())
}

enum Heard {
    /// True before a sleep, false after it.
    Sleeps(bool),
    Told(Why),
}

fn heard(message: &Message) -> Option<Heard> {
    let header = message.header();
    let body = message.body();
    match (header.interface()?.as_str(), header.member()?.as_str()) {
        (MANAGER, "PrepareForSleep") => body.deserialize().ok().map(Heard::Sleeps),
        (SESSION, "Lock") => Some(Heard::Told(Why::ScreenLock)),
        (PROPERTIES, "PropertiesChanged") => {
            let (of, changed, _): (String, HashMap<String, OwnedValue>, Vec<String>) =
                body.deserialize().ok()?;
            let is = |name: &str, wanted: bool| {
                let value = changed
                    .get(name)
                    .and_then(|value| bool::try_from(value).ok());
                of == SESSION && value == Some(wanted)
            };
            if is("LockedHint", true) {
                Some(Heard::Told(Why::ScreenLock))
            } else if is("Active", false) {
                Some(Heard::Told(Why::Switch))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// While what is returned lives, a sleep waits: up to five seconds by default (`InhibitDelayMaxSec`).
fn hold_sleep(bus: &Connection) -> Option<OwnedFd> {
    let wish = ("sleep", "Kincode", "The vault is locked first", "delay");
    let answer = bus.call_method(Some(SERVICE), MANAGER_AT, Some(MANAGER), "Inhibit", &wish);
    answer.ok()?.body().deserialize().ok()
}

/// Signals come from the session's own path, never from the name by which it is asked for.
fn own_session(bus: &Connection) -> zbus::Result<OwnedObjectPath> {
    let properties = PropertiesProxy::new(bus, SERVICE, OWN_SESSION_AT)?;
    let id: String = properties
        .get(InterfaceName::from_static_str(SESSION)?, "Id")?
        .try_into()?;
    let answer = bus.call_method(Some(SERVICE), MANAGER_AT, Some(MANAGER), "GetSession", &id)?;
    answer.body().deserialize()
}

fn rule<'a>(interface: &'a str, path: &'a str) -> zbus::Result<MatchRule<'a>> {
    Ok(MatchRule::builder()
        .msg_type(message::Type::Signal)
        .sender(SERVICE)?
        .interface(interface)?
        .path(path)?
        .build())
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use zbus::zvariant::Value;

    use super::super::stage::{Bus, next, told};
    use super::*;

    const SESSION_AT: &str = "/org/freedesktop/login1/session/_32";

    /// As much of logind as we ask for. Each brake that it gives out is told, with the end that feels its release.
    struct Manager(Sender<UnixStream>);

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Manager {
        fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
            assert_eq!((what, mode), ("sleep", "delay"));
            let (ours, theirs) = UnixStream::pair().expect("a pair");
            self.0.send(ours).expect("the test listens");
            OwnedFd::from(std::os::fd::OwnedFd::from(theirs))
        }

        fn get_session(&self, id: &str) -> OwnedObjectPath {
            assert_eq!(id, "2");
            OwnedObjectPath::try_from(SESSION_AT).expect("a path")
        }
    }

    struct Session;

    #[zbus::interface(name = "org.freedesktop.login1.Session")]
    impl Session {
        #[zbus(property)]
        fn id(&self) -> &'static str {
            "2"
        }
    }

    fn properties<'a>(
        changed: &[(&'a str, bool)],
    ) -> (&'static str, HashMap<&'a str, Value<'a>>, Vec<&'a str>) {
        let changed = changed
            .iter()
            .map(|(name, value)| (*name, Value::from(*value)));
        (SESSION, changed.collect(), Vec::new())
    }

    #[test]
    fn sleep_lock_and_switch_arrive_and_sleep_waits() {
        let bus = Bus::start();
        let (give, brakes) = channel();
        let logind = bus
            .builder()
            .name(SERVICE)
            .and_then(|builder| builder.serve_at(MANAGER_AT, Manager(give)))
            .and_then(|builder| builder.serve_at(OWN_SESSION_AT, Session))
            .and_then(zbus::blocking::connection::Builder::build)
            .expect("a fake logind");
        let (on, hear) = told();
        let us = bus.join();
        thread::spawn(move || listen(&us, &on));
        let mut brake = brakes
            .recv_timeout(Duration::from_secs(10))
            .expect("sleep is held back");

        let quiet = || assert!(hear.recv_timeout(Duration::from_millis(200)).is_err());
        let sleeps = |yes: bool| {
            logind
                .emit_signal(None::<&str>, MANAGER_AT, MANAGER, "PrepareForSleep", &yes)
                .expect("a signal");
        };
        let changes = |path: &str, changed: &[(&str, bool)]| {
            logind
                .emit_signal(
                    None::<&str>,
                    path,
                    PROPERTIES,
                    "PropertiesChanged",
                    &properties(changed),
                )
                .expect("a signal");
        };

        brake.set_nonblocking(true).expect("a socket");
        assert!(brake.read(&mut [0]).is_err(), "held until we are told");
        sleeps(true);
        assert_eq!(next(&hear), Some(Why::Sleep));
        brake.set_nonblocking(false).expect("a socket");
        assert_eq!(
            brake.read(&mut [0]).ok(),
            Some(0),
            "let go when locking is done"
        );
        sleeps(false);
        brakes
            .recv_timeout(Duration::from_secs(10))
            .expect("the next sleep is held back too");

        logind
            .emit_signal(None::<&str>, SESSION_AT, SESSION, "Lock", &())
            .expect("a signal");
        assert_eq!(next(&hear), Some(Why::ScreenLock));
        changes(SESSION_AT, &[("LockedHint", true)]);
        assert_eq!(next(&hear), Some(Why::ScreenLock));
        changes(SESSION_AT, &[("Active", false)]);
        assert_eq!(next(&hear), Some(Why::Switch));

        changes(SESSION_AT, &[("LockedHint", false), ("Active", true)]);
        changes(SESSION_AT, &[("IdleHint", true)]);
        changes(
            "/org/freedesktop/login1/session/_33",
            &[("LockedHint", true)],
        );
        quiet();
    }

    #[test]
    fn without_logind_nothing_is_heard_and_nothing_breaks() {
        let bus = Bus::start();
        let (on, hear) = told();
        let us = bus.join();
        let listening = thread::spawn(move || listen(&us, &on));
        assert!(hear.recv_timeout(Duration::from_millis(300)).is_err());
        assert!(!listening.is_finished(), "it waits");
        drop(bus);
        let _ = listening.join().expect("it ends with the bus");
    }
}
