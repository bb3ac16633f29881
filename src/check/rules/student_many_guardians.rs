//! A student has very many guardians.

use super::super::people::Duty;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::Table;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "student-many-guardians",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Very many guardians",
    summary: "A student has more agents than receivers take.",
    what: "Users who are students with more than 5 agents, or another number that can be set.",
    why: "Emergency contacts and doctors are exported as guardians; receivers hold the whole sync or leave some out.",
    remedy: "Export those who have custody.",
    effects: &[documented("Remind", "holds the sync at six or more"), documented("ClassTag", "up to six")],
    bad: "a student with 9 agents",
    good: "a student with 2 agents",
    source: "Documents of receivers",
    reads: &[Reads::Thresholds],
    message: |place, _| format!("{} agents", place.value.split(',').count()),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, users: &TableData, sink: &mut Sink<'_>) {
    let Some(number) = users.column_number("agentSourcedIds").filter(|_| users.table() == Table::Users) else { return };
    let duties = context.shared.duties();
    let most = context.settings.thresholds.student_guardians;
    let mut agents = vec![0_u32; users.rows() as usize];
    users.columns()[number].scan_targets(|user, _| agents[user as usize] += 1);
    for (row, _) in (0..).zip(&agents).filter(|(_, agents)| **agents > most) {
        if duties[row as usize].is(Duty::STUDENT) {
            sink.cell(users, row, number);
        }
    }
}
