#![doc = include_str!("../README.md")]

pub mod authority;
mod gate;
pub mod http;
mod issue;
pub mod keys;
pub mod machine;
pub mod pack;
mod permutation;
pub mod practice;
pub mod publish;
mod refusal;
mod serials;
pub mod serve;
pub mod settings;
mod signed;
mod store;

pub use authority::Authority;
pub use issue::recall;
pub use machine::Clock;
pub use pack::Pack;
pub use refusal::Refusal;
pub use settings::{Limits, Settings};
