//! The file mixes line ends, or ends lines with CR alone.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, inferred};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-line-endings",
    level: Level::Info,
    topic: Topic::Text,
    title: "Mixed line ends",
    summary: "The file mixes line ends, or ends lines with CR alone.",
    what: "How many lines end with CR LF, with LF and with CR. One kind throughout is fine, unless it is CR alone.",
    why: "Some importers look at the first line end and take the others for text.",
    remedy: "Write CR LF or LF throughout.",
    effects: &[inferred("Strict importers", "see an extra character in the last column")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "some lines end with CR LF, some with LF",
    good: "every line ends with CR LF",
    source: "RFC 4180",
    reads: &[],
    message: |place, _| format!("Line ends: {}", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::LineEnds], sink)),
    ..PLAIN
};
