//! What a record page draws, as plain values: a head, and cards in three columns.

use jiff::civil::Date;

use crate::check::{Counts, Level};
use crate::query::Bar;
use crate::spec::Table;

/// Lines of a list on the page; what is beyond stands in the table.
pub const LISTED: usize = 50;

/// What a record page has to show.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordState {
    /// There is no such row: a title, and what that means.
    Missing(String, String),
    /// The row.
    Page(Box<RecordPage>),
}

/// A row as a page.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordPage {
    /// What it is.
    pub head: Head,
    /// What stands below, from the left to the right.
    pub columns: [Vec<Card>; 3],
    /// Line items of a class that has a gradebook.
    pub gradebook: Option<u64>,
}

/// The head of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// What it is a page about.
    pub figure: Figure,
    /// Initials of a person.
    pub initials: Option<String>,
    /// The name of the row.
    pub title: String,
    /// A further name, such as the preferred one.
    pub also: Option<String>,
    /// Role, grade, type, status.
    pub tags: Vec<Tag>,
    /// What the checks found in this row.
    pub counts: Counts,
    /// The sourcedId; `None` if the row has none.
    pub id: Option<String>,
    /// Where it belongs.
    pub home: Vec<Link>,
    /// The file and line.
    pub place: String,
    /// Other rows with the same sourcedId.
    pub twins: Option<Twins>,
    /// What is not known yet, in words.
    pub waiting: Option<String>,
}

/// What a page or a link is about, for its icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A row of this table.
    Row(Table),
    /// A student.
    Student,
    /// Somebody who teaches.
    Teacher,
    /// A parent, guardian or relative.
    Guardian,
    /// A district or above.
    District,
}

/// A word on soft ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The word.
    pub words: String,
    /// True if it is out of the ordinary, such as "To be deleted".
    pub unusual: bool,
}

/// Other rows with the same sourcedId.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twins {
    /// How many rows have it, this one counted.
    pub rows: usize,
    /// Which of them this is, counted from 1 in file order.
    pub this: usize,
    /// The others, the first ones.
    pub others: Vec<Link>,
}

/// A word that leads to a row, or says why it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The name of the target; empty if it has none.
    pub words: String,
    /// Its sourcedId as it stands in the cell.
    pub id: String,
    /// Where it leads.
    pub to: Lead,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To this row.
    Row(Table, u32),
    /// Nowhere: why.
    Broken(String),
    /// Not known here: why.
    Unknown(String),
}

/// A card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// Quieter words beside the title.
    pub note: String,
    /// A switch between masked and shown values: true = shown.
    pub reveal: Option<bool>,
    /// The rows behind it, as a table.
    pub all: Option<AllRows>,
    /// What it shows.
    pub body: Body,
}

/// What a card shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Labels and values; then columns that the file lacks.
    Fields(Vec<Field>, Vec<&'static str>),
    /// People, schools: one entry of one or two lines each.
    Entries(Vec<Entry>),
    /// A small table.
    Grid(Grid),
    /// Numbers with a bar each, leading to their rows.
    Bars(Bars),
    /// Spans of days below each other.
    Timeline(Timeline),
    /// Who points here.
    Groups(Vec<Group>),
    /// What the checks found; then what may be missing from that.
    Findings(Vec<Finding>, Option<String>),
    /// The row as it stands in the file.
    Source,
    /// A line in place of content.
    Empty(String),
}

/// Numbers with a bar each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// What is counted, for one and for several.
    pub what: (&'static str, &'static str),
    /// True for upright bars.
    pub upright: bool,
    /// The numbers.
    pub bars: Vec<Bar>,
}

/// Spans of days below each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The first day that is drawn.
    pub first: Date,
    /// The last day that is drawn.
    pub last: Date,
    /// The day that counts as today, if it lies between them.
    pub today: Option<Date>,
    /// The spans in the order of their first days.
    pub spans: Vec<Span>,
    /// Spans without a day, which are not drawn.
    pub undated: usize,
}

/// A span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub link: Link,
    /// The first day; `None` = not said.
    pub begin: Option<Date>,
    /// The last day; `None` = not said.
    pub end: Option<Date>,
    /// "Future" or "Ended", seen from the day that counts as today.
    pub when: Option<&'static str>,
    /// True for what holds the others, such as the school year.
    pub frame: bool,
}

/// A label and a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in words.
    pub label: String,
    /// The header name in the file.
    pub name: String,
    /// What the cell holds.
    pub value: Value,
    /// The worst level found in the cell.
    pub level: Option<Level>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text that is read.
    Text(String),
    /// An id, a code, an address.
    Code(String),
    /// Items of a list, and how many more there are.
    Tags(Vec<String>, usize),
    /// References, and how many more there are.
    Links(Vec<Link>, usize),
    /// Nothing between two commas.
    Blank,
    /// The row ends before this column.
    Missing,
    /// Something that is not shown.
    Masked,
    /// Words with their level, such as "No teacher".
    Remark(Level, String),
}

/// A person or a school in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is, for the icon.
    pub figure: Figure,
    /// Words before the link, such as "Student at".
    pub lead: String,
    /// The person or school.
    pub link: Link,
    /// Words on soft ground after it.
    pub tags: Vec<String>,
    /// An address on the second line.
    pub address: String,
    /// Quieter words on the second line.
    pub note: String,
}

/// A small table.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The headers, each with its share of the width.
    pub columns: Vec<(&'static str, f32)>,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// How many rows there are in all.
    pub total: u64,
}

/// A row of a small table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// One value per column.
    pub cells: Vec<Value>,
    /// "Future" or "Ended" for what is not live on the day that counts as today.
    pub when: Option<&'static str>,
}

/// The rows of one table that point here through one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The table.
    pub table: Table,
    /// The column.
    pub column: &'static str,
    /// How many rows.
    pub count: u64,
    /// The first of them.
    pub first: Vec<Link>,
    /// All of them.
    pub all: AllRows,
}

/// The rows of a table that point here through a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllRows {
    /// The table.
    pub table: Table,
    /// The column.
    pub column: &'static str,
    /// What they have in common, for the table's filter.
    pub label: String,
}

/// A finding in this row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// What it says.
    pub message: String,
    /// The name of the rule.
    pub rule: &'static str,
    /// The column in file order; `None` = the whole row.
    pub column: Option<u16>,
    /// The name of the column.
    pub column_name: Option<String>,
}

impl Card {
    /// A card with a title.
    pub fn new(title: impl Into<String>, body: Body) -> Self {
        Self { title: title.into(), note: String::new(), reveal: None, all: None, body }
    }

    /// With quieter words beside the title.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

impl Tag {
    /// An ordinary word.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), unusual: false }
    }

    /// A word that stands out.
    pub fn unusual(words: impl Into<String>) -> Self {
        Self { words: words.into(), unusual: true }
    }
}
