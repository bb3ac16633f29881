//! The school of an enrollment is not the school of its class.

use super::super::chunk::Chunk;
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "enrollment-school-mismatch",
    level: Level::Warning,
    title: "Enrollment at another school than its class",
    summary: "The school of an enrollment is not the school of its class.",
    what: "Enrollments whose school and class are both in the package. Broken references are found by other rules.",
    why: "Receivers that file people by school look for the person in the wrong one.",
    remedy: "Use the school of the class.",
    effects: &[documented("HMH", "refuses an enrollment whose user and class are of different orgs")],
    bad: "an enrollment at o-2 in a class of o-1",
    good: "an enrollment at o-1 in a class of o-1",
    source: "Derived from the references of both files",
    message: say,
    how: How::Rows(RowsCheck { table: Table::Enrollments, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, enrollments: &'a TableData) -> Option<Judge<'a>> {
    let classes = context.input.data.table(Table::Classes)?;
    let (class, school) = (enrollments.column_number("classSourcedId")?, enrollments.column_number("schoolSourcedId")?);
    let mut of_class = vec![Column::NONE; classes.rows() as usize];
    classes.column("schoolSourcedId")?.scan_targets(|row, school| of_class[row as usize] = school);
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (classes, schools) = (chunk.targets(class), chunk.targets(school));
        for (at, row) in chunk.each() {
            let expected = of_class.get(classes[at] as usize).copied().unwrap_or(Column::NONE);
            if schools[at] != expected && schools[at] != Column::NONE && expected != Column::NONE {
                sink.cell(enrollments, row, school);
            }
        }
    }))
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let class = place.of_table(input).and_then(|(table, row)| table.column("classSourcedId")?.target_row(row));
    match input.data.table(Table::Classes).zip(class) {
        Some((classes, class)) => format!("The enrollment is at {}, its class at {}", place.value, classes.text(class, "schoolSourcedId")),
        None => format!("The enrollment is at {}, its class at another school", place.value),
    }
}
