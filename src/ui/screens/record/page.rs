//! From a row to its page: the head, and the cards that suit its table.

use super::data::{Body, Card, Field, Figure, Head, Link, RecordPage, RecordState, Tag, Value};
use super::enrolled::cell_link;
use super::look::{Look, capital, figure_of_role};
use super::related::{findings, plain_fields, points_to, referenced_by, twins};
use super::{class, classes, org, person};
use crate::check::Counts;
use crate::spec::{Mode, Table};
use crate::store::TableData;
use crate::ui::widgets::number;

/// Everything that the page of this row draws.
pub fn page(look: Look<'_>, table: Table, row: u32) -> RecordState {
    let Some(data) = look.table(table) else {
        let line = format!("The package has no {}, so it has no {} either.", table.file(), table.singular());
        return RecordState::Missing(format!("{} is not in the package", table.file()), line);
    };
    if row >= data.rows() {
        let title = format!("Row {} is not in {}", number::count(u64::from(row) + 1), table.file());
        let line = if look.is_whole() {
            format!("The file has {}.", number::counted(u64::from(data.rows()), "row", "rows"))
        } else {
            format!("{} have been read so far.", number::counted(u64::from(data.rows()), "row", "rows"))
        };
        return RecordState::Missing(title, line);
    }
    let columns = match table {
        Table::Users => person::cards(look, data, row),
        Table::Classes => class::cards(look, data, row),
        Table::Orgs => org::cards(look, data, row),
        Table::Courses => classes::of_course(look, data, row),
        Table::AcademicSessions => classes::of_session(look, data, row),
        _ => any_cards(look, data, row),
    };
    let items = look.pointing(Table::LineItems, "classSourcedId", row).len() as u64;
    let gradebook = Some(items).filter(|items| table == Table::Classes && *items > 0);
    RecordState::Page(Box::new(RecordPage { head: head(look, data, row), columns, gradebook }))
}

/// The row of this sourcedId, or what to say if there is none.
pub fn find(look: Look<'_>, table: Table, id: &str) -> Result<u32, RecordState> {
    let row = look.table(table).and_then(|data| data.find(id));
    row.ok_or_else(|| {
        let title = format!("{id} is not in {}", table.file());
        let line = if look.is_whole() { "No row of the file has this sourcedId." } else { "Not every file is read yet." };
        RecordState::Missing(title, line.to_owned())
    })
}

/// The cards of any row: fields, what it points to, who points to it.
fn any_cards(look: Look<'_>, data: &TableData, row: u32) -> [Vec<Card>; 3] {
    let table = data.table();
    let (fields, absent) = plain_fields(look, data, row, &[]);
    let masked = fields.iter().any(|field| field.value == Value::Masked);
    let reveal = (table == Table::Demographics && (masked || look.reveal)).then_some(look.reveal);
    let left = vec![Card { reveal, ..Card::new("Fields", Body::Fields(fields, absent)) }];
    let mut middle = Vec::new();
    let points: Vec<Field> = points_to(look, data, row, &[]);
    if !points.is_empty() {
        middle.push(Card::new("Points to", Body::Fields(points, Vec::new())));
    }
    middle.push(referenced_by(look, table, row));
    let right = vec![findings(look, table, row), Card::new("Source line", Body::Source)];
    [left, middle, right]
}

fn head(look: Look<'_>, data: &TableData, row: u32) -> Head {
    let table = data.table();
    let id = Some(data.sourced_id(row).into_string()).filter(|id| !id.is_empty());
    let line = number::count(data.line(row));
    let words = look.words(table, row, None);
    let title = match (words.is_empty(), &id) {
        (false, _) => words,
        (true, Some(id)) => id.clone(),
        (true, None) => format!("{} in line {line}", capital(table.singular())),
    };
    let mut counts = Counts::default();
    look.findings.map_or(&[][..], |findings| findings.at(table, row)).iter().for_each(|mark| counts += Counts::of(mark.level, 1));
    Head {
        figure: figure(look, data, row),
        initials: (table == Table::Users).then(|| initials(data, row)).flatten(),
        also: also(data, row),
        tags: tags(look, data, row),
        counts,
        home: home(look, data, row),
        place: format!("{}, line {line}", look.roster.package().file(data.file()).map_or(table.file(), |file| file.name.as_str())),
        twins: twins(data, row),
        waiting: (!look.is_whole()).then(|| "Still reading: what points here is known once every file is read".to_owned()),
        title,
        id,
    }
}

