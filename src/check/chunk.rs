//! One row group of a table while its rows are judged: what rules need of it is unpacked once, into memory that is used again.

use std::cell::{Ref, RefCell};

use crate::store::{Column, TableData};

/// One row group of a table.
pub struct Chunk<'a> {
    table: &'a TableData,
    group: usize,
    targets: Vec<Unpacked>,
    codes: Vec<Unpacked>,
}

/// What is unpacked of one column; empty = not yet.
type Unpacked = RefCell<Vec<u32>>;

impl<'a> Chunk<'a> {
    pub(super) fn new(table: &'a TableData) -> Self {
        let columns = || table.columns().iter().map(|_| RefCell::default()).collect();
        Self { table, group: 0, targets: columns(), codes: columns() }
    }

    /// Goes to another row group.
    pub(super) fn go_to(&mut self, group: usize) {
        self.group = group;
        self.targets.iter_mut().chain(&mut self.codes).for_each(|unpacked| unpacked.get_mut().clear());
    }

    /// The first row of the group.
    pub(super) fn first(&self) -> u32 {
        (self.group * Column::GROUP_ROWS) as u32
    }

    /// The rows of the group.
    pub(super) fn rows(&self) -> std::ops::Range<u32> {
        self.first()..self.table.rows().min(self.first() + Column::GROUP_ROWS as u32)
    }

    /// The rows of the group, each with its place in what is unpacked.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, u32)> + use<> {
        self.rows().enumerate()
    }

    /// Where the references of a column lead, row by row; [`Column::NONE`] = nowhere.
    pub(super) fn targets(&self, column: usize) -> Ref<'_, [u32]> {
        self.unpacked(&self.targets[column], |into| self.table.columns()[column].group_targets(self.group, into))
    }

    /// The dictionary codes of a column, row by row; [`Column::NONE`] = the text is not in the dictionary.
    pub(super) fn codes(&self, column: usize) -> Ref<'_, [u32]> {
        self.unpacked(&self.codes[column], |into| self.table.columns()[column].group_codes(self.group, into))
    }

    fn unpacked<'s>(&'s self, slot: &'s Unpacked, unpack: impl FnOnce(&mut Vec<u32>)) -> Ref<'s, [u32]> {
        if slot.borrow().is_empty() {
            let mut values = slot.borrow_mut();
            unpack(&mut values);
            // A column may have fewer rows than its table only while it is read; then nothing is known of the rest.
            values.resize(self.rows().len(), Column::NONE);
        }
        Ref::map(slot.borrow(), Vec::as_slice)
    }
}
