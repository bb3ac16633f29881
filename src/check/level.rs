//! How much a finding matters, and how many there are of each.

use std::ops::AddAssign;

/// How much a finding matters. The greatest is the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; no receiver is known to stumble.
    Info,
    /// Some receivers stumble, or the data is probably not what was meant.
    Warning,
    /// The standard forbids it, or receivers refuse it.
    Error,
}

impl Level {
    /// Every level, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The word of reports: `error`, `warning` or `info`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// How many findings there are of each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
    /// Information.
    pub infos: u64,
}

impl Counts {
    /// `count` findings of one level.
    pub const fn of(level: Level, count: u64) -> Self {
        match level {
            Level::Error => Self { errors: count, warnings: 0, infos: 0 },
            Level::Warning => Self { errors: 0, warnings: count, infos: 0 },
            Level::Info => Self { errors: 0, warnings: 0, infos: count },
        }
    }

    /// How many of one level.
    pub const fn get(self, level: Level) -> u64 {
        match level {
            Level::Error => self.errors,
            Level::Warning => self.warnings,
            Level::Info => self.infos,
        }
    }

    /// How many in all.
    pub const fn total(self) -> u64 {
        self.errors + self.warnings + self.infos
    }

    /// The worst level of which there is at least one.
    pub fn worst(self) -> Option<Level> {
        Level::ALL.into_iter().find(|&level| self.get(level) > 0)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }
}
