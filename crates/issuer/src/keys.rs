//! The authority's keys: which key may sign what and when, behind one trait for signing.

pub mod file;
pub mod make;
pub mod ring;
pub mod signer;

pub use ring::{Held, Ring};
pub use signer::{Handle, SignError};

pub use file::{KeyError, KeyFolder};
pub use make::Made;
