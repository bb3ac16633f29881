//! The search itself, table by table, the small ones first.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use super::fields::{SHOWN, codes, names};
use super::fold::fold;
use super::matches::{Hit, Matches, MatchesIn, Searching};
use super::rank::Ranking;
use super::words::{How, InName, most_typos};
use crate::job::{Job, Wake, Watch};
use crate::query::{Needle, RowSet};
use crate::roster::Roster;
use crate::spec::Table;
use crate::store::{Column, Dataset, TableData};

/// So many candidates of a table are ranked.
const RANKED: usize = 3000;
/// With fewer results than this, near spellings are looked for.
const FEW: usize = 5;

/// Starts a search on a thread of its own: `wake` is called whenever there is more to see. At most `most` rows per table.
pub fn start_search(roster: &Arc<Roster>, text: &str, most: usize, wake: &Wake) -> Searching {
    let latest = Arc::new(Mutex::new(Arc::new(Matches::default())));
    let (shared, text) = (Arc::clone(roster), text.to_owned());
    let (told, waking) = (Arc::clone(&latest), Arc::clone(wake));
    let job = Job::spawn("search", Arc::clone(wake), move |watch| {
        search(shared.data(), &text, most, watch, &mut |found| {
            *told.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(found.clone());
            waking();
        })
    });
    Searching { job, latest }
}

/// Searches everything for the words of `text`; tells `each` what was found whenever there is more, at last with
/// [`Matches::whole`]. At most `most` rows per table. False if it was stopped.
pub fn search(data: &Dataset, text: &str, most: usize, watch: &Watch, each: &mut dyn FnMut(&Matches)) -> bool {
    watch.doing("Searching");
    let words: Vec<String> = fold(text).split_whitespace().map(str::to_owned).collect();
    let mut found = Matches::default();
    if !words.is_empty() {
        by_id(data, text.trim(), &mut found);
        if !found.groups.is_empty() {
            each(&found);
        }
        for near in [false, true] {
            let mut tables: Vec<&TableData> = data.tables().filter(|data| SHOWN.contains(&data.table())).collect();
            tables.sort_by_key(|data| data.rows());
            for table in tables {
                if watch.is_cancelled() {
                    return false;
                }
                if let Some(group) = in_table(table, &words, near, found.of(table.table()), most, watch) {
                    found.put(group);
                    each(&found);
                }
            }
        }
    }
    found.whole = true;
    each(&found);
    !watch.is_cancelled()
}

impl Matches {
    fn of(&self, table: Table) -> Option<&MatchesIn> {
        self.groups.iter().find(|group| group.table == table)
    }

    fn put(&mut self, group: MatchesIn) {
        self.groups.retain(|other| other.table != group.table);
        self.groups.push(group);
        let place = |table: Table| SHOWN.iter().position(|shown| *shown == table).unwrap_or(SHOWN.len() + table.index());
        self.groups.sort_by_key(|group| place(group.table));
    }
}

/// Whatever has exactly this id, in any table: the indexes know at once.
fn by_id(data: &Dataset, id: &str, found: &mut Matches) {
    for table in data.tables() {
        if let Some(row) = table.find(id) {
            found.put(MatchesIn { table: table.table(), hits: vec![Hit { row, score: u32::MAX, near: false }], count: 1 });
        }
    }
}

/// The rows of a table with every word in them or, with `near`, with what is spelled nearly so; `None` = nothing more than `before`.
fn in_table(data: &TableData, words: &[String], near: bool, before: Option<&MatchesIn>, most: usize, watch: &Watch) -> Option<MatchesIn> {
    let known = before.map_or(&[][..], |before| &before.hits);
    if near && (known.len() >= FEW.min(most) || words.iter().all(|word| most_typos(word) == 0)) {
        return None;
    }
    let rows = every_word(words, data, |word| holding(data, word, if near { How::Near } else { How::Inside }, watch));
    let count = if near { before.map_or(0, |before| before.count) } else { u64::from(rows.len()) };
    let mut ranking = Ranking::new(data, words);
    let mut hits = known.to_vec();
    for row in candidates(data, words, near, &rows, watch) {
        if watch.is_cancelled() {
            return None;
        }
        if known.iter().all(|hit| hit.row != row) {
            hits.push(Hit { row, score: ranking.score(row), near });
        }
    }
    if hits.len() == known.len() {
        return None;
    }
    hits.sort_by_key(|hit| (hit.near, Reverse(hit.score), hit.row));
    hits.truncate(most);
    Some(MatchesIn { table: data.table(), hits, count: count.max(known.len() as u64) })
}

/// The rows to rank: all, or of very many first those with names that begin with the words.
fn candidates(data: &TableData, words: &[String], near: bool, rows: &RowSet, watch: &Watch) -> Vec<u32> {
    if near || rows.len() as usize <= RANKED {
        return rows.iter().take(RANKED).collect();
    }
    let mut first = every_word(words, data, |word| {
        marked(data.rows(), &names(data), |column| column.search(&InName::new(word, How::Begins), &|| watch.is_cancelled()))
    });
    first.keep(rows);
    let rest = rows.iter().filter(|row| !first.has(*row));
    first.iter().chain(rest).take(RANKED).collect()
}

fn every_word(words: &[String], data: &TableData, rows_of: impl Fn(&str) -> RowSet) -> RowSet {
    let mut rows: Option<RowSet> = None;
    for word in words {
        let with = rows_of(word);
        match &mut rows {
            None => rows = Some(with),
            Some(rows) => rows.keep(&with),
        }
    }
    rows.unwrap_or_else(|| RowSet::none(data.rows()))
}

/// The rows with a word in a name, or in a code.
fn holding(data: &TableData, word: &str, how: How, watch: &Watch) -> RowSet {
    let stop = || watch.is_cancelled();
    let in_name = InName::new(word, how);
    let mut rows = marked(data.rows(), &names(data), |column| column.search(&in_name, &stop));
    let needle = Needle::new(word);
    rows.join(&marked(data.rows(), &codes(data), |column| column.search(&needle, &stop)));
    rows
}

fn marked(rows: u32, columns: &[&Column], of: impl Fn(&Column) -> RowSet) -> RowSet {
    let mut all = RowSet::none(rows);
    columns.iter().for_each(|column| all.join(&of(column)));
    all
}