fn figure(look: Look<'_>, data: &TableData, row: u32) -> Figure {
    match data.table() {
        Table::Users => figure_of_role(&look.role(row)),
        Table::Orgs if matches!(&*data.text(row, "type"), "district" | "local" | "state" | "national") => Figure::District,
        table => Figure::Row(table),
    }
}

/// The first letters of given and family name. Letters of joined scripts look wrong alone, so only one is taken there.
fn initials(data: &TableData, row: u32) -> Option<String> {
    let first = |name: &str| data.text(row, name).chars().find(|letter| letter.is_alphabetic());
    let (given, family) = (first("givenName"), first("familyName"));
    let cased = |letter: char| letter.is_uppercase() || letter.is_lowercase();
    match (given, family) {
        (Some(one), Some(two)) if cased(one) && cased(two) => Some(one.to_uppercase().chain(two.to_uppercase()).collect()),
        (one, two) => two.or(one).map(|letter| letter.to_string()),
    }
}

fn also(data: &TableData, row: u32) -> Option<String> {
    let names = ["preferredGivenName", "preferredFamilyName"].map(|name| data.text(row, name).into_string());
    let joined = names.iter().filter(|name| !name.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    Some(joined).filter(|joined| !joined.is_empty())
}

fn tags(look: Look<'_>, data: &TableData, row: u32) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut word = |name: &str| {
        let text = data.text(row, name);
        if !text.is_empty() {
            tags.push(Tag::new(capital(&text)));
        }
    };
    match data.table() {
        Table::Users => {
            let role = look.role(row);
            if !role.is_empty() {
                tags.push(Tag::new(capital(&role)));
            }
        }
        Table::Orgs | Table::AcademicSessions => word("type"),
        Table::Classes => word("classType"),
        Table::Enrollments | Table::Roles => word("role"),
        Table::Results => word("scoreStatus"),
        _ => {}
    }
    if matches!(data.table(), Table::Users | Table::Classes | Table::Courses) {
        let grades = data.text(row, "grades");
        tags.extend(
            grades.split(',').filter(|grade| !grade.trim().is_empty()).take(3).map(|grade| Tag::new(format!("Grade {}", grade.trim()))),
        );
    }
    if data.table() == Table::Enrollments && data.text(row, "primary") == "true" {
        tags.push(Tag::new("Primary"));
    }
    if data.table() == Table::Users && data.text(row, "enabledUser") == "false" {
        tags.push(Tag::unusual("Not enabled"));
    }
    match &*data.text(row, "status") {
        "tobedeleted" => tags.push(Tag::unusual("To be deleted")),
        "active" if data.mode() == Mode::Delta => tags.push(Tag::new("Active")),
        "" | "active" => {}
        other => tags.push(Tag::unusual(capital(other))),
    }
    tags
}

/// Where the row belongs: schools of a person, school of a class, class of a line item.
fn home(look: Look<'_>, data: &TableData, row: u32) -> Vec<Link> {
    let names: &[&str] = match data.table() {
        Table::Users => &["orgSourcedIds", "primaryOrgSourcedId"],
        Table::Classes => &["schoolSourcedId"],
        Table::Courses => &["orgSourcedId"],
        Table::LineItems => &["classSourcedId"],
        _ => &[],
    };
    let mut links: Vec<Link> =
        names.iter().filter_map(|name| data.column(name)).flat_map(|column| look.links(column, row).0).take(2).collect();
    if links.is_empty() && data.table() == Table::Users {
        let roles = look.pointing(Table::Roles, "userSourcedId", row);
        links.extend(roles.iter().take(2).filter_map(|&role| cell_link(look, Table::Roles, role, "orgSourcedId")));
        links.dedup();
    }
    links
}
