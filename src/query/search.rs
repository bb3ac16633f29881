//! Searching everything: people, orgs, classes and whatever else has an id, a name or a code, by words in any order, whatever
//! their case and accents; what is near in spelling where too little is found.
//!
//! Substrings choose the candidates, so that nothing that holds the words is missed; the best few thousand are ranked.

mod fold;
mod fields;
mod words;
mod rank;
mod matches;
mod seek;

pub use matches::{Hit, Matches, MatchesIn, Searching};
pub use seek::{search, start_search};
