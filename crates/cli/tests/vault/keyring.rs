//! A bus, a home and a gnome-keyring of its own for each test: it starts itself again under `dbus-run-session`, because
//! the address of a bus belongs to a process.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Set in the inner process.
const INSIDE: &str = "KINCODE_TEST_CLI_HOME";

/// Runs `test` on a bus and in a home of its own, on which nothing is started by itself.
pub fn on_a_bus(name: &str, test: impl FnOnce(&Path)) {
    if let Some(home) = std::env::var_os(INSIDE) {
        test(Path::new(&home));
        return;
    }
    let there = Command::new("dbus-run-session").arg("--version").output();
    if there.is_err() {
        println!("skipped: there is no dbus-run-session here");
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join("bus.conf");
    fs::write(&config, BUS).expect("it is written");
    let mut bus = Command::new("dbus-run-session");
    bus.arg("--config-file").arg(&config).arg("--");
    bus.arg(std::env::current_exe().expect("this program has a name"));
    bus.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    // Whoever was asked for out here is wanted in there.
    bus.arg("--include-ignored");
    bus.env(INSIDE, home.path())
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path());
    for variable in [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "DISPLAY",
        "WAYLAND_DISPLAY",
    ] {
        bus.env_remove(variable);
    }
    let ended = bus.status().expect("it starts");
    assert!(ended.success(), "{name} failed on its bus");
}

/// A bus that starts no services: the machine's own keyring must not come up beside ours.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// gnome-keyring in the foreground; ended when dropped.
pub struct Daemon(Child);

impl Daemon {
    /// With the login keyring unlocked, which is made if it is not there.
    pub fn start(home: &Path) -> Self {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets", "--unlock"]);
        command.arg("--control-directory").arg(home.join("control"));
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let daemon = command.spawn();
        let mut daemon = daemon.expect("gnome-keyring is installed; cargo xtask test does it");
        let mut words = daemon.stdin.take().expect("it is piped");
        words.write_all(b"correct horse").expect("it listens");
        drop(words);
        let began = Instant::now();
        while !answers() {
            let waited = began.elapsed();
            assert!(waited < Duration::from_secs(90), "it takes its name");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self(daemon)
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // Already gone is as good.
        drop(self.0.kill());
        drop(self.0.wait());
        let began = Instant::now();
        while answers() && began.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Whether somebody owns the name on the bus.
fn answers() -> bool {
    let bus = zbus::blocking::Connection::session().expect("there is a bus");
    let daemon = zbus::blocking::fdo::DBusProxy::new(&bus).expect("the bus answers");
    let name = "org.freedesktop.secrets".try_into().expect("it is a name");
    daemon.name_has_owner(name).expect("the bus answers")
}
