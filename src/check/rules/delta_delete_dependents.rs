//! A delta deletes what rows that stay still refer to.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "delta-delete-dependents",
    level: Level::Warning,
    topic: Topic::Consistency,
    title: "Deleted while others depend on it",
    summary: "A delta deletes what rows that stay still refer to.",
    what: "Rows of deltas with the status tobedeleted, against the set before with all rows of the delta applied. Only against a package before.",
    why: "Receivers keep orphans, or remove in a cascade what nobody wanted removed.",
    remedy: "Delete or change the dependents in the same delta.",
    effects: &[inferred("Receivers of deltas", "keep orphans, or remove in a cascade")],
    versions: ALL_VERSIONS,
    bad: "Class c-1 deleted, its enrollments not",
    good: "Class c-1 deleted with its enrollments",
    source: "OneRoster CSV binding, deltas",
    reads: &[Reads::Against],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    for &(table, row, count) in &before.depended {
        if let Some(data) = context.input.data.table(table).filter(|data| row < data.rows()) {
            sink.row(data, row, &format!("Rows that still refer to the {1} {2}: {0}", count, table.singular(), data.sourced_id(row)));
        }
    }
}
