//! What a rule is: its page, and how it looks at a package.

use super::chunk::Chunk;
use super::hunt::Hunt;
use super::place::Message;
use super::settings::{Reads, Settings};
use super::shared::Shared;
use super::sink::Sink;
use super::{Input, Level};
use crate::spec::{ColumnSpec, Mode, Table, Version};
use crate::store::TableData;

/// One rule: everything that its page says, and the check. Named after the defect.
pub struct Rule {
    /// The name in reports, settings and on the command line.
    pub code: &'static str,
    /// How much its findings matter.
    pub level: Level,
    /// What it is about. The groups stand in the order of repair.
    pub topic: Topic,
    /// The defect in a few words.
    pub title: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// What exactly is looked at, and what is left alone.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// What receivers do with it.
    pub effects: &'static [Effect],
    /// The versions that it is for.
    pub versions: &'static [Version],
    /// The modes that it is for; `None` = both.
    pub mode: Option<Mode>,
    /// The defect in an example.
    pub bad: &'static str,
    /// The same example without the defect.
    pub good: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
    /// The settings that it looks at.
    pub reads: &'static [Reads],
    /// What one finding says.
    pub message: Message,
    /// How it looks at a package.
    pub how: How,
    /// Versions in which its findings matter less, and how much there.
    pub milder: &'static [(Version, Level)],
    /// True for a rule that only runs if it is asked for: it is about one receiver, or a matter of taste.
    pub on_request: bool,
}

/// What most rules have in common.
pub const PLAIN: Rule = Rule {
    code: "",
    level: Level::Info,
    topic: Topic::Consistency,
    title: "",
    summary: "",
    what: "",
    why: "",
    remedy: "",
    effects: &[],
    versions: ALL_VERSIONS,
    mode: None,
    bad: "",
    good: "",
    source: "",
    reads: &[],
    message: |place, _| place.value.clone(),
    how: How::Package(|_, _| {}),
    milder: &[],
    on_request: false,
};

/// What a rule is about, in the order of repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The archive and the manifest.
    Package,
    /// Encoding and CSV form.
    Text,
    /// Headers, required values and types.
    Schema,
    /// References between files.
    Reference,
    /// Rows that contradict each other.
    Consistency,
    /// What is allowed but seldom meant.
    Plausibility,
}

impl Topic {
    /// The name in headings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Package => "Package",
            Self::Text => "Encoding and CSV",
            Self::Schema => "Columns and values",
            Self::Reference => "References",
            Self::Consistency => "Consistency",
            Self::Plausibility => "Plausibility",
        }
    }
}

/// What one receiver does with the defect.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    /// The receiver.
    pub who: &'static str,
    /// What it does.
    pub what: &'static str,
    /// How that is known.
    pub evidence: Evidence,
}

/// How an effect is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The receiver's own documents say so.
    Documented,
    /// It was seen in code or by somebody else.
    Observed,
    /// It follows from how such software works.
    Inferred,
}

impl Evidence {
    /// The word that is shown with it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
        }
    }
}

/// An effect that the receiver's own documents state.
pub const fn documented(who: &'static str, what: &'static str) -> Effect {
    Effect { who, what, evidence: Evidence::Documented }
}

/// An effect that was seen in code or by somebody else.
pub const fn observed(who: &'static str, what: &'static str) -> Effect {
    Effect { who, what, evidence: Evidence::Observed }
}

/// An effect that follows from how such software works.
pub const fn inferred(who: &'static str, what: &'static str) -> Effect {
    Effect { who, what, evidence: Evidence::Inferred }
}

/// Every version.
pub const ALL_VERSIONS: &[Version] = &[Version::V1_0, Version::V1_1, Version::V1_2_0, Version::V1_2_1];
/// 1.1 and later.
pub const SINCE_1_1: &[Version] = &[Version::V1_1, Version::V1_2_0, Version::V1_2_1];
/// 1.2 only.
pub const ONLY_1_2: &[Version] = &[Version::V1_2_0, Version::V1_2_1];

