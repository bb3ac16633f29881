//! What the page of a pull shows, as plain data.

use crate::app::{OpenRoster, PullWork};
use crate::check::{self, Level};
use crate::rest::{CollectionStage, CollectionState};
use crate::spec::Table;
use crate::ui::number;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct PullData {
    /// What goes on, with the name.
    pub title: String,
    /// How far it is, in few words each.
    pub line: Vec<String>,
    /// True while pages come in.
    pub running: bool,
    /// The part that is done, where the totals are known.
    pub fraction: Option<f32>,
    /// True if it has ended, is not whole, and the server can be asked for the rest.
    pub resumes: bool,
    /// What is not there, in words; empty if everything is.
    pub partial: Vec<String>,
    /// Why the archive is not there.
    pub trouble: Option<String>,
    /// Every collection.
    pub collections: Vec<CollectionRow>,
    /// What the server does.
    pub notes: Vec<NoteRow>,
    /// How the pull is done: collections at once, rows of a page.
    pub manner: String,
}

/// What stands before a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectionSign {
    /// Its turn has not come.
    Waiting,
    /// Pages come in.
    Pulling,
    /// All of it is there.
    Whole,
    /// A part of it is there.
    Partial,
    /// The endpoint does not have it.
    Missing,
    /// Nothing of it could be had.
    Failed,
}

/// One collection.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionRow {
    /// Its name.
    pub name: String,
    /// The table that it fills.
    pub table: Table,
    /// What stands before it.
    pub sign: CollectionSign,
    /// How it stands, in words.
    pub words: String,
    /// The part that is done while it is pulled; `Some(None)` = it is not known how many rows there are.
    pub bar: Option<Option<f32>>,
    /// Its rows, in words.
    pub rows: String,
}

/// One thing that the server does.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteRow {
    /// How grave it is.
    pub level: Level,
    /// The rule that tells of it.
    pub code: &'static str,
    /// What it is, in words.
    pub words: String,
    /// Where and how often.
    pub detail: String,
}

/// Gathers what the page shows.
pub fn pull(open: &OpenRoster, work: &PullWork) -> PullData {
    let states = work.collections();
    let running = open.loading().is_some();
    let pulled = work.pulled().filter(|_| !running);
    let whole = pulled.as_ref().is_some_and(|pulled| pulled.is_whole());
    let title = match (running, whole, work.plan().is_some()) {
        (true, ..) => format!("Pulling {}", open.name()),
        (_, true, true) => format!("Pulled {}", open.name()),
        (_, false, true) => format!("Pulled {}, partial", open.name()),
        _ => format!("Archive {}", open.name()),
    };
    let totals: Option<u64> = states.iter().filter(|state| !state.stage.is_done() || state.rows > 0).map(|state| state.total).sum();
    let rows: u64 = states.iter().map(|state| state.rows).sum();
    let fraction = totals.filter(|total| *total > 0).map(|total| (rows as f64 / total as f64).min(1.0) as f32);
    let options = work.pull().map(|pull| pull.options());
    PullData {
        title,
        line: line(work, &states, running, rows, totals),
        running,
        fraction: if running { fraction } else { Some(1.0) },
        resumes: !running && !whole && work.pull().is_some(),
        partial: if running { Vec::new() } else { states.iter().filter_map(lacks).collect() },
        trouble: pulled.as_ref().and_then(|pulled| pulled.trouble.as_ref()).map(ToString::to_string),
        collections: states.iter().map(collection).collect(),
        notes: notes(work),
        manner: options
            .map(|options| format!("{} at once, {} a page", options.at_once, number::count(u64::from(options.page_size))))
            .unwrap_or_default(),
    }
}

fn line(work: &PullWork, states: &[CollectionState], running: bool, rows: u64, totals: Option<u64>) -> Vec<String> {
    let done = states.iter().filter(|state| state.stage.is_done()).count();
    let mut words = vec![format!("{done} of {} collections", states.len()), number::counted(rows, "row", "rows")];
    let (of_run, took) = work.pace();
    let seconds = took.as_secs_f64();
    if seconds > 0.2 && of_run > 0 {
        let rate = of_run as f64 / seconds;
        words.push(format!("{} rows/s", number::count(rate as u64)));
        match (running, totals.map(|total| total.saturating_sub(rows))) {
            (true, Some(left)) if left > 0 => words.push(format!("About {} left", number::seconds(left as f64 / rate))),
            (false, _) => words.push(number::seconds(seconds)),
            _ => {}
        }
    }
    words
}

fn lacks(state: &CollectionState) -> Option<String> {
    match &state.stage {
        CollectionStage::Partial(why) => Some(format!("{}: {} rows, then {why}", state.name, number::count(state.rows))),
        CollectionStage::Failed(why) => Some(format!("{}: {why}", state.name)),
        CollectionStage::Waiting | CollectionStage::Pulling => Some(format!("{}: not reached", state.name)),
        CollectionStage::Whole | CollectionStage::Missing => None,
    }
}

fn collection(state: &CollectionState) -> CollectionRow {
    let seconds = state.took.as_secs_f64();
    let rate = if seconds > 0.2 { format!("{} rows/s", number::count((state.rows as f64 / seconds) as u64)) } else { String::new() };
    let (sign, words) = match &state.stage {
        CollectionStage::Waiting => (CollectionSign::Waiting, "Waiting".to_owned()),
        CollectionStage::Pulling => (CollectionSign::Pulling, rate),
        CollectionStage::Whole => (CollectionSign::Whole, if seconds > 0.0 { took(seconds) } else { String::new() }),
        CollectionStage::Partial(why) => (CollectionSign::Partial, format!("Partial: {why}")),
        CollectionStage::Missing => (CollectionSign::Missing, "Not offered".to_owned()),
        CollectionStage::Failed(why) => (CollectionSign::Failed, why.clone()),
    };
    let part = state.total.filter(|total| *total > 0).map(|total| (state.rows as f64 / total as f64).min(1.0) as f32);
    let rows = match (&state.stage, state.total) {
        (CollectionStage::Waiting | CollectionStage::Missing | CollectionStage::Failed(_), _) => String::new(),
        (CollectionStage::Pulling, None) => format!("{} so far", number::count(state.rows)),
        (CollectionStage::Pulling | CollectionStage::Partial(_), Some(total)) => {
            format!("{} of {}", number::count(state.rows), number::count(total))
        }
        _ => number::counted(state.rows, "row", "rows"),
    };
    CollectionRow {
        name: state.name.clone(),
        table: state.table,
        sign,
        words,
        bar: (sign == CollectionSign::Pulling).then_some(part),
        rows,
    }
}

fn took(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.0} ms", (seconds * 1000.0).max(1.0)) } else { number::seconds(seconds) }
}

fn notes(work: &PullWork) -> Vec<NoteRow> {
    let mut notes: Vec<NoteRow> = work
        .notes()
        .into_iter()
        .filter_map(|note| {
            let rule = check::rule(note.fact.code())?;
            Some(NoteRow { level: rule.level, code: rule.code, words: rule.summary.to_owned(), detail: note.detail })
        })
        .collect();
    notes.sort_by_key(|note| std::cmp::Reverse(note.level));
    notes
}
