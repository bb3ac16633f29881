//! A report on its way into a file.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::Judged;
use super::writing::Writing;
use crate::export::{Size, Written, write_whole};
use crate::job::Wake;
use crate::report::{self, Format, Report};
use crate::roster::{Roster, RosterId};

/// What is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAsk {
    /// Where.
    pub path: PathBuf,
    /// In which form.
    pub format: Format,
    /// True to tell the values of personal columns.
    pub with_values: bool,
    /// Places per rule; `None` = all.
    pub places: Option<usize>,
    /// True if a file that is there may be replaced.
    pub replace: bool,
}

/// A change of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportCommand {
    /// Writes it.
    Write(RosterId, ReportAsk),
    /// Stops it; nothing is left of the file.
    Cancel,
    /// How it ended was seen.
    Seen,
}

impl Writing {
    /// Starts to write a report.
    pub(super) fn report(
        &mut self,
        roster: &Arc<Roster>,
        judged: &Arc<Judged>,
        ask: ReportAsk,
        check_time: Duration,
        opened: Vec<PathBuf>,
        wake: &Wake,
    ) {
        let (shared, judged) = (Arc::clone(roster), Arc::clone(judged));
        self.start(roster, wake, move |watch| {
            watch.doing("Writing the report");
            let timing = shared.timing();
            let report = Report {
                roster: &shared,
                findings: &judged.findings,
                causes: Some(&judged.causes),
                judgment: judged.judgment.as_deref(),
                tracked: Some(&judged.tracked),
                places: ask.places,
                with_values: ask.with_values,
                check_time,
                total_time: timing.read + timing.relate + check_time,
            };
            let bytes = write_whole(&ask.path, ask.replace, &opened, watch, |out| report::write(&report, ask.format, out))?;
            Ok(Written { path: ask.path, size: Size { rows: 0, bytes, exact: true } })
        });
    }
}
