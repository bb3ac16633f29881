//! What a screen can ask for, and the box that it puts its wishes in.

use std::path::PathBuf;

use jiff::civil::Date;

use super::{
    Action, BasketCommand, CompareCommand, CompareForm, ConnectCommand, FindingsCommand, Notice, PlacesAsk, PrefsCommand, PullCommand,
    RecordCommand, ReportCommand, Route, Secret, TabId, TableCommand, TrackCommand,
};
use crate::query::Among;
use crate::roster::RosterId;
use crate::spec::Table;

/// What a screen can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Goes to a place.
    Go(Route),
    /// Goes to a place in a tab of its own.
    GoInTab(Route),
    /// Goes to a tab.
    SelectTab(TabId),
    /// Closes a tab.
    CloseTab(TabId),
    /// Puts a place instead of the present one, without a step in the history.
    Replace(Route),
    /// Does what a menu, button or key names.
    Act(Action),
    /// Opens what was chosen; where it is several packages, it is asked whether they are one district.
    Open(Vec<PathBuf>),
    /// Opens all of it as one roster.
    OpenTogether(Vec<PathBuf>),
    /// Opens each as a roster of its own.
    OpenEach(Vec<PathBuf>),
    /// Searches a whole roster for a text.
    Search(RosterId, String),
    /// Opens what waits for a password.
    Unlock(Secret),
    /// Reads a roster anew; its places lead to the same records.
    Reload(RosterId),
    /// Goes on with what was read, although the source has changed.
    KeepAsIs(RosterId),
    /// Closes a roster, or stops opening it.
    Close(RosterId),
    /// Opens a roster again that was closed; its places lead to it again.
    OpenAgain(RosterId),
    /// Stops the checks of a roster; the findings of before stay.
    CancelChecks(RosterId),
    /// Lists every place of a rule, where more were found than are kept.
    ListAll(RosterId, &'static str),
    /// Takes places of a rule in an order.
    OrderPlaces(RosterId, PlacesAsk),
    /// Stops listing them.
    CancelListing,
    /// Shows the rows behind a number in their table.
    ShowRows(RosterId, Among),
    /// Shows the rows of a cause, by its key, in a table.
    ShowCauseRows(RosterId, String, Table),
    /// Shows the rows of a rule, or of what a receiver asks for, in a table.
    ShowRuleRows(RosterId, String, Table),
    /// Shows the findings of a rule, or of what a receiver asks for, by its name.
    ShowReason(RosterId, String),
    /// Stops finding them.
    CancelRows,
    /// Judges by another day.
    SetAsOf(RosterId, Date),
    /// Changes the view of the table that is shown.
    Table(TableCommand),
    /// Changes the view of the record that is shown.
    Record(RecordCommand),
    /// Changes the view of the findings that are shown.
    Findings(FindingsCommand),
    /// Changes or saves what is handed over.
    Basket(BasketCommand),
    /// Changes or saves the comparison that is shown.
    Compare(CompareCommand),
    /// Changes how findings are judged and kept track of.
    Track(TrackCommand),
    /// Writes a report.
    Report(ReportCommand),
    /// Connects to an endpoint, checks or keeps a connection.
    Connect(ConnectCommand),
    /// Stops, resumes or saves a pull, or asks its endpoint for more.
    Pull(PullCommand),
    /// Changes preferences.
    Prefs(PrefsCommand),
    /// Shows a dialog, or closes it.
    Dialog(Option<Dialog>),
    /// The system's dialog has ended: with paths, or without.
    Picked(Option<Vec<PathBuf>>),
    /// The system's dialog could not be shown.
    PickFailed,
    /// Tells the user something.
    Tell(Notice),
    /// Closes the newest notice.
    CloseNotice,
}

/// A dialog of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// All shortcuts.
    Shortcuts,
    /// Every command and place by its name.
    Palette,
    /// Everything in a roster by its name, id, email or code.
    Search,
    /// A path to be typed.
    OpenPath,
    /// The password of an archive.
    Password,
    /// Whether several packages are one district.
    Several,
    /// The day that the checks judge by.
    AsOf(RosterId),
    /// The reason of a suppression.
    Suppress,
    /// A report to be written.
    Report(RosterId),
    /// The place of a small file.
    Place(PlaceFor),
    /// Rules that run only on request.
    OnRequest,
    /// A connection to an endpoint.
    Connect,
    /// What a connection check found.
    Probe,
    /// Where a pull is to be saved.
    SavePull(RosterId),
    /// Where a comparison is to be saved, and as what.
    SaveCompared(CompareForm),
    /// Where what is handed over is to be saved.
    SaveBasket(RosterId),
}

/// What a small file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceFor {
    /// A profile to be read.
    Profile,
    /// Suppressions to be read.
    Suppressions,
    /// A package that a roster is compared with.
    Before(RosterId),
    /// A baseline to be read.
    Baseline,
    /// A baseline to be written.
    NewBaseline(RosterId),
}

/// A dialog of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A zip, or one or several CSV files.
    Files,
    /// A folder.
    Folder,
}

/// Where a place that is gone to is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// In the present tab.
    #[default]
    Here,
    /// In a tab of its own, which is shown.
    Tab,
    /// In a tab of its own, behind the present one.
    TabBehind,
}

/// The wishes of one frame, in order.
#[derive(Debug, Default)]
pub struct Outbox {
    commands: Vec<Command>,
    target: Target,
}

impl Outbox {
    /// Adds a wish.
    pub fn push(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Says where the places of this frame are shown, such as in a new tab because Ctrl was held.
    pub fn aim(&mut self, target: Target) {
        self.target = target;
    }

    /// Where they are shown, from now on in the present tab again.
    pub(super) fn take_target(&mut self) -> Target {
        std::mem::take(&mut self.target)
    }

    /// Adds the wish to go to a place.
    pub fn go(&mut self, route: Route) {
        self.push(Command::Go(route));
    }

    /// Adds the wish to do what a menu names.
    pub fn act(&mut self, action: Action) {
        self.push(Command::Act(action));
    }

    /// Takes the wishes out.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// True if nothing is wished for.
    pub fn is_empty(&self) -> bool {
        self.commands.is_empty()
    }
}
