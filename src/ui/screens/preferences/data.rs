//! What the page of preferences shows: every setting in words, and how what is typed is understood.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::app::{App, Density, ThemeChoice};
use crate::check::{Threshold, Thresholds};
use crate::read::Limits;
use crate::ui::number;

/// The themes, in the order of the switch.
pub const THEMES: [(ThemeChoice, &str); 3] =
    [(ThemeChoice::System, "As the system"), (ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark")];

/// The heights of rows, in the order of the switch.
pub const DENSITIES: [(Density, &str); 3] = [(Density::Compact, "Compact"), (Density::Normal, "Normal"), (Density::Relaxed, "Relaxed")];

/// A gigabyte as the limits count it.
const GB: u64 = 1 << 30;

/// What the page of preferences shows.
#[derive(Clone, Debug, PartialEq)]
pub struct PreferencesData {
    /// The place of the theme in [`THEMES`].
    pub theme: usize,
    /// The size of everything, in percent.
    pub zoom: u16,
    /// The place of the row height in [`DENSITIES`].
    pub density: usize,
    /// Icons only in the sidebar.
    pub narrow_sidebar: bool,
    /// To start with personal text covered.
    pub redact: bool,
    /// To remember what was opened.
    pub keep_recent: bool,
    /// What is remembered, in words; empty for nothing.
    pub remembered: String,
    /// The limits of opening.
    pub limits: Vec<LimitRow>,
    /// The day that rosters are judged by; `None` = the day of opening.
    pub as_of: Option<Date>,
    /// The limits of the checks.
    pub thresholds: Vec<ThresholdRow>,
    /// Where all this is kept; `None` = nowhere.
    pub file: Option<PathBuf>,
    /// Whether anything differs from the defaults.
    pub changed: bool,
}

/// One limit of the checks.
#[derive(Clone, Debug, PartialEq)]
pub struct ThresholdRow {
    /// Which.
    pub threshold: Threshold,
    /// Its number.
    pub value: u32,
    /// Its number by default.
    pub usual: u32,
}

/// One limit of opening.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitRow {
    /// Which.
    pub limit: Limit,
    /// Its number as it is typed.
    pub value: u64,
    /// Its number by default.
    pub usual: u64,
}

/// Which limit of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Entries of an archive.
    Entries,
    /// Bytes of all files together.
    Unpacked,
    /// Unpacked bytes for each packed byte.
    Ratio,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Entries, Self::Unpacked, Self::Ratio];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entries => "Files in a package",
            Self::Unpacked => "Unpacked size",
            Self::Ratio => "Ratio of packing",
        }
    }

    /// Its unit.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Entries => "files at most",
            Self::Unpacked => "GB at most",
            Self::Ratio => "times at most, for files over 4 GB",
        }
    }

    const fn most(self) -> u64 {
        match self {
            Self::Entries => u16::MAX as u64,
            Self::Unpacked => 1 << 20,
            Self::Ratio => 1_000_000,
        }
    }

    /// Its number in these limits, in its unit.
    pub const fn of(self, limits: &Limits) -> u64 {
        match self {
            Self::Entries => limits.entries as u64,
            Self::Unpacked => limits.unpacked_bytes.div_ceil(GB),
            Self::Ratio => limits.ratio,
        }
    }

    /// These limits with another number.
    pub const fn set(self, mut limits: Limits, value: u64) -> Limits {
        match self {
            Self::Entries => limits.entries = value as usize,
            Self::Unpacked => limits.unpacked_bytes = value.saturating_mul(GB),
            Self::Ratio => limits.ratio = value,
        }
        limits
    }

    /// What was typed as a number; else what is wrong with it.
    pub fn read(self, typed: &str) -> Result<u64, String> {
        let digits: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect();
        match digits.parse::<u64>() {
            Ok(value) if (1..=self.most()).contains(&value) => Ok(value),
            _ => Err(format!("A whole number from 1 to {}", number::count(self.most()))),
        }
    }
}

/// Gathers what the page shows.
pub fn preferences(app: &App) -> PreferencesData {
    let prefs = app.prefs();
    let usual = Limits::default();
    let limits = Limit::ALL.map(|limit| LimitRow { limit, value: limit.of(&prefs.limits), usual: limit.of(&usual) });
    let usual_checks = Thresholds::default();
    let thresholds = Threshold::ALL.map(|threshold| ThresholdRow {
        threshold,
        value: threshold.of(&prefs.thresholds),
        usual: threshold.of(&usual_checks),
    });
    let remembered = match prefs.recent.len() as u64 {
        0 => String::new(),
        count => format!("{} remembered", number::counted(count, "roster is", "rosters are")),
    };
    PreferencesData {
        theme: THEMES.iter().position(|(theme, _)| *theme == prefs.theme).unwrap_or(0),
        zoom: prefs.zoom,
        density: DENSITIES.iter().position(|(density, _)| *density == prefs.density).unwrap_or(1),
        narrow_sidebar: prefs.narrow_sidebar,
        redact: prefs.redact,
        keep_recent: prefs.keep_recent,
        remembered,
        limits: limits.to_vec(),
        as_of: prefs.as_of,
        thresholds: thresholds.to_vec(),
        file: app.prefs_path().map(ToOwned::to_owned),
        changed: !prefs.is_usual(),
    }
}

#[cfg(test)]
mod tests {
    use super::Limit;
    use crate::read::Limits;

    #[test]
    fn a_typed_limit_is_a_whole_number_in_its_unit() {
        assert_eq!(Limit::Entries.read(" 12,000 "), Ok(12_000));
        assert_eq!(Limit::Ratio.read("0"), Err("A whole number from 1 to 1,000,000".to_owned()));
        assert!(Limit::Unpacked.read("1.5").is_err() && Limit::Unpacked.read("").is_err());
        let limits = Limit::Unpacked.set(Limits::default(), 3);
        assert_eq!((limits.unpacked_bytes, Limit::Unpacked.of(&limits)), (3 << 30, 3));
    }
}
