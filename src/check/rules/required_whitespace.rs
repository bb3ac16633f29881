//! A cell that has to be filled holds only spaces or a word for "nothing".

use super::super::Level;
use super::super::declared::quoted;
use super::super::headers::is_required;
use super::super::rule::{ALL_VERSIONS, CellCheck, CellPlace, How, PLAIN, Rule, Topic, documented};
use super::super::sourced_id::is_stand_in;
use crate::spec::Type;

/// The rule.
pub static RULE: Rule = Rule {
    code: "required-whitespace",
    level: Level::Error,
    topic: Topic::Schema,
    title: "Required value is a stand-in",
    summary: "A cell that has to be filled holds only spaces or a word for \"nothing\".",
    what: "Spaces in any required column. In ids, references and vocabularies also NULL, N/A, none, -, TBD and unknown. Such words are left alone in names: Null and None are real names.",
    why: "The cell looks filled, so the record is taken in with a value that means nothing.",
    remedy: "Supply the value; an empty cell at least says that it is missing.",
    effects: &[documented("HMH", "a space is not an empty value"), documented("D2L", "a space is an invalid value")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "o-1,,,North School,N/A,,",
    good: "o-1,,,North School,school,,",
    source: "OneRoster CSV binding, types",
    reads: &[],
    message: |place, _| format!("{} is {}, which stands for nothing", place.column_words(), quoted(&place.value)),
    how: How::Cell(CellCheck { rank: 11, ids_are_fine: true, applies: |_, place| is_required(place.column, place.mode), is_bad }),
    ..PLAIN
};

fn is_bad(place: &CellPlace, text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    match place.column.ty {
        Type::Guid | Type::GuidRef | Type::GuidRefList => text.trim().is_empty() || is_stand_in(text),
        Type::Enum(words) => text.trim().is_empty() || (is_stand_in(text) && !words.allows(text)),
        _ => text.trim().is_empty(),
    }
}
