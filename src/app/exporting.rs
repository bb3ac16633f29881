//! The view of a table on its way into a file.

use std::path::PathBuf;
use std::sync::Arc;

use super::writing::Writing;
use crate::export::{CsvOptions, ExportError, ExportErrorKind, View, write_csv};
use crate::job::Wake;
use crate::query::RowOrder;
use crate::roster::Roster;
use crate::spec::Table;

/// What is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportAsk {
    /// Where.
    pub path: PathBuf,
    /// The columns by their place in the table, in order.
    pub columns: Vec<u16>,
    /// How.
    pub options: CsvOptions,
}

impl Writing {
    /// Starts to write a view of a table.
    pub(super) fn export(&mut self, roster: &Arc<Roster>, table: Table, order: &Arc<RowOrder>, ask: ExportAsk, wake: &Wake) {
        let (shared, order) = (Arc::clone(roster), Arc::clone(order));
        self.start(roster, wake, move |watch| {
            let missing = || ExportError::new(ExportErrorKind::NotReady, &ask.path);
            let data = shared.table(table).ok_or_else(missing)?;
            write_csv(&View { data, columns: &ask.columns, rows: &order }, &ask.options, &ask.path, watch)
        });
    }
}
