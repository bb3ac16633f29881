//! Walks over headers: shared by the rules about them.

use crate::read::{ColumnMeaning, Fact, FactKind, FileId, Header, Package};
use crate::spec::{ColumnSpec, Mode, Presence, Table, TableSpec, Version};

/// The header of every file that is read as a table, the manifest apart, which has a rule of its own. A file whose first line
/// is data has no header to judge.
pub(super) fn headers(package: &Package) -> impl Iterator<Item = (FileId, &'static TableSpec, &Header)> {
    let spec = package.detected.version.spec();
    package.files.iter().enumerate().filter_map(move |(at, file)| {
        let id = FileId(at as u16);
        let table = file.table.filter(|table| *table != Table::Manifest)?;
        let headless = package.facts.iter().any(|fact| fact.kind == FactKind::NoHeader && fact.file == Some(id));
        if headless {
            return None;
        }
        Some((id, spec.table(table)?, file.header.as_ref()?))
    })
}

/// The columns of the standard that a header lacks, with their place in the standard's table.
pub(super) fn missing(spec: &'static TableSpec, header: &Header) -> impl Iterator<Item = (usize, &'static ColumnSpec)> {
    spec.columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !header.columns.iter().any(|found| found.spec().is_some_and(|found| found.name == column.name)))
}

/// Unknown columns whose name is a misspelled one of a column that the header lacks, with that column.
pub(super) fn typos(version: Version, spec: &'static TableSpec, header: &Header) -> impl Iterator<Item = (usize, &'static ColumnSpec)> {
    let unknown = move |at: &usize| {
        let column = &header.columns[*at];
        column.meaning == ColumnMeaning::Unknown && !is_column_of_other_version(version, spec.table, header, *at)
    };
    (0..header.columns.len()).filter(unknown).filter_map(move |at| {
        let name = header.columns[at].name.trim();
        let near = missing(spec, header).map(|(_, column)| (steps(name, column.name), column)).min_by_key(|(steps, _)| *steps);
        // In a short name two letters make another word.
        near.filter(|(steps, column)| *steps <= if column.name.len() < 8 { 1 } else { 2 }).map(|(_, column)| (at, column))
    })
}

/// How many letters have to be put in, taken out or changed to make one name of the other.
fn steps(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.to_lowercase().chars().collect(), other.to_lowercase().chars().collect());
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (to, other) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != other);
            corner = row[to + 1];
            row[to + 1] = changed.min(row[to] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

/// True if the column has to be filled in a file of this mode.
pub(super) fn is_required(column: &ColumnSpec, mode: Mode) -> bool {
    match column.presence {
        Presence::Always => true,
        Presence::DeltaOnly => mode == Mode::Delta,
        Presence::Optional => false,
    }
}

/// The version that a package may be mixed up with.
const fn other(version: Version) -> Version {
    if version.is_1_2() { Version::V1_1 } else { Version::V1_2_1 }
}

/// True for a column that this version does not know but the other one does.
pub(super) fn is_column_of_other_version(version: Version, table: Table, header: &Header, column: usize) -> bool {
    let Some(column) = header.columns.get(column).filter(|column| column.meaning == ColumnMeaning::Unknown) else { return false };
    other(version).spec().table(table).is_some_and(|spec| spec.column(&column.name).is_some())
}

/// True for the name of a file that this version does not know but the other one does.
pub(super) fn is_of_other_version(version: Version, name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    Table::from_file(base).is_some_and(|table| version.spec().table(table).is_none() && other(version).spec().table(table).is_some())
}

/// True if columns or files of two versions stand in one package.
pub(super) fn is_mixed(package: &Package, version: Version) -> bool {
    let column = package.files.iter().any(|file| {
        file.table.zip(file.header.as_ref()).is_some_and(|(table, header)| {
            (0..header.columns.len()).any(|column| is_column_of_other_version(version, table, header, column))
        })
    });
    let file = |fact: &Fact| fact.kind == FactKind::UnknownFile && is_of_other_version(version, &fact.detail);
    column || package.facts.iter().any(file)
}
