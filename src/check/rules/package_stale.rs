//! The package is old.

use super::super::calendar::{day, day_number};
use super::super::rule::{Context, How, PLAIN, Rule, SINCE_1_1, Topic, inferred};
use super::super::sink::Sink;
use super::super::{Level, Reads};
use crate::store::Skip;

/// The rule.
pub static RULE: Rule = Rule {
    code: "package-stale",
    level: Level::Info,
    topic: Topic::Package,
    title: "Old package",
    summary: "Nothing in the package was changed in the last days.",
    what: "The latest dateLastModified of all files against the day that counts as today: more than 3 days, or another number that can be set. Bulk sets leave the column empty; of them nothing is said.",
    why: "The nightly job stands still; old data overwrites what was corrected since.",
    remedy: "Look at the job that writes the package.",
    effects: &[inferred("Receivers", "old data overwrites corrections")],
    versions: SINCE_1_1,
    bad: "the last change on 2026-09-01, today being 2026-10-01",
    good: "the last change on 2026-09-30, today being 2026-10-01",
    source: "Derived",
    reads: &[Reads::AsOf, Reads::Thresholds],
    message: |place, _| format!("The last change is of {}", place.value),
    how: How::Package(check),
    ..PLAIN
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut latest = None;
    for column in context.input.data.tables().filter_map(|table| table.column("dateLastModified")) {
        // The form of the standard sorts by time, so that most rows need no closer look.
        column.scan_where(Skip::default(), |text| !text.is_empty(), |_, text| latest = latest.max(text.get(..10).and_then(day)));
    }
    let today = day_number(context.settings.as_of);
    if let Some(latest) = latest.filter(|&latest| i64::from(today - day_number(latest)) > i64::from(context.settings.thresholds.stale_days))
    {
        sink.package(&latest.to_string());
    }
}
