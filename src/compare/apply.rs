//! A base and deltas, one after another: what each row does, what comes of it, which links it breaks, and what contradicts its order.

use std::collections::HashMap;

use super::delta::{header, is_of_delta, places};
use crate::job::Watch;
use crate::query::{Parcel, ParcelCell, ParcelFile, ParcelSource, source_of};
use crate::roster::Roster;
use crate::spec::{Mode, Table};
use crate::store::{RowSet, Skip, TableData};

/// What comes of a base and deltas.
#[derive(Debug, Default)]
pub struct Applied {
    /// File by file, those of the base and those that a delta brings.
    pub tables: Vec<AppliedTable>,
    /// What contradicts the order of the deltas.
    pub conflicts: Vec<Conflict>,
    /// Links that lead nowhere because of the deltas.
    pub broken: Vec<BrokenLink>,
}

/// What comes of one file.
#[derive(Debug)]
pub struct AppliedTable {
    /// Which file.
    pub table: Table,
    /// The rows of the result: which roster (0 = the base, 1 = the first delta …), and the row in it.
    pub rows: Vec<(u16, u32)>,
    /// What each row of each delta does, in order.
    pub effects: Vec<(RowOf, Effect)>,
    /// Rows that went because a later package has the whole file and not them.
    pub replaced: u32,
    /// True for the columns of status and time that the base leaves blank, as bulk files do.
    blanks: [bool; 2],
}

/// A row of one of the rosters: 0 = the base, 1 = the first delta …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOf {
    /// Which roster.
    pub roster: u16,
    /// The row in it.
    pub row: u32,
}

/// What a row of a delta does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A new row comes.
    Created,
    /// A row has other cells.
    Changed,
    /// A row goes.
    Deleted,
    /// The row is there with the same cells.
    SameAlready,
    /// There is no such row to delete.
    NothingToDelete,
    /// It has no sourcedId.
    NoId,
}

impl Effect {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Created, Self::Changed, Self::Deleted, Self::SameAlready, Self::NothingToDelete, Self::NoId];

    /// The words in reports.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::SameAlready => "no effect: the same already",
            Self::NothingToDelete => "no effect: nothing to delete",
            Self::NoId => "no effect: no sourcedId",
        }
    }
}

/// Something that contradicts the order of the deltas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which file.
    pub table: Table,
    /// The row of the delta.
    pub row: RowOf,
    /// The sourcedId.
    pub id: String,
    /// What is odd.
    pub kind: ConflictKind,
}

/// What is odd about the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// The row is older than the one that it replaces.
    Older,
    /// The same delta has the sourcedId before.
    Twice,
}

impl ConflictKind {
    /// The words in reports.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Older => "older than the row that it replaces",
            Self::Twice => "the same delta has this sourcedId before",
        }
    }
}

/// A reference that leads nowhere because of the deltas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLink {
    /// The file of the row that refers.
    pub table: Table,
    /// The row that refers.
    pub row: RowOf,
    /// The column.
    pub column: &'static str,
    /// The file that it refers to.
    pub to: Table,
    /// What it refers to.
    pub id: String,
}

/// Applies deltas to a base in their order; `None` if `watch` says to stop. A file that a later package has as a whole replaces the
/// file. A change of a repeated sourcedId goes to its first row, a deletion to all of them.
pub fn apply(base: &Roster, deltas: &[&Roster], watch: &Watch) -> Option<Applied> {
    let rosters: Vec<&Roster> = std::iter::once(base).chain(deltas.iter().copied()).collect();
    let mut applied = Applied::default();
    let mut states = Vec::new();
    watch.doing("Applying");
    for table in Table::ALL.into_iter().filter(|table| *table != Table::Manifest) {
        if watch.is_cancelled() {
            return None;
        }
        if rosters.iter().any(|roster| roster.table(table).is_some()) {
            let mut state = State::of(table, &rosters);
            for roster in 1..rosters.len() as u16 {
                state.take(roster, &mut applied.conflicts);
            }
            states.push(state);
        }
    }
    for state in &states {
        broken_links(state, &states, &mut applied.broken);
    }
    applied.tables = states.into_iter().map(State::into_table).collect();
    Some(applied)
}

/// A row of the result while it is made.
#[derive(Clone, Copy)]
struct Slot {
    of: RowOf,
    is_there: bool,
}

struct State<'a> {
    table: Table,
    data: Vec<Option<&'a TableData>>,
    /// For each roster the places of the compared columns.
    places: Vec<Vec<Option<u16>>>,
    /// Those of the base, then those that came.
    slots: Vec<Slot>,
    came: HashMap<String, u32>,
    effects: Vec<(RowOf, Effect)>,
    replaced: u32,
    blanks: [bool; 2],
}

