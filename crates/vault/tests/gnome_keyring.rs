//! A real gnome-keyring, on a bus and in a home of its own. Each test starts itself again under `dbus-run-session`,
//! because the address of a bus belongs to a process.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use vault::keychain::{self, Keychain, Name, Secret, SystemKeychain, Trouble};
use vault::states::{self, Here, State};

/// Set in the inner process.
const INSIDE: &str = "KINCODE_TEST_KEYRING_HOME";

const LIMIT: Duration = Duration::from_secs(60);
const VAULT: [u8; 16] = [0x5a; 16];

#[test]
fn a_fresh_login_keyring_keeps_a_key() {
    on_a_bus("a_fresh_login_keyring_keeps_a_key", |home| {
        let daemon = Daemon::start(home, "correct horse");
        let keychain = SystemKeychain::new(LIMIT).expect("a thread starts");
        assert_eq!(
            keychain.store().as_deref(),
            Ok("secret-service gnome-keyring-d")
        );

        let nothing = states::ask(&keychain, Here::Nothing);
        let state = states::recognise(Here::Nothing, &nothing);
        assert!(matches!(state, State::NeverSet(_)), "{state:?}");

        let secret = Secret::new([0xc4; 32]);
        keychain::write_key(&keychain, VAULT, 1, &secret).expect("it is taken and read back");
        assert_eq!(
            keychain::write_key(&keychain, VAULT, 1, &secret),
            Err(Trouble::Occupied)
        );
        keychain::write_seen(&keychain, VAULT, 7).expect("it is taken");
        keychain::write_seen(&keychain, VAULT, 8).expect("it is overwritten");
        keychain::write_current(&keychain, VAULT).expect("it is taken");

        // Another daemon, the right password: what was written lasts.
        drop(daemon);
        let _daemon = Daemon::start(home, "correct horse");
        let again = SystemKeychain::new(LIMIT).expect("a thread starts");
        assert_eq!(keychain::read_key(&again, VAULT, 1), Ok(vec![Ok(secret)]));
        assert_eq!(keychain::read_seen(&again, VAULT), Ok(Some(8)));
        assert_eq!(keychain::read_current(&again), Ok(vec![Ok(VAULT)]));

        let began = Instant::now();
        for _ in 0..20 {
            keychain::read_key(&again, VAULT, 1).expect("it answers");
        }
        println!("figure vault.keychain_read {:?}", began.elapsed() / 20);

        again
            .remove(&Name::Key {
                vault: VAULT,
                number: 1,
            })
            .expect("it is removed");
        assert_eq!(keychain::read_key(&again, VAULT, 1), Ok(vec![]));
        again
            .remove(&Name::Key {
                vault: VAULT,
                number: 1,
            })
            .expect("gone is gone");

        let file = fs::read(home.join(".local/share/keyrings/login.keyring")).expect("it is there");
        assert!(
            !file.windows(8).any(|part| part == b"c4c4c4c4"),
            "sealed on the disk"
        );
    });
}

#[test]
fn a_locked_keyring_never_looks_like_a_first_run() {
    on_a_bus("a_locked_keyring_never_looks_like_a_first_run", |home| {
        let daemon = Daemon::start(home, "correct horse");
        let keychain = SystemKeychain::new(LIMIT).expect("a thread starts");
        keychain::write_current(&keychain, VAULT).expect("it is taken");
        lock();
        // Nobody here answers a prompt: dismissed, or silent until the limit.
        let impatient = SystemKeychain::new(Duration::from_secs(5)).expect("a thread starts");
        for name in [Name::Current, Name::Seen { vault: VAULT }] {
            let answer = impatient.read(&name);
            println!("locked, {name}: {answer:?}");
            assert!(
                matches!(answer, Err(Trouble::Locked | Trouble::NoAnswer)),
                "{answer:?}"
            );
        }
        drop(daemon);

        let _daemon = Daemon::start(home, "wrong");
        let wrong = SystemKeychain::new(Duration::from_secs(5)).expect("a thread starts");
        let state = states::recognise(Here::Nothing, &states::ask(&wrong, Here::Nothing));
        println!("wrong password: {state:?}");
        assert!(
            matches!(state, State::Locked(_) | State::NoAnswer(_)),
            "{state:?}"
        );
    });
}

#[test]
fn a_home_without_a_keyring_has_no_default() {
    on_a_bus("a_home_without_a_keyring_has_no_default", |home| {
        let _daemon = Daemon::start_locked(home);
        let keychain = SystemKeychain::new(LIMIT).expect("a thread starts");
        let state = states::recognise(Here::Nothing, &states::ask(&keychain, Here::Nothing));
        println!("no keyring at all: {state:?}");
        assert_eq!(state.number(), 11, "{state:?}");
    });
}

