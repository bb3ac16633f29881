//! The front doors of an opened package: its rows as a stream, its first rows at once.

use super::package::FileSource;
use super::parser::Parser;
use super::stream::RowStream;
use super::text::TextReader;
use super::unpack::Unpacker;
use super::{FileId, Package, PackageFile, ReadError, ReadErrorKind, RowBatch, TextForm};
use crate::job::Watch;
use crate::spec::Table;
use std::path::Path;

impl Package {
    /// The file that a table is read from.
    pub fn table_file(&self, table: Table) -> Option<FileId> {
        let index = self.files.iter().position(|file| file.table == Some(table))?;
        u16::try_from(index).ok().map(FileId)
    }

    /// Every file that a table is read from: more than one if several packages were opened as one.
    pub fn table_files(&self, table: Table) -> impl Iterator<Item = FileId> {
        let files = self.files.iter().enumerate().filter(move |(_, file)| file.table == Some(table));
        files.filter_map(|(index, _)| u16::try_from(index).ok().map(FileId))
    }

    /// What is known about a file; `None` if the id is that of another package.
    pub fn file(&self, file: FileId) -> Option<&PackageFile> {
        self.files.get(usize::from(file.0))
    }

    /// Streams the rows of a file; the header is not among them. Progress goes to `watch` in packed bytes.
    pub fn rows(&self, file: FileId, watch: &Watch) -> Result<RowStream, ReadError> {
        let (entry, source) = self.file_and_source(file)?;
        let reader = self.text_of(source, &entry.name, 0, watch)?;
        let parser = Parser::new(&source.start, source.width, source.has_header);
        RowStream::start((&entry.name, entry.bytes), file, reader, parser, watch)
    }

    /// The first rows of a file, at most `max_rows`, from what was kept at opening: nothing is read for it.
    pub fn head(&self, file: FileId, max_rows: usize) -> Result<RowBatch, ReadError> {
        let (_, source) = self.file_and_source(file)?;
        let mut batch = parse_head(source).0;
        if batch.rows > max_rows {
            batch.rows = max_rows;
            batch.cells.truncate(max_rows * batch.width);
            batch.row_bytes.truncate(max_rows);
            batch.line_jumps.retain(|&(row, _)| (row as usize) < max_rows);
            batch.ragged.retain(|ragged| (ragged.row as usize) < max_rows);
        }
        Ok(batch)
    }

    pub(super) fn file_and_source(&self, file: FileId) -> Result<(&PackageFile, &FileSource), ReadError> {
        let index = usize::from(file.0);
        match (self.files.get(index), self.sources.get(index)) {
            (Some(entry), Some(source)) => Ok((entry, source)),
            _ => Err(ReadError::new(ReadErrorKind::Unreadable, Path::new(""), "It is not part of this package.")),
        }
    }

    /// How the head of a file is written.
    pub(super) fn head_form(&self, file: usize) -> TextForm {
        let mut form = parse_head(&self.sources[file]).1.form;
        form.bytes = self.files[file].bytes;
        form
    }

    /// The text of a file from byte `from` on.
    pub(super) fn text_of(&self, source: &FileSource, name: &str, from: u64, watch: &Watch) -> Result<TextReader, ReadError> {
        let Some(place) = &source.place else {
            let path = self.paths.first().map_or(Path::new(""), |path| path);
            return Err(ReadError::new(ReadErrorKind::Unreadable, path, format!("The file is {name}.")));
        };
        let mut unpacker = Unpacker::open(place, self.limits)?;
        if !unpacker.skip(from, watch)? {
            return Err(ReadError::new(ReadErrorKind::NoSuchRow, place.origin.path(), format!("The file is {name}.")));
        }
        Ok(TextReader::new(unpacker, &source.start, from))
    }
}

fn parse_head(source: &FileSource) -> (RowBatch, Parser) {
    let mut batch = RowBatch { text: source.start.decode(&source.head).into_owned(), ..RowBatch::default() };
    let mut parser = Parser::new(&source.start, source.width, source.has_header);
    let span = 0..batch.text.len();
    parser.block(&mut batch, span, source.start.mark as u64, source.whole);
    (batch, parser)
}