impl<'a> State<'a> {
    fn of(table: Table, rosters: &[&'a Roster]) -> Self {
        let data: Vec<Option<&TableData>> = rosters.iter().map(|roster| roster.table(table)).collect();
        let version = rosters.first().map(|roster| roster.version());
        let mut names: Vec<String> = version.map(|version| header(version, table, data.iter().flatten().copied())).unwrap_or_default();
        names.retain(|name| !version.is_some_and(|version| is_of_delta(version, table, name)));
        let places = data.iter().map(|data| data.map_or_else(Vec::new, |data| places(data, &names))).collect();
        let base = data.first().copied().flatten();
        let rows = base.map_or(0, TableData::rows);
        let blank = |name: &str| {
            let mut any = false;
            if let Some(column) = base.and_then(|base| base.column(name)) {
                column.scan_where(Skip::default(), |text| !text.is_empty(), |_, _| any = true);
            }
            !any
        };
        Self {
            table,
            places,
            slots: (0..rows).map(|row| Slot { of: RowOf { roster: 0, row }, is_there: true }).collect(),
            came: HashMap::new(),
            effects: Vec::new(),
            replaced: 0,
            blanks: [blank("status"), blank("dateLastModified")],
            data,
        }
    }

    fn data_of(&self, of: RowOf) -> Option<&'a TableData> {
        self.data.get(usize::from(of.roster)).copied().flatten()
    }

    fn slot(&self, id: &str) -> Option<u32> {
        self.data.first().copied().flatten().and_then(|base| base.find(id)).or_else(|| self.came.get(id).copied())
    }

    /// True if the result has this id.
    fn has(&self, id: &str) -> bool {
        self.slot(id).is_some_and(|slot| self.slots[slot as usize].is_there)
    }

    fn take(&mut self, roster: u16, conflicts: &mut Vec<Conflict>) {
        let Some(data) = self.data_of(RowOf { roster, row: 0 }) else { return };
        let mut met: Vec<u32> = Vec::new();
        let repeated = RowSet::of(data.rows(), data.index().duplicates().iter().map(|&(row, _)| row));
        for row in 0..data.rows() {
            let (of, id) = (RowOf { roster, row }, data.sourced_id(row));
            if id.is_blank() {
                self.effects.push((of, Effect::NoId));
                continue;
            }
            let conflict = |kind| Conflict { table: self.table, row: of, id: id.to_string(), kind };
            if repeated.has(row) {
                conflicts.push(conflict(ConflictKind::Twice));
            }
            let slot = self.slot(&id);
            if slot.is_some_and(|slot| self.is_older(of, self.slots[slot as usize].of)) {
                conflicts.push(conflict(ConflictKind::Older));
            }
            let is_deletion = *data.text(row, "status") == *"tobedeleted";
            let effect = if is_deletion { self.delete(slot) } else { self.put(of, &id, slot) };
            self.effects.push((of, effect));
            met.extend(self.slot(&id));
        }
        if data.mode() == Mode::Bulk {
            self.keep_only(met);
        }
    }

    fn delete(&mut self, slot: Option<u32>) -> Effect {
        let Some(slot) = slot.filter(|&slot| self.slots[slot as usize].is_there) else { return Effect::NothingToDelete };
        self.slots[slot as usize].is_there = false;
        if let Some(base) = self.data.first().copied().flatten() {
            for &(again, _) in base.index().duplicates().iter().filter(|(_, first)| *first == slot) {
                self.slots[again as usize].is_there = false;
            }
        }
        Effect::Deleted
    }

    fn put(&mut self, of: RowOf, id: &str, slot: Option<u32>) -> Effect {
        let Some(slot) = slot else {
            self.came.insert(id.to_owned(), self.slots.len() as u32);
            self.slots.push(Slot { of, is_there: true });
            return Effect::Created;
        };
        let before = self.slots[slot as usize];
        self.slots[slot as usize] = Slot { of, is_there: true };
        match before.is_there {
            false => Effect::Created,
            true if self.same(before.of, of) => {
                // What is the same keeps its place in the base, with the status and time that it has there.
                self.slots[slot as usize].of = if self.blanks == [true, true] { before.of } else { of };
                Effect::SameAlready
            }
            true => Effect::Changed,
        }
    }

    /// The whole file was sent: what is not in it goes.
    fn keep_only(&mut self, mut met: Vec<u32>) {
        met.sort_unstable();
        for (at, slot) in (0..).zip(&mut self.slots).filter(|(_, slot)| slot.is_there) {
            if met.binary_search(&at).is_err() {
                slot.is_there = false;
                self.replaced += 1;
            }
        }
    }

