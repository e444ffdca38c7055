//! The vault's promises, proved: what is acknowledged stays, what is damaged is noticed, what is locked is gone.
//!
//! `cargo test` runs each proof in small. Whole, in a release build, one after the other (about an hour on two cores):
//!
//! ```text
//! KINCODE_CAMPAIGN=full cargo test --release -p vault --test proof -- --nocapture --test-threads=1
//! ```
//!
//! Plain lines: `figure NAME VALUE`. On Linux alone where a proof looks into processes (faults, memory).

#[cfg(test)]
mod child;
#[cfg(all(test, target_os = "linux"))]
mod faults;
#[cfg(test)]
mod flips;
#[cfg(test)]
#[path = "../life/folder.rs"]
mod folder;
#[cfg(test)]
mod kills;
#[cfg(all(test, target_os = "linux"))]
mod memory;
#[cfg(test)]
mod race;
#[cfg(test)]
mod rollback;
#[cfg(test)]
mod scale;
#[cfg(test)]
mod script;
#[cfg(test)]
mod world;
