//! A reference fits only with other leading zeros.

use super::super::hunt::Hunt;
use super::super::rule::{BrokenCheck, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::{Input, Level, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-leading-zero-loss",
    level: Level::Error,
    topic: Topic::Text,
    title: "Leading zeros lost",
    summary: "A reference leads nowhere, but would with more or fewer leading zeros.",
    what: "Broken references of closed sets that are numbers, up to 8 zeros. The rule about the reference leaves them alone.",
    why: "One of the two files went through a spreadsheet, or a column of numbers: 0123 became 123, and the ids do not match any more.",
    remedy: "Restore the zeros: export the column as text, and do not save the file in a spreadsheet.",
    effects: &[
        documented("SchoolStatus", "ids have to match, above all those that start with zero"),
        inferred("Every importer", "the reference is broken"),
    ],
    bad: "classSourcedId 123, the class being 0123",
    good: "classSourcedId 0123",
    source: "How spreadsheets save numbers; OneRoster CSV binding, bulk sets",
    message: say,
    how: How::Broken(BrokenCheck { rank: 20, applies: |_, _, closed| closed, fits: |hunt, id| hunt.other_zeros(id).is_some() }),
    ..PLAIN
};

fn say(place: &Place, input: &Input<'_>) -> String {
    let target = place.spec(input).and_then(|spec| spec.reference).and_then(|reference| input.data.table(reference.table));
    match target.and_then(|target| Hunt::new(*input, target).other_zeros(&place.value)) {
        Some(other) => format!("{} {} is not there, but {other} is", place.column_words(), place.value),
        None => format!("{} {} is there with other leading zeros", place.column_words(), place.value),
    }
}
