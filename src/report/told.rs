//! What a report tells about a place: personal values only if they were asked for.

use std::cell::RefCell;
use std::io;

use super::Report;
use crate::check::{self, Level, Part, Place, Rule, RuleFindings, Topic};
use crate::spec::{Privacy, Table};

/// One rule that found something, as the report tells it.
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
    group: &'a RuleFindings,
}

/// A place, with what is personal left out.
pub(super) struct Told {
    pub(super) place: Place,
    /// True if the value was left out.
    pub(super) hidden: bool,
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

    /// The value; `None` where there is no cell, or it was left out.
    pub(super) fn value(&self) -> Option<&str> {
        let filled = self.place.column.is_some() || !self.place.value.is_empty();
        (filled && !self.hidden).then_some(&self.place.value)
    }
}

impl<'a> Report<'a> {
    /// The rules that found something: errors first, then in the order of repair.
    pub(super) fn entries(&self) -> Vec<Entry<'a>> {
        self.findings.groups().iter().map(|group| Entry::of(group.rule, group.level(), group)).collect()
    }

    /// Calls `each` with the places of an entry, up to the number that the report tells; gives how many were told.
    pub(super) fn each_place(&self, entry: &Entry<'_>, each: &mut dyn FnMut(&Told) -> io::Result<()>) -> io::Result<u64> {
        let mut told = 0;
        let rule = entry.group.rule;
        if let Some(most) = self.places {
            for place in entry.group.places(&self.input()).take(most) {
                each(&self.told(rule, place))?;
                told += 1;
            }
            return Ok(told);
        }
        let failed = RefCell::new(None);
        check::stream(&self.input(), self.findings.settings(), rule.code, &mut |place| {
            let mut failed = failed.borrow_mut();
            if failed.is_none() {
                *failed = each(&self.told(rule, place)).err();
                told += 1;
            }
        });
        failed.into_inner().map_or(Ok(told), Err)
    }

    fn told(&self, rule: &Rule, mut place: Place) -> Told {
        let hidden = !self.with_values && self.is_personal(rule, &place);
        if hidden {
            // A message may repeat the value, so the rule's title stands in for it.
            place.message = match &place.column {
                Some(column) => format!("{}: {column}", rule.title),
                None => rule.title.to_owned(),
            };
            place.value.clear();
        }
        Told { place, hidden }
    }

    /// True if the value at a place may say something about a person. Ids and numbers of people say who is meant, not who it is.
    fn is_personal(&self, rule: &Rule, place: &Place) -> bool {
        let (Some(table), Some(_)) = (place.table, place.row.filter(|row| *row > 0)) else {
            // What stands where a header is expected may be the first person of the file.
            return rule.code == "csv-header-missing";
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
            Some(_) if rule.topic == Topic::Text && of_people => true,
            Some(name) => {
                let data = self.roster.table(table);
                let column = data.and_then(|data| data.columns().iter().find(|column| column.name() == name)?.spec());
                column.is_none_or(|column| column.privacy >= Privacy::Personal)
            }
            // About the row as a whole: the form of the text is no secret, anything else may be.
            None => of_people && !matches!(rule.topic, Topic::Text | Topic::Package),
        }
    }
}

impl<'a> Entry<'a> {
    /// How many per file and column, exactly.
    pub(super) fn parts(&self) -> &'a [Part] {
        &self.group.parts
    }

    fn of(rule: &'a Rule, level: Level, group: &'a RuleFindings) -> Self {
        Self {
            code: rule.code,
            title: rule.title,
            summary: rule.summary,
            why: rule.why,
            remedy: rule.remedy,
            topic: rule.topic,
            level,
            count: group.count,
            group,
        }
    }
}
