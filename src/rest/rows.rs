//! Rows while they are decoded: cells by column, in the form in which the reader of files hands them on.

use crate::read::RowBatch;

/// What a cell was in the JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The field was not there.
    #[default]
    Missing,
    /// `null`.
    Null,
    /// A string.
    Text,
    /// A number.
    Number,
    /// A truth value.
    Boolean,
    /// An array.
    List,
    /// An object.
    Object,
}

/// The forms of one column: each with the row from which on it holds.
#[derive(Clone, Debug, Default)]
pub struct Forms(Vec<(u32, Form)>);

impl Forms {
    pub(super) fn push(&mut self, row: u32, form: Form) {
        if self.0.last().is_none_or(|&(_, last)| last != form) {
            self.0.push((row, form));
        }
    }

    /// What the cell of a row was.
    pub fn of(&self, row: u32) -> Form {
        let after = self.0.partition_point(|&(from, _)| from <= row);
        after.checked_sub(1).map_or(Form::Missing, |at| self.0[at].1)
    }
}

/// Rows of one table, on their way into it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    batch: RowBatch,
    /// Rows handed over before.
    taken: u32,
}

impl Rows {
    pub(super) fn new(width: usize) -> Self {
        Self { batch: RowBatch { width, first_row: 1, first_line: 2, ..RowBatch::default() }, taken: 0 }
    }

    /// The number of the row that is being made, over all batches.
    pub(super) const fn current(&self) -> u32 {
        self.taken + self.batch.rows as u32 - 1
    }

    pub(super) fn begin(&mut self) {
        let filled = self.batch.cells.len() + self.batch.width;
        self.batch.cells.resize(filled, RowBatch::MISSING);
        self.batch.rows += 1;
    }

    /// Rows and bytes so far: to come back to.
    pub(super) const fn mark(&self) -> (usize, usize) {
        (self.batch.rows, self.batch.text.len())
    }

    pub(super) fn back_to(&mut self, (rows, bytes): (usize, usize)) {
        self.batch.rows = rows;
        self.batch.cells.truncate(rows * self.batch.width);
        self.batch.text.truncate(bytes);
    }

    pub(super) fn set(&mut self, column: usize, text: &str) {
        let start = self.batch.text.len() as u32;
        self.batch.text.extend_from_slice(text.as_bytes());
        let at = (self.batch.rows - 1) * self.batch.width + column;
        self.batch.cells[at] = [start, self.batch.text.len() as u32];
    }

    /// Sets a cell of several parts, with a comma between them.
    pub(super) fn join<T: AsRef<str>>(&mut self, column: usize, parts: impl Iterator<Item = T>) -> usize {
        let start = self.batch.text.len() as u32;
        let mut count = 0;
        for part in parts {
            if count > 0 {
                self.batch.text.push(b',');
            }
            self.batch.text.extend_from_slice(part.as_ref().as_bytes());
            count += 1;
        }
        let at = (self.batch.rows - 1) * self.batch.width + column;
        self.batch.cells[at] = [start, self.batch.text.len() as u32];
        count
    }

    /// The text of a cell of the row that is being made.
    pub(super) fn cell(&self, column: usize) -> &str {
        let cell = self.batch.rows.checked_sub(1).and_then(|row| self.batch.cell(row, column));
        cell.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// One more column, which earlier rows do not have.
    pub(super) fn widen(&mut self) {
        let (width, rows) = (self.batch.width, self.batch.rows);
        let mut cells = Vec::with_capacity((width + 1) * rows);
        for row in 0..rows {
            cells.extend_from_slice(&self.batch.cells[row * width..(row + 1) * width]);
            cells.push(RowBatch::MISSING);
        }
        self.batch.cells = cells;
        self.batch.width += 1;
    }

    pub(super) const fn batch(&self) -> &RowBatch {
        &self.batch
    }

    /// Empties it after its rows were handed over.
    pub(super) fn done(&mut self) {
        self.taken += self.batch.rows as u32;
        self.batch.clear();
        self.batch.first_row = u64::from(self.taken) + 1;
        self.batch.first_line = u64::from(self.taken) + 2;
    }
}
