//! What a receiver does with the package, as lines.

use super::Report;
use super::words::number;
use crate::receiver::{Effect, Said};

/// The receiver, its verdict and the reasons.
pub(super) struct VerdictLines {
    /// "Clever: accepted with losses".
    pub(super) head: String,
    /// The reasons, the worst first, then what is worth knowing besides.
    pub(super) lines: Vec<String>,
}

/// The verdict in lines; `None` if no receiver was chosen.
pub(super) fn lines(report: &Report<'_>) -> Option<VerdictLines> {
    let judgment = report.judgment?;
    let mut lines: Vec<String> = judgment
        .reasons
        .iter()
        .map(|reason| {
            let what = format!("{}, {} ({})", reason.title, number(reason.count), reason.code);
            format!("{}: {what}. {}", effect_words(reason.effect), said(&reason.said))
        })
        .collect();
    lines.extend(judgment.profile.notes.iter().map(|note| format!("Worth knowing: {}", said(note))));
    lines.extend(judgment.profile.left_out.iter().map(|line| format!("In its profile: {line}")));
    Some(VerdictLines { head: format!("{}: {}", judgment.profile.name, judgment.verdict.words()), lines })
}

/// What is known, how, and where it is written.
fn said(said: &Said) -> String {
    format!("{} ({}, {})", said.words, said.evidence.name(), said.source)
}

/// The word for an effect.
pub(super) const fn effect_words(effect: Effect) -> &'static str {
    match effect {
        Effect::Accepts => "Accepts",
        Effect::Notes => "Worth knowing",
        Effect::Loses => "Loses",
        Effect::Refuses => "Refuses",
    }
}
