//! A text starts or ends with a space.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, inferred};
use super::super::sourced_id::has_edge_space;
use crate::spec::{Privacy, Type};

/// The rule.
pub static RULE: Rule = Rule {
    code: "value-edge-whitespace",
    level: Level::Info,
    topic: Topic::Schema,
    title: "Space around a text",
    summary: "A text starts or ends with a space.",
    what: "Text columns such as names, titles, usernames and addresses. Ids have a rule of their own; a cell of spaces alone is found elsewhere where it has to be filled.",
    why: "Receivers that match by email or username do not find the person; lists are sorted strangely.",
    remedy: "Trim at the source.",
    effects: &[inferred("Receivers that match by email", "do not find the person")],
    bad: "\"Ada \"",
    good: "\"Ada\"",
    source: "Experience of receivers",
    message: |place, _| format!("{} is {}, with a space at its edge", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 80,
        ids_are_fine: true,
        applies: |_, place| matches!(place.column.ty, Type::Text | Type::Id) && place.column.privacy != Privacy::Secret,
        is_bad: |_, text| has_edge_space(text),
    }),
    ..PLAIN
};
