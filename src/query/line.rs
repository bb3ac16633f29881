//! A filter as one line of text, for saving and sharing: written so that reading it gives the same filter.
//!
//! ```text
//! line      = [filter] ["sort by" key {"," key}]
//! filter    = all {"or" all}
//! all       = one {"and" one}
//! one       = ["not"] ( "(" filter ")" | column test )
//! column    = name | "quoted name" | any
//! test      = "contains" ["exactly"] text | "is" ["not"] ["exactly"] text | "starts with" ["exactly"] text
//!           | "is" ["not"] "empty" | ["not"] "in" "(" text {"," text} ")" | "matches" text
//!           | "from" limit ["to" limit] | "to" limit
//!           | "has" ("finding" [rule] | "error" | "warning" | "info")
//! key       = column ["natural"] ["descending"]
//! ```
//!
//! A text stands in double quotes, in which `\"`, `\\`, `\n`, `\r` and `\t` are what they are elsewhere; a single word
//! needs none. A limit is a number or a day such as 2026-08-15.

mod words;
mod write;
mod parse;

pub use parse::{parse_filter, parse_line};
pub use words::LineError;
