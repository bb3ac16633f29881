//! The parts that screens are built of, each named and reachable by keyboard.
//!
//! A part takes what it shows and gives back what was done to it; it keeps no state of its own.
//! What is deliberately absent: rosters, routes and commands.

pub mod focus;
pub mod text;
pub mod button;
pub mod link;
pub mod badge;
pub mod card;
pub mod notice;
pub mod progress;
pub mod nav;
pub mod empty;
pub mod field;
pub mod chip;
pub mod bars;
pub mod bar_chart;
pub mod page_table;

pub use super::number;
pub use badge::{badge, badges, count_of, tag};
pub use bar_chart::{ChartBar, bar_chart};
pub use bars::{bars, level_bar};
pub use button::{Button, IconButton};
pub use card::{Card, CardResponse, dash, divider, key_mono, key_row, key_value, masked, section_label};
pub use chip::{ChipResponse, chip, icon_switch, level_switch};
pub use empty::EmptyState;
pub use field::{TextField, choice, menu_item, menu_part, segments};
pub use link::{broken_reference, link, mono_link, reference};
pub use nav::{NavItem, tabs};
pub use notice::{Notice, NoticeResponse};
pub use page_table::{PageColumn, PageTable};
pub use progress::{Amount, loading, skeleton};
