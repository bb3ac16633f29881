//! The cells are separated by something else than commas.

use super::super::Level;
use super::super::facts::fact_files;
use super::super::rule::{ALL_VERSIONS, How, PLAIN, Rule, Topic, documented};
use crate::read::FactKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "csv-delimiter",
    level: Level::Error,
    topic: Topic::Text,
    title: "Cells are not separated by commas",
    summary: "The cells are separated by something else than commas.",
    what: "Files whose header splits at semicolons or tabs. They were read that way.",
    why: "Importers that expect commas see one single column.",
    remedy: "Export with commas; spreadsheets follow the language of the system.",
    effects: &[documented("OneRoster", "comma, as in RFC 4180")],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "sourcedId;status;name",
    good: "sourcedId,status,name",
    source: "OneRoster CSV binding, CSV form; RFC 4180",
    reads: &[],
    message: |place, _| format!("The cells are separated by {}", place.value),
    how: How::Package(|context, sink| fact_files(context, &[FactKind::Delimiter], sink)),
    ..PLAIN
};
