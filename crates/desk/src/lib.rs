#![doc = include_str!("../README.md")]

pub mod authority;
pub mod check;
pub mod errand;
pub mod family;
pub mod fonts;
pub mod grounds;
pub mod home;
pub mod machine;
pub mod printing;
pub mod problem;
mod regions;
pub mod report;
pub mod school;
pub mod sight;
pub mod slip;
pub mod source;
pub mod trust;
pub mod view;

mod dates;
mod desk;
mod files;
mod people;
mod settings;
mod signing;

pub use desk::Desk;
pub use files::write_whole;
pub use grounds::Grounds;
pub use healthcode::Trust;
pub use healthcode::{kc1, kct};
pub use home::Home;
pub use machine::Machine;
pub use sight::Sight;
pub use trust::Shelf;
pub use vault::keychain::{Keychain, SystemKeychain};
