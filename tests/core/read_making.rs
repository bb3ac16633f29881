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

/// An entry of a hand-made archive, which may lie.
#[derive(Clone)]
pub struct RawEntry {
    pub name: String,
    pub method: u16,
    pub flags: u16,
    pub data: Vec<u8>,
    pub crc: u32,
    /// Sizes as the directory and the local header say.
    pub packed: u32,
    pub unpacked: u32,
    /// Sizes follow the data; the local header has none.
    pub descriptor: bool,
    /// Sizes and offset stand in Zip64 fields.
    pub zip64: bool,
}

impl RawEntry {
    pub fn stored(name: &str, text: &[u8]) -> Self {
        let size = text.len() as u32;
        let crc = crc_of(text);
        Self {
            name: name.to_owned(),
            method: 0,
            flags: 0,
            data: text.to_vec(),
            crc,
            packed: size,
            unpacked: size,
            descriptor: false,
            zip64: false,
        }
    }

    pub fn deflated(name: &str, text: &[u8]) -> Self {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).expect("memory does not fail");
        let data = encoder.finish().expect("memory does not fail");
        Self { method: 8, packed: data.len() as u32, data, ..Self::stored(name, text) }
    }

    fn header(&self, directory: bool, offset: u64) -> Vec<u8> {
        let hidden = self.descriptor && !directory;
        let flags = self.flags | if self.descriptor { 8 } else { 0 };
        let (packed, unpacked, crc) = if hidden { (0, 0, 0) } else { (self.packed, self.unpacked, self.crc) };
        let mut extra = Vec::new();
        if self.zip64 && !hidden {
            let sizes = [u64::from(unpacked), u64::from(packed), offset];
            let sizes = &sizes[..if directory { 3 } else { 2 }];
            extra.extend_from_slice(&1_u16.to_le_bytes());
            extra.extend_from_slice(&(8 * sizes.len() as u16).to_le_bytes());
            extra.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
        }
        let wide = self.zip64 && !hidden;
        let size = |size: u32| if wide { u32::MAX } else { size };
        let mut out = if directory { b"PK\x01\x02\x14\x00".to_vec() } else { b"PK\x03\x04".to_vec() };
        for number in [20, flags, self.method, 0, 0x21] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        for number in [crc, size(packed), size(unpacked)] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(&(self.name.len() as u16).to_le_bytes());
        out.extend_from_slice(&(extra.len() as u16).to_le_bytes());
        if directory {
            out.extend_from_slice(&[0; 10]);
            out.extend_from_slice(&if self.zip64 { u32::MAX } else { offset as u32 }.to_le_bytes());
        }
        out.extend_from_slice(self.name.as_bytes());
        out.extend_from_slice(&extra);
        out
    }
}

/// An archive of these entries, byte by byte.
pub fn raw_zip(entries: &[RawEntry]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let zip64 = entries.iter().any(|entry| entry.zip64);
    for entry in entries {
        directory.extend(entry.header(true, out.len() as u64));
        out.extend(entry.header(false, 0));
        out.extend_from_slice(&entry.data);
        if entry.descriptor {
            out.extend_from_slice(b"PK\x07\x08");
            for number in [entry.crc, entry.packed, entry.unpacked] {
                out.extend_from_slice(&number.to_le_bytes());
            }
        }
    }
    let (start, size, count) = (out.len() as u64, directory.len() as u64, entries.len() as u64);
    out.extend(directory);
    if zip64 {
        let record = out.len() as u64;
        out.extend_from_slice(b"PK\x06\x06");
        out.extend_from_slice(&44_u64.to_le_bytes());
        out.extend_from_slice(&[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for number in [count, count, size, start] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        out.extend_from_slice(&record.to_le_bytes());
        out.extend_from_slice(&1_u32.to_le_bytes());
    }
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    let short = |number: u64| if zip64 { u16::MAX } else { number as u16 };
    let long = |number: u64| if zip64 { u32::MAX } else { number as u32 };
    out.extend_from_slice(&short(count).to_le_bytes());
    out.extend_from_slice(&short(count).to_le_bytes());
    out.extend_from_slice(&long(size).to_le_bytes());
    out.extend_from_slice(&long(start).to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

fn crc_of(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
