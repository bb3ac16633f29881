//! Two users have one email address.

use super::super::Level;
use super::super::people::repeated_users;
use super::super::rule::{How, PLAIN, Rule, documented};

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-email",
    level: Level::Warning,
    title: "Email twice",
    summary: "Two users have the same email address.",
    what: "users.email, whatever its letter case: the second row and every later one with the same address. Users to be deleted, and rows whose sourcedId stands before, are left alone.",
    why: "Receivers that know people by their address merge the two, or refuse the second.",
    remedy: "Give each account an address of its own; leave the address of the school empty.",
    effects: &[
        documented("Seesaw", "merges or blocks the accounts"),
        documented("TeacherEase", "already used"),
        documented("Amplify", "has to be unique"),
        documented("Apple", "has to be unique if accounts are federated"),
    ],
    bad: "office@example.org for two users",
    good: "one address for each user",
    source: "Documents of receivers",
    message: |place, _| format!("{} is the address of another user, too", place.value),
    how: How::Table(|_, table, sink| repeated_users(table, "email", sink)),
    ..PLAIN
};
