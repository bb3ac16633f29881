//! Comparing two rosters that are open: how it is looked at, what is worked out for it, and saving it.

mod view;
mod applied;
mod work;
mod act;
mod save;

pub use act::{CompareCommand, CompareState};
pub use applied::{AppliedDelta, Made};
pub use save::{CompareForm, SaveCompared};
pub use view::{CompareList, CompareView, CompareViewCommand};
pub use work::{ChangesJudged, Compared};

pub(super) use work::Comparisons;
