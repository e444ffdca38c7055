//! An authority that runs on this computer for the length of a test, where its program was built.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::program::Kincode;

/// The service; ended when dropped.
pub struct Service {
    running: Child,
    program: PathBuf,
    folder: PathBuf,
    /// Where it answers.
    pub address: String,
    /// Its fingerprint.
    pub fingerprint: String,
}

impl Service {
    /// Makes an authority in `folder` and starts it; `None` where there is no program for it.
    pub fn start(folder: &Path, practice: bool) -> Option<Self> {
        Self::start_with(folder, if practice { &["--practice"] } else { &[] })
    }

    /// The same with these words when it is made.
    pub fn start_with(folder: &Path, words: &[&str]) -> Option<Self> {
        let Some(program) = program() else {
            println!("skipped: kincode-issuer was not built here");
            return None;
        };
        let mut init = issuer(&program, folder);
        init.args(["init", "--id", "sample", "--zh", "示例", "--en", "Sample"]);
        init.args(words);
        assert!(init.status().expect("it starts").success());
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("it has one").port();
        drop(free);
        let listen = format!("127.0.0.1:{port}");
        let serve = issuer(&program, folder)
            .args(["serve", "--listen", &listen])
            .spawn();
        let mut service = Self {
            running: serve.expect("it starts"),
            folder: folder.to_owned(),
            program,
            address: format!("http://{listen}"),
            fingerprint: String::new(),
        };
        let asks = Kincode::new(&folder.join("asks"));
        for _ in 0..100 {
            let look = ["authority", "look", "--json", &service.address];
            let (exit, line, _) = asks.run(&look, "");
            if exit == 0 {
                let line: Value = serde_json::from_str(&line).expect("one line");
                let print = line["fingerprint"].as_str().expect("a fingerprint");
                service.fingerprint = print.to_owned();
                return Some(service);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("it does not answer");
    }

    /// Its trust file and status lists of this moment, in a folder.
    pub fn publish(&self, to: &Path) -> String {
        self.publish_behind(&[], to)
    }

    /// The same, with the words of another program in front.
    pub fn publish_behind(&self, before: &[String], to: &Path) -> String {
        let mut publish = issuer_behind(before, &self.program, &self.folder);
        publish.args(["status", "publish", "--to"]).arg(to);
        assert!(publish.status().expect("it starts").success());
        to.display().to_string()
    }

    /// Nobody answers any more; what it has stays.
    pub fn stop(&mut self) {
        // Already gone is as good.
        drop(self.running.kill());
        drop(self.running.wait());
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}

fn issuer(program: &Path, folder: &Path) -> Command {
    issuer_behind(&[], program, folder)
}

fn issuer_behind(before: &[String], program: &Path, folder: &Path) -> Command {
    let words = before.iter().map(OsStr::new);
    let mut words = words.chain([program.as_os_str()]);
    let mut command = Command::new(words.next().unwrap_or(program.as_os_str()));
    command.args(words).arg("--dir").arg(folder);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The authority's program, built into the folder of ours.
fn program() -> Option<PathBuf> {
    let ours = Path::new(env!("CARGO_BIN_EXE_kincode"));
    let program = ours.with_file_name("kincode-issuer");
    program.exists().then_some(program)
}
