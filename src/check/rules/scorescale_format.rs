//! A value of a score scale is not of the form {left:right}.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, ONLY_1_2, PLAIN, Rule, Topic, documented, observed};
use super::userids_format::is_pair;
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "scorescale-format",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Not of the form {left:right}",
    summary: "An item of scoreScaleValue is not of the form {left:right}.",
    what: "Every item of scoreScales.scoreScaleValue: braces, one colon, and something on both sides.",
    why: "The receiver cannot map scores to grades.",
    remedy: "Write {A:90-100},{B:80-89}.",
    effects: &[documented("OneRoster", "the form of the list"), observed("Longsight", "an invalid mapping")],
    versions: ONLY_1_2,
    bad: "A=10",
    good: "{A:10}",
    source: "OneRoster CSV binding, scoreScales.scoreScaleValue",
    message: |place, _| format!("{} is {}, not of the form {{left:right}}", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 40,
        ids_are_fine: false,
        applies: |_, place| place.column.ty == Type::MappingList,
        is_bad: |_, text| !text.is_empty() && !text.split(',').all(is_pair),
    }),
    ..PLAIN
};
