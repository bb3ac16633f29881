//! Receivers: what each is known to do with faults, and what it asks for besides. One file each, with a source for every
//! statement; more can be read from text.
//!
//! A judgment is a pure function of what was found and of the profile. Deliberately absent: guessing. What has no source is
//! left out, and "nothing known against it" is all that silence means.

mod nearest;
mod profile;
mod meet;
mod judgment;
mod asked;

use std::sync::{Arc, OnceLock};

pub use asked::rule_of;
pub use judgment::{Judgment, Reason, Verdict, judge};
pub use meet::Unmet;
pub use nearest::nearest;
pub use profile::{Ask, Cells, Effect, Needs, Profile, ProfileError, Said, Statement};

/// The profiles that come with the program: file name and text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("apple", include_str!("../../assets/profiles/apple.toml")),
    ("canvas", include_str!("../../assets/profiles/canvas.toml")),
    ("classlink", include_str!("../../assets/profiles/classlink.toml")),
    ("clever", include_str!("../../assets/profiles/clever.toml")),
    ("d2l", include_str!("../../assets/profiles/d2l.toml")),
    ("google", include_str!("../../assets/profiles/google.toml")),
    ("hmh", include_str!("../../assets/profiles/hmh.toml")),
    ("japan", include_str!("../../assets/profiles/japan.toml")),
    ("managebac", include_str!("../../assets/profiles/managebac.toml")),
    ("moodle", include_str!("../../assets/profiles/moodle.toml")),
    ("schoology", include_str!("../../assets/profiles/schoology.toml")),
    ("sds", include_str!("../../assets/profiles/sds.toml")),
    ("turnitin", include_str!("../../assets/profiles/turnitin.toml")),
];

/// The profiles that come with the program, by name.
pub fn built_in() -> &'static [Arc<Profile>] {
    static PROFILES: OnceLock<Vec<Arc<Profile>>> = OnceLock::new();
    PROFILES.get_or_init(|| BUILT_IN.iter().filter_map(|(_, text)| Profile::parse(text).ok().map(Arc::new)).collect())
}
