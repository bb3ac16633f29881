//! How a record page is looked at.

use std::collections::BTreeSet;

/// How a record page is looked at. Kept for each place in the history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordView {
    /// How many points are scrolled out of sight.
    pub scroll: f32,
    /// Groups that are shown at full length, by name.
    pub opened: BTreeSet<String>,
}

/// A change of a record page's view.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordCommand {
    /// Scrolls to this many points.
    Scroll(f32),
    /// Shows a group at full length, or not.
    Open {
        /// The name of the group.
        group: String,
        /// True for full length.
        open: bool,
    },
}

impl RecordView {
    pub(super) fn apply(&mut self, command: RecordCommand) {
        match command {
            RecordCommand::Scroll(scroll) => self.scroll = scroll,
            RecordCommand::Open { group, open: true } => {
                self.opened.insert(group);
            }
            RecordCommand::Open { group, open: false } => {
                self.opened.remove(&group);
            }
        }
    }
}
