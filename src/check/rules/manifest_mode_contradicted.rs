//! The rows of a file are not of the mode that the manifest declares.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{How, Rule, SINCE_1_1, Topic, inferred};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "manifest-mode-contradicted",
    level: Level::Warning,
    topic: Topic::Package,
    title: "Rows contradict the declared mode",
    summary: "The rows of a file are not of the mode that the manifest declares.",
    what: "Files declared bulk whose rows all carry status and time, and files declared delta whose rows carry none. The rows decide how the file is judged.",
    why: "Where the manifest and the rows disagree, the standard lets the rows win; receivers that go by the manifest delete or keep the wrong records.",
    remedy: "Declare the mode that the export really has.",
    effects: &[inferred("Receivers that go by the manifest", "take changes for a full set, and delete the rest")],
    versions: SINCE_1_1,
    mode: None,
    bad: "file.users,bulk, but every row has a status",
    good: "file.users,delta",
    source: "OneRoster CSV binding, bulk and delta",
    reads: &[],
    message: |place, _| place.value.clone(),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::ModeDisagrees], sink)),
};
