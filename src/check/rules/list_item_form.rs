//! An item of a list is empty or has spaces around it.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::sourced_id::has_edge_space;
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "list-item-form",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Empty item, or space around one",
    summary: "An item of a list of texts is empty, or starts or ends with a space.",
    what: "Lists such as grades, subjects, subjectCodes, periods and the roles of resources. Lists of references have rules of their own.",
    why: "The list is cut at its commas and nothing else: the second item of \"09, 10\" is a space and 10.",
    remedy: "Write the items with a comma between them and nothing else.",
    effects: &[documented("OneRoster", "items are separated by a comma alone"), inferred("Most importers", "do not know the item")],
    bad: "\"09, 10\"",
    good: "\"09,10\"",
    source: "OneRoster CSV binding, lists",
    message: |place, _| format!("{} is {}, with an empty item or a space around one", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 27,
        ids_are_fine: false,
        applies: |_, place| matches!(place.column.ty, Type::TextList | Type::EnumList(_)),
        is_bad: |_, text| !text.is_empty() && text.split(',').any(|item| item.is_empty() || has_edge_space(item)),
    }),
    ..PLAIN
};
