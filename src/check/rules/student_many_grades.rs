//! A student has more than one grade.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::{Duty, Words, is_deleted};
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "student-many-grades",
    level: Level::Info,
    title: "Student with several grades",
    summary: "A student has more than one grade.",
    what: "Users who are students with a comma in grades. Users to be deleted are left alone.",
    why: "Receivers that know one grade per student take the first one, or none.",
    remedy: "Confirm with the school; leave the grade in which the student is taught.",
    effects: &[documented("Seesaw", "several grades of a class become Other")],
    bad: "a student with grades \"05,06\"",
    good: "a student with grades 05",
    source: "Documents of receivers",
    message: |place, _| format!("The student has the grades {}", place.value),
    how: How::Rows(RowsCheck { table: Table::Users, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, users: &'a TableData) -> Option<Judge<'a>> {
    let number = users.column_number("grades")?;
    let duties = context.shared.duties();
    let several = Words::of(&users.columns()[number], |text| text.split(',').filter(|grade| !grade.is_empty()).count() > 1);
    let deleted = is_deleted(users);
    several.any().then_some(())?;
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let codes = chunk.codes(number);
        for (at, row) in chunk.each() {
            if duties[row as usize].is(Duty::STUDENT) && several.has_code(row, codes[at]) && !deleted.has(row) {
                sink.cell(users, row, number);
            }
        }
    }))
}
