//! Preferences: a small file of our own in the place that the system keeps for such. It holds nothing about people; the
//! paths of recent rosters only while the user lets it.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ConnectForm, Notice, NoticeLevel};
use crate::check::{Threshold, Thresholds};
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

impl Recent {
    /// True if one of its paths is no longer there. May take as long as a network drive takes.
    pub(super) fn is_gone(&self) -> bool {
        self.paths.iter().any(|path| path.try_exists().is_ok_and(|exists| !exists))
    }
}

/// What the user set. Unknown fields are ignored, missing ones have their default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// The version of this file.
    version: u32,
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
    /// True to start with personal text covered.
    pub redact: bool,
    /// True until the first hints were closed.
    pub hints: bool,
    /// What a package may hold at most.
    pub limits: Limits,
    /// The day that a roster is judged by when it is opened; `None` = the day of opening.
    pub as_of: Option<Date>,
    /// Limits that findings are judged by.
    pub thresholds: Thresholds,
    /// Codes of the rules that run only on request and are wanted.
    pub also: Vec<String>,
    /// The receiver to judge for: the name of a profile, or the path of a file.
    pub receiver: Option<String>,
    /// The file that names what is suppressed.
    pub suppressions: Option<PathBuf>,
    /// The file of findings that are known.
    pub baseline: Option<PathBuf>,
    /// What was opened lately, the newest first.
    pub recent: Vec<Recent>,
    /// Connections to endpoints, by name, without their secrets.
    pub connections: Vec<ConnectForm>,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            theme: ThemeChoice::default(),
            zoom: 100,
            density: Density::default(),
            narrow_sidebar: false,
            keep_recent: true,
            redact: false,
            hints: true,
            limits: Limits::default(),
            as_of: None,
            thresholds: Thresholds::default(),
            also: Vec::new(),
            receiver: None,
            suppressions: None,
            baseline: None,
            recent: Vec::new(),
            connections: Vec::new(),
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
    /// Start with personal text covered.
    Redact(bool),
    /// To remember what was opened, or not; what is remembered is forgotten.
    KeepRecent(bool),
    /// Forgets one path.
    Forget(Vec<PathBuf>),
    /// Forgets all paths.
    ForgetAll,
    /// Shows the first hints again, or no more.
    Hints(bool),
    /// What a package may hold at most.
    Limits(Limits),
    /// The day that a roster is judged by when it is opened.
    AsOf(Option<Date>),
    /// Limits that findings are judged by; rosters that are open are judged again.
    Thresholds(Thresholds),
    /// Asks for a rule that runs only on request, or no more; rosters that are open are judged again.
    Also(&'static str, bool),
    /// Everything as it was at first, but for the list of what was opened and the connections.
    Defaults,
}

impl Prefs {
    const VERSION: u32 = 1;
    const RECENT: usize = 10;
    /// The sizes that can be chosen, in percent.
    pub const ZOOM: std::ops::RangeInclusive<u16> = 80..=200;

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

