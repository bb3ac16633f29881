//! Who is in a class, and when: enrollments seen from the person and from the class.

use super::data::{Link, Value};
use super::look::{Look, is_day};
use crate::check::Level;
use crate::spec::Table;
use crate::ui::widgets::number;

/// Enrollments of one class that are looked at; a class that has more is no class.
const SCANNED: usize = 5_000;

/// One enrollment of a class.
pub(super) struct Member {
    /// The row in enrollments.csv.
    pub(super) enrollment: u32,
    /// The role in the class.
    pub(super) role: String,
    /// True if it is marked as the primary teacher.
    pub(super) primary: bool,
}

/// The enrollments of a class in file order, and whether all of them were looked at.
pub(super) fn members(look: Look<'_>, class: u32) -> (Vec<Member>, bool) {
    let Some(data) = look.table(Table::Enrollments) else { return (Vec::new(), true) };
    let rows = look.pointing(Table::Enrollments, "classSourcedId", class);
    let member = |&row: &u32| Member {
        enrollment: row,
        role: data.text(row, "role").into_string(),
        primary: data.text(row, "primary").eq_ignore_ascii_case("true"),
    };
    (rows.iter().take(SCANNED).map(member).collect(), rows.len() <= SCANNED)
}

/// The teachers of a class, the primary one first, as a cell of a table.
pub(super) fn teachers_cell(look: Look<'_>, class: u32) -> Value {
    let (members, _) = members(look, class);
    let mut teachers: Vec<_> = members.into_iter().filter(|member| member.role == "teacher").collect();
    if teachers.is_empty() {
        return Value::Remark(Level::Warning, "No teacher".to_owned());
    }
    teachers.sort_by_key(|member| !member.primary);
    let first = cell_link(look, Table::Enrollments, teachers[0].enrollment, "userSourcedId");
    Value::Links(first.into_iter().collect(), teachers.len() - 1)
}

/// How many students a class has, as a cell of a table.
pub(super) fn students_cell(look: Look<'_>, class: u32) -> Value {
    let (members, complete) = members(look, class);
    let count = number::count(members.iter().filter(|member| member.role == "student").count() as u64);
    Value::Text(if complete { count } else { format!("{count}+") })
}

/// The first link of a reference cell.
pub(super) fn cell_link(look: Look<'_>, table: Table, row: u32, column: &str) -> Option<Link> {
    let column = look.table(table)?.column(column)?;
    look.links(column, row).0.into_iter().next()
}

/// The terms of a class as a cell: the first one as a link.
pub(super) fn terms_cell(look: Look<'_>, class: u32) -> Value {
    let Some(column) = look.table(Table::Classes).and_then(|classes| classes.column("termSourcedIds")) else { return Value::Blank };
    let (mut links, more) = look.links(column, class);
    let more = more + links.len().saturating_sub(1);
    links.truncate(1);
    if links.is_empty() { Value::Blank } else { Value::Links(links, more) }
}

/// From the first to the last day of the class's terms; blank where no term says.
pub(super) fn term_days(look: Look<'_>, class: u32) -> (String, String) {
    let (Some(classes), Some(sessions)) = (look.table(Table::Classes), look.table(Table::AcademicSessions)) else {
        return Default::default();
    };
    let Some(column) = classes.column("termSourcedIds") else { return Default::default() };
    let terms: Vec<u32> = column.items(class).into_iter().filter_map(|item| item.row).collect();
    let days = |name: &str| terms.iter().map(|&term| sessions.text(term, name).into_string()).filter(|day| is_day(day)).collect::<Vec<_>>();
    (days("startDate").into_iter().min().unwrap_or_default(), days("endDate").into_iter().max().unwrap_or_default())
}

/// "Future" or "Ended" if the enrollment is not live: by its own days, else by those of the class's terms.
pub(super) fn when(look: Look<'_>, enrollment: u32, class: Option<u32>) -> Option<&'static str> {
    let data = look.table(Table::Enrollments)?;
    let (start, end) = class.map(|class| term_days(look, class)).unwrap_or_default();
    let own = |name: &str, term: String| Some(data.text(enrollment, name).into_string()).filter(|day| is_day(day)).unwrap_or(term);
    span(&own("beginDate", start), &own("endDate", end), look.as_of)
}

/// "Future" or "Ended", seen from the day `as_of`; a blank end is open.
pub(super) fn span(begin: &str, end: &str, as_of: &str) -> Option<&'static str> {
    if !is_day(as_of) {
        None
    } else if is_day(begin) && begin > as_of {
        Some("Future")
    } else if is_day(end) && end < as_of {
        Some("Ended")
    } else {
        None
    }
}

/// "2026-08-24 – 2027-06-11", or the one day that is given.
pub(super) fn days_words(begin: &str, end: &str) -> String {
    match (begin, end) {
        ("", "") => String::new(),
        ("", end) => format!("until {end}"),
        (begin, "") => format!("since {begin}"),
        (begin, end) => format!("{begin} – {end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{days_words, span};

    #[test]
    fn a_span_is_live_on_its_first_and_last_day() {
        assert_eq!(span("2026-08-24", "2026-12-18", "2026-08-23"), Some("Future"));
        assert_eq!(span("2026-08-24", "2026-12-18", "2026-08-24"), None);
        assert_eq!(span("2026-08-24", "2026-12-18", "2026-12-18"), None);
        assert_eq!(span("2026-08-24", "2026-12-18", "2026-12-19"), Some("Ended"));
        assert_eq!(span("", "", "2026-12-19"), None);
        assert_eq!(span("24.08.2026", "", "2026-12-19"), None);
        assert_eq!(days_words("2026-08-24", ""), "since 2026-08-24");
    }
}
