//! A sourcedId or a reference has 256 characters or more.

use super::super::Level;
use super::super::rule::{CellCheck, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sourced_id::{is_id, is_too_long, items};

/// The rule.
pub static RULE: Rule = Rule {
    code: "guid-length",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Id is too long",
    summary: "A sourcedId or a reference has 256 characters or more.",
    what: "Ids, references and the items of lists of references.",
    why: "Receivers keep ids in columns of 255 characters; cut ids do not match any more.",
    remedy: "Shorten the ids at the source.",
    effects: &[documented("OneRoster", "fewer than 256 characters"), documented("Great Minds", "at most 100 characters")],
    versions: SINCE_1_1,
    mode: None,
    bad: "an id of 300 characters",
    good: "an id of 36 characters",
    source: "OneRoster CSV binding, types: GUID",
    reads: &[],
    message: |place, _| format!("{} has {} characters, more than 255", place.column_words(), place.value.chars().count()),
    how: How::Cell(CellCheck {
        rank: 21,
        ids_are_fine: true,
        applies: |_, place| is_id(place),
        is_bad: |place, text| items(place, text).any(is_too_long),
    }),
    ..PLAIN
};
