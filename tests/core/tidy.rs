//! The house rules, held over the source tree itself. A failure prints file, line and the rule.

mod layout;
mod readme;
mod registry;
mod source;
mod wording;

/// The rooms in the order that data walks. A room imports only rooms before it; `cli` and `app` do not know each other.
const ROOMS: [&str; 19] = [
    "job", "spec", "read", "store", "relate", "check", "roster", "rest", "cause", "receiver", "track", "report", "query", "compare",
    "export", "generate", "cli", "app", "ui",
];

/// Fails with every place, one a line.
fn none(rule: &str, places: &[String]) {
    assert!(places.is_empty(), "{rule}\n  {}\n", places.join("\n  "));
}
