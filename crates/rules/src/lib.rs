#![doc = include_str!("../README.md")]

pub mod answer;
pub mod colour;
pub mod difference;
pub mod fact;
pub mod judge;
pub mod limits;
pub mod message;
pub mod pack;
pub mod packs;
mod read;
pub mod ready;
pub mod region;
pub mod step;
pub mod value;

pub use answer::{Outcome, PackId, Reason, RulesAnswer, verdict};
pub use colour::{Colours, Effect, InForce, Release};
pub use difference::{Difference, difference};
pub use fact::{Fact, Field};
pub use judge::{Believed, Here, judge};
pub use limits::Limits;
pub use message::{Arg, Message};
pub use pack::{Class, Names, Pack, Source, SourceKind, Standing};
pub use packs::{EXAMPLES, GRACE, Packs, compile};
pub use read::{MAX_PACKS, PackError};
pub use ready::{Child, Occasion, Readiness, readiness};
pub use step::{Step, binding_steps};
pub use value::{Appeal, ChildLimit, Display, Known, Mask, Paper, Papers, Review, Update, Value};
