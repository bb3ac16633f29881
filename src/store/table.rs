//! One loaded table: its columns, the sourcedId index, where its rows stand in the file, and what was met in them.

use std::sync::Arc;

use super::column::{Column, Target};
use super::cover::{Cover, Stead};
use super::ids::IdIndex;
use super::key::Key;
use crate::read::{FileId, RaggedRow, RowFact, TextForm};
use crate::spec::{Mode, Table, TableSpec};

/// One loaded table. Rows are numbered from 0; the record number of the file is one more.
#[derive(Clone, Debug)]
pub struct TableData {
    pub(super) table: Table,
    pub(super) spec: &'static TableSpec,
    /// The files that its rows come from, in the order of the rows; never empty.
    pub(super) parts: Vec<Part>,
    pub(super) mode: Mode,
    pub(super) rows: u32,
    pub(super) columns: Vec<Arc<Column>>,
    /// For each column of the spec its place in `columns`.
    pub(super) by_spec: Vec<Option<u16>>,
    pub(super) key: Option<u16>,
    pub(super) index: Arc<IdIndex>,
    /// By row. There is one at least every row group.
    pub(super) starts: Vec<RowStart>,
    pub(super) ragged: Arc<Vec<RaggedRow>>,
    pub(super) row_facts: Arc<Vec<RowFact>>,
    pub(super) form: Option<TextForm>,
}

/// A file that rows of a table come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) first_row: u32,
    pub(super) file: FileId,
}

/// A row whose place in its file is known.
#[derive(Clone, Debug, Default)]
pub(super) struct RowStart {
    pub(super) row: u32,
    pub(super) byte: u64,
    pub(super) line: u64,
    /// (rows after this one, lines up to there beyond one per row).
    pub(super) jumps: Vec<(u32, u64)>,
}

/// Where a row starts in its file, for fetching its source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOrigin {
    /// The file.
    pub file: FileId,
    /// A known row start at or before the row: byte offset in the unpacked file.
    pub byte: u64,
    /// The physical line of that row start.
    pub line: u64,
    /// How many records lie between that row start and the row.
    pub skip_rows: u32,
}

impl TableData {
    /// The same rows to be looked at: personal text is covered. Whatever scans columns still sees what they hold.
    pub(super) fn covered(&self, cover: Cover) -> Self {
        let covered = |column: &Arc<Column>| match Stead::of(column.spec()).filter(|_| self.table != Table::Manifest) {
            Some(stead) => Arc::new(Column { cover: Some((cover, stead)), ..Column::clone(column) }),
            None => Arc::clone(column),
        };
        Self { columns: self.columns.iter().map(covered).collect(), ..self.clone() }
    }

    /// Which table.
    pub const fn table(&self) -> Table {
        self.table
    }

    /// What the standard says about it.
    pub const fn spec(&self) -> &'static TableSpec {
        self.spec
    }

    /// The file that it was read from; the first one if several packages were opened as one.
    pub fn file(&self) -> FileId {
        self.parts[0].file
    }

    /// Every file that it was read from.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.parts.iter().map(|part| part.file)
    }

    /// The file that a row comes from.
    pub fn file_of(&self, row: u32) -> FileId {
        self.part(row).file
    }

    /// The number of a row among the records of its file; 1 = the first after the header.
    pub fn record(&self, row: u32) -> u32 {
        row - self.part(row).first_row + 1
    }

    fn part(&self, row: u32) -> Part {
        self.parts[self.parts.partition_point(|part| part.first_row <= row).saturating_sub(1)]
    }

    /// The last row at or before `row` whose place is known.
    fn start(&self, row: u32) -> Option<&RowStart> {
        self.starts[..self.starts.partition_point(|start| start.row <= row)].last()
    }

    /// Bulk or delta.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// How many rows.
    pub const fn rows(&self) -> u32 {
        self.rows
    }

    /// The columns in the order of the file.
    pub fn columns(&self) -> &[Arc<Column>] {
        &self.columns
    }

    /// The column that is read as the standard's column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.column_number(name).map(|number| &*self.columns[number])
    }

    /// The place of the column that is read as the standard's column of this name.
    pub fn column_number(&self, name: &str) -> Option<usize> {
        let spec = self.spec.columns.iter().position(|column| column.name == name)?;
        self.by_spec.get(spec).copied().flatten().map(usize::from)
    }

    /// The text of a cell by the standard's column name; empty if there is no such column.
    pub fn text(&self, row: u32, name: &str) -> super::Text<'_> {
        self.column(name).map_or(super::Text::Borrowed(""), |column| column.text(row))
    }

    /// The sourcedId column.
    pub fn key_column(&self) -> Option<&Column> {
        self.key.map(|key| &*self.columns[usize::from(key)])
    }

    /// The sourcedId of a row.
    pub fn sourced_id(&self, row: u32) -> super::Text<'_> {
        self.key_column().map_or(super::Text::Borrowed(""), |column| column.text(row))
    }

    /// The first row with this sourcedId.
    pub fn find(&self, id: &str) -> Option<u32> {
        if id.is_empty() {
            return None;
        }
        let (key, column) = (Key::of(id.as_bytes()), self.key_column()?);
        self.index.find(&key, |row| column.equals(row, &key))
    }

    /// The sourcedId index, with the duplicates.
    pub fn index(&self) -> &IdIndex {
        &self.index
    }

    /// The physical line where a row starts; 1 = the header.
    pub fn line(&self, row: u32) -> u64 {
        let Some(start) = self.start(row) else { return u64::from(row) + 2 };
        let at = row - start.row;
        let jump = match start.jumps.partition_point(|&(jump, _)| jump <= at) {
            0 => 0,
            next => start.jumps[next - 1].1,
        };
        start.line + u64::from(at) + jump
    }

    /// Where to fetch the source text of a row.
    pub fn origin(&self, row: u32) -> Option<RowOrigin> {
        let start = self.start(row).filter(|_| row < self.rows)?;
        Some(RowOrigin { file: self.file_of(row), byte: start.byte, line: start.line, skip_rows: row - start.row })
    }

    /// Rows with more or fewer cells than the header; `row` is the row of the table.
    pub fn ragged(&self) -> &[RaggedRow] {
        &self.ragged
    }

    /// True if the row ends before this column.
    pub fn is_missing(&self, row: u32, column: usize) -> bool {
        self.ragged.binary_search_by_key(&row, |ragged| ragged.row).is_ok_and(|at| (self.ragged[at].found as usize) <= column)
    }

    /// What was met in the rows, by place.
    pub fn row_facts(&self) -> &[RowFact] {
        &self.row_facts
    }

    /// How the text of the file is written; `None` while it is being read.
    pub const fn form(&self) -> Option<&TextForm> {
        self.form.as_ref()
    }

    /// What references into this table need.
    pub(super) fn as_target(&self) -> Option<Target> {
        let ids = Arc::clone(&self.columns[usize::from(self.key?)]);
        Some(Target { table: self.table, ids, index: Arc::clone(&self.index) })
    }

    /// Bytes of memory held, targets of references not counted.
    pub fn bytes(&self) -> usize {
        self.columns.iter().map(|column| column.bytes()).sum::<usize>() + self.index.bytes()
    }
}
