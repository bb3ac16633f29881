//! Known faults of orgs and sessions, and of classes whose term is another one.

use super::Kind;
use super::curriculum::{FALL, FIRST_PERIOD, SPRING, YEAR};
use super::district::District;
use super::fault::{Also, FaultKind, Make};
use super::fault_kinds::{kind, of_department};
use crate::spec::Table;

/// The sessions above a session.
fn sessions_above(district: &District, row: u64) -> Vec<(Table, u64)> {
    let parent = |row: u64| district.session_at(row).parent;
    std::iter::successors(parent(row), |&above| parent(above)).map(|row| (Table::AcademicSessions, row)).collect()
}

fn is_spare(district: &District, row: u64) -> bool {
    district.is_spare_session(row)
}

fn session_id(district: &District, row: u64) -> String {
    String::from_utf8_lossy(district.ids.id(Kind::Session, row).bytes()).into_owned()
}

fn change(table: Table, row: u64, column: &'static str, word: &str) -> Also {
    Also { table, row, column, word: word.to_owned() }
}

/// Every enrollment of the class gets these days.
fn enrolled_from(district: &District, row: u64, begin: &str, end: &str) -> Vec<Also> {
    let class = district.plan.class(row);
    let seats = 1 + u64::from(class.helper.is_some()) + class.members;
    let days = |row| [change(Table::Enrollments, row, "beginDate", begin), change(Table::Enrollments, row, "endDate", end)];
    (class.first_enrollment..class.first_enrollment + seats).flat_map(days).collect()
}

/// A day of July, after the school year, for each session that only districts with known faults have.
fn day_of_july(row: u64, later: u64) -> String {
    format!("2027-07-{:02}", row % 10 * 3 + 1 + later)
}

const fn of_session(name: &'static str, rule: &'static str, column: &'static str, make: Make) -> FaultKind {
    kind(name, rule, Table::AcademicSessions, column, make).bulk().only(is_spare)
}

const fn of_class(name: &'static str, rule: &'static str, make: Make) -> FaultKind {
    kind(name, rule, Table::Classes, "termSourcedIds", make).bulk()
}

/// The kinds. They come before those of single values, as they need several rows.
pub(super) const TERMS: &[FaultKind] = &[
    of_class("class-of-last-quarter", "class-term-ended", Make::Made(|district, _| session_id(district, FIRST_PERIOD)))
        .keeps(|_, _| vec![(Table::AcademicSessions, FIRST_PERIOD), (Table::AcademicSessions, FALL)])
        .also(|district, row| enrolled_from(district, row, "2026-08-24", "2026-10-24")),
    of_class("class-of-next-semester", "class-term-future", Make::Made(|district, _| session_id(district, SPRING)))
        .keeps(|_, _| vec![(Table::AcademicSessions, SPRING)])
        .also(|district, row| enrolled_from(district, row, "2027-01-04", "2027-06-12")),
    of_class("class-of-whole-year", "term-ref-type", Make::Made(|district, _| session_id(district, YEAR)))
        .keeps(|_, _| vec![(Table::AcademicSessions, YEAR)]),
    of_session("year-of-another-year", "session-year-mismatch", "schoolYear", Make::Word("2030")).keeps(sessions_above),
    of_session("year-below-semester", "session-nesting", "parentSourcedId", Make::Same)
        .keeps(sessions_above)
        .also(|_, row| vec![change(Table::AcademicSessions, row, "type", "schoolYear")]),
    of_session("term-after-its-year", "session-outside-parent", "startDate", Make::Made(|_, row| day_of_july(row, 0)))
        .keeps(sessions_above)
        .also(|_, row| vec![change(Table::AcademicSessions, row, "endDate", &day_of_july(row, 2))]),
    of_session("term-within-another", "session-overlap", "startDate", Make::Like(|_, row| row - 1))
        .only(|district, row| is_spare(district, row) && is_spare(district, row - 1))
        .keeps(sessions_above)
        .twin(|_, row| row - 1),
    kind("local-below-district", "org-nesting", Table::Orgs, "parentSourcedId", Make::Same)
        .bulk()
        .when(of_department)
        .also(|_, row| vec![change(Table::Orgs, row, "type", "local")]),
];
