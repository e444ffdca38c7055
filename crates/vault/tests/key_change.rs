//! Every course of a key change, with every loss of what the keychain had only acknowledged: never a lock-out. The
//! simple order, searched by the same model, has lock-outs; so the model can find them.

use std::collections::{BTreeSet, VecDeque};

use vault::states::Unfinished;
use vault::states::change::{self, Begun, Step};

/// No course needs more numbers or boots to come round again.
const MOST_NUMBER: u32 = 4;
const MOST_BOOTS: u8 = 4;

/// A write or a removal that is acknowledged and not yet durable.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Pending {
    Put(u32),
    Drop(u32),
}

/// Machine, keychain and file between two steps.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct World {
    durable: BTreeSet<u32>,
    pending: Vec<Pending>,
    /// Of the header: durable, for a commit is.
    wraps: BTreeSet<u32>,
    /// Of the last commit.
    committed: u8,
    boot: u8,
    /// What this session opened with, and what it wrote.
    session: Option<(u32, Option<u32>)>,
}

impl World {
    fn new() -> Self {
        Self {
            durable: BTreeSet::from([1]),
            pending: Vec::new(),
            wraps: BTreeSet::from([1]),
            committed: 0,
            boot: 0,
            session: None,
        }
    }

    /// What the keychain answers in this boot.
    fn visible(&self) -> BTreeSet<u32> {
        applied(&self.durable, &self.pending)
    }

    /// The newest wrap that opens.
    fn opens(&self) -> Option<u32> {
        self.wraps.intersection(&self.visible()).max().copied()
    }
}

fn applied(durable: &BTreeSet<u32>, pending: &[Pending]) -> BTreeSet<u32> {
    let mut set = durable.clone();
    for one in pending {
        match one {
            Pending::Put(number) => set.insert(*number),
            Pending::Drop(number) => set.remove(number),
        };
    }
    set
}

/// What a program may do next in this session: nothing, or one step.
type Order = fn(&World, opened: u32, written: Option<u32>) -> Vec<Step>;

fn ours(world: &World, opened: u32, written: Option<u32>) -> Vec<Step> {
    let wraps: Vec<u32> = world.wraps.iter().copied().collect();
    let visible = world.visible();
    let smallest = *world.wraps.first().expect("a header has a wrap");
    let left = Unfinished {
        absent: wraps
            .iter()
            .copied()
            .filter(|n| !visible.contains(n))
            .collect(),
        leftovers: visible.range(..smallest).copied().collect(),
        wraps: wraps.clone(),
    };
    let boot = |number: u8| format!("boot {number}");
    let end = change::finish(&left, opened, &boot(world.committed), &boot(world.boot));
    let free = (smallest + 1..)
        .find(|n| !visible.contains(n))
        .expect("numbers do not end");
    let begun = written.map_or(Begun::No { free }, Begun::Written);
    vec![end, change::begin(&wraps, begun)]
}

/// Write the new one, commit it alone, drop the old one after reopening the file.
fn simple(world: &World, opened: u32, written: Option<u32>) -> Vec<Step> {
    let below: Vec<u32> = world.visible().range(..opened).copied().collect();
    let wrap = *world.wraps.first().expect("a header has a wrap");
    match written {
        Some(new) if new > wrap => vec![Step::CommitOnly(new)],
        _ if !below.is_empty() => vec![Step::Delete(below)],
        _ => {
            let visible = world.visible();
            let free = (wrap + 1..).find(|n| !visible.contains(n));
            free.map(Step::WriteKey).into_iter().collect()
        }
    }
}

fn after(world: &World, step: &Step) -> Option<World> {
    let mut next = world.clone();
    let session = next.session.as_mut()?;
    match step {
        Step::WriteKey(number) if *number <= MOST_NUMBER => {
            assert!(
                !world.visible().contains(number),
                "a key is never overwritten"
            );
            session.1 = Some(*number);
            next.pending.push(Pending::Put(*number));
        }
        Step::CommitBoth { old, new } => {
            next.wraps = BTreeSet::from([*old, *new]);
            next.committed = next.boot;
        }
        Step::CommitOnly(number) => {
            next.wraps = BTreeSet::from([*number]);
            next.committed = next.boot;
        }
        Step::Delete(numbers) => next
            .pending
            .extend(numbers.iter().map(|n| Pending::Drop(*n))),
        Step::WriteKey(_) | Step::Wait | Step::Done => return None,
    }
    Some(next)
}

