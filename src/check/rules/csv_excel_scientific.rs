//! A long number was rewritten by a spreadsheet.

use super::super::Level;
use super::super::rule::{CellCheck, CellPlace, How, PLAIN, Rule, Topic, inferred};
use super::super::sourced_id::{is_id, is_scientific, items};

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-excel-scientific",
    level: Level::Error,
    topic: Topic::Text,
    title: "Number in powers of ten",
    summary: "An identifier was rewritten as a power of ten, as spreadsheets do with long numbers.",
    what: "Ids, references, identifiers, usernames, codes and telephone numbers of the form 1.23457E+11. Ids may not have a plus sign, so that they break the standard as well.",
    why: "The digits are gone for good. Two people with long numbers become one.",
    remedy: "Go back to the export of the source; do not save it in a spreadsheet.",
    effects: &[inferred("Every importer", "references break, numbers are wrong")],
    bad: "1.23457E+11",
    good: "123456789012",
    source: "How spreadsheets save long numbers",
    message: |place, _| format!("{} is {}: a spreadsheet has cut the number", place.column_words(), place.value),
    how: How::Cell(CellCheck { rank: 15, ids_are_fine: true, applies, is_bad: |place, text| items(place, text).any(is_scientific) }),
    ..PLAIN
};

fn applies(_: &Rule, place: &CellPlace) -> bool {
    is_id(place)
        || matches!(
            place.column.name,
            "identifier" | "username" | "phone" | "sms" | "userMasterIdentifier" | "courseCode" | "classCode" | "vendorResourceId"
        )
}
