//! A reference fits only if letter case is ignored.

use super::super::Level;
use super::super::rule::{BrokenCheck, How, PLAIN, Rule, Topic, documented};

/// The rule.
pub static RULE: Rule = Rule {
    code: "ref-case-mismatch",
    level: Level::Error,
    topic: Topic::Reference,
    title: "Reference in other letter case",
    summary: "A reference leads nowhere, but would if letter case did not count.",
    what: "Broken references of closed sets whose target has the id in other letter case. The rule about the reference leaves them alone.",
    why: "Ids are case-sensitive. Most receivers find nothing.",
    remedy: "Write the id the same way in both files.",
    effects: &[
        documented("OneRoster", "values are case-sensitive"),
        documented("Microsoft School Data Sync", "ids are case-sensitive"),
        documented("Schoology", "codes are case-sensitive"),
    ],
    bad: "parentSourcedId D-1, the district being d-1",
    good: "parentSourcedId d-1",
    source: "OneRoster CSV binding, bulk sets and letter case",
    message: |place, _| format!("{} {} exists in other letter case", place.column_words(), place.value),
    how: How::Broken(BrokenCheck { rank: 10, applies: |_, _, closed| closed, fits: |hunt, id| hunt.has_other_case(id) }),
    ..PLAIN
};
