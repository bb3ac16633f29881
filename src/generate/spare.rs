//! Orgs and sessions that only districts with known faults have: nothing refers to them, so that they can be spoiled.

use super::Kind;
use super::curriculum::{SESSIONS, SPRING, Session, session};
use super::district::District;
use super::row::Row;

const DEPARTMENTS: [&str; 6] = ["Nutrition", "Facilities", "Technology", "Assessment", "Family Outreach", "Libraries"];
/// Their identifiers begin here, away from those of the other orgs.
const FIRST_IDENTIFIER: u64 = 3_800_101;

/// Terms of a week each, with days between them.
const BLOCKS: [Session; 10] = [
    session("Block 1", "term", (2027, 1, 5), (2027, 1, 9), Some(SPRING)),
    session("Block 2", "term", (2027, 1, 12), (2027, 1, 16), Some(SPRING)),
    session("Block 3", "term", (2027, 1, 19), (2027, 1, 23), Some(SPRING)),
    session("Block 4", "term", (2027, 1, 26), (2027, 1, 30), Some(SPRING)),
    session("Block 5", "term", (2027, 2, 2), (2027, 2, 6), Some(SPRING)),
    session("Block 6", "term", (2027, 2, 9), (2027, 2, 13), Some(SPRING)),
    session("Block 7", "term", (2027, 2, 16), (2027, 2, 20), Some(SPRING)),
    session("Block 8", "term", (2027, 2, 23), (2027, 2, 27), Some(SPRING)),
    session("Block 9", "term", (2027, 3, 2), (2027, 3, 6), Some(SPRING)),
    session("Block 10", "term", (2027, 3, 9), (2027, 3, 13), Some(SPRING)),
];

impl District {
    /// True if some rows get a known fault.
    fn is_spoiled(&self) -> bool {
        self.options.defects > 0.0
    }

    pub(super) fn spare_orgs(&self) -> u64 {
        if self.is_spoiled() { DEPARTMENTS.len() as u64 } else { 0 }
    }

    /// A department of which nobody is head; all cells but the key.
    pub(super) fn spare_org(&self, spare: u64, row: &mut Row) {
        row.text(DEPARTMENTS[spare as usize % DEPARTMENTS.len()]);
        row.plain(b"department");
        row.number(FIRST_IDENTIFIER + spare);
        row.id(self.ids.id(Kind::Org, 0));
    }

    pub(super) fn session_count(&self) -> u64 {
        (SESSIONS.len() + if self.is_spoiled() { BLOCKS.len() } else { 0 }) as u64
    }

    pub(super) fn session_at(&self, index: u64) -> &'static Session {
        const ALL: [&[Session]; 2] = [&SESSIONS, &BLOCKS];
        let at = index as usize;
        if at < SESSIONS.len() { &ALL[0][at] } else { &ALL[1][(at - SESSIONS.len()) % BLOCKS.len()] }
    }

    /// True for the sessions that only districts with known faults have.
    pub(super) const fn is_spare_session(&self, index: u64) -> bool {
        index >= SESSIONS.len() as u64
    }
}
