//! Every call by which set-up, adding, a new PIN, a new secret and its end, deletion, a kit and restoring write: killed
//! there, told that the disk is full (once, and from then on) or broken (once, and from then on). And writes that are cut
//! short, by a limit on the size of files.
//!
//! By strace's injection; where the system forbids tracing, the test fails and says so, unless `KINCODE_NO_STRACE` is
//! set. In small every act is hit at some of its calls, whole at each.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::child::{self, Order};
use crate::kills::settle;
use crate::scale;
use crate::script::{ACTS, Script};
use crate::world::World;

/// Calls that change a disk.
const WRITES: &str = "openat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,\
    sync_file_range,msync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,fchmod,copy_file_range";

/// Set where strace cannot work and that is known.
const WITHOUT: &str = "KINCODE_NO_STRACE";

/// What is injected.
const FAULTS: [(&str, &str, bool); 5] = [
    ("kill", "signal=KILL", false),
    ("full", "error=ENOSPC", false),
    ("full-on", "error=ENOSPC", true),
    ("broken", "error=EIO", false),
    ("broken-on", "error=EIO", true),
];

/// Of so many calls one is hit in small.
const STRIDE: usize = 37;

/// A call of one thread: its name and which of that name it is, from 1.
type Call = (String, usize);

/// An act in a world that is ready for it.
struct Stage {
    name: &'static str,
    script: Script,
    folder: tempfile::TempDir,
    calls: Vec<Call>,
}

impl Stage {
    fn set(name: &'static str, attempt: u64) -> Self {
        let (script, folder) = (Script::act(name), scale::quick_folder());
        let (world, mut vault) = (World::make(&folder.path().join("base")), None);
        for at in 0..script.steps.len() - 1 {
            script
                .perform(at, attempt, &world, &mut vault)
                .expect("nothing is in its way");
        }
        Self {
            name,
            script,
            folder,
            calls: Vec::new(),
        }
    }

    fn last(&self) -> usize {
        self.script.steps.len() - 1
    }

    /// A fresh copy of the world, and the order to do the act in it.
    fn copy(&self, to: &Path) -> World {
        World::at(&self.folder.path().join("base")).copy_to(to)
    }

    fn order<'a>(&self, folder: &'a Path) -> Order<'a> {
        Order {
            folder,
            script: self.name.to_owned(),
            from: self.last(),
            until: self.last() + 1,
            attempt: 7,
        }
    }

    /// After whatever happened: before or after, nothing between; and it goes on. Gives a word for it.
    fn settled(&self, world: &World, output: &str, place: &str) -> String {
        let said = child::said(output);
        let (before, after) = (
            self.script.model(self.last()),
            self.script.model(self.last() + 1),
        );
        let failed = said.iter().find(|line| line.starts_with("failed"));
        let done = said.iter().any(|line| line.starts_with("done"));
        assert!(
            failed.is_none_or(|line| !line.contains("WRONG")),
            "{place}: {failed:?}"
        );
        let moved = settle(world, &before, Some(&after), place) || before == after && done;
        assert!(moved || !done, "{place}: acknowledged and not there");
        // Whatever it was is over now, and the act can be done.
        let mut vault = None;
        if !moved {
            let again = self.script.perform(self.last(), 8, world, &mut vault);
            again.unwrap_or_else(|error| panic!("{place}: it cannot be done again: {error}"));
        }
        drop(vault);
        assert!(
            settle(world, &before, Some(&after), place) || before == after,
            "{place}: the second try is there"
        );
        match (done, failed, moved) {
            (true, ..) => "done",
            (_, Some(_), false) => "refused, as before",
            (_, Some(_), true) => "refused, yet there",
            (_, None, false) => "cut, as before",
            (_, None, true) => "cut, yet there",
        }
        .to_owned()
    }
}

#[test]
fn a_fault_at_any_write_leaves_it_as_before_or_done() {
    if let Err(reason) = strace_works() {
        assert!(
            std::env::var_os(WITHOUT).is_some(),
            "{reason}; set {WITHOUT} to go without this proof"
        );
        println!("figure faults.none {reason}");
        return;
    }
    let mut stages: Vec<Stage> = ACTS.iter().map(|(name, _)| Stage::set(name, 3)).collect();
    let mut cases = Vec::new();
    for (n, stage) in stages.iter_mut().enumerate() {
        stage.calls = recorded(stage);
        println!("figure faults.{} {} calls", stage.name, stage.calls.len());
        assert!(
            stage.calls.len() > 5,
            "{}: it writes: {:?}",
            stage.name,
            stage.calls
        );
        cases.extend(
            stage
                .calls
                .iter()
                .flat_map(|call| FAULTS.map(|fault| (n, call.clone(), fault))),
        );
    }
    let (step, next, tally) = (
        scale::of(STRIDE, 1),
        AtomicUsize::new(0),
        Mutex::new(BTreeMap::new()),
    );
    let cases: Vec<_> = cases.into_iter().step_by(step).collect();
    thread::scope(|threads| {
        for _ in 0..2 {
            threads.spawn(|| {
                while let Some((n, call, fault)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut outcome = hit(&stages[*n], call, *fault);
                    if outcome.contains("yet there") {
                        // Told by name: a refusal that was none after all.
                        outcome += &format!(" ({}, {})", stages[*n].name, call.0);
                    }
                    let mut tally = tally.lock().expect("nobody panics with it");
                    *tally.entry(format!("{}: {outcome}", fault.0)).or_insert(0) += 1;
                }
            });
        }
    });
    println!("figure faults.cases {}", cases.len());
    for (outcome, cases) in tally.into_inner().expect("nobody panicked with it") {
        println!("figure faults.{} {cases}", outcome.replace(' ', "_"));
    }
}

