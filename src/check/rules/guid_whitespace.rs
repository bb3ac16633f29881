//! A sourcedId or a reference starts or ends with a space.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{ALL_VERSIONS, CellCheck, How, PLAIN, Rule, Topic, inferred};
use super::super::sourced_id::{has_edge_space, is_id, items};

/// The rule.
pub static RULE: Rule = Rule {
    code: "guid-whitespace",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Space around an id",
    summary: "A sourcedId or a reference starts or ends with a space.",
    what: "Ids, references and the items of lists of references. A reference that has the same space as the id that it leads to is not reported: the id is.",
    why: "Spaces count: the reference does not match, though it looks the same.",
    remedy: "Trim at the source, in the file of the id and in all files that refer to it.",
    effects: &[inferred("Every importer", "the reference does not match")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "\"u-1 \"",
    good: "\"u-1\"",
    source: "OneRoster CSV binding, types: GUID",
    reads: &[],
    message: |place, _| format!("{} is {}, with a space at its edge", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 20,
        ids_are_fine: true,
        applies: |_, place| is_id(place),
        is_bad: |place, text| items(place, text).any(has_edge_space),
    }),
    ..PLAIN
};
