//! Relations in the other direction: who points at a row, through which column. Built on demand, kept once built.
//!
//! Deliberately absent: any change to the dataset.

mod reverse;

use std::sync::{Arc, OnceLock};

pub use reverse::Reverse;

use rayon::prelude::*;

use crate::spec::{Table, Version};
use crate::store::{Dataset, TableData};

/// A reference column: the table that holds it and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    /// The table whose rows point.
    pub from: Table,
    /// The column that points.
    pub column: &'static str,
    /// The table that is pointed at.
    pub to: Table,
}

/// The relations of one dataset. Shared between threads; what two ask for at once is built once.
#[derive(Debug)]
pub struct Relations {
    edges: Vec<(Edge, OnceLock<Reverse>)>,
    /// The numbers of all rows of a table, for lists that are a part of them.
    all_rows: [OnceLock<Arc<[u32]>>; Table::ALL.len()],
}

impl Relations {
    /// Every reference of the version, none of them turned around yet.
    pub fn new(version: Version) -> Self {
        let edges = version.spec().tables.iter().flat_map(|table| {
            let references = table.columns.iter().filter_map(|column| Some((column, column.reference?)));
            references.map(|(column, reference)| (Edge { from: table.table, column: column.name, to: reference.table }, OnceLock::new()))
        });
        Self { edges: edges.collect(), all_rows: Default::default() }
    }

    /// Every edge of the version, in the order of the tables.
    pub fn edges(&self) -> impl Iterator<Item = Edge> {
        self.edges.iter().map(|(edge, _)| *edge)
    }

    /// The edges that lead to `table`.
    pub fn edges_to(&self, table: Table) -> impl Iterator<Item = Edge> {
        self.edges().filter(move |edge| edge.to == table)
    }

    /// The reverse of a column, built now if it is the first time (70 ms for 7 million rows: not for a frame). `None` if the
    /// version has no such reference or one of the tables is not loaded.
    pub fn reverse(&self, data: &Dataset, from: Table, column: &str) -> Option<&Reverse> {
        let (edge, slot) = self.edges.iter().find(|(edge, _)| edge.from == from && edge.column == column)?;
        let (source, target) = (data.table(from)?.column(column)?, data.table(edge.to)?);
        Some(slot.get_or_init(|| {
            let all_rows = || (0..data.table(from).map_or(0, TableData::rows)).collect();
            Reverse::of(source, target.rows(), || Arc::clone(self.all_rows[from.index()].get_or_init(all_rows)))
        }))
    }

    /// The reverse of a column if it was built before; never waits for building.
    pub fn ready(&self, from: Table, column: &str) -> Option<&Reverse> {
        self.edges.iter().find(|(edge, _)| edge.from == from && edge.column == column).and_then(|(_, slot)| slot.get())
    }

    /// Builds every reverse that screens ask for at once.
    pub fn build_all(&self, data: &Dataset) {
        self.edges.par_iter().for_each(|(edge, _)| {
            self.reverse(data, edge.from, edge.column);
        });
    }
}