#[test]
fn a_write_cut_short_leaves_it_as_before_or_done() {
    // In units of 512 bytes: what lies beyond is cut or refused (EFBIG), and SIGXFSZ is ignored.
    let (mut tally, mut cases) = (BTreeMap::new(), 0);
    for (name, _) in ACTS {
        let stage = Stage::set(name, 3);
        for limit in (0..2200).step_by(scale::of(711, 4)) {
            let work = scale::quick_folder();
            let world = stage.copy(work.path());
            let limited = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$@\"");
            let before = ["sh", "-c", &limited, "sh"].map(str::to_owned);
            let output = stage
                .order(work.path())
                .command(&before)
                .output()
                .expect("a shell");
            let said = String::from_utf8_lossy(&output.stdout);
            let outcome = stage.settled(&world, &said, &format!("{name}, {limit} blocks"));
            *tally.entry(outcome).or_insert(0) += 1;
            cases += 1;
        }
    }
    println!("figure faults.short_cases {cases}");
    for (outcome, cases) in tally {
        println!("figure faults.short:_{} {cases}", outcome.replace(' ', "_"));
    }
}

/// Runs the act with a fault at one call.
fn hit(stage: &Stage, (name, nth): &Call, (fault, inject, stays): (&str, &str, bool)) -> String {
    let place = format!("{}, {name} {nth}, {fault}", stage.name);
    let work = scale::quick_folder();
    let world = stage.copy(work.path());
    let when = if stays {
        format!("{nth}+")
    } else {
        nth.to_string()
    };
    let inject = format!("inject={name}:{inject}:when={when}");
    let (output, log) = traced(&stage.order(work.path()), &["-e", &inject]);
    let home = world.home();
    let home = home.to_string_lossy();
    let reached = match fault {
        // strace ends as its child does.
        "kill" => output.status.signal() == Some(9),
        _ => log
            .lines()
            .any(|line| line.contains("(INJECTED)") && line.contains(&*home)),
    };
    assert!(reached, "{place}: not reached");
    stage.settled(&world, &String::from_utf8_lossy(&output.stdout), &place)
}

/// The calls by which the act writes into the vault's folder, in one undisturbed run.
fn recorded(stage: &Stage) -> Vec<Call> {
    let work = scale::quick_folder();
    let world = stage.copy(work.path());
    let (output, log) = traced(&stage.order(work.path()), &[]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("= done"), "{}: {said}\n{log}", stage.name);
    let home = world.home();
    let (mut counts, mut calls) = (BTreeMap::<(&str, &str), usize>::new(), Vec::new());
    let mut begun = false;
    for line in log.lines() {
        begun |= line.contains("= begun");
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        let Some((name, arguments)) = call.trim_start().split_once('(') else {
            continue;
        };
        let nth = counts.entry((thread, name)).or_default();
        *nth += 1;
        let reads = name == "openat" && !arguments.contains("O_CREAT");
        if begun && arguments.contains(&*home.to_string_lossy()) && !reads {
            calls.push((name.to_owned(), *nth));
        }
    }
    calls
}

/// Runs an order under strace; gives its output and strace's log.
fn traced(order: &Order<'_>, more: &[&str]) -> (Output, String) {
    let log = order.folder.join("strace.log");
    let trace = format!("trace={WRITES}");
    let fixed = [
        "strace",
        "-f",
        "-q",
        "-y",
        "-e",
        "signal=none",
        "-e",
        &trace,
    ];
    let mut before: Vec<String> = fixed
        .into_iter()
        .chain(more.iter().copied())
        .map(str::to_owned)
        .collect();
    before.extend(["-o".to_owned(), log.to_string_lossy().into_owned()]);
    let output = order.command(&before).output().expect("strace starts");
    (output, fs::read_to_string(log).unwrap_or_default())
}

/// Whether strace is there and may trace and inject.
fn strace_works() -> Result<(), String> {
    let mut strace = Command::new("strace");
    strace.args([
        "-f",
        "-e",
        "trace=mkdir,mkdirat",
        "-e",
        "inject=mkdir,mkdirat:error=ENOSPC",
        "mkdir",
        "/nowhere/at-all",
    ]);
    let tried = strace.stdin(Stdio::null()).env("LC_ALL", "C").output();
    let tried = tried.map_err(|error| format!("strace does not start ({error}): install it"))?;
    let words = String::from_utf8_lossy(&tried.stderr).into_owned();
    if words.contains("(INJECTED)") {
        Ok(())
    } else {
        Err(format!(
            "strace may not trace or inject here: {}",
            words.trim()
        ))
    }
}
