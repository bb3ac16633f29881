//! Looks for what a reference that leads nowhere may have meant.

use std::collections::HashSet;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use super::Input;
use super::twins::folded;
use crate::spec::Table;
use crate::store::TableData;

/// One reference column whose broken items are looked into.
pub struct Hunt<'a> {
    input: Input<'a>,
    target: &'a TableData,
    /// Keys of the ids of the target in which letter case does not count; made when the first item asks.
    without_case: OnceLock<HashSet<u64, FixedState>>,
}

/// More zeros than this are not lost: no source pads ids so far.
const MOST_ZEROS: usize = 8;

impl<'a> Hunt<'a> {
    pub(super) fn new(input: Input<'a>, target: &'a TableData) -> Self {
        Self { input, target, without_case: OnceLock::new() }
    }

    /// True if the target has this id in other letter case.
    pub(super) fn has_other_case(&self, id: &str) -> bool {
        if !id.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return false;
        }
        let ids = self.without_case.get_or_init(|| {
            let mut ids = HashSet::with_capacity_and_hasher(self.target.rows() as usize, FixedState::default());
            if let Some(column) = self.target.key_column() {
                column.scan(|_, text| {
                    ids.insert(folded(text));
                });
            }
            ids
        });
        ids.contains(&folded(id))
    }

    /// The id of the target that differs from this one by leading zeros alone.
    pub(super) fn other_zeros(&self, id: &str) -> Option<String> {
        let bare = id.trim_start_matches('0');
        if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let written = id.len() - bare.len();
        let mut padded = "0".repeat(MOST_ZEROS) + bare;
        for zeros in (0..=MOST_ZEROS).rev() {
            if zeros != written && self.target.find(&padded).is_some() {
                return Some(padded);
            }
            if zeros > 0 {
                padded.remove(0);
            }
        }
        None
    }

    /// Another table that has this id.
    pub(super) fn elsewhere(&self, id: &str) -> Option<Table> {
        let other = |table: &&TableData| table.table() != self.target.table() && table.table() != Table::Manifest;
        // What is about a user has the user's id, which says nothing new.
        let own = |table: &&TableData| table.table() != Table::Demographics;
        self.input.data.tables().filter(other).filter(own).find(|table| table.find(id).is_some()).map(TableData::table)
    }
}
