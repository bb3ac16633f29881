//! The test server of pulls, for the window.
#![allow(dead_code, reason = "tests of pulls use more of the server than tests of the window")]

use std::sync::{Arc, OnceLock};

use roster_inspector::spec::Version;

#[path = "../rest/district.rs"]
pub mod district;
#[path = "../rest/manners.rs"]
pub mod manners;
#[path = "../rest/server.rs"]
pub mod server;
#[path = "../rest/signing.rs"]
pub mod signing;

pub use district::District;
pub use manners::{Manners, Mishap, Takes, Trouble, Wanted};
pub use server::Server;

/// An invented district of 1.1 with gradebook.
pub fn district() -> Arc<District> {
    static DISTRICT: OnceLock<Arc<District>> = OnceLock::new();
    Arc::clone(DISTRICT.get_or_init(|| Arc::new(District::new(150, Version::V1_1))))
}
