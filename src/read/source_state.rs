//! Whether what was opened is still what lies on disk.

use super::{Package, SourceKind};

/// What became of a source since it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// Size and time of change are what they were.
    Same,
    /// It was written again: opening it again may show something else.
    Changed,
    /// It is not there any more.
    Gone,
}

impl Package {
    /// Looks at size and time of every file that was opened. A network drive may keep this waiting: ask in a job.
    pub fn source_state(&self) -> SourceState {
        if self.kind == SourceKind::Embedded {
            return SourceState::Same;
        }
        if self.paths.iter().any(|path| !path.try_exists().unwrap_or(false)) {
            return SourceState::Gone;
        }
        let origins = self.sources.iter().filter_map(|source| source.place.as_ref()).map(|place| &place.origin);
        let mut last = None;
        for origin in origins {
            // The entries of one archive share its file.
            if last != Some(origin.path()) && origin.is_changed() {
                return SourceState::Changed;
            }
            last = Some(origin.path());
        }
        SourceState::Same
    }
}
