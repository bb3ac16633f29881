//! Facts: what was met while reading, with its place. Whether it matters is for the checks to say.

use super::rest_fact::RestFact;

/// Which file of a package: an index into [`super::Package::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// Something about the package or a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What was met.
    pub kind: FactKind,
    /// The file that it is about; `None` = the package.
    pub file: Option<FileId>,
    /// The particular: a name, a number, an assumption in words.
    pub detail: String,
}

/// What can be met about a package or a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// The files lie in a folder of the archive (detail: the folder); it was stripped.
    FilesInFolder,
    /// The archive holds an archive (detail: its name); the inner one was opened.
    NestedArchive,
    /// `__MACOSX`, `.DS_Store`, `Thumbs.db`, `desktop.ini` (detail: the name); ignored.
    OsJunk,
    /// A file that the detected version does not know (detail: the name).
    UnknownFile,
    /// A file of the standard whose name differs in case or spaces (detail: the name as it stands).
    WrongCaseName,
    /// A second entry for the same file (detail: the name); the first one is read.
    DuplicateEntry,
    /// An entry that needs a password and was not read (detail: the name).
    EncryptedEntry,
    /// An entry that was opened with a password (detail: the name); a receiver has none.
    DecryptedEntry,
    /// An entry whose content cannot be inflated to its end, or whose checksum differs (detail: what).
    DamagedEntry,
    /// The archive has no readable directory; entries were found by their local headers (detail: what was recovered).
    TruncatedArchive,
    /// An entry that is larger or smaller than the directory says (detail: both sizes).
    SizeDiffers,
    /// A limit stopped the reading of a file (detail: which, and its value).
    LimitReached,
    /// The package is not OneRoster but something known (detail: what).
    ForeignFormat,
    /// Manifest and headers disagree on the version (detail: both).
    VersionDisagrees,
    /// The manifest's mode of a file and its rows disagree (detail: both).
    ModeDisagrees,
    /// The file starts with a byte order mark.
    ByteOrderMark,
    /// The file is UTF-16 (detail: which byte order, and how it was seen).
    Utf16,
    /// Cells that are not UTF-8 were read as Windows-1252 (detail: how many, and the first byte offset).
    NotUtf8,
    /// The cells are separated by something else than commas (detail: what).
    Delimiter,
    /// More than one kind of line end, or a lone CR (detail: how many of each).
    LineEnds,
    /// Lines without any text between records (detail: how many).
    BlankLines,
    /// The file has no bytes.
    EmptyFile,
    /// The first line is not a header of this file: it was read as data (detail: why).
    NoHeader,
    /// Something at an endpoint (detail: what, where and how often).
    Rest(RestFact),
}

/// What can be met in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowFactKind {
    /// More or fewer cells than the header.
    Width,
    /// A quote inside an unquoted cell, or text after a closing quote.
    BareQuote,
    /// A quote that never closes; reading resumed at the next line.
    UnclosedQuote,
    /// A line break inside a quoted cell.
    LineBreak,
    /// A NUL byte.
    Nul,
    /// Another control character.
    Control,
    /// Bytes that are not UTF-8, read as Windows-1252.
    NotUtf8,
}

impl RowFactKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Width, Self::BareQuote, Self::UnclosedQuote, Self::LineBreak, Self::Nul, Self::Control, Self::NotUtf8];
}

/// One row fact and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowFact {
    /// What was met.
    pub kind: RowFactKind,
    /// In which file.
    pub file: FileId,
    /// The record, 1 = the first after the header; 0 = the header.
    pub row: u32,
    /// The column, counted from 0 in the file; `u16::MAX` = the whole row.
    pub column: u16,
    /// Physical line of what was met, 1 = the first line of the file. For an unclosed quote: where it opens.
    pub line: u64,
    /// Offset in the unpacked text.
    pub byte: u64,
    /// For [`RowFactKind::Width`]: how many cells the row has. For [`RowFactKind::UnclosedQuote`]: how many lines the cell would have swallowed.
    pub found: u32,
}

/// How the text of one file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextForm {
    /// The encoding that was used.
    pub encoding: TextEncoding,
    /// True if the file starts with a byte order mark.
    pub byte_order_mark: bool,
    /// The byte between cells: `,`, `;` or tab.
    pub delimiter: u8,
    /// How many lines end with CR LF.
    pub crlf: u64,
    /// How many lines end with LF alone.
    pub lf: u64,
    /// How many lines end with CR alone.
    pub cr: u64,
    /// How many lines hold no record.
    pub blank_lines: u64,
    /// Bytes of the unpacked text.
    pub bytes: u64,
}

/// An encoding that text files come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8 (and ASCII).
    #[default]
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// UTF-8 with cells that had to be read as Windows-1252.
    Windows1252,
}

impl TextEncoding {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
        }
    }
}
