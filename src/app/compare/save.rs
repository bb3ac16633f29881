//! A comparison on its way into a file: as a report, as a map of ids, or as the delta that makes one of the other.

use std::path::PathBuf;
use std::sync::Arc;

use super::{AppliedDelta, ChangesJudged, Compared};
use crate::app::writing::Writing;
use crate::compare::{self, report};
use crate::export::{ExportError, ExportErrorKind, Size, Written, write_parcel, write_whole};
use crate::job::Wake;

/// What a comparison is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompareForm {
    /// One page for people.
    #[default]
    Html,
    /// A row for each row that came or went and each cell that changed.
    Csv,
    /// For programs.
    Json,
    /// Plain text.
    Text,
    /// Old and new sourcedId of records that go by another one now.
    IdMap,
    /// The package that makes the old roster the new one.
    Delta,
    /// The bulk package that comes of a delta and its base.
    Result,
}

impl CompareForm {
    /// Every form, for people first.
    pub const ALL: [Self; 7] = [Self::Html, Self::Csv, Self::Json, Self::Text, Self::IdMap, Self::Delta, Self::Result];

    /// What the name of its file ends in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv | Self::IdMap => "csv",
            Self::Json => "json",
            Self::Text => "txt",
            Self::Delta | Self::Result => "zip",
        }
    }

    const fn report(self) -> Option<report::Format> {
        match self {
            Self::Html => Some(report::Format::Html),
            Self::Csv => Some(report::Format::Csv),
            Self::Json => Some(report::Format::Json),
            Self::Text => Some(report::Format::Text),
            Self::IdMap | Self::Delta | Self::Result => None,
        }
    }
}

/// What is to be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveCompared {
    /// Where.
    pub path: PathBuf,
    /// As what.
    pub form: CompareForm,
    /// True to tell the values of personal columns in a report.
    pub with_values: bool,
    /// True if a file that is there may be replaced.
    pub replace: bool,
}

impl Writing {
    /// Starts to write a comparison. `time` = when the rows of a delta changed, where the new roster does not say.
    pub(super) fn comparison(
        &mut self,
        compared: &Arc<Compared>,
        (judged, applied): (Option<&Arc<ChangesJudged>>, Option<&Arc<AppliedDelta>>),
        (ask, opened, time): (SaveCompared, Vec<PathBuf>, String),
        wake: &Wake,
    ) {
        let (shared, judged, applied) = (Arc::clone(compared), judged.map(Arc::clone), applied.map(Arc::clone));
        self.start(&compared.new, wake, move |watch| {
            let Compared { old, new, comparison, took } = &*shared;
            let SaveCompared { path, form, with_values, replace } = ask;
            let (bytes, rows) = match form.report() {
                Some(format) => {
                    watch.doing("Writing the comparison");
                    let report = report::Report {
                        old,
                        new,
                        comparison,
                        findings: judged.as_ref().map(|judged| &*judged.findings),
                        rows: format.usual_rows(),
                        with_values,
                        compare_time: *took,
                        total_time: *took,
                    };
                    (write_whole(&path, replace, &opened, watch, |mut out| report::write(&report, format, &mut out))?, 0)
                }
                None if form == CompareForm::IdMap => {
                    watch.doing("Writing the id map");
                    let bytes =
                        write_whole(&path, replace, &opened, watch, |mut out| compare::write_id_map(comparison, old, new, &mut out))?;
                    (bytes, comparison.churned.len() as u64)
                }
                None if form == CompareForm::Result => {
                    let missing = || ExportError::new(ExportErrorKind::NotReady, &path);
                    let AppliedDelta { base, delta, applied, .. } = &**applied.as_ref().ok_or_else(missing)?;
                    let parcel = applied.parcel(base, &[delta]);
                    let rows = parcel.files.iter().map(|file| file.rows.len() as u64).sum();
                    (write_parcel(&parcel, replace, &opened, &path, watch)?, rows)
                }
                None => {
                    watch.doing("Working out the delta");
                    let cancelled = || ExportError::new(ExportErrorKind::Cancelled, &path);
                    let delta = compare::delta(old, new, watch).ok_or_else(cancelled)?;
                    let parcel = delta.parcel(old, new, &time);
                    let rows = parcel.files.iter().map(|file| file.rows.len() as u64).sum();
                    (write_parcel(&parcel, replace, &opened, &path, watch)?, rows)
                }
            };
            Ok(Written { path, size: Size { rows: u32::try_from(rows).unwrap_or(u32::MAX), bytes, exact: true } })
        });
    }
}
