//! A cell holds a character that cannot be seen, such as NUL.

use super::super::Level;
use super::super::facts::row_facts;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::RowFactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "text-control-characters",
    level: Level::Warning,
    topic: Topic::Text,
    title: "Control character",
    summary: "A cell holds a character that cannot be seen, such as NUL.",
    what: "NUL and the other control characters, but for line ends.",
    why: "They are invisible, but count: two texts that look alike are not equal, and some databases refuse them.",
    remedy: "Remove them at the source.",
    effects: &[
        documented("SchoolStatus", "invisible characters in a header make the sync remove everybody"),
        documented("Edlio", "hidden characters make the import fail"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "Anna<NUL>",
    good: "Anna",
    source: "Experience of receivers",
    reads: &[],
    message: |place, _| format!("{} holds a control character", place.column_words()),
    how: How::Table(|_, table, sink| row_facts(table, &[RowFactKind::Nul, RowFactKind::Control], sink)),
    ..PLAIN
};
