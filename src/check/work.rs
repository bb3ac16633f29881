//! Runs the rules: cuts the work into pieces, spreads them over threads, puts the results together in a fixed order.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{Builder, available_parallelism, scope};

use super::chunk::Chunk;
use super::findings::{Findings, RuleFindings};
use super::hunt::Hunt;
use super::place::Spot;
use super::ragged::trailing_cells;
use super::rule::{BrokenCheck, CellCheck, CellPlace, Context, How, Judge, Rule};
use super::settings::{Reads, Settings};
use super::shared::Shared;
use super::sink::{Kept, Part, Sink};
use super::source_kind;
use super::sourced_id::is_found_by_its_text;
use super::{Input, RULES};
use crate::job::Watch;
use crate::read::RowFactKind;
use crate::spec::{Mode, Table, Type};
use crate::store::{Column, Skip, TableData};

/// One piece of work.
enum Piece<'a> {
    /// What several rules wait for.
    Shared,
    /// One rule that looks at everything.
    Package(&'static Rule),
    /// One rule at one table.
    Table(&'static Rule, &'a TableData),
    /// One rule at one column.
    Column(&'static Rule, &'a TableData, usize),
    /// All cell rules of some row groups of one column in one scan.
    Cells(&'a TableData, usize, Range<usize>, Arc<[(&'static Rule, &'static CellCheck)]>),
    /// All rules about rows of some row groups of one table.
    Rows(Arc<RowRules<'a>>, Range<usize>),
    /// All rules about the broken references of one column in one scan.
    Broken(&'a TableData, usize, Vec<(&'static Rule, &'static BrokenCheck)>),
}

/// Row groups of a piece of work: enough to be worth it, and little enough to stop soon and to share out evenly.
const GROUPS: usize = 32;

/// The rules about rows of one table, and what judges them once it is prepared.
struct RowRules<'a> {
    table: &'a TableData,
    rules: Vec<&'static Rule>,
    judges: OnceLock<Vec<Option<Judge<'a>>>>,
}

/// What a piece of work found, rule by rule.
type Found = Vec<(&'static Rule, Vec<Part>, Kept)>;

/// Everything that the pieces share.
struct Bench<'a> {
    input: Input<'a>,
    settings: &'a Settings,
    shared: &'a Shared<'a>,
    damaged: [Vec<u32>; Table::ALL.len()],
}

/// Runs every rule that is wanted, on as many threads as the machine has.
pub(super) fn run(input: &Input<'_>, settings: &Settings, cap: usize, watch: &Watch) -> Findings {
    run_changed(input, settings, None, cap, watch)
}

/// Runs the rules that look at what changed in the settings, and takes over what the others found before.
pub(super) fn run_again(input: &Input<'_>, settings: &Settings, before: &Findings, cap: usize, watch: &Watch) -> Findings {
    let changed = settings.changed_since(before.settings()).filter(|_| before.is_complete());
    run_changed(input, settings, changed.as_deref().map(|changed| (before, changed)), cap, watch)
}

fn run_changed(input: &Input<'_>, settings: &Settings, before: Option<(&Findings, &[Reads])>, cap: usize, watch: &Watch) -> Findings {
    let wanted = |rule: &Rule| before.is_none_or(|(_, changed)| rule.reads.iter().any(|part| changed.contains(part)));
    let known = |rule: &Rule| before.and_then(|(before, _)| before.group(rule.code)).filter(|_| !wanted(rule)).cloned();
    let none = |rule: &'static Rule| RuleFindings::none(rule, input.data.version());
    let mut groups: Vec<RuleFindings> = RULES.iter().map(|&rule| known(rule).unwrap_or_else(|| none(rule))).collect();
    let shared = Shared::new(*input, watch);
    let bench = Bench::new(input, settings, &shared);
    let mut pieces = pieces(&bench, wanted);
    if before.is_none() {
        pieces.push(Piece::Shared);
    }
    watch.doing("Checking");
    watch.set_total(watch.progress().done + pieces.len() as u64);
    let found = spread(&bench, &pieces, cap, watch);
    let complete = found.iter().all(Option::is_some) && !watch.is_cancelled();
    // Other rules of the same cells were asked too, as they may come first.
    for (rule, parts, kept) in found.into_iter().flatten().flatten().filter(|(rule, ..)| wanted(rule)) {
        // Codes are unique, so a rule is known by its code.
        if let Some(group) = groups.iter_mut().find(|group| group.rule.code == rule.code) {
            group.count += parts.iter().map(|part| part.count).sum::<u64>();
            merge_parts(&mut group.parts, parts);
            group.kept.append(kept, cap);
        }
    }
    Findings::new(settings.clone(), groups, input.data, complete)
}

/// Runs one rule alone and hands on every spot, in order, until `watch` says to stop. Other rules of the same cells are asked
/// too, as they may come first.
pub(super) fn stream(input: &Input<'_>, settings: &Settings, code: &str, watch: &Watch, each: &mut dyn FnMut(Spot, Option<&str>)) {
    let shared = Shared::new(*input, watch);
    let bench = Bench::new(input, settings, &shared);
    for piece in pieces(&bench, |rule| rule.code == code) {
        if watch.is_cancelled() {
            return;
        }
        match &piece {
            Piece::Cells(table, column, groups, rules) => {
                bench.cells(table, *column, groups.clone(), rules, &mut |at, row| {
                    if rules.get(at).is_some_and(|(rule, _)| rule.code == code) {
                        bench.sink(Sink::streaming(each), table).cell(table, row, *column);
                    }
                });
            }
            Piece::Rows(of, groups) => {
                let mut sink = bench.sink(Sink::streaming(each), of.table);
                if let Some(judge) = bench.judges(of).first().and_then(Option::as_ref) {
                    bench.rows(of.table, groups.clone(), watch, |chunk| judge(chunk, &mut sink));
                }
            }
            Piece::Broken(table, column, rules) => {
                bench.broken(table, *column, rules, &mut |at, row, id| {
                    if rules.get(at).is_some_and(|(rule, _)| rule.code == code) {
                        bench.sink(Sink::streaming(each), table).item(table, row, *column, id);
                    }
                });
            }
            Piece::Package(rule) | Piece::Table(rule, _) | Piece::Column(rule, ..) => {
                bench.one(&piece, rule, Sink::streaming(each));
            }
            Piece::Shared => {}
        }
    }
}

/// Runs one rule alone and keeps every spot.
pub(super) fn all(input: &Input<'_>, settings: &Settings, rule: &'static Rule, watch: &Watch) -> Option<RuleFindings> {
    let mut found = RuleFindings::none(rule, input.data.version());
    stream(input, settings, rule.code, watch, &mut |spot, value| {
        if !watch.is_cancelled() {
            found.count += 1;
            let part = Part { file: spot.file(input), column: spot.column(), count: 1 };
            merge_parts(&mut found.parts, vec![part]);
            found.kept.push(spot, value);
        }
    });
    (!watch.is_cancelled()).then_some(found)
}

/// Cuts the work. `wanted` picks rules; a column's cell rules, and those about its broken references, are all kept if one of
/// them is wanted.
fn pieces<'a>(bench: &Bench<'a>, wanted: impl Fn(&Rule) -> bool) -> Vec<Piece<'a>> {
    let (data, settings) = (bench.input.data, bench.settings);
    let foreign = bench.input.package.detected.foreign.is_some();
    let active: Vec<&'static Rule> = RULES
        .iter()
        .copied()
        .filter(|rule| rule.is_for(data.version()) && rule.is_wanted(settings))
        .filter(|rule| source_kind::fits(rule, bench.input.package.kind))
        // What is not OneRoster breaks nearly every rule; one finding says all there is to say.
        .filter(|rule| !foreign || rule.code == super::FOREIGN)
        .collect();
    let mut pieces = Vec::new();
    for &rule in active.iter().filter(|rule| wanted(rule)) {
        match rule.how {
            How::Package(_) => pieces.push(Piece::Package(rule)),
            How::Table(_) => {
                let tables = loaded(bench).filter(|table| rule.is_for_mode(table.mode()));
                pieces.extend(tables.map(|table| Piece::Table(rule, table)));
            }
            How::Column(_) => {
                for table in loaded(bench).filter(|table| rule.is_for_mode(table.mode())) {
                    let columns = table.columns().iter().enumerate().filter(|(_, column)| column.spec().is_some());
                    pieces.extend(columns.map(|(column, _)| Piece::Column(rule, table, column)));
                }
            }
            How::Cell(_) | How::Rows(_) | How::Broken(_) => {}
        }
    }
    for table in loaded(bench) {
        row_pieces(&active, table, &wanted, &mut pieces);
        for column in 0..table.columns().len() {
            let rules: Arc<[_]> = cell_rules(bench, &active, table, column).into();
            if rules.iter().any(|(rule, _)| wanted(rule)) {
                let ranges = ranges(table.columns()[column].groups());
                pieces.extend(ranges.map(|groups| Piece::Cells(table, column, groups, Arc::clone(&rules))));
            }
            let rules = broken_rules(bench, &active, table, column);
            if rules.iter().any(|(rule, _)| wanted(rule)) {
                pieces.push(Piece::Broken(table, column, rules));
            }
        }
    }
    pieces
}

