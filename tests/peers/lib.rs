//! Contestants are run in turns in short slices and timed by the thread's own clock; a ratio is the
//! median over the slices. Absolute times move with the machine.

use std::hint::black_box;

/// Slices of each contestant.
pub const SLICES: usize = 41;

/// Seconds a code, by the thread's clock; every code must pass.
pub fn time<T>(codes: &[T], mut passes: impl FnMut(&T) -> bool) -> f64 {
    let start = clock();
    for code in codes {
        assert!(black_box(passes(black_box(code))));
    }
    (clock() - start) / codes.len() as f64
}

/// The median of a figure over the slices.
pub fn median<const N: usize>(slices: &[[f64; N]], of: impl Fn(&[f64; N]) -> f64) -> f64 {
    let mut all: Vec<f64> = slices.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn clock() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
