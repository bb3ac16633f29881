//! Subjects and their codes do not match.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "subjects-codes-length",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Subjects and codes differ in number",
    summary: "The lists subjects and subjectCodes have different numbers of items.",
    what: "Courses and classes where both are filled. The finding stands at subjectCodes.",
    why: "The two lists belong together item by item; a receiver gives subjects the wrong codes.",
    remedy: "Bring both lists in line; a comma inside a name makes two items of it.",
    effects: &[documented("OneRoster", "have to have the same length")],
    versions: SINCE_1_1,
    bad: "subjects \"Algebra,Geometry\", subjectCodes 02052",
    good: "subjects \"Algebra,Geometry\", subjectCodes \"02052,02072\"",
    source: "OneRoster CSV binding, courses and classes",
    message: |place, input| {
        let subjects = place.of_table(input).map_or_else(String::new, |(table, row)| table.text(row, "subjects").into_string());
        format!("{} codes for {} subjects", place.value.split(',').count(), subjects.split(',').count())
    },
    how: How::Table(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let (Some(subjects), Some(number)) = (table.column("subjects"), table.column_number("subjectCodes")) else { return };
    let codes = &table.columns()[number];
    let count = |text: &str| text.split(',').count();
    for row in 0..table.rows() {
        let (subjects, codes) = (subjects.text(row), codes.text(row));
        if !subjects.is_blank() && !codes.is_blank() && count(&subjects) != count(&codes) {
            sink.cell(table, row, number);
        }
    }
}
