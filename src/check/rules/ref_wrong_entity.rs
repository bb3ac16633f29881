//! A reference leads into another file than it should.

use super::super::hunt::Hunt;
use super::super::rule::{BrokenCheck, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::{Input, Level, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "ref-wrong-entity",
    level: Level::Error,
    topic: Topic::Reference,
    title: "Reference into the wrong file",
    summary: "A reference leads nowhere in its file, but is the id of a row in another one.",
    what: "Broken references of closed sets whose id stands in another file, if it is not a plain number: numbers stand in many files by chance. The rule about the reference leaves them alone.",
    why: "The export takes the id from the wrong field, so that usually every row is wrong.",
    remedy: "Correct the mapping in the export.",
    effects: &[documented("OneRoster", "a bulk set has to be complete"), inferred("Every importer", "the reference is broken")],
    bad: "classSourcedId co-1, a course",
    good: "classSourcedId c-1, a class",
    source: "OneRoster CSV binding, bulk sets and references",
    message: say,
    how: How::Broken(BrokenCheck {
        rank: 30,
        applies: |_, _, closed| closed,
        fits: |hunt, id| !id.bytes().all(|byte| byte.is_ascii_digit()) && hunt.elsewhere(id).is_some(),
    }),
    ..PLAIN
};

fn say(place: &Place, input: &Input<'_>) -> String {
    let target = place.spec(input).and_then(|spec| spec.reference).and_then(|reference| input.data.table(reference.table));
    let other = target.and_then(|target| Hunt::new(*input, target).elsewhere(&place.value));
    match (target, other) {
        (Some(target), Some(other)) => {
            format!("{} {} is not in {}, but in {}", place.column_words(), place.value, target.table().file(), other.file())
        }
        _ => format!("{} {} is in another file", place.column_words(), place.value),
    }
}
