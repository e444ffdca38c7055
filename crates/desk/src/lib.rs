//! The use cases: reading, judging and printing health codes.
