//! A stage for the real window: a display, a bus, a keychain, a driver and a home of its own, all gone when it is dropped.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

/// What runs on the bus: a real keychain, if there shall be one, and once it answers, the driver.
const SESSION: &str = r#"
if [ "$KEYCHAIN" ]; then
    printf 'correct horse' | gnome-keyring-daemon $KEYCHAIN --foreground --components=secrets \
        --control-directory="$HOME/.keyring-control" >/dev/null 2>&1 &
    until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true
    do sleep 0.05; done
fi
exec WebKitWebDriver --port="$DRIVER_PORT"
"#;

/// A bus that starts nobody when it is asked for a service.
const LONELY_BUS: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>\
<policy context='default'><allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";

/// What the keychain of a stage is like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Keychain {
    /// Its person has unlocked it, or it is made now.
    Open,
    /// It runs, and nobody has unlocked it or ever made a keyring.
    Shut,
    /// There is none, nor does anything start one.
    Absent,
}

/// What the window needs around it. One test, one stage.
pub struct Stage {
    port: u16,
    // Dropped in this order: the driver (with bus and window) before the display.
    driver: Group,
    _display: Group,
}

/// A process with all that it starts; killed together.
struct Group(Child);

impl Stage {
    /// Starts display, bus, keychain and driver. `home` is `HOME` of everything that is started, so that nothing of the person's
    /// own is read or written.
    pub fn set(home: &Path) -> Self {
        Self::with(home, Keychain::Open)
    }

    /// The same, with such a keychain.
    pub fn with(home: &Path, keychain: Keychain) -> Self {
        let (display, number) = start_display();
        let port = free_port();
        let mut command = Command::new("dbus-run-session");
        if keychain == Keychain::Absent {
            let bus = home.join("bus.conf");
            std::fs::write(&bus, LONELY_BUS).expect("the home can be written");
            command.arg("--config-file").arg(bus);
        }
        let unlocked = match keychain {
            Keychain::Open => "--unlock",
            // Any flag that changes nothing.
            Keychain::Shut => "--foreground",
            Keychain::Absent => "",
        };
        command
            .args(["--", "sh", "-c", SESSION])
            .env("KEYCHAIN", unlocked)
            .env("DRIVER_PORT", port.to_string())
            .env("DISPLAY", format!(":{number}"))
            .env("HOME", home)
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        for from_outside in [
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "WAYLAND_DISPLAY",
            "KINCODE_HOME",
        ] {
            command.env_remove(from_outside);
        }
        let driver = Group::start(&mut command);
        wait_for(port);
        Self {
            port,
            driver,
            _display: display,
        }
    }

    /// Opens the window with these arguments, as WebDriver sees it.
    pub async fn open(&self, arguments: &[&str]) -> Client {
        let program = Path::new(env!("CARGO_BIN_EXE_kincode-app"));
        self.open_program(program, arguments).await
    }

    /// The same, of another program with a window.
    pub async fn open_program(&self, program: &Path, arguments: &[&str]) -> Client {
        let capabilities = json!({
            "browserName": "wry",
            "webkitgtk:browserOptions": { "binary": program, "args": arguments },
        });
        let capabilities = capabilities
            .as_object()
            .expect("written as an object")
            .clone();
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .expect("the window opens")
    }
}

impl Stage {
    /// Where its bus listens.
    pub fn bus(&self) -> String {
        let environment = format!("/proc/{}/environ", self.program("WebKitWebDriver"));
        let environment = std::fs::read_to_string(environment).expect("it is ours");
        let mut variables = environment.split('\0');
        let bus = variables.find_map(|variable| variable.strip_prefix("DBUS_SESSION_BUS_ADDRESS="));
        bus.expect("dbus-run-session sets it").to_owned()
    }

    /// The process id of the program with this name that runs on the stage.
    pub fn program(&self, name: &str) -> u32 {
        let processes = std::fs::read_dir("/proc").expect("Linux").flatten();
        let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let is_it = |pid: &u32| {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            // pid (name) state parent group …; proc_pid_stat(5)
            let group = stat.rsplit_once(')')?.1.split_whitespace().nth(2)?;
            let exe = std::fs::read_link(format!("/proc/{pid}/exe")).ok()?;
            Some(group == self.driver.0.id().to_string() && exe.ends_with(name))
        };
        let mut found = pids.filter(|pid| is_it(pid) == Some(true));
        found.next().expect("it runs on the stage")
    }
}

impl Group {
    fn start(command: &mut Command) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        let started = command.process_group(0).stdin(Stdio::null()).spawn();
        Self(
            started.unwrap_or_else(|error| {
                panic!("{program}: {error}; `cargo xtask test` installs it")
            }),
        )
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // The group, not the one process: bus, driver, window and its web processes. It may be gone already.
        let _ = Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.0.id())])
            .stderr(Stdio::null())
            .status();
        let _ = self.0.wait();
    }
}

/// Where the pictures of the window are kept: `<target>/shots`.
pub fn shots() -> PathBuf {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = scratch
        .parent()
        .expect("cargo's scratch folder lies in its target folder")
        .join("shots");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// A virtual display on the first free number, which it tells us itself.
fn start_display() -> (Group, String) {
    let mut command = Command::new("Xvfb");
    command
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped());
    let mut display = Group::start(command.stderr(Stdio::null()));
    let told = display.0.stdout.take().expect("its output is ours");
    let mut number = String::new();
    BufReader::new(told)
        .read_line(&mut number)
        .expect("Xvfb tells its number");
    assert!(!number.trim().is_empty(), "Xvfb found no free display");
    (display, number.trim().to_owned())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback has a free port");
    listener.local_addr().expect("it is bound").port()
}

fn wait_for(port: u16) {
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("WebKitWebDriver does not answer on port {port}");
}
