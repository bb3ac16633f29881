//! Runs the rules: cuts the work into pieces, spreads them over threads, puts the results together in a fixed order.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread::{Builder, available_parallelism, scope};

use super::findings::{Findings, RuleFindings};
use super::place::Spot;
use super::rule::{CellCheck, CellPlace, Context, How, Rule};
use super::settings::Settings;
use super::sink::{Kept, Part, Sink};
use super::{Input, RULES};
use crate::job::Watch;
use crate::read::RowFactKind;
use crate::spec::{Table, Type};
use crate::store::{Column, Skip, TableData};

/// One piece of work.
enum Piece<'a> {
    /// One rule that looks at everything.
    Package(&'static Rule),
    /// One rule at one table.
    Table(&'static Rule, &'a TableData),
    /// One rule at one column.
    Column(&'static Rule, &'a TableData, usize),
    /// All cell rules of one column in one scan.
    Cells(&'a TableData, usize, Vec<(&'static Rule, &'static CellCheck)>),
}

/// What a piece of work found, rule by rule.
type Found = Vec<(&'static Rule, Vec<Part>, Kept)>;

/// Everything that the pieces share.
struct Bench<'a> {
    input: Input<'a>,
    settings: &'a Settings,
    damaged: [Vec<u32>; Table::ALL.len()],
}

/// Runs every rule that is not left out, on as many threads as the machine has.
pub(super) fn run(input: &Input<'_>, settings: &Settings, cap: usize, watch: &Watch) -> Findings {
    let bench = Bench::new(input, settings);
    let pieces = pieces(&bench, |_| true);
    watch.doing("Checking");
    watch.set_total(watch.progress().done + pieces.len() as u64);
    let found = spread(&bench, &pieces, cap, watch);
    let complete = found.iter().all(Option::is_some) && !watch.is_cancelled();
    let mut groups: Vec<RuleFindings> =
        RULES.iter().map(|&rule| RuleFindings { rule, count: 0, parts: Vec::new(), kept: Kept::default() }).collect();
    for (rule, parts, kept) in found.into_iter().flatten().flatten() {
        // Codes are unique, so a rule is known by its code.
        if let Some(group) = groups.iter_mut().find(|group| group.rule.code == rule.code) {
            group.count += parts.iter().map(|part| part.count).sum::<u64>();
            merge_parts(&mut group.parts, parts);
            group.kept.append(kept, cap);
        }
    }
    Findings::new(settings.clone(), groups, input.data, complete)
}

/// Runs one rule alone and hands on every spot, in order. Other rules of the same cells are asked too, as they may come first.
pub(super) fn stream(input: &Input<'_>, settings: &Settings, code: &str, each: &mut dyn FnMut(&'static Rule, Spot, Option<&str>)) {
    let bench = Bench::new(input, settings);
    for piece in pieces(&bench, |rule| rule.code == code) {
        match piece {
            Piece::Cells(table, column, rules) => {
                bench.cells(table, column, &rules, &mut |at, row| {
                    if let Some((rule, _)) = rules.get(at).filter(|(rule, _)| rule.code == code) {
                        let mut forward = |spot: Spot, value: Option<&str>| each(rule, spot, value);
                        bench.sink(Sink::streaming(&mut forward), table).cell(table, row, column);
                    }
                });
            }
            Piece::Package(rule) | Piece::Table(rule, _) | Piece::Column(rule, ..) => {
                let mut forward = |spot: Spot, value: Option<&str>| each(rule, spot, value);
                bench.one(&piece, rule, Sink::streaming(&mut forward));
            }
        }
    }
}

/// Runs one rule alone and keeps every spot.
pub(super) fn all(input: &Input<'_>, settings: &Settings, rule: &'static Rule, watch: &Watch) -> Option<RuleFindings> {
    let mut found = RuleFindings { rule, count: 0, parts: Vec::new(), kept: Kept::default() };
    stream(input, settings, rule.code, &mut |_, spot, value| {
        if !watch.is_cancelled() {
            found.count += 1;
            let part = Part { file: spot.file(input), column: spot.column(), count: 1 };
            merge_parts(&mut found.parts, vec![part]);
            found.kept.push(spot, value);
        }
    });
    (!watch.is_cancelled()).then_some(found)
}

