#![doc = include_str!("../README.md")]

pub mod check;
pub mod fonts;
pub mod printing;
pub mod problem;
pub mod report;
pub mod slip;
pub mod source;
pub mod trust;
pub mod view;

mod dates;
mod desk;
mod files;
mod people;
mod settings;

pub use desk::Desk;
pub use files::write_whole;
pub use healthcode::Trust;
pub use healthcode::kct;
pub use trust::Shelf;
