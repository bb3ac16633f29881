//! What is looked at, and the small questions that every page asks of it: names, references, values.

use super::data::{Field, Figure, Lead, Link, Value};
use crate::check::Findings;
use crate::query::Around;
use crate::relate::Reverse;
use crate::roster::{Roster, Stage, display_name};
use crate::spec::{Mode, Privacy, Table, Type};
use crate::store::{Column, TableData};

/// Items of one cell that are shown.
const ITEMS: usize = 12;

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The roster at its present stage.
    pub roster: &'a Roster,
    /// What the checks found, if they have run.
    pub findings: Option<&'a Findings>,
    /// The day that counts as today, as `YYYY-MM-DD`.
    pub as_of: &'a str,
    /// True to show sensitive values.
    pub reveal: bool,
    /// What stands around the row, once that was worked out.
    pub around: Option<&'a Around>,
}

impl<'a> Look<'a> {
    pub(super) fn table(&self, table: Table) -> Option<&'a TableData> {
        self.roster.table(table)
    }

    pub(super) fn is_whole(&self) -> bool {
        self.roster.stage() == Stage::Whole
    }

    /// The rows of `from` that point at `row` through `column`, each once; empty until relations are known.
    pub(super) fn pointing(&self, from: Table, column: &str, row: u32) -> &'a [u32] {
        self.roster.relations().ready(from, column).map_or(&[], |reverse: &Reverse| reverse.rows(row))
    }

    /// A link to a row that is known.
    pub(super) fn link(&self, table: Table, row: u32) -> Link {
        let id = self.table(table).map(|data| data.sourced_id(row).into_string()).unwrap_or_default();
        Link { words: self.words(table, row, None), id, to: Lead::Row(table, row) }
    }

    /// The links of a reference cell, the first ones, and how many more there are.
    pub(super) fn links(&self, column: &Column, row: u32) -> (Vec<Link>, usize) {
        let Some(reference) = column.spec().and_then(|spec| spec.reference) else { return (Vec::new(), 0) };
        let items = column.items(row);
        let more = items.len().saturating_sub(ITEMS);
        let links = items.into_iter().take(ITEMS).map(|item| match item.row {
            Some(target) => Link { words: self.words(reference.table, target, None), id: item.id, to: Lead::Row(reference.table, target) },
            None => Link { words: String::new(), to: self.nowhere(column, reference.table, &item.id), id: item.id },
        });
        (links.collect(), more)
    }

    fn nowhere(&self, column: &Column, table: Table, id: &str) -> Lead {
        let loaded = column.target_table().and_then(|_| self.table(table)).filter(|_| !self.roster.is_partial(table));
        match loaded {
            _ if id.is_empty() => Lead::Broken("Blank item".to_owned()),
            // A delta names rows that the receiver has from before.
            Some(target) if target.mode() == Mode::Delta => Lead::Unknown(format!("Not in this delta of {}", table.file())),
            Some(_) => Lead::Broken(format!("Not in {}", table.file())),
            None if !self.is_whole() => Lead::Unknown("Not read yet".to_owned()),
            None => Lead::Broken(format!("{} is not in the package", table.file())),
        }
    }

    /// The name of a row, seen from a row of `from`: what that row is goes without saying.
    pub(super) fn words(&self, table: Table, row: u32, from: Option<Table>) -> String {
        let Some(data) = self.table(table) else { return String::new() };
        let name = display_name(data, row);
        if !name.is_empty() {
            return name;
        }
        let of = |column: &str| self.target_words(data, column, row);
        let joined =
            |parts: &[String], glue: &str| parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(glue);
        match (table, from) {
            (Table::Enrollments, Some(Table::Users)) => of("classSourcedId"),
            (Table::Enrollments, Some(Table::Classes)) => of("userSourcedId"),
            (Table::Enrollments, _) => joined(&[of("userSourcedId"), of("classSourcedId")], " in "),
            (Table::Demographics, _) => of("sourcedId"),
            (Table::Results, Some(Table::Users)) => of("lineItemSourcedId"),
            (Table::Results, Some(Table::LineItems)) => of("studentSourcedId"),
            (Table::Results, _) => joined(&[of("studentSourcedId"), of("lineItemSourcedId")], ", "),
            (Table::Roles, Some(Table::Users)) => joined(&[capital(&data.text(row, "role")), of("orgSourcedId")], " at "),
            (Table::Roles, Some(Table::Orgs)) => joined(&[of("userSourcedId"), data.text(row, "role").into_string()], ", "),
            (Table::Roles, _) => joined(&[of("userSourcedId"), of("orgSourcedId")], " at "),
            (Table::UserProfiles, _) => joined(&[of("userSourcedId"), data.text(row, "profileType").into_string()], ", "),
            (Table::CourseResources, _) => joined(&[of("courseSourcedId"), of("resourceSourcedId")], ", "),
            (Table::ClassResources, _) => joined(&[of("classSourcedId"), of("resourceSourcedId")], ", "),
            (Table::UserResources, _) => joined(&[of("userSourcedId"), of("resourceSourcedId")], ", "),
            (Table::LineItemScoreScales | Table::LineItemLearningObjectiveIds, _) => of("lineItemSourcedId"),
            (Table::Resources, _) => data.text(row, "vendorResourceId").into_string(),
            (Table::Manifest, _) => data.text(row, "propertyName").into_string(),
            _ => String::new(),
        }
    }

    fn target_words(&self, data: &TableData, column: &str, row: u32) -> String {
        let Some(column) = data.column(column) else { return String::new() };
        let target = column.spec().and_then(|spec| spec.reference).map(|reference| reference.table);
        match (target, column.target_row(row)) {
            (Some(table), Some(target)) => self.table(table).map(|data| display_name(data, target)).unwrap_or_default(),
            // What leads nowhere goes by its id.
            _ => column.text(row).into_string(),
        }
    }

    /// The value of a cell, as its column's type asks.
    pub(super) fn value(&self, data: &TableData, number: usize, row: u32) -> Value {
        let Some(column) = data.columns().get(number) else { return Value::Missing };
        if data.is_missing(row, number) {
            return Value::Missing;
        }
        let text = column.text(row);
        if text.is_blank() {
            return Value::Blank;
        }
        let Some(spec) = column.spec() else { return Value::Text(text.into_string()) };
        let hidden = data.table() == Table::Demographics && spec.privacy == Privacy::Sensitive && !self.reveal;
        if spec.privacy == Privacy::Secret || hidden {
            return Value::Masked;
        }
        if spec.reference.is_some() {
            let (links, more) = self.links(column, row);
            return Value::Links(links, more);
        }
        if spec.ty.is_list() {
            let items: Vec<String> = text.split(',').map(|item| item.trim().to_owned()).collect();
            let more = items.len().saturating_sub(ITEMS);
            return Value::Tags(items.into_iter().take(ITEMS).collect(), more);
        }
        let code = matches!(spec.ty, Type::Guid | Type::Id) || spec.privacy == Privacy::Identifier || CODES.contains(&spec.name);
        if code { Value::Code(text.into_string()) } else { Value::Text(text.into_string()) }
    }

    /// A column of a row as label and value.
    pub(super) fn field(&self, data: &TableData, number: usize, row: u32) -> Option<Field> {
        let column = data.columns().get(number)?;
        let level = self.findings.and_then(|findings| findings.cell_level(data.table(), row, number));
        let label = column.spec().map_or_else(|| column.name(), |spec| spec.label);
        let label = if label.is_empty() { format!("Column {}", number + 1) } else { label.to_owned() };
        Some(Field { label, name: column.name().to_owned(), value: self.value(data, number, row), level })
    }

    /// The role of a person in one word: of 1.1 from users.csv, of 1.2 the primary one from roles.csv.
    pub(super) fn role(&self, user: u32) -> String {
        let Some(users) = self.table(Table::Users) else { return String::new() };
        let own = users.text(user, "role");
        if !own.is_empty() {
            return own.into_string();
        }
        let Some(roles) = self.table(Table::Roles) else { return String::new() };
        let of_user = self.pointing(Table::Roles, "userSourcedId", user);
        let primary = of_user.iter().find(|&&role| roles.text(role, "roleType") == "primary").or(of_user.first());
        primary.map(|&role| roles.text(role, "role").into_string()).unwrap_or_default()
    }
}

