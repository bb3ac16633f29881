//! The icons in use, by their Phosphor names, and which icon stands for what.

use egui::{Color32, FontId, Painter, Pos2, Ui};

use super::theme::{Tokens, Tone, font, tokens};
use crate::spec::Table;

/// One icon, in its outline or its filled form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    code: char,
    filled: bool,
}

impl Icon {
    const fn at(code: char) -> Self {
        Self { code, filled: false }
    }

    /// The filled form.
    pub const fn filled(self) -> Self {
        Self { filled: true, ..self }
    }

    /// The character, for a `RichText` in [`Self::font`].
    pub const fn char(self) -> char {
        self.code
    }

    /// The font that holds it.
    pub fn font(self, size: f32) -> FontId {
        if self.filled { font::icon_fill(size) } else { font::icon(size) }
    }

    /// Paints it with the middle of its em square at `center`.
    pub fn paint(self, painter: &Painter, center: Pos2, size: f32, color: Color32) {
        let galley = painter.layout_no_wrap(self.code.into(), self.font(size), color);
        // The font's ascent and descent make exactly one em, so the row is the em square.
        let corner = center - galley.size() / 2.0;
        painter.galley(Pos2::new(corner.x.round(), corner.y.round()), galley, color);
    }

    /// Takes the room of its em square in the layout and paints it there.
    pub fn show(self, ui: &mut Ui, size: f32, color: Color32) {
        let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size), egui::Sense::hover());
        self.paint(ui.painter(), rect.center(), size, color);
    }
}

/// How grave something is, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is wrong.
    Passed,
    /// Worth knowing.
    Info,
    /// May be wrong.
    Warning,
    /// Is wrong.
    Error,
}

impl Level {
    /// Its icon, always filled.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Error => Icon::X_CIRCLE,
            Self::Warning => Icon::WARNING,
            Self::Info => Icon::INFO,
            Self::Passed => Icon::CHECK_CIRCLE,
        }
        .filled()
    }

    /// Its colors.
    pub const fn tone(self, t: &Tokens) -> Tone {
        match self {
            Self::Error => t.error,
            Self::Warning => t.warning,
            Self::Info => t.info,
            Self::Passed => t.success,
        }
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "information",
            Self::Passed => "passed",
        }
    }

    /// "1 error", "2 errors", "3 information".
    pub fn counted(self, count: u64) -> String {
        let plural = match self {
            Self::Error | Self::Warning if count != 1 => "s",
            _ => "",
        };
        format!("{} {}{plural}", super::number::count(count), self.word())
    }

    /// Paints its icon, 14 points wide.
    pub fn show(self, ui: &mut Ui) {
        let t = tokens(ui);
        self.icon().show(ui, super::theme::size::ICON_SMALL, self.tone(t).mark);
    }
}

/// The icon of an entity, by its table.
pub const fn of_table(table: Table) -> Icon {
    match table {
        Table::Manifest => Icon::LIST_CHECKS,
        Table::Orgs => Icon::BUILDINGS,
        Table::AcademicSessions => Icon::CALENDAR_BLANK,
        Table::Users => Icon::USERS,
        Table::UserProfiles => Icon::KEY,
        Table::Roles => Icon::USER,
        Table::Courses => Icon::BOOK_OPEN,
        Table::Classes => Icon::CHALKBOARD_TEACHER,
        Table::Enrollments => Icon::IDENTIFICATION_BADGE,
        Table::Demographics => Icon::USER_LIST,
        Table::Resources => Icon::STACK,
        Table::CourseResources | Table::ClassResources | Table::UserResources => Icon::LINK_SIMPLE,
        Table::Categories => Icon::TAG,
        Table::LineItems => Icon::CLIPBOARD_TEXT,
        Table::Results => Icon::EXAM,
        Table::ScoreScales | Table::LineItemScoreScales | Table::ResultScoreScales => Icon::SCALES,
        Table::LineItemLearningObjectiveIds | Table::ResultLearningObjectiveIds => Icon::TARGET,
    }
}

