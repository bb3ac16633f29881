//! Two users have one username.

use super::super::Level;
use super::super::people::repeated_users;
use super::super::rule::{How, PLAIN, Rule, documented};

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-username",
    level: Level::Warning,
    title: "Username twice",
    summary: "Two users have the same username.",
    what: "users.username, whatever its letter case: the second row and every later one with the same name. Users to be deleted, and rows whose sourcedId stands before, are left alone.",
    why: "Receivers that sign in by username mix up the two accounts, or merge them.",
    remedy: "Correct one of them, or confirm that it is one person with two records.",
    effects: &[
        documented("Great Minds", "has to be unique in the district"),
        documented("HMH", "merges accounts of staff"),
        documented("ClassLink", "can merge the two"),
    ],
    bad: "ada and Ada for two users",
    good: "ada and ada2 for two users",
    source: "Documents of receivers",
    message: |place, _| format!("{} is the username of another user, too", place.value),
    how: How::Table(|_, table, sink| repeated_users(table, "username", sink)),
    ..PLAIN
};
