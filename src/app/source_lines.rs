//! The source text of the row that is shown, fetched again from the file as a job.

use std::sync::Arc;

use crate::job::{Job, Outcome, Wake};
use crate::read::{ReadError, SourceKind, SourceRow};
use crate::roster::{Roster, RosterId};
use crate::spec::Table;

/// The source text of a row.
#[derive(Debug)]
pub enum SourceLine {
    /// It stands in no file: it came from an endpoint.
    Elsewhere,
    /// It is being read.
    Reading,
    /// As it stands in the file.
    Read(SourceRow),
    /// It cannot be had: what happened, then why and what to do.
    Failed(String, Vec<String>),
}

type Place = (RosterId, Table, u32);

/// The source text of the row that was asked for last.
#[derive(Default)]
pub(super) struct SourceLines {
    job: Option<Job<Result<SourceRow, ReadError>>>,
    /// Several rows, so that going back and forth does not flicker.
    lines: Vec<(Place, SourceLine)>,
}

impl SourceLines {
    const KEPT: usize = 32;

    /// Sees to it that the text of this row is there or in work. Called once a frame for the row that is shown.
    pub(super) fn want(&mut self, roster: &Arc<Roster>, table: Table, row: u32, wake: &Wake) {
        let place = (roster.id(), table, row);
        if self.lines.iter().any(|(known, _)| *known == place) {
            return;
        }
        if roster.package().kind == SourceKind::Endpoint {
            self.lines.push((place, SourceLine::Elsewhere));
            return;
        }
        let Some(origin) = roster.table(table).and_then(|data| data.origin(row)) else { return };
        let package = roster.shared_package();
        self.job = Some(Job::spawn("source line", Arc::clone(wake), move |watch| {
            package.source_text(origin.file, (origin.byte, origin.line), origin.skip_rows, watch)
        }));
        // The one before, if it was still being read, is stopped by this; it is asked for again when it is shown again.
        self.lines.retain(|(_, line)| !matches!(line, SourceLine::Reading));
        self.lines.push((place, SourceLine::Reading));
        if self.lines.len() > Self::KEPT {
            self.lines.remove(0);
        }
    }

    pub(super) fn poll(&mut self) {
        let Some(outcome) = self.job.as_mut().map(Job::poll) else { return };
        let line = match outcome {
            Outcome::Running | Outcome::Taken => return,
            Outcome::Done(Ok(row)) => SourceLine::Read(row),
            Outcome::Done(Err(error)) => SourceLine::Failed(error.title().to_owned(), error.details()),
            Outcome::Failed(message) => SourceLine::Failed("Reading failed".to_owned(), vec![message]),
        };
        self.job = None;
        if let Some((_, slot)) = self.lines.iter_mut().find(|(_, line)| matches!(line, SourceLine::Reading)) {
            *slot = line;
        }
    }

    /// The text of this row; `None` if it was not asked for.
    pub(super) fn line(&self, place: Place) -> Option<&SourceLine> {
        self.lines.iter().find(|(known, _)| *known == place).map(|(_, line)| line)
    }

    /// Forgets what belongs to a roster that is closed.
    pub(super) fn forget(&mut self, roster: RosterId) {
        let reading = |(place, line): &(Place, SourceLine)| place.0 == roster && matches!(line, SourceLine::Reading);
        if self.lines.iter().any(reading) {
            self.job = None;
        }
        self.lines.retain(|(place, _)| place.0 != roster);
    }
}