/// Every world that may follow: a step, the end of the program, a durable write, the loss of any set of pending ones.
fn followers(world: &World, order: Order) -> Vec<World> {
    let mut found = Vec::new();
    match world.session {
        None => found.extend(world.opens().map(|number| World {
            session: Some((number, None)),
            ..world.clone()
        })),
        Some((opened, written)) => {
            let steps = order(world, opened, written);
            found.extend(steps.iter().filter_map(|step| after(world, step)));
            found.push(World {
                session: None,
                ..world.clone()
            });
            // Any other commit, as of a record, in this boot.
            found.push(World {
                committed: world.boot,
                ..world.clone()
            });
        }
    }
    if !world.pending.is_empty() {
        found.push(World {
            durable: world.visible(),
            pending: Vec::new(),
            ..world.clone()
        });
    }
    if world.boot < MOST_BOOTS {
        for kept in 0..1_u32 << world.pending.len() {
            let survivors: Vec<Pending> = (0..world.pending.len())
                .filter(|at| kept >> at & 1 == 1)
                .map(|at| world.pending[at])
                .collect();
            found.push(World {
                durable: applied(&world.durable, &survivors),
                pending: Vec::new(),
                boot: world.boot + 1,
                session: None,
                ..world.clone()
            });
        }
    }
    found
}

/// All worlds that can be reached, and how many of them no secret opens.
fn search(order: Order) -> (BTreeSet<World>, usize) {
    let mut seen = BTreeSet::from([World::new()]);
    let mut queue = VecDeque::from([World::new()]);
    while let Some(world) = queue.pop_front() {
        for next in followers(&world, order) {
            if seen.insert(next.clone()) {
                queue.push_back(next);
            }
        }
    }
    let locked_out = seen.iter().filter(|world| world.opens().is_none()).count();
    (seen, locked_out)
}

#[test]
fn no_course_of_a_key_change_locks_anybody_out() {
    let (seen, locked_out) = search(ours);
    println!(
        "figure vault.key_change {} worlds, {locked_out} locked out",
        seen.len()
    );
    assert!(
        seen.len() > 1_000,
        "the search went somewhere: {}",
        seen.len()
    );
    assert_eq!(locked_out, 0);
    let changed =
        |world: &World| world.wraps == BTreeSet::from([2]) && world.durable == BTreeSet::from([2]);
    assert!(seen.iter().any(changed), "a change comes to its end");
    let given_up = |world: &World| world.wraps == BTreeSet::from([1]) && world.committed > 1;
    assert!(
        seen.iter().any(given_up),
        "one whose write was lost is given up"
    );
    assert!(
        seen.iter().any(|world| world.wraps.contains(&3)),
        "and then another begins"
    );
}

#[test]
fn the_simple_order_locks_people_out() {
    let (_, locked_out) = search(simple);
    println!("figure vault.simple_order {locked_out} worlds locked out");
    assert!(locked_out > 0, "the model finds what is wrong with it");
}

#[test]
fn without_named_boots_both_wraps_stay() {
    let left = Unfinished {
        wraps: vec![1, 2],
        absent: vec![],
        leftovers: vec![],
    };
    assert_eq!(change::finish(&left, 2, "", ""), Step::Wait);
    assert_eq!(change::finish(&left, 2, "a", ""), Step::Wait);
    assert_eq!(change::finish(&left, 2, "a", "a"), Step::Wait);
    assert_eq!(change::finish(&left, 2, "a", "b"), Step::CommitOnly(2));
    assert_eq!(change::begin(&[1, 2], Begun::No { free: 3 }), Step::Wait);
}
