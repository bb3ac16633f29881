//! A table while it is being read: batches of rows come in, row groups are sealed, references are resolved.

use std::sync::Arc;

use super::column::Target;
use super::column_builder::{ColumnBuilder, ROWS_PER_GROUP};
use super::dataset::Dataset;
use super::ids::IdIndex;
use super::own_references::OwnReferences;
use super::table::{Part, RowStart, TableData};
use super::tail::GroupKeys;
use crate::read::{FileId, Header, HeaderColumn, RaggedRow, RowBatch, RowFact, TextForm};
use crate::spec::{Mode, TableSpec};

/// Rows whose text and cells fit into the first cache level, or nearly so.
const TILE_ROWS: usize = 128;

/// A table while it is being read.
#[derive(Debug)]
pub struct TableBuilder {
    spec: &'static TableSpec,
    parts: Vec<Part>,
    /// For each column the place of it in the file that is being read; `None` = that file does not have it.
    in_file: Vec<Option<usize>>,
    mode: Mode,
    columns: Vec<ColumnBuilder>,
    by_spec: Vec<Option<u16>>,
    key: Option<u16>,
    index: IdIndex,
    keys: GroupKeys,
    starts: Vec<RowStart>,
    sealed_rows: u32,
    open_rows: usize,
    ragged: Vec<RaggedRow>,
}

impl TableBuilder {
    /// `loaded` holds the tables that this one refers to; `expected_rows` is a guess that saves growing.
    pub fn new(spec: &'static TableSpec, file: FileId, mode: Mode, header: &Header, loaded: &Dataset, expected_rows: usize) -> Self {
        let mut by_spec = vec![None; spec.columns.len()];
        let columns = header.columns.iter().enumerate().map(|(number, column)| {
            let found = column.spec();
            if let Some(at) = found.and_then(|found| spec.columns.iter().position(|known| known.name == found.name)) {
                by_spec[at].get_or_insert(number as u16);
            }
            let table = found.and_then(|found| found.reference).map(|reference| reference.table);
            let target = table.and_then(|table| loaded.table(table)).and_then(TableData::as_target);
            ColumnBuilder::new(&column.name, column.meaning, target, table == Some(spec.table))
        });
        let columns: Vec<_> = columns.collect();
        let key = spec.columns.iter().position(|column| column.name == "sourcedId").and_then(|at| by_spec[at]);
        Self {
            spec,
            parts: vec![Part { first_row: 0, file }],
            in_file: (0..columns.len()).map(Some).collect(),
            mode,
            columns,
            by_spec,
            key,
            index: IdIndex::with_capacity(if key.is_some() { expected_rows } else { 0 }),
            keys: GroupKeys::default(),
            starts: Vec::new(),
            sealed_rows: 0,
            open_rows: 0,
            ragged: Vec::new(),
        }
    }

    /// The rows that come from now on are those of another file, its columns arranged like those of the one before.
    pub fn begin_file(&mut self, file: FileId) {
        self.parts.push(Part { first_row: self.rows(), file });
    }

    /// Says for each column where it stands in the file that is being read; without this, in the order of the header.
    pub fn arrange(&mut self, in_file: Vec<Option<usize>>) {
        self.in_file = in_file;
    }

    /// Adds a column that no row so far has: rows that come without a header may bring one at any time.
    pub fn add_column(&mut self, column: &HeaderColumn) {
        let mut builder = ColumnBuilder::new(&column.name, column.meaning, None, false);
        for _ in 0..self.sealed_rows as usize / ROWS_PER_GROUP {
            builder.push_blanks(ROWS_PER_GROUP);
            builder.seal(&mut self.keys);
            builder.clear_tail();
        }
        builder.push_blanks(self.open_rows);
        self.in_file.push(Some(self.columns.len()));
        self.columns.push(builder);
    }

    /// Takes in a batch. Rows beyond what row numbers can hold (4,294,967,294) are not taken: false is returned.
    pub fn push(&mut self, batch: &RowBatch) -> bool {
        if u64::from(self.rows()) + batch.rows as u64 > u64::from(u32::MAX - 2) {
            return false;
        }
        let mut done = 0;
        let mut jumps = batch.line_jumps.iter().peekable();
        let mut jumped = 0;
        while done < batch.rows {
            let take = (ROWS_PER_GROUP - self.open_rows).min(batch.rows - done);
            while let Some(&&(row, lines)) = jumps.peek().filter(|(row, _)| (*row as usize) <= done) {
                jumped += u64::from(lines);
                // The group that is open already learns of jumps inside the batch; a new one starts on the right line.
                if row as usize == done && self.open_rows > 0 {
                    self.jump(0, u64::from(lines));
                }
                jumps.next();
            }
            let begins_file = self.parts.len() > 1 && self.parts.last().is_some_and(|part| part.first_row == self.rows());
            if self.open_rows == 0 || begins_file {
                let byte = batch.row_bytes.get(done).copied().unwrap_or_default();
                let (row, line) = (self.rows(), batch.first_line + done as u64 + jumped);
                self.starts.push(RowStart { row, byte, line, jumps: Vec::new() });
            } else if done == 0 {
                self.align(batch.first_line);
            }
            while let Some(&&(row, lines)) = jumps.peek().filter(|(row, _)| (*row as usize) < done + take) {
                jumped += u64::from(lines);
                self.jump(row as usize - done, u64::from(lines));
                jumps.next();
            }
            // In tiles, so that the text of a tile is still near when its last column is taken.
            for tile in (done..done + take).step_by(TILE_ROWS) {
                for (&number, column) in self.in_file.iter().zip(&mut self.columns) {
                    column.push_rows(batch, number, tile..(tile + TILE_ROWS).min(done + take));
                }
            }
            let first = self.rows();
            let ragged = batch.ragged.iter().filter(|ragged| (done..done + take).contains(&(ragged.row as usize)));
            self.ragged.extend(ragged.map(|ragged| RaggedRow { row: first + ragged.row - done as u32, ..ragged.clone() }));
            self.open_rows += take;
            done += take;
            if self.open_rows == ROWS_PER_GROUP {
                self.seal();
            }
        }
        true
    }

