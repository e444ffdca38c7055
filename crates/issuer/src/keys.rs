//! The authority's keys: which key may sign what and when, behind one trait for signing.

mod es256;
pub mod file;
pub mod make;
pub mod ring;
pub mod root;
pub mod signer;
mod sm2;

pub use ring::{Held, Ring};
pub use signer::{Handle, SignError};

pub use file::{KeyError, KeyFolder};
pub use make::Made;
