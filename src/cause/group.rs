//! Findings with one cause.

use super::hint::Hint;
use super::stage::Stage;
use crate::check::{Counts, Level, Rule};
use crate::read::FileId;
use crate::spec::Table;

/// Findings with one cause: repairing it clears all of them.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name by which it is known from one package to the next.
    pub key: String,
    /// When it is repaired.
    pub stage: Stage,
    /// The cause in a few words.
    pub title: String,
    /// What follows from it, step by step.
    pub because: Vec<String>,
    /// How many findings it clears, by rule and file.
    pub parts: Vec<GroupPart>,
    /// What broken references may have meant.
    pub hints: Vec<Hint>,
    /// The record that is missing, or to be deleted, if it is a single one.
    pub lost: Option<(Table, String)>,
}

/// Findings of one rule in one file.
#[derive(Clone, Copy, Debug)]
pub struct GroupPart {
    /// The rule.
    pub rule: &'static Rule,
    /// The file; `None` = the package as a whole.
    pub file: Option<FileId>,
    /// How many, exactly.
    pub count: u64,
}

impl Group {
    /// How many findings it clears.
    pub fn clears(&self) -> u64 {
        self.parts.iter().map(|part| part.count).sum()
    }

    /// The same by level; `level` says how much a rule matters, as a receiver may see it otherwise.
    pub fn counts(&self, level: &dyn Fn(&Rule) -> Level) -> Counts {
        let mut counts = Counts::default();
        self.parts.iter().for_each(|part| counts += Counts::of(level(part.rule), part.count));
        counts
    }

    /// True if it holds findings of a rule.
    pub(super) fn has(&self, rule: &Rule) -> bool {
        self.parts.iter().any(|part| part.rule.code == rule.code)
    }

    pub(super) fn add(&mut self, rule: &'static Rule, file: Option<FileId>, count: u64) {
        match self.parts.iter_mut().find(|part| part.rule.code == rule.code && part.file == file) {
            Some(part) => part.count += count,
            None => self.parts.push(GroupPart { rule, file, count }),
        }
    }
}
