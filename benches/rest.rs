//! Decoding and storing pages of an endpoint, as a multiple of what serde_json needs merely to parse the same bytes into values.
//!
//! `cargo bench --bench rest --no-default-features -- STUDENTS` (20,000 without an argument).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench that meets the unexpected shall stop, and prints"
)]
#![allow(dead_code, reason = "the district of the tests is shared")]
#![allow(missing_docs, reason = "a program")]

#[path = "../tests/rest/district.rs"]
mod district;

use std::hint::black_box;
use std::time::{Duration, Instant};

use district::District;
use roster_inspector::rest::roster_of_pages;
use roster_inspector::spec::Version;
use serde_json::{Value, json};

/// Rows of a page.
const PAGE: usize = 1000;
const RUNS: usize = 3;

fn best(mut run: impl FnMut()) -> Duration {
    (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .min()
        .expect("runs")
}

fn main() {
    let students = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(20_000);
    for version in [Version::V1_1, Version::V1_2_1] {
        let mut district = District::new(students, version);
        district.files.clear();
        let mut pages: Vec<(String, Vec<u8>)> = Vec::new();
        let mut rows = 0;
        for (name, objects) in std::mem::take(&mut district.collections) {
            rows += objects.len();
            pages.extend(objects.chunks(PAGE).map(|page| (name.clone(), json!({ name.as_str(): page }).to_string().into_bytes())));
        }
        // Parents first, as a pull has them.
        let order = ["orgs", "academicSessions", "courses", "classes", "users", "enrollments", "demographics", "resources", "categories"];
        pages.sort_by_key(|(name, _)| order.iter().position(|known| known == name).unwrap_or(order.len()));
        let bytes: usize = pages.iter().map(|(_, body)| body.len()).sum();
        let parse = best(|| {
            for (_, body) in &pages {
                black_box(serde_json::from_slice::<Value>(body).expect("JSON"));
            }
        });
        let borrowed: Vec<(&str, &[u8])> = pages.iter().map(|(name, body)| (name.as_str(), body.as_slice())).collect();
        let ours = best(|| {
            black_box(roster_of_pages(version, &borrowed).expect("a roster"));
        });
        let ratio = ours.as_secs_f64() / parse.as_secs_f64();
        println!(
            "{} students, {}: {rows} objects, {} MB; values {:.2} s; decoded, stored and related {:.2} s; ratio {ratio:.2} (at most 1.6)",
            students,
            version.name(),
            bytes >> 20,
            parse.as_secs_f64(),
            ours.as_secs_f64(),
        );
    }
}
