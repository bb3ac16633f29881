//! The page of a class: course, school and terms, its teachers with the primary one first, its students with their grade.

use super::classes::resources;
use super::data::{AllRows, Body, Card, Field, Grid, GridRow, LISTED, Lead, Link, Value};
use super::enrolled::{Member, cell_link, days_words, members, term_days, when};
use super::look::{Look, capital};
use super::related::{findings, plain_fields, points_to, referenced_by};
use crate::check::Level;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::widgets::number;

/// Classes with more students than this are listed in the order of the file.
const SORTED: usize = 1_000;

/// The cards of a class.
pub(super) fn cards(look: Look<'_>, data: &TableData, row: u32) -> [Vec<Card>; 3] {
    let mut belongs = points_to(look, data, row, &[]);
    let (begin, end) = term_days(look, row);
    let runs = days_words(&begin, &end);
    if !runs.is_empty() {
        belongs.push(Field { label: "Runs".to_owned(), name: String::new(), value: Value::Text(runs), level: None });
    }
    let (fields, absent) = plain_fields(look, data, row, &["sourcedId"]);
    let left = vec![
        Card::new("Course, school and terms", Body::Fields(belongs, Vec::new())),
        Card::new("Class", Body::Fields(fields, absent)),
        Card::new("Source line", Body::Source),
    ];
    let mut right = vec![findings(look, Table::Classes, row)];
    right.extend(resources(look, Table::ClassResources, "classSourcedId", row));
    right.push(referenced_by(look, Table::Classes, row));
    let mut middle = people(look, row);
    middle.extend(line_items(look, row));
    [left, middle, right]
}

/// Line items that the card lists; the gradebook shows all.
const ITEMS: usize = 10;

fn line_items(look: Look<'_>, class: u32) -> Option<Card> {
    let data = look.table(Table::LineItems)?;
    let rows = look.pointing(Table::LineItems, "classSourcedId", class);
    if rows.is_empty() {
        return None;
    }
    let cell = |row: u32, name: &str| {
        let text = data.text(row, name);
        if text.is_blank() { Value::Blank } else { Value::Text(text.into_string()) }
    };
    let lines = rows.iter().take(ITEMS).map(|&row| {
        let category = cell_link(look, Table::LineItems, row, "categorySourcedId").map_or(Value::Blank, |link| Value::Links(vec![link], 0));
        let title = Value::Links(vec![look.link(Table::LineItems, row)], 0);
        GridRow { cells: vec![title, category, cell(row, "dueDate"), cell(row, "resultValueMax")], when: None }
    });
    let total = rows.len() as u64;
    let columns = vec![("Line item", 0.34), ("Category", 0.25), ("Due", 0.25), ("Highest", 0.16)];
    let note = if rows.len() > ITEMS { format!("the first {ITEMS} of {}", number::count(total)) } else { number::count(total) };
    let all = AllRows { table: Table::LineItems, column: "classSourcedId", label: look.words(Table::Classes, class, None) };
    Some(Card { all: Some(all), ..Card::new("Line items", Body::Grid(Grid { columns, rows: lines.collect(), total })).note(note) })
}

fn people(look: Look<'_>, class: u32) -> Vec<Card> {
    if look.table(Table::Enrollments).is_none() {
        return vec![Card::new("Students", Body::Empty("enrollments.csv is not in the package".to_owned()))];
    }
    if !look.is_whole() {
        return vec![Card::new("Teachers and students", Body::Empty("Known once every file is read".to_owned()))];
    }
    let (members, complete) = members(look, class);
    let (students, mut staff): (Vec<_>, Vec<_>) = members.into_iter().partition(|member| member.role == "student");
    staff.sort_by_key(|member| (member.role != "teacher", !member.primary));
    let all = AllRows { table: Table::Enrollments, column: "classSourcedId", label: look.words(Table::Classes, class, None) };
    vec![staff_card(look, class, &staff), students_card(look, class, &students, complete, all)]
}

