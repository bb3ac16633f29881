//! Keeping track: what was decided to be left, each with its reason, and what was known before, so that what is new stands out.
//!
//! Nothing is silently gone: what is suppressed is counted and told as suppressed. Deliberately absent: files; text comes in and
//! goes out.

mod key;
mod suppression;
mod baseline;
mod tracked;
mod divided;

pub use baseline::{Baseline, BaselineError};
pub use divided::{Divided, Shown, divide};
pub use key::fingerprint;
pub use suppression::{Suppression, Suppressions, TrackError};
pub use tracked::{Before, Tracked, track};
