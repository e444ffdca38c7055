//! kincode: the desk in a terminal.
fn main() {}
