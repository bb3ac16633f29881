//! A bulk file refers to a file that the package does not hold.

use super::super::Level;
use super::super::declared::{Declared, is_package};
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented};
use super::super::sink::Sink;
use crate::spec::Mode;
use crate::store::TableData;

/// The rule.
pub static RULE: Rule = Rule {
    code: "package-file-set-incomplete",
    level: Level::Warning,
    topic: Topic::Package,
    title: "File of referenced rows is missing",
    summary: "A bulk file refers to a file that the package does not hold.",
    what: "Reference columns with values whose target file is absent. One finding per column; the values are not judged. A target that the manifest declares is found as a declared file that is missing. Loose files are not judged.",
    why: "A bulk set is closed: whatever a row refers to is in the same package.",
    remedy: "Export the missing file as well.",
    effects: &[
        documented("OneRoster", "a bulk set has to be complete"),
        documented("ClassLink", "needs at least seven files"),
        documented("HMH", "needs all eight files"),
        documented("Great Minds", "needs classes, enrollments, orgs and users"),
    ],
    versions: ALL_VERSIONS,
    mode: Some(Mode::Bulk),
    bad: "classes.csv without courses.csv",
    good: "classes.csv and courses.csv",
    source: "OneRoster CSV binding, bulk sets",
    reads: &[],
    message: |place, _| format!("{} refers to {}, which is not in the package", place.file, place.value),
    how: How::Column(check),
    ..PLAIN
};

fn check(context: &Context<'_>, table: &TableData, column: usize, sink: &mut Sink<'_>) {
    let package = context.input.package;
    let column = &table.columns()[column];
    let Some(target) = column.spec().and_then(|spec| spec.reference).map(|reference| reference.table) else { return };
    if !is_package(package) || context.input.data.table(target).is_some() || column.filled() == 0 {
        return;
    }
    let declared = Declared::of(package).and_then(|declared| declared.mode_word(target));
    // A file that is in the package but cannot be read has a fault of its own.
    let unread = package.files.iter().any(|file| file.table == Some(target));
    if !matches!(declared, Some("bulk" | "delta")) && !unread {
        sink.file(Some(table.file()), target.file());
    }
}
