//! A package whose rows do not come from files: what an endpoint sent.

use super::header::understand;
use super::package::FileSource;
use super::{ColumnMeaning, Detected, FileId, Header, HeaderColumn, Limits, Package, PackageFile, SourceKind};
use crate::spec::{Mode, Table, TableSpec, Version};

impl Package {
    /// A package without files yet, named after where its rows come from.
    pub fn gathered(name: &str, version: Version, reasons: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            paths: Vec::new(),
            kind: SourceKind::Endpoint,
            bytes: 0,
            modified: None,
            files: Vec::new(),
            manifest: None,
            detected: Detected { version, modes: [None; Table::ALL.len()], foreign: None, reasons },
            facts: Vec::new(),
            sources: Vec::new(),
            limits: Limits::default(),
        }
    }

    /// The file of a table, added if it is not there.
    pub fn gather(&mut self, table: Table, mode: Mode) -> FileId {
        let at = self.files.iter().position(|file| file.table == Some(table)).unwrap_or_else(|| {
            self.files.push(PackageFile {
                name: table.file().to_owned(),
                table: Some(table),
                bytes: 0,
                packed_bytes: 0,
                header: None,
                form: None,
            });
            self.sources.push(FileSource::default());
            self.files.len() - 1
        });
        self.detected.modes[table.index()] = Some(mode);
        FileId(at as u16)
    }
}

impl Header {
    /// The columns that the standard has for a table.
    pub fn of(spec: &'static TableSpec, version: Version) -> Self {
        understand(spec.columns.iter().map(|column| column.name.to_owned()).collect(), Some(spec), version)
    }
}

impl HeaderColumn {
    /// A column beyond those of the standard.
    pub fn beyond(name: &str) -> Self {
        let meaning = if name.starts_with("metadata.") { ColumnMeaning::Metadata } else { ColumnMeaning::Unknown };
        Self { name: name.to_owned(), meaning }
    }
}
