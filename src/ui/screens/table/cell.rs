//! What one cell shows, without a word on how it is drawn.

use crate::app::is_secret;
use crate::check::{Findings, Level, Mark};
use crate::roster::{Roster, Stage};
use crate::spec::{Mode, Table, Type};
use crate::store::{Column, ReferenceItem, TableData, Text};

/// Longer texts are cut on hover; the pane and the clipboard have the whole.
const HOVER_LETTERS: usize = 1_500;
/// References of one cell whose names are looked up; nobody sees more of them at once.
const NAMED: usize = 50;

/// One cell.
#[derive(Debug)]
pub struct Cell<'a> {
    /// What stands in it.
    pub shown: Shown<'a>,
    /// The worst of what was found in it.
    pub level: Option<Level>,
    /// True if the row is not live, such as one that is to be deleted.
    pub quiet: bool,
}

/// What stands in a cell.
#[derive(Debug)]
pub enum Shown<'a> {
    /// The cell is there and holds nothing.
    Blank,
    /// The row ends before this column.
    Missing,
    /// A secret, which is never shown.
    Masked,
    /// Words, dates, tokens.
    Text(Text<'a>),
    /// A number, which stands at the right.
    Number(Text<'a>),
    /// A key or an identifier of a vendor.
    Id(Text<'a>),
    /// A reference to one row.
    Reference(Reference),
    /// References to several rows.
    References(Vec<Reference>),
    /// Several words.
    Tags(Vec<String>),
}

/// A reference and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The display name of the target; empty if it has none or there is no target.
    pub name: String,
    /// The sourcedId as it stands in the cell.
    pub id: String,
    /// The table that it points into.
    pub table: Table,
    /// Where it leads.
    pub lead: Lead,
}

/// Where a reference leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To this row.
    To(u32),
    /// Nowhere, though every row of the target table is here.
    Broken,
    /// Unknown until the target table is read.
    NotYet,
    /// Unknown: the package has no such file.
    NoFile,
    /// Unknown: the file holds changes only, and its target need not be among them.
    NotInDelta,
}

impl Reference {
    fn of(roster: &Roster, table: Table, item: ReferenceItem, named: bool) -> Self {
        let lead = item.row.map_or_else(|| lead_nowhere(roster, table), Lead::To);
        let name = item.row.filter(|_| named).map(|row| roster.name_of(table, row)).unwrap_or_default();
        Self { name, id: item.id, table, lead }
    }

    /// The row that it leads to.
    pub const fn row(&self) -> Option<u32> {
        match self.lead {
            Lead::To(row) => Some(row),
            _ => None,
        }
    }

    /// The name, or the id where there is none.
    pub fn words(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// Why it leads nowhere; empty if it leads somewhere.
    pub fn why(&self) -> String {
        let file = self.table.file();
        match self.lead {
            Lead::To(_) => String::new(),
            Lead::Broken => format!("not in {file}"),
            Lead::NotYet => format!("{file} is not read yet"),
            Lead::NoFile => format!("{file} is not in the package"),
            Lead::NotInDelta => format!("not among the changes in {file}"),
        }
    }

    fn hover(&self) -> String {
        match self.lead {
            Lead::To(_) if self.name.is_empty() => format!("{} in {}", self.id, self.table.file()),
            Lead::To(_) => format!("{}\n{} in {}", self.name, self.id, self.table.file()),
            _ => format!("{}: {}", self.id, self.why()),
        }
    }
}

/// A target that was not found is broken only if every row that there is was looked through.
fn lead_nowhere(roster: &Roster, table: Table) -> Lead {
    match roster.table(table) {
        _ if roster.is_partial(table) => Lead::NotYet,
        Some(_) if roster.stage() != Stage::Whole => Lead::NotYet,
        Some(data) if data.mode() == Mode::Delta => Lead::NotInDelta,
        Some(_) => Lead::Broken,
        None => Lead::NoFile,
    }
}

/// Where the cells of one table come from.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    roster: &'a Roster,
    data: &'a TableData,
    findings: Option<&'a Findings>,
    status: Option<&'a Column>,
}

impl<'a> Cells<'a> {
    /// The cells of a table of a roster, marked with what was found.
    pub fn new(roster: &'a Roster, data: &'a TableData, findings: Option<&'a Findings>) -> Self {
        Self { roster, data, findings, status: data.column("status") }
    }

