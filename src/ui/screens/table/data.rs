//! What the table screen shows around its rows: column headers, the count, and what stands where there is nothing.

use crate::check::{Counts, Findings};
use crate::query::{Query, RowOrder, column_named};
use crate::read::ColumnMeaning;
use crate::roster::{Roster, Stage};
use crate::spec::{Mode, Presence, Table};
use crate::store::{Column, TableData};
use crate::ui::number::{count, counted};

use super::cell::{self, Cells, Shown};

/// One column header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnHead {
    /// The place of the column in the table.
    pub column: u16,
    /// The name as it stands in the file.
    pub name: String,
    /// True if its cells stand at the right.
    pub number: bool,
    /// Sorted by it: its place among the sort keys from 1, and whether from the last to the first.
    pub sorted: Option<(usize, bool)>,
    /// What was found in its cells.
    pub counts: Counts,
    /// A condition is on for it.
    pub filtered: bool,
}

/// What is said about the rows, beside the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCount {
    /// How many are shown.
    pub shown: u64,
    /// How many there are.
    pub of: u64,
    /// True while more may come.
    pub so_far: bool,
}

/// What stands in place of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No row passes the filters: how many filters there are.
    NoMatch(usize),
    /// The file holds a header alone, or nothing: a title and what that means.
    NoRows(String, String),
    /// The package has no such file: a title and what that means.
    NoFile(String, String),
    /// Nothing is read yet.
    NotYet,
}

/// The headers of the columns in file order.
pub fn heads(data: &TableData, findings: Option<&Findings>, query: &Query) -> Vec<ColumnHead> {
    let conditions = query.filter.conditions();
    let filtered: Vec<u16> = conditions.iter().filter_map(|condition| column_named(data, condition.column.as_deref()?)).collect();
    let head = |(number, column): (usize, &std::sync::Arc<Column>)| {
        let sorted = query.sort.iter().position(|key| usize::from(key.column) == number);
        ColumnHead {
            column: number as u16,
            name: column_name(column, number),
            number: cell::is_number(column),
            sorted: sorted.map(|at| (at + 1, query.sort[at].descending)),
            counts: findings.map(|findings| findings.of_column(data.table(), number)).unwrap_or_default(),
            filtered: filtered.contains(&(number as u16)),
        }
    };
    data.columns().iter().enumerate().map(head).collect()
}

/// The name of a column as it stands, or a word for one that has none.
pub fn column_name(column: &Column, number: usize) -> String {
    match column.name().trim() {
        "" => format!("(column {})", number + 1),
        _ => column.name().to_owned(),
    }
}

/// What a column is, for the tooltip of its header.
pub fn column_words(column: &Column, number: usize, mode: Mode, counts: Counts) -> String {
    let mut lines = vec![column_name(column, number)];
    if let Some(spec) = column.spec() {
        lines.push(match spec.reference {
            Some(reference) => format!("{}: {} to {}", spec.label, spec.ty.words(), reference.table.file()),
            None => format!("{}: {}", spec.label, spec.ty.words()),
        });
        lines.push(presence_words(spec.presence, mode).to_owned());
    }
    match column.meaning() {
        ColumnMeaning::Exact(_) => {}
        ColumnMeaning::Renamed(spec) => lines.push(format!("The name that 1.0 had for {}", spec.name)),
        ColumnMeaning::Loose(spec) => lines.push(format!("Read as {}, though it is spelled differently", spec.name)),
        ColumnMeaning::Metadata => lines.push("A column of the sender's own".to_owned()),
        ColumnMeaning::Unknown => lines.push("The standard has no such column here".to_owned()),
        ColumnMeaning::Duplicate => lines.push("This name stood before in the header".to_owned()),
        ColumnMeaning::Blank => lines.push("The header has no name for this column".to_owned()),
    }
    if counts.total() > 0 {
        lines.push(count_words(counts));
    }
    lines.join("\n")
}

/// "4 errors, 1 warning".
pub fn count_words(counts: Counts) -> String {
    let parts =
        [(counts.errors, "error", "errors"), (counts.warnings, "warning", "warnings"), (counts.infos, "information", "information")];
    let some = parts.iter().filter(|(number, ..)| *number > 0);
    some.map(|&(number, one, many)| counted(number, one, many)).collect::<Vec<_>>().join(", ")
}

