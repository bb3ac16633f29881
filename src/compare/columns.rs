//! Which column of one table is compared with which of the other.

use crate::read::{ColumnMeaning, SourceKind};
use crate::roster::Roster;
use crate::spec::{ColumnSpec, Presence, Table};
use crate::store::{Column, TableData};

/// One column as both rosters have it. Columns of the standard go together by its name for them, the rest by the header.
#[derive(Clone, Debug)]
pub struct ColumnPair {
    /// The name: that of the standard, or that of the header.
    pub name: String,
    /// Its place in the old table, in file order.
    pub old: Option<u16>,
    /// Its place in the new table, in file order.
    pub new: Option<u16>,
    /// What the standard says about it.
    pub spec: Option<&'static ColumnSpec>,
    /// False if only one of them has it, or it is left out of the comparison.
    pub is_compared: bool,
    /// If only one of them has it: how many of its cells hold something.
    pub filled: u64,
    /// True for role and orgs of users where one of the two has them in roles.csv: they are compared with what stands there.
    pub is_by_roles: bool,
}

impl ColumnPair {
    /// True if only one of the two has it.
    pub const fn is_one_sided(&self) -> bool {
        self.old.is_some() != self.new.is_some()
    }

    /// Both columns, if they are compared.
    pub(super) fn both<'a>(&self, old: &'a TableData, new: &'a TableData) -> Option<(&'a Column, &'a Column)> {
        let (old_at, new_at) = (self.old.filter(|_| self.is_compared)?, self.new?);
        Some((old.columns().get(usize::from(old_at))?, new.columns().get(usize::from(new_at))?))
    }
}

/// The name that a column goes by in comparisons; `None` for columns that nothing is compared with.
pub(super) fn name_of(column: &Column) -> Option<&str> {
    match column.meaning() {
        ColumnMeaning::Exact(spec) | ColumnMeaning::Loose(spec) | ColumnMeaning::Renamed(spec) => Some(spec.name),
        ColumnMeaning::Metadata | ColumnMeaning::Unknown => Some(column.name()),
        ColumnMeaning::Duplicate | ColumnMeaning::Blank => None,
    }
}

const fn spec_of(column: &Column) -> Option<&'static ColumnSpec> {
    match column.meaning() {
        ColumnMeaning::Exact(spec) | ColumnMeaning::Loose(spec) | ColumnMeaning::Renamed(spec) => Some(spec),
        _ => None,
    }
}

/// The columns of both tables: those of the new one in their order, then what the old one has beyond.
pub(super) fn pair(old: &TableData, new: &TableData, left_out: &[String], with_status: bool) -> Vec<ColumnPair> {
    let mut pairs: Vec<ColumnPair> = Vec::new();
    for (at, column) in new.columns().iter().enumerate() {
        let Some(name) = name_of(column).filter(|name| !pairs.iter().any(|pair| pair.name == *name)) else { continue };
        let spec = spec_of(column);
        pairs.push(ColumnPair {
            name: name.to_owned(),
            old: None,
            new: Some(at as u16),
            spec,
            is_compared: false,
            filled: 0,
            is_by_roles: false,
        });
    }
    for (at, column) in old.columns().iter().enumerate() {
        let Some(name) = name_of(column) else { continue };
        match pairs.iter_mut().find(|pair| pair.name == name) {
            Some(pair) => {
                pair.old.get_or_insert(at as u16);
            }
            None => {
                let spec = spec_of(column);
                pairs.push(ColumnPair {
                    name: name.to_owned(),
                    old: Some(at as u16),
                    new: None,
                    spec,
                    is_compared: false,
                    filled: 0,
                    is_by_roles: false,
                });
            }
        }
    }
    for pair in &mut pairs {
        let of_delta = pair.spec.is_some_and(|spec| spec.presence == Presence::DeltaOnly);
        let wanted = !left_out.contains(&pair.name) && (with_status || !of_delta);
        pair.is_compared = pair.old.is_some() && pair.new.is_some() && wanted;
        if pair.is_one_sided() {
            let column = pair.old.map(|at| &old.columns()[usize::from(at)]).or(pair.new.map(|at| &new.columns()[usize::from(at)]));
            pair.filled = column.map_or(0, |column| column.filled());
        }
    }
    pairs
}

/// The columns of a table that only one roster has.
pub(super) fn alone(data: &TableData, is_new: bool) -> Vec<ColumnPair> {
    let columns = data.columns().iter().enumerate().filter_map(|(at, column)| Some((at as u16, name_of(column)?, spec_of(column))));
    columns
        .map(|(at, name, spec)| ColumnPair {
            name: name.to_owned(),
            old: (!is_new).then_some(at),
            new: is_new.then_some(at),
            spec,
            is_compared: false,
            filled: 0,
            is_by_roles: false,
        })
        .collect()
}

/// Whether status and time of change mean the same in both: an endpoint fills them, bulk files leave them blank, deltas need them.
pub(super) fn status_is_alike(old: &Roster, new: &Roster, table: Table) -> bool {
    let kind = |roster: &Roster| roster.package().kind == SourceKind::Endpoint;
    let mode = |roster: &Roster| roster.table(table).map(TableData::mode);
    kind(old) == kind(new) && mode(old) == mode(new)
}
