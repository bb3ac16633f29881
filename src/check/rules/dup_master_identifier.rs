//! Two users have one master identifier.

use super::super::Level;
use super::super::people::repeated_users;
use super::super::rule::{How, ONLY_1_2, PLAIN, Rule, observed};

/// The rule.
pub static RULE: Rule = Rule {
    code: "dup-master-identifier",
    level: Level::Warning,
    title: "Master identifier twice",
    summary: "Two users have the same userMasterIdentifier.",
    what: "users.userMasterIdentifier of 1.2, whatever its letter case: the second row and every later one. Users to be deleted, and rows whose sourcedId stands before, are left alone.",
    why: "The identifier is there to know one person across systems; two users with it become one.",
    remedy: "One person, one master identifier.",
    effects: &[observed("A conformance-tested reader", "refuses the second")],
    versions: ONLY_1_2,
    bad: "M-1 for u-1 and u-2",
    good: "M-1 for u-1, M-2 for u-2",
    source: "A conformance-tested reader; the standard does not say so",
    message: |place, _| format!("{} is the master identifier of another user, too", place.value),
    how: How::Table(|_, table, sink| repeated_users(table, "userMasterIdentifier", sink)),
    ..PLAIN
};
