//! Filters written as a line.

use std::fmt;

use super::words::{is_plain, quote};
use crate::query::{Condition, Filter, Found, Join, Part, Query, Test, column_names};
use crate::store::TableData;

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let simple = self.simple();
        f.write_str(&joined(&simple))
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.as_deref().map_or_else(|| "any".to_owned(), name);
        match (&self.test, self.negated) {
            (Test::Empty, true) => write!(f, "{column} is not empty"),
            (Test::Is { text, exact }, true) => write!(f, "{column} is not {}{}", exactly(*exact), quote(text)),
            (test, negated) => write!(f, "{}{column} {}", if negated { "not " } else { "" }, words(test)),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(condition) => condition.fmt(f),
            Self::Group { filter, negated } => write!(f, "{}({})", if *negated { "not " } else { "" }, joined(filter)),
        }
    }
}

/// Parts that are joined otherwise stand in brackets.
fn joined(filter: &Filter) -> String {
    let parts: Vec<_> = filter.parts.iter().map(Part::to_string).collect();
    parts.join(match filter.join {
        Join::All => " and ",
        Join::Any => " or ",
    })
}

fn words(test: &Test) -> String {
    match test {
        Test::Contains { text, exact } => format!("contains {}{}", exactly(*exact), quote(text)),
        Test::Is { text, exact } => format!("is {}{}", exactly(*exact), quote(text)),
        Test::StartsWith { text, exact } => format!("starts with {}{}", exactly(*exact), quote(text)),
        Test::Empty => "is empty".to_owned(),
        Test::In(texts) => format!("in ({})", texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", ")),
        Test::Dates { from, to } => range(from.map(|day| day.to_string()), to.map(|day| day.to_string()), "0001-01-01"),
        Test::Numbers { from, to } => range(from.map(|number| number.to_string()), to.map(|number| number.to_string()), "-1e308"),
        Test::Matches(pattern) => format!("matches {}", quote(pattern)),
        Test::Found(Found::Any) => "has finding".to_owned(),
        Test::Found(Found::Level(level)) => format!("has {}", level.name()),
        Test::Found(Found::Rule(code)) => format!("has finding {}", name(code)),
    }
}

const fn exactly(exact: bool) -> &'static str {
    if exact { "exactly " } else { "" }
}

fn name(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quote(text) }
}

/// A range without ends still asks for a value of its kind: it begins at the lowest one.
fn range(from: Option<String>, to: Option<String>, lowest: &str) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (None, Some(to)) => format!("to {to}"),
        (from, None) => format!("from {}", from.as_deref().unwrap_or(lowest)),
    }
}

impl Query {
    /// The query as one line for saving and sharing, which [`super::parse_line`] reads. The quick filter becomes a condition
    /// on any cell; a choice of rows cannot be written down and is left out.
    pub fn line(&self, data: &TableData) -> String {
        let mut filter = self.filter.clone();
        if !self.text.is_empty() {
            filter.add(Condition::anywhere(Test::Contains { text: self.text.clone(), exact: false }));
        }
        let mut line = filter.to_string();
        let names = column_names(data);
        for (number, key) in self.sort.iter().enumerate() {
            let Some(column) = names.get(usize::from(key.column)) else { continue };
            line.push_str(match (number, line.is_empty()) {
                (0, true) => "sort by ",
                (0, false) => " sort by ",
                _ => ", ",
            });
            line.push_str(&name(column));
            line.push_str(if key.natural { " natural" } else { "" });
            line.push_str(if key.descending { " descending" } else { "" });
        }
        line
    }
}
