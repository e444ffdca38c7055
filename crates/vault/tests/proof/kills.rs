//! `kill -9` at random points of a life: set-up, adding, replacing, removing, a new PIN, a new secret, deletion, a kit,
//! restoring. Every acknowledged step is there, the step under way is there wholly or not at all, and what was set up
//! never looks like a first run.

use std::io::{BufRead, BufReader};
use std::thread;
use std::time::Duration;

use rand_chacha::rand_core::Rng;
use vault::states::State;

use crate::child::{self, Order};
use crate::folder::rng;
use crate::scale;
use crate::script::{self, Model, Script};
use crate::world::World;

#[test]
fn kills_lose_nothing_acknowledged() {
    let rounds = scale::of(60, 2000);
    let dice = &mut rng(50);
    let (mut seed, mut done) = (0, 0);
    let (mut folder, mut script) = (empty(), Script::random(0));
    let (mut acknowledged, mut whole, mut absent, mut ends) = (0, 0, 0, 0);
    for round in 0..rounds {
        if done == script.steps.len() {
            (seed, done) = (seed + 1, 0);
            (folder, script) = (empty(), Script::random(seed));
            ends += 1;
        }
        let order = Order {
            folder: folder.path(),
            script: seed.to_string(),
            from: done,
            until: usize::MAX,
            attempt: round as u64,
        };
        let lines = run(&order, dice.next_u32() % 5, dice.next_u32() % 9000);
        let acks = lines
            .iter()
            .filter_map(|line| line.strip_prefix("done ")?.split_once(' '));
        let (mut last, mut commit) = (done, 0);
        for (at, number) in acks {
            assert_eq!(
                at.parse(),
                Ok(last),
                "round {round}: steps are done one by one"
            );
            (last, commit) = (last + 1, number.parse().expect("a number"));
            acknowledged += 1;
        }
        assert!(
            !lines.iter().any(|line| line.starts_with("failed")),
            "round {round}: {lines:?}"
        );
        let world = World::at(folder.path());
        let (before, after) = (
            script.model(last),
            (last < script.steps.len()).then(|| script.model(last + 1)),
        );
        let moved = settle(
            &world,
            &before,
            after.as_ref(),
            &format!("round {round}, step {last}"),
        );
        if !moved && commit > 0 && last > 0 {
            let open = script::unlock(&world, &script::pin(before.pin)).expect("it opens again");
            assert!(
                open.commit_number() >= commit,
                "round {round}: an acknowledged commit is gone"
            );
        }
        (whole, absent) = if moved {
            (whole + 1, absent)
        } else {
            (whole, absent + 1)
        };
        done = last + usize::from(moved);
    }
    println!("figure kills.rounds {rounds}");
    println!(
        "figure kills.acknowledged_steps {acknowledged}, none lost, {ends} lives to their end"
    );
    println!(
        "figure kills.step_under_way {whole} wholly there, {absent} not at all or none, 0 half"
    );
    assert!(
        acknowledged > rounds / 2,
        "the children did write: {acknowledged}"
    );
}

/// Opens what a cut left and compares: whether the step under way is there. `after`: none, if no step was under way.
pub fn settle(world: &World, before: &Model, after: Option<&Model>, place: &str) -> bool {
    let (state, closed) = world
        .look()
        .unwrap_or_else(|error| panic!("{place}: it does not open: {error}"));
    let opening = match state {
        State::NeverSet(_) => {
            assert!(
                !before.is_set,
                "{place}: what was acknowledged looks like a first run"
            );
            return false;
        }
        State::VaultMissing(_) if before.is_set => {
            // Between the old file's going aside and the new one's coming. No first run, and nothing is lost.
            world.find_the_file();
            return settle(world, before, None, place);
        }
        State::Ready(opening) | State::HalfChanged(opening, _) => opening,
        other => panic!("{place}: {other:?}"),
    };
    let mut closed = closed.expect("it is ready");
    let secrets = [opening.for_vault()];
    for model in [Some(before), after].into_iter().flatten() {
        closed = match script::open(closed, &script::pin(model.pin), &secrets) {
            Ok(vault) => {
                let found = script::found(&vault, model.pin)
                    .unwrap_or_else(|error| panic!("{place}: {error}"));
                if found == *before {
                    return false;
                }
                assert!(Some(&found) == after, "{place}: something half is there");
                return true;
            }
            Err(vault::Refusal::WrongPin(closed)) => *closed,
            Err(other) => panic!("{place}: {other}"),
        };
    }
    panic!("{place}: no PIN of before or after opens it");
}

/// Runs a child, kills it some microseconds after so many of its words, and gives them.
fn run(order: &Order<'_>, words: u32, microseconds: u32) -> Vec<String> {
    let mut child = order.command(&[]).spawn().expect("the child starts");
    let mut out = BufReader::new(child.stdout.take().expect("it has a voice"));
    let mut heard = String::new();
    while child::said(&heard).len() < words as usize {
        if out.read_line(&mut heard).expect("a pipe") == 0 {
            break;
        }
    }
    thread::sleep(Duration::from_micros(u64::from(microseconds)));
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
    while out.read_line(&mut heard).expect("a pipe") > 0 {}
    child::said(&heard).into_iter().map(str::to_owned).collect()
}

/// An empty world on a real disk, where the system keeps such folders there.
fn empty() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    World::make(folder.path());
    folder
}
