#![doc = include_str!("../README.md")]

pub mod backup;
mod change;
mod closed;
mod create;
mod error;
pub mod header;
mod index;
pub mod keychain;
pub mod keys;
mod kit;
mod memory;
pub mod pin;
mod record;
pub mod rescue;
pub mod setup;
mod sm;
pub mod states;
mod store;
pub mod throttle;
mod vault;

pub use change::NewKey;
pub use closed::{Closed, Key, OlderCopy, Refusal};
pub use create::{Contents, Right, Setup};
pub use error::Error;
pub use header::{Header, PinWrap};
pub use keys::{Cost, Mode, Secret};
pub use kit::{Kit, KitError};
pub use record::Id;
pub use vault::{Batch, Entry, FILE, FIRST_KIND, HEAD, Moment, NEW, Record, Vault};
