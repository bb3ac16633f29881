//! A student has no grade.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::{Duty, Words, is_deleted};
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "student-no-grade",
    level: Level::Warning,
    title: "Student without a grade",
    summary: "A student has an empty grades.",
    what: "Users who are students by users.role in 1.1 or by roles.csv in 1.2. Users to be deleted are left alone.",
    why: "Receivers that pick material by grade refuse the student, or put the student nowhere.",
    remedy: "Fill the grade in the source system.",
    effects: &[documented("HMH", "the grade is mandatory"), documented("ClassLink", "counted as a fault of sanity")],
    bad: "a student with an empty grades",
    good: "a student with grades 05",
    source: "Documents of receivers",
    message: |_, _| "The student has no grade".to_owned(),
    how: How::Rows(RowsCheck { table: Table::Users, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, users: &'a TableData) -> Option<Judge<'a>> {
    let number = users.column_number("grades")?;
    let duties = context.shared.duties();
    let blank = Words::of(&users.columns()[number], str::is_empty);
    let deleted = is_deleted(users);
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let codes = chunk.codes(number);
        for (at, row) in chunk.each() {
            if duties[row as usize].is(Duty::STUDENT) && blank.has_code(row, codes[at]) && !deleted.has(row) {
                sink.cell(users, row, number);
            }
        }
    }))
}