fn staff_card(look: Look<'_>, class: u32, staff: &[Member]) -> Card {
    let no_teacher = !staff.iter().any(|member| member.role == "teacher");
    let mut rows: Vec<GridRow> = Vec::new();
    if no_teacher {
        rows.push(GridRow { cells: vec![Value::Remark(Level::Warning, "No teacher".to_owned()), Value::Blank, Value::Blank], when: None });
    }
    rows.extend(staff.iter().take(LISTED).map(|member| {
        let role = if member.role == "teacher" && member.primary { "Primary teacher".to_owned() } else { capital(&member.role) };
        let role = if role.is_empty() { Value::Blank } else { Value::Text(role) };
        line(look, class, member, role)
    }));
    let columns = vec![("Name", 0.32), ("Role", 0.26), ("Enrolled", 0.42)];
    let count = if staff.len() > 1 { number::count(staff.len() as u64) } else { String::new() };
    Card::new("Teachers", Body::Grid(Grid { columns, rows, total: staff.len() as u64 })).note(count)
}

fn students_card(look: Look<'_>, class: u32, students: &[Member], complete: bool, all: AllRows) -> Card {
    if students.is_empty() {
        return Card::new("Students", Body::Empty("No students".to_owned()));
    }
    let mut named: Vec<(String, &Member)> = students.iter().map(|member| (String::new(), member)).collect();
    if students.len() <= SORTED {
        for (name, member) in &mut named {
            *name = family_first(look, member);
        }
        named.sort_by(|one, two| one.0.cmp(&two.0));
    }
    let rows = named.iter().take(LISTED).map(|(_, member)| line(look, class, member, grade(look, member))).collect();
    let total = students.len() as u64;
    let count = if complete { number::count(total) } else { format!("more than {}", number::count(total)) };
    let note = if students.len() > LISTED { format!("the first {LISTED} of {count}") } else { count };
    let columns = vec![("Name", 0.32), ("Grade", 0.26), ("Enrolled", 0.42)];
    Card { all: Some(all), ..Card::new("Students", Body::Grid(Grid { columns, rows, total })).note(note) }
}

fn line(look: Look<'_>, class: u32, member: &Member, second: Value) -> GridRow {
    let person = cell_link(look, Table::Enrollments, member.enrollment, "userSourcedId");
    let data = look.table(Table::Enrollments);
    let day = |name: &str| data.map(|data| data.text(member.enrollment, name).into_string()).unwrap_or_default();
    let when = when(look, member.enrollment, Some(class));
    let (begin, end) = (day("beginDate"), day("endDate"));
    let days = match when {
        Some("Ended") if !end.is_empty() => days_words("", &end),
        Some(_) if !begin.is_empty() => format!("from {begin}"),
        _ => days_words(&begin, &end),
    };
    // The enrollment itself is one step away too.
    let enrollment =
        Link { words: if days.is_empty() { "Enrollment".to_owned() } else { days }, ..look.link(Table::Enrollments, member.enrollment) };
    let person = person.map_or(Value::Blank, |link| Value::Links(vec![link], 0));
    GridRow { cells: vec![person, second, Value::Links(vec![enrollment], 0)], when }
}

fn grade(look: Look<'_>, member: &Member) -> Value {
    let person = cell_link(look, Table::Enrollments, member.enrollment, "userSourcedId");
    let Some(Lead::Row(_, user)) = person.map(|link| link.to) else { return Value::Blank };
    let users = look.table(Table::Users);
    users.and_then(|users| Some(look.value(users, users.column_number("grades")?, user))).unwrap_or(Value::Blank)
}

fn family_first(look: Look<'_>, member: &Member) -> String {
    let user = look.table(Table::Enrollments).and_then(|data| data.column("userSourcedId")?.target_row(member.enrollment));
    match (user, look.table(Table::Users)) {
        (Some(user), Some(users)) => format!("{}\u{1}{}", users.text(user, "familyName"), users.text(user, "givenName")).to_lowercase(),
        // Those who are not in users.csv stand last.
        _ => "\u{10FFFF}".to_owned(),
    }
}
