//! How the findings are looked at. Which rule and file is in the route, so that it can be linked to.

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
}

/// A change of the view of the findings.
#[derive(Clone, Copy, Debug, PartialEq)]
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
}

impl FindingsView {
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
        }
    }
}
