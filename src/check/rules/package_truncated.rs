//! A file has a number of rows at which exports are cut.

use super::super::Level;
use super::super::rule::{How, PLAIN, Rule, Topic, inferred};
use crate::spec::Mode;

/// The rule.
pub static RULE: Rule = Rule {
    code: "package-truncated",
    level: Level::Info,
    topic: Topic::Plausibility,
    title: "Suspiciously round number of rows",
    summary: "A file has exactly as many rows as exports are cut at.",
    what: "Files with 500, 1000, 5000, 10,000, 50,000 or 100,000 rows, and those with 65,535, 65,536, 1,048,575 or 1,048,576, at which spreadsheets stop. It may be chance.",
    why: "The export stopped at a page or at the limit of a spreadsheet; the rest is missing.",
    remedy: "Count in the source system.",
    effects: &[inferred("Receivers", "take what is missing for deleted")],
    mode: Some(Mode::Bulk),
    bad: "1,000 rows in users.csv",
    good: "1,342 rows in users.csv",
    source: "How exports are cut",
    message: |place, _| format!("The file has exactly {} rows", place.value),
    how: How::Table(|_, table, sink| {
        const ROUND: [u32; 10] = [500, 1000, 5000, 10_000, 50_000, 100_000, 65_535, 65_536, 1_048_575, 1_048_576];
        if ROUND.contains(&table.rows()) {
            sink.file(Some(table.file()), &table.rows().to_string());
        }
    }),
    ..PLAIN
};
