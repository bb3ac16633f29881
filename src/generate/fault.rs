//! What a known fault is: where it stands and which rule has to find it.

use serde::Serialize;

use super::district::{District, Memo};
use super::row::Row;
use crate::spec::{Table, TableSpec};

/// One fault that was put in on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What was done.
    pub kind: &'static str,
    /// The rule that has to find it.
    pub rule: &'static str,
    /// The file.
    pub file: &'static str,
    /// The record, 1 = the first after the header.
    pub row: u64,
    /// The physical line where the record starts, 1 = the header.
    pub line: u64,
    /// The column; `None` = the row as a whole.
    pub column: Option<&'static str>,
    /// The sourcedId of the row, as it stands there.
    #[serde(rename = "sourcedId")]
    pub sourced_id: String,
    /// What is at fault.
    pub value: String,
}

/// One way to spoil a row of one file.
#[derive(Clone, Copy)]
pub(super) struct FaultKind {
    pub(super) kind: &'static str,
    pub(super) rule: &'static str,
    pub(super) table: Table,
    pub(super) column: &'static str,
    pub(super) make: Make,
    /// The modes that it fits: bulk, delta.
    pub(super) modes: (bool, bool),
    /// Rows that it fits, by their cells.
    pub(super) fits: fn(&Cells<'_>) -> bool,
    /// Rows that it fits, by their numbers, where such rows are rare.
    pub(super) between: fn(&District) -> (u64, u64),
    /// Rows that it fits, by what the district says of them.
    pub(super) only: fn(&District, u64) -> bool,
    /// Other rows on which the fault stands and that have to stay as they are.
    pub(super) keeps: fn(&District, u64) -> Vec<(Table, u64)>,
    /// Cells of other rows that are changed for it.
    pub(super) also: fn(&District, u64) -> Vec<Also>,
    /// The row that it makes a pair with: the fault stands at the later one of the two in the file.
    pub(super) twin: Option<fn(&District, u64) -> u64>,
}

/// What is done to the cell.
#[derive(Clone, Copy)]
pub(super) enum Make {
    /// It gets this text.
    Word(&'static str),
    /// Its text is changed.
    Edit(fn(&str) -> String),
    /// Its text is changed and stands in the file without the quotes that it needs.
    Bare(fn(&str) -> String),
    /// It refers to a row that is nowhere.
    Lost,
    /// Its first item refers to a row that is nowhere.
    LostItem,
    /// It gets the sourcedId of the sound row before.
    Copied,
    /// It refers to another school.
    OtherSchool,
    /// It refers to a student of another school.
    Stranger,
    /// It refers to the first semester.
    Semester,
    /// It refers to the district.
    District,
    /// The last cell of the row is left out.
    Cut,
    /// It gets a text that the district gives.
    Made(fn(&District, u64) -> String),
    /// It gets the text that stands there in another row.
    Like(fn(&District, u64) -> u64),
    /// It gets the sourcedId of its own row.
    OwnId,
    /// Its text stands in the file without the quotes that its commas need.
    Unquoted,
    /// It stays as it is: what it refers to is changed.
    Same,
    /// Nothing here: what makes the fault is done to other rows. The cell names the row.
    Elsewhere,
    /// As `Elsewhere`, and this is what is found.
    Told(fn(&District, u64) -> String),
    /// The quote that opens it never closes: only the last cell of a file can have that without hiding others.
    Unclosed,
}

/// A cell of another row that gets this word.
pub(super) struct Also {
    pub(super) table: Table,
    pub(super) row: u64,
    pub(super) column: &'static str,
    pub(super) word: String,
}

/// The cells of one row, by the names of their columns.
pub(super) struct Cells<'a> {
    pub(super) spec: &'a TableSpec,
    pub(super) texts: Vec<String>,
}

impl<'a> Cells<'a> {
    /// Takes a written row apart.
    pub(super) fn of(spec: &'a TableSpec, row: &[u8]) -> Self {
        let text = String::from_utf8_lossy(row);
        let mut texts = vec![String::new()];
        let mut quoted = false;
        let mut letters = text.trim_end_matches("\r\n").chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                    push(&mut texts, '"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => texts.push(String::new()),
                other => push(&mut texts, other),
            }
        }
        Self { spec, texts }
    }

    /// The place of a column.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.spec.columns.iter().position(|spec| spec.name == column)
    }

    /// The text of a column; empty if the version has no such column.
    pub(super) fn get(&self, column: &str) -> &str {
        self.place(column).and_then(|place| self.texts.get(place)).map_or("", String::as_str)
    }
}

/// The cells of a row as the district has it, without faults.
pub(super) fn cells_of<'a>(district: &District, spec: &'a TableSpec, index: u64) -> Cells<'a> {
    let mut row = Row::new(false);
    district.write(spec.table, index, &mut Memo::default(), &mut row);
    row.end();
    Cells::of(spec, row.last())
}

/// The text of one cell as the district has it; empty if the version has no such column.
pub(super) fn text_of(district: &District, table: Table, index: u64, column: &str) -> String {
    let spec = district.options.version.spec().table(table);
    spec.map_or_else(String::new, |spec| cells_of(district, spec, index).get(column).to_owned())
}

fn push(texts: &mut [String], letter: char) {
    if let Some(text) = texts.last_mut() {
        text.push(letter);
    }
}
