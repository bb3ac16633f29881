//! A batch of rows as they come from the reader: the text of a block, and where its cells are.

/// Some rows of one file. Rectangular: every row has `width` cells; what a row lacks is [`RowBatch::MISSING`], what it
/// has beyond the header is in `ragged`. Batches are reused: reading them allocates nothing.
#[derive(Debug, Default)]
pub struct RowBatch {
    /// The text that cells point into; the part that cells name is UTF-8.
    pub text: Vec<u8>,
    /// Start and end in `text` of every cell, row by row.
    pub cells: Vec<[u32; 2]>,
    /// Cells of a row = columns of the header.
    pub width: usize,
    /// How many rows.
    pub rows: usize,
    /// The record number of the first row; 1 = the first record after the header.
    pub first_row: u64,
    /// The physical line where the first row starts; 1 = the first line of the file.
    pub first_line: u64,
    /// Where each row starts in the unpacked file.
    pub row_bytes: Vec<u64>,
    /// Rows that do not start on the line after their predecessor's start: (row in this batch, lines skipped beyond one).
    /// Their sum up to row `r`, plus `first_line + r`, is the line of row `r`. Row 0 is never listed.
    pub line_jumps: Vec<(u32, u32)>,
    /// Rows whose number of cells is not `width`.
    pub ragged: Vec<RaggedRow>,
}

/// A row with more or fewer cells than the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaggedRow {
    /// The row in its batch.
    pub row: u32,
    /// How many cells it has.
    pub found: u32,
    /// The text of the cells beyond the header.
    pub extra: Vec<String>,
}

impl RowBatch {
    /// A cell that the row does not have.
    pub const MISSING: [u32; 2] = [u32::MAX, u32::MAX];

    /// The text of a cell; `None` = the row does not have it.
    pub fn cell(&self, row: usize, column: usize) -> Option<&[u8]> {
        let [start, end] = self.cells[row * self.width + column];
        (start != u32::MAX).then(|| &self.text[start as usize..end as usize])
    }

    /// The physical line where a row starts. Counts through the jumps before it: ask for rows in order with
    /// [`RowBatch::lines`] where many are needed.
    pub fn line_of(&self, row: usize) -> u64 {
        let skipped: u64 = self.line_jumps.iter().take_while(|&&(jump, _)| jump as usize <= row).map(|&(_, lines)| u64::from(lines)).sum();
        self.first_line + row as u64 + skipped
    }

    /// The physical line of every row, in order.
    pub fn lines(&self) -> impl Iterator<Item = u64> + '_ {
        let mut jumps = self.line_jumps.iter().peekable();
        let mut skipped = 0;
        (0..self.rows).map(move |row| {
            while let Some(&(_, lines)) = jumps.next_if(|&&(jump, _)| jump as usize <= row) {
                skipped += u64::from(lines);
            }
            self.first_line + row as u64 + skipped
        })
    }

    /// Empties it for the next use; keeps the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.rows = 0;
        self.row_bytes.clear();
        self.line_jumps.clear();
        self.ragged.clear();
    }
}
