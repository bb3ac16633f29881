//! How a place is called and which icon it has: in tabs, in the breadcrumb and in the palette.

use super::icon::{self, Icon};
use super::number;
use crate::app::{App, Route};
use crate::read::SourceKind;
use crate::roster::Roster;
use crate::spec::{Mode, Table};

/// The icon of a place.
pub const fn icon(route: &Route) -> Icon {
    match route {
        Route::Welcome => Icon::FOLDER_OPEN,
        Route::Preferences => Icon::GEAR_SIX,
        Route::Overview { .. } => Icon::SQUARES_FOUR,
        Route::Table { table, .. } | Route::Record { table, .. } => icon::of_table(*table),
        Route::Findings { .. } => Icon::FLAG,
        Route::Pull { .. } => Icon::PLUGS_CONNECTED,
        Route::Compare { .. } => Icon::GIT_DIFF,
        Route::HandOver { .. } => Icon::PACKAGE,
    }
}

/// The name of a place within its roster.
pub fn words(app: &App, route: &Route) -> String {
    let roster = route.roster().and_then(|id| app.rosters().get(id)).and_then(|open| open.roster());
    match *route {
        Route::Welcome => "Open a roster".to_owned(),
        Route::Preferences => "Preferences".to_owned(),
        Route::Overview { .. } => "Overview".to_owned(),
        Route::Findings { .. } => "Findings".to_owned(),
        Route::Pull { .. } => "Pull".to_owned(),
        Route::Compare { .. } => "Compare".to_owned(),
        Route::HandOver { .. } => "Hand over".to_owned(),
        Route::Table { table, .. } => table.name().to_owned(),
        Route::Record { table, row, .. } => roster.map_or_else(|| table.name().to_owned(), |roster| record(roster, table, row)),
    }
}

/// The name of the roster that a place belongs to, also of one that was closed; empty for places without.
pub fn roster_name(app: &App, route: &Route) -> String {
    let Some(id) = route.roster() else { return String::new() };
    let closed = || app.rosters().closed(id).map(|closed| closed.name.clone());
    app.rosters().get(id).map(|open| open.name()).or_else(closed).unwrap_or_default()
}

/// The name of a row, else its sourcedId, else its place.
pub fn record(roster: &Roster, table: Table, row: u32) -> String {
    let Some(data) = roster.table(table).filter(|data| row < data.rows()) else { return table.name().to_owned() };
    let name = roster.name_of(table, row);
    if !name.is_empty() {
        return name;
    }
    let id = data.sourced_id(row).into_string();
    if id.is_empty() { format!("Row {}", number::count(u64::from(row) + 1)) } else { id }
}

/// "1.1 bulk, 8,864 rows".
pub fn about(roster: &Roster) -> String {
    if let Some(foreign) = roster.package().detected.foreign {
        return foreign.to_owned();
    }
    let rows = number::counted(roster.data().rows(), "row", "rows");
    if roster.package().kind == SourceKind::Endpoint {
        return format!("{} REST, {rows}", roster.version().name());
    }
    format!("{} {}, {rows}", roster.version().name(), mode_words(roster).to_lowercase())
}

/// "Bulk", "Delta" or both.
pub fn mode_words(roster: &Roster) -> &'static str {
    let modes = roster.package().detected.modes;
    let has = |mode| modes.contains(&Some(mode));
    match (has(Mode::Bulk), has(Mode::Delta)) {
        (_, false) => "Bulk",
        (false, true) => "Delta",
        (true, true) => "Bulk and delta",
    }
}
