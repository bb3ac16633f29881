//! The rows that pass every filter of a query.

use rayon::prelude::*;

use super::judge::judge;
use super::scan::{rows_that_pass, rows_with};
use super::{Condition, Filter, Found, Join, Needle, Part, Query, QueryError, RowSet, Test, column_named};
use crate::check::{self, Input, RULES, Rule, Settings};
use crate::job::Watch;
use crate::store::TableData;

/// What conditions are judged with.
#[derive(Clone, Copy)]
pub(super) struct Judged<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) settings: &'a Settings,
    pub(super) data: &'a TableData,
    pub(super) watch: &'a Watch,
}

/// The rows that pass every filter of the query; `None` = all of them do, since there is no filter.
pub(super) fn narrowed(on: Judged<'_>, query: &Query) -> Result<Option<RowSet>, QueryError> {
    let mut passed: Option<RowSet> = None;
    let mut pass = |set: RowSet| match &mut passed {
        Some(passed) => passed.keep(&set),
        None => passed = Some(set),
    };
    if let Some(only) = &query.only {
        pass(RowSet::of(on.data.rows(), only.rows.iter().copied()));
    }
    if !query.filter.is_empty() {
        pass(rows_of(on, &query.filter)?);
    }
    if !query.text.is_empty() {
        pass(rows_with(on.input.data, on.data, &Needle::new(&query.text), on.watch));
    }
    if on.watch.is_cancelled() { Err(QueryError::Stopped) } else { Ok(passed) }
}

fn rows_of(on: Judged<'_>, filter: &Filter) -> Result<RowSet, QueryError> {
    let mut parts = filter.parts.iter();
    let Some(first) = parts.next() else { return Ok(RowSet::all(on.data.rows())) };
    let mut rows = rows_of_part(on, first)?;
    for part in parts {
        let more = rows_of_part(on, part)?;
        match filter.join {
            Join::All => rows.keep(&more),
            Join::Any => rows.join(&more),
        }
    }
    Ok(rows)
}

fn rows_of_part(on: Judged<'_>, part: &Part) -> Result<RowSet, QueryError> {
    let (mut rows, negated) = match part {
        Part::One(condition) => (rows_of_condition(on, condition)?, condition.negated),
        Part::Group { filter, negated } => (rows_of(on, filter)?, *negated),
    };
    if negated {
        rows.invert();
    }
    if on.watch.is_cancelled() { Err(QueryError::Stopped) } else { Ok(rows) }
}

/// The rows where the condition holds, before it is turned around.
fn rows_of_condition(on: Judged<'_>, condition: &Condition) -> Result<RowSet, QueryError> {
    let column = match &condition.column {
        None => None,
        Some(name) => Some(column_named(on.data, name).ok_or_else(|| QueryError::NoColumn { name: name.clone(), table: on.data.table() })?),
    };
    let none = || RowSet::none(on.data.rows());
    match (&condition.test, column) {
        (Test::Found(found), column) => rows_found(on, found, column),
        (Test::Contains { text, exact: false }, None) => Ok(rows_with(on.input.data, on.data, &Needle::new(text), on.watch)),
        (test, column) => {
            let Some(judge) = judge(test)? else { return Ok(none()) };
            let columns = on.data.columns();
            let columns = column.map_or(columns, |at| &columns[usize::from(at)..=usize::from(at)]);
            let mut rows = none();
            columns.iter().for_each(|column| rows.join(&rows_that_pass(column, &*judge, on.watch)));
            Ok(rows)
        }
    }
}

/// The rows, or the rows whose cell in a column, something was found in.
fn rows_found(on: Judged<'_>, found: &Found, column: Option<u16>) -> Result<RowSet, QueryError> {
    let rules: Vec<&'static Rule> = match found {
        Found::Any => RULES.to_vec(),
        Found::Level(level) => RULES.iter().copied().filter(|rule| rule.level == *level).collect(),
        Found::Rule(code) => vec![check::rule(code).ok_or_else(|| QueryError::NoRule(code.clone()))?],
    };
    let of_rule = |rule: &&'static Rule| match column {
        None => check::rows(on.input, on.settings, rule.code, on.data.table()),
        Some(column) => {
            let all = check::all(on.input, on.settings, rule.code, on.watch);
            let here = |spot: &&check::Spot| spot.column() == Some(column);
            let spots = all.iter().flat_map(|all| all.spots()).filter(here).filter_map(|spot| spot.row());
            RowSet::of(on.data.rows(), spots.filter(|(table, _)| *table == on.data.table()).map(|(_, row)| row))
        }
    };
    let sets = rules.par_iter().filter(|_| !on.watch.is_cancelled()).map(of_rule);
    Ok(sets.reduce(
        || RowSet::none(on.data.rows()),
        |mut one, two| {
            one.join(&two);
            one
        },
    ))
}
