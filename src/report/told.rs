//! What a report tells about a place: personal values only if they were asked for.

use std::cell::RefCell;
use std::io;

use super::Report;
use super::words::number;
use crate::check::{self, Level, Part, Place, RuleFindings, Topic};
use crate::receiver::Unmet;
use crate::spec::{Privacy, Table};

/// One rule that found something, or something that a receiver asks for and does not get, as the report tells it.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) code: &'a str,
    pub(super) title: &'a str,
    pub(super) summary: &'a str,
    pub(super) why: &'a str,
    pub(super) remedy: &'a str,
    pub(super) topic: Topic,
    pub(super) level: Level,
    /// How many, exactly.
    pub(super) count: u64,
    /// How many of them are suppressed.
    pub(super) suppressed: u64,
    /// How many of them are new; `None` without a baseline.
    pub(super) new: Option<u64>,
    found: Found<'a>,
}

/// By what it was found.
#[derive(Clone, Copy)]
enum Found<'a> {
    Rule(&'a RuleFindings),
    Receiver(&'a Unmet),
}

/// A place, with what is personal left out.
pub(super) struct Told {
    pub(super) place: Place,
    /// True if the value was left out.
    pub(super) hidden: bool,
    /// Why it is suppressed, if it is.
    pub(super) suppressed: Option<String>,
    /// True if it is new; `None` if that is not known.
    pub(super) new: Option<bool>,
}

impl Told {
    /// The file, the line and the column in one line.
    pub(super) fn at(&self) -> String {
        let place = &self.place;
        match (place.file.is_empty(), place.line) {
            (true, _) => String::new(),
            (false, None) => place.file.clone(),
            (false, Some(line)) => format!("{} line {line}", place.file),
        }
    }

    /// The message, and whether it is suppressed or new.
    pub(super) fn message(&self) -> String {
        let new = if self.new == Some(true) { "new: " } else { "" };
        match &self.suppressed {
            Some(reason) => format!("{new}{} (suppressed: {reason})", self.place.message),
            None => format!("{new}{}", self.place.message),
        }
    }

    /// The value; `None` where there is no cell, or it was left out.
    pub(super) fn value(&self) -> Option<&str> {
        let filled = self.place.column.is_some() || !self.place.value.is_empty();
        (filled && !self.hidden).then_some(&self.place.value)
    }
}

impl<'a> Report<'a> {
    /// What was found: errors first, then in the order of repair.
    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        let unmet = self.judgment.map_or(&[][..], |judgment| &judgment.unmet);
        let asked = unmet.iter().map(|unmet| self.tracked_entry(Entry::of_receiver(unmet)));
        let rules = self.findings.groups().iter();
        let mut entries: Vec<_> =
            asked.chain(rules.map(|group| self.tracked_entry(Entry::of_rule(group, self.level_of(group.rule))))).collect();
        // What the receiver asks for stands before the rules of its level.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.level));
        entries
    }

    fn tracked_entry(&self, mut entry: Entry<'a>) -> Entry<'a> {
        if let Some(tracked) = self.tracked {
            entry.suppressed = tracked.suppressed(entry.code).min(entry.count);
            entry.new = tracked.new_ones(entry.code);
        }
        entry
    }

    /// Calls `each` with the places of an entry, up to the number that the report tells; gives how many were told.
    pub(super) fn each_place(&self, entry: &Entry<'_>, each: &mut dyn FnMut(&Told) -> io::Result<()>) -> io::Result<u64> {
        let mut told = 0;
        let most = self.places.unwrap_or(usize::MAX);
        let group = match entry.found {
            Found::Rule(group) => group,
            Found::Receiver(unmet) => {
                for place in unmet.places(&self.input()).take(most) {
                    each(&self.told(entry, place))?;
                    told += 1;
                }
                return Ok(told);
            }
        };
        if self.places.is_some() {
            for place in group.places(&self.input()).take(most) {
                each(&self.told(entry, place))?;
                told += 1;
            }
            return Ok(told);
        }
        let failed = RefCell::new(None);
        check::stream(&self.input(), self.findings.settings(), group.rule.code, &mut |place| {
            let mut failed = failed.borrow_mut();
            if failed.is_none() {
                *failed = each(&self.told(entry, place)).err();
                told += 1;
            }
        });
        failed.into_inner().map_or(Ok(told), Err)
    }

    fn told(&self, entry: &Entry<'_>, mut place: Place) -> Told {
        let (mut suppressed, mut new) = (None, None);
        if let Some(tracked) = self.tracked {
            let cause = match entry.found {
                Found::Rule(group) => self.causes.and_then(|causes| causes.group_of(group.rule, &place, &self.input())),
                Found::Receiver(_) => None,
            };
            suppressed = tracked.reason(entry.code, cause.map(|group| group.key.as_str()), &place).map(str::to_owned);
            new = tracked.is_new(entry.code, &place);
        }
        let hidden = !self.with_values && self.is_personal(entry, &place);
        if hidden {
            // A message may repeat the value, so the title stands in for it.
            place.message = match &place.column {
                Some(column) => format!("{}: {column}", entry.title),
                None => entry.title.to_owned(),
            };
            place.value.clear();
        }
        Told { place, hidden, suppressed, new }
    }

    /// True if the value at a place may say something about a person. Ids and numbers of people say who is meant, not who it is.
    fn is_personal(&self, entry: &Entry<'_>, place: &Place) -> bool {
        let (Some(table), Some(_)) = (place.table, place.row.filter(|row| *row > 0)) else {
            // What stands where a header is expected may be the first person of the file.
            return entry.code == "csv-header-missing";
        };
        if table == Table::Manifest {
            return false;
        }
        let spec = self.roster.version().spec().table(table);
        let of_people = spec.is_none_or(|spec| spec.columns.iter().any(|column| column.privacy >= Privacy::Personal));
        match place.column.as_deref() {
            // Nothing stands there.
            Some(_) if place.value.trim().is_empty() => false,
            // Where quotes are broken, a cell may hold its neighbors.
            Some(_) if entry.topic == Topic::Text && of_people => true,
            Some(name) => {
                let data = self.roster.table(table);
                let column = data.and_then(|data| data.columns().iter().find(|column| column.name() == name)?.spec());
                column.is_none_or(|column| column.privacy >= Privacy::Personal)
            }
            // About the row as a whole: the form of the text is no secret, anything else may be.
            None => of_people && !matches!(entry.topic, Topic::Text | Topic::Package),
        }
    }
}

impl<'a> Entry<'a> {
    /// How many per file and column, exactly.
    pub(super) fn parts(&self) -> &'a [Part] {
        match self.found {
            Found::Rule(group) => &group.parts,
            Found::Receiver(unmet) => &unmet.parts,
        }
    }

    /// What is suppressed and what is new, in words; empty if there is nothing to say.
    pub(super) fn tracked_words(&self) -> String {
        let mut words = Vec::new();
        if self.suppressed > 0 {
            words.push(format!("{} suppressed", number(self.suppressed)));
        }
        if let Some(new) = self.new {
            words.push(if new == 0 { "none new".to_owned() } else { format!("{} new", number(new)) });
        }
        words.join(", ")
    }

    fn of_rule(group: &'a RuleFindings, level: Level) -> Self {
        let rule = group.rule;
        Self {
            code: rule.code,
            title: rule.title,
            summary: rule.summary,
            why: rule.why,
            remedy: rule.remedy,
            topic: rule.topic,
            level,
            count: group.count,
            suppressed: 0,
            new: None,
            found: Found::Rule(group),
        }
    }

    fn of_receiver(unmet: &'a Unmet) -> Self {
        let ask = &unmet.ask;
        Self {
            code: &ask.code,
            title: &ask.title,
            summary: &ask.said.words,
            why: "",
            remedy: "",
            topic: Topic::Schema,
            level: ask.level,
            count: unmet.count,
            suppressed: 0,
            new: None,
            found: Found::Receiver(unmet),
        }
    }
}
