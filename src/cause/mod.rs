//! Findings that share a cause, in the order of repair: 412 orphan enrollments because 3 classes are missing because school 0457
//! is not in orgs.csv. Every finding is in exactly one group, so a group says how many findings disappear with it.
//!
//! A pure function of what was judged and what was found. Deliberately absent: repairing. A hint says what a reference may have
//! meant; only the one who sends the data knows.

mod words;
mod stage;
mod hint;
mod group;
mod lost;
mod build;

use std::collections::HashMap;

pub use group::{Group, GroupPart};
pub use hint::{Hint, HintKind};
pub use stage::Stage;
pub use words::number;

use crate::check::{Findings, Input, Place, Rule};
use crate::job::Watch;
use crate::spec::Table;
use crate::store::RowSet;

/// All findings by cause.
#[derive(Debug, Default)]
pub struct Causes {
    groups: Vec<Group>,
    of_lost: HashMap<lost::LostKey, u32>,
    of_rule: HashMap<(&'static str, String), u32>,
    complete: bool,
}

/// Puts findings together by cause, on several threads. If `watch` says to stop, [`Causes::is_complete`] is false.
pub fn find(input: &Input<'_>, findings: &Findings, watch: &Watch) -> Causes {
    let lost = lost::collect(input, findings, watch);
    let built = build::build(input, findings, lost, watch);
    let mut of_rule = HashMap::new();
    for (group, number) in built.groups.iter().zip(0..).filter(|(group, _)| group.key.starts_with("rule:")) {
        for part in &group.parts {
            let name = part.file.and_then(|file| input.package.file(file)).map(|file| file.name.clone()).unwrap_or_default();
            of_rule.insert((part.rule.code, name), number);
        }
    }
    Causes { groups: built.groups, of_lost: built.of_lost, of_rule, complete: !watch.is_cancelled() && findings.is_complete() }
}

impl Causes {
    /// The groups in the order of repair.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// False if the work was stopped before its end.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// The group of a finding.
    pub fn group_of(&self, rule: &Rule, place: &Place, input: &Input<'_>) -> Option<&Group> {
        self.groups.get(self.number_of(rule, place, input)? as usize)
    }

    /// The group of a finding, as its number in the order of repair.
    pub fn number_of(&self, rule: &Rule, place: &Place, input: &Input<'_>) -> Option<u32> {
        let target = place.table.zip(place.column.as_deref()).and_then(|(table, column)| target_of(input, table, column));
        let lost = target.and_then(|target| self.of_lost.get(&(target, place.value.as_str().into())));
        // Of a record that is to be deleted, other rules may find something too.
        let is_of = |number: &&u32| self.groups.get(**number as usize).is_some_and(|group| group.has(rule));
        lost.filter(is_of).or_else(|| self.of_rule.get(&(rule.code, place.file.clone()))).copied()
    }

    /// The rows of a table that have a finding of this group.
    pub fn rows(&self, group: &Group, input: &Input<'_>, findings: &Findings, table: Table, watch: &Watch) -> RowSet {
        let mut rows = RowSet::none(input.data.table(table).map_or(0, |table| table.rows()));
        for part in &group.parts {
            crate::check::spots(input, findings.settings(), part.rule.code, watch, &mut |spot, value| {
                let Some((_, row)) = spot.row().filter(|(of, _)| *of == table) else { return };
                let place = spot.describe(|_, _| String::new(), value, input);
                if self.group_of(part.rule, &place, input).is_some_and(|found| found.key == group.key) {
                    rows.insert(row);
                }
            });
        }
        rows
    }
}

/// The table that a column of this name refers to.
fn target_of(input: &Input<'_>, table: Table, column: &str) -> Option<Table> {
    let data = input.data.table(table)?;
    let column = data.columns().iter().find(|known| known.name() == column)?;
    Some(column.spec()?.reference?.table)
}
