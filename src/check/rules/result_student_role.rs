//! The student of a result is no student.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::Duty;
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, SINCE_1_1, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "result-student-role",
    level: Level::Warning,
    title: "Result of somebody who is no student",
    summary: "The student of a result is known, but not as a student.",
    what: "results.studentSourcedId that leads to a user whose roles are known and are all others than student.",
    why: "Gradebooks have no place for the result.",
    remedy: "Point to the student.",
    effects: &[documented("OneRoster", "has to be a student")],
    versions: SINCE_1_1,
    bad: "studentSourcedId u-2, a teacher",
    good: "studentSourcedId u-1, a student",
    source: "OneRoster CSV binding, results.studentSourcedId",
    message: |place, _| format!("{} is no student", place.value),
    how: How::Rows(RowsCheck { table: Table::Results, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, results: &'a TableData) -> Option<Judge<'a>> {
    let number = results.column_number("studentSourcedId")?;
    let duties = context.shared.duties();
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let students = chunk.targets(number);
        for (at, row) in chunk.each() {
            if duties.get(students[at] as usize).is_some_and(|duty| duty.is_never(Duty::STUDENT)) {
                sink.cell(results, row, number);
            }
        }
    }))
}
