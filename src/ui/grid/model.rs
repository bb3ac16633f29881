//! What the grid asks for and what it tells: columns, cells, events.

use std::{borrow::Cow, ops::RangeInclusive};

use egui::Pos2;

use crate::ui::icon::Level;

/// How a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// From small to large.
    pub ascending: bool,
    /// 0 for the first key, 1 for the second.
    pub order: u8,
}

/// One column.
#[derive(Clone, Debug, Default)]
pub struct GridColumn {
    /// The standard's own name; also what its width is remembered by.
    pub name: String,
    /// The whole story for the tooltip of the header; may be empty.
    pub about: String,
    /// The width that it begins with.
    pub width: f32,
    /// Numbers stand right.
    pub right: bool,
    /// Sorted by this column.
    pub sorted: Option<Sorted>,
    /// A filter is on for this column.
    pub filtered: bool,
    /// The gravest level in this column and how many of its cells are marked.
    pub marks: Option<(Level, u64)>,
}

impl GridColumn {
    /// A column of text.
    pub fn new(name: impl Into<String>, width: f32) -> Self {
        Self { name: name.into(), width, ..Self::default() }
    }
}

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content<'a> {
    /// No value: a dash.
    #[default]
    Empty,
    /// Any text.
    Text(Cow<'a, str>),
    /// An id, an address, a file name.
    Id(Cow<'a, str>),
    /// A number, at the right.
    Number(Cow<'a, str>),
    /// A date as it is given.
    Date(Cow<'a, str>),
    /// A reference that leads to its target: the target's name (may be empty) and the id.
    Reference {
        /// Name of the target.
        name: Cow<'a, str>,
        /// Its id, as in the file.
        id: Cow<'a, str>,
    },
    /// A reference whose target is not there.
    Broken(Cow<'a, str>),
    /// Several values as tags.
    List(Vec<Cow<'a, str>>),
    /// Several references.
    References(Vec<LinkView<'a>>),
    /// A value that was another one before.
    Change(ChangeView<'a>),
    /// A value that is not to be seen.
    Masked,
}

/// A value before and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeView<'a> {
    /// Before.
    pub old: Cow<'a, str>,
    /// After.
    pub new: Cow<'a, str>,
    /// Both in one text, where they have much in common; else empty, and they stand beside each other.
    pub pieces: Vec<ChangePiece>,
}

/// A stretch of a value that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangePiece {
    /// The characters.
    pub text: String,
    /// `None` = both have them, true = only the new value.
    pub is_new: Option<bool>,
}

/// One of several references.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkView<'a> {
    /// Name of the target; the id alone is shown where it is empty.
    pub name: Cow<'a, str>,
    /// Its id, as in the file.
    pub id: Cow<'a, str>,
    /// The target is not there.
    pub broken: bool,
}

/// A cell: its content and what is to be said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellView<'a> {
    /// What is shown.
    pub content: Content<'a>,
    /// The gravest finding in this cell.
    pub mark: Option<Level>,
    /// Future or not live: the text steps back.
    pub dim: bool,
    /// Words for the tooltip and screen readers beside the content: the finding, or why the cell is empty.
    pub note: Cow<'a, str>,
}

impl ChangeView<'_> {
    /// In words, as a screen reader says it.
    pub fn words(&self) -> String {
        let blank = |text: &str| if text.is_empty() { "blank".to_owned() } else { text.to_owned() };
        format!("{}, before {}", blank(&self.new), blank(&self.old))
    }
}

impl<'a> CellView<'a> {
    /// A cell without a mark.
    pub fn of(content: Content<'a>) -> Self {
        Self { content, ..Self::default() }
    }

    /// A cell of text, or an empty one.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self::of(if text.is_empty() { Content::Empty } else { Content::Text(text) })
    }

    /// A cell of an id, or an empty one.
    pub fn id(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self::of(if text.is_empty() { Content::Empty } else { Content::Id(text) })
    }

    /// The same with a mark.
    pub fn marked(mut self, mark: Option<Level>) -> Self {
        self.mark = mark;
        self
    }

    /// The content in words, as a screen reader says it.
    pub fn words(&self) -> String {
        let pair = |name: &str, id: &str| if name.is_empty() { id.to_owned() } else { format!("{name}, {id}") };
        let mut words = match &self.content {
            Content::Empty => "empty".to_owned(),
            Content::Masked => "masked".to_owned(),
            Content::Text(t) | Content::Id(t) | Content::Number(t) | Content::Date(t) => t.clone().into_owned(),
            Content::Broken(id) => format!("{id}, leads nowhere"),
            Content::Change(change) => change.words(),
            Content::Reference { name, id } => pair(name, id),
            Content::List(items) => items.join(", "),
            Content::References(items) => {
                let item =
                    |item: &LinkView<'_>| if item.broken { format!("{}, leads nowhere", item.id) } else { pair(&item.name, &item.id) };
                items.iter().map(item).collect::<Vec<_>>().join("; ")
            }
        };
        if let Some(level) = self.mark {
            words = format!("{words}, {}", level.word());
        }
        words
    }

    /// How many links the cell holds.
    pub fn links(&self) -> usize {
        match &self.content {
            Content::Reference { .. } => 1,
            Content::References(items) => items.len(),
            _ => 0,
        }
    }
}

/// Where the rows come from. Only what is visible is asked for, every frame: answer at once.
pub trait GridSource {
    /// The columns in the order shown; the first of them are frozen.
    fn columns(&self) -> &[GridColumn];
    /// How many rows there are now.
    fn rows(&self) -> u64;
    /// The physical line of a row in its file, where there is one.
    fn line(&self, row: u64) -> Option<u64>;
    /// The highest number that `line` gives, for the width of its column.
    fn last_line(&self) -> u64 {
        self.rows()
    }
    /// One cell.
    fn cell(&self, row: u64, column: usize) -> CellView<'_>;
}

/// What the user did.
#[derive(Clone, Debug, PartialEq)]
pub enum GridEvent {
    /// A header was clicked: sort by it, turn its direction, or add it as second key.
    SortBy {
        /// The column.
        column: usize,
        /// Shift was held: keep the first key.
        add: bool,
    },
    /// Enter or a double click: open the record.
    Open(u64),
    /// Space: show or hide the details.
    Details(u64),
    /// Another cell has the focus, or the selection grew.
    Select {
        /// Its row.
        row: u64,
        /// Its column.
        column: usize,
    },
    /// A link was clicked, or Ctrl+Enter pressed on it.
    Follow {
        /// The row.
        row: u64,
        /// The column.
        column: usize,
        /// Which of the cell's links, from 0.
        item: usize,
        /// Ctrl was held or the middle button used.
        new_tab: bool,
    },
    /// A column has another width.
    Resize {
        /// The column.
        column: usize,
        /// Its width now.
        width: f32,
    },
    /// Ctrl+C: one cell, a block of cells, or whole rows. With Shift the header comes first.
    Copy {
        /// The rows.
        rows: RangeInclusive<u64>,
        /// The columns; `None` = whole rows.
        columns: Option<RangeInclusive<usize>>,
        /// Shift was held: with the names of the columns.
        header: bool,
    },
    /// F2: the whole of a cell.
    Whole {
        /// The row.
        row: u64,
        /// The column.
        column: usize,
    },
    /// A header was dragged, or moved by key: the column shall stand at another place.
    Move {
        /// Where it stands.
        column: usize,
        /// Where it shall stand.
        to: usize,
    },
    /// Delete on a header: the column shall not be shown.
    Hide(usize),
    /// F on a header: filter by the column.
    Filter(usize),
    /// The menu of a column is wanted, at this place.
    HeaderMenu {
        /// The column.
        column: usize,
        /// Where the menu shall stand.
        at: Pos2,
    },
    /// The menu of a cell is wanted; the response's `context_menu` shows it.
    Menu {
        /// The row.
        row: u64,
        /// The column.
        column: usize,
    },
    /// Cancel was pressed while loading.
    Cancel,
    /// The button of the empty state was pressed.
    EmptyAction,
}
