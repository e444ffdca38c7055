//! The developer's one entry.
fn main() {}