fn row_pieces<'a>(active: &[&'static Rule], table: &'a TableData, wanted: impl Fn(&Rule) -> bool, pieces: &mut Vec<Piece<'a>>) {
    let is_about = |rule: &Rule| matches!(&rule.how, How::Rows(check) if check.table == table.table());
    let rules = active.iter().copied().filter(|rule| is_about(rule) && rule.is_for_mode(table.mode()) && wanted(rule));
    let of = RowRules { table, rules: rules.collect(), judges: OnceLock::new() };
    if of.rules.is_empty() {
        return;
    }
    let of = Arc::new(of);
    let groups = (table.rows() as usize).div_ceil(Column::GROUP_ROWS);
    pieces.extend(ranges(groups).map(|groups| Piece::Rows(Arc::clone(&of), groups)));
}

/// Row groups in portions.
fn ranges(groups: usize) -> impl Iterator<Item = Range<usize>> {
    (0..groups).step_by(GROUPS).map(move |from| from..groups.min(from + GROUPS))
}

/// The manifest has rules of its own; a file that the version does not know cannot be judged by it.
fn loaded<'a>(bench: &Bench<'a>) -> impl Iterator<Item = &'a TableData> + use<'a> {
    let spec = bench.input.data.version().spec();
    bench.input.data.tables().filter(move |table| table.table() != Table::Manifest && spec.table(table.table()).is_some())
}

