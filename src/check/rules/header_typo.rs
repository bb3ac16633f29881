//! A column name is a misspelled one of the standard.

use super::super::declared::quoted;
use super::super::headers::{headers, typos};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;
use super::super::{Input, Level, Place};

/// The rule.
pub static RULE: Rule = Rule {
    code: "header-typo",
    level: Level::Warning,
    topic: Topic::Schema,
    title: "Misspelled column name",
    summary: "A column name differs by one or two letters from a name of the standard that is missing.",
    what: "Unknown names of which one column of the standard that the header lacks is at most two letters away, one in short names. If that column has to be filled, its absence is found as well.",
    why: "Importers pass over the column; its values count as empty.",
    remedy: "Correct the name.",
    effects: &[documented("SchoolStatus", "misspelled headers lead to the removal of everybody")],
    versions: SINCE_1_1,
    bad: "parentSourceId",
    good: "parentSourcedId",
    source: "OneRoster CSV binding, header",
    message: say,
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (file, spec, header) in headers(context.input.package) {
        for (at, _) in typos(context.input.data.version(), spec, header) {
            sink.header(file, at);
        }
    }
}

fn say(place: &Place, input: &Input<'_>) -> String {
    let version = input.data.version();
    let found = headers(input.package).filter(|(_, spec, _)| Some(spec.table) == place.table).find_map(|(_, spec, header)| {
        typos(version, spec, header).find(|(at, _)| header.columns[*at].name == place.value).map(|(_, column)| column.name)
    });
    match found {
        Some(name) => format!("{} is not a column of the standard; {name} is missing", quoted(&place.value)),
        None => format!("{} is not a column of the standard", quoted(&place.value)),
    }
}
