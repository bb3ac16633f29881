//! The page of a person: identity, roles and schools, classes with teachers and term, guardians and children both ways.

use super::data::{AllRows, Body, Card, Entry, Field, Figure, Grid, GridRow, LISTED, Lead, Link, Value};
use super::enrolled::{cell_link, days_words, students_cell, teachers_cell, terms_cell, when};
use super::look::{Look, capital, figure_of_role};
use super::related::{findings, plain_fields, points_to, referenced_by};
use super::results::{Results, results};
use super::timeline;
use crate::check::Level;
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::widgets::number;

/// Columns that the identity card shows, filled or not.
const IDENTITY: [&str; 9] = ["givenName", "familyName", "middleName", "username", "email", "phone", "identifier", "grades", "enabledUser"];
/// Columns that it shows where they are filled.
const IDENTITY_FILLED: [&str; 4] = ["preferredGivenName", "preferredMiddleName", "preferredFamilyName", "pronouns"];
/// Columns that stand in the head or in cards of their own.
const ELSEWHERE: [&str; 5] = ["sourcedId", "role", "orgSourcedIds", "agentSourcedIds", "primaryOrgSourcedId"];
/// People and schools in one card.
const ENTRIES: usize = 12;

/// The cards of a person.
pub(super) fn cards(look: Look<'_>, data: &TableData, row: u32) -> [Vec<Card>; 3] {
    let role = look.role(row);
    let identity = identity(look, data, row);
    let shown: Vec<&str> = IDENTITY
        .into_iter()
        .chain(ELSEWHERE)
        .chain(IDENTITY_FILLED.into_iter().filter(|name| identity.iter().any(|field| field.name == *name)))
        .collect();
    let mut other = points_to(look, data, row, &shown);
    let (fields, absent) = plain_fields(look, data, row, &shown);
    other.extend(fields);
    let mut left = vec![Card::new("Identity", Body::Fields(identity, Vec::new()))];
    left.extend(demographics(look, row, &role));
    left.push(Card::new("Other fields", Body::Fields(other, absent)));
    left.push(Card::new("Source line", Body::Source));

    let mut middle = vec![schools(look, data, row)];
    let results = results(look, row);
    middle.extend(classes(look, row, &role, &results));
    middle.extend(timeline::of_enrollments(look, look.pointing(Table::Enrollments, "userSourcedId", row)));
    middle.extend(results.card);
    let mut right = vec![findings(look, Table::Users, row)];
    right.extend(relatives(look, data, row, &role));
    right.push(referenced_by(look, Table::Users, row));
    [left, middle, right]
}

fn identity(look: Look<'_>, data: &TableData, row: u32) -> Vec<Field> {
    let field = |name: &&str| data.column_number(name).and_then(|number| look.field(data, number, row));
    let filled = |field: &Field| !matches!(field.value, Value::Blank | Value::Missing);
    IDENTITY.iter().filter_map(field).chain(IDENTITY_FILLED.iter().filter_map(field).filter(filled)).collect()
}

/// The demographics rows of the person, as a rule one.
fn demographics(look: Look<'_>, user: u32, role: &str) -> Option<Card> {
    let data = look.table(Table::Demographics)?;
    if !look.is_whole() {
        return None;
    }
    let rows = look.pointing(Table::Demographics, "sourcedId", user);
    let Some(&row) = rows.first() else {
        return (role == "student").then(|| Card::new("Demographics", Body::Empty("No demographics".to_owned())));
    };
    let (fields, _) = plain_fields(look, data, row, &["sourcedId", "status", "dateLastModified"]);
    let note = if rows.len() > 1 { format!("the first of {} rows", number::count(rows.len() as u64)) } else { String::new() };
    Some(Card { reveal: Some(look.reveal), note, ..Card::new("Demographics", Body::Fields(fields, Vec::new())) })
}

