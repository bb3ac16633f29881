//! Measures speed and memory of opening and checking.

fn main() {}
