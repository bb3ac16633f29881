//! Two classes look the same.

use super::super::Level;
use super::super::declared::quoted;
use super::super::people::sole_rows;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use super::super::twins::{Twins, folded, joined};
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-class",
    level: Level::Info,
    title: "Class twice",
    summary: "Two classes have the same title, school, terms and periods.",
    what: "classes.title, schoolSourcedId, termSourcedIds and periods: the second class and every later one. Classes to be deleted, and rows whose sourcedId stands before, are left alone. The finding stands at title.",
    why: "Nobody can tell the two apart in a list; some receivers refuse the second.",
    remedy: "Add the section or the teacher to the title.",
    effects: &[documented("HMH", "refuses two classes of one name")],
    bad: "Mathematics 5 twice, in the same periods",
    good: "Mathematics 5a and Mathematics 5b",
    source: "Documents of receivers",
    message: |place, _| format!("Another class of the school, term and period is called {}", quoted(&place.value)),
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = classes.column_number("title").filter(|_| classes.table() == Table::Classes) else { return };
    let parts: Vec<&Column> =
        ["title", "schoolSourcedId", "termSourcedIds", "periods"].iter().filter_map(|name| classes.column(name)).collect();
    let mut keys = vec![0_u64; classes.rows() as usize];
    for row in sole_rows(classes) {
        keys[row as usize] = parts.iter().fold(1, |key, part| joined(key, folded(&part.text(row))));
    }
    let same = |one: u32, other: u32| parts.iter().all(|part| *part.text(one) == *part.text(other));
    let mut rows: Vec<u32> = Vec::new();
    for group in Twins::of(&keys).groups() {
        rows.extend(group.iter().enumerate().filter(|&(at, &row)| group[..at].iter().any(|&other| same(other, row))).map(|(_, &row)| row));
    }
    rows.sort_unstable();
    for row in rows {
        sink.cell(classes, row, number);
    }
}
