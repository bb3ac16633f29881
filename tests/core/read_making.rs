//! Makes real packages in temporary folders for the reading tests, and reads them whole.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use roster_inspector::job::Watch;
use roster_inspector::read::{self, Fact, FactKind, FileId, Limits, Package, ReadError, RowFact, RowFactKind, StreamEnd};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

pub const ORGS: &str = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";

pub fn zip_bytes(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("an entry begins");
        writer.write_all(bytes).expect("an entry is written");
    }
    writer.finish().expect("the archive is written").into_inner()
}

pub fn write_zip(folder: &Path, name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    write_file(folder, name, &zip_bytes(files, CompressionMethod::Deflated))
}

pub fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).expect("a folder is made");
    }
    fs::write(&path, bytes).expect("a file is written");
    path
}

pub fn open(path: &Path) -> Result<Package, ReadError> {
    read::open(&[path.to_owned()], &Limits::default(), &Watch::new())
}

/// A whole file as rows of cells, with where each row starts.
#[derive(Debug)]
pub struct Whole {
    /// Cells of each row; `None` = missing. Cells beyond the header follow.
    pub rows: Vec<Vec<Option<String>>>,
    pub lines: Vec<u64>,
    pub bytes: Vec<u64>,
    pub end: StreamEnd,
}

impl Whole {
    /// The cells that are there.
    pub fn cells(&self) -> Vec<Vec<String>> {
        self.rows.iter().map(|row| row.iter().flatten().cloned().collect()).collect()
    }

    pub fn facts(&self, kind: RowFactKind) -> Vec<RowFact> {
        self.end.row_facts.iter().filter(|fact| fact.kind == kind).copied().collect()
    }
}

pub fn read_whole(package: &Package, file: FileId) -> Result<Whole, ReadError> {
    let mut stream = package.rows(file, &Watch::new())?;
    let (mut rows, mut lines, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(batch) = stream.next()? {
        assert_eq!(batch.first_row, rows.len() as u64 + 1);
        assert_eq!(batch.cells.len(), batch.rows * batch.width);
        assert_eq!(batch.row_bytes.len(), batch.rows);
        lines.extend(batch.lines());
        for row in 0..batch.rows {
            let text = |cell: &[u8]| String::from_utf8(cell.to_vec()).expect("cells are UTF-8");
            let mut cells: Vec<Option<String>> = (0..batch.width).map(|column| batch.cell(row, column).map(text)).collect();
            if let Some(ragged) = batch.ragged.iter().find(|ragged| ragged.row as usize == row) {
                cells.extend(ragged.extra.iter().cloned().map(Some));
            }
            assert_eq!(batch.line_of(row), lines[rows.len()]);
            rows.push(cells);
        }
        bytes.extend_from_slice(&batch.row_bytes);
        stream.recycle(batch);
    }
    let end = stream.finish();
    assert_eq!(end.rows, rows.len() as u64);
    Ok(Whole { rows, lines, bytes, end })
}

/// Opens `text` as orgs.csv in a folder and reads it.
pub fn read_orgs(text: &[u8]) -> (Package, Whole) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_file(folder.path(), "orgs.csv", text);
    let package = open(folder.path()).expect("it opens");
    let whole = read_whole(&package, FileId(0)).expect("it is read");
    (package, whole)
}

pub fn details(facts: &[Fact], kind: FactKind) -> Vec<String> {
    facts.iter().filter(|fact| fact.kind == kind).map(|fact| fact.detail.clone()).collect()
}
