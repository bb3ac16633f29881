//! A row has more or fewer cells than the header.

use super::super::facts::is_cut_short;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented, observed};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};
use crate::read::RowFactKind;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-row-width",
    level: Level::Error,
    topic: Topic::Text,
    title: "Wrong number of cells",
    summary: "A row has more or fewer cells than the header.",
    what: "Rows whose number of cells is not that of the header. Their cells are not judged one by one, as they may stand in the wrong columns. A row whose quotes are at fault is found by the rules about quotes.",
    why: "From the missing or extra cell on, every value is in the wrong column.",
    remedy: "Put values with commas in quotes, such as \"Doe, Jr.\" and lists.",
    effects: &[
        documented("D2L", "invalid record length"),
        documented("EdLink", "error"),
        observed("Moodle", "the row cannot be combined with the header"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "o-1,,,North, Old School,school,,",
    good: "o-1,,,\"North, Old School\",school,,",
    source: "RFC 4180",
    reads: &[],
    message: say,
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let kinds = [RowFactKind::UnclosedQuote, RowFactKind::BareQuote];
    let mut quotes: Vec<u32> = table.row_facts().iter().filter(|fact| kinds.contains(&fact.kind)).map(|fact| fact.row).collect();
    quotes.sort_unstable();
    // Where reading had to stop, the last row is cut by that.
    let cut = is_cut_short(context.input.package, table.file()).then(|| table.rows().saturating_sub(1));
    for ragged in table.ragged().iter().filter(|ragged| quotes.binary_search(&(ragged.row + 1)).is_err() && Some(ragged.row) != cut) {
        sink.fact(table, ragged.row, None, Some(&ragged.found.to_string()));
    }
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let expected = place.table.and_then(|table| input.data.table(table)).map_or(0, |table| table.columns().len());
    format!("{} cells, but the header has {expected}", place.value)
}
