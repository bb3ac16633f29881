//! Records that are referred to and are not there, or not for long: who refers to them, and which other missing record they go with.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::check::{self, Findings, Input, Rule, RuleFindings, Spot, Topic};
use crate::job::Watch;
use crate::read::FileId;
use crate::spec::{Reference, Table};

/// Missing records that are told apart; what is beyond is counted together.
const MOST_LOST: usize = 1_000_000;
/// Rows of which it is known that their org is missing.
const MOST_ROWS: usize = 4_000_000;
/// What finds references to records that are there, but to be deleted.
const TO_DELETED: &str = "ref-to-deleted";
/// References out of a delta say nothing about what is missing.
const DELTA: &str = "ref-delta-unresolved";

/// A missing record, by its table and id.
pub(super) type LostKey = (Table, Box<str>);

/// Who refers to a missing record.
#[derive(Clone, Debug, Default)]
pub(super) struct Lost {
    /// Findings by rule and file.
    pub(super) parts: Vec<(&'static Rule, FileId, u64)>,
    /// The missing org that every row names which refers to it.
    pub(super) org: Together,
    /// What kind of row it has to be, if a column that refers to it says so.
    pub(super) kind: Option<&'static str>,
    /// It is there, but to be deleted.
    pub(super) deleted: bool,
}

/// What the rows that refer to a missing record have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Together {
    /// No row yet.
    #[default]
    Nothing,
    /// Each names this missing org.
    Org(Box<str>),
    /// They differ.
    Mixed,
}

impl Together {
    fn and(&mut self, other: &Self) {
        match (&*self, other) {
            (_, Self::Nothing) => {}
            (Self::Nothing, _) => *self = other.clone(),
            (Self::Org(one), Self::Org(two)) if one == two => {}
            _ => *self = Self::Mixed,
        }
    }
}

impl Lost {
    pub(super) fn count(&self) -> u64 {
        self.parts.iter().map(|part| part.2).sum()
    }

    fn add(&mut self, rule: &'static Rule, file: FileId, count: u64) {
        match self.parts.iter_mut().find(|(of, in_file, _)| of.code == rule.code && *in_file == file) {
            Some((.., sum)) => *sum += count,
            None => self.parts.push((rule, file, count)),
        }
    }
}

/// Every missing record.
pub(super) type AllLost = HashMap<LostKey, Lost>;

/// The rows whose org is missing, with its id.
type OrgOfRow = HashMap<(Table, u32), Box<str>>;

/// Collects the missing records. Findings beyond the limits are left to their rules.
pub(super) fn collect(input: &Input<'_>, findings: &Findings, watch: &Watch) -> AllLost {
    let rules: Vec<&RuleFindings> =
        findings.groups().iter().filter(|group| group.rule.topic == Topic::Reference && group.rule.code != DELTA).collect();
    let orgs: Vec<(AllLost, OrgOfRow)> =
        rules.par_iter().map(|group| of_rule(input, findings, group.rule, true, &OrgOfRow::new(), watch)).collect();
    let mut all = AllLost::new();
    let mut org_of_row = OrgOfRow::new();
    for (lost, rows) in orgs {
        merge(&mut all, lost);
        org_of_row.extend(rows);
    }
    let others: Vec<(AllLost, OrgOfRow)> =
        rules.par_iter().map(|group| of_rule(input, findings, group.rule, false, &org_of_row, watch)).collect();
    for (lost, _) in others {
        merge(&mut all, lost);
    }
    all
}

/// The missing records that one rule found: orgs, or all others.
fn of_rule(
    input: &Input<'_>,
    findings: &Findings,
    rule: &'static Rule,
    orgs: bool,
    org_of_row: &OrgOfRow,
    watch: &Watch,
) -> (AllLost, OrgOfRow) {
    let (mut all, mut rows) = (AllLost::new(), OrgOfRow::new());
    let deleted = rule.code == TO_DELETED;
    check::spots(input, findings.settings(), rule.code, watch, &mut |spot, value| {
        let (Spot::Cell { table, row, column }, Some(id)) = (spot, value) else { return };
        let reference = reference_of(input, table, column).filter(|reference| (reference.table == Table::Orgs) == orgs);
        let Some(Reference { table: target, expects }) = reference else { return };
        let Some(file) = spot.file(input) else { return };
        if !deleted && input.data.table(target).is_some_and(|data| data.find(id).is_some()) {
            return;
        }
        let together = match org_of_row.get(&(table, row)) {
            Some(org) if !deleted => Together::Org(org.clone()),
            // A row that cannot name an org says nothing about it.
            None if !names_org(input, table) => Together::Nothing,
            _ => Together::Mixed,
        };
        let key = (target, Box::from(id));
        if !all.contains_key(&key) && all.len() >= MOST_LOST {
            return;
        }
        let lost = all.entry(key).or_default();
        lost.add(rule, file, 1);
        lost.org.and(&together);
        lost.deleted = deleted;
        lost.kind = lost.kind.or(expects.map(|(_, kind)| kind));
        if orgs && !deleted && rows.len() < MOST_ROWS {
            rows.entry((table, row)).or_insert_with(|| id.into());
        }
    });
    (all, rows)
}

/// What a column refers to.
fn reference_of(input: &Input<'_>, table: Table, column: u16) -> Option<Reference> {
    input.data.table(table)?.columns().get(usize::from(column))?.spec()?.reference
}

/// True if rows of a table name an org.
fn names_org(input: &Input<'_>, table: Table) -> bool {
    let columns = input.data.table(table).map_or(&[][..], |data| data.columns());
    columns.iter().any(|column| column.spec().and_then(|spec| spec.reference).is_some_and(|reference| reference.table == Table::Orgs))
}

fn merge(all: &mut AllLost, more: AllLost) {
    let mut more: Vec<_> = more.into_iter().collect();
    more.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    for (key, lost) in more {
        let known = all.entry(key).or_default();
        known.org.and(&lost.org);
        known.kind = known.kind.or(lost.kind);
        known.deleted |= lost.deleted;
        lost.parts.into_iter().for_each(|(rule, file, count)| known.add(rule, file, count));
    }
}
