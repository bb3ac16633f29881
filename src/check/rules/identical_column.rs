//! A column says the same in every row.

use super::super::rule::{Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "identical-column",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Same value in every row",
    summary: "A column that tells rows apart has one value in all of them, or copies the column before it.",
    what: "In files of at least 20 rows, or another number that can be set: usernames, names, identifiers, addresses and roles of users; titles and codes of courses and classes; users, roles and primary of enrollments; birth dates. Also family names that are the given names. One finding per column.",
    why: "A field of the export is mapped to a fixed value or to the wrong source.",
    remedy: "Look at the template of the export.",
    effects: &[inferred("Every receiver", "takes it in as it is")],
    bad: "the role student in all enrollments",
    good: "the roles student and teacher",
    source: "Experience with real packages",
    reads: &[Reads::Thresholds],
    message: |place, _| format!("{} says the same in every row", place.column_words()),
    how: How::Column(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, number: usize, sink: &mut Sink<'_>) {
    let column = &table.columns()[number];
    let Some(spec) = column.spec().filter(|_| table.rows() >= context.settings.thresholds.equal_values) else { return };
    let differs = match table.table() {
        Table::Users => matches!(spec.name, "role" | "username" | "givenName" | "familyName" | "identifier" | "email"),
        Table::Courses => matches!(spec.name, "title" | "courseCode"),
        Table::Classes => matches!(spec.name, "title" | "classCode"),
        Table::Enrollments => matches!(spec.name, "userSourcedId" | "role" | "primary"),
        Table::Demographics => spec.name == "birthDate",
        _ => false,
    };
    let first = column.text(0);
    let same = differs && !first.is_blank() && (1..table.rows()).all(|row| *column.text(row) == *first);
    let given = table.column("givenName").filter(|_| spec.name == "familyName");
    let copied = given.is_some_and(|given| (0..table.rows()).all(|row| *column.text(row) == *given.text(row)));
    if same || copied {
        sink.header(table.file(), number);
    }
}
