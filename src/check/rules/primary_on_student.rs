//! An enrollment that is not as teacher is primary.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::Words;
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented, observed};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "primary-on-student",
    level: Level::Info,
    title: "Primary without being a teacher",
    summary: "An enrollment that is not as teacher is primary.",
    what: "Enrollments with primary true and another role than teacher.",
    why: "The standard gives the word a meaning for teachers only; a strict reader refuses it elsewhere.",
    remedy: "Leave primary empty, or set it to false, for everybody who does not teach.",
    effects: &[documented("OneRoster", "applies to teachers only"), observed("Longsight", "refuses the row")],
    bad: "e-1,,,c-1,o-1,u-1,student,true,,",
    good: "e-1,,,c-1,o-1,u-1,student,,,",
    source: "OneRoster CSV binding, enrollments.primary",
    message: |place, input| {
        let role = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "role").into_string());
        format!("primary is true for the role {role}")
    },
    how: How::Rows(RowsCheck { table: Table::Enrollments, prepare }),
    ..PLAIN
};

fn prepare<'a>(_: &Context<'a>, enrollments: &'a TableData) -> Option<Judge<'a>> {
    let (role, number) = (enrollments.column_number("role")?, enrollments.column_number("primary")?);
    let others = Words::of(&enrollments.columns()[role], |word| word != "teacher" && !word.is_empty());
    let primary = Words::of(&enrollments.columns()[number], |word| word == "true");
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (roles, primaries) = (chunk.codes(role), chunk.codes(number));
        for (at, row) in chunk.each() {
            if primary.has_code(row, primaries[at]) && others.has_code(row, roles[at]) {
                sink.cell(enrollments, row, number);
            }
        }
    }))
}
