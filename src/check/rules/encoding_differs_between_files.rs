//! The files of a package end their lines in different ways.

use super::super::Level;
use super::super::rule::{Context, How, PLAIN, Rule, Topic, documented, inferred};
use super::super::sink::Sink;

/// The rule.
pub static RULE: Rule = Rule {
    code: "encoding-differs-between-files",
    level: Level::Info,
    topic: Topic::Text,
    title: "Files written in different ways",
    summary: "Some files of the package end lines with CR LF, others with LF.",
    what: "Files that end all lines in one way, against the way of most files; one finding for each of the fewer. Other encodings and other signs between cells than commas are faults of their own.",
    why: "The files come from different programs, or one went through an editor. Then look at that one first.",
    remedy: "Write all files with one setting of the export.",
    effects: &[documented("EdLink", "wants one form throughout the package"), inferred("Most importers", "do not mind")],
    bad: "orgs.csv with LF, all others with CR LF",
    good: "all files with CR LF",
    source: "Documents of one receiver",
    message: |place, _| format!("Lines end with {}, unlike those of most files", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut files = (Vec::new(), Vec::new());
    for table in context.input.data.tables() {
        match table.form() {
            Some(form) if form.crlf > 0 && form.lf == 0 && form.cr == 0 => files.0.push(table.file()),
            Some(form) if form.lf > 0 && form.crlf == 0 && form.cr == 0 => files.1.push(table.file()),
            _ => {}
        }
    }
    let (crlf, lf) = files;
    let (fewer, word) = if crlf.len() < lf.len() { (crlf, "CR LF") } else { (lf, "LF") };
    for file in fewer {
        sink.file(Some(file), word);
    }
}