/// Which role at which school: from users.csv in 1.1, from roles.csv in 1.2.
fn schools(look: Look<'_>, data: &TableData, row: u32) -> Card {
    let mut entries = Vec::new();
    let role = data.text(row, "role");
    if let Some(column) = data.column("orgSourcedIds") {
        let lead = if role.is_empty() { String::new() } else { format!("{} at", capital(&role)) };
        entries.extend(look.links(column, row).0.into_iter().map(|link| entry(figure_of_role(&role), &lead, link)));
    }
    if let Some(column) = data.column("primaryOrgSourcedId") {
        entries.extend(look.links(column, row).0.into_iter().map(|link| entry(Figure::Row(Table::Orgs), "Primary org", link)));
    }
    let of_roles = look.pointing(Table::Roles, "userSourcedId", row);
    if let Some(roles) = look.table(Table::Roles) {
        for &at in of_roles.iter().take(ENTRIES) {
            let Some(link) = cell_link(look, Table::Roles, at, "orgSourcedId") else { continue };
            let word = roles.text(at, "role");
            let kind = roles.text(at, "roleType");
            entries.push(Entry {
                tags: if kind.is_empty() { Vec::new() } else { vec![capital(&kind)] },
                note: days_words(&roles.text(at, "beginDate"), &roles.text(at, "endDate")),
                ..entry(figure_of_role(&word), &format!("{} at", capital(&word)), link)
            });
        }
    }
    let mut card = match entries.is_empty() {
        true if !look.is_whole() => Card::new("Roles and schools", Body::Empty("Known once every file is read".to_owned())),
        true => Card::new("Roles and schools", Body::Empty("No role at any school".to_owned())),
        false => Card::new("Roles and schools", Body::Entries(entries)),
    };
    if of_roles.len() > ENTRIES {
        card.note = format!("{} of {} roles", ENTRIES, number::count(of_roles.len() as u64));
        card.all = Some(all(look, Table::Roles, "userSourcedId", row));
    }
    card
}

fn entry(figure: Figure, lead: &str, link: Link) -> Entry {
    Entry { figure, lead: lead.to_owned(), link, tags: Vec::new(), address: String::new(), note: String::new() }
}

fn all(look: Look<'_>, table: Table, column: &'static str, row: u32) -> AllRows {
    AllRows { table, column, label: look.words(Table::Users, row, None) }
}

/// The classes of a person: with their teachers for a student, with their students for those who teach.
fn classes(look: Look<'_>, user: u32, role: &str, results: &Results) -> Option<Card> {
    let data = look.table(Table::Enrollments)?;
    if !look.is_whole() {
        return Some(Card::new("Classes", Body::Empty("Known once every file is read".to_owned())));
    }
    let rows = look.pointing(Table::Enrollments, "userSourcedId", user);
    if rows.is_empty() {
        let expected = matches!(role, "student" | "teacher" | "");
        return expected.then(|| Card::new("Classes", Body::Empty("No enrollments".to_owned())));
    }
    let listed = &rows[..rows.len().min(LISTED)];
    let studies = listed.iter().all(|&at| data.text(at, "role") == "student");
    let mut live = 0;
    let lines = listed.iter().map(|&at| {
        let class = data.column("classSourcedId").and_then(|column| column.target_row(at));
        let when = when(look, at, class);
        live += usize::from(class.is_some() && when.is_none());
        let mut link = cell_link(look, Table::Enrollments, at, "classSourcedId");
        let broken = link.as_mut().and_then(|link| match &mut link.to {
            Lead::Broken(why) => Some(std::mem::take(why)),
            _ => None,
        });
        let mut cells = vec![link.map_or(Value::Blank, |link| Value::Links(vec![link], 0))];
        let term = class.map_or(Value::Blank, |class| terms_cell(look, class));
        if studies {
            // Why the class is not there stands where its teacher would.
            let missing = broken.map_or(Value::Blank, |why| Value::Remark(Level::Error, why));
            cells.extend([class.map_or(missing, |class| teachers_cell(look, class)), term]);
            if results.any() {
                cells.push(results.average(class));
            }
        } else {
            let word = data.text(at, "role");
            cells.push(if word.is_empty() { Value::Blank } else { Value::Text(capital(&word)) });
            cells.extend([class.map_or(Value::Blank, |class| students_cell(look, class)), term]);
        }
        GridRow { cells, when }
    });
    let lines: Vec<_> = lines.collect();
    let columns = match (studies, results.any()) {
        (true, false) => vec![("Class", 0.35), ("Teacher", 0.33), ("Term", 0.32)],
        (true, true) => vec![("Class", 0.31), ("Teacher", 0.29), ("Term", 0.24), ("Average", 0.16)],
        (false, _) => vec![("Class", 0.36), ("Role", 0.16), ("Students", 0.15), ("Term", 0.33)],
    };
    let total = rows.len() as u64;
    let note = if rows.len() > LISTED {
        format!("the first {LISTED} of {}", number::count(total))
    } else {
        format!("{} of {} live on {}", number::count(live as u64), number::count(total), look.as_of)
    };
    let card = Card::new("Classes", Body::Grid(Grid { columns, rows: lines, total })).note(note);
    Some(Card { all: Some(all(look, Table::Enrollments, "userSourcedId", user)), ..card })
}

