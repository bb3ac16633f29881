//! A guardian belongs to no student.

use super::super::Level;
use super::super::people::{Duty, sole_rows};
use super::super::rule::{Context, How, PLAIN, Rule, documented};
use super::super::sink::Sink;
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "guardian-unlinked",
    level: Level::Info,
    title: "Guardian of nobody",
    summary: "A guardian, parent or relative is nobody's agent.",
    what: "Users of bulk sets who are guardians, parents or relatives only, whom no agentSourcedIds names and who name nobody themselves. Users to be deleted are left alone.",
    why: "Receivers that take in guardians through their students do not know the person.",
    remedy: "Look whether the links are exported; leave out the guardians of students who have left.",
    effects: &[documented("SchoolStatus", "a guardian without a student is not added")],
    mode: Some(Mode::Bulk),
    bad: "guardian u-9, whom no student names",
    good: "guardian u-3 in agentSourcedIds of u-1",
    source: "Documents of receivers",
    message: |_, _| "No student names this person as agent".to_owned(),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let Some(agents) = users.column("agentSourcedIds").filter(|_| users.table() == Table::Users) else { return };
    let duties = context.shared.duties();
    let mut linked = vec![false; users.rows() as usize];
    agents.scan_targets(|user, agent| {
        linked[user as usize] = true;
        linked[agent as usize] = true;
    });
    for row in sole_rows(users).filter(|&row| duties[row as usize].is_only(Duty::FAMILY) && !linked[row as usize]) {
        sink.row(users, row, "");
    }
}
