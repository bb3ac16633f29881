//! What has to be sent so that one bulk set becomes another: rows that came and changed, and rows that are to be deleted.

use super::changes::{Presence, TableChanges};
use super::columns::name_of;
use super::{Options, tables};
use crate::job::Watch;
use crate::query::{Parcel, ParcelCell, ParcelFile, ParcelSource, source_of};
use crate::roster::Roster;
use crate::spec::{Mode, Presence as Filled, Table, Version};
use crate::store::{RowSet, TableData};

/// What makes one bulk set another.
#[derive(Clone, Debug)]
pub struct Delta {
    /// File by file, those without rows left out.
    pub tables: Vec<DeltaTable>,
    /// What a delta has no form for.
    pub left_out: Vec<LeftOut>,
}

/// What has to be sent of one file.
#[derive(Clone, Debug)]
pub struct DeltaTable {
    /// Which file.
    pub table: Table,
    /// Rows of the new roster that came.
    pub created: RowSet,
    /// Rows of the new roster that changed.
    pub changed: RowSet,
    /// Rows of the old roster that are to be deleted.
    pub deleted: RowSet,
}

/// Rows that a delta has no form for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which file.
    pub table: Table,
    /// How many rows.
    pub rows: u32,
    /// Why, in a few words.
    pub why: &'static str,
}

/// Works out the delta between two bulk sets; `None` if `watch` says to stop.
pub fn delta(old: &Roster, new: &Roster, watch: &Watch) -> Option<Delta> {
    let all = tables::compare(old, new, &Options { absent_is_blank: true, ..Options::default() }, watch)?;
    let mut found = Delta { tables: Vec::new(), left_out: Vec::new() };
    for changes in all.iter().filter(|changes| changes.table != Table::Manifest) {
        let table = changes.table;
        if changes.presence == Presence::OtherVersion {
            let rows = new.table(table).or(old.table(table)).map_or(0, TableData::rows);
            found.left_out.push(LeftOut { table, rows, why: "the other version has no such file" });
            continue;
        }
        let of_table = in_table(changes, old.table(table), new.table(table), &mut found.left_out);
        if !(of_table.created.is_empty() && of_table.changed.is_empty() && of_table.deleted.is_empty()) {
            found.tables.push(of_table);
        }
    }
    Some(found)
}

fn in_table(changes: &TableChanges, old: Option<&TableData>, new: Option<&TableData>, left_out: &mut Vec<LeftOut>) -> DeltaTable {
    let (mut created, mut changed, mut deleted) = (changes.added().clone(), changes.changed().clone(), changes.removed().clone());
    let mut without = |data: Option<&TableData>, sets: &mut [&mut RowSet]| {
        let Some(data) = data else { return };
        let blank = RowSet::of(data.rows(), super::alike::without_id(data));
        let again = RowSet::of(data.rows(), data.index().duplicates().iter().map(|&(row, _)| row));
        for (mut kept, why) in [(blank, "no sourcedId"), (again, "later rows of a repeated sourcedId")] {
            let mut count = 0;
            for set in sets.iter_mut() {
                let before = set.len();
                let mut rest = kept.clone();
                rest.invert();
                set.keep(&rest);
                count += before - set.len();
            }
            kept.invert();
            if count > 0 {
                left_out.push(LeftOut { table: data.table(), rows: count, why });
            }
        }
    };
    without(new, &mut [&mut created, &mut changed]);
    without(old, &mut [&mut deleted]);
    DeltaTable { table: changes.table, created, changed, deleted }
}

impl Delta {
    /// The delta as a package. `time` is when the rows changed, as `dateLastModified` has it, where the new roster does not say.
    pub fn parcel<'a>(&self, old: &'a Roster, new: &'a Roster, time: &str) -> Parcel<'a> {
        let files = self.tables.iter().map(|of| {
            let (before, now) = (old.table(of.table), new.table(of.table));
            let header = header(new.version(), of.table, [now, before].into_iter().flatten());
            let fill = |data: &'a TableData, status: Status| ParcelSource { data, cells: cells(data, &header, &status, time) };
            let mut sources = Vec::new();
            let mut rows: Vec<(u16, u32)> = Vec::new();
            if let Some(now) = now {
                let mut sent = of.created.clone();
                sent.join(&of.changed);
                rows.extend(sent.iter().map(|row| (0, row)));
                sources.push(fill(now, Status::Kept));
            }
            if let Some(before) = before {
                rows.extend(of.deleted.iter().map(|row| (sources.len() as u16, row)));
                sources.push(fill(before, Status::Deleted));
            }
            ParcelFile { table: of.table, mode: Mode::Delta, header, sources, rows }
        });
        Parcel { version: new.version(), files: files.collect(), source: source_of(new.package()) }
    }
}

enum Status {
    Kept,
    Deleted,
}

/// The columns of the standard, then what the tables have beyond.
pub(super) fn header<'a>(version: Version, table: Table, tables: impl Iterator<Item = &'a TableData>) -> Vec<String> {
    let mut header: Vec<String> =
        version.spec().table(table).map_or(&[][..], |spec| spec.columns).iter().map(|column| column.name.to_owned()).collect();
    for name in tables.flat_map(|table| table.columns()).filter_map(|column| name_of(column)) {
        if !header.iter().any(|known| known == name) {
            header.push(name.to_owned());
        }
    }
    header
}

/// The place of each name of a header in a table.
pub(super) fn places(data: &TableData, header: &[String]) -> Vec<Option<u16>> {
    let place = |name: &String| data.columns().iter().position(|column| name_of(column) == Some(name)).map(|at| at as u16);
    header.iter().map(place).collect()
}

/// True for the columns that only deltas fill: status and time of change.
pub(super) fn is_of_delta(version: Version, table: Table, name: &str) -> bool {
    let column = version.spec().table(table).and_then(|spec| spec.column(name));
    column.is_some_and(|column| column.presence == Filled::DeltaOnly)
}

fn cells(data: &TableData, header: &[String], status: &Status, time: &str) -> Vec<ParcelCell> {
    let word = |at: Option<u16>, word: &str| at.map_or(ParcelCell::Word(word.to_owned()), |at| ParcelCell::ColumnOr(at, word.to_owned()));
    header
        .iter()
        .zip(places(data, header))
        .map(|(name, at)| match (name.as_str(), status) {
            ("status", Status::Kept) => word(at, "active"),
            ("dateLastModified", Status::Kept) => word(at, time),
            ("status", Status::Deleted) => ParcelCell::Word("tobedeleted".to_owned()),
            ("dateLastModified", Status::Deleted) => ParcelCell::Word(time.to_owned()),
            _ => at.map_or(ParcelCell::Blank, ParcelCell::Column),
        })
        .collect()
}
