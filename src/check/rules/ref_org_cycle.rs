//! An org or a session is above itself.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "ref-org-cycle",
    level: Level::Error,
    topic: Topic::Reference,
    title: "Circle of parents",
    summary: "An org or a session is its own parent, or stands above its own parent.",
    what: "parentSourcedId of orgs and sessions. One finding for each row on the circle; rows that only lead into it have none.",
    why: "An importer that walks up to the top never comes to an end.",
    remedy: "Correct the parent of one of them.",
    effects: &[inferred("Importers", "loop without end")],
    bad: "o-1 below o-2, and o-2 below o-1",
    good: "o-1 and o-2 below d-1",
    source: "Derived",
    message: |place, _| format!("{} stands above the row and below it", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let is_it = matches!(table.table(), Table::Orgs | Table::AcademicSessions);
    let Some(number) = table.column_number("parentSourcedId").filter(|_| is_it) else { return };
    let mut parents = vec![Column::NONE; table.rows() as usize];
    table.columns()[number].scan_targets(|row, parent| parents[row as usize] = parent);
    // 0 = not seen; otherwise the walk in which it was seen.
    let mut seen = vec![0_u32; parents.len()];
    let mut rows: Vec<u32> = Vec::new();
    for start in 0..table.rows() {
        let (mut row, walk) = (start, start + 1);
        while row != Column::NONE && seen[row as usize] == 0 {
            seen[row as usize] = walk;
            row = parents[row as usize];
        }
        if row != Column::NONE && seen[row as usize] == walk {
            let first = row;
            rows.push(row);
            row = parents[row as usize];
            while row != first {
                rows.push(row);
                row = parents[row as usize];
            }
        }
    }
    rows.sort_unstable();
    for row in rows {
        sink.cell(table, row, number);
    }
}
