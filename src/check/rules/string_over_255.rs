//! A text is longer than receivers have to keep.

use super::super::Level;
use super::super::rule::{CellCheck, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sourced_id::is_too_long;
use crate::spec::{Privacy, Type};

/// The rule.
pub static RULE: Rule = Rule {
    code: "string-over-255",
    level: Level::Info,
    topic: Topic::Schema,
    title: "Very long text",
    summary: "A text has more than 255 characters.",
    what: "Text columns. Ids have a rule of their own.",
    why: "Receivers have to keep 255 characters; what is beyond may be cut.",
    remedy: "Shorten the text.",
    effects: &[documented("OneRoster", "may be cut without failing conformance")],
    versions: SINCE_1_1,
    bad: "a title of 300 characters",
    good: "a title of 30 characters",
    source: "OneRoster CSV binding, types: String",
    message: |place, _| format!("{} has {} characters, more than 255", place.column_words(), place.value.chars().count()),
    how: How::Cell(CellCheck {
        rank: 70,
        ids_are_fine: true,
        applies: |_, place| matches!(place.column.ty, Type::Text | Type::Id) && place.column.privacy != Privacy::Secret,
        is_bad: |_, text| is_too_long(text),
    }),
    ..PLAIN
};
