//! The file holds passwords.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented, observed};
use super::super::sink::Sink;
use crate::spec::Privacy;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "password-present",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Passwords in the file",
    summary: "The column password is filled.",
    what: "password of users.csv and userProfiles.csv. One finding per column; the passwords are not shown.",
    why: "They stand in the file for everybody who gets it, and in every copy of it.",
    remedy: "Stop exporting them if people sign in elsewhere.",
    effects: &[documented("HMH", "advises against it"), observed("Moodle", "one plugin needs it")],
    bad: "a filled password",
    good: "an empty password",
    source: "Documents of receivers",
    message: |_, _| "The column holds passwords".to_owned(),
    how: How::Column(check),
    ..PLAIN
};

fn check(_: &Context<'_>, table: &TableData, number: usize, sink: &mut Sink<'_>) {
    let column = &table.columns()[number];
    if column.spec().is_some_and(|spec| spec.privacy == Privacy::Secret) && column.filled() > 0 {
        sink.header(table.file(), number);
    }
}