/// The cell rules of one column, the most specific first.
fn cell_rules(bench: &Bench<'_>, active: &[&'static Rule], table: &TableData, column: usize) -> Vec<(&'static Rule, &'static CellCheck)> {
    let Some(place) = bench.cell_place(table, column) else { return Vec::new() };
    let mut rules: Vec<_> = active
        .iter()
        .filter(|rule| rule.is_for_mode(table.mode()))
        .filter_map(|&rule| match &rule.how {
            How::Cell(check) if (check.applies)(rule, &place) => Some((rule, check)),
            _ => None,
        })
        .collect();
    rules.sort_by_key(|(rule, check)| (check.rank, rule.code));
    rules
}

/// The rules about broken references of one column, the most specific first.
fn broken_rules(
    bench: &Bench<'_>,
    active: &[&'static Rule],
    table: &TableData,
    column: usize,
) -> Vec<(&'static Rule, &'static BrokenCheck)> {
    let Some(place) = bench.cell_place(table, column) else { return Vec::new() };
    let target = table.columns()[column].target_table().and_then(|target| bench.input.data.table(target));
    let Some(target) = target else { return Vec::new() };
    let closed = table.mode() == Mode::Bulk && target.mode() == Mode::Bulk;
    let mut rules: Vec<_> = active
        .iter()
        .filter_map(|&rule| match &rule.how {
            How::Broken(check) if (check.applies)(rule, &place, closed) => Some((rule, check)),
            _ => None,
        })
        .collect();
    rules.sort_by_key(|(rule, check)| (check.rank, rule.code));
    rules
}

impl<'a> Bench<'a> {
    fn new(input: &Input<'a>, settings: &'a Settings, shared: &'a Shared<'a>) -> Self {
        let mut damaged = [const { Vec::new() }; Table::ALL.len()];
        for table in input.data.tables() {
            damaged[table.table().index()] = damaged_rows(table);
        }
        Self { input: *input, settings, shared, damaged }
    }

    fn context(&self, rule: &'static Rule) -> Context<'a> {
        Context { rule, input: self.input, settings: self.settings, shared: self.shared }
    }

    fn cell_place(&self, table: &TableData, column: usize) -> Option<CellPlace> {
        let column = table.columns().get(column)?.spec()?;
        Some(CellPlace { table: table.table(), column, mode: table.mode(), version: self.input.data.version() })
    }

    fn sink<'s>(&'s self, sink: Sink<'s>, table: &TableData) -> Sink<'s> {
        sink.without_rows(&self.damaged[table.table().index()])
    }

    fn work(&self, piece: &Piece<'a>, cap: usize, watch: &Watch) -> Found {
        let sinks_for = |rules: usize, table| (0..rules).map(|_| self.sink(Sink::capped(cap), table)).collect::<Vec<_>>();
        let give = |rule: &'static Rule, sink: Sink<'_>| (rule, sink.parts, sink.kept);
        match piece {
            Piece::Shared => {
                self.shared.enrolled();
                Vec::new()
            }
            Piece::Package(rule) | Piece::Table(rule, _) | Piece::Column(rule, ..) => {
                vec![give(rule, self.one(piece, rule, Sink::capped(cap)))]
            }
            Piece::Cells(table, column, groups, rules) => {
                let mut sinks = sinks_for(rules.len(), table);
                self.cells(table, *column, groups.clone(), rules, &mut |at, row| sinks[at].cell(table, row, *column));
                rules.iter().zip(sinks).map(|((rule, _), sink)| give(rule, sink)).collect()
            }
            Piece::Rows(of, groups) => {
                let mut sinks = sinks_for(of.rules.len(), of.table);
                let judges = self.judges(of);
                self.rows(of.table, groups.clone(), watch, |chunk| {
                    for (judge, sink) in judges.iter().zip(&mut sinks) {
                        if let Some(judge) = judge {
                            judge(chunk, sink);
                        }
                    }
                });
                of.rules.iter().zip(sinks).map(|(rule, sink)| give(rule, sink)).collect()
            }
            Piece::Broken(table, column, rules) => {
                let mut sinks = sinks_for(rules.len(), table);
                self.broken(table, *column, rules, &mut |at, row, id| sinks[at].item(table, row, *column, id));
                rules.iter().zip(sinks).map(|((rule, _), sink)| give(rule, sink)).collect()
            }
        }
    }

    fn judges<'s>(&self, of: &'s RowRules<'a>) -> &'s [Option<Judge<'a>>] {
        let prepare = |rule: &&'static Rule| match &rule.how {
            How::Rows(check) => (check.prepare)(&self.context(rule), of.table),
            _ => None,
        };
        of.judges.get_or_init(|| of.rules.iter().map(prepare).collect())
    }

    fn rows(&self, table: &TableData, groups: Range<usize>, watch: &Watch, mut judge: impl FnMut(&Chunk<'_>)) {
        let mut chunk = Chunk::new(table);
        for group in groups.take_while(|_| !watch.is_cancelled()) {
            chunk.go_to(group);
            judge(&chunk);
        }
    }

    /// One scan for all rules about broken references of a column; `found(rule, row, item)` gets the place of the rule in `rules`.
    fn broken(
        &self,
        table: &TableData,
        number: usize,
        rules: &[(&'static Rule, &'static BrokenCheck)],
        found: &mut dyn FnMut(usize, u32, &str),
    ) {
        let Some(place) = self.cell_place(table, number) else { return };
        let column = &table.columns()[number];
        let Some(target) = column.target_table().and_then(|target| self.input.data.table(target)) else { return };
        let hunt = Hunt::new(self.input, target);
        // An id that is asked for again and again is looked into once.
        let mut last: (String, Option<usize>) = (String::new(), None);
        column.scan_broken(|row, id| {
            if last.0 != id {
                let by_text = is_found_by_its_text(&place, id);
                let first = rules.iter().position(|(_, check)| !by_text && (check.fits)(&hunt, id));
                last = (id.to_owned(), first);
            }
            if let Some(at) = last.1 {
                found(at, row, id);
            }
        });
    }

    /// A piece of one rule.
    fn one<'s>(&'s self, piece: &Piece<'a>, rule: &'static Rule, sink: Sink<'s>) -> Sink<'s> {
        let context = self.context(rule);
        match (piece, &rule.how) {
            (Piece::Package(_), How::Package(check)) => {
                let mut sink = sink;
                check(&context, &mut sink);
                sink
            }
            (Piece::Table(_, table), How::Table(check)) => {
                let mut sink = self.sink(sink, table);
                check(&context, table, &mut sink);
                sink
            }
            (Piece::Column(_, table, column), How::Column(check)) => {
                let mut sink = self.sink(sink, table);
                check(&context, table, *column, &mut sink);
                sink
            }
            _ => sink,
        }
    }

    /// One scan for all cell rules of a column; `found(rule, row)` gets the place of the rule in `rules`.
    fn cells(
        &self,
        table: &TableData,
        number: usize,
        groups: Range<usize>,
        rules: &[(&'static Rule, &'static CellCheck)],
        found: &mut dyn FnMut(usize, u32),
    ) {
        let (Some(place), Some(column)) = (self.cell_place(table, number), table.columns().get(number)) else { return };
        let first = |text: &str| rules.iter().position(|(_, check)| (check.is_bad)(&place, text));
        let ids_are_fine = rules.iter().all(|(_, check)| check.ids_are_fine);
        if ids_are_fine && column.target_table().is_some() && place.column.ty != Type::Guid {
            // What is scanned is little, so all of it is done with the first portion.
            if groups.start == 0 {
                references(column, &first, found);
            }
            return;
        }
        let skip = Skip { uuids: ids_are_fine, resolved: false };
        // The id of a row that is about a row of another table is judged there, if it is known there.
        let elsewhere = |row: u32| ids_are_fine && column.target_row(row).is_some();
        column.scan_where_in(
            groups,
            skip,
            |text| first(text).is_some(),
            |row, text| {
                if let Some(at) = first(text).filter(|_| !elsewhere(row)) {
                    found(at, row);
                }
            },
        );
    }
}

/// Cell rules of a reference column. A reference that leads somewhere is as the id that it leads to, which is judged in its own
/// place; so only blank cells and broken items are looked at, and a cell with several of them counts once.
fn references(column: &Column, first: &dyn Fn(&str) -> Option<usize>, found: &mut dyn FnMut(usize, u32)) {
    if let Some(at) = first("") {
        column.scan_where(Skip { uuids: true, resolved: true }, str::is_empty, |row, _| found(at, row));
    }
    let mut last = None;
    column.scan_broken(|row, id| {
        if last != Some(row)
            && let Some(at) = first(id)
        {
            last = Some(row);
            found(at, row);
        }
    });
}

/// Rows whose cells cannot be trusted: too many or too few of them, or a quote that swallowed what follows.
fn damaged_rows(table: &TableData) -> Vec<u32> {
    let quotes = table.row_facts().iter().filter(|fact| fact.kind == RowFactKind::UnclosedQuote && fact.row > 0).map(|fact| fact.row - 1);
    // Cells after the last column do no harm if every row has them, empty.
    let ragged = if trailing_cells(table) > 0 { &[] } else { table.ragged() };
    let mut rows: Vec<u32> = ragged.iter().map(|ragged| ragged.row).chain(quotes).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Works off the pieces on named threads. The result stands in the order of the pieces; `None` = not done, as work was stopped.
fn spread<'a>(bench: &Bench<'a>, pieces: &[Piece<'a>], cap: usize, watch: &Watch) -> Vec<Option<Found>> {
    let slots: Vec<Mutex<Option<Found>>> = pieces.iter().map(|_| Mutex::new(None)).collect();
    // The largest first, so that no thread is left with a large one at the end.
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    // What others wait for stands last in the list and is begun first.
    order.sort_by_key(|&at| std::cmp::Reverse((pieces[at].rows(), at)));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(&at) = order.get(next.fetch_add(1, Relaxed)).filter(|_| !watch.is_cancelled()) {
            let found = bench.work(&pieces[at], cap, watch);
            *slots[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
            watch.add(1);
        }
    };
    scope(|scope| {
        for number in 1..available_parallelism().map_or(1, usize::from) {
            // Without a further thread the work is done on this one alone.
            drop(Builder::new().name(format!("check {number}")).spawn_scoped(scope, work));
        }
        work();
    });
    slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

impl Piece<'_> {
    /// Rows to look at, for doing the largest pieces first.
    fn rows(&self) -> usize {
        match self {
            Self::Shared | Self::Package(_) => usize::MAX,
            Self::Table(_, table) | Self::Column(_, table, _) | Self::Broken(table, ..) => table.rows() as usize,
            Self::Cells(_, _, groups, _) | Self::Rows(_, groups) => groups.len() * Column::GROUP_ROWS,
        }
    }
}

fn merge_parts(parts: &mut Vec<Part>, more: Vec<Part>) {
    for part in more {
        match parts.iter_mut().find(|known| known.file == part.file && known.column == part.column) {
            Some(known) => known.count += part.count,
            None => parts.push(part),
        }
    }
}
