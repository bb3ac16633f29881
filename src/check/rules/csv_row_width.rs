//! A row has more or fewer cells than the header.

use super::super::facts::is_cut_short;
use super::super::ragged::{is_unquoted_list, trailing_cells, unquoted_lists};
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented, observed};
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
    what: "Rows whose number of cells is not that of the header. Their cells are not judged one by one, as they may stand in the wrong columns. A row whose quotes are at fault, lists without quotes and files in which every row ends with empty cells are found by other rules.",
    why: "From the missing or extra cell on, every value is in the wrong column.",
    remedy: "Put values with commas in quotes, such as \"Doe, Jr.\" and lists.",
    effects: &[
        documented("D2L", "invalid record length"),
        documented("EdLink", "error"),
        observed("Moodle", "the row cannot be combined with the header"),
    ],
    bad: "o-1,,,North, Old School,school,,",
    good: "o-1,,,\"North, Old School\",school,,",
    source: "RFC 4180",
    message: say,
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    if trailing_cells(table) > 0 {
        return;
    }
    let kinds = [RowFactKind::UnclosedQuote, RowFactKind::BareQuote];
    let mut quotes: Vec<u32> = table.row_facts().iter().filter(|fact| kinds.contains(&fact.kind)).map(|fact| fact.row).collect();
    quotes.sort_unstable();
    // Where reading had to stop, the last row is cut by that.
    let cut = is_cut_short(context.input.package, table.file()).then(|| table.rows().saturating_sub(1));
    let lists = unquoted_lists(table);
    for ragged in table.ragged().iter().filter(|ragged| quotes.binary_search(&(ragged.row + 1)).is_err() && Some(ragged.row) != cut) {
        if context.shared.is_stopped() {
            return;
        }
        if !is_unquoted_list(context.input.data, table, &lists, ragged) {
            sink.fact(table, ragged.row, None, Some(&ragged.found.to_string()));
        }
    }
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let expected = place.table.and_then(|table| input.data.table(table)).map_or(0, |table| table.columns().len());
    format!("{} cells, but the header has {expected}", place.value)
}