#[rustfmt::skip]
impl Icon {
    /// `archive`.
    pub const ARCHIVE: Self = Self::at('\u{e00c}');
    /// `arrow-down`.
    pub const ARROW_DOWN: Self = Self::at('\u{e03e}');
    /// `arrow-left`.
    pub const ARROW_LEFT: Self = Self::at('\u{e058}');
    /// `arrow-right`.
    pub const ARROW_RIGHT: Self = Self::at('\u{e06c}');
    /// `arrow-square-out`.
    pub const ARROW_SQUARE_OUT: Self = Self::at('\u{e5de}');
    /// `arrow-up`.
    pub const ARROW_UP: Self = Self::at('\u{e08e}');
    /// `arrows-clockwise`.
    pub const ARROWS_CLOCKWISE: Self = Self::at('\u{e094}');
    /// `bank`.
    pub const BANK: Self = Self::at('\u{e0b4}');
    /// `book-open`.
    pub const BOOK_OPEN: Self = Self::at('\u{e0e6}');
    /// `book-open-text`.
    pub const BOOK_OPEN_TEXT: Self = Self::at('\u{e8f2}');
    /// `brackets-curly`.
    pub const BRACKETS_CURLY: Self = Self::at('\u{e860}');
    /// `buildings`.
    pub const BUILDINGS: Self = Self::at('\u{e102}');
    /// `calendar-blank`.
    pub const CALENDAR_BLANK: Self = Self::at('\u{e10a}');
    /// `caret-down`.
    pub const CARET_DOWN: Self = Self::at('\u{e136}');
    /// `caret-left`.
    pub const CARET_LEFT: Self = Self::at('\u{e138}');
    /// `caret-right`.
    pub const CARET_RIGHT: Self = Self::at('\u{e13a}');
    /// `caret-up`.
    pub const CARET_UP: Self = Self::at('\u{e13c}');
    /// `caret-up-down`.
    pub const CARET_UP_DOWN: Self = Self::at('\u{e140}');
    /// `chalkboard-teacher`.
    pub const CHALKBOARD_TEACHER: Self = Self::at('\u{e600}');
    /// `chart-bar`.
    pub const CHART_BAR: Self = Self::at('\u{e150}');
    /// `check`.
    pub const CHECK: Self = Self::at('\u{e182}');
    /// `check-circle`.
    pub const CHECK_CIRCLE: Self = Self::at('\u{e184}');
    /// `circle-dashed`.
    pub const CIRCLE_DASHED: Self = Self::at('\u{e602}');
    /// `circle-notch`.
    pub const CIRCLE_NOTCH: Self = Self::at('\u{eb44}');
    /// `clipboard-text`.
    pub const CLIPBOARD_TEXT: Self = Self::at('\u{e198}');
    /// `clock`.
    pub const CLOCK: Self = Self::at('\u{e19a}');
    /// `columns`.
    pub const COLUMNS: Self = Self::at('\u{e546}');
    /// `copy`.
    pub const COPY: Self = Self::at('\u{e1ca}');
    /// `database`.
    pub const DATABASE: Self = Self::at('\u{e1de}');
    /// `dots-three`.
    pub const DOTS_THREE: Self = Self::at('\u{e1fe}');
    /// `download-simple`.
    pub const DOWNLOAD_SIMPLE: Self = Self::at('\u{e20c}');
    /// `exam`.
    pub const EXAM: Self = Self::at('\u{e742}');
    /// `export`.
    pub const EXPORT: Self = Self::at('\u{eaf0}');
    /// `eye`.
    pub const EYE: Self = Self::at('\u{e220}');
    /// `eye-slash`.
    pub const EYE_SLASH: Self = Self::at('\u{e224}');
    /// `file`.
    pub const FILE: Self = Self::at('\u{e230}');
    /// `file-csv`.
    pub const FILE_CSV: Self = Self::at('\u{eb1c}');
    /// `file-text`.
    pub const FILE_TEXT: Self = Self::at('\u{e23a}');
    /// `file-zip`.
    pub const FILE_ZIP: Self = Self::at('\u{e958}');
    /// `flag`.
    pub const FLAG: Self = Self::at('\u{e244}');
    /// `folder`.
    pub const FOLDER: Self = Self::at('\u{e24a}');
    /// `folder-open`.
    pub const FOLDER_OPEN: Self = Self::at('\u{e256}');
    /// `funnel`.
    pub const FUNNEL: Self = Self::at('\u{e266}');
    /// `funnel-simple`.
    pub const FUNNEL_SIMPLE: Self = Self::at('\u{e268}');
    /// `gear-six`.
    pub const GEAR_SIX: Self = Self::at('\u{e272}');
    /// `git-diff`.
    pub const GIT_DIFF: Self = Self::at('\u{e27c}');
    /// `graduation-cap`.
    pub const GRADUATION_CAP: Self = Self::at('\u{e62c}');
    /// `hash`.
    pub const HASH: Self = Self::at('\u{e2a2}');
    /// `hourglass`.
    pub const HOURGLASS: Self = Self::at('\u{e2b2}');
    /// `identification-badge`.
    pub const IDENTIFICATION_BADGE: Self = Self::at('\u{e6f6}');
    /// `info`.
    pub const INFO: Self = Self::at('\u{e2ce}');
    /// `key`.
    pub const KEY: Self = Self::at('\u{e2d6}');
    /// `link-break`.
    pub const LINK_BREAK: Self = Self::at('\u{e2e4}');
    /// `link-simple`.
    pub const LINK_SIMPLE: Self = Self::at('\u{e2e6}');
    /// `list`.
    pub const LIST: Self = Self::at('\u{e2f0}');
    /// `list-checks`.
    pub const LIST_CHECKS: Self = Self::at('\u{eadc}');
    /// `lock-simple`.
    pub const LOCK_SIMPLE: Self = Self::at('\u{e308}');
    /// `magnifying-glass`.
    pub const MAGNIFYING_GLASS: Self = Self::at('\u{e30c}');
    /// `minus`.
    pub const MINUS: Self = Self::at('\u{e32a}');
    /// `moon`.
    pub const MOON: Self = Self::at('\u{e330}');
    /// `package`.
    pub const PACKAGE: Self = Self::at('\u{e390}');
    /// `plugs`.
    pub const PLUGS: Self = Self::at('\u{eb56}');
    /// `plugs-connected`.
    pub const PLUGS_CONNECTED: Self = Self::at('\u{eb5a}');
    /// `plus`.
    pub const PLUS: Self = Self::at('\u{e3d4}');
    /// `prohibit`.
    pub const PROHIBIT: Self = Self::at('\u{e3de}');
    /// `question`.
    pub const QUESTION: Self = Self::at('\u{e3e8}');
    /// `rows`.
    pub const ROWS: Self = Self::at('\u{e5a2}');
    /// `scales`.
    pub const SCALES: Self = Self::at('\u{e750}');
    /// `sidebar-simple`.
    pub const SIDEBAR_SIMPLE: Self = Self::at('\u{ec24}');
    /// `sliders-horizontal`.
    pub const SLIDERS_HORIZONTAL: Self = Self::at('\u{e434}');
    /// `squares-four`.
    pub const SQUARES_FOUR: Self = Self::at('\u{e464}');
    /// `stack`.
    pub const STACK: Self = Self::at('\u{e466}');
    /// `stop`.
    pub const STOP: Self = Self::at('\u{e46c}');
    /// `student`.
    pub const STUDENT: Self = Self::at('\u{e73e}');
    /// `sun`.
    pub const SUN: Self = Self::at('\u{e472}');
    /// `table`.
    pub const TABLE: Self = Self::at('\u{e476}');
    /// `tag`.
    pub const TAG: Self = Self::at('\u{e478}');
    /// `target`.
    pub const TARGET: Self = Self::at('\u{e47c}');
    /// `text-t`.
    pub const TEXT_T: Self = Self::at('\u{e48a}');
    /// `tree-structure`.
    pub const TREE_STRUCTURE: Self = Self::at('\u{e67c}');
    /// `user`.
    pub const USER: Self = Self::at('\u{e4c2}');
    /// `user-list`.
    pub const USER_LIST: Self = Self::at('\u{e73c}');
    /// `users`.
    pub const USERS: Self = Self::at('\u{e4d6}');
    /// `users-three`.
    pub const USERS_THREE: Self = Self::at('\u{e68e}');
    /// `warning`.
    pub const WARNING: Self = Self::at('\u{e4e0}');
    /// `x`.
    pub const X: Self = Self::at('\u{e4f6}');
    /// `x-circle`.
    pub const X_CIRCLE: Self = Self::at('\u{e4f8}');
}
