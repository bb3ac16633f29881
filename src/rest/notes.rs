//! What was met on the way, counted: the facts that the rules judge.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::read::RestFact;
use crate::spec::Table;

/// What it is about: a table, and a field or collection.
type Subject = (RestFact, Option<Table>, String);

/// What was met, each kind once for a subject, with how often and the first place. Clones share one list.
#[derive(Clone, Debug, Default)]
pub struct Notes(Arc<Mutex<BTreeMap<Subject, Met>>>);

#[derive(Clone, Debug)]
struct Met {
    count: u64,
    first: String,
}

/// One line of the notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub fact: RestFact,
    /// The table that it is about; `None` = the endpoint.
    pub table: Option<Table>,
    /// Where and how often, in words, without values.
    pub detail: String,
}

impl Notes {
    /// Notes it `count` times more; `first` says where it was met, and is asked for only once.
    pub fn add(&self, fact: RestFact, table: Option<Table>, subject: &str, count: u64, first: impl FnOnce() -> String) {
        let mut met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = met.entry((fact, table, subject.to_owned())).or_insert_with(|| Met { count: 0, first: first() });
        entry.count += count;
    }

    /// All of them, in a fixed order.
    pub fn list(&self) -> Vec<Note> {
        let met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = |((fact, table, subject), met): (&Subject, &Met)| {
            let times = if met.count > 1 { format!(" ({} times)", met.count) } else { String::new() };
            let colon = if subject.is_empty() || met.first.is_empty() { "" } else { ": " };
            Note { fact: *fact, table: *table, detail: format!("{subject}{colon}{}{times}", met.first) }
        };
        met.iter().map(line).collect()
    }

    /// Puts these in place of what was met.
    pub(super) fn replace(&self, notes: impl Iterator<Item = (RestFact, Option<Table>, String)>) {
        let met = notes.map(|(fact, table, detail)| ((fact, table, detail), Met { count: 1, first: String::new() })).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = met;
    }

    /// True if this was met.
    pub fn has(&self, fact: RestFact) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().any(|(met, ..)| *met == fact)
    }
}
