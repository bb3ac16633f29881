//! Measures filters, sorts and facets on ten million rows of six columns against copying the same text in memory, in the same
//! run. Prints the table of the README and says whether the limits hold.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints its table")]

mod table;

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::Parser;
use roster_inspector::check::{Input, Settings};
use roster_inspector::job::Watch;
use roster_inspector::query::{Condition, FacetAsk, Filter, Query, SortKey, Test, facet, first_rows, order};
use roster_inspector::read::Limits;
use roster_inspector::roster::{self, Roster};
use roster_inspector::spec::Table;
use roster_inspector::store::TableData;

/// Measure queries.
#[derive(Parser)]
struct Args {
    /// Rows of the table.
    #[arg(long, default_value_t = 10_000_000)]
    rows: u32,
    /// Runs of each figure, of which the median counts.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Only what has this in its name.
    #[arg(long, default_value = "")]
    only: String,
    /// Cargo passes it.
    #[arg(long, hide = true)]
    bench: bool,
}

/// One thing to measure.
struct Task {
    name: &'static str,
    /// The most that it may take, in copies.
    most: f64,
    run: Box<dyn Fn(&Roster)>,
}

fn main() -> ExitCode {
    match bench(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// True if every limit holds.
fn bench(args: &Args) -> Result<bool, Box<dyn Error>> {
    let folder = table::make(args.rows)?;
    let roster = roster::open(&[folder], &Limits::default(), &Watch::new())?;
    let users = roster.table(Table::Users).ok_or("a table of people")?;
    let text = text_of(users);
    let mut copy = vec![1; text.len()];
    let tasks: Vec<Task> = tasks().into_iter().filter(|task| task.name.contains(&args.only)).collect();

    let mut copies = Vec::new();
    let mut figures = vec![Vec::new(); tasks.len()];
    for run in 0..=args.runs {
        let copied = seconds(|| {
            copy.copy_from_slice(&text);
            black_box(&copy);
        });
        let times: Vec<f64> = tasks.iter().map(|task| seconds(|| (task.run)(&roster))).collect();
        // The first run warms up.
        if run > 0 {
            copies.push(copied);
            figures.iter_mut().zip(times).for_each(|(all, one)| all.push(one));
        }
    }
    Ok(print(users, text.len(), &tasks, median(copies), figures))
}

fn print(users: &TableData, bytes: usize, tasks: &[Task], copy: f64, figures: Vec<Vec<f64>>) -> bool {
    println!(
        "| {} rows × {} columns, {:.2} GB of text | time | in copies | at most |",
        users.rows(),
        users.columns().len(),
        bytes as f64 / 1e9
    );
    println!("|---|--:|--:|--:|");
    println!("| copying the text in memory | {:.0} ms | 1 | |", copy * 1e3);
    let mut holds = true;
    for (task, figures) in tasks.iter().zip(figures) {
        let time = median(figures);
        let ratio = time / copy;
        holds &= ratio <= task.most;
        let missed = if ratio <= task.most { "" } else { " (missed)" };
        println!("| {} | {:.1} ms | {ratio:.2} | {}{missed} |", task.name, time * 1e3, task.most);
    }
    holds
}

fn tasks() -> Vec<Task> {
    let quick = |text: &str| Query { text: text.to_owned(), ..Query::default() };
    let exact = |text: &str| Query::of(Condition::anywhere(Test::Contains { text: text.to_owned(), exact: true }));
    let is = |column: &str, text: &str| Query::of(Condition::is(column, text));
    let sort = |column, descending| Query { sort: vec![SortKey { column, descending, natural: false }], ..Query::default() };
    let both = || {
        let mut filter = Filter::of(Condition::is("role", "student"));
        filter.add(Condition::on("givenName", Test::StartsWith { text: "B".to_owned(), exact: true }));
        Query { filter, ..Query::default() }
    };
    vec![
        ask("substring, rare", 0.6, exact("ranju11")),
        ask("substring, in every row", 0.6, exact("schools.ex")),
        ask("substring, digits", 0.6, exact("4711")),
        ask("substring, hexadecimal", 0.6, exact("4fb")),
        ask("substring without case, rare", 1.0, quick("RANJU11")),
        ask("substring without case, in every row", 1.0, quick("SCHOOLS.EX")),
        ask("substring without case, digits", 1.0, quick("4711")),
        ask("substring without case, hexadecimal", 1.0, quick("4FB")),
        ask("filter, one word of a dictionary", 0.1, is("role", "teacher")),
        ask("filter, two conditions", 0.1, both()),
        screen("first screen of a sort, text (email)", 0.3, sort(5, false)),
        screen("first screen of a sort, ids", 0.3, sort(0, true)),
        screen("first screen of a sort, numbers (identifier)", 0.3, sort(2, true)),
        screen("first screen of a sort, dictionary (givenName)", 0.3, sort(3, false)),
        ask("full sort of text (email)", 4.0, sort(5, false)),
        ask("full sort of ids", 4.0, sort(0, true)),
        ask("full sort of text with repeats (familyName)", 4.0, sort(4, false)),
        ask("full sort of a dictionary (givenName)", 4.0, sort(3, false)),
        values("facet of a dictionary column (role)", 0.1, 1),
        values("facet of a dictionary column (givenName)", 0.1, 3),
        values("facet of text with repeats (familyName)", 2.0, 4),
        values("facet of ids", 2.0, 0),
        values("facet of text (email)", 2.0, 5),
    ]
}

fn values(name: &'static str, most: f64, column: u16) -> Task {
    let run = move |roster: &Roster| {
        let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
        let settings = Settings::as_of(jiff::civil::date(2026, 1, 15));
        let ask = FacetAsk { table: Table::Users, column, query: &Query::default(), holding: "", most: 100 };
        assert!(facet(&input, &settings, ask, &Watch::new()).is_ok_and(|facet| facet.distinct > 1), "there are values");
    };
    Task { name, most, run: Box::new(run) }
}

fn ask(name: &'static str, most: f64, query: Query) -> Task {
    let run = move |roster: &Roster| {
        let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
        let settings = Settings::as_of(jiff::civil::date(2026, 1, 15));
        let rows = order(&input, &settings, Table::Users, &query, &Watch::new());
        assert!(rows.is_ok_and(|rows| !rows.is_empty()), "the query finds rows");
    };
    Task { name, most, run: Box::new(run) }
}

fn screen(name: &'static str, most: f64, query: Query) -> Task {
    let run = move |roster: &Roster| {
        let input = Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
        let settings = Settings::as_of(jiff::civil::date(2026, 1, 15));
        let rows = first_rows(&input, &settings, Table::Users, &query, &Watch::new());
        assert!(rows.is_ok_and(|rows| !rows.is_empty()), "the query finds rows");
    };
    Task { name, most, run: Box::new(run) }
}

/// The text of every cell, one after another.
fn text_of(data: &TableData) -> Vec<u8> {
    let mut text = Vec::new();
    data.columns().iter().for_each(|column: &Arc<_>| column.scan(|_, cell| text.extend_from_slice(cell.as_bytes())));
    text
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
