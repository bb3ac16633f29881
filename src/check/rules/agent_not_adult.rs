//! An agent is a student, or the user.

use super::super::Level;
use super::super::people::Duty;
use super::super::rule::{Context, How, PLAIN, Rule, inferred};
use super::super::sink::Sink;
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "agent-not-adult",
    level: Level::Info,
    title: "Agent who is a student",
    summary: "An agent is known as a student only, or is the user.",
    what: "Items of users.agentSourcedIds of students that lead to somebody whose only role is student, or to the user. One finding per item.",
    why: "Agents are guardians and the like; a student in their place sees the data of another student.",
    remedy: "Correct the family links.",
    effects: &[inferred("Receivers with access for guardians", "give it to a student")],
    bad: "agentSourcedIds u-1 of the student u-1",
    good: "agentSourcedIds u-3, a guardian",
    source: "Derived",
    message: |place, _| format!("The agent {} is a student", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = users.column_number("agentSourcedIds").filter(|_| users.table() == Table::Users) else { return };
    let duties = context.shared.duties();
    users.columns()[number].scan_targets(|user, agent| {
        // A guardian may name the student as well: the links often go both ways.
        let child = duties[agent as usize].is_only(Duty::STUDENT) && duties[user as usize].is_only(Duty::STUDENT);
        if user == agent || child {
            sink.item(users, user, number, &users.sourced_id(agent));
        }
    });
}
