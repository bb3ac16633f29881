//! Pages that lead to classes: a course with its classes, an academic session with what it is part of and its classes.

use super::data::{AllRows, Body, Card, Entry, Figure, Grid, GridRow, LISTED, Link, Value};
use super::enrolled::{cell_link, days_words, students_cell, teachers_cell, terms_cell};
use super::look::{Look, capital};
use super::related::{findings, plain_fields, points_to, referenced_by};
use super::timeline;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::widgets::number;

/// Sessions below one session that are brought into the order of time.
const SORTED: usize = 500;

/// The cards of a course.
pub(super) fn of_course(look: Look<'_>, data: &TableData, row: u32) -> [Vec<Card>; 3] {
    let (mut fields, absent) = plain_fields(look, data, row, &[]);
    fields.extend(points_to(look, data, row, &[]));
    let left = vec![Card::new("Course", Body::Fields(fields, absent)), Card::new("Source line", Body::Source)];
    let columns = vec![("Class", 0.3), ("School", 0.22), ("Teacher", 0.24), ("Students", 0.1), ("Term", 0.14)];
    let line = |class: u32| {
        vec![named(look, class), school(look, class), teachers_cell(look, class), students_cell(look, class), terms_cell(look, class)]
    };
    let middle = vec![grid(look, (data.table(), row), "courseSourcedId", columns, line)];
    let mut right = vec![findings(look, Table::Courses, row)];
    right.extend(resources(look, Table::CourseResources, "courseSourcedId", row));
    right.push(referenced_by(look, Table::Courses, row));
    [left, middle, right]
}

/// The cards of an academic session.
pub(super) fn of_session(look: Look<'_>, data: &TableData, row: u32) -> [Vec<Card>; 3] {
    let (mut fields, absent) = plain_fields(look, data, row, &[]);
    fields.extend(points_to(look, data, row, &[]));
    let left = vec![Card::new("Academic session", Body::Fields(fields, absent)), Card::new("Source line", Body::Source)];
    let columns = vec![("Class", 0.36), ("School", 0.26), ("Teacher", 0.26), ("Students", 0.12)];
    let line = |class: u32| vec![named(look, class), school(look, class), teachers_cell(look, class), students_cell(look, class)];
    let mut middle: Vec<Card> = timeline::of_session(look, row).into_iter().collect();
    middle.push(parts(look, data, row));
    middle.push(grid(look, (data.table(), row), "termSourcedIds", columns, line));
    let right = vec![findings(look, Table::AcademicSessions, row), referenced_by(look, Table::AcademicSessions, row)];
    [left, middle, right]
}

/// What a session is part of, and what is part of it.
fn parts(look: Look<'_>, data: &TableData, row: u32) -> Card {
    let entry = |lead: &str, link: Link, of: Option<u32>| {
        let word = |name: &str| of.map(|of| data.text(of, name).into_string()).unwrap_or_default();
        let kind = word("type");
        Entry {
            figure: Figure::Row(Table::AcademicSessions),
            lead: lead.to_owned(),
            link,
            tags: if kind.is_empty() { Vec::new() } else { vec![capital(&kind)] },
            address: String::new(),
            note: days_words(&word("startDate"), &word("endDate")),
        }
    };
    let parent = cell_link(look, Table::AcademicSessions, row, "parentSourcedId");
    let of = data.column("parentSourcedId").and_then(|column| column.target_row(row));
    let mut entries: Vec<Entry> = parent.into_iter().map(|link| entry("Part of", link, of)).collect();
    let mut children: Vec<u32> = look.pointing(Table::AcademicSessions, "parentSourcedId", row).iter().take(SORTED).copied().collect();
    children.sort_by_cached_key(|&child| data.text(child, "startDate").into_string());
    entries.extend(children.iter().take(LISTED).map(|&child| entry("Holds", look.link(Table::AcademicSessions, child), Some(child))));
    let body = match (entries.is_empty(), look.is_whole()) {
        (true, true) => Body::Empty("It is part of no session, and no session is part of it".to_owned()),
        (true, false) => Body::Empty("Known once every file is read".to_owned()),
        (false, _) => Body::Entries(entries),
    };
    Card::new("Parent and children", body)
}

/// The classes that name a row, the first ones.
fn grid(
    look: Look<'_>,
    (table, row): (Table, u32),
    column: &'static str,
    columns: Vec<(&'static str, f32)>,
    line: impl Fn(u32) -> Vec<Value>,
) -> Card {
    if look.table(Table::Classes).is_none() {
        return Card::new("Classes", Body::Empty("classes.csv is not in the package".to_owned()));
    }
    if !look.is_whole() {
        return Card::new("Classes", Body::Empty("Known once every file is read".to_owned()));
    }
    let rows = look.pointing(Table::Classes, column, row);
    if rows.is_empty() {
        return Card::new("Classes", Body::Empty("No classes".to_owned()));
    }
    let total = rows.len() as u64;
    let lines = rows.iter().take(LISTED).map(|&class| GridRow { cells: line(class), when: None }).collect();
    let note = if rows.len() > LISTED { format!("the first {LISTED} of {}", number::count(total)) } else { number::count(total) };
    let all = AllRows { table: Table::Classes, column, label: look.words(table, row, None) };
    Card { all: Some(all), ..Card::new("Classes", Body::Grid(Grid { columns, rows: lines, total })).note(note) }
}

fn named(look: Look<'_>, class: u32) -> Value {
    Value::Links(vec![look.link(Table::Classes, class)], 0)
}

fn school(look: Look<'_>, class: u32) -> Value {
    cell_link(look, Table::Classes, class, "schoolSourcedId").map_or(Value::Blank, |link| Value::Links(vec![link], 0))
}

/// The resources of a class or a course.
pub(super) fn resources(look: Look<'_>, links: Table, column: &'static str, row: u32) -> Option<Card> {
    let data = look.table(links)?;
    let rows = look.pointing(links, column, row);
    if rows.is_empty() {
        return None;
    }
    let entry = |&at: &u32| {
        let link = cell_link(look, links, at, "resourceSourcedId")?;
        let resource = data.column("resourceSourcedId").and_then(|column| column.target_row(at));
        let roles = resource.zip(look.table(Table::Resources)).map(|(row, data)| data.text(row, "roles").into_string());
        // A card of this width has no room for several words behind a name.
        let words = roles.iter().flat_map(|roles| roles.split(',')).filter(|role| !role.is_empty()).take(4).map(capital);
        let note = words.collect::<Vec<_>>().join(", ");
        Some(Entry { figure: Figure::Row(Table::Resources), lead: String::new(), link, tags: Vec::new(), address: String::new(), note })
    };
    let entries: Vec<Entry> = rows.iter().take(LISTED).filter_map(entry).collect();
    let all = (rows.len() > LISTED).then(|| AllRows { table: links, column, label: "Resources".to_owned() });
    Some(Card { all, ..Card::new("Resources", Body::Entries(entries)).note(number::count(rows.len() as u64)) })
}
