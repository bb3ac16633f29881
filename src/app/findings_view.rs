//! How the findings are looked at. Which rule and file is in the route, so that it can be linked to.

use super::Which;
use crate::query::PlaceColumn;
use crate::receiver::Effect;

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
    /// The cause whose places are shown, by its key.
    pub cause: Option<String>,
    /// Those that count, those that are suppressed, or those that are new.
    pub which: Which,
    /// Only rules with which the receiver does this.
    pub effect: Option<Effect>,
    /// Only places of this org, by its row; `Some(None)` = of none that is in the package.
    pub school: Option<Option<u32>>,
    /// The column that places are sorted by, and true from the last to the first.
    pub sort: Option<(PlaceColumn, bool)>,
}

/// What the list of rules is divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By cause, in the order of repair.
    #[default]
    Causes,
    /// By level, in the order of repair.
    Rules,
    /// By file.
    Files,
    /// By school.
    Schools,
    /// No findings but numbers of each school that tell whether the roster is what was meant.
    Numbers,
}

impl Grouping {
    /// Every grouping, in the order of the switch.
    pub const ALL: [Self; 5] = [Self::Causes, Self::Rules, Self::Files, Self::Schools, Self::Numbers];

    /// The word in the switch.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Causes => "Causes",
            Self::Rules => "Rules",
            Self::Files => "Files",
            Self::Schools => "Schools",
            Self::Numbers => "Numbers",
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
    /// Shows the places of a cause, by its key.
    Cause(Option<String>),
    /// Looks at those that count, those that are suppressed, or those that are new.
    Which(Which),
    /// Only rules with which the receiver does this.
    Effect(Option<Effect>),
    /// Only places of this org, of none (`Some(None)`), or of all.
    School(Option<Option<u32>>),
    /// Sorts places by a column: from the first to the last, from the last to the first, not at all.
    Sort(PlaceColumn),
    /// Every level, school and text again.
    ClearFilters,
}

impl FindingsView {
    /// A rule that is named is shown among the rules, else causes come first.
    pub(super) fn of(rule: Option<&str>) -> Self {
        Self { grouping: if rule.is_some() { Grouping::Rules } else { Grouping::Causes }, ..Self::default() }
    }

    /// How many filters are on.
    pub fn filters(&self) -> usize {
        let levels = self.hidden_levels.iter().filter(|hidden| **hidden).count();
        let others = [!self.text.trim().is_empty(), self.school.is_some(), self.which != Which::Open, self.effect.is_some()];
        levels + others.into_iter().filter(|on| *on).count()
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
            FindingsCommand::Cause(cause) => {
                self.cause = cause;
                self.start_over();
            }
            FindingsCommand::Which(which) => {
                (self.which, self.rules_scroll) = (which, 0.0);
                self.start_over();
            }
            FindingsCommand::Effect(effect) => {
                self.effect = effect;
                self.start_over();
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
                (self.hidden_levels, self.school, self.which, self.effect) = ([false; 3], None, Which::Open, None);
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
