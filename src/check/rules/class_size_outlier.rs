//! A class has very many students.

use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::spec::{Mode, Table};
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "class-size-outlier",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Very large class",
    summary: "A class has very many students.",
    what: "Classes of bulk sets with more than 50 students, or another number that can be set. Homerooms of a whole school, lunch and study hall are the usual ones.",
    why: "Some receivers refuse classes of this size, and nobody teaches them as a class.",
    remedy: "Leave such classes out of the export.",
    effects: &[documented("HMH", "keeps to under 50 students, and may refuse the class")],
    mode: Some(Mode::Bulk),
    bad: "Study Hall with 480 students",
    good: "Mathematics 5a with 24 students",
    source: "Documents of receivers",
    reads: &[Reads::Thresholds],
    message: |place, _| format!("{} students are in the class", place.value),
    how: How::Table(check),
    ..PLAIN
};

fn check(context: &Context<'_>, classes: &TableData, sink: &mut Sink<'_>) {
    if classes.table() != Table::Classes {
        return;
    }
    let Some(enrolled) = context.shared.enrolled() else { return };
    let most = context.settings.thresholds.class_students;
    for (row, &students) in (0..).zip(&enrolled.students).filter(|(_, students)| **students > most) {
        sink.row(classes, row, &students.to_string());
    }
}
