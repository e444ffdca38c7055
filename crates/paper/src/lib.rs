#![doc = include_str!("../README.md")]

mod block;
mod calibration;
mod card;
mod draw;
mod face;
mod lines;
mod mask;
mod notch;
mod own;
mod page;
mod profile;
mod prove;
pub mod read;
mod runs;
mod screen;
mod segments;
mod sheet;
mod slip;
mod stock;
mod symbol;
mod table;
mod typeface;
mod write;

pub use calibration::{ACROSS, DOWN, RULERS_AT, calibration};
pub use notch::Edge;
pub use own::{Division, NoDivision, Own};
pub use profile::Profile;
pub use prove::{PROOF_RESOLUTIONS, Proof, Proven, Proving, Unproven, prove};
pub use screen::{Drawn, has_symbol, symbol_path};
pub use sheet::{Pages, Placed, Setup, Sheet, print};
pub use slip::{Fact, Field, Meta, Problem, Slip};
pub use stock::{Area, Stock};
pub use symbol::{Level, Unprintable, fitting};
pub use typeface::Fonts;
