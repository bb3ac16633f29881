//! How the findings are looked at. Which rule and file is in the route, so that it can be linked to.

use crate::query::PlaceColumn;

/// How the findings are looked at. Kept for each place in the history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FindingsView {
    /// Points of the list of rules that are out of sight.
    pub rules_scroll: f32,
    /// The place at the upper edge of the list of places, and the points of it that are out of sight.
    pub top: u32,
    /// Points of that place that are out of sight.
    pub rest: f32,
    /// The selected place, counted from 0.
    pub place: Option<u32>,
    /// Levels that are left out: errors, warnings, information.
    pub hidden_levels: [bool; 3],
    /// Rules and places that hold this text; blank = all.
    pub text: String,
    /// What the list is divided by.
    pub grouping: Grouping,
    /// Only places of this org, by its row; `Some(None)` = of none that is in the package.
    pub school: Option<Option<u32>>,
    /// The column that places are sorted by, and true from the last to the first.
    pub sort: Option<(PlaceColumn, bool)>,
}

/// What the list of rules is divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By level, in the order of repair.
    #[default]
    Rules,
    /// By file.
    Files,
    /// By school.
    Schools,
}

impl Grouping {
    /// Every grouping, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Rules, Self::Files, Self::Schools];

    /// The word in the switch.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Rules => "Rules",
            Self::Files => "Files",
            Self::Schools => "Schools",
        }
    }
}

/// A change of the view of the findings.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingsCommand {
    /// Scrolls the list of rules.
    ScrollRules(f32),
    /// Scrolls the list of places.
    ScrollPlaces {
        /// The place at the upper edge.
        top: u32,
        /// Points of it that are out of sight.
        rest: f32,
    },
    /// Selects a place.
    Place(Option<u32>),
    /// Leaves a level out (0 = errors, 1 = warnings, 2 = information), or shows it again.
    HideLevel {
        /// Which level.
        level: u8,
        /// True to leave it out.
        hide: bool,
    },
    /// Only rules and places that hold this text.
    Text(String),
    /// Divides the list by something else.
    Group(Grouping),
    /// Only places of this org, of none (`Some(None)`), or of all.
    School(Option<Option<u32>>),
    /// Sorts places by a column: from the first to the last, from the last to the first, not at all.
    Sort(PlaceColumn),
    /// Every level, school and text again.
    ClearFilters,
}

impl FindingsView {
    /// How many filters are on.
    pub fn filters(&self) -> usize {
        let levels = self.hidden_levels.iter().filter(|hidden| **hidden).count();
        levels + usize::from(!self.text.trim().is_empty()) + usize::from(self.school.is_some())
    }

    pub(super) fn apply(&mut self, command: FindingsCommand) {
        match command {
            FindingsCommand::ScrollRules(scroll) => self.rules_scroll = scroll,
            FindingsCommand::ScrollPlaces { top, rest } => (self.top, self.rest) = (top, rest),
            FindingsCommand::Place(place) => self.place = place,
            FindingsCommand::HideLevel { level, hide } => {
                if let Some(slot) = self.hidden_levels.get_mut(usize::from(level)) {
                    *slot = hide;
                }
            }
            FindingsCommand::Text(text) => {
                self.text = text;
                self.start_over();
            }
            FindingsCommand::Group(grouping) => {
                (self.grouping, self.rules_scroll) = (grouping, 0.0);
            }
            FindingsCommand::School(school) => {
                self.school = school;
                self.start_over();
            }
            FindingsCommand::Sort(column) => {
                self.sort = match self.sort {
                    Some((by, false)) if by == column => Some((column, true)),
                    Some((by, true)) if by == column => None,
                    _ => Some((column, false)),
                };
                self.start_over();
            }
            FindingsCommand::ClearFilters => {
                (self.hidden_levels, self.school) = ([false; 3], None);
                self.text.clear();
                self.start_over();
            }
        }
    }

    /// Places in another order or number are shown from the start.
    fn start_over(&mut self) {
        (self.top, self.rest, self.place) = (0, 0.0, None);
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingsCommand, FindingsView};
    use crate::query::PlaceColumn;

    #[test]
    fn a_header_goes_from_up_to_down_to_off() {
        let mut view = FindingsView::default();
        let mut press = |column| {
            view.apply(FindingsCommand::Sort(column));
            view.sort
        };
        assert_eq!(press(PlaceColumn::Value), Some((PlaceColumn::Value, false)));
        assert_eq!(press(PlaceColumn::Value), Some((PlaceColumn::Value, true)));
        assert_eq!(press(PlaceColumn::Line), Some((PlaceColumn::Line, false)));
        assert_eq!(press(PlaceColumn::Line), Some((PlaceColumn::Line, true)));
        assert_eq!(press(PlaceColumn::Line), None);
    }
}
