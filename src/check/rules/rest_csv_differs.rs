//! What an endpoint sends and what stands in the files of the same source differ.

use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};

/// The rule.
pub static RULE: Rule = Rule {
    code: "rest-csv-differs",
    level: Level::Warning,
    topic: Topic::Consistency,
    title: "Endpoint and files differ",
    summary: "What an endpoint sends and what stands in the files of the same source differ.",
    what: "Rows that only one of the two has, and rows with other cells, file by file; status and time of change are not compared, and neither are files whose rows an endpoint sends as parts of others. Only where one of the two came from an endpoint and the other from files.",
    why: "Applications that read one of them see other people than those that read the other.",
    remedy: "Show the lists to the vendor of the source, who has two exports that disagree.",
    effects: &[inferred("All receivers", "see different rosters, depending on the way")],
    versions: ALL_VERSIONS,
    bad: "u-1 in users.csv and not among the users of the endpoint",
    good: "The same users both ways",
    source: "Derived",
    reads: &[Reads::Against],
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(before) = &context.settings.against else { return };
    let spec = context.input.data.version().spec();
    let has_collection = |table| spec.table(table).is_some_and(|spec| spec.rest.is_some());
    for file in before.files.iter().filter(|file| before.is_rest_against_files && file.came + file.gone + file.changed > 0) {
        let Some(table) = file.table.filter(|&table| has_collection(table)) else { continue };
        let place = context.input.data.table(table).map(|data| data.file());
        let (came, gone, changed) = (file.came, file.gone, file.changed);
        sink.file(place, &format!("{}: rows only here {came}, only in {} {gone}, different {changed}", table.file(), before.name));
    }
}
