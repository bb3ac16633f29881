//! What a report tells about a row: where it is, and which cells changed, with what is personal left out.

use super::Report;
use crate::check::{self, Findings, Input, Level};
use crate::compare::{Churned, ColumnPair, Comparison, Counts, Reused, TableChanges};
use crate::report::look::{counted, number};
use crate::roster::Roster;
use crate::spec::{Mode, Privacy, Table};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Added,
    Removed,
    Changed,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Changed];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }

    pub(super) const fn of(self, counts: &Counts) -> u64 {
        match self {
            Self::Added => counts.added,
            Self::Removed => counts.removed,
            Self::Changed => counts.changed,
        }
    }
}

/// A row that is told.
pub(super) struct ToldRow {
    pub(super) table: Table,
    pub(super) kind: Kind,
    pub(super) sourced_id: String,
    /// The physical line in the old file.
    pub(super) old_line: Option<u64>,
    /// The physical line in the new file.
    pub(super) new_line: Option<u64>,
    pub(super) cells: Vec<ToldCell>,
}

/// A cell that changed; no texts if they are personal.
pub(super) struct ToldCell {
    pub(super) column: String,
    pub(super) texts: Option<[String; 2]>,
}

/// True if the texts of a column are told only on request.
pub(super) fn is_personal(pair: &ColumnPair, table: Table) -> bool {
    table != Table::Manifest && pair.spec.is_none_or(|spec| spec.privacy >= Privacy::Personal)
}

/// A rule that found something.
pub(super) struct ToldRule<'a> {
    pub(super) code: &'static str,
    pub(super) level: Level,
    pub(super) title: &'static str,
    pub(super) count: u64,
    pub(super) messages: Vec<String>,
    pub(super) findings: &'a check::RuleFindings,
}

impl<'a> Report<'a> {
    /// Calls `each` with the rows of one kind in one file, in file order, up to as many as are wanted.
    pub(super) fn each_row(
        &self,
        changes: &TableChanges,
        kind: Kind,
        each: &mut dyn FnMut(ToldRow) -> std::io::Result<()>,
    ) -> std::io::Result<u64> {
        let most = self.rows.unwrap_or(usize::MAX);
        let mut told = 0;
        let mut tell = |old: Option<u32>, new: Option<u32>, mask: u64| {
            told += 1;
            each(self.row(changes, kind, (old, new), mask))
        };
        match kind {
            Kind::Added => changes.added().iter().take(most).try_for_each(|row| tell(None, Some(row), 0))?,
            Kind::Removed => changes.removed().iter().take(most).try_for_each(|row| tell(Some(row), None, 0))?,
            Kind::Changed => changes.changes().take(most).try_for_each(|(row, mask)| tell(changes.old_row(row), Some(row), mask))?,
        }
        Ok(told)
    }

    fn row(&self, changes: &TableChanges, kind: Kind, (old, new): (Option<u32>, Option<u32>), mask: u64) -> ToldRow {
        let table = changes.table;
        let (before, now) = (self.old.table(table).zip(old), self.new.table(table).zip(new));
        let id_of = |(data, row): (&crate::store::TableData, u32)| match table {
            Table::Manifest => data.text(row, "propertyName").into_string(),
            _ => data.sourced_id(row).into_string(),
        };
        let cells = changes.columns_of(mask).filter_map(|pair| {
            let [old_text, new_text] = self.comparison.texts((self.old, old), (self.new, new), changes, pair);
            // Columns from the 64th on share a bit.
            (old_text != new_text).then(|| {
                let told = self.with_values || !is_personal(pair, table);
                ToldCell { column: pair.name.clone(), texts: told.then_some([old_text, new_text]) }
            })
        });
        ToldRow {
            table,
            kind,
            sourced_id: now.or(before).map(id_of).unwrap_or_default(),
            old_line: before.map(|(data, row)| data.line(row)),
            new_line: now.map(|(data, row)| data.line(row)),
            cells: cells.collect(),
        }
    }

