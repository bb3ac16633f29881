//! A name has characters that strict importers refuse.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, documented, observed};

/// The rule.
pub static RULE: Rule = Rule {
    code: "name-strict-charset",
    level: Level::Info,
    topic: Topic::Schema,
    title: "Name with special characters",
    summary: "A name or title has characters that strict importers refuse.",
    what: "Given and family names, names of orgs, and titles with other characters than letters, digits, space, point, comma and hyphen. Runs on request: names are right as they are.",
    why: "A few importers refuse apostrophes, brackets, slashes and ampersands.",
    remedy: "Usually nothing. Tell the receiver.",
    effects: &[
        observed("Moodle", "only letters, digits, space, point, comma and hyphen"),
        documented("Microsoft School Data Sync", "invalid characters in names of classes"),
    ],
    bad: "Art & Design",
    good: "Art and Design",
    source: "Code and documents of receivers",
    message: |place, _| format!("{} is {}, with characters that strict importers refuse", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 82,
        ids_are_fine: false,
        applies: |_, place| matches!(place.column.name, "givenName" | "familyName" | "name" | "title"),
        is_bad: |_, text| text.chars().any(|letter| !(letter.is_alphanumeric() || matches!(letter, ' ' | '.' | ',' | '-'))),
    }),
    on_request: true,
    ..PLAIN
};
