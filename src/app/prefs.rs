//! Preferences: a small file of our own in the place that the system keeps for such. It holds nothing about people; the
//! paths of recent rosters only while the user lets it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{Notice, NoticeLevel};
use crate::read::Limits;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Dark text on white.
    Light,
    /// Light text on near black.
    Dark,
}

impl ThemeChoice {
    /// The choice as a word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The one after it, for a button that goes round.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// How high rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// 22 points.
    Compact,
    /// 26 points.
    #[default]
    Normal,
    /// 34 points.
    Relaxed,
}

/// A roster that was opened lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// What was opened.
    pub paths: Vec<PathBuf>,
    /// The name that it goes by.
    pub name: String,
    /// The version of the standard.
    pub version: String,
    /// Bytes on disk.
    pub bytes: u64,
    /// When it was opened, in seconds since 1970.
    pub opened: u64,
    /// True for a folder.
    pub folder: bool,
}

/// What the user set. Unknown fields are ignored, missing ones have their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The size of everything, in percent: 80 to 200.
    pub zoom: u16,
    /// How high rows are.
    pub density: Density,
    /// True for a sidebar with icons only.
    pub narrow_sidebar: bool,
    /// True to remember what was opened.
    pub keep_recent: bool,
    /// What a package may hold at most. Changed in the file; there is no control for it.
    pub limits: Limits,
    /// What was opened lately, the newest first.
    pub recent: Vec<Recent>,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            zoom: 100,
            density: Density::default(),
            narrow_sidebar: false,
            keep_recent: true,
            limits: Limits::default(),
            recent: Vec::new(),
        }
    }
}

/// A change of preferences.
#[derive(Clone, Debug, PartialEq)]
pub enum PrefsCommand {
    /// Light or dark.
    Theme(ThemeChoice),
    /// The size of everything, in percent.
    Zoom(u16),
    /// How high rows are.
    Density(Density),
    /// Icons only, or with words.
    NarrowSidebar(bool),
    /// To remember what was opened, or not; what is remembered is forgotten.
    KeepRecent(bool),
    /// Forgets one path.
    Forget(Vec<PathBuf>),
    /// Forgets all paths.
    ForgetAll,
}

impl Prefs {
    const RECENT: usize = 10;
    const ZOOM: std::ops::RangeInclusive<u16> = 80..=200;

    /// The file in the user's folder for settings; `None` if the system names no such folder.
    pub fn path() -> Option<PathBuf> {
        let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let base = if cfg!(windows) {
            folder("APPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))
        };
        base.map(|base| base.join("roster-inspector").join("preferences.json"))
    }

    /// Reads the file. A missing file gives the defaults; a damaged one as well, with a notice.
    pub fn load(path: &Path) -> (Self, Option<Notice>) {
        let notice = |why: String| {
            let lines = vec![why, "The defaults are used; the file is replaced at the next change.".to_owned(), path.display().to_string()];
            Some(Notice::new(NoticeLevel::Warning, "The preferences could not be read", lines))
        };
        match std::fs::read(path) {
            Ok(bytes) => match serde_json::from_slice::<Self>(&bytes) {
                Ok(mut prefs) => {
                    prefs.zoom = prefs.zoom.clamp(*Self::ZOOM.start(), *Self::ZOOM.end());
                    prefs.recent.truncate(Self::RECENT);
                    (prefs, None)
                }
                Err(error) => (Self::default(), notice(format!("The file is damaged: {error}."))),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Self::default(), None),
            Err(error) => (Self::default(), notice(format!("The system reported: {error}."))),
        }
    }

    /// Writes the file whole or not at all.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    }

    pub(super) fn apply(&mut self, command: PrefsCommand) {
        match command {
            PrefsCommand::Theme(theme) => self.theme = theme,
            PrefsCommand::Zoom(percent) => self.zoom = percent.clamp(*Self::ZOOM.start(), *Self::ZOOM.end()),
            PrefsCommand::Density(density) => self.density = density,
            PrefsCommand::NarrowSidebar(narrow) => self.narrow_sidebar = narrow,
            PrefsCommand::KeepRecent(keep) => {
                self.keep_recent = keep;
                self.recent.retain(|_| keep);
            }
            PrefsCommand::Forget(paths) => self.recent.retain(|recent| recent.paths != paths),
            PrefsCommand::ForgetAll => self.recent.clear(),
        }
    }

    pub(super) fn remember(&mut self, recent: Recent) {
        if self.keep_recent && !recent.paths.is_empty() {
            self.recent.retain(|other| other.paths != recent.paths);
            self.recent.insert(0, recent);
            self.recent.truncate(Self::RECENT);
        }
    }
}

/// Seconds since 1970.
pub(super) fn now_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::{Prefs, PrefsCommand, Recent, ThemeChoice};

    #[test]
    fn what_is_saved_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deeper/preferences.json");
        let mut prefs = Prefs::default();
        prefs.apply(PrefsCommand::Theme(ThemeChoice::Dark));
        prefs.apply(PrefsCommand::Zoom(500));
        assert_eq!(prefs.zoom, 200);
        prefs.save(&path).expect("saved");
        assert_eq!(Prefs::load(&path), (prefs, None));
    }

    #[test]
    fn a_damaged_file_gives_the_defaults_and_a_notice() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("preferences.json");
        std::fs::write(&path, "{\"theme\": \"mauve\"").expect("written");
        let (prefs, notice) = Prefs::load(&path);
        assert_eq!(prefs, Prefs::default());
        assert!(notice.expect("a notice").lines[0].starts_with("The file is damaged"));
        assert_eq!(Prefs::load(&folder.path().join("none.json")).1, None);
    }

    #[test]
    fn recent_paths_are_kept_only_while_wanted() {
        let recent = |name: &str| Recent {
            paths: vec![name.into()],
            name: name.to_owned(),
            version: "1.1".to_owned(),
            bytes: 1,
            opened: 1,
            folder: false,
        };
        let mut prefs = Prefs::default();
        for name in ["a", "b", "a"] {
            prefs.remember(recent(name));
        }
        assert_eq!(prefs.recent.iter().map(|recent| recent.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        prefs.apply(PrefsCommand::KeepRecent(false));
        prefs.remember(recent("c"));
        assert!(prefs.recent.is_empty());
    }
}
