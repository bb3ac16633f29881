//! Two or more races are said, but fewer are named.

use super::super::Level;
use super::super::people::Words;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "demographics-race-all-false",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Races contradict each other",
    summary: "Two or more races are said to apply, but exactly one is named.",
    what: "demographicRaceTwoOrMoreRaces that is true where exactly one of the five races is true. If none is, the source may just not say which. Runs on request.",
    why: "Reports count the person in two ways.",
    remedy: "Correct it in the source system.",
    effects: &[inferred("Reports", "count the person in two ways")],
    bad: "asian true, all others false, two or more true",
    good: "asian true, white true, two or more true",
    source: "Derived",
    message: |_, _| "Two or more races, but one is named".to_owned(),
    how: How::Table(check),
    on_request: true,
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    const RACES: [&str; 5] =
        ["americanIndianOrAlaskaNative", "asian", "blackOrAfricanAmerican", "nativeHawaiianOrOtherPacificIslander", "white"];
    let number = table.column_number("demographicRaceTwoOrMoreRaces").filter(|_| table.table() == Table::Demographics);
    let Some(number) = number else { return };
    let is_true = |column: &'_ Column| (0..table.rows()).map(|row| *column.text(row) == *"true").collect::<Vec<bool>>();
    let races: Vec<Vec<bool>> = RACES.iter().filter_map(|race| table.column(race)).map(is_true).collect();
    let several = Words::of(&table.columns()[number], |word| word == "true");
    for row in (0..table.rows()).filter(|&row| several.has(row)) {
        if races.iter().filter(|race| race[row as usize]).count() == 1 {
            sink.cell(table, row, number);
        }
    }
}
