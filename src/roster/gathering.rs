//! A roster that is made table by table, by whoever has the rows: what an endpoint sends.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Roster, RosterId, Stage, Timing};
use crate::read::{Fact, Package};
use crate::relate::Relations;
use crate::spec::Table;
use crate::store::{Dataset, TableData};

/// A roster on its way. Tables are put in and replaced; a look at it costs little.
#[derive(Debug)]
pub struct Gathering {
    id: RosterId,
    package: Arc<Package>,
    data: Dataset,
    partial: [bool; Table::ALL.len()],
    started: Instant,
}

impl Gathering {
    /// Without tables.
    pub fn new(id: RosterId, package: Package, started: Instant) -> Self {
        let data = Dataset::new(package.detected.version);
        Self { id, package: Arc::new(package), data, partial: [false; Table::ALL.len()], started }
    }

    /// The package, to be changed.
    pub fn package(&mut self) -> &mut Package {
        Arc::make_mut(&mut self.package)
    }

    /// Notes what was met.
    pub fn note(&mut self, facts: Vec<Fact>) {
        self.package().facts.extend(facts);
    }

    /// The tables so far.
    pub const fn data(&self) -> &Dataset {
        &self.data
    }

    /// Puts a table in, in place of what was there. `partial` = more rows are to come, or will never come.
    pub fn set(&mut self, table: TableData, partial: bool) {
        self.partial[table.table().index()] = partial;
        self.data.set(table);
    }

    /// The roster as far as it is.
    pub fn growing(&self) -> Arc<Roster> {
        Arc::new(self.roster(Stage::Growing))
    }

    /// The roster as it stays. Every reference is turned around.
    pub fn finish(&self) -> Arc<Roster> {
        let read = self.started.elapsed();
        let relating = Instant::now();
        let mut roster = self.roster(Stage::Whole);
        roster.relations.build_all(&roster.data);
        roster.timing = Timing { read, relate: relating.elapsed() };
        Arc::new(roster)
    }

    fn roster(&self, stage: Stage) -> Roster {
        Roster {
            id: self.id,
            stage,
            package: Arc::clone(&self.package),
            data: self.data.clone(),
            relations: Arc::new(Relations::new(self.data.version())),
            cover: None,
            timing: Timing { read: self.started.elapsed(), relate: Duration::ZERO },
            partial: self.partial,
        }
    }
}
