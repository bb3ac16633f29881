//! The school year of a session is not the year in which it ends.

use super::super::Level;
use super::super::calendar::day;
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "session-year-mismatch",
    level: Level::Warning,
    title: "Wrong school year",
    summary: "The school year of a session is not the year in which its school year ends.",
    what: "Sessions with a known end. The end that counts is that of the session of type schoolYear above, or its own. Without one, the year of the end and the next one are taken. Values that are no year are found by another rule.",
    why: "The standard names a school year after the year in which it ends; a receiver files the session a year too early or too late.",
    remedy: "Use the year in which the school year ends: 2027 for 2026-27.",
    effects: &[documented("OneRoster", "the year in which the school year ends")],
    bad: "2026 for the school year until 2027-06-30",
    good: "2027 for the school year until 2027-06-30",
    source: "OneRoster CSV binding, academicSessions.schoolYear",
    message: |place, _| format!("schoolYear is {}, which is not the year in which the school year ends", place.value),
    how: How::Table(check),
    ..PLAIN
};

/// Sessions have at most so many sessions above them; more are a circle.
const DEPTH: usize = 8;

fn check(_: &Context<'_>, sessions: &TableData, sink: &mut Sink<'_>) {
    let is_it = sessions.table() == Table::AcademicSessions;
    let (Some(number), Some(kind), Some(end)) =
        (sessions.column_number("schoolYear").filter(|_| is_it), sessions.column("type"), sessions.column("endDate"))
    else {
        return;
    };
    let parent = sessions.column("parentSourcedId");
    let above = |row: &u32| parent.and_then(|parent| parent.target_row(*row));
    // The end does not count any more, so that a year until January 1 ends in the year before.
    let years = |row: u32| day(&end.text(row)).map(|day| (i32::from(day.yesterday().unwrap_or(day).year()), i32::from(day.year())));
    for row in 0..sessions.rows() {
        let text = sessions.columns()[number].text(row);
        let Some(said) = text.parse::<i32>().ok().filter(|_| text.len() == 4) else { continue };
        let year = std::iter::successors(Some(row), above).take(DEPTH).find(|&row| *kind.text(row) == *"schoolYear");
        let fits = match (year.and_then(years), years(row)) {
            (Some((first, last)), _) => said == first || said == last,
            (None, Some((first, last))) => said == first || said == last || said == last + 1,
            (None, None) => true,
        };
        if !fits {
            sink.cell(sessions, row, number);
        }
    }
}
