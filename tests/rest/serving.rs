//! A server to look at by hand: `cargo test --test rest -- --ignored --nocapture serve_a_district`.

use std::time::Duration;

use super::manners::{Links, Manners, Mishap, Takes, Trouble, Wanted};
use super::pulling::v1_1;
use super::server::Server;

/// Serves an invented district with a few bad manners for ten minutes, and says where.
#[test]
#[ignore = "runs until it is stopped"]
#[allow(clippy::print_stdout, reason = "the address is what it is for")]
fn serve_a_district() {
    let auth = Wanted::OAuth2 { key: "district-42", secret: "acorns-and-oaks", takes: Takes::Basic, scope: None, query: None };
    let mishap = |at, from, kind| Mishap { at, from, times: 1, kind };
    let mishaps = vec![
        mishap("/enrollments", 3, Trouble::Status(503, Some("1"))),
        Mishap { times: usize::MAX, ..mishap("/demographics", 0, Trouble::Status(403, None)) },
        mishap("/users", 4, Trouble::Slow(4_000)),
    ];
    let server = Server::start(&v1_1(), Manners { auth, cap: 50, link: Links::Endless, mishaps, ..Manners::default() });
    println!("{} as district-42 with the secret: acorns-and-oaks", server.base());
    std::thread::sleep(Duration::from_mins(10));
}
