//! A sourcedId or a reference has characters other than letters, digits and the signs .-_/@.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sourced_id::{has_foreign_letter, is_id, items};

/// The rule.
pub static RULE: Rule = Rule {
    code: "guid-charset",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Character that an id may not have",
    summary: "A sourcedId or a reference has characters other than letters, digits and the signs .-_/@.",
    what: "Ids, references and the items of lists of references. A reference that leads to a sourcedId with the same character is not reported: the id is. A reference that leads nowhere and has such a character is reported here, not as broken.",
    why: "Ids become parts of web addresses and keys; receivers with a narrow set refuse the record.",
    remedy: "Have the source build plain ids. Usual culprits are spaces, colons, #, braces and commas.",
    effects: &[
        documented("OneRoster", "a closed set of characters"),
        observed("Moodle", "refuses the record"),
        documented("Apple", "letters, digits and hyphen only"),
        documented("Great Minds", "letters and digits for students"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "SIS:4711",
    good: "SIS-4711",
    source: "OneRoster CSV binding, types: GUID",
    reads: &[],
    message: |place, _| format!("{} is {}, with a character that an id may not have", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 22,
        ids_are_fine: true,
        applies: |_, place| is_id(place),
        is_bad: |place, text| items(place, text).any(has_foreign_letter),
    }),
    ..PLAIN
};
