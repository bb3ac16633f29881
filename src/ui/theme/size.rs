//! Lengths in points. The grid is 4; 2 is allowed inside a control.

/// Height of the app bar.
pub const APP_BAR: f32 = 44.0;
/// Height of the tab strip.
pub const TAB_STRIP: f32 = 34.0;
/// Height of the toolbar.
pub const TOOLBAR: f32 = 44.0;
/// Height of the row of filter chips.
pub const FILTER_ROW: f32 = 38.0;
/// Height of the status bar.
pub const STATUS_BAR: f32 = 26.0;
/// Width of the sidebar; it may be dragged from 200 to 320.
pub const SIDEBAR: f32 = 248.0;
/// Width of the sidebar when it shows icons only.
pub const SIDEBAR_NARROW: f32 = 52.0;
/// Width of the detail pane; it may be dragged from 280 to 560.
pub const DETAIL_PANE: f32 = 344.0;
/// Space around a page.
pub const PAGE_PADDING: f32 = 20.0;
/// Space inside a card.
pub const CARD_PADDING: f32 = 14.0;
/// Pages stop growing at this width; tables use all of it.
pub const PAGE_WIDTH: f32 = 1600.0;
/// Space between cards.
pub const GAP: f32 = 12.0;
/// Left and right in a table cell.
pub const CELL_PADDING: f32 = 10.0;
/// Height of a table header.
pub const HEADER_ROW: f32 = 30.0;
/// Height of buttons, fields and combo boxes.
pub const CONTROL: f32 = 28.0;
/// Height of chips and of buttons inside rows.
pub const CONTROL_SMALL: f32 = 22.0;
/// Height of a navigation item; the main ones take a control's height.
pub const NAV_ITEM: f32 = 26.0;
/// Height of a row of label and value.
pub const KEY_VALUE: f32 = 24.0;
/// Width of the label in such a row.
pub const KEY: f32 = 128.0;
/// Icons in controls and lists.
pub const ICON: f32 = 16.0;
/// Icons within text.
pub const ICON_SMALL: f32 = 14.0;
/// Icons of empty states.
pub const ICON_LARGE: f32 = 26.0;
/// Corners of buttons, fields and notices.
pub const RADIUS: u8 = 6;
/// Corners of cards and menus.
pub const RADIUS_CARD: u8 = 8;
/// Corners of chips, badges and navigation items.
pub const RADIUS_SMALL: u8 = 4;
/// Corners of dialogs.
pub const RADIUS_WINDOW: u8 = 10;
/// Width of the ring around what has the keyboard.
pub const FOCUS_RING: f32 = 2.0;

/// Height of a table row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// 22 points.
    Compact,
    /// 26 points.
    #[default]
    Normal,
    /// 34 points.
    Relaxed,
}

impl Density {
    /// The height in points.
    pub const fn row(self) -> f32 {
        match self {
            Self::Compact => 22.0,
            Self::Normal => 26.0,
            Self::Relaxed => 34.0,
        }
    }
}
