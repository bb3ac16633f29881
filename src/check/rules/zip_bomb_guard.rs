//! A file is larger, or packed harder, than the limits of this program allow.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, inferred};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-bomb-guard",
    level: Level::Error,
    topic: Topic::Package,
    title: "Over a safety limit",
    summary: "A file is larger, or packed harder, than the limits of this program allow.",
    what: "The number of entries, the unpacked size and the ratio of packing. Reading stopped at the limit.",
    why: "An archive can unpack to more than a machine holds.",
    remedy: "Raise the limit if you trust the source.",
    effects: &[inferred("Most importers", "have limits of their own")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "4 KB that unpack to 4 GB",
    good: "4 MB that unpack to 40 MB",
    source: "A rule of this program",
    reads: &[],
    message: |place, _| format!("Reading stopped: {}", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::LimitReached], sink)),
    ..PLAIN
};