/// Guardians and children: people that this row names, and people whose rows name this one.
fn relatives(look: Look<'_>, data: &TableData, row: u32, role: &str) -> Vec<Card> {
    let mut named: Vec<(Link, bool, bool)> = Vec::new();
    let column = data.column("agentSourcedIds");
    if let Some(column) = column {
        named.extend(look.links(column, row).0.into_iter().map(|link| (link, true, false)));
    }
    for &other in look.pointing(Table::Users, "agentSourcedIds", row).iter().take(LISTED) {
        match named.iter_mut().find(|(link, ..)| link.to == Lead::Row(Table::Users, other)) {
            Some(known) => known.2 = true,
            None => named.push((look.link(Table::Users, other), false, true)),
        }
    }
    let (mut guardians, mut children, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (link, names, named_by) in named {
        let role_there = match link.to {
            Lead::Row(_, other) => look.role(other),
            _ => String::new(),
        };
        let list = match (role, role_there.as_str()) {
            ("student", "student") => &mut others,
            (_, "student") => &mut children,
            ("student", _) => &mut guardians,
            _ => &mut others,
        };
        list.push(relative(look, link, &role_there, names, named_by));
    }
    let mut cards = Vec::new();
    let mut card = |title: &str, entries: Vec<Entry>, none: Option<&str>| match (entries.is_empty(), none) {
        (true, None) => {}
        (true, Some(none)) => cards.push(Card::new(title, Body::Empty(none.to_owned()))),
        (false, _) => {
            let count = number::count(entries.len() as u64);
            cards.push(Card::new(title, Body::Entries(entries)).note(count));
        }
    };
    let guardian = matches!(role, "guardian" | "parent" | "relative");
    card("Guardians", guardians, (role == "student").then_some("No guardians"));
    card("Children", children, guardian.then_some(if look.is_whole() { "No children" } else { "Known once every file is read" }));
    card("Other agents", others, None);
    cards
}

fn relative(look: Look<'_>, link: Link, role: &str, names: bool, named_by: bool) -> Entry {
    let mut entry = entry(figure_of_role(role), "", link);
    entry.note.push_str(match (names, named_by) {
        (true, true) => "listed in both rows",
        (true, false) => "listed in this row",
        _ => "listed in their row",
    });
    if !role.is_empty() {
        entry.tags.push(capital(role));
    }
    if let (Lead::Row(table, row), Some(users)) = (&entry.link.to, look.table(Table::Users)) {
        debug_assert_eq!(*table, Table::Users);
        let contact = ["email", "phone", "sms"].into_iter().map(|name| users.text(*row, name)).find(|text| !text.is_empty());
        entry.address = contact.map(|text| text.into_string()).unwrap_or_default();
    }
    entry
}
