//! The tables of a pull: what is whole is put in, what is partial as far as it is, and references are resolved among all of them.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::asked::Pages;
use super::growth::rebuilt;
use super::rows::Forms;
use super::state::CollectionStage;
use super::work::Work;
use crate::read::Header;
use crate::roster::Gathering;
use crate::spec::{Mode, Table, Version};

/// One collection.
pub(super) enum Slot {
    /// Nothing of it is there.
    New,
    /// It may go on.
    Open(Box<Work>),
    /// All of it is in its tables.
    Done,
}

/// How often the content of each table was replaced.
pub(super) type Built = [u32; Table::ALL.len()];

/// The tables of a pull, and what they were made from.
pub(super) struct Tables {
    pub(super) gathering: Gathering,
    pub(super) built: Built,
    /// What was there when the references of each table were resolved.
    built_with: [Built; Table::ALL.len()],
    pub(super) forms: BTreeMap<Table, Vec<Forms>>,
    pub(super) pages: Pages,
    pub(super) shown: Instant,
}

/// Locks, whatever happened to others who did.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Tables {
    pub(super) fn new(gathering: Gathering) -> Self {
        let none = [0; Table::ALL.len()];
        Self {
            gathering,
            built: none,
            built_with: [none; Table::ALL.len()],
            forms: BTreeMap::new(),
            pages: Pages::new(),
            shown: Instant::now(),
        }
    }

    /// Puts the tables of a collection in, if they are whole. What may go on stays as it is.
    pub(super) fn put(&mut self, work: Box<Work>, stage: &CollectionStage) -> Slot {
        if *stage != CollectionStage::Whole {
            return Slot::Open(work);
        }
        self.describe(&work);
        let Work { growth, built_with, .. } = *work;
        for table in growth.finish() {
            let of = table.table();
            self.gathering.set(table, false);
            self.built[of.index()] += 1;
            self.built_with[of.index()] = built_with;
        }
        Slot::Done
    }

    /// Puts in what is partial, and resolves the references of tables that came before what they refer to.
    pub(super) fn settle(&mut self, works: &[Mutex<Slot>], version: Version) {
        let mut partial = BTreeMap::new();
        for work in works {
            let Slot::Open(work) = &*lock(work) else { continue };
            if work.growth.rows() > 0 {
                partial.extend(work.growth.snapshots().into_iter().map(|table| (table.table(), table)));
                self.describe(work);
            }
        }
        for table in Table::ALL {
            let open = partial.remove(&table);
            let is_partial = open.is_some();
            self.built[table.index()] += u32::from(is_partial);
            let with = self.built_with[table.index()];
            let stale = references_of(table, version).any(|to| self.built[to.index()] != with[to.index()]);
            let data = self.gathering.data().clone();
            if let Some(rows) = open.or_else(|| data.table(table).filter(|_| stale).cloned()) {
                self.gathering.set(rebuilt(&rows, &data), is_partial);
                self.built_with[table.index()] = self.built;
            }
        }
    }

    /// Says which columns the file of a table has, and what its cells were.
    fn describe(&mut self, work: &Work) {
        let header: Header = work.growth.header().clone();
        let package = self.gathering.package();
        let file = package.gather(work.collection.table, Mode::Bulk);
        if let Some(file) = package.files.get_mut(usize::from(file.0)) {
            file.header = Some(header);
        }
        self.forms.insert(work.collection.table, work.growth.forms().to_vec());
        self.pages.extend(work.growth.pages().map(|(table, pages)| (table, pages.to_vec())));
    }
}

/// The tables that a table refers to, but for itself.
fn references_of(table: Table, version: Version) -> impl Iterator<Item = Table> {
    let columns = version.spec().table(table).map_or(&[][..], |spec| spec.columns);
    columns.iter().filter_map(|column| column.reference).map(|reference| reference.table).filter(move |to| *to != table)
}
