//! Which page comes next and when a list ends: what servers say about it is used with care. No I/O.

use std::collections::HashSet;

use reqwest::Url;

use super::collection::Ask;
use super::decode::PageRows;
use super::notes::Notes;
use crate::read::RestFact;
use crate::spec::Table;

/// Pages of one list that are asked for at most.
const MOST_PAGES: u32 = 100_000;
/// The size of a page when a server ignores the asked one, by the standard.
const DEFAULT_PAGE: u32 = 100;
/// The smallest page that is asked for when a server is too slow for larger ones.
const SMALLEST: u32 = 100;
/// Passes over a list whose order is not stable.
const PASSES: u32 = 3;

/// What an answer says about paging.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// The total in the header.
    pub total: Option<u64>,
    /// The total in the body.
    pub body_total: Option<u64>,
    /// What the link header says.
    pub link: Link,
}

/// What a link header says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// There is none.
    #[default]
    Absent,
    /// It has no next page.
    NoNext,
    /// The next page begins at this offset.
    Next(u64),
    /// It names a next page on another host.
    OtherHost,
    /// It cannot be understood.
    Malformed,
}

/// What comes after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Another page.
    More,
    /// The list is whole.
    Whole,
    /// The list ends before it is whole: why.
    Short(String),
}

/// The state of one list.
#[derive(Debug)]
pub struct Pager {
    table: Table,
    name: String,
    filtered: bool,
    offset: u64,
    limit: u32,
    sorted: bool,
    pages: u32,
    passes: u32,
    rows: u64,
    /// Different rows.
    unique: u64,
    total: Option<u64>,
    total_changed: bool,
    had_links: bool,
    prints: HashSet<(u64, u64, u64, u32)>,
    largest: u32,
    smaller: Option<u32>,
    again: u64,
    ascending: bool,
    bare: bool,
}

impl Pager {
    /// For a list; `filtered` = a filter is sent, so that a total may count more than what comes.
    pub fn new(table: Table, name: &str, limit: u32, filtered: bool) -> Self {
        Self {
            table,
            name: name.to_owned(),
            filtered,
            offset: 0,
            limit: limit.max(1),
            sorted: true,
            pages: 0,
            passes: 1,
            rows: 0,
            unique: 0,
            total: None,
            total_changed: false,
            had_links: false,
            prints: HashSet::new(),
            largest: 0,
            smaller: None,
            again: 0,
            ascending: true,
            bare: true,
        }
    }

    /// What to ask for now.
    pub const fn ask(&self) -> Ask {
        Ask { offset: self.offset, limit: self.limit, sorted: self.sorted }
    }

    /// The total as far as it is told.
    pub const fn total(&self) -> Option<u64> {
        self.total
    }

    /// Pages so far.
    pub const fn pages(&self) -> u32 {
        self.pages
    }

    /// Asks as a page was asked for that is there already.
    pub(super) fn set(&mut self, limit: u32, sorted: bool) {
        (self.limit, self.sorted) = (limit.max(1), sorted);
    }

    /// The sort was refused. False if none was sent.
    pub fn unsort(&mut self, notes: &Notes) -> bool {
        if self.sorted {
            self.note(notes, RestFact::SortIgnored, 1, || "the sort is refused; asked again without".to_owned());
        }
        std::mem::replace(&mut self.sorted, false)
    }

    /// The server was too slow for this page. False if it cannot be smaller.
    pub fn smaller(&mut self) -> bool {
        let half = (self.limit / 2).max(SMALLEST);
        let can = half < self.limit;
        self.limit = self.limit.min(half);
        can
    }

