//! A file is in the package, but the manifest says absent or nothing about it.

use super::super::Level;
use super::super::declared::Declared;
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-file-not-declared",
    level: Level::Error,
    topic: Topic::Package,
    title: "File is not declared",
    summary: "A file is in the package, but the manifest says absent or nothing about it.",
    what: "Every file of the standard that is in the package.",
    why: "Importers go by the manifest and leave the file out, or refuse the package.",
    remedy: "Declare the file as bulk or delta.",
    effects: &[documented("OneRoster", "import error"), documented("ManageBac", "the modes do not match")],
    versions: SINCE_1_1,
    mode: None,
    bad: "users.csv, and file.users,absent",
    good: "users.csv, and file.users,bulk",
    source: "OneRoster CSV binding, manifest",
    reads: &[],
    message: |place, _| format!("The file is in the package, but the manifest says {}", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(declared) = Declared::of(context.input.package) else { return };
    for table in declared.tables(context.input.data.version()).filter(|&table| declared.is_present(table)) {
        match declared.mode_word(table) {
            None => sink.file(declared.file_of(table), "nothing about it"),
            Some("absent") => sink.file(declared.file_of(table), "absent"),
            Some(_) => {}
        }
    }
}
