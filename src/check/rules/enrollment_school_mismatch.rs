//! The school of an enrollment is not the school of its class.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "enrollment-school-mismatch",
    level: Level::Warning,
    topic: Topic::Consistency,
    title: "Enrollment at another school than its class",
    summary: "The school of an enrollment is not the school of its class.",
    what: "Enrollments whose school and class are both in the package. Broken references are found by other rules.",
    why: "Receivers that file people by school look for the person in the wrong one.",
    remedy: "Use the school of the class.",
    effects: &[documented("HMH", "refuses an enrollment whose user and class are of different orgs")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "an enrollment at o-2 in a class of o-1",
    good: "an enrollment at o-1 in a class of o-1",
    source: "Derived from the references of both files",
    reads: &[],
    message: say,
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, enrollments: &TableData, sink: &mut Sink<'_>) {
    const NONE: u32 = u32::MAX;
    let Some(classes) = context.input.data.table(Table::Classes).filter(|_| enrollments.table() == Table::Enrollments) else { return };
    let (Some(class), Some(number)) = (enrollments.column("classSourcedId"), enrollments.column_number("schoolSourcedId")) else { return };
    let Some(class_school) = classes.column("schoolSourcedId") else { return };
    let mut of_class = vec![NONE; classes.rows() as usize];
    class_school.scan_targets(|row, school| of_class[row as usize] = school);
    let mut of_row = vec![NONE; enrollments.rows() as usize];
    enrollments.columns()[number].scan_targets(|row, school| of_row[row as usize] = school);
    class.scan_targets(|row, class| {
        let (own, expected) = (of_row[row as usize], of_class.get(class as usize).copied().unwrap_or(NONE));
        if own != expected && own != NONE && expected != NONE {
            sink.cell(enrollments, row, number);
        }
    });
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let enrollments = input.data.table(Table::Enrollments).zip(place.row);
    let class = enrollments.and_then(|(table, row)| table.column("classSourcedId")?.target_row(row - 1));
    match input.data.table(Table::Classes).zip(class) {
        Some((classes, class)) => format!("The enrollment is at {}, its class at {}", place.value, classes.text(class, "schoolSourcedId")),
        None => format!("The enrollment is at {}, its class at another school", place.value),
    }
}
