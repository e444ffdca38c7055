//! Trust files (kc1.md part 2): written by real keys, read, accepted and refused.

mod file;
mod form;
mod genuine;
mod makers;
mod parts;
mod raw;
mod sequence;
mod signature;
mod state;