    /// Reads the file. A missing file gives the defaults. So does one that is damaged or of a later version, with a notice;
    /// it is kept beside under another name, so that nothing in it is lost.
    pub fn load(path: &Path) -> (Self, Option<Notice>) {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => {
                let lines = vec![format!("The system reported: {error}."), "The defaults are used.".to_owned(), path.display().to_string()];
                return (Self::default(), Some(Notice::new(NoticeLevel::Warning, "The preferences could not be read", lines)));
            }
        };
        let why = match Self::parse(&bytes) {
            Ok(mut prefs) => {
                prefs.limit();
                return (prefs, None);
            }
            Err(why) => why,
        };
        let mut lines = vec![why];
        match set_aside(path) {
            Ok(kept) => {
                lines.push("The defaults are used. The file was kept beside under another name.".to_owned());
                lines.push(kept.display().to_string());
            }
            Err(error) => {
                lines.push(format!(
                    "The defaults are used. The file is replaced at the next change: it could not be kept beside ({error})."
                ));
                lines.push(path.display().to_string());
            }
        }
        (Self::default(), Some(Notice::new(NoticeLevel::Warning, "The preferences could not be read", lines)))
    }

    fn parse(bytes: &[u8]) -> Result<Self, String> {
        /// Looked at first: the rest of a later version may mean something else.
        #[derive(Deserialize)]
        struct Head {
            #[serde(default)]
            version: u32,
        }
        let damaged = |error: serde_json::Error| format!("The file is damaged: {error}.");
        let head: Head = serde_json::from_slice(bytes).map_err(damaged)?;
        if head.version > Self::VERSION {
            return Err(format!(
                "The file was written by a later version of the program (form {}, known up to {}).",
                head.version,
                Self::VERSION
            ));
        }
        let prefs: Self = serde_json::from_slice(bytes).map_err(damaged)?;
        Ok(Self { version: Self::VERSION, ..prefs })
    }

    /// Brings what was typed into the file by hand within what the program can do.
    fn limit(&mut self) {
        self.zoom = self.zoom.clamp(*Self::ZOOM.start(), *Self::ZOOM.end());
        self.recent.truncate(Self::RECENT);
        let limits = &mut self.limits;
        (limits.entries, limits.unpacked_bytes, limits.ratio) = (limits.entries.max(1), limits.unpacked_bytes.max(1), limits.ratio.max(1));
        for threshold in Threshold::ALL {
            self.thresholds = threshold.set(self.thresholds, threshold.of(&self.thresholds));
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

    /// True if nothing differs from the defaults, but perhaps what was opened and which hints were closed.
    pub fn is_usual(&self) -> bool {
        *self == Self { recent: self.recent.clone(), connections: self.connections.clone(), hints: self.hints, ..Self::default() }
    }

    pub(super) fn apply(&mut self, command: PrefsCommand) {
        match command {
            PrefsCommand::Theme(theme) => self.theme = theme,
            PrefsCommand::Zoom(percent) => self.zoom = percent,
            PrefsCommand::Density(density) => self.density = density,
            PrefsCommand::NarrowSidebar(narrow) => self.narrow_sidebar = narrow,
            PrefsCommand::KeepRecent(keep) => {
                self.keep_recent = keep;
                self.recent.retain(|_| keep);
            }
            PrefsCommand::Redact(redact) => self.redact = redact,
            PrefsCommand::Forget(paths) => self.recent.retain(|recent| recent.paths != paths),
            PrefsCommand::ForgetAll => self.recent.clear(),
            PrefsCommand::Hints(hints) => self.hints = hints,
            PrefsCommand::Limits(limits) => self.limits = limits,
            PrefsCommand::AsOf(as_of) => self.as_of = as_of,
            PrefsCommand::Thresholds(thresholds) => self.thresholds = thresholds,
            PrefsCommand::Also(code, wanted) => {
                self.also.retain(|other| other != code);
                self.also.extend(wanted.then(|| code.to_owned()));
                self.also.sort();
            }
            PrefsCommand::Defaults => {
                let (recent, connections) = (std::mem::take(&mut self.recent), std::mem::take(&mut self.connections));
                *self = Self { recent, connections, hints: self.hints, ..Self::default() };
            }
        }
        self.limit();
    }

    /// Keeps a connection in the place of one of the same name.
    pub(super) fn keep_connection(&mut self, form: ConnectForm) {
        self.connections.retain(|other| other.name != form.name);
        self.connections.push(form);
        self.connections.sort_by(|one, two| one.name.cmp(&two.name));
    }

    pub(super) fn forget_connection(&mut self, name: &str) -> Option<ConnectForm> {
        let at = self.connections.iter().position(|form| form.name == name)?;
        Some(self.connections.remove(at))
    }

    pub(super) fn remember(&mut self, recent: Recent) {
        // Who has opened something of their own knows how.
        self.hints = false;
        if self.keep_recent && !recent.paths.is_empty() {
            self.recent.retain(|other| other.paths != recent.paths);
            self.recent.insert(0, recent);
            self.recent.truncate(Self::RECENT);
        }
    }
}

/// Gives a file another name beside its own; the names of earlier ones are left to them.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let free = (1..=99).map(|number| path.with_file_name(format!("preferences-unread-{number}.json"))).find(|name| !name.exists());
    let kept = free.ok_or_else(|| io::Error::other("there are 99 such files already"))?;
    std::fs::rename(path, &kept)?;
    Ok(kept)
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
    fn a_damaged_file_gives_the_defaults_and_is_kept_beside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("preferences.json");
        for (number, (text, why)) in [
            ("{\"theme\": \"mauve\"", "The file is damaged"),
            (
                "{\"version\": 7, \"theme\": {\"name\": \"mauve\"}}",
                "The file was written by a later version of the program (form 7, known up to 1).",
            ),
            ("\u{0}\u{0}\u{0}", "The file is damaged"),
        ]
        .into_iter()
        .enumerate()
        {
            std::fs::write(&path, text).expect("written");
            let (prefs, notice) = Prefs::load(&path);
            assert_eq!(prefs, Prefs::default());
            let notice = notice.expect("a notice");
            assert!(notice.lines[0].starts_with(why), "{notice:?}");
            let kept = folder.path().join(format!("preferences-unread-{}.json", number + 1));
            assert_eq!(
                (std::fs::read_to_string(&kept).ok().as_deref(), notice.lines[2].as_str()),
                (Some(text), kept.to_str().unwrap_or(""))
            );
            // What is saved from now on does not touch it.
            prefs.save(&path).expect("saved");
            assert_eq!(Prefs::load(&path), (prefs, None));
        }
        assert_eq!(Prefs::load(&folder.path().join("none.json")).1, None);
    }

    #[test]
    fn a_file_of_the_first_version_is_still_read_and_kept_within_limits() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("preferences.json");
        std::fs::write(&path, r#"{"theme":"dark","zoom":900,"limits":{"entries":0,"ratio":7},"unknown":1}"#).expect("written");
        let (prefs, notice) = Prefs::load(&path);
        assert_eq!((prefs.theme, prefs.zoom, prefs.limits.entries, prefs.limits.ratio, notice), (ThemeChoice::Dark, 200, 1, 7, None));
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
