//! A value was turned into a date by a spreadsheet.

use super::super::Level;
use super::super::calendar::{Order, spreadsheet_day};
use super::super::declared::quoted;
use super::super::rule::{CellCheck, CellPlace, How, PLAIN, Rule, Topic, documented};
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-excel-date",
    level: Level::Error,
    topic: Topic::Text,
    title: "Date of a spreadsheet",
    summary: "A value was turned into a date, or a date into a number, as spreadsheets do.",
    what: "In date columns: numbers of days such as 45123, and forms such as 01-Sep. In grades and periods: forms such as 01-Sep or 9/1/2026, into which 1-9 and 09-01 are turned. Date columns break the standard with it.",
    why: "The value that was meant is lost, or no importer can read it.",
    remedy: "Go back to the export of the source; open CSV files as text.",
    effects: &[documented("OneRoster", "dates are of the form YYYY-MM-DD")],
    bad: "45123",
    good: "2023-07-16",
    source: "OneRoster CSV binding, types: Date; how spreadsheets save dates",
    message: |place, _| {
        format!("{} is {}: a spreadsheet has turned it into a date or a number", place.column_words(), quoted(&place.value))
    },
    how: How::Cell(CellCheck { rank: 28, ids_are_fine: false, applies, is_bad }),
    ..PLAIN
};

fn applies(_: &Rule, place: &CellPlace) -> bool {
    place.column.ty == Type::Date || matches!(place.column.name, "grades" | "periods")
}

fn is_bad(place: &CellPlace, text: &str) -> bool {
    if place.column.ty == Type::Date {
        return spreadsheet_day(text) || is_day_count(text);
    }
    text.split(',').any(|item| spreadsheet_day(item.trim()) || (Order::of(item.trim()).is_some() && item.contains('/')))
}

/// Days since 1900 of the years 1954 to 2064.
fn is_day_count(text: &str) -> bool {
    text.len() == 5 && text.parse().is_ok_and(|count: u32| (20_000..60_000).contains(&count))
}
