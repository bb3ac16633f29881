//! A number is not written with digits and at most one point.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, CellPlace, How, PLAIN, Rule, SINCE_1_1, Topic, inferred};
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "number-format",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Not a number",
    summary: "A number is not written with digits and at most one point.",
    what: "Scores, limits of scores and weights. A comma, a percent sign, an exponent and words are not numbers; whole numbers may have no point.",
    why: "Receivers refuse the row, or read 1,5 as 15.",
    remedy: "Write plain decimals with a point.",
    effects: &[inferred("Most importers", "refuse the value")],
    versions: SINCE_1_1,
    mode: None,
    bad: "80%",
    good: "80",
    source: "OneRoster CSV binding, types: Integer and Float",
    reads: &[],
    message: |place, _| format!("{} is {}, not a number", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 30,
        ids_are_fine: false,
        applies: |_, place| matches!(place.column.ty, Type::Integer | Type::Float),
        is_bad,
    }),
    ..PLAIN
};

fn is_bad(place: &CellPlace, text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let filled = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    let fits = fraction.is_none() || place.column.ty == Type::Float;
    !(text.is_empty() || filled && fits && plain(whole) && fraction.is_none_or(plain))
}
