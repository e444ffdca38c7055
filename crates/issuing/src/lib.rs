#![doc = include_str!("../README.md")]

pub mod address;
pub mod client;
pub mod fetch;
mod http;
pub mod message;
pub mod problem;
pub mod signed;
pub mod text;
pub mod trouble;

pub use address::Address;
pub use client::{Client, Fetched};
pub use problem::{Code, Problem};
pub use signed::{Account, Stamp};
pub use text::{Nonce, PersonId};
pub use trouble::Trouble;
