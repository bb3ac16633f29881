//! What stands around a screen: the sidebar, the breadcrumb and the status bar, as plain data.

use crate::app::{App, OpenRoster, Route, Tab, TabId};
use crate::check::Level;
use crate::read::SourceKind;
use crate::roster::{Roster, RosterId, Stage};
use crate::spec::{Group, Table};
pub use crate::ui::place::mode_words;
use crate::ui::{number, place};

/// Everything around a screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ShellData {
    /// The rosters that are open, in the order of opening.
    pub rosters: Vec<RosterCard>,
    /// The sidebar of the roster that is shown, or was last; `None` while none is open.
    pub sidebar: Option<Sidebar>,
    /// The tabs, from the left.
    pub tabs: Vec<TabItem>,
    /// From the roster down to what is shown.
    pub breadcrumb: Vec<Crumb>,
    /// What kind of thing was opened.
    pub kind: Option<SourceKind>,
    /// The words of the status bar, from the left.
    pub status: Vec<String>,
    /// How the checks stand, at the right of the status bar.
    pub checks: Option<ChecksLine>,
}

/// One open roster.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterCard {
    /// Its id.
    pub id: RosterId,
    /// Its name.
    pub name: String,
    /// Version, mode and rows.
    pub about: String,
    /// Whether it is the one of the sidebar.
    pub current: bool,
}

/// One tab.
#[derive(Clone, Debug, PartialEq)]
pub struct TabItem {
    /// Which.
    pub id: TabId,
    /// Where it is.
    pub route: Route,
    /// What it shows.
    pub words: String,
    /// What it shows and of which roster.
    pub about: String,
    /// Whether it is the present one.
    pub current: bool,
}

/// The places of one roster.
#[derive(Clone, Debug, PartialEq)]
pub struct Sidebar {
    /// Whose places.
    pub roster: RosterId,
    /// Whether it comes from an endpoint, so that there is a page of its pull.
    pub pull: bool,
    /// How many findings; `None` while they are not known.
    pub findings: Option<u64>,
    /// The gravest of them.
    pub worst: Option<Level>,
    /// The files by part of the standard.
    pub groups: Vec<FileGroup>,
}

/// The files of one part of the standard.
#[derive(Clone, Debug, PartialEq)]
pub struct FileGroup {
    /// The name of the part.
    pub name: &'static str,
    /// Its files.
    pub files: Vec<FileItem>,
}

/// One file in the sidebar.
#[derive(Clone, Debug, PartialEq)]
pub struct FileItem {
    /// Which.
    pub table: Table,
    /// How many rows, as far as they are read.
    pub rows: u64,
    /// The gravest finding in it.
    pub worst: Option<Level>,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// One step of the breadcrumb.
#[derive(Clone, Debug, PartialEq)]
pub struct Crumb {
    /// Its words.
    pub words: String,
    /// Where it leads; `None` for where one is.
    pub route: Option<Route>,
}

/// How the checks stand.
#[derive(Clone, Debug, PartialEq)]
pub struct ChecksLine {
    /// In words.
    pub words: String,
    /// The gravest finding.
    pub worst: Option<Level>,
}

/// Gathers what stands around the screen.
pub fn shell(app: &App) -> ShellData {
    let current = app.current();
    let beside = current.or_else(|| app.search_in());
    let rosters = app.rosters().shown().map(|open| RosterCard {
        id: open.id(),
        name: open.name(),
        about: open.roster().map(|roster| place::about(roster)).unwrap_or_default(),
        current: beside.is_some_and(|beside| beside.id() == open.id()),
    });
    let shown = current.and_then(|open| Some((open, open.roster()?)));
    ShellData {
        rosters: rosters.collect(),
        sidebar: beside.and_then(|open| Some(sidebar(app, open, open.roster()?))),
        tabs: app.tabs().iter().map(|tab| tab_item(app, tab)).collect(),
        breadcrumb: breadcrumb(app, current),
        kind: shown.map(|(_, roster)| roster.package().kind),
        status: shown.map(|(_, roster)| status(roster)).unwrap_or_default(),
        checks: current.and_then(checks_line),
    }
}

fn tab_item(app: &App, tab: &Tab) -> TabItem {
    let (words, of) = (place::words(app, tab.route()), place::roster_name(app, tab.route()));
    TabItem {
        id: tab.id(),
        route: tab.route().clone(),
        about: if of.is_empty() { words.clone() } else { format!("{words}, {of}") },
        words,
        current: tab.id() == app.tabs().current().id(),
    }
}

const fn group_name(group: Group) -> &'static str {
    match group {
        Group::Control => "Control",
        Group::Rostering => "Rostering",
        Group::Resources => "Resources",
        Group::Gradebook => "Gradebook",
    }
}

