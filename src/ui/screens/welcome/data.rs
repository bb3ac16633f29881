//! What the first page shows.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::{Action, App, Recent};
use crate::roster::RosterId;
use crate::ui::number;
use crate::ui::place::about;

/// What the first page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct WelcomeData {
    /// What was opened lately.
    pub recent: Vec<RecentRow>,
    /// Whether paths are remembered at all.
    pub keep_recent: bool,
    /// Whether there is a sample to open.
    pub sample: bool,
    /// Rosters that are open.
    pub open: Vec<OpenRow>,
    /// Whether the first hint is shown: until it is closed, or something of one's own was opened.
    pub hint: bool,
    /// What is being opened, with its first rows not there yet.
    pub opening: Option<String>,
}

/// A roster that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRow {
    /// Which.
    pub id: RosterId,
    /// Its name.
    pub name: String,
    /// Version, mode and rows.
    pub about: String,
}

/// One line of what was opened lately.
#[derive(Clone, Debug, PartialEq)]
pub struct RecentRow {
    /// What to open.
    pub paths: Vec<PathBuf>,
    /// Its name.
    pub name: String,
    /// The folder that it lies in.
    pub place: String,
    /// The version of the standard.
    pub version: String,
    /// When it was opened.
    pub when: String,
    /// How large it was.
    pub size: String,
    /// True for a folder.
    pub folder: bool,
    /// True if it was looked for and is no longer there.
    pub gone: bool,
}

/// Gathers what the first page shows.
pub fn welcome(app: &App) -> WelcomeData {
    let opening = app.rosters().iter().find(|open| open.roster().is_none());
    WelcomeData {
        recent: recent(app, app.today(), &TimeZone::system(), std::env::home_dir().as_deref()),
        keep_recent: app.prefs().keep_recent,
        sample: app.can(Action::OpenSample).is_ok(),
        open: app
            .rosters()
            .shown()
            .filter_map(|open| Some(OpenRow { id: open.id(), name: open.name(), about: about(open.roster()?) }))
            .collect(),
        hint: app.prefs().hints && app.rosters().is_empty(),
        opening: opening.map(|open| open.name()),
    }
}

/// What was opened lately, in the words of the place and time that the user is in.
pub fn recent(app: &App, today: Date, zone: &TimeZone, home: Option<&Path>) -> Vec<RecentRow> {
    let row = |recent: &Recent| RecentRow {
        paths: recent.paths.clone(),
        name: recent.name.clone(),
        place: recent.paths.first().and_then(|path| path.parent()).map(|path| short(path, home)).unwrap_or_default(),
        version: recent.version.clone(),
        when: when(recent.opened, today, zone),
        size: number::bytes(recent.bytes),
        folder: recent.folder,
        gone: app.is_recent_gone(recent),
    };
    app.prefs().recent.iter().map(row).collect()
}

/// "Today, 21:04", "Yesterday, 21:04", "19 Nov", "19 Nov 2025".
fn when(seconds: u64, today: Date, zone: &TimeZone) -> String {
    let Some(time) = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok()) else { return String::new() };
    let time = time.to_zoned_datetime(zone.clone()).datetime();
    let clock = format!("{:02}:{:02}", time.hour(), time.minute());
    let date = time.date();
    if date == today {
        return format!("Today, {clock}");
    }
    if today.yesterday().is_ok_and(|yesterday| yesterday == date) {
        return format!("Yesterday, {clock}");
    }
    let words = number::date(date.year(), date.month(), date.day());
    if date.year() == today.year() { words.rsplit_once(' ').map_or(words.clone(), |(day, _)| day.to_owned()) } else { words }
}

/// A path with the home folder as `~`.
fn short(path: &Path, home: Option<&Path>) -> String {
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::{short, when};

    #[test]
    fn times_are_said_as_people_say_them() {
        let say = |text: &str| {
            let seconds = text.parse::<jiff::Timestamp>().expect("a time").as_second();
            when(seconds as u64, date(2026, 11, 23), &TimeZone::UTC)
        };
        assert_eq!(say("2026-11-23T09:05:00Z"), "Today, 09:05");
        assert_eq!(say("2026-11-22T21:04:00Z"), "Yesterday, 21:04");
        assert_eq!(say("2026-11-19T21:04:00Z"), "19 Nov");
        assert_eq!(say("2025-11-19T21:04:00Z"), "19 Nov 2025");
    }

    #[test]
    fn the_home_folder_is_short() {
        let home = Some(Path::new("/home/ada"));
        assert_eq!(short(Path::new("/home/ada/exports"), home), "~/exports");
        assert_eq!(short(Path::new("/home/ada"), home), "~");
        assert_eq!(short(Path::new("/srv"), home), "/srv");
    }
}
