//! The process that is killed, starved and looked into: this program, executed anew.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use vault::Vault;

use crate::script::{self, Script, Step};
use crate::world::World;

/// Set in the child: what it shall do.
const ORDER: &str = "VAULT_PROOF_ORDER";
/// The test that is the child.
const NAME: &str = "child::child";
/// Calls of `openat` and `write` that the child wastes first, more than its harness makes in another thread: what is
/// injected beyond them hits the vault alone. (strace counts by thread.)
const WASTED: usize = 64;

/// What a child shall do.
pub struct Order<'a> {
    pub folder: &'a Path,
    /// A seed, or the name of an act.
    pub script: String,
    pub from: usize,
    pub until: usize,
    /// Other dice for each.
    pub attempt: u64,
}

impl Order<'_> {
    /// The command that does it, to which a tracer may be put in front.
    pub fn command(&self, before: &[String]) -> Command {
        let order = [
            self.folder.to_string_lossy().into_owned(),
            self.script.clone(),
            self.from.to_string(),
            self.until.to_string(),
            self.attempt.to_string(),
        ];
        let mut command = again(NAME, before);
        command.env(ORDER, order.join("#"));
        command
    }
}

/// This program anew, for one of its ignored tests, behind the words of a tracer.
pub fn again(test: &str, before: &[String]) -> Command {
    let program = env::current_exe().expect("this program has a path");
    let mut words: Vec<String> = before.to_vec();
    words.push(program.to_string_lossy().into_owned());
    words.extend(
        [
            test,
            "--exact",
            "--ignored",
            "--nocapture",
            "--test-threads=2",
        ]
        .map(str::to_owned),
    );
    let mut command = Command::new(&words[0]);
    command
        .args(&words[1..])
        .env("RUST_BACKTRACE", "0")
        // Cargo's, for libraries that nobody here loads: they are looked for by hundreds of calls.
        .env_remove("LD_LIBRARY_PATH")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// Not a test: what the child does.
#[test]
#[ignore = "run by the others"]
fn child() {
    let Ok(order) = env::var(ORDER) else { return };
    let words: Vec<&str> = order.split('#').collect();
    let [folder, script, from, until, attempt] = words[..] else {
        return;
    };
    let number = |word: &str| word.parse::<u64>().expect("a number");
    let world = World::at(&PathBuf::from(folder));
    let script = named(script);
    waste();
    let (from, until) = (
        number(from) as usize,
        (number(until) as usize).min(script.steps.len()),
    );
    let mut vault = None;
    say("begun");
    for at in from..until {
        match script.perform(at, number(attempt), &world, &mut vault) {
            Ok(commit) => say(&format!("done {at} {commit}")),
            Err(error) => {
                let inside = vault
                    .as_ref()
                    .map_or("closed", |vault| inside(vault, &script, at));
                say(&format!("failed {at} {inside} {error}"));
                return;
            }
        }
    }
    // Locked, and then told so.
    drop(vault);
    say("locked");
}

/// The script of that name.
pub fn named(script: &str) -> Script {
    script
        .parse()
        .map_or_else(|_| Script::act(script), Script::random)
}

/// A vault that failed still tells the truth, or that it must be opened anew.
fn inside(vault: &Vault, script: &Script, at: usize) -> &'static str {
    let before = script.model(at);
    let after = script.model(at + 1);
    let pin = [before.pin, after.pin]
        .into_iter()
        .find(|pin| vault.is_pin(&script::pin(*pin)));
    match script::found(vault, pin.unwrap_or(u32::MAX)) {
        Ok(found) if found == before || found == after => "true",
        // Reading through a failed file may fail, too; it must not lie.
        Err(_) => "silent",
        Ok(_) if script.steps[at] == Step::Restore => "closed",
        Ok(_) => "WRONG",
    }
}

fn waste() {
    for _ in 0..WASTED {
        let null = OpenOptions::new().write(true).open("/dev/null");
        null.and_then(|mut null| null.write_all(b"-"))
            .expect("nothing is lost there");
    }
}

/// One write a line: half a line is no acknowledgement. Behind a mark, since the harness says its own words.
pub fn say(line: &str) {
    std::io::stdout()
        .write_all(format!("= {line}\n").as_bytes())
        .expect("the parent listens");
}

/// What a child said, without the mark and without a half line.
pub fn said(output: &str) -> Vec<&str> {
    let whole = output.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole
        .lines()
        .filter_map(|line| line.split_once("= ").map(|(_, said)| said))
        .collect()
}
