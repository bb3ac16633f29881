//! A date can be read in two ways.

use super::super::calendar::Order;
use super::super::rule::{CellCheck, How, PLAIN, Rule, Topic, documented};
use super::super::{Input, Level, Place};
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "date-ambiguous",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Day or month first",
    summary: "A date is not of the form YYYY-MM-DD and can be read with the day or with the month first.",
    what: "Date columns with two small numbers and a year, such as 03/04/2026. The other dates of the column may tell which order is meant; the message says so. Dates of another form that can be read in one way only are found by the rule about the form.",
    why: "It is read as March 4 in one country and as April 3 in another: nobody notices that it is wrong.",
    remedy: "Find out the order that is meant, then set the date mask of the export to YYYY-MM-DD.",
    effects: &[documented("OneRoster", "dates are of the form YYYY-MM-DD")],
    bad: "03/04/2026",
    good: "2026-04-03",
    source: "OneRoster CSV binding, types: Date",
    message: say,
    how: How::Cell(CellCheck {
        rank: 29,
        ids_are_fine: false,
        applies: |_, place| place.column.ty == Type::Date,
        is_bad: |_, text| Order::of(text) == Some(Order::Either),
    }),
    ..PLAIN
};

fn say(place: &Place, input: &Input<'_>) -> String {
    let column = place.of_table(input).zip(place.spec(input)).and_then(|((table, _), spec)| table.column(spec.name));
    let orders = || column.into_iter().flat_map(|column| column.dictionary().iter().filter_map(|(_, text)| Order::of(text)));
    let hint = match (orders().any(|order| order == Order::DayFirst), orders().any(|order| order == Order::MonthFirst)) {
        (true, false) => "; other dates of the column have the day first",
        (false, true) => "; other dates of the column have the month first",
        _ => "",
    };
    format!("{} is {}, which can be read with the day or the month first{hint}", place.column_words(), place.value)
}
