//! The lists of a comparison as the grid takes them: rows of a file, ids that changed hands, schools and roles. Only what is in sight is
//! worked out.

use std::borrow::Cow;

use super::cards::signed;
use super::letters::change;
use crate::app::{Compared, is_secret};
use crate::compare::{Certainty, Churned, Counts, Fate, ListColumn, TableChanges};
use crate::roster::{Roster, display_name};
use crate::spec::Table;
use crate::store::TableData;
use crate::ui::grid::{CellView, Content, GridColumn, GridSource, LinkView, Sorted};
use crate::ui::number;

/// The two records behind a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub table: Table,
    pub old: Option<u32>,
    pub new: Option<u32>,
}

/// What follows from a line of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of {
    School(String),
    Role(String),
}

/// A list that the grid can draw.
pub(super) trait Lines: GridSource {
    /// The two records behind a line.
    fn pair(&self, row: u64) -> Option<Pair>;

    /// What a column sorts by.
    fn sorts(&self, _column: usize) -> Option<ListColumn> {
        None
    }

    /// What a line of counts is about.
    fn of(&self, _row: u64) -> Option<Of> {
        None
    }
}

/// A name that leads to its record, or nothing.
pub(super) fn name_link(name: String) -> Content<'static> {
    if name.is_empty() {
        return Content::Empty;
    }
    Content::References(vec![LinkView { name: Cow::Owned(name), ..LinkView::default() }])
}

/// Rows of a file by what became of them.
pub(super) struct RowLines<'a> {
    compared: &'a Compared,
    changes: &'a TableChanges,
    data: Option<&'a TableData>,
    rows: &'a [u32],
    fate: Fate,
    columns: Vec<GridColumn>,
    /// For each column from the third on its place among the pairs.
    places: Vec<usize>,
}

impl<'a> RowLines<'a> {
    pub(super) fn new(
        compared: &'a Compared,
        changes: &'a TableChanges,
        fate: Fate,
        rows: &'a [u32],
        (sort, column): (Option<&(ListColumn, bool)>, Option<&str>),
    ) -> Self {
        let roster = if fate == Fate::Removed { &compared.old } else { &compared.new };
        let is_shown = |at: usize| {
            let pair = &changes.columns[at];
            match fate {
                Fate::Changed => changes.by_column[at] > 0,
                Fate::Removed => pair.old.is_some() && pair.name != "sourcedId",
                _ => pair.new.is_some() && pair.name != "sourcedId",
            }
        };
        let mut places: Vec<usize> = (0..changes.columns.len()).filter(|&at| is_shown(at)).collect();
        if fate == Fate::Changed {
            // What changed most is looked at first; the column that is asked for stands before all.
            let is_asked = |at: usize| column == Some(changes.columns[at].name.as_str());
            places.sort_by_key(|&at| (!is_asked(at), std::cmp::Reverse(changes.by_column[at])));
        }
        let sorted = |column: &ListColumn| sort.filter(|(by, _)| by == column).map(|(_, down)| Sorted { ascending: !down, order: 0 });
        let mut columns = vec![
            GridColumn { sorted: sorted(&ListColumn::Id), ..GridColumn::new("sourcedId", 150.0) },
            GridColumn { sorted: sorted(&ListColumn::Name), ..GridColumn::new("Name", 170.0) },
        ];
        columns.extend(places.iter().map(|&at| {
            let name = &changes.columns[at].name;
            let about = match fate {
                Fate::Changed => format!("{name}: changed in {}", number::counted(changes.by_column[at].into(), "row", "rows")),
                _ => name.clone(),
            };
            let width = if fate == Fate::Changed { 210.0 } else { 140.0 };
            GridColumn { about, sorted: sorted(&ListColumn::Column(name.clone())), ..GridColumn::new(name.clone(), width) }
        }));
        Self { compared, changes, data: roster.table(changes.table), rows, fate, columns, places }
    }

