//! What the window shows and can be told: where one is, what is open, what is running, and every command.
//!
//! Screens read [`App`] and push [`Command`]s into an [`Outbox`]; [`App::apply`] hands each to the file that owns the
//! state. [`App::tick`], once a frame, takes in what jobs have brought. Nothing here waits.
//!
//! Deliberately absent: egui, and anything that blocks a frame.

mod route;
mod action;
mod notice;
mod connect_form;
mod prefs;
mod table_view;
mod layout;
mod clip;
mod record_view;
mod findings_view;
mod pull_view;
mod compare;
mod basket;
mod history;
mod tabs;
mod pulling;
mod opening;
mod kept_files;
mod judging;
mod receivers;
mod checking;
mod watching;
mod redaction;
mod open_roster;
mod rosters;
mod orders;
mod seeking;
mod facets;
mod copying;
mod writing;
mod exporting;
mod reporting;
mod tables;
mod source_lines;
mod all_places;
mod rows_wanted;
mod arounds;
mod sifts;
mod cause_places;
mod saving;
mod evidence;
mod connections;
mod command;
mod carry;
mod recent_check;
mod everywhere;
mod state;
mod seen;
mod findings_work;
mod act;
mod palette;
mod ways_in;
mod tracking;
mod endpoint;

pub use action::{Action, Part, Shortcut};
pub use basket::{Basket, BasketCommand, BasketItem, BasketList, BasketState, HandOverView};
pub use cause_places::{CausePlace, CausePlaces};
pub use clip::{ClipAsk, ClipFormat, cell_text, is_secret, text as clip_text};
pub use command::{Command, Dialog, Outbox, Pick, PlaceFor, Target};
pub use compare::{
    AppliedDelta, ChangesJudged, CompareCommand, CompareForm, CompareList, CompareState, CompareView, CompareViewCommand, Compared, Made,
    SaveCompared,
};
pub use connect_form::{AuthKind, ConnectForm, ConnectSecrets, KeysIn};
pub use connections::{ConnectCommand, Probed, SecretPlace};
pub use evidence::{AnswerText, SentObject};
pub use exporting::ExportAsk;
pub use facets::FacetState;
pub use findings_view::{FindingsCommand, FindingsView, Grouping};
pub use history::{Entry, History, View};
pub use judging::{Criteria, Judged, Which};
pub use layout::{ColumnChange, ColumnLook, Layout};
pub use notice::{Notice, NoticeLevel, Notices};
pub use open_roster::OpenRoster;
pub use opening::Source;
pub use orders::OrderState;
pub use palette::{PaletteEntry, PaletteWhat, palette};
pub use prefs::{Density, Prefs, PrefsCommand, Recent, ThemeChoice};
pub use pull_view::{PullView, PullViewCommand, RequestPart};
pub use pulling::{Plan, PullCommand, PullWork, SavePull, SavedPull};
pub use record_view::{RecordCommand, RecordView};
pub use reporting::{ReportAsk, ReportCommand};
pub use rosters::{ClosedRoster, Rosters};
pub use route::{CellAt, Route};
pub use saving::SuppressAsk;
pub use seeking::SeekState;
pub use sifts::PlacesAsk;
pub use source_lines::SourceLine;
pub use state::{App, Running, Setup, Unit};
pub use table_view::{Anchor, TableCommand, TablePanel, TableView};
pub use tabs::{Tab, TabId, Tabs};
pub use tracking::TrackCommand;
pub use ways_in::{Locked, Secret};
pub use writing::ExportEnd;