/// Cuts the work. `wanted` picks rules; a column's cell rules are all kept if one of them is wanted.
fn pieces<'a>(bench: &Bench<'a>, wanted: impl Fn(&Rule) -> bool) -> Vec<Piece<'a>> {
    let (data, settings) = (bench.input.data, bench.settings);
    let foreign = bench.input.package.detected.foreign.is_some();
    let active: Vec<&'static Rule> = RULES
        .iter()
        .copied()
        .filter(|rule| rule.is_for(data.version()) && !settings.without.iter().any(|code| code == rule.code))
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
            How::Cell(_) => {}
        }
    }
    for table in loaded(bench) {
        for column in 0..table.columns().len() {
            let rules = cell_rules(bench, &active, table, column);
            if rules.iter().any(|(rule, _)| wanted(rule)) {
                pieces.push(Piece::Cells(table, column, rules));
            }
        }
    }
    pieces
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

impl<'a> Bench<'a> {
    fn new(input: &Input<'a>, settings: &'a Settings) -> Self {
        let mut damaged = [const { Vec::new() }; Table::ALL.len()];
        for table in input.data.tables() {
            damaged[table.table().index()] = damaged_rows(table);
        }
        Self { input: *input, settings, damaged }
    }

    fn context(&self, rule: &'static Rule) -> Context<'_> {
        Context { rule, input: self.input, settings: self.settings }
    }

    fn cell_place(&self, table: &TableData, column: usize) -> Option<CellPlace> {
        let column = table.columns().get(column)?.spec()?;
        Some(CellPlace { table: table.table(), column, mode: table.mode(), version: self.input.data.version() })
    }

    fn sink<'s>(&'s self, sink: Sink<'s>, table: &TableData) -> Sink<'s> {
        sink.without_rows(&self.damaged[table.table().index()])
    }

    fn work(&self, piece: &Piece<'_>, cap: usize) -> Found {
        match piece {
            Piece::Package(rule) | Piece::Table(rule, _) | Piece::Column(rule, ..) => {
                let sink = self.one(piece, rule, Sink::capped(cap));
                vec![(*rule, sink.parts, sink.kept)]
            }
            Piece::Cells(table, column, rules) => {
                let mut sinks: Vec<_> = rules.iter().map(|_| self.sink(Sink::capped(cap), table)).collect();
                self.cells(table, *column, rules, &mut |at, row| sinks[at].cell(table, row, *column));
                rules.iter().zip(sinks).map(|((rule, _), sink)| (*rule, sink.parts, sink.kept)).collect()
            }
        }
    }

    /// Any piece but `Cells`.
    fn one<'s>(&'s self, piece: &Piece<'_>, rule: &'static Rule, sink: Sink<'s>) -> Sink<'s> {
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
    fn cells(&self, table: &TableData, number: usize, rules: &[(&'static Rule, &'static CellCheck)], found: &mut dyn FnMut(usize, u32)) {
        let (Some(place), Some(column)) = (self.cell_place(table, number), table.columns().get(number)) else { return };
        let first = |text: &str| rules.iter().position(|(_, check)| (check.is_bad)(&place, text));
        let ids_are_fine = rules.iter().all(|(_, check)| check.ids_are_fine);
        if ids_are_fine && column.target_table().is_some() && place.column.ty != Type::Guid {
            references(column, &first, found);
            return;
        }
        let skip = Skip { uuids: ids_are_fine, resolved: false };
        // The id of a row that is about a row of another table is judged there, if it is known there.
        let elsewhere = |row: u32| ids_are_fine && column.target_row(row).is_some();
        column.scan_where(
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
    let mut rows: Vec<u32> = table.ragged().iter().map(|ragged| ragged.row).chain(quotes).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Works off the pieces on named threads. The result stands in the order of the pieces; `None` = not done, as work was stopped.
fn spread(bench: &Bench<'_>, pieces: &[Piece<'_>], cap: usize, watch: &Watch) -> Vec<Option<Found>> {
    let slots: Vec<Mutex<Option<Found>>> = pieces.iter().map(|_| Mutex::new(None)).collect();
    // The largest first, so that no thread is left with a large one at the end.
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(pieces[at].rows()));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(&at) = order.get(next.fetch_add(1, Relaxed)).filter(|_| !watch.is_cancelled()) {
            let found = bench.work(&pieces[at], cap);
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
    fn rows(&self) -> u32 {
        match self {
            Self::Package(_) => u32::MAX,
            Self::Table(_, table) | Self::Column(_, table, _) | Self::Cells(table, ..) => table.rows(),
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
