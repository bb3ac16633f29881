//! How a comparison is looked at.

use crate::compare::{Effect, Fate, FindingFate, ListColumn};
use crate::spec::Table;

/// What is listed of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareList {
    /// Rows of a file by what became of them.
    Rows(Table, Fate),
    /// Records that go by another sourcedId now.
    Churned,
    /// SourcedIds that belong to another record now.
    Reused,
    /// What rules about changes say.
    Rules,
    /// Findings that are new, gone or staying.
    Findings(FindingFate),
    /// Orgs with people, classes or enrollments.
    Schools,
    /// People by role.
    Roles,
    /// Rows of a delta by what they do to its base.
    Effects(Table, Effect),
    /// Links that the delta breaks.
    Broken,
    /// What contradicts the order of a delta.
    Conflicts,
}

/// How a comparison is looked at. Kept for each place in the history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareView {
    /// What is listed; `None` = the first file with differences.
    pub list: Option<CompareList>,
    /// Only rows of which this column changed.
    pub column: Option<String>,
    /// Only rows of this org, by its sourcedId.
    pub school: Option<String>,
    /// Only people of this role.
    pub role: Option<String>,
    /// Only rows that hold this text.
    pub text: String,
    /// What rows are sorted by; true = from large to small.
    pub sort: Option<(ListColumn, bool)>,
    /// The list has the whole page.
    pub large: bool,
    /// The two records stand side by side beside the list.
    pub pane: bool,
    /// The line that is selected.
    pub selected: Option<u32>,
}

/// A change of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareViewCommand {
    /// Lists something else, without conditions.
    List(CompareList),
    /// Lists rows of a file of one org or role.
    Narrow {
        /// The file and what became of its rows.
        list: CompareList,
        /// Of this org.
        school: Option<String>,
        /// Of this role.
        role: Option<String>,
    },
    /// Only rows of which this column changed, or all.
    Column(Option<String>),
    /// All orgs again.
    AllSchools,
    /// All roles again.
    AllRoles,
    /// Only rows that hold this text.
    Text(String),
    /// Sorts by a column; again turns the direction, and once more ends it.
    Sort(ListColumn),
    /// Gives the list the whole page, or not.
    Large(bool),
    /// Shows the two records side by side, or not.
    Pane(bool),
    /// Selects a line.
    Select(Option<u32>),
}

impl CompareView {
    pub(in crate::app) fn apply(&mut self, command: CompareViewCommand) {
        let other_rows = !matches!(
            command,
            CompareViewCommand::Large(_) | CompareViewCommand::Pane(_) | CompareViewCommand::Select(_) | CompareViewCommand::Sort(_)
        );
        match command {
            CompareViewCommand::List(list) => {
                *self = Self { list: Some(list), large: self.large, pane: self.pane, ..Self::default() };
            }
            CompareViewCommand::Narrow { list, school, role } => {
                *self = Self { list: Some(list), school, role, large: self.large, pane: self.pane, ..Self::default() };
            }
            CompareViewCommand::Column(column) => self.column = column,
            CompareViewCommand::AllSchools => self.school = None,
            CompareViewCommand::AllRoles => self.role = None,
            CompareViewCommand::Text(text) => self.text = text,
            CompareViewCommand::Sort(column) => {
                self.sort = match self.sort.take() {
                    Some((by, false)) if by == column => Some((column, true)),
                    Some((by, true)) if by == column => None,
                    _ => Some((column, false)),
                };
                self.selected = None;
            }
            CompareViewCommand::Large(large) => self.large = large,
            CompareViewCommand::Pane(pane) => self.pane = pane,
            CompareViewCommand::Select(selected) => self.selected = selected,
        }
        if other_rows {
            self.selected = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CompareList, CompareView, CompareViewCommand};
    use crate::compare::{Fate, ListColumn};
    use crate::spec::Table;

    #[test]
    fn another_list_begins_without_conditions() {
        let mut view = CompareView { large: true, ..CompareView::default() };
        view.apply(CompareViewCommand::Text("ada".to_owned()));
        view.apply(CompareViewCommand::Sort(ListColumn::Name));
        view.apply(CompareViewCommand::Select(Some(7)));
        view.apply(CompareViewCommand::Sort(ListColumn::Name));
        assert_eq!((view.sort.clone(), view.selected), (Some((ListColumn::Name, true)), None));
        view.apply(CompareViewCommand::List(CompareList::Rows(Table::Users, Fate::Removed)));
        let list = Some(CompareList::Rows(Table::Users, Fate::Removed));
        assert_eq!(view, CompareView { list, large: true, ..CompareView::default() });
    }
}
