//! The names by which filters know the columns of a table.

use crate::store::TableData;

/// A name for each column, each different: the header, with `#2` and so on behind a header that stands there again.
pub fn column_names(data: &TableData) -> Vec<String> {
    let columns = data.columns();
    let name = |at: usize| {
        let header = columns[at].name();
        match columns[..at].iter().filter(|column| column.name() == header).count() {
            0 => header.to_owned(),
            before => format!("{header}#{}", before + 1),
        }
    };
    (0..columns.len()).map(name).collect()
}

/// The place of the column of this name: one of [`column_names`], else the column that is read as the standard's column of
/// this name, so that a saved filter fits a file whose header is written otherwise.
pub fn column_named(data: &TableData, name: &str) -> Option<u16> {
    let exact = column_names(data).iter().position(|other| other == name);
    exact.or_else(|| data.column_number(name)).map(|at| at as u16)
}
