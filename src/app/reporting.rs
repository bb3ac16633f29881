//! A report on its way into a file, as a job; how it ended stays until it was seen.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{ExportEnd, Judged, Notice};
use crate::export::{ExportErrorKind, Size, Written, write_whole};
use crate::job::{Job, Outcome, Progress, Wake};
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

/// The report in work, and how the last one ended.
#[derive(Default)]
pub(super) struct Reporting {
    job: Option<(RosterId, Job<ExportEnd>)>,
    end: Option<ExportEnd>,
}

impl Reporting {
    /// Starts to write; a report that is under way is stopped.
    pub(super) fn start(
        &mut self,
        roster: &Arc<Roster>,
        judged: &Arc<Judged>,
        ask: ReportAsk,
        check_time: Duration,
        opened: Vec<PathBuf>,
        wake: &Wake,
    ) {
        let (shared, judged) = (Arc::clone(roster), Arc::clone(judged));
        let job = Job::spawn("report", Arc::clone(wake), move |watch| {
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
            match write_whole(&ask.path, ask.replace, &opened, watch, |out| report::write(&report, ask.format, out)) {
                Ok(bytes) => ExportEnd::Done(Written { path: ask.path, size: Size { rows: 0, bytes, exact: true } }),
                Err(error) => {
                    let exists = error.kind == ExportErrorKind::Exists;
                    ExportEnd::Failed { title: error.title().to_owned(), lines: error.details(), exists }
                }
            }
        });
        self.job = Some((roster.id(), job));
        self.end = None;
    }

    /// Takes in the end if it is there; never waits.
    pub(super) fn poll(&mut self) -> Option<Notice> {
        let outcome = self.job.as_mut()?.1.poll();
        match outcome {
            Outcome::Running => return None,
            Outcome::Done(end) => self.end = Some(end),
            Outcome::Failed(message) => {
                self.job = None;
                return Some(Notice::of_fault("Writing the report", &message));
            }
            Outcome::Taken => {}
        }
        self.job = None;
        None
    }

    /// How the last one ended, until it was seen.
    pub(super) const fn end(&self) -> Option<&ExportEnd> {
        self.end.as_ref()
    }

    /// The end was seen.
    pub(super) fn seen(&mut self) {
        self.end = None;
    }

    /// How far it is; `None` when none is in work.
    pub(super) fn progress(&self) -> Option<Progress> {
        self.job.as_ref().map(|(_, job)| job.progress())
    }

    /// Stops it; nothing is left of the file.
    pub(super) fn cancel(&mut self) {
        self.job = None;
    }

    /// Stops what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        self.job.take_if(|(of, _)| *of == roster);
    }
}
