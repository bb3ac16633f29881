//! The manifest declares a file as bulk or delta, but it is not in the package.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-declares-missing-file",
    level: Level::Error,
    topic: Topic::Package,
    title: "Declared file is missing",
    summary: "The manifest declares a file as bulk or delta, but it is not in the package.",
    what: "File properties with the value bulk or delta whose file was not found.",
    why: "A bulk file that is declared and missing may be read as an empty one, and everything in it deleted.",
    remedy: "Add the file, or declare it absent.",
    effects: &[
        documented("OneRoster", "import error"),
        documented("ManageBac", "the modes do not match"),
        observed("Moodle", "missing file"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "file.courses,bulk without courses.csv",
    good: "file.courses,absent",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("{} is {}, but the file is not in the package", place.sourced_id, place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    for table in declared.tables(context.input.data.version()) {
        let row = declared.first(&format!("file.{}", table.name()));
        if let Some((row, _)) = row.filter(|(_, mode)| matches!(*mode, "bulk" | "delta") && !declared.is_present(table)) {
            sink.property(declared.file, row);
        }
    }
}