    fn secret(&self, at: Option<u16>) -> bool {
        let column = at.and_then(|at| self.data?.columns().get(usize::from(at)));
        column.is_some_and(|column| is_secret(column))
    }
}

impl GridSource for RowLines<'_> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        self.rows.len() as u64
    }

    fn line(&self, row: u64) -> Option<u64> {
        let row = *self.rows.get(row as usize)?;
        self.data.filter(|data| row < data.rows()).map(|data| data.line(row))
    }

    fn last_line(&self) -> u64 {
        self.data.map_or(0, |data| u64::from(data.rows()) + 1)
    }

    fn cell(&self, row: u64, column: usize) -> CellView<'_> {
        let (Some(&row), Some(data)) = (self.rows.get(row as usize), self.data) else { return CellView::default() };
        match column {
            0 => CellView::id(data.sourced_id(row).into_string()),
            1 => CellView::of(name_link(display_name(data, row))),
            _ => {
                let Some(pair) = self.places.get(column - 2).and_then(|&at| self.changes.columns.get(at)) else {
                    return CellView::default();
                };
                let (old, new) = if self.fate == Fate::Removed { (Some(row), None) } else { (self.changes.old_row(row), Some(row)) };
                if self.secret(if self.fate == Fate::Removed { pair.old } else { pair.new }) {
                    return CellView::of(Content::Masked);
                }
                let compared = self.compared;
                let [before, now] = compared.comparison.texts((&compared.old, old), (&compared.new, new), self.changes, pair);
                match self.fate {
                    Fate::Removed => CellView::text(before),
                    Fate::Changed if before != now => CellView::of(change(before, now)),
                    Fate::Changed => CellView { dim: true, ..CellView::text("Unchanged") },
                    _ => CellView::text(now),
                }
            }
        }
    }
}

impl Lines for RowLines<'_> {
    fn pair(&self, row: u64) -> Option<Pair> {
        let row = *self.rows.get(row as usize)?;
        let (old, new) = if self.fate == Fate::Removed { (Some(row), None) } else { (self.changes.old_row(row), Some(row)) };
        Some(Pair { table: self.changes.table, old, new })
    }

    fn sorts(&self, column: usize) -> Option<ListColumn> {
        match column {
            0 => Some(ListColumn::Id),
            1 => Some(ListColumn::Name),
            _ => self.places.get(column - 2).and_then(|&at| self.changes.columns.get(at)).map(|pair| ListColumn::Column(pair.name.clone())),
        }
    }
}

/// Records under another id, or ids of other records.
pub(super) struct IdLines<'a> {
    compared: &'a Compared,
    churned: bool,
    columns: Vec<GridColumn>,
}

impl<'a> IdLines<'a> {
    pub(super) fn new(compared: &'a Compared, churned: bool) -> Self {
        let names: &[(&str, f32)] = if churned {
            &[("File", 120.0), ("Record", 200.0), ("sourcedId", 360.0), ("Certainty", 90.0), ("By", 260.0)]
        } else {
            &[("File", 120.0), ("sourcedId", 200.0), ("Record", 360.0), ("Certainty", 90.0)]
        };
        Self { compared, churned, columns: names.iter().map(|&(name, width)| GridColumn::new(name, width)).collect() }
    }

    fn at(&self, row: u64) -> Option<(Pair, Certainty, Option<&Churned>)> {
        if self.churned {
            let one = self.compared.comparison.churned.get(row as usize)?;
            return Some((Pair { table: one.table, old: Some(one.old), new: Some(one.new) }, one.certainty, Some(one)));
        }
        let one = self.compared.comparison.reused.get(row as usize)?;
        Some((Pair { table: one.table, old: Some(one.old), new: Some(one.new) }, one.certainty, None))
    }
}

fn id_of(roster: &Roster, table: Table, row: Option<u32>) -> String {
    roster.table(table).zip(row).map(|(data, row)| data.sourced_id(row).into_string()).unwrap_or_default()
}

