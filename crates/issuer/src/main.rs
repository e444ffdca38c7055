//! The authority's program.

fn main() {}
