//! From a block of text to a batch of rows. Plain rows are found by the bits of [`super::masks`]; a row with anything
//! out of the ordinary (a doubled or misplaced quote, a line break in a cell, a control character, another number of
//! cells, bytes that are not UTF-8) is read by [`Record`], which is exact and marks what it meets.

use std::ops::Range;

use super::batch::{RaggedRow, RowBatch};
use super::masks::{masks, prefix_xor};
use super::record::{LineEnd, Mark, Record, Step};
use super::row_facts::RowFacts;
use super::text::{TextStart, utf16_bytes};
use super::{RowFactKind, TextEncoding, TextForm};

/// A record longer than this is cut, so that a file without line ends cannot fill the memory.
pub(super) const MAX_RECORD: usize = 16 << 20;

/// Reads the rows of one file, block by block.
#[derive(Debug)]
pub(super) struct Parser {
    delimiter: u8,
    utf16: bool,
    first_byte: u64,
    /// Columns of the header; every row gets as many cells.
    width: usize,
    /// True while the header record is still to come.
    header: bool,
    /// Physical line of the next record.
    line: u64,
    /// Number of the next record, 1 = the first after the header.
    row: u64,
    /// How the text is written, so far.
    pub form: TextForm,
    pub facts: RowFacts,
    /// Records that were cut at [`MAX_RECORD`].
    pub cut: u64,
    record: Record,
    /// Text of cells that do not stand in one piece in the block; joins the block's text at the end.
    mended: Vec<u8>,
}

/// The text of a block.
#[derive(Clone, Copy)]
struct Block<'a> {
    /// Everything up to the end of the block, so that positions are those in the batch's text.
    data: &'a [u8],
    /// Where the block starts in `data`, and in the file.
    from: usize,
    source: u64,
    /// Nothing follows.
    eof: bool,
    utf8: bool,
}

impl Block<'_> {
    const fn source_of(&self, at: usize) -> u64 {
        self.source + (at - self.from) as u64
    }
}

/// The parts of a batch that rows are written to.
struct Rows<'a> {
    cells: &'a mut Vec<[u32; 2]>,
    row_bytes: &'a mut Vec<u64>,
    line_jumps: &'a mut Vec<(u32, u32)>,
    ragged: &'a mut Vec<RaggedRow>,
    first_line: &'a mut u64,
    /// Line of the row before.
    line: u64,
}

impl Rows<'_> {
    #[inline(always)]
    fn begin(&mut self, byte: u64, line: u64) {
        if self.row_bytes.is_empty() {
            *self.first_line = line;
        } else if line != self.line + 1 {
            self.line_jumps.push((self.row_bytes.len() as u32, (line - self.line - 1) as u32));
        }
        self.line = line;
        self.row_bytes.push(byte);
    }
}

impl Parser {
    /// `header` = the first record is the header and gives no row.
    pub(super) fn new(start: &TextStart, width: usize, header: bool) -> Self {
        Self {
            delimiter: start.delimiter,
            utf16: start.is_utf16(),
            first_byte: start.mark as u64,
            width,
            header,
            line: 1,
            row: 1,
            form: TextForm {
                encoding: start.encoding,
                byte_order_mark: start.mark > 0,
                delimiter: start.delimiter,
                crlf: 0,
                lf: 0,
                cr: 0,
                blank_lines: 0,
                bytes: 0,
            },
            facts: RowFacts::default(),
            cut: 0,
            record: Record::default(),
            mended: Vec::new(),
        }
    }

    /// Where in the file the text begins.
    pub(super) const fn first_byte(&self) -> u64 {
        self.first_byte
    }

    /// How many rows were read.
    pub(super) const fn rows(&self) -> u64 {
        self.row - 1
    }

    /// Reads the complete records of `batch.text[span]`, of which the first byte stands at `source` in the file.
    /// `eof` = nothing follows. Gives how many bytes were used, and where in the file the rest starts.
    pub(super) fn block(&mut self, batch: &mut RowBatch, span: Range<usize>, source: u64, eof: bool) -> (usize, u64) {
        batch.cells.clear();
        batch.row_bytes.clear();
        batch.line_jumps.clear();
        batch.ragged.clear();
        batch.width = self.width;
        batch.first_row = self.row;
        batch.first_line = self.line;
        self.mended.clear();
        let facts_before = self.facts.places.len();
        let data = &batch.text[..span.end];
        let block = Block { data, from: span.start, source, eof, utf8: is_utf8(&data[span.clone()], eof) };
        let mut rows = Rows {
            cells: &mut batch.cells,
            row_bytes: &mut batch.row_bytes,
            line_jumps: &mut batch.line_jumps,
            ragged: &mut batch.ragged,
            first_line: &mut batch.first_line,
            line: 0,
        };
        let end = self.records(&block, &mut rows);
        let mut next = block.source_of(end);
        if self.utf16 {
            next = self.count_in_utf16(&block, batch.row_bytes.as_mut_slice(), facts_before, end);
        }
        batch.rows = batch.row_bytes.len();
        batch.text.truncate(span.end);
        batch.text.extend_from_slice(&self.mended);
        (end - span.start, next)
    }