impl GridSource for IdLines<'_> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        let comparison = &self.compared.comparison;
        if self.churned { comparison.churned.len() as u64 } else { comparison.reused.len() as u64 }
    }

    fn line(&self, _: u64) -> Option<u64> {
        None
    }

    fn cell(&self, row: u64, column: usize) -> CellView<'_> {
        let Some((pair, certainty, churned)) = self.at(row) else { return CellView::default() };
        let (old, new) = (&self.compared.old, &self.compared.new);
        let name = |roster: &Roster, row: Option<u32>| row.map(|row| roster.name_of(pair.table, row)).unwrap_or_default();
        match (column, self.churned) {
            (0, _) => CellView::text(pair.table.name()),
            (1, true) => CellView::of(name_link(name(new, pair.new))),
            (2, true) => CellView::of(change(id_of(old, pair.table, pair.old), id_of(new, pair.table, pair.new))),
            (1, false) => CellView::id(id_of(new, pair.table, pair.new)),
            (2, false) => CellView::of(change(name(old, pair.old), name(new, pair.new))),
            (3, _) => CellView::text(certainty.name()),
            _ => CellView::text(churned.map(|one| one.by().collect::<Vec<_>>().join(", ")).unwrap_or_default()),
        }
    }
}

impl Lines for IdLines<'_> {
    fn pair(&self, row: u64) -> Option<Pair> {
        self.at(row).map(|(pair, ..)| pair)
    }
}

/// Schools or roles with their numbers.
pub(super) struct CountLines<'a> {
    lines: Vec<(Of, &'a str, Vec<Counts>)>,
    columns: Vec<GridColumn>,
}

impl<'a> CountLines<'a> {
    pub(super) fn schools(compared: &'a Compared) -> Self {
        let lines = compared.comparison.schools.iter();
        let lines = lines
            .map(|school| (Of::School(school.id.clone()), school.name.as_str(), vec![school.users, school.classes, school.enrollments]));
        Self::of("School", &["People", "Classes", "Enrollments"], lines.collect())
    }

    pub(super) fn roles(compared: &'a Compared) -> Self {
        let lines = compared.comparison.roles.iter();
        let word = |role: &'a str| if role.is_empty() { "No role" } else { role };
        Self::of("Role", &["People"], lines.map(|of| (Of::Role(of.role.clone()), word(&of.role), vec![of.users])).collect())
    }

    fn of(first: &str, parts: &[&str], lines: Vec<(Of, &'a str, Vec<Counts>)>) -> Self {
        let mut columns = vec![GridColumn::new(first, 240.0)];
        for part in parts {
            for (name, about) in [("now", "now"), ("+", "added"), ("−", "removed"), ("~", "changed")] {
                let column = GridColumn::new(format!("{part} {name}"), if name == "now" { 130.0 } else { 116.0 });
                columns.push(GridColumn { right: true, about: format!("{part} {about}"), ..column });
            }
        }
        Self { lines, columns }
    }
}

impl GridSource for CountLines<'_> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn rows(&self) -> u64 {
        self.lines.len() as u64
    }

    fn line(&self, _: u64) -> Option<u64> {
        None
    }

    fn cell(&self, row: u64, column: usize) -> CellView<'_> {
        let Some((_, name, counts)) = self.lines.get(row as usize) else { return CellView::default() };
        let Some(part) = column.checked_sub(1) else { return CellView::text(*name) };
        let Some(counts) = counts.get(part / 4) else { return CellView::default() };
        let fate = [Fate::Unchanged, Fate::Added, Fate::Removed, Fate::Changed][part % 4];
        let words = if fate == Fate::Unchanged { number::count(counts.now()) } else { signed(fate, fate.of(*counts)) };
        CellView { dim: words == "0", ..CellView::of(Content::Number(Cow::Owned(words))) }
    }
}

impl Lines for CountLines<'_> {
    fn pair(&self, _: u64) -> Option<Pair> {
        None
    }

    fn of(&self, row: u64) -> Option<Of> {
        self.lines.get(row as usize).map(|(of, ..)| of.clone())
    }
}