/// Columns whose text is compared letter by letter rather than read.
const CODES: [&str; 6] = ["email", "courseCode", "classCode", "identifier", "phone", "sms"];

/// The figure of a person by role.
pub(super) fn figure_of_role(role: &str) -> Figure {
    match role {
        "student" => Figure::Student,
        "teacher" | "aide" | "proctor" => Figure::Teacher,
        "guardian" | "parent" | "relative" => Figure::Guardian,
        _ => Figure::Row(Table::Users),
    }
}

/// The word with a capital letter; `siteAdministrator` becomes "Site administrator".
pub(super) fn capital(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 2);
    for (at, letter) in word.strip_prefix("ext:").unwrap_or(word).chars().enumerate() {
        match letter {
            _ if at == 0 => out.extend(letter.to_uppercase()),
            _ if letter.is_ascii_uppercase() => {
                out.push(' ');
                out.push(letter.to_ascii_lowercase());
            }
            _ => out.push(letter),
        }
    }
    out
}

/// True for a text of the form `YYYY-MM-DD`, which can be compared as text.
pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::{capital, is_day};

    #[test]
    fn words_of_the_standard_read_as_words() {
        assert_eq!(capital("student"), "Student");
        assert_eq!(capital("siteAdministrator"), "Site administrator");
        assert_eq!(capital("ext:busDriver"), "Bus driver");
        assert_eq!(capital(""), "");
        assert!(is_day("2026-11-23") && !is_day("2026-11-2x") && !is_day("23.11.2026"));
    }
}