    /// What a cell shows. `column` is the place of the column in the table.
    pub fn cell(&self, row: u32, column: usize) -> Cell<'a> {
        let level = self.marks(row, column).map(|mark| mark.level).max();
        let shown = self.data.columns().get(column).map_or(Shown::Missing, |of| self.shown(of, row, column));
        let quiet = self.status.is_some_and(|status| status.text(row) == "tobedeleted");
        Cell { shown, level, quiet }
    }

    fn shown(&self, of: &'a Column, row: u32, column: usize) -> Shown<'a> {
        let text = of.text(row);
        if text.is_blank() {
            return if self.data.is_missing(row, column) { Shown::Missing } else { Shown::Blank };
        }
        let Some(spec) = of.spec() else { return Shown::Text(text) };
        if is_secret(of) {
            return Shown::Masked;
        }
        if let Some(reference) = spec.reference {
            let items = of.items(row).into_iter().filter(|item| !item.id.is_empty());
            let table = reference.table;
            let reference = |(at, item): (usize, ReferenceItem)| Reference::of(self.roster, table, item, at < NAMED);
            let mut all: Vec<_> = items.enumerate().map(reference).collect();
            return match (all.pop(), all.is_empty()) {
                (None, _) => Shown::Text(text),
                (Some(only), true) => Shown::Reference(only),
                (Some(last), false) => {
                    all.push(last);
                    Shown::References(all)
                }
            };
        }
        match spec.ty {
            Type::Guid | Type::GuidRef | Type::Id => Shown::Id(text),
            Type::Integer | Type::Float => Shown::Number(text),
            ty if ty.is_list() && text.contains(',') => Shown::Tags(text.split(',').map(|item| item.trim().to_owned()).collect()),
            _ => Shown::Text(text),
        }
    }

    /// What was found in a cell, in the words of the rules; empty if nothing was.
    pub fn faults(&self, row: u32, column: usize) -> String {
        self.marks(row, column).filter_map(Mark::rule).map(|rule| rule.title).collect::<Vec<_>>().join("\n")
    }

    /// The findings of a cell. Those of the whole row are marked in its first cell.
    fn marks(&self, row: u32, column: usize) -> impl Iterator<Item = &'a Mark> {
        let marks = self.findings.map_or(&[][..], |findings| findings.at(self.data.table(), row));
        marks.iter().filter(move |mark| usize::from(mark.column) == column || (column == 0 && mark.column == u16::MAX))
    }
}

/// True for columns whose cells stand at the right.
pub fn is_number(column: &Column) -> bool {
    column.spec().is_some_and(|spec| matches!(spec.ty, Type::Integer | Type::Float))
}

impl Cell<'_> {
    /// The cell in words: what a screen reader says and what tests look for.
    pub fn words(&self) -> String {
        let mut words = match &self.shown {
            Shown::Blank => "blank".to_owned(),
            Shown::Missing => "missing".to_owned(),
            Shown::Masked => "masked".to_owned(),
            Shown::Text(text) | Shown::Number(text) | Shown::Id(text) => head_of(text, 200),
            Shown::Reference(reference) => reference_words(reference),
            Shown::References(all) => all.iter().map(reference_words).collect::<Vec<_>>().join("; "),
            Shown::Tags(tags) => tags.join("; "),
        };
        if let Some(level) = self.level {
            words.push_str(match level {
                Level::Error => ", error",
                Level::Warning => ", warning",
                Level::Info => ", information",
            });
        }
        words
    }

    /// The whole text, or what an empty cell means.
    pub fn hover(&self) -> String {
        match &self.shown {
            Shown::Blank => "Blank: the cell is there and holds nothing".to_owned(),
            Shown::Missing => "Missing: the row ends before this column".to_owned(),
            Shown::Masked => "Secrets are never shown or copied".to_owned(),
            Shown::Text(text) | Shown::Number(text) | Shown::Id(text) => head_of(text, HOVER_LETTERS),
            Shown::Reference(reference) => reference.hover(),
            Shown::References(all) => list_of(all.iter().map(Reference::hover)),
            Shown::Tags(tags) => list_of(tags.iter().cloned()),
        }
    }

    /// The first row that the cell leads to.
    pub fn target(&self) -> Option<(Table, u32)> {
        let of = |reference: &Reference| reference.row().map(|row| (reference.table, row));
        match &self.shown {
            Shown::Reference(reference) => of(reference),
            Shown::References(all) => all.iter().find_map(of),
            _ => None,
        }
    }
}

fn reference_words(reference: &Reference) -> String {
    match reference.lead {
        Lead::To(_) if reference.name.is_empty() => reference.id.clone(),
        Lead::To(_) => format!("{} {}", reference.name, reference.id),
        _ => format!("{}, {}", reference.id, reference.why()),
    }
}

fn list_of(items: impl ExactSizeIterator<Item = String>) -> String {
    const LINES: usize = 20;
    let more = items.len().saturating_sub(LINES);
    let mut lines: Vec<_> = items.take(LINES).map(|item| item.replace('\n', ", ")).collect();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.join("\n")
}

/// The first `letters` letters, with a word on what is left out.
fn head_of(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}… and {} more bytes", &text[..end], text.len() - end),
        None => text.to_owned(),
    }
}
