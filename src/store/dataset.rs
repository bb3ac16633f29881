//! The loaded tables of one roster.

use std::sync::Arc;

use super::cover::Cover;
use super::own_references::OwnReferences;
use super::table::TableData;
use crate::spec::{Table, Version};

/// The loaded tables of one roster. Cheap to clone: tables are shared.
#[derive(Clone, Debug)]
pub struct Dataset {
    version: Version,
    tables: [Option<Arc<TableData>>; Table::ALL.len()],
}

impl Dataset {
    /// No tables yet.
    pub fn new(version: Version) -> Self {
        Self { version, tables: [const { None }; Table::ALL.len()] }
    }

    /// The version whose tables are used.
    pub const fn version(&self) -> Version {
        self.version
    }

    /// A loaded table; `None` if the package has no such file or it is not read yet.
    pub fn table(&self, table: Table) -> Option<&TableData> {
        self.tables[table.index()].as_deref()
    }

    /// The same tables to be looked at: personal text is covered.
    pub fn covered(&self, cover: Cover) -> Self {
        Self {
            version: self.version,
            tables: self.tables.each_ref().map(|table| table.as_ref().map(|table| Arc::new(table.covered(cover)))),
        }
    }

    /// Every loaded table, parents before children.
    pub fn tables(&self) -> impl Iterator<Item = &TableData> {
        self.tables.iter().filter_map(Option::as_deref)
    }

    /// Puts a table in, in place of what was there.
    pub fn set(&mut self, table: TableData) {
        let slot = table.table().index();
        self.tables[slot] = Some(Arc::new(table));
    }

    /// Puts the references of a table into itself in, once they are resolved.
    pub fn set_own_references(&mut self, own: OwnReferences) {
        if let Some(table) = &mut self.tables[own.table().index()] {
            own.put_into(Arc::make_mut(table));
        }
    }

    /// Rows of all tables, the manifest not counted.
    pub fn rows(&self) -> u64 {
        self.tables().filter(|table| table.table() != Table::Manifest).map(|table| u64::from(table.rows())).sum()
    }

    /// Bytes of memory held by the tables.
    pub fn bytes(&self) -> usize {
        self.tables().map(TableData::bytes).sum()
    }
}
