//! A quoted cell has no closing quote.

use super::super::facts::row_facts;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::{Input, Level, Place};
use crate::read::RowFactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-unclosed-quote",
    level: Level::Error,
    topic: Topic::Text,
    title: "Quote that never closes",
    summary: "A quoted cell has no closing quote.",
    what: "The line where the quote opens. Reading goes on at the next line, so that the records after it are not lost; the other cells of this row are not judged.",
    why: "Importers read all that follows, up to the next quote, as one cell: records are lost without a word.",
    remedy: "Close the quote, or double it if it belongs to the text.",
    effects: &[
        documented("OneRoster", "quotes as in RFC 4180"),
        documented("D2L", "malformed CSV"),
        inferred("Most importers", "lose the rows that follow"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "c-1,,,\"Art,,co-1",
    good: "c-1,,,\"Art\",,co-1",
    source: "RFC 4180",
    reads: &[],
    message: say,
    how: How::Table(|_, table, sink| row_facts(table, &[RowFactKind::UnclosedQuote], sink)),
    ..PLAIN
};

fn say(place: &Place, input: &Input<'_>) -> String {
    let fact =
        place.row.filter(|row| *row > 0).zip(place.table.and_then(|table| input.data.table(table))).and_then(|(row, table)| {
            table.row_facts().iter().find(|fact| fact.kind == RowFactKind::UnclosedQuote && fact.row == row).copied()
        });
    match fact {
        Some(fact) => format!("A quote opens on line {} and never closes", fact.line),
        None => "A quote opens here and never closes".to_owned(),
    }
}
