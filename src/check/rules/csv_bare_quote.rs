//! A quote stands inside an unquoted cell, or text follows a closing quote.

use super::super::Level;
use super::super::facts::row_facts;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::RowFactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-bare-quote",
    level: Level::Error,
    topic: Topic::Text,
    title: "Stray quote",
    summary: "A quote stands inside an unquoted cell, or text follows a closing quote.",
    what: "Cells with a quote that RFC 4180 has no place for. The cell is read as it stands.",
    why: "Every importer makes something else of it: an error, a lost quote, or a shifted row.",
    remedy: "Put the cell in quotes and double the quotes inside it.",
    effects: &[
        documented("OneRoster", "quotes are doubled inside a quoted cell"),
        documented("D2L", "invalid opening quote"),
        documented("Canvas", "inner quotes have to be doubled"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "u-1,,,true,o-1,student,robert,,Robert \"Bob\",Day",
    good: "u-1,,,true,o-1,student,robert,,\"Robert \"\"Bob\"\"\",Day",
    source: "OneRoster CSV binding, CSV form; RFC 4180",
    reads: &[],
    message: |place, _| format!("A quote stands where none belongs in {}", place.column_words()),
    how: How::Table(|_, table, sink| row_facts(table, &[RowFactKind::BareQuote], sink)),
    ..PLAIN
};
