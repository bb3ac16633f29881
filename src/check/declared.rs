//! What the manifest declares: shared by the rules about it.

use crate::read::{FileId, Manifest, Package, SourceKind};
use crate::spec::{Table, Version};

/// A manifest whose two columns were found, with the package that it stands in.
pub(super) struct Declared<'a> {
    /// The file of the manifest.
    pub(super) file: Option<FileId>,
    manifest: &'a Manifest,
    package: &'a Package,
}

impl<'a> Declared<'a> {
    /// The manifest, unless there is none or its columns are not those of a manifest: then it declares nothing that could be judged.
    pub(super) fn of(package: &'a Package) -> Option<Self> {
        let manifest = package.manifest.as_ref()?;
        let header = manifest.file.and_then(|file| package.files.get(usize::from(file.0))).and_then(|file| file.header.as_ref());
        let has =
            |name| header.is_none_or(|header| header.columns.iter().any(|column| column.spec().is_some_and(|spec| spec.name == name)));
        (has("propertyName") && has("value")).then_some(Self { file: manifest.file, manifest, package })
    }

    /// Every row: its place, property and value.
    pub(super) fn properties(&self) -> impl Iterator<Item = (usize, &'a str, &'a str)> + use<'a> {
        self.manifest.properties.iter().enumerate().map(|(row, (name, value, _))| (row, name.as_str(), value.as_str()))
    }

    /// The first row with this property, and its value.
    pub(super) fn first(&self, property: &str) -> Option<(usize, &'a str)> {
        self.properties().find(|(_, name, _)| *name == property).map(|(row, _, value)| (row, value))
    }

    /// The value of the first row with this property.
    pub(super) fn value(&self, property: &str) -> Option<&'a str> {
        self.first(property).map(|(_, value)| value)
    }

    /// What the manifest says about a file.
    pub(super) fn mode_word(&self, table: Table) -> Option<&'a str> {
        self.value(&format!("file.{}", table.name()))
    }

    /// The files of a version that a manifest declares.
    pub(super) fn tables(&self, version: Version) -> impl Iterator<Item = Table> + use<> {
        version.spec().tables.iter().map(|spec| spec.table).filter(|table| *table != Table::Manifest)
    }

    /// True if the file is in the package, whether it can be read or not.
    pub(super) fn is_present(&self, table: Table) -> bool {
        self.file_of(table).is_some()
    }

    /// The file that is read as this table.
    pub(super) fn file_of(&self, table: Table) -> Option<FileId> {
        self.package.files.iter().position(|file| file.table == Some(table)).map(|at| FileId(at as u16))
    }
}

/// True for what is sent as a whole. Of loose files nothing can be said to be missing.
pub(super) fn is_package(package: &Package) -> bool {
    package.kind != SourceKind::Files
}

/// Words in a row, with "or" before the last one.
pub(super) fn any_of(words: &[&str]) -> String {
    match words {
        [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
        _ => words.concat(),
    }
}

/// The text in quotes, so that an empty one or a space can be seen.
pub(super) fn quoted(text: &str) -> String {
    format!("\u{201c}{text}\u{201d}")
}
