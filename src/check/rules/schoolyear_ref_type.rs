//! The school year of a course is no school year.

use super::super::Level;
use super::super::people::Words;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "schoolyear-ref-type",
    level: Level::Warning,
    title: "School year that is none",
    summary: "The school year of a course is a session of another type.",
    what: "courses.schoolYearSourcedId that leads to a session whose type is not schoolYear.",
    why: "Receivers that file courses by year do not find one.",
    remedy: "Point to the session of the school year, or leave the cell empty.",
    effects: &[documented("OneRoster", "has to be of type schoolYear")],
    bad: "courses.schoolYearSourcedId t-1, a term",
    good: "courses.schoolYearSourcedId y-1, a school year",
    source: "OneRoster CSV binding, courses.schoolYearSourcedId",
    message: |place, input| {
        let session = place.of_table(input).and_then(|(table, row)| table.column("schoolYearSourcedId")?.target_row(row));
        let sessions = input.data.table(Table::AcademicSessions).zip(session);
        let kind = sessions.map_or_else(String::new, |(sessions, row)| sessions.text(row, "type").into_string());
        format!("{} is of type {kind}, not schoolYear", place.value)
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, courses: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = courses.column_number("schoolYearSourcedId").filter(|_| courses.table() == Table::Courses) else { return };
    let Some(kind) = context.input.data.table(Table::AcademicSessions).and_then(|sessions| sessions.column("type")) else { return };
    let other = Words::of(kind, |word| matches!(word, "gradingPeriod" | "semester" | "term"));
    courses.columns()[number].scan_targets(|row, session| {
        if other.has(session) {
            sink.cell(courses, row, number);
        }
    });
}
