//! The CSV files are inside a folder instead of at the top of the archive.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, Context, How, PLAIN, Rule, Topic, documented, observed};
use super::super::sink::Sink;
use crate::read::{FactKind, SourceKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-not-root",
    level: Level::Error,
    topic: Topic::Package,
    title: "Files lie in a folder of the archive",
    summary: "The CSV files are inside a folder instead of at the top of the archive.",
    what: "Archives whose CSV files share a folder. The folder was left out, and the files were read.",
    why: "Receivers look for manifest.csv at the top, and report it as missing.",
    remedy: "Zip the files themselves, not the folder that holds them.",
    effects: &[
        documented("OneRoster", "the files have to be at the top"),
        documented("Microsoft School Data Sync", "an unknown folder ends the run"),
        documented("Lab-Aids", "upload error"),
        observed("Moodle", "reports the manifest as missing"),
    ],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "export/orgs.csv",
    good: "orgs.csv",
    source: "OneRoster CSV binding, packaging",
    reads: &[],
    message: |place, _| format!("The files are in the folder {}", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    // In a folder nothing was packed yet.
    if context.input.package.kind == SourceKind::Zip {
        fact_files(context, &[FactKind::FilesInFolder], sink);
    }
}
