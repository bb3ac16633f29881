//! A student is too young or too old.

use super::super::calendar::{Days, day_number};
use super::super::people::Duty;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "birthdate-implausible",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Implausible birth date",
    summary: "A birth date is in the future, or makes a student too young or too old.",
    what: "demographics.birthDate against the day that counts as today. For students an age from 2 to 25 is taken, or other limits that can be set; for others the future alone is told.",
    why: "It is a slip of the pen: receivers that sort by age go wrong.",
    remedy: "Correct it in the source system.",
    effects: &[inferred("Receivers that look at the age", "put the person in the wrong place")],
    bad: "2206-02-28",
    good: "2016-02-28",
    source: "Derived",
    reads: &[Reads::AsOf, Reads::Thresholds],
    message: |place, _| format!("Born on {}", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, sink: &mut Sink<'_>) {
    let number = table.column_number("birthDate").filter(|_| table.table() == Table::Demographics);
    let (Some(number), Some(person)) = (number, table.key_column()) else { return };
    let limits = &context.settings.thresholds;
    let today = day_number(context.settings.as_of);
    let years = |years: u32| today - (f64::from(years) * 365.25) as i32;
    let (oldest, youngest) = (years(limits.oldest_student + 1), years(limits.youngest_student));
    let days = Days::of(Some(&*table.columns()[number]));
    if !days.any_where(|day| day > youngest || day < oldest) {
        return;
    }
    let duties = context.shared.duties();
    for row in 0..table.rows() {
        let day = days.of_row(row);
        if day == Days::NONE {
            continue;
        }
        let odd = day > youngest || day < oldest;
        let is_student = || person.target_row(row).and_then(|user| duties.get(user as usize)).is_some_and(|duty| duty.is(Duty::STUDENT));
        if day > today || (odd && is_student()) {
            sink.cell(table, row, number);
        }
    }
}
