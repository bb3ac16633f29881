//! Lists of pairs in braces: user ids and the values of score scales.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, ONLY_1_2, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use crate::spec::Type;

/// `users.userIds`.
pub static USERIDS_FORMAT: Rule = Rule {
    code: "userids-format",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Not of the form {Type:Id}",
    summary: "An item of userIds is not of the form {Type:Id}.",
    what: "Every item of users.userIds: braces, one colon, and something on both sides.",
    why: "Readers that need the id of another system do not find it, or refuse the row.",
    remedy: "Write {LDAP:ada},{Fed:4711}.",
    effects: &[documented("OneRoster", "the form of the list"), observed("Longsight", "refuses the row")],
    versions: SINCE_1_1,
    bad: "LDAP:ada",
    good: "{LDAP:ada}",
    source: "OneRoster CSV binding, users.userIds",
    message: |place, _| format!("{} is {}, not of the form {{Type:Id}}", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 40,
        ids_are_fine: false,
        applies: |_, place| place.column.ty == Type::TypedIdList,
        is_bad: |_, text| !text.is_empty() && !text.split(',').all(is_pair),
    }),
    ..PLAIN
};

/// `scoreScales.scoreScaleValue`.
pub static SCORESCALE_FORMAT: Rule = Rule {
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

/// True for braces, one colon, and something on both sides.
fn is_pair(item: &str) -> bool {
    let [b'{', inside @ .., b'}'] = item.as_bytes() else { return false };
    let mut colon = None;
    for (at, byte) in inside.iter().enumerate() {
        match byte {
            b'{' | b'}' => return false,
            b':' if colon.is_some() => return false,
            b':' => colon = Some(at),
            _ => {}
        }
    }
    colon.is_some_and(|at| at > 0 && at + 1 < inside.len())
}