fn sidebar(app: &App, open: &OpenRoster, roster: &Roster) -> Sidebar {
    let findings = open.findings();
    let counts = findings.map(|findings| findings.counts());
    let mut groups: Vec<FileGroup> = Vec::new();
    for data in roster.data().tables().filter(|data| data.table() != Table::Manifest) {
        let item = FileItem {
            table: data.table(),
            rows: u64::from(data.rows()),
            worst: findings.and_then(|findings| findings.of_table(data.table()).worst()),
            current: app.route().roster() == Some(open.id()) && app.route().table() == Some(data.table()),
        };
        let name = group_name(data.spec().group);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.files.push(item),
            None => groups.push(FileGroup { name, files: vec![item] }),
        }
    }
    Sidebar {
        roster: open.id(),
        pull: open.pull().is_some(),
        findings: counts.map(|counts| counts.total()),
        worst: counts.and_then(|counts| counts.worst()),
        groups,
    }
}

fn breadcrumb(app: &App, current: Option<&OpenRoster>) -> Vec<Crumb> {
    let here = |words: &str| Crumb { words: words.to_owned(), route: None };
    let Some(open) = current else {
        return vec![here(&match app.route() {
            Route::Welcome => "Roster Inspector".to_owned(),
            route if route.roster().is_some() => place::roster_name(app, route),
            route => place::words(app, route),
        })];
    };
    let roster = open.id();
    let to = |words: String, route: Route| Crumb { words, route: Some(route) };
    let mut crumbs = vec![to(open.name(), Route::Overview { roster })];
    match *app.route() {
        Route::Welcome | Route::Preferences => {}
        Route::Overview { .. } => crumbs.push(here("Overview")),
        Route::Findings { .. } => crumbs.push(here("Findings")),
        Route::Pull { .. } => crumbs.push(here("Pull")),
        Route::Compare { .. } => crumbs.push(here("Compare")),
        Route::HandOver { .. } => crumbs.push(here("Hand over")),
        Route::Table { table, .. } => crumbs.push(here(table.name())),
        Route::Record { table, row, .. } => {
            crumbs.push(to(table.name().to_owned(), Route::Table { roster, table, at: None }));
            crumbs.push(here(&open.roster().map(|data| place::record(data, table, row)).unwrap_or_default()));
        }
    }
    crumbs
}

fn status(roster: &Roster) -> Vec<String> {
    let package = roster.package();
    let files = package.files.iter().filter(|file| file.table.is_some()).count() as u64;
    let mut words = vec![
        package.name.clone(),
        package.detected.foreign.map_or_else(|| format!("OneRoster {}", roster.version().name()), ToOwned::to_owned),
        if package.kind == SourceKind::Endpoint { "REST, read only".to_owned() } else { mode_words(roster).to_owned() },
        number::counted(
            files,
            if package.kind == SourceKind::Endpoint { "collection" } else { "file" },
            if package.kind == SourceKind::Endpoint { "collections" } else { "files" },
        ),
        number::counted(roster.data().rows(), "row", "rows"),
    ];
    if package.kind != SourceKind::Embedded {
        words.push(number::bytes(package.bytes));
    }
    if roster.stage() == Stage::Whole {
        let timing = roster.timing();
        let how = if package.kind == SourceKind::Endpoint && package.paths.is_empty() { "Pulled" } else { "Opened" };
        words.push(format!("{how} in {}", number::seconds((timing.read + timing.relate).as_secs_f64())));
    }
    words
}

fn checks_line(open: &OpenRoster) -> Option<ChecksLine> {
    let findings = open.findings().filter(|_| open.checking().is_none())?;
    let took = open.checked_in().map(|took| took.as_secs_f64()).filter(|took| *took >= 0.05);
    let took = took.map_or_else(|| "under 0.1 s".to_owned(), number::seconds);
    Some(ChecksLine { words: format!("All checks done in {took}"), worst: findings.counts().worst() })
}
