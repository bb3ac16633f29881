//! The package has no manifest.csv.

use super::super::Level;
use super::super::declared::is_package;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented, observed};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-missing",
    level: Level::Error,
    topic: Topic::Package,
    title: "No manifest",
    summary: "The package has no manifest.csv.",
    what: "Archives and folders that hold files of 1.1 or 1.2 but no manifest. Exactly the seven files of 1.0 need none. Loose files are not a package and are not judged.",
    why: "The manifest says which version it is and which files are full sets. Without it, importers stop or fail later with misleading errors.",
    remedy: "Add manifest.csv with the header propertyName,value and a row for every file of the standard.",
    effects: &[
        documented("OneRoster", "required"),
        documented("ManageBac", "the file is missing"),
        documented("HMH", "misleading errors follow"),
        observed("Moodle", "stops"),
        documented("Great Minds", "takes packages without it"),
    ],
    versions: SINCE_1_1,
    mode: None,
    bad: "orgs.csv, users.csv, …",
    good: "manifest.csv, orgs.csv, users.csv, …",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| {
        let _ = place;
        "There is no manifest.csv".to_owned()
    },
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let package = context.input.package;
    if is_package(package) && package.manifest.is_none() && package.files.iter().any(|file| file.table.is_some()) {
        sink.package("");
    }
}
