//! Rules turn facts, cells and relations into findings. A rule is one file under `rules`, named after the defect and entered
//! once in [`RULES`]; families that follow the standard's tables share a file. Counts are exact; places are kept up to a cap
//! and streamed in full on demand.
//!
//! One cell, one fault, one finding: cell rules of a column are asked from the most specific on; a row with the wrong number
//! of cells is not judged cell by cell; a reference that leads nowhere because its text cannot be a sourcedId is found by the
//! rule about that text.
//!
//! Deliberately absent: the clock (the day comes with the settings), disk and net, and any form for a screen.

mod level;
mod baseline;
mod settings;
mod place;
mod sink;
mod calendar;
mod chunk;
mod twins;
mod people;
mod hunt;
mod shared;
mod rule;
mod facts;
mod ragged;
mod declared;
mod headers;
mod sourced_id;
mod rules;
mod source_kind;
mod findings;
mod work;

use std::sync::Arc;

pub use baseline::{Baseline, FileBefore, SchoolBefore};
pub use findings::{Findings, Mark, RuleFindings};
pub use level::{Counts, Level};
pub use place::{Message, Place, Spot};
pub use rule::{BrokenCheck, CellCheck, CellPlace, Context, Effect, Evidence, How, Judge, PLAIN, RowsCheck, Rule, Topic};
pub use rules::RULES;
pub use settings::{Reads, Settings, Threshold, Thresholds};
pub use sink::Part;

use crate::job::Watch;
use crate::read::Package;
use crate::relate::Relations;
use crate::spec::Table;
use crate::store::{Dataset, RowSet};

/// The rule that speaks alone where a package is not OneRoster.
const FOREIGN: &str = "package-foreign-format";

/// What is judged.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The files, and what was met while opening them.
    pub package: &'a Package,
    /// The tables.
    pub data: &'a Dataset,
    /// The relations between them.
    pub relations: &'a Relations,
}

/// Runs every rule on as many threads as the machine has. Up to `cap` places are kept per rule. If `watch` says to stop, the
/// findings so far are given, and [`Findings::is_complete`] is false.
pub fn run(input: &Input<'_>, settings: &Settings, cap: usize, watch: &Watch) -> Arc<Findings> {
    Arc::new(work::run(input, settings, cap, watch))
}

/// As [`run`], after findings of the same input under other settings, with the same cap: only rules that look at what changed in
/// the settings run again.
pub fn run_again(input: &Input<'_>, settings: &Settings, before: &Findings, cap: usize, watch: &Watch) -> Arc<Findings> {
    Arc::new(work::run_again(input, settings, before, cap, watch))
}

/// Calls `each` with every place that the rule of this code finds, in the order of [`RuleFindings::spots`]; runs that rule alone.
pub fn stream(input: &Input<'_>, settings: &Settings, code: &str, each: &mut dyn FnMut(Place)) {
    let Some(rule) = rule(code) else { return };
    work::stream(input, settings, code, &Watch::new(), &mut |spot, value| each(spot.describe(rule.message, value, input)));
}

/// Calls `each` with the spot of every finding of the rule of this code, and with what is at fault where that is not the whole
/// cell; runs that rule alone. Calls nothing more once `watch` says to stop.
pub fn spots(input: &Input<'_>, settings: &Settings, code: &str, watch: &Watch, each: &mut dyn FnMut(Spot, Option<&str>)) {
    work::stream(input, settings, code, watch, each);
}

/// Every place that the rule of this code finds, whatever their number; runs that rule alone. `None` if there is no such rule,
/// or `watch` says to stop.
pub fn all(input: &Input<'_>, settings: &Settings, code: &str, watch: &Watch) -> Option<RuleFindings> {
    work::all(input, settings, rule(code)?, watch)
}

/// The rows of a table in which the rule of this code finds something; runs that rule alone.
pub fn rows(input: &Input<'_>, settings: &Settings, code: &str, table: Table) -> RowSet {
    let mut rows = RowSet::none(input.data.table(table).map_or(0, |table| table.rows()));
    work::stream(input, settings, code, &Watch::new(), &mut |spot, _| {
        if let Some((_, row)) = spot.row().filter(|(of, _)| *of == table) {
            rows.insert(row);
        }
    });
    rows
}

/// The rule of this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.binary_search_by_key(&code, |rule| rule.code).ok().map(|at| RULES[at])
}
