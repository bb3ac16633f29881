//! A list of several items is not in quotes.

use super::super::Level;
use super::super::ragged::{is_unquoted_list, unquoted_lists};
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-unquoted-list",
    level: Level::Error,
    topic: Topic::Text,
    title: "List without quotes",
    summary: "A row has too many cells, which fit if a list is put in quotes.",
    what: "Rows with more cells than the header where taking neighboring cells as one list makes every typed cell of the row right: references lead somewhere, words are of the vocabulary, dates are dates. The rule about the number of cells leaves them alone.",
    why: "From the list on every value is in the wrong column.",
    remedy: "Put lists with more than one item in quotes.",
    effects: &[documented("OneRoster", "lists of several items have to be quoted")],
    bad: "u-2,,,true,o-1,o-2,teacher,bram",
    good: "u-2,,,true,\"o-1,o-2\",teacher,bram",
    source: "OneRoster CSV binding, lists",
    message: |place, _| format!("{} cells; they fit if a list is put in quotes", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let lists: Vec<usize> = unquoted_lists(table);
    if lists.is_empty() {
        return;
    }
    for ragged in table.ragged() {
        if context.shared.is_stopped() {
            return;
        }
        if is_unquoted_list(context.input.data, table, &lists, ragged) {
            sink.fact(table, ragged.row, None, Some(&ragged.found.to_string()));
        }
    }
}
