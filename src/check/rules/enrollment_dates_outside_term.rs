//! An enrollment reaches out of the sessions of its class.

use super::super::calendar::Days;
use super::super::chunk::Chunk;
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, documented};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "enrollment-dates-outside-term",
    level: Level::Warning,
    title: "Enrollment outside the term",
    summary: "An enrollment begins or ends outside the sessions of its class.",
    what: "Enrollments whose class has sessions with known days: from the first day of the first session to the last day of its last one, that day included. A day that is not given is left alone. The finding stands at beginDate if that day is outside, else at endDate. Enrollments that end before they begin are found by another rule.",
    why: "The standard wants the days of enrollments in line with the term; receivers that look at dates hide the class too early or too late.",
    remedy: "Bring the days in line with the term, or leave them empty.",
    effects: &[documented("OneRoster", "have to align with the term")],
    bad: "an enrollment from 2026-06-01 in a class of the term from 2026-08-15",
    good: "an enrollment from 2026-08-15 in that class",
    source: "OneRoster CSV binding, enrollments.beginDate and endDate",
    message: say,
    how: How::Rows(RowsCheck { table: Table::Enrollments, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, enrollments: &'a TableData) -> Option<Judge<'a>> {
    let class = enrollments.column_number("classSourcedId")?;
    let (first, last) = (enrollments.column_number("beginDate")?, enrollments.column_number("endDate")?);
    let days = |number: usize| Days::of(Some(&*enrollments.columns()[number]));
    let (begin, end) = (days(first), days(last));
    if !begin.any() && !end.any() {
        return None;
    }
    let spans = context.shared.class_spans();
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let (classes, begins, ends) = (chunk.targets(class), chunk.codes(first), chunk.codes(last));
        for (at, row) in chunk.each() {
            let Some(term) = spans.get(classes[at] as usize).filter(|term| term.is_known()) else { continue };
            let (begin, end) = (begin.at(row, begins[at]), end.at(row, ends[at]));
            if begin != Days::NONE && end != Days::NONE && begin >= end {
                continue;
            }
            let outside = |day: i32| day != Days::NONE && (day < term.start || day > term.end);
            if outside(begin) {
                sink.cell(enrollments, row, first);
            } else if outside(end) {
                sink.cell(enrollments, row, last);
            }
        }
    }))
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let class = place.of_table(input).and_then(|(table, row)| table.column("classSourcedId")?.target_row(row));
    match input.data.table(Table::Classes).zip(class) {
        Some((classes, class)) => {
            let terms = classes.text(class, "termSourcedIds");
            format!("{} is {}, outside the sessions of the class, {terms}", place.column_words(), place.value)
        }
        None => format!("{} is {}, outside the sessions of the class", place.column_words(), place.value),
    }
}
