//! The source text of one row, fetched again from where it came.

use super::record::{LineEnd, Record, Step};
use super::text::{TextReader, utf16_bytes};
use super::{FileId, Package, ReadError, ReadErrorKind, TextEncoding};
use crate::job::Watch;

/// A row as it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its bytes in the file, without the line end that follows.
    pub bytes: Vec<u8>,
    /// The physical line where it starts.
    pub line: u64,
    /// Where it starts in the unpacked file.
    pub byte: u64,
    /// Its bytes as text.
    pub text: String,
    /// How its last line ends.
    pub ending: LineEnd,
}

impl Package {
    /// Reads the row that comes `skip_rows` rows after the one at `from` (byte in the unpacked file, physical line).
    /// The source must still be what it was at opening; else it is an error, for another text would be shown as this one.
    pub fn source_text(&self, file: FileId, from: (u64, u64), skip_rows: u32, watch: &Watch) -> Result<SourceRow, ReadError> {
        let (entry, source) = self.file_and_source(file)?;
        let name = &entry.name;
        let reader = self.text_of(source, name, from.0, watch)?;
        let path = source.place.as_ref().map_or_else(Default::default, |place| place.origin.path().to_owned());
        let mut walk = Walk { reader, text: Vec::new(), at: 0, byte: from.0, line: from.1, utf16: source.start.is_utf16() };
        let mut left = skip_rows;
        loop {
            let Some((end, ending, next, lines)) = walk.record(source.start.delimiter, watch)? else {
                return Err(ReadError::new(ReadErrorKind::NoSuchRow, &path, format!("The file is {name}.")));
            };
            if left == 0 {
                let raw = walk.text[walk.at..end].to_vec();
                let bytes = match source.start.encoding {
                    TextEncoding::Utf16Le | TextEncoding::Utf16Be => self.raw_bytes(file, walk.byte, utf16_bytes(&raw), watch)?,
                    TextEncoding::Utf8 | TextEncoding::Windows1252 => raw.clone(),
                };
                return Ok(SourceRow { bytes, line: walk.line, byte: walk.byte, text: decoded(raw), ending });
            }
            left -= 1;
            walk.advance(next, lines);
        }
    }

    /// Bytes of a UTF-16 file as they stand; its text alone would not tell what was not valid in it.
    fn raw_bytes(&self, file: FileId, from: u64, count: u64, watch: &Watch) -> Result<Vec<u8>, ReadError> {
        let (entry, source) = self.file_and_source(file)?;
        let mut reader = self.text_of(source, &entry.name, from, watch)?;
        let mut bytes = vec![0; count as usize];
        let filled = reader.unpacker.fill(&mut bytes, watch)?;
        bytes.truncate(filled);
        Ok(bytes)
    }
}

/// A walk over records from a known start.
struct Walk {
    reader: TextReader,
    text: Vec<u8>,
    at: usize,
    byte: u64,
    line: u64,
    utf16: bool,
}

impl Walk {
    /// The end of the next record, where the one after it starts, and how many lines it takes; blank lines are passed over.
    fn record(&mut self, delimiter: u8, watch: &Watch) -> Result<Option<(usize, LineEnd, usize, u64)>, ReadError> {
        let mut record = Record::default();
        loop {
            match record.read(&self.text, self.at, self.reader.is_done(), delimiter) {
                Step::Record { end, ending, next } => {
                    return Ok(Some((end, ending, next, u64::from(record.lines()) + u64::from(ending != LineEnd::None))));
                }
                Step::Blank { next, .. } => self.advance(next, 1),
                Step::End => return Ok(None),
                Step::Incomplete => self.more(watch)?,
            }
        }
    }

    fn advance(&mut self, next: usize, lines: u64) {
        let text = &self.text[self.at..next];
        self.byte += if self.utf16 { utf16_bytes(text) } else { text.len() as u64 };
        self.line += lines;
        self.at = next;
    }

    fn more(&mut self, watch: &Watch) -> Result<(), ReadError> {
        self.text.drain(..self.at);
        self.at = 0;
        let before = self.text.len();
        let more = before.clamp(64 << 10, 1 << 20);
        self.text.resize(before + more, 0);
        let filled = self.reader.fill(&mut self.text[before..], watch)?;
        self.text.truncate(before + filled);
        Ok(())
    }
}

fn decoded(raw: Vec<u8>) -> String {
    match String::from_utf8(raw) {
        Ok(text) => text,
        Err(error) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
    }
}
