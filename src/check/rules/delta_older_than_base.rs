//! A change is from the future.

use super::super::calendar::{day, day_number};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Mode;
use crate::store::{Skip, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "delta-older-than-base",
    level: Level::Warning,
    title: "Changed in the future, or older than before",
    summary: "A row of a delta was changed later than today, or is older than the row that it replaces.",
    what: "dateLastModified of delta files, by its day, against the day that counts as today; one day more is allowed for time zones. Whether a row is older than the row that it replaces is judged only against the set before.",
    why: "Receivers pass over a change, or take it in again and again.",
    remedy: "Look at the clock and the time zone of the source.",
    effects: &[inferred("Receivers that look at times", "pass over the change, or repeat it")],
    versions: SINCE_1_1,
    mode: Some(Mode::Delta),
    bad: "2027-03-01T06:00:00.000Z, today being 2026-10-01",
    good: "2026-09-30T06:00:00.000Z, today being 2026-10-01",
    source: "Derived",
    reads: &[Reads::AsOf, Reads::Against],
    message: |place, _| format!("{} is in the future, or older than the row that it replaces", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = table.column_number("dateLastModified") else { return };
    let latest = day_number(context.settings.as_of) + 1;
    let is_later = |text: &str| text.get(..10).and_then(day).is_some_and(|day| day_number(day) > latest);
    let older = context.settings.against.as_ref().map_or(&[][..], |before| &before.older);
    table.columns()[number].scan_where(Skip::default(), is_later, |row, _| sink.cell(table, row, number));
    let is_later_too = |row: u32| is_later(&table.columns()[number].text(row));
    for &(_, row) in older.iter().filter(|(of, row)| *of == table.table() && !is_later_too(*row)) {
        sink.cell(table, row, number);
    }
}