    /// Takes in what a page brought.
    pub fn took(&mut self, page: &PageRows, signals: &Signals, notes: &Notes) -> Step {
        self.pages += 1;
        self.unique += u64::from(page.new_ids + page.elsewhere);
        let unique = self.unique;
        self.rows += u64::from(page.objects);
        self.again += u64::from(page.again + page.changed);
        self.signals(signals, notes);
        self.sizes(page, notes);
        if page.again + page.changed > 0 && page.new_ids > 0 {
            let again = u64::from(page.again + page.changed);
            self.note(notes, RestFact::DupAcrossPages, again, || "rows that an earlier page had".to_owned());
        }
        if page.objects == 0 {
            return self.end(unique, notes);
        }
        let print = (page.print.0, page.print.1, page.print.2, page.objects);
        if !self.prints.insert(print) || page.new_ids + page.elsewhere == 0 && self.passes == 1 {
            return self.repeated(page, unique, notes);
        }
        if self.pages >= MOST_PAGES {
            return Step::Short(format!("{MOST_PAGES} pages were asked for, and there is no end"));
        }
        let follows = self.offset + u64::from(page.objects);
        let next = match signals.link {
            Link::Next(next) if next > self.offset => {
                if next != follows {
                    self.note(notes, RestFact::LinkMalformed, 1, || {
                        format!("the next link names offset {next}, the rows end at {follows}")
                    });
                }
                // A link that skips rows would lose them.
                follows
            }
            Link::Next(_) => {
                self.note(notes, RestFact::NextLoop, 1, || "a next link that does not advance".to_owned());
                follows
            }
            _ => follows,
        };
        self.offset = next;
        let known_end = self.total.filter(|_| !self.total_changed).is_some_and(|total| next >= total);
        let link_end = signals.link == Link::NoNext && self.had_links;
        // A full page proves nothing: one more request shows the end cheaply.
        if known_end && page.objects < self.limit && !matches!(signals.link, Link::Next(_)) {
            return self.end(unique, notes);
        }
        if link_end && (known_end || self.total.is_none() && page.objects < self.limit) {
            return self.end(unique, notes);
        }
        Step::More
    }

    fn signals(&mut self, signals: &Signals, notes: &Notes) {
        if let Some(total) = signals.total.or(signals.body_total) {
            self.bare = false;
            match self.total {
                Some(known) if known != total => {
                    self.total_changed = true;
                    self.note(notes, RestFact::TotalChanged, 1, || format!("from {known} to {total}"));
                }
                _ => {}
            }
            self.total = Some(total);
        }
        match signals.link {
            Link::Absent => {}
            Link::NoNext => self.bare = false,
            Link::Next(_) => {
                self.bare = false;
                self.had_links = true;
            }
            Link::OtherHost => self.note(notes, RestFact::OtherHost, 1, || "a next link to another host; it was not followed".to_owned()),
            Link::Malformed => self.note(notes, RestFact::LinkMalformed, 1, || "a link header that cannot be understood".to_owned()),
        }
    }

    fn sizes(&mut self, page: &PageRows, notes: &Notes) {
        self.largest = self.largest.max(page.objects);
        if page.objects > self.limit {
            self.note(notes, RestFact::LimitIgnored, 1, || format!("{} rows, {} were asked for", page.objects, self.limit));
        }
        // What follows a smaller page proves that it was not the last one.
        if let Some(size) = self.smaller.take().filter(|_| page.objects > 0 && page.new_ids > 0) {
            let (fact, words) = if size == DEFAULT_PAGE && self.limit != DEFAULT_PAGE {
                (RestFact::PageDefault, "the default of the standard")
            } else {
                (RestFact::LimitCapped, "and more rows followed")
            };
            let limit = self.limit;
            self.note(notes, fact, 1, || format!("{size} rows, {limit} were asked for; {words}"));
        }
        if page.objects > 0 && page.objects < self.limit {
            self.smaller = Some(page.objects);
        }
        if self.sorted && self.ascending && !page.ascending {
            self.ascending = false;
            self.note(notes, RestFact::SortIgnored, 1, || "rows are not in the order that was asked for".to_owned());
        }
    }

