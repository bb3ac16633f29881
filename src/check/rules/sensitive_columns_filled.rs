//! Columns that describe people are filled.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use crate::spec::{Privacy, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "sensitive-columns-filled",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Sensitive columns",
    summary: "A column that describes people or reaches them at home is filled.",
    what: "Columns of demographics.csv, such as birth, sex and ethnicity, and telephone numbers of users.csv. One finding per column. It is no fault: it says what the package gives away. Passwords have a rule of their own.",
    why: "Law and good practice ask to share only what the receiver needs.",
    remedy: "Leave out what this receiver does not need.",
    effects: &[inferred("Privacy law and policy", "share only what is needed")],
    bad: "demographics.birthDate filled for a receiver that does not use it",
    good: "demographics.csv left out for it",
    source: "Good practice",
    message: |place, _| format!("{} is filled", place.column_words()),
    how: How::Column(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, number: usize, sink: &mut Sink<'_>) {
    let column = &table.columns()[number];
    let Some(spec) = column.spec() else { return };
    let of_people = table.table() == Table::Demographics && spec.privacy == Privacy::Sensitive;
    let sensitive = of_people || (table.table() == Table::Users && matches!(spec.name, "phone" | "sms"));
    if sensitive && column.filled() > 0 {
        sink.header(table.file(), number);
    }
}
