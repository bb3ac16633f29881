//! Which rules are for files, and which for what an endpoint sent.

use super::rule::{Rule, Topic};
use crate::read::SourceKind;

/// Rules about the form or the completeness of files, which rows from an endpoint do not have.
const FILES_ONLY: [&str; 3] = ["csv-no-data-rows", "package-truncated", "status-in-bulk"];

/// True if the rule has something to say about rows from such a source.
pub(super) fn fits(rule: &Rule, kind: SourceKind) -> bool {
    // Either side of that comparison may be what is judged.
    if rule.code == "rest-csv-differs" {
        return true;
    }
    let of_endpoint = rule.code.starts_with("rest-");
    if kind != SourceKind::Endpoint {
        return !of_endpoint;
    }
    let of_files =
        matches!(rule.topic, Topic::Package | Topic::Text) || rule.code.starts_with("header-") || FILES_ONLY.contains(&rule.code);
    of_endpoint || !of_files
}
