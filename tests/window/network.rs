//! Without network, at another time, and with a witness: a program is put into a network namespace of its own
//! (unshare(1)) and under a clock of its own (libfaketime), and whatever it wants from a network is written down (strace).

use std::path::Path;
use std::process::Command;

/// Set where the system forbids tracing, to go without the witness.
const WITHOUT: &str = "KINCODE_NO_STRACE";

/// The words in front of a program that shall have no network but, if wanted, the loopback. Where the system makes no
/// namespaces there are none, and that is said aloud.
pub fn apart(loopback: bool) -> Vec<String> {
    let allowed = [
        &["unshare", "--net"][..],
        &["unshare", "--map-root-user", "--net"],
    ]
    .into_iter()
    .find(|words| succeeds(&words_of(words), "true"));
    let Some(unshare) = allowed else {
        eprintln!(
            "LEFT OUT: a network namespace, which this system does not allow; what is asked of the network is counted all \
             the same"
        );
        println!("figure offline.namespace none");
        return Vec::new();
    };
    let up: &[&str] = match loopback {
        true => &["sh", "-c", "ip link set lo up && exec \"$@\"", "sh"],
        false => &[],
    };
    words_of(&[unshare, up].concat())
}

/// The words in front of a program whose calls to the network are written to `file`, and whose clock is so many days
/// ahead. What waits goes by the clock that nobody moves.
///
/// # Panics
///
/// Where the system forbids tracing, unless `KINCODE_NO_STRACE` is set.
pub fn watched(file: &Path, days: u32) -> Vec<String> {
    let mut words = Vec::new();
    let file = file.to_str().expect("temporary folders have plain names");
    let trace = words_of(&[
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-e",
        CALLS,
        "-o",
        file,
    ]);
    match succeeds(&trace, "true") {
        true => words.extend(trace),
        false => assert!(
            std::env::var_os(WITHOUT).is_some(),
            "strace does not work here; set {WITHOUT} to go without the count of connections"
        ),
    }
    let library = Command::new("faketime")
        .args(["-f", "+0d", "printenv", "LD_PRELOAD"])
        .output()
        .expect("`cargo xtask test` installs faketime");
    let library = String::from_utf8(library.stdout).expect("a path");
    words.extend(words_of(&[
        "env",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
        &format!("LD_PRELOAD={}", library.trim()),
        &format!("FAKETIME=+{days}d"),
    ]));
    words
}

/// What was written down: of how many calls, and those of them that name an address of the internet, or of this computer
/// by IP; but not the `driver` of the window on the loopback. `None`: there was no witness.
pub fn wanted(file: &Path, driver: Option<u16>) -> Option<(usize, Vec<String>)> {
    if std::env::var_os(WITHOUT).is_some() && !file.exists() {
        println!("figure offline.connections none");
        return None;
    }
    let written = std::fs::read_to_string(file).expect("strace wrote it");
    let driver = driver.map(|port| format!("htons({port}), sin_addr=inet_addr(\"127.0.0.1\")"));
    let is_driver = |line: &&str| driver.as_ref().is_some_and(|driver| line.contains(driver));
    let outward = written.lines().filter(|line| line.contains("AF_INET"));
    let outward = outward.filter(|line| !is_driver(line));
    Some((
        written.lines().count(),
        outward.map(str::to_owned).collect(),
    ))
}

fn words_of(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn succeeds(words: &[String], program: &str) -> bool {
    let tried = Command::new(&words[0])
        .args(&words[1..])
        .arg(program)
        .output();
    tried.is_ok_and(|output| output.status.success())
}

/// By which something is sent somewhere.
const CALLS: &str = "trace=connect,sendto,sendmsg,sendmmsg";
