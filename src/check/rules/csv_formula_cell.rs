//! A text would be a formula in a spreadsheet.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, inferred};
use crate::spec::{Privacy, Type};

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-formula-cell",
    level: Level::Info,
    topic: Topic::Text,
    title: "Text like a formula",
    summary: "A text starts like the formula of a spreadsheet.",
    what: "Text columns whose cell starts with = or @, or with + or - and a letter or bracket. Telephone numbers and negative numbers are left alone.",
    why: "Who opens the file in a spreadsheet runs what stands there.",
    remedy: "Look who entered it. Importers do not mind.",
    effects: &[inferred("Spreadsheets", "run it as a formula")],
    bad: "=HYPERLINK(A1)",
    good: "Hyperlinks",
    source: "How spreadsheets open CSV files",
    message: |place, _| format!("{} is {}, a formula to a spreadsheet", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 62,
        ids_are_fine: true,
        applies: |_, place| place.column.ty == Type::Text && place.column.privacy != Privacy::Secret,
        is_bad: |_, text| match text.as_bytes() {
            [b'=' | b'@', _, ..] => true,
            [b'+' | b'-', next, ..] => next.is_ascii_alphabetic() || *next == b'(',
            _ => false,
        },
    }),
    ..PLAIN
};
