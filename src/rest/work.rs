//! One collection while it is pulled: page by page through its lists, whatever the pages come from.

use std::time::Instant;

use super::collection::{Collection, Only};
use super::decode::{PageRows, Sieve};
use super::envelope::{self, Nothing};
use super::growth::Growth;
use super::notes::Notes;
use super::paging::{Pager, Signals, Step};
use crate::read::RestFact;
use crate::spec::Table;

/// One collection while it is pulled.
pub(super) struct Work {
    pub(super) collection: Collection,
    pub(super) growth: Growth,
    /// Which list, and how far it is.
    pub(super) list: usize,
    pub(super) pager: Pager,
    /// Which tables were there, and how often they had changed, when this began.
    pub(super) built_with: [u32; Table::ALL.len()],
    pub(super) only: Only,
    pub(super) page_size: u32,
    pub(super) bytes: u64,
    pub(super) started: Instant,
    /// True once the lists that stand in for the first are used.
    pub(super) stands_in: bool,
}

/// Takes secrets out of words.
pub(super) type Clean<'a> = &'a dyn Fn(&str) -> String;

/// What a page was.
pub(super) enum Fed {
    /// Rows, and what comes next.
    Rows(u32, Step),
    /// No rows at all: why.
    Nothing(Nothing),
}

impl Work {
    pub(super) fn new(collection: Collection, growth: Growth, built_with: [u32; Table::ALL.len()], only: Only, page_size: u32) -> Self {
        let pager = Pager::new(collection.table, collection.name, page_size, only.filter().is_some());
        let mut work =
            Self { collection, growth, list: 0, pager, built_with, only, page_size, bytes: 0, started: Instant::now(), stands_in: false };
        work.begin_list();
        work
    }

    /// The path of the present list.
    pub(super) fn path(&self) -> &str {
        self.collection.paths.get(self.list).map_or("", String::as_str)
    }

    /// The filter of the present list.
    pub(super) fn filter(&self) -> Option<String> {
        let own = self.collection.filter.clone().filter(|_| self.stands_in);
        match (self.only.filter(), own) {
            (Some(only), Some(own)) => Some(format!("{only} AND {own}")),
            (only, own) => only.or(own),
        }
    }

    fn begin_list(&mut self) {
        let name = self.path().trim_start_matches('/').to_owned();
        self.pager = Pager::new(self.collection.table, &name, self.page_size, self.filter().is_some());
        let promised = promised(self.path());
        self.growth.begin_list(Sieve { only: self.only.clone(), promised });
    }

    /// Goes on to the next list. False if there is none.
    pub(super) fn next_list(&mut self) -> bool {
        if self.list + 1 >= self.collection.paths.len() {
            return false;
        }
        self.list += 1;
        self.begin_list();
        true
    }

    /// The first list is not there: others may stand in for it. False if there are none.
    pub(super) fn stand_in(&mut self) -> bool {
        if self.stands_in || self.collection.instead.is_empty() {
            return false;
        }
        self.collection.paths = std::mem::take(&mut self.collection.instead);
        self.stands_in = true;
        self.list = 0;
        self.begin_list();
        true
    }

    /// True if the present path names one object.
    fn is_single(&self) -> bool {
        self.path().matches('/').count() == 2
    }

    /// Takes in the body of a page, which is the answer to this request of the log. What the server says beside its rows goes
    /// through `clean` before it is told.
    pub(super) fn feed(&mut self, body: &[u8], request: u32, mut signals: Signals, notes: &Notes, clean: Clean<'_>) -> Fed {
        self.bytes += body.len() as u64;
        let text = match simdutf8::basic::from_utf8(body) {
            Ok(text) => std::borrow::Cow::Borrowed(text),
            Err(_) => {
                self.note(notes, RestFact::BrokenRow, 1, "bytes that are not UTF-8 were replaced");
                String::from_utf8_lossy(body)
            }
        };
        let found = match envelope::find(&text, self.collection.name) {
            Ok(found) => found,
            Err(nothing) => return Fed::Nothing(nothing),
        };
        // A school asked for alone comes as one org.
        if let Some(odd) = found.odd.filter(|_| !(self.is_single() && found.rows.is_some_and(|rows| rows.starts_with('{')))) {
            self.note(notes, RestFact::Envelope, 1, &clean(&odd));
        }
        if !found.paging.is_empty() {
            self.note(notes, RestFact::PagingInBody, 1, &found.paging.join(", "));
        }
        if let Some(status) = found.status {
            let fact = if status.contains("sort") {
                RestFact::SortIgnored
            } else if status.contains("filter") {
                RestFact::FilterIgnored
            } else {
                RestFact::ErrorBody
            };
            self.note(notes, fact, 1, &format!("beside the rows: {}", clean(&status)));
        }
        signals.body_total = found.total;
        self.growth.page_of(request);
        let (rows, fault) = found.rows.map_or_else(|| (PageRows::default(), None), |rows| self.growth.page(rows, notes));
        if let Some(fault) = fault {
            self.note(notes, RestFact::BrokenRow, 1, &format!("JSON that breaks at byte {} of the rows", fault.0));
        }
        self.remark(&rows, notes);
        let step = if self.is_single() { Step::Whole } else { self.pager.took(&rows, &signals, notes) };
        Fed::Rows(rows.objects, step)
    }

    fn remark(&self, rows: &PageRows, notes: &Notes) {
        let all = [
            (RestFact::FilterIgnored, rows.outside, "rows that the filter should have left out; they are left out here"),
            (RestFact::TypeMix, rows.mixed, "rows of another type than the list promises"),
            (RestFact::DeletedReturned, if self.only == Only::Everything { rows.deleted } else { 0 }, "rows that are to be deleted"),
        ];
        for (fact, count, words) in all.into_iter().filter(|(_, count, _)| *count > 0) {
            notes.add(fact, Some(self.collection.table), self.path().trim_start_matches('/'), u64::from(count), || words.to_owned());
        }
    }

    pub(super) fn note(&self, notes: &Notes, fact: RestFact, count: u64, words: &str) {
        notes.add(fact, Some(self.collection.table), self.path().trim_start_matches('/'), count, || words.to_owned());
    }
}

/// What a narrower list promises of its rows.
fn promised(path: &str) -> Option<(&'static str, &'static [&'static str])> {
    match path.rsplit('/').next()? {
        "students" => Some(("role", &["student", ""])),
        "teachers" => Some(("role", &["teacher", "administrator", "aide", "proctor", ""])),
        "schools" => Some(("type", &["school"])),
        "terms" => Some(("type", &["term", "semester", "schoolYear"])),
        "gradingPeriods" => Some(("type", &["gradingPeriod"])),
        _ => None,
    }
}
