//! A person or a class is a stand-in.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, inferred};
use crate::spec::Table;

/// The rule.
pub static RULE: Rule = Rule {
    code: "placeholder-record",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Stand-in",
    summary: "A person or a class is named like a stand-in.",
    what: "Given names, family names and titles of classes that are Test, Staff, TBD, TBA, Vacant, Unassigned, Substitute, Sub, Dummy, Placeholder or Do Not Use, in any letter case.",
    why: "It takes a license, and somebody may sign in as it.",
    remedy: "Leave it out of the export. It may be a real name.",
    effects: &[inferred("Receivers", "take a license for it")],
    bad: "Vacant",
    good: "Ada",
    source: "Experience with real packages",
    message: |place, _| format!("{} is {}, like a stand-in", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck {
        rank: 84,
        ids_are_fine: false,
        applies: |_, place| match place.table {
            Table::Users => matches!(place.column.name, "givenName" | "familyName"),
            table => table == Table::Classes && place.column.name == "title",
        },
        is_bad: |_, text| {
            const WORDS: [&str; 11] =
                ["test", "staff", "tbd", "tba", "vacant", "unassigned", "substitute", "sub", "dummy", "placeholder", "do not use"];
            text.len() <= 11 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        },
    }),
    ..PLAIN
};
