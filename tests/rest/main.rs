//! Pulling from live endpoints: a server of our own that obeys the standard or deviates as real ones do. It shares no paging,
//! signing or decoding code with the client.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets the unexpected shall stop")]
#![allow(clippy::iter_over_hash_type, reason = "nothing that a test asserts depends on the order")]

mod district;
mod manners;
mod signing;
mod server;
mod pulling;

mod address;
mod sound;
mod paging;
mod shapes;
mod access;
mod archive;
mod fixtures;
mod tls;
mod probing;
mod rarer;
mod serving;