const fn presence_words(presence: Presence, mode: Mode) -> &'static str {
    match (presence, mode) {
        (Presence::Always, _) => "Must be filled",
        (Presence::DeltaOnly, Mode::Bulk) => "Must be blank, as the file is bulk",
        (Presence::DeltaOnly, Mode::Delta) => "Must be filled, as the file is delta",
        (Presence::Optional, _) => "May be blank",
    }
}

/// How many rows are shown, of how many.
pub fn row_count(roster: &Roster, data: &TableData, order: Option<&RowOrder>) -> RowCount {
    let of = u64::from(data.rows());
    let shown = order.map_or(of, |order| u64::from(order.len()));
    RowCount { shown, of: of.max(shown), so_far: is_growing(roster, data) }
}

/// True while more rows may come: a table that was read to its end knows how its text is written.
pub fn is_growing(roster: &Roster, data: &TableData) -> bool {
    roster.stage() != Stage::Whole && (roster.is_partial(data.table()) || data.form().is_none())
}

impl RowCount {
    /// The words after the strong number.
    pub fn rest(&self) -> String {
        let so_far = if self.so_far { " so far" } else { "" };
        match (self.shown == self.of, self.of) {
            (true, 1) => format!(" row{so_far}"),
            (true, _) => format!(" rows{so_far}"),
            (false, of) => format!(" of {} {}{so_far}", count(of), if of == 1 { "row" } else { "rows" }),
        }
    }

    /// The whole line.
    pub fn words(&self) -> String {
        format!("{}{}", count(self.shown), self.rest())
    }
}

/// What stands in place of rows; `None` if there are rows to show.
pub fn nothing(roster: &Roster, table: Table, order: Option<&RowOrder>, query: &Query) -> Option<Nothing> {
    let Some(data) = roster.table(table) else { return Some(no_file(roster, table)) };
    if data.rows() == 0 {
        return Some(if roster.stage() == Stage::Whole { no_rows(data) } else { Nothing::NotYet });
    }
    order.filter(|order| order.is_empty()).map(|_| Nothing::NoMatch(query.filters()))
}

fn no_rows(data: &TableData) -> Nothing {
    let file = data.table().file();
    let meaning = match data.mode() {
        Mode::Bulk => format!("A bulk {file} without rows tells the receiver that there is nothing: what it had from before is removed."),
        Mode::Delta => format!("A delta {file} without rows tells the receiver that nothing changed."),
    };
    Nothing::NoRows("The file has no rows".to_owned(), meaning)
}

fn no_file(roster: &Roster, table: Table) -> Nothing {
    let file = table.file();
    let meaning = if roster.version().spec().table(table).is_some() {
        "A file that is absent leaves the receiver with what it had from before.".to_owned()
    } else {
        format!("OneRoster {} has no such file.", roster.version().name())
    };
    Nothing::NoFile(format!("{file} is not in the package"), meaning)
}

/// A usual width for each column, in letters: from the name and the first rows, so that nothing moves when more rows come.
/// References get room for a name and an id, whatever is resolved so far.
pub fn usual_letters(data: &TableData) -> Vec<usize> {
    const ROWS: u32 = 60;
    let rows = 0..data.rows().min(ROWS);
    let letters = |(number, column): (usize, &std::sync::Arc<Column>)| {
        let name = column_name(column, number).chars().count() + 2;
        let reference = column.spec().and_then(|spec| spec.reference).is_some();
        let longest = rows.clone().map(|row| column.text(row).chars().take(60).count()).max().unwrap_or(0);
        match (reference, longest) {
            (_, 0) => name,
            (true, _) => name.max(25),
            (false, longest) => name.max(longest),
        }
        .clamp(6, 38)
    };
    data.columns().iter().enumerate().map(letters).collect()
}

/// A row as one line of text, for tests and for screen readers.
pub fn row_words(roster: &Roster, data: &TableData, findings: Option<&Findings>, row: u32) -> String {
    let all = Cells::new(roster, data, findings);
    let cells = (0..data.columns().len()).map(|column| all.cell(row, column));
    let words = cells.map(|cell| match cell.shown {
        Shown::Blank if cell.level.is_none() => "—".to_owned(),
        _ => cell.words(),
    });
    format!("{} | {}", data.line(row), words.collect::<Vec<_>>().join(" | "))
}
