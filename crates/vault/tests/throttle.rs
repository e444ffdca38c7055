//! Ten thousand scripts of somebody who tries PINs by hand, reboots, lets the machine sleep, and removes the row: never
//! more than 32 tries on the first day and 24 on each day after.

use vault::throttle::{Row, Uptime};

const DAY: u64 = 24 * 60 * 60;

/// A small generator; the scripts are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        // Knuth's MMIX constants.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// True time, the boot and its beginning.
struct Machine {
    named: bool,
    time: u64,
    boot: u8,
    began: u64,
}

impl Machine {
    fn uptime(&self) -> Uptime {
        Uptime {
            boot: self.named.then_some([self.boot; 16]),
            seconds: self.time - self.began,
        }
    }
}

#[test]
fn no_script_tries_more_than_it_may() {
    let mut most = [0; 3];
    for seed in 0..10_000 {
        let tries = script(&mut Dice(seed), seed % 2 == 0);
        for (most, tries) in most.iter_mut().zip(tries) {
            *most = tries.max(*most);
        }
    }
    println!("figure vault.pin_tries_per_day {most:?}");
    assert!(most[0] <= 32 && most[1] <= 24 && most[2] <= 24, "{most:?}");
}

#[test]
fn whoever_waits_exactly_gets_exactly_what_is_allowed() {
    let mut machine = Machine {
        named: true,
        time: 0,
        boot: 1,
        began: 0,
    };
    let mut row = Row::fresh(machine.uptime());
    let mut tries = [0; 3];
    while machine.time < 3 * DAY {
        match row.begin(machine.uptime()) {
            Ok(next) => {
                tries[(machine.time / DAY) as usize] += 1;
                row = next;
            }
            Err(wait) => machine.time += wait.as_secs(),
        }
    }
    assert_eq!(tries, [32, 24, 24]);
}

/// Tries on each of three days, the first one beginning with the first try.
fn script(dice: &mut Dice, named: bool) -> [u32; 3] {
    let mut machine = Machine {
        named,
        time: 0,
        boot: 1,
        began: 0,
    };
    let patience = 1 + dice.below(4_000);
    let mut row = Some(Row::fresh(machine.uptime()));
    let mut tries = [0; 3];
    loop {
        match dice.below(12) {
            0 => {
                machine.time += dice.below(120);
                machine.boot = machine.boot.wrapping_add(1);
                machine.began = machine.time;
            }
            1 if dice.below(20) == 0 => row = None,
            2..=4 => machine.time += dice.below(patience),
            _ => {
                let now = machine.uptime();
                let stored = row.unwrap_or_else(|| Row::penalty(now));
                row = Some(stored);
                match stored.begin(now) {
                    Ok(next) => {
                        let Some(today) = tries.get_mut((machine.time / DAY) as usize) else {
                            return tries;
                        };
                        *today += 1;
                        row = Some(next);
                    }
                    Err(wait) => machine.time += dice.below(wait.as_secs() + 2),
                }
            }
        }
        if machine.time >= 3 * DAY {
            return tries;
        }
    }
}