    fn records(&mut self, block: &Block<'_>, rows: &mut Rows<'_>) -> usize {
        let mut at = block.from;
        loop {
            if block.utf8 && !self.header {
                at = self.plain_rows(block, at, rows);
            }
            let (mut data, mut eof) = (block.data, block.eof);
            let mut step = self.record.read(data, at, eof, self.delimiter);
            // What lies behind the last line end has not been checked for UTF-8.
            let mut utf8 = block.utf8;
            if step == Step::Incomplete && data.len() - at >= MAX_RECORD {
                (data, eof, utf8) = (&data[..at + MAX_RECORD], true, false);
                step = self.record.read(data, at, eof, self.delimiter);
                self.cut += 1;
            }
            match step {
                Step::Record { ending, next, .. } => {
                    self.count(ending);
                    self.exact_row(&Block { utf8, ..*block }, at, rows);
                    self.line += u64::from(self.record.lines()) + u64::from(ending != LineEnd::None);
                    at = next;
                }
                Step::Blank { ending, next } => {
                    self.count(ending);
                    self.form.blank_lines += 1;
                    self.line += 1;
                    at = next;
                }
                Step::Incomplete | Step::End => return at,
            }
        }
    }

    const fn count(&mut self, ending: LineEnd) {
        match ending {
            LineEnd::Lf => self.form.lf += 1,
            LineEnd::CrLf => self.form.crlf += 1,
            LineEnd::Cr => self.form.cr += 1,
            LineEnd::None => {}
        }
    }

    /// Reads rows as long as they are plain. Gives the start of the first record that is not, or of what is too short.
    #[inline]
    fn plain_rows(&mut self, block: &Block<'_>, from: usize, rows: &mut Rows<'_>) -> usize {
        let (data, delimiter, width) = (block.data, self.delimiter, self.width);
        let mut record = from;
        let mut cell = from;
        let mut first_cell = rows.cells.len();
        let (mut inside_before, mut end_before, mut close_before) = (0_u64, 1_u64, 0_u64);
        let mut at = from;
        // One byte beyond the 64 is looked at, to tell CR LF from CR.
        while let Some((chunk, rest)) = data.get(at..).and_then(|rest| rest.split_first_chunk::<64>())
            && let Some(&following) = rest.first()
        {
            let m = masks(chunk, delimiter);
            let inside = if m.quote == 0 { inside_before } else { prefix_xor(m.quote) ^ inside_before };
            let lone_cr = m.cr & !((m.lf >> 1) | (u64::from(following == b'\n') << 63));
            let mut ends = (m.delimiter | m.lf | lone_cr) & !inside;
            let mut odd = m.control | ((m.lf | m.cr) & inside);
            if m.quote | close_before != 0 {
                let (opens, closes) = (m.quote & inside, m.quote & !inside);
                odd |= opens & !((ends << 1) | end_before);
                odd |= ((closes << 1) | close_before) & !(ends | (m.cr & !inside));
                close_before = closes >> 63;
            }
            inside_before = ((inside as i64) >> 63) as u64;
            end_before = ends >> 63;
            if odd != 0 {
                ends &= (odd & odd.wrapping_neg()) - 1;
            }
            while ends != 0 {
                let end = at + ends.trailing_zeros() as usize;
                ends &= ends - 1;
                let quoted = u32::from(data[cell] == b'"');
                if data[end] == delimiter {
                    rows.cells.push([cell as u32 + quoted, end as u32 - quoted]);
                    cell = end + 1;
                    continue;
                }
                let crlf = data[end] == b'\n' && end > cell && data[end - 1] == b'\r';
                let text_end = end - usize::from(crlf);
                if text_end == record {
                    self.form.blank_lines += 1;
                } else {
                    rows.cells.push([cell as u32 + quoted, text_end as u32 - quoted]);
                    if rows.cells.len() - first_cell != width {
                        rows.cells.truncate(first_cell);
                        return record;
                    }
                    first_cell += width;
                    rows.begin(block.source_of(record), self.line);
                    self.row += 1;
                }
                self.line += 1;
                self.form.crlf += u64::from(crlf);
                self.form.lf += u64::from(!crlf && data[end] == b'\n');
                self.form.cr += u64::from(data[end] == b'\r');
                record = end + 1;
                cell = record;
            }
            if odd != 0 {
                break;
            }
            at += 64;
        }
        rows.cells.truncate(first_cell);
        record
    }