    fn same(&self, one: RowOf, other: RowOf) -> bool {
        let (Some(before), Some(now)) = (self.data_of(one), self.data_of(other)) else { return false };
        let text = |data: &'a TableData, at: Option<u16>, row: u32| at.map(|at| data.columns()[usize::from(at)].text(row));
        let places = self.places[usize::from(one.roster)].iter().zip(&self.places[usize::from(other.roster)]);
        places.into_iter().all(|(&old, &new)| {
            let (old, new) = (text(before, old, one.row), text(now, new, other.row));
            old.as_deref().unwrap_or_default() == new.as_deref().unwrap_or_default()
        })
    }

    fn is_older(&self, one: RowOf, other: RowOf) -> bool {
        let time = |of: RowOf| -> Option<jiff::Timestamp> { self.data_of(of)?.text(of.row, "dateLastModified").parse().ok() };
        time(one).zip(time(other)).is_some_and(|(one, other)| one < other)
    }

    fn into_table(self) -> AppliedTable {
        let rows = self.slots.iter().filter(|slot| slot.is_there).map(|slot| (slot.of.roster, slot.of.row)).collect();
        AppliedTable { table: self.table, rows, effects: self.effects, replaced: self.replaced, blanks: self.blanks }
    }
}

/// References of rows that stayed to rows that went, and references of rows that came to rows that are not there.
fn broken_links(state: &State<'_>, all: &[State<'_>], broken: &mut Vec<BrokenLink>) {
    let base = state.data.first().copied().flatten();
    let Some(spec) = state.data.iter().flatten().next().map(|data| data.spec()) else { return };
    for column in spec.columns {
        let Some(target) = column.reference.and_then(|reference| all.iter().find(|other| other.table == reference.table)) else { continue };
        let mut link = |row: RowOf, id: &str| {
            broken.push(BrokenLink { table: state.table, row, column: column.name, to: target.table, id: id.to_owned() });
        };
        let items = |text: &str| -> Vec<String> {
            let parts: Vec<&str> = if column.ty.is_list() { text.split(',').collect() } else { vec![text] };
            parts.into_iter().filter(|id| !id.is_empty() && !target.has(id)).map(str::to_owned).collect()
        };
        if let Some((base, of_base)) = base.and_then(|base| Some((base, base.column(column.name)?))) {
            let gone = (0..).zip(&target.slots).filter(|(_, slot)| !slot.is_there).map(|(row, _)| row);
            let gone = RowSet::of(target.data.first().copied().flatten().map_or(0, TableData::rows), gone);
            for row in of_base.leading_to(&gone, &|| false).iter() {
                let slot = state.slots[row as usize];
                if slot.is_there && slot.of.roster == 0 {
                    items(&base.text(row, column.name)).iter().for_each(|id| link(slot.of, id));
                }
            }
        }
        for slot in state.slots.iter().filter(|slot| slot.is_there && slot.of.roster > 0) {
            if let Some(data) = state.data_of(slot.of) {
                items(&data.text(slot.of.row, column.name)).iter().for_each(|id| link(slot.of, id));
            }
        }
    }
}

impl Applied {
    /// How many rows of the deltas have this effect.
    pub fn count(&self, effect: Effect) -> u64 {
        self.tables.iter().flat_map(|table| &table.effects).filter(|(_, found)| *found == effect).count() as u64
    }

    /// The result as a bulk package in the version of the base. Status and time of change are blank where the base leaves them blank.
    pub fn parcel<'a>(&self, base: &'a Roster, deltas: &[&'a Roster]) -> Parcel<'a> {
        let rosters: Vec<&'a Roster> = std::iter::once(base).chain(deltas.iter().copied()).collect();
        let version = base.version();
        let wanted = self.tables.iter().filter(|of| !of.rows.is_empty() || base.table(of.table).is_some());
        let files = wanted.map(|of| {
            let data: Vec<Option<&'a TableData>> = rosters.iter().map(|roster| roster.table(of.table)).collect();
            let header = header(version, of.table, data.iter().flatten().copied());
            let mut numbers = vec![0_u16; rosters.len()];
            let mut sources = Vec::new();
            for (roster, data) in data.iter().enumerate() {
                let Some(data) = *data else { continue };
                numbers[roster] = sources.len() as u16;
                let cell = |(name, at): (&String, Option<u16>)| {
                    let is_blank = roster > 0 && ((name == "status" && of.blanks[0]) || (name == "dateLastModified" && of.blanks[1]));
                    at.filter(|_| !is_blank).map_or(ParcelCell::Blank, ParcelCell::Column)
                };
                sources.push(ParcelSource { data, cells: header.iter().zip(places(data, &header)).map(cell).collect() });
            }
            let rows = of.rows.iter().map(|&(roster, row)| (numbers[usize::from(roster)], row)).collect();
            ParcelFile { table: of.table, mode: Mode::Bulk, header, sources, rows }
        });
        Parcel { version, files: files.collect(), source: source_of(base.package()) }
    }
}