    /// The old and the new sourcedId.
    pub(super) fn churned_ids(&self, one: &Churned) -> [String; 2] {
        churned_ids(self.old, self.new, one)
    }

    pub(super) fn reused_id(&self, one: &Reused) -> String {
        self.new.table(one.table).map(|data| data.sourced_id(one.new).into_string()).unwrap_or_default()
    }

    /// What rules found, with their messages up to as many as are wanted.
    pub(super) fn rules(&self) -> Vec<ToldRule<'a>> {
        let Some(findings) = self.findings else { return Vec::new() };
        let input = Input { package: self.new.package(), data: self.new.data(), relations: self.new.relations() };
        let told = |group: &'a check::RuleFindings| ToldRule {
            code: group.rule.code,
            level: group.level(),
            title: group.rule.title,
            count: group.count,
            messages: group.places(&input).take(self.rows.unwrap_or(usize::MAX)).map(|place| place.message).collect(),
            findings: group,
        };
        Findings::groups(findings).iter().map(told).collect()
    }

    pub(super) const fn about_values(&self) -> &'static str {
        if self.with_values {
            "This report holds personal values. Keep it as you keep the packages."
        } else {
            "Values of personal columns are left out; --with-values shows them."
        }
    }
}

/// The old and the new sourcedId of a record.
pub(in crate::compare) fn churned_ids(old: &Roster, new: &Roster, one: &Churned) -> [String; 2] {
    let id = |roster: &Roster, row: u32| roster.table(one.table).map(|data| data.sourced_id(row).into_string()).unwrap_or_default();
    [id(old, one.old), id(new, one.new)]
}

/// What a roster is, in a line.
pub(super) fn what(roster: &Roster) -> String {
    let tables = || roster.data().tables().filter(|table| table.table() != Table::Manifest);
    let is = |mode: Mode| tables().any(|table| table.mode() == mode);
    let kind = match (roster.package().detected.foreign, is(Mode::Bulk), is(Mode::Delta)) {
        (Some(foreign), ..) => foreign.to_owned(),
        (None, true, true) => format!("OneRoster {}, mixed", roster.version().name()),
        (None, false, true) => format!("OneRoster {}, delta", roster.version().name()),
        _ => format!("OneRoster {}, bulk", roster.version().name()),
    };
    format!("{kind}, {}, {}", counted(tables().count() as u64, "file"), counted(roster.data().rows(), "row"))
}

/// What became of rows, in a line.
pub(super) fn counts_words(counts: &Counts) -> String {
    format!(
        "{} added, {} removed, {} changed, {} unchanged",
        number(counts.added),
        number(counts.removed),
        number(counts.changed),
        number(counts.unchanged)
    )
}

/// Whether the two are equal, in a sentence.
pub(super) fn verdict(comparison: &Comparison) -> &'static str {
    match (comparison.is_equal(), comparison.is_unlike()) {
        (true, _) => "No differences.",
        (_, true) => "These are no two states of one thing.",
        _ => "They differ.",
    }
}

/// The changed columns of a file with how many rows, the most changed first.
pub(super) fn changed_columns(changes: &TableChanges) -> Vec<(&str, u32)> {
    let mut columns: Vec<(&str, u32)> = changes
        .columns
        .iter()
        .zip(&changes.by_column)
        .filter(|(_, count)| **count > 0)
        .map(|(pair, &count)| (pair.name.as_str(), count))
        .collect();
    columns.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    columns
}

/// Columns that only one of the two has, with how many of their cells hold something.
pub(super) fn one_sided(changes: &TableChanges) -> impl Iterator<Item = (&str, bool, u64)> {
    let pairs = changes
        .columns
        .iter()
        .filter(|pair| pair.is_one_sided() && !pair.is_by_roles && changes.presence == crate::compare::Presence::Both);
    pairs.map(|pair| (pair.name.as_str(), pair.new.is_some(), pair.filled))
}