    /// A batch continues an open group: if it does not start on the next line, that is a jump too.
    fn align(&mut self, line: u64) {
        let rows = self.rows();
        if let Some(start) = self.starts.last() {
            let expected = start.line + u64::from(rows - start.row) + start.jumps.last().map_or(0, |jump| jump.1);
            if line > expected {
                self.jump(0, line - expected);
            }
        }
    }

    fn jump(&mut self, row_ahead: usize, lines: u64) {
        let row = self.rows() + row_ahead as u32;
        if let Some(start) = self.starts.last_mut() {
            let before = start.jumps.last().map_or(0, |jump| jump.1);
            start.jumps.push((row - start.row, before + lines));
        }
    }

    fn seal(&mut self) {
        for (number, column) in self.columns.iter_mut().enumerate() {
            let is_key = self.key == Some(number as u16);
            column.seal(&mut self.keys);
            if is_key {
                let (tail, keys, column) = (column.tail(), &self.keys, column.column());
                let equal = |row, at| column.equals(row, &keys.key(tail, at));
                let is_blank = |at: usize| tail.get(at).is_empty();
                self.index.insert_group(self.sealed_rows, &keys.hashes, is_blank, equal, |row| column.hash(row));
            }
            column.clear_tail();
        }
        self.sealed_rows += self.open_rows as u32;
        self.open_rows = 0;
    }

    /// Rows taken in so far.
    pub const fn rows(&self) -> u32 {
        self.sealed_rows + self.open_rows as u32
    }

    /// The table as far as it is. Ids of open rows are not in the index yet.
    pub fn snapshot(&self) -> TableData {
        let columns = self.columns.iter().map(|column| Arc::new(column.snapshot())).collect();
        self.table(columns, Arc::default(), self.starts.clone(), self.ragged.clone(), Vec::new(), None)
    }

    /// The whole table.
    pub fn finish(self, form: Option<TextForm>, row_facts: Vec<RowFact>) -> TableData {
        let (mut table, own) = self.finish_apart(form, row_facts);
        if let Some(own) = own {
            own.resolve().put_into(&mut table);
        }
        table
    }

    /// The whole table but for its references into itself, which are still text. Resolving them takes a while and nothing else
    /// needs them, so it can be done beside the reading of the next file.
    pub fn finish_apart(mut self, form: Option<TextForm>, row_facts: Vec<RowFact>) -> (TableData, Option<OwnReferences>) {
        self.seal();
        let index = Arc::new(std::mem::take(&mut self.index));
        let columns: Vec<_> = std::mem::take(&mut self.columns).into_iter().map(|column| Arc::new(column.finish())).collect();
        let own = self.key.and_then(|key| {
            let ids = Arc::clone(&columns[usize::from(key)]);
            OwnReferences::among(&columns, Target { table: self.spec.table, ids, index: Arc::clone(&index) })
        });
        let (starts, ragged) = (std::mem::take(&mut self.starts), std::mem::take(&mut self.ragged));
        (self.table(columns, index, starts, ragged, row_facts, form), own)
    }

    fn table(
        &self,
        columns: Vec<Arc<super::Column>>,
        index: Arc<IdIndex>,
        starts: Vec<RowStart>,
        ragged: Vec<RaggedRow>,
        row_facts: Vec<RowFact>,
        form: Option<TextForm>,
    ) -> TableData {
        TableData {
            table: self.spec.table,
            spec: self.spec,
            parts: self.parts.clone(),
            mode: self.mode,
            rows: self.rows(),
            columns,
            by_spec: self.by_spec.clone(),
            key: self.key,
            index,
            starts,
            ragged: Arc::new(ragged),
            row_facts: Arc::new(row_facts),
            form,
        }
    }

    /// Bytes of memory held.
    pub fn bytes(&self) -> usize {
        self.columns.iter().map(ColumnBuilder::bytes).sum::<usize>() + self.index.bytes()
    }
}
