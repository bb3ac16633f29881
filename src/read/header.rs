//! How the names of a header are understood.

use super::{ColumnMeaning, Header, HeaderColumn};
use crate::spec::{ColumnSpec, Table, TableSpec, Version};

/// Names of 1.0 that 1.1 changed: table, old name, new name.
const RENAMED: [(Table, &str, &str); 8] = [
    (Table::Demographics, "usersourcedid", "sourcedId"),
    (Table::Demographics, "birthdate", "birthDate"),
    (Table::Users, "userid", "userIds"),
    (Table::Users, "agents", "agentSourcedIds"),
    (Table::Users, "grade", "grades"),
    (Table::Classes, "grade", "grades"),
    (Table::Courses, "grade", "grades"),
    (Table::Courses, "schoolyearid", "schoolYearSourcedId"),
];

/// A name without what people do not see or do not mean: case, spaces, byte order marks, invisible characters.
pub(super) fn plain_name(name: &str) -> String {
    name.chars().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect()
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Understands the names of a header as columns of `spec`. An exact name goes before a loose one, then the first wins.
pub(super) fn understand(names: Vec<String>, spec: Option<&'static TableSpec>, version: Version) -> Header {
    let mut taken: Vec<&str> = names.iter().filter_map(|name| spec?.column(name)).map(|column| column.name).collect();
    let mut exact_seen: Vec<&str> = Vec::new();
    let mut columns: Vec<HeaderColumn> = Vec::with_capacity(names.len());
    for name in names {
        let plain = plain_name(&name);
        let meaning = if plain.is_empty() {
            ColumnMeaning::Blank
        } else if let Some(column) = spec.and_then(|spec| spec.column(&name)) {
            let again = exact_seen.contains(&column.name);
            exact_seen.push(column.name);
            if again { ColumnMeaning::Duplicate } else { ColumnMeaning::Exact(column) }
        } else if let Some((column, renamed)) = spec.and_then(|spec| loose(&plain, spec, version)) {
            let again = taken.contains(&column.name);
            taken.push(column.name);
            match (again, renamed) {
                (true, _) => ColumnMeaning::Duplicate,
                (false, true) => ColumnMeaning::Renamed(column),
                (false, false) => ColumnMeaning::Loose(column),
            }
        } else if columns.iter().any(|column| column.name == name) {
            ColumnMeaning::Duplicate
        } else if plain.starts_with("metadata.") {
            ColumnMeaning::Metadata
        } else {
            ColumnMeaning::Unknown
        };
        columns.push(HeaderColumn { name, meaning });
    }
    Header { columns }
}

fn loose(plain: &str, spec: &'static TableSpec, version: Version) -> Option<(&'static ColumnSpec, bool)> {
    if let Some(column) = spec.columns.iter().find(|column| plain_name(column.name) == plain) {
        // What 1.0 wrote differs from the later name in case alone here and there; that is its name, not a fault.
        let old = version == Version::V1_0 && RENAMED.iter().any(|&(table, old, _)| table == spec.table && old == plain);
        return Some((column, old));
    }
    if version != Version::V1_0 {
        return None;
    }
    let (.., new) = RENAMED.iter().find(|&&(table, old, _)| table == spec.table && old == plain)?;
    Some((spec.column(new)?, true))
}

/// The table whose columns a header has, for loose files that go by another name. Most of its columns must be there.
pub(super) fn table_by_header(names: &[String]) -> Option<Table> {
    let plain: Vec<String> = names.iter().map(|name| plain_name(name)).collect();
    let versions = [Version::V1_1, Version::V1_2_0, Version::V1_2_1];
    let specs = versions.iter().flat_map(|version| version.spec().tables);
    let shares = specs.map(|spec| {
        let found = spec.columns.iter().filter(|column| plain.contains(&plain_name(column.name))).count();
        (found * 100 / spec.columns.len(), found, spec.table)
    });
    let (share, _, table) = shares.max_by_key(|&(share, found, _)| (share, found))?;
    (share >= 80).then_some(table)
}

/// True if the first record looks like data rather than names: no name is known, and something in it is no name at all.
pub(super) fn looks_like_data(names: &[String], table: Table) -> bool {
    let known = |plain: &String| {
        [Version::V1_1, Version::V1_2_0, Version::V1_2_1]
            .iter()
            .filter_map(|version| version.spec().table(table))
            .any(|spec| loose(plain, spec, Version::V1_0).is_some())
    };
    let plain: Vec<String> = names.iter().map(|name| plain_name(name)).collect();
    let is_name = |plain: &String| {
        plain.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '#') && !plain.contains('@') && plain.chars().count() < 64
    };
    !plain.iter().any(known) && !plain.iter().any(|name| name.starts_with("metadata.")) && !plain.iter().all(is_name)
}
