//! Somebody whose account is off is enrolled.

use super::super::Level;
use super::super::chunk::Chunk;
use super::super::people::{Words, is_deleted};
use super::super::rule::{Context, How, Judge, PLAIN, RowsCheck, Rule, Topic, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::{Column, TableData};

/// The rule.
pub static RULE: Rule = Rule {
    code: "ref-disabled-user",
    level: Level::Info,
    topic: Topic::Reference,
    title: "Enrolled without an account",
    summary: "Somebody whose enabledUser is false is enrolled.",
    what: "Enrollments of users with enabledUser false. Enrollments and users to be deleted are left alone.",
    why: "The receiver shows somebody in the class who cannot sign in.",
    remedy: "Ask the school: end the enrollment, or switch the account on.",
    effects: &[inferred("Some receivers", "an account without access")],
    bad: "an enrollment of u-1, whose enabledUser is false",
    good: "an enrollment of u-1, whose enabledUser is true",
    source: "Experience of receivers",
    message: |place, _| format!("The account of {} is off", place.value),
    how: How::Rows(RowsCheck { table: Table::Enrollments, prepare }),
    ..PLAIN
};

fn prepare<'a>(context: &Context<'a>, enrollments: &'a TableData) -> Option<Judge<'a>> {
    let users = context.input.data.table(Table::Users)?;
    let number = enrollments.column_number("userSourcedId")?;
    let off = Words::of(users.column("enabledUser")?, |word| word == "false");
    let (gone, ended) = (is_deleted(users), is_deleted(enrollments));
    off.any().then_some(())?;
    Some(Box::new(move |chunk: &Chunk<'_>, sink: &mut Sink<'_>| {
        let targets = chunk.targets(number);
        for (at, row) in chunk.each().filter(|&(at, _)| targets[at] != Column::NONE) {
            if off.has(targets[at]) && !gone.has(targets[at]) && !ended.has(row) {
                sink.cell(enrollments, row, number);
            }
        }
    }))
}