    /// The same page once more, or one without anything new.
    fn repeated(&mut self, page: &PageRows, unique: u64, notes: &Notes) -> Step {
        if self.total == Some(unique) && !self.total_changed {
            self.note(notes, RestFact::NextLoop, 1, || "pages go on behind the last row".to_owned());
            return self.end(unique, notes);
        }
        if page.objects > self.limit || self.total.is_none() && page.objects < self.limit && unique == u64::from(page.objects) {
            // All rows at once, whatever was asked for.
            self.note(notes, RestFact::NextLoop, 1, || "the offset is ignored; every page is the whole list".to_owned());
            return self.end(unique, notes);
        }
        if self.passes > 1 || self.again > u64::from(page.objects) && self.total.is_some_and(|total| unique < total) {
            return self.end(unique, notes);
        }
        self.note(notes, RestFact::NextLoop, 1, || "the offset is ignored; the same page comes again".to_owned());
        if self.total.is_none() && self.pages > 2 && unique > u64::from(page.objects) {
            // The list went on for a while and then repeats its last page.
            return self.end(unique, notes);
        }
        Step::Short("the server sends the same page again and again".to_owned())
    }

    /// The rows end here. A list that is not whole, but unstable, is walked once more.
    fn end(&mut self, unique: u64, notes: &Notes) -> Step {
        if self.bare && self.pages > 0 {
            self.note(notes, RestFact::TotalUnknown, 1, || "neither total nor links; asked up to an empty page".to_owned());
        }
        let Some(total) = self.total.filter(|_| !self.total_changed) else { return Step::Whole };
        if unique >= total && self.rows == total || unique == total {
            return Step::Whole;
        }
        if unique < total && self.again > 0 && self.passes < PASSES {
            self.passes += 1;
            self.offset = 0;
            // Other borders between pages let other rows fall into the gaps.
            self.limit = (self.limit * 3 / 4).max(1);
            self.prints.clear();
            self.smaller = None;
            return Step::More;
        }
        if self.filtered && unique < total {
            self.note(notes, RestFact::TotalMismatch, 1, || {
                format!("{unique} rows, the total says {total}; it seems to count before the filter")
            });
            return Step::Whole;
        }
        self.note(notes, RestFact::TotalMismatch, 1, || format!("{unique} rows came, the total says {total}"));
        if unique < total { Step::Short(format!("{unique} of {total} rows came")) } else { Step::Whole }
    }

    fn note(&self, notes: &Notes, fact: RestFact, count: u64, first: impl FnOnce() -> String) {
        notes.add(fact, Some(self.table), &self.name, count, first);
    }
}

/// What the headers of an answer say about paging; `is_ours` tells whether an address is on our host.
pub fn signals(header: impl Fn(&str) -> Option<String>, asked: &Url, is_ours: impl Fn(&Url) -> bool) -> Signals {
    let total = header("x-total-count").and_then(|text| text.trim().parse().ok());
    Signals { total, body_total: None, link: header("link").map_or(Link::Absent, |text| link(&text, asked, is_ours)) }
}

fn link(text: &str, asked: &Url, is_ours: impl Fn(&Url) -> bool) -> Link {
    // Parts are separated by commas, but an address may hold commas too: it stands in angle brackets.
    let mut understood = false;
    for part in text.split('>').map(|part| part.rsplit_once('<')).zip(text.split('>').skip(1)) {
        let (Some((_, target)), after) = part else { continue };
        understood = true;
        let rel = after.split(',').next().unwrap_or_default();
        let rel: String = rel.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '=').collect();
        if !rel.to_ascii_lowercase().contains("rel=next") {
            continue;
        }
        let Ok(url) = asked.join(target.trim()) else { return Link::Malformed };
        if !is_ours(&url) {
            return Link::OtherHost;
        }
        let offset = url.query_pairs().find(|(name, _)| name.eq_ignore_ascii_case("offset")).and_then(|(_, value)| value.parse().ok());
        return offset.map_or(Link::Malformed, Link::Next);
    }
    if understood && !text.contains(['\u{201c}', '\u{201d}']) { Link::NoNext } else { Link::Malformed }
}
