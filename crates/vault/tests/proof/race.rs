//! Two processes for one vault: one opens it, the other is told that it is in use; the file is whole. Every fourth
//! winner is killed with the vault open. And two that set up a vault at once: at most one is told that it is done, and
//! what it then puts is there.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout};

use vault::states::State;
use vault::{Closed, Contents, Error, Moment, Vault};

use crate::child;
use crate::folder::{Folder, at, key, rng};
use crate::scale;
use crate::script;
use crate::world::World;

const NAME: &str = "race::racer";
/// Folder, what to do, and dice.
const ORDER: &str = "VAULT_PROOF_RACE";

#[test]
fn one_opens_and_the_others_are_told() {
    let pairs = scale::of(20, 500);
    let folder = Folder::new();
    drop(folder.create(&mut rng(1)));
    let (mut puts, mut killed) = (0, 0);
    for pair in 0..pairs {
        let mut racers = [0, 1].map(|n| Racer::start(folder.path(), "open", pair * 2 + n));
        racers.iter_mut().for_each(Racer::go);
        let answers = racers.each_mut().map(Racer::answer);
        let winners: Vec<usize> = (0..2).filter(|n| answers[*n] == "open").collect();
        assert_eq!(winners.len(), 1, "pair {pair}: {answers:?}");
        assert!(
            answers.contains(&"in use".to_owned()),
            "pair {pair}: {answers:?}"
        );
        let [winner] = winners[..] else {
            unreachable!("counted above")
        };
        racers[winner].go();
        assert_eq!(racers[winner].answer(), "put", "pair {pair}");
        puts += 1;
        if pair % 4 == 0 {
            racers[winner].process.kill().expect("it is ours");
            killed += 1;
        }
        racers.into_iter().for_each(Racer::end);
    }
    let vault = folder.unlock(&mut rng(2));
    let whole = vault
        .list(None)
        .all(|entry| vault.get(&entry.id).is_ok_and(|record| record.is_some()));
    assert!(
        whole && vault.list(None).count() == puts,
        "every winner's record is there"
    );
    println!(
        "figure race.starts {} ({puts} opened, {puts} told, {killed} killed while open)",
        pairs * 2
    );
}

#[test]
fn of_two_that_set_up_at_most_one_is_told_done() {
    let pairs = scale::of(10, 250);
    let mut tally = std::collections::BTreeMap::<String, usize>::new();
    for pair in 0..pairs {
        let folder = scale::quick_folder();
        let world = World::make(folder.path());
        let mut racers = [0, 1].map(|n| Racer::start(folder.path(), "set up", pair * 2 + n));
        racers.iter_mut().for_each(Racer::go);
        let mut answers = racers.each_mut().map(Racer::answer);
        racers.into_iter().for_each(Racer::end);
        let done = answers.iter().filter(|answer| *answer == "done").count();
        assert!(done <= 1, "pair {pair}: {answers:?}");
        let (state, closed) = world
            .look()
            .unwrap_or_else(|error| panic!("pair {pair}: {answers:?}, {error}"));
        match state {
            State::NeverSet(_) => assert_eq!(done, 0, "pair {pair}: {answers:?}"),
            State::Ready(opening) => {
                let secrets = [opening.for_vault()];
                let vault = script::open(closed.expect("it is ready"), &script::pin(0), &secrets);
                let vault =
                    vault.unwrap_or_else(|refusal| panic!("pair {pair}: {answers:?}, {refusal}"));
                let whole = vault.list(None).all(|entry| vault.get(&entry.id).is_ok());
                assert!(
                    whole && vault.list(None).count() >= done,
                    "pair {pair}: {answers:?}"
                );
            }
            other => panic!("pair {pair}: {answers:?}, {other:?}"),
        }
        answers.sort();
        *tally.entry(answers.join(", ")).or_default() += 1;
    }
    println!("figure race.set_ups {} {tally:?}", pairs * 2);
}

/// A process that waits for a word before each act.
struct Racer {
    process: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Racer {
    fn start(folder: &Path, act: &str, dice: usize) -> Self {
        let mut process = child::again(NAME, &[])
            .env(ORDER, format!("{}#{act}#{dice}", folder.display()))
            .stdin(std::process::Stdio::piped())
            .spawn()
            .expect("it starts");
        let (to, from) = (
            process.stdin.take(),
            process.stdout.take().expect("it has a voice"),
        );
        let mut racer = Self {
            process,
            to,
            from: BufReader::new(from),
        };
        assert_eq!(racer.answer(), "ready");
        racer
    }

    fn go(&mut self) {
        let to = self.to.as_mut().expect("not yet ended");
        to.write_all(b"go\n").expect("it listens");
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        while self.from.read_line(&mut line).expect("a pipe") > 0 {
            if let [said] = child::said(&line)[..] {
                return said.to_owned();
            }
            line.clear();
        }
        "nothing".to_owned()
    }

    fn end(mut self) {
        drop(self.to.take());
        self.process.wait().expect("it ends");
    }
}

/// Not a test: what a racer does.
#[test]
#[ignore = "run by the others"]
fn racer() {
    let Ok(order) = env::var(ORDER) else { return };
    let words: Vec<&str> = order.split('#').collect();
    let [folder, act, dice] = words[..] else {
        return;
    };
    let dice = &mut rng_of(dice.parse().expect("a number"));
    let wait = || {
        std::io::stdin()
            .read_line(&mut String::new())
            .expect("a pipe")
    };
    child::say("ready");
    wait();
    if act == "set up" {
        let world = World::at(Path::new(folder));
        let now = Moment {
            time: 1,
            boot: "boot",
        };
        let Ok((State::NeverSet(permit), None)) = world.look() else {
            return child::say("too late");
        };
        match script::set_up(
            &world,
            permit.into(),
            &script::pin(0),
            &Contents::new(),
            now,
            dice,
        ) {
            Ok(mut vault) => match vault.put(Vault::new_id(dice), 2, b"the first", now, dice) {
                Ok(_) => child::say("done"),
                Err(error) => child::say(&format!("not put: {error}")),
            },
            Err(error) => child::say(&error.to_string()),
        }
        return;
    }
    let closed = match Closed::open(Path::new(folder)) {
        Ok(closed) => closed,
        Err(Error::InUse) => return child::say("in use"),
        Err(error) => return child::say(&format!("{error:?}")),
    };
    let mut vault = closed.unlock(key(), None, dice).expect("it opens");
    child::say("open");
    wait();
    vault
        .put(Vault::new_id(dice), 2, b"the winner's", at(1), dice)
        .expect("it is written");
    child::say("put");
    wait();
}

fn rng_of(n: u64) -> rand_chacha::ChaCha20Rng {
    use rand_chacha::rand_core::SeedableRng;
    rand_chacha::ChaCha20Rng::seed_from_u64(n)
}