#[test]
fn a_keyring_without_a_password_is_known_for_a_plain_file() {
    on_a_bus(
        "a_keyring_without_a_password_is_known_for_a_plain_file",
        |home| {
            let keyrings = home.join(".local/share/keyrings");
            assert!(!keychain::stands_in_clear(&keyrings), "nothing is there");
            // As it is made where somebody logs in without a password.
            fs::create_dir_all(&keyrings).expect("it is made");
            fs::write(keyrings.join("default"), "Default_keyring").expect("it is written");
            let file = keyrings.join("Default_keyring.keyring");
            fs::write(&file, PLAIN).expect("it is written");
            let _daemon = Daemon::start_locked(home);
            let keychain = SystemKeychain::new(LIMIT).expect("a thread starts");
            let secret = Secret::new([0xc4; 32]);
            keychain::write_key(&keychain, VAULT, 1, &secret).expect("it is taken and read back");
            assert!(keychain::stands_in_clear(&keyrings));
            let text = fs::read_to_string(&file).expect("it is text");
            assert!(text.contains(&*secret.spelled()), "in clear, and whole");
        },
    );
}

#[test]
fn a_retry_succeeds_once_there_is_a_daemon() {
    on_a_bus("a_retry_succeeds_once_there_is_a_daemon", |home| {
        let keychain = SystemKeychain::new(LIMIT).expect("a thread starts");
        assert_eq!(keychain.read(&Name::Current), Err(Trouble::NoService));
        assert_eq!(keychain.store(), Err(Trouble::NoService));
        let daemon = Daemon::start(home, "correct horse");
        assert_eq!(
            keychain.read(&Name::Current),
            Ok(vec![]),
            "the same process asks again"
        );
        drop(daemon);
        assert_eq!(keychain.read(&Name::Current), Err(Trouble::NoService));
        let state = states::recognise(Here::Nothing, &states::ask(&keychain, Here::Nothing));
        assert_eq!(state.number(), 6, "{state:?}");
    });
}

#[test]
fn without_a_bus_there_is_no_service() {
    let nowhere = "unix:path=/nonexistent/bus";
    if std::env::var("DBUS_SESSION_BUS_ADDRESS").as_deref() != Ok(nowhere) {
        let mut inner = this_test("without_a_bus_there_is_no_service");
        inner.env("DBUS_SESSION_BUS_ADDRESS", nowhere);
        assert!(inner.status().expect("it starts").success());
        return;
    }
    let keychain = SystemKeychain::new(LIMIT).expect("a thread starts");
    assert_eq!(keychain.read(&Name::Current), Err(Trouble::NoService));
}

/// Runs `test` on a bus and in a home of its own, on which nothing is started by itself.
fn on_a_bus(name: &str, test: impl FnOnce(&Path)) {
    if let Some(home) = std::env::var_os(INSIDE) {
        test(Path::new(&home));
        return;
    }
    if Command::new("dbus-run-session")
        .arg("--version")
        .output()
        .is_err()
    {
        println!("skipped: there is no dbus-run-session here");
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    // A bus that starts no services: the machine's own keyring must not come up beside ours.
    let config = home.path().join("bus.conf");
    fs::write(&config, BUS).expect("it is written");
    let this = this_test(name);
    let mut bus = Command::new("dbus-run-session");
    bus.arg("--config-file")
        .arg(&config)
        .arg("--")
        .arg(this.get_program());
    bus.args(this.get_args());
    bus.env(INSIDE, home.path()).env("HOME", home.path());
    for folder in [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "DISPLAY",
        "WAYLAND_DISPLAY",
    ] {
        bus.env_remove(folder);
    }
    bus.env("XDG_RUNTIME_DIR", home.path());
    assert!(
        bus.status().expect("it starts").success(),
        "{name} failed on its bus"
    );
}

fn this_test(name: &str) -> Command {
    let mut this = Command::new(std::env::current_exe().expect("this program has a name"));
    this.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    this
}

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

/// A keyring without a password.
const PLAIN: &str = "[keyring]\ndisplay-name=Default keyring\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n";

/// Locks the login keyring, as a screen lock may.
fn lock() {
    let service =
        secret_service::blocking::SecretService::connect(secret_service::EncryptionType::Plain);
    let service = service.expect("it answers");
    let keyring = service.get_default_collection().expect("it is there");
    keyring.lock().expect("it is locked");
    assert!(keyring.is_locked().expect("it answers"));
}

/// gnome-keyring in the foreground; killed when dropped.
struct Daemon(Child);

impl Daemon {
    /// Unlocks the login keyring with this password, and makes it if it is not there.
    fn start(home: &Path, password: &str) -> Self {
        Self::spawn(home, Some(password))
    }

    fn start_locked(home: &Path) -> Self {
        Self::spawn(home, None)
    }

    fn spawn(home: &Path, password: Option<&str>) -> Self {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]);
        command.arg("--control-directory").arg(home.join("control"));
        if password.is_some() {
            command.arg("--unlock");
        }
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut daemon = command
            .spawn()
            .expect("gnome-keyring is installed; cargo xtask test does it");
        let mut words = daemon.stdin.take().expect("it is piped");
        words
            .write_all(password.unwrap_or_default().as_bytes())
            .expect("it listens");
        drop(words);
        let began = Instant::now();
        while !answers() {
            assert!(
                began.elapsed() < Duration::from_secs(90),
                "the daemon takes its name"
            );
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
