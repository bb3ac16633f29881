//! Findings by cause as lines, which each form for people sets in its own way.

use super::Report;
use super::words::{counted, number};
use crate::cause::{Group, Hint, HintKind};
use crate::check::Level;

/// A cause as it is told.
pub(super) struct Told<'a> {
    pub(super) group: &'a Group,
    pub(super) level: Level,
    /// "clears 412 errors".
    pub(super) clears: String,
    /// What follows from it, and hints.
    pub(super) lines: Vec<String>,
}

/// The causes of errors and warnings in the order of repair, up to `most`, and how many there are beyond.
pub(super) fn told<'a>(report: &Report<'a>, most: usize) -> (Vec<Told<'a>>, usize) {
    let groups = report.causes.map_or(&[][..], |causes| causes.groups());
    let mut all: Vec<Told<'a>> = groups.iter().filter_map(|group| of_group(report, group)).collect();
    let beyond = all.len().saturating_sub(most);
    all.truncate(most);
    (all, beyond)
}

/// True if some cause explains more than what its own rule says.
pub(super) fn explain_more(report: &Report<'_>) -> bool {
    report.causes.is_some_and(|causes| causes.groups().iter().any(|group| !group.key.starts_with("rule:")))
}

fn of_group<'a>(report: &Report<'a>, group: &'a Group) -> Option<Told<'a>> {
    let counts = group.counts(&|rule| report.level_of(rule));
    let level = counts.worst().filter(|level| *level > Level::Info)?;
    let mut parts = Vec::new();
    for level in Level::ALL {
        match (level, counts.get(level)) {
            (_, 0) => {}
            (Level::Error, count) => parts.push(counted(count, "error")),
            (Level::Warning, count) => parts.push(counted(count, "warning")),
            (Level::Info, count) => parts.push(format!("{} for information", number(count))),
        }
    }
    let lines = group.because.iter().cloned().chain(group.hints.iter().map(hint_words)).collect();
    Some(Told { group, level, clears: format!("clears {}", parts.join(", ")), lines })
}

/// A hint in a line; the example is an id, which says who is meant and not who it is.
pub(super) fn hint_words(hint: &Hint) -> String {
    let (found, meant) = &hint.example;
    let example = match hint.kind {
        HintKind::OtherFile(_) | HintKind::Spreadsheet | HintKind::Deleted => format!("such as {found}"),
        _ => format!("such as {found}, where there is {meant}"),
    };
    format!("{} {}, {example}", number(hint.count), hint.kind.words())
}