/// How a rule looks at a package.
pub enum How {
    /// Once, at everything.
    Package(fn(&Context<'_>, &mut Sink<'_>)),
    /// At each table that is loaded, the manifest apart.
    Table(fn(&Context<'_>, &TableData, &mut Sink<'_>)),
    /// At each column of the standard: the table and the place of the column in it.
    Column(fn(&Context<'_>, &TableData, usize, &mut Sink<'_>)),
    /// At the text of single cells. All such rules of a column share one scan, and the first that picks a cell has it.
    Cell(CellCheck),
    /// At single rows of one table. All such rules of a table share what is unpacked of a row group.
    Rows(RowsCheck),
    /// At references that lead nowhere. All such rules of a column share one scan, and the first that picks an item has it.
    Broken(BrokenCheck),
}

/// A rule about single rows of one table.
pub struct RowsCheck {
    /// The table.
    pub table: Table,
    /// Looks at what rows are compared with, and gives what judges a row group; `None` if there is nothing to judge.
    pub prepare: for<'a> fn(&Context<'a>, &'a TableData) -> Option<Judge<'a>>,
}

/// Judges the rows of one row group.
pub type Judge<'a> = Box<dyn Fn(&Chunk<'_>, &mut Sink<'_>) + Send + Sync + 'a>;

/// A rule about references that lead nowhere.
pub struct BrokenCheck {
    /// The order among such rules: the lowest rank is asked first.
    pub rank: u8,
    /// Whether the rule is about this column at all; `closed` = the target has to be in the package.
    pub applies: fn(&Rule, &CellPlace, closed: bool) -> bool,
    /// Whether the rule explains this item.
    pub fits: fn(&Hunt<'_>, &str) -> bool,
}

/// A rule about the text of single cells.
pub struct CellCheck {
    /// The order among cell rules: the lowest rank is asked first. The most specific rule has the lowest.
    pub rank: u8,
    /// True if a canonical lower-case UUID, a number with or without plain letters before it, and a reference that leads somewhere
    /// are never picked.
    pub ids_are_fine: bool,
    /// Whether the rule is about this column at all.
    pub applies: fn(&Rule, &CellPlace) -> bool,
    /// Whether the text is faulty.
    pub is_bad: fn(&CellPlace, &str) -> bool,
}

/// The column that a cell stands in.
#[derive(Clone, Copy, Debug)]
pub struct CellPlace {
    /// The table.
    pub table: Table,
    /// What the standard says about the column.
    pub column: &'static ColumnSpec,
    /// Bulk or delta.
    pub mode: Mode,
    /// The version of the package.
    pub version: Version,
}

/// What a rule sees.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The rule itself: families share a check and tell their rules apart by it.
    pub rule: &'static Rule,
    /// The package, its tables and relations.
    pub input: Input<'a>,
    /// What to judge by.
    pub settings: &'a Settings,
    /// What several rules need, worked out once.
    pub(super) shared: &'a Shared<'a>,
}

impl Rule {
    /// True if the rule is for this version.
    pub fn is_for(&self, version: Version) -> bool {
        self.versions.contains(&version)
    }

    /// How much its findings matter in this version.
    pub fn level_in(&self, version: Version) -> Level {
        self.milder.iter().find(|(of, _)| *of == version).map_or(self.level, |&(_, level)| level)
    }

    /// True if these settings have the rule run.
    pub fn is_wanted(&self, settings: &Settings) -> bool {
        let named = |codes: &[String]| codes.iter().any(|code| code == self.code);
        !named(&settings.without) && (!self.on_request || named(&settings.also))
    }

    /// True if the rule is for files of this mode.
    pub fn is_for_mode(&self, mode: Mode) -> bool {
        self.mode.is_none_or(|only| only == mode)
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.code)
    }
}