    /// Adds the row that `self.record` holds, with all that was met in it.
    fn exact_row(&mut self, block: &Block<'_>, start: usize, rows: &mut Rows<'_>) {
        let is_header = std::mem::take(&mut self.header);
        let row = if is_header { 0 } else { self.row };
        let mut ragged = RaggedRow { row: rows.row_bytes.len() as u32, found: self.record.cells.len() as u32, extra: Vec::new() };
        if !is_header {
            rows.begin(block.source_of(start), self.line);
            self.row += 1;
        }
        // Looked for in the whole record first: most have none, and one pass without a branch is cheap.
        let end = self.record.cells.last().map_or(start, |cell| cell.end);
        let has_control = block.data[start..end].iter().fold(false, |found, &b| found | is_control(b));
        for column in 0..self.record.cells.len() {
            let place = self.cell_text(block, row, column, has_control);
            if is_header {
                continue;
            }
            if column < self.width {
                rows.cells.push(place);
            } else {
                let [from, to] = place.map(|at| at as usize);
                let text = if from >= block.data.len() {
                    &self.mended[from - block.data.len()..to - block.data.len()]
                } else {
                    &block.data[from..to]
                };
                ragged.extra.push(String::from_utf8_lossy(text).into_owned());
            }
        }
        for index in 0..self.record.marks.len() {
            let mark = self.record.marks[index];
            self.note(block, row, mark);
        }
        if !is_header && self.record.cells.len() != self.width {
            rows.cells.resize(rows.row_bytes.len() * self.width, RowBatch::MISSING);
            let whole_row = Mark { kind: RowFactKind::Width, column: usize::from(u16::MAX), at: start, lines: 0, found: ragged.found };
            self.note(block, row, whole_row);
            rows.ragged.push(ragged);
        }
    }

    /// Where the text of a cell of `self.record` is, mended and decoded if need be.
    fn cell_text(&mut self, block: &Block<'_>, row: u64, column: usize, has_control: bool) -> [u32; 2] {
        let cell = self.record.cells[column];
        let raw = &block.data[cell.start..cell.end];
        let base = block.data.len();
        let before = self.mended.len();
        let bad = if block.utf8 { None } else { simdutf8::compat::from_utf8(raw).err() };
        if cell.needs_mending() {
            cell.mend(block.data, &mut self.mended);
        }
        if let Some(error) = bad {
            let text = if cell.needs_mending() { self.mended[before..].to_vec() } else { raw.to_vec() };
            let (decoded, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&text);
            self.mended.truncate(before);
            self.mended.extend_from_slice(decoded.as_bytes());
            self.form.encoding = TextEncoding::Windows1252;
            let at = cell.start + error.valid_up_to();
            self.note(block, row, Mark { kind: RowFactKind::NotUtf8, column, at, lines: self.lines_before(block, at), found: 0 });
        }
        if has_control {
            self.note_controls(block, row, column);
        }
        if self.mended.len() > before {
            [(base + before) as u32, (base + self.mended.len()) as u32]
        } else {
            [cell.start as u32, cell.start as u32 + if cell.needs_mending() { 0 } else { raw.len() as u32 }]
        }
    }

    fn note_controls(&mut self, block: &Block<'_>, row: u64, column: usize) {
        let cell = self.record.cells[column];
        let raw = &block.data[cell.start..cell.end];
        for (kind, first) in [
            (RowFactKind::Nul, raw.iter().position(|&b| b == 0)),
            (RowFactKind::Control, raw.iter().position(|&b| b != 0 && is_control(b))),
        ] {
            if let Some(first) = first {
                let at = cell.start + first;
                self.note(block, row, Mark { kind, column, at, lines: self.lines_before(block, at), found: 0 });
            }
        }
    }

    /// Line breaks of the record before a place in it.
    fn lines_before(&self, block: &Block<'_>, at: usize) -> u32 {
        if self.record.lines() == 0 {
            return 0;
        }
        let from = self.record.cells.first().map_or(at, |cell| cell.start);
        let text = &block.data[from..at];
        let cr = memchr::memchr_iter(b'\r', text).filter(|&cr| text.get(cr + 1) != Some(&b'\n')).count();
        (memchr::memchr_iter(b'\n', text).count() + cr) as u32
    }

    fn note(&mut self, block: &Block<'_>, row: u64, mark: Mark) {
        self.facts.add(&mark, row, self.line + u64::from(mark.lines), block.source_of(mark.at));
    }

    /// In a UTF-16 file places are counted in its own bytes, not in those of the text.
    fn count_in_utf16(&mut self, block: &Block<'_>, row_bytes: &mut [u64], facts_before: usize, end: usize) -> u64 {
        let (mut text_at, mut source_at) = (block.from, block.source);
        let mut map = |offset: u64| {
            let to = block.from + (offset - block.source) as usize;
            // Facts of one row may stand in any order; counting goes on from the last place or anew from the start.
            if to < text_at {
                (text_at, source_at) = (block.from, block.source);
            }
            source_at += utf16_bytes(&block.data[text_at..to]);
            text_at = to;
            source_at
        };
        for byte in row_bytes {
            *byte = map(*byte);
        }
        for fact in &mut self.facts.places[facts_before..] {
            fact.byte = map(fact.byte);
        }
        map(block.source_of(end))
    }
}

/// Control characters other than those that every text has.
const fn is_control(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' && byte != b'\r' && byte != b'\n'
}

/// True if the text up to its last line end is UTF-8. What follows that belongs to an incomplete record, or is the end.
fn is_utf8(text: &[u8], eof: bool) -> bool {
    let end = if eof { text.len() } else { memchr::memrchr2(b'\n', b'\r', text).map_or(0, |at| at + 1) };
    simdutf8::basic::from_utf8(&text[..end]).is_ok()
}
