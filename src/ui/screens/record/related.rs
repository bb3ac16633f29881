//! Who points at a row, and what the checks found in it: the cards that every page has.

use super::data::{AllRows, Body, Card, Field, Finding, Group, Lead, Link, Twins};
use super::look::Look;
use crate::check::{Input, Spot};
use crate::spec::Table;
use crate::store::TableData;

/// Rows of a group that are shown on the page.
const FIRST: usize = 3;
/// Rows with the same sourcedId that are linked.
const TWINS: usize = 5;

/// The rows that point at this one, by table and column, in an order that suits the table.
pub(super) fn referenced_by(look: Look<'_>, table: Table, row: u32) -> Card {
    if !look.is_whole() {
        return Card::new("Referenced by", Body::Empty("Known once every file is read".to_owned()));
    }
    let name = look.words(table, row, None);
    let mut groups: Vec<Group> = Vec::new();
    for edge in look.roster.relations().edges_to(table) {
        let rows = look.pointing(edge.from, edge.column, row);
        if rows.is_empty() {
            continue;
        }
        let mut first: Vec<u32> = rows.iter().take(FIRST * 4).copied().collect();
        first.dedup();
        first.truncate(FIRST);
        groups.push(Group {
            table: edge.from,
            column: edge.column,
            count: distinct(rows),
            first: first.into_iter().map(|from| pointing_link(look, edge.from, from, table)).collect(),
            all: AllRows {
                table: edge.from,
                column: edge.column,
                label: if name.is_empty() { "This row".to_owned() } else { name.clone() },
            },
        });
    }
    groups.sort_by_key(|group| rank(table, group.table));
    if groups.is_empty() {
        return Card::new("Referenced by", Body::Empty("No row points here".to_owned()));
    }
    Card::new("Referenced by", Body::Groups(groups))
}

/// A row that names its target twice stands twice in a row; it is one row.
fn distinct(rows: &[u32]) -> u64 {
    rows.chunk_by(|one, two| one == two).count() as u64
}

fn pointing_link(look: Look<'_>, from: Table, row: u32, to: Table) -> Link {
    Link { words: look.words(from, row, Some(to)), ..look.link(from, row) }
}

/// People stand where people are looked for: what somebody does first, then what is known about them, then the paperwork.
fn rank(table: Table, from: Table) -> (u8, Table) {
    let rank = match (table, from) {
        (Table::Users | Table::Classes, Table::Enrollments) | (Table::Orgs, Table::Orgs) => 0,
        (Table::Users, Table::Roles) => 1,
        (Table::Users, Table::Users) | (Table::Classes, Table::LineItems) => 2,
        (Table::Users, Table::Demographics) => 3,
        (Table::Users, Table::Results) => 4,
        _ => 9,
    };
    (rank, from)
}

/// What the checks found in this row.
pub(super) fn findings(look: Look<'_>, table: Table, row: u32) -> Card {
    let Some(findings) = look.findings else {
        let words = if look.is_whole() { "The checks have not run yet" } else { "Checked once every file is read" };
        return Card::new("Findings", Body::Empty(words.to_owned()));
    };
    let input = Input { package: look.roster.package(), data: look.roster.data(), relations: look.roster.relations() };
    let data = look.table(table);
    let mut found: Vec<Finding> = Vec::new();
    for mark in findings.at(table, row) {
        let Some(rule) = mark.rule() else { continue };
        let column = Some(mark.column).filter(|&column| column != u16::MAX);
        let spot = column.map_or(Spot::Row { table, row }, |column| Spot::Cell { table, row, column });
        let group = findings.group(rule.code);
        // The value of one item of a list is kept beside the spot; what is kept is capped, so this is a short walk.
        let at = group.and_then(|group| group.spots().iter().position(|&other| other == spot));
        let place =
            group.zip(at).and_then(|(group, at)| group.place(at, &input)).unwrap_or_else(|| spot.describe(rule.message, None, &input));
        let column_name = column.and_then(|column| data?.columns().get(usize::from(column)).map(|column| column.name().to_owned()));
        found.push(Finding { level: mark.level, message: place.message, rule: rule.code, column, column_name });
    }
    found.sort_by(|one, two| (two.level, one.column, one.rule).cmp(&(one.level, two.column, two.rule)));
    let capped = findings.groups().iter().any(|group| group.count > group.spots().len() as u64);
    let note = capped.then(|| "Of rules with very many places only the first are listed; this row may have more.".to_owned());
    if found.is_empty() && note.is_none() {
        return Card::new("Findings", Body::Empty("No faults found in this row".to_owned()));
    }
    let count = found.len();
    Card::new("Findings", Body::Findings(found, note)).note(if count > 0 { count.to_string() } else { String::new() })
}

/// Other rows with the same sourcedId.
pub(super) fn twins(data: &TableData, row: u32) -> Option<Twins> {
    let id = data.sourced_id(row);
    let first = data.find(&id)?;
    let duplicates = data.index().duplicates();
    if duplicates.is_empty() {
        return None;
    }
    let rows: Vec<u32> = std::iter::once(first).chain(duplicates.iter().filter(|(_, of)| *of == first).map(|(later, _)| *later)).collect();
    if rows.len() < 2 {
        return None;
    }
    let this = rows.iter().position(|&other| other == row)? + 1;
    let others = rows.iter().filter(|&&other| other != row).take(TWINS);
    let link = |&other: &u32| Link {
        words: format!("{}, line {}", data.table().file(), crate::ui::widgets::number::count(data.line(other))),
        id: String::new(),
        to: Lead::Row(data.table(), other),
    };
    Some(Twins { rows: rows.len(), this, others: others.map(link).collect() })
}

/// The reference columns of a row, without those that stand elsewhere on the page.
pub(super) fn points_to(look: Look<'_>, data: &TableData, row: u32, elsewhere: &[&str]) -> Vec<Field> {
    let columns = data
        .columns()
        .iter()
        .enumerate()
        .filter(|(_, column)| column.spec().is_some_and(|spec| spec.reference.is_some() && !elsewhere.contains(&spec.name)));
    columns.filter_map(|(number, _)| look.field(data, number, row)).collect()
}

/// The columns of a row that are no references, without those that stand elsewhere; and the standard's columns that the file lacks.
pub(super) fn plain_fields(look: Look<'_>, data: &TableData, row: u32, elsewhere: &[&str]) -> (Vec<Field>, Vec<&'static str>) {
    let columns = data.columns().iter().enumerate().filter(|(_, column)| match column.spec() {
        Some(spec) => (spec.reference.is_none() || spec.name == "sourcedId") && !elsewhere.contains(&spec.name),
        None => true,
    });
    let fields = columns.filter_map(|(number, _)| look.field(data, number, row)).collect();
    let absent = data.spec().columns.iter().map(|spec| spec.name).filter(|name| data.column_number(name).is_none()).collect();
    (fields, absent)
}
