//! The name of the archive is one that some receivers refuse.

use super::super::Level;
use super::super::declared::quoted;
use super::super::rule::{How, PLAIN, Rule, SINCE_1_1, Topic, documented};
use crate::read::SourceKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "zip-name-constraint",
    level: Level::Info,
    topic: Topic::Package,
    title: "Name of the archive",
    summary: "The name of the archive has spaces or underscores, or does not end with .zip.",
    what: "The name of a zip. Runs on request, as only some receivers look at it.",
    why: "Some receivers find the archive by its name.",
    remedy: "Use the name that the receiver asks for.",
    effects: &[
        documented("OneRoster", "any name that ends with .zip"),
        documented("D2L", "only .zip in small letters"),
        documented("Summit K12", "no underscores or special characters"),
        documented("Lab-Aids", "one exact name"),
    ],
    versions: SINCE_1_1,
    bad: "my_export.ZIP",
    good: "export.zip",
    source: "Documents of receivers",
    message: |place, _| format!("The archive is called {}", quoted(&place.value)),
    how: How::Package(|context, sink| {
        let package = context.input.package;
        let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
        if package.kind == SourceKind::Zip && !package.name.strip_suffix(".zip").is_some_and(plain) {
            sink.package(&package.name);
        }
    }),
    on_request: true,
    ..PLAIN
};
