//! A receiver as a file: what it says about rules, and what it asks for besides.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::nearest::nearest;
use crate::check::{self, Evidence, Level, RULES, Reads, Settings, Threshold};
use crate::spec::{Mode, Table, Version};

/// What is known about one receiver. Every statement has a source; one without is left out.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The name on the command line.
    pub id: String,
    /// The name of the receiver.
    pub name: String,
    /// What it is, in a sentence.
    pub about: String,
    /// What it does with findings of rules.
    pub statements: Vec<Statement>,
    /// What it asks for besides.
    pub asks: Vec<Ask>,
    /// What is worth knowing and cannot be seen in a package.
    pub notes: Vec<Said>,
    /// Limits that it judges by.
    pub thresholds: Vec<(Threshold, u32)>,
    /// Statements that were left out as they name no source, each with its line.
    pub left_out: Vec<String>,
}

/// Something that is known, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is known.
    pub words: String,
    /// How it is known.
    pub evidence: Evidence,
    /// Where it is written.
    pub source: String,
}

/// What a receiver does with the findings of a rule.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The code of the rule.
    pub rule: &'static str,
    /// What it does.
    pub effect: Effect,
    /// How much the findings matter to it, if that is said; else it follows from the effect.
    pub level: Option<Level>,
    /// What is known, and how.
    pub said: Said,
}

/// What a receiver does with a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It takes it as it is.
    Accepts,
    /// It takes it and does something with it that is worth knowing.
    Notes,
    /// It leaves rows out, or parts of them.
    Loses,
    /// It takes nothing.
    Refuses,
}

impl Effect {
    /// How much a fault with this effect matters that matters so much by the standard.
    pub fn level(self, level: Level) -> Level {
        match self {
            Self::Accepts => Level::Info,
            Self::Notes => level,
            Self::Loses => level.max(Level::Warning),
            Self::Refuses => Level::Error,
        }
    }

    /// The word in files and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepts => "accepts",
            Self::Notes => "notes",
            Self::Loses => "loses",
            Self::Refuses => "refuses",
        }
    }
}

/// Something that a receiver asks for.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The name in reports.
    pub code: String,
    /// What is wrong where it is not met.
    pub title: String,
    /// What it does then.
    pub effect: Effect,
    /// How much it matters.
    pub level: Level,
    /// What is known, and how.
    pub said: Said,
    /// What has to be so.
    pub needs: Needs,
}

/// What has to be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needs {
    /// These files are in the package.
    Files(Vec<Table>),
    /// Every file is of this mode.
    Mode(Mode),
    /// The package is of one of these versions, by the name that it shows.
    Versions(Vec<Version>),
    /// A property of the manifest is filled, with this value if there is one.
    Property(String, Option<String>),
    /// No file has more rows.
    Rows(u32),
    /// A column is filled.
    Filled(Cells),
    /// A column holds one of these words, or nothing.
    Words(Cells, Vec<String>),
    /// A column holds only these letters, besides letters and digits of ASCII.
    Letters(Cells, String),
    /// No two rows have the same value in a column, whatever the letter case.
    Unique(Cells),
}

/// A column, and which of its rows are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// The table.
    pub table: Table,
    /// The column.
    pub column: String,
    /// Only rows with one of these words in this column.
    pub only: Option<(String, Vec<String>)>,
}

/// Why a profile cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {reason}")]
pub struct ProfileError {
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    name: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    says: Vec<Spanned<SaysEntry>>,
    #[serde(default)]
    asks: Vec<Spanned<AskEntry>>,
    #[serde(default)]
    notes: Vec<Spanned<NoteEntry>>,
    #[serde(default)]
    thresholds: BTreeMap<Spanned<String>, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaysEntry {
    rules: Vec<Spanned<String>>,
    effect: Effect,
    level: Option<Spanned<String>>,
    words: String,
    evidence: Spanned<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteEntry {
    words: String,
    evidence: Spanned<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskEntry {
    code: String,
    title: String,
    effect: Effect,
    words: String,
    evidence: Spanned<String>,
    source: Option<String>,
    files: Option<Vec<Spanned<String>>>,
    mode: Option<Spanned<String>>,
    versions: Option<Vec<Spanned<String>>>,
    property: Option<String>,
    value: Option<String>,
    most_rows: Option<u32>,
    file: Option<Spanned<String>>,
    column: Option<Spanned<String>>,
    only: Option<OnlyEntry>,
    filled: Option<bool>,
    unique: Option<bool>,
    allowed: Option<Vec<String>>,
    letters: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlyEntry {
    column: String,
    is: Vec<String>,
}

impl Profile {
    /// These settings with the limits of the receiver, and, against a package before, with the rules on request that it speaks of.
    #[must_use]
    pub fn settings(&self, mut settings: Settings) -> Settings {
        for &(threshold, number) in &self.thresholds {
            settings.thresholds = threshold.set(settings.thresholds, number);
        }
        let of_changes = self.statements.iter().filter_map(|statement| check::rule(statement.rule));
        for rule in of_changes.filter(|rule| rule.on_request && rule.reads.contains(&Reads::Against)) {
            settings = settings.also(rule.code);
        }
        settings
    }

    /// Reads a profile from the text of its file.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let reader = Reader { text };
        let file: File = toml::from_str(text).map_err(|error| ProfileError {
            line: reader.line(error.span().map_or(0, |span| span.start)),
            reason: error.message().to_owned(),
        })?;
        let mut profile = Self {
            id: file.id,
            name: file.name,
            about: file.about,
            statements: Vec::new(),
            asks: Vec::new(),
            notes: Vec::new(),
            thresholds: file.thresholds.iter().map(|(name, &number)| reader.threshold(name, number)).collect::<Result<_, _>>()?,
            left_out: Vec::new(),
        };
        for entry in file.says {
            let at = reader.line(entry.span().start);
            let entry = entry.into_inner();
            let Some(said) = reader.said(entry.words, &entry.evidence, entry.source, at, &mut profile.left_out)? else { continue };
            for rule in &entry.rules {
                let rule = reader.rule(rule)?;
                let level = entry.level.as_ref().map(|level| reader.level(level)).transpose()?;
                profile.statements.push(Statement { rule: rule.code, effect: entry.effect, level, said: said.clone() });
            }
        }
        for entry in file.asks {
            let at = reader.line(entry.span().start);
            let mut entry = entry.into_inner();
            let source = entry.source.take();
            let words = std::mem::take(&mut entry.words);
            let Some(said) = reader.said(words, &entry.evidence, source, at, &mut profile.left_out)? else { continue };
            let needs = reader.needs(&entry, at)?;
            let level = entry.effect.level(Level::Info);
            profile.asks.push(Ask { code: entry.code, title: entry.title, effect: entry.effect, level, said, needs });
        }
        for entry in file.notes {
            let at = reader.line(entry.span().start);
            let entry = entry.into_inner();
            profile.notes.extend(reader.said(entry.words, &entry.evidence, entry.source, at, &mut profile.left_out)?);
        }
        Ok(profile)
    }
}

/// Turns what is written into what is meant, and says on which line it cannot.
struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    fn line(&self, byte: usize) -> usize {
        1 + self.text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count()
    }

    fn error<T>(&self, at: &Spanned<String>, reason: impl Into<String>) -> Result<T, ProfileError> {
        Err(ProfileError { line: self.line(at.span().start), reason: reason.into() })
    }

    fn said(
        &self,
        words: String,
        evidence: &Spanned<String>,
        source: Option<String>,
        line: usize,
        left_out: &mut Vec<String>,
    ) -> Result<Option<Said>, ProfileError> {
        let known = [Evidence::Documented, Evidence::Observed, Evidence::Inferred];
        let Some(evidence) = known.into_iter().find(|known| known.name() == evidence.as_ref()) else {
            return self.error(evidence, format!("evidence is documented, observed or inferred, not {}", evidence.as_ref()));
        };
        match source.filter(|source| !source.trim().is_empty()) {
            Some(source) => Ok(Some(Said { words, evidence, source })),
            None => {
                left_out.push(format!("Line {line}: left out, as it names no source: {words}"));
                Ok(None)
            }
        }
    }

    fn rule(&self, code: &Spanned<String>) -> Result<&'static check::Rule, ProfileError> {
        match check::rule(code.as_ref()) {
            Some(rule) => Ok(rule),
            None => self.unknown("rule", code, RULES.iter().map(|rule| rule.code)),
        }
    }

    fn threshold(&self, name: &Spanned<String>, number: u32) -> Result<(Threshold, u32), ProfileError> {
        match Threshold::ALL.into_iter().find(|known| known.code() == name.as_ref()) {
            Some(known) if known.range().contains(&number) => Ok((known, number)),
            Some(known) => self.error(name, format!("a limit from {} to {} is expected", known.range().start(), known.range().end())),
            None => self.unknown("limit", name, Threshold::ALL.map(Threshold::code)),
        }
    }

    fn unknown<'k, T>(&self, what: &str, name: &Spanned<String>, known: impl IntoIterator<Item = &'k str>) -> Result<T, ProfileError> {
        let near = nearest(name.as_ref(), known).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        self.error(name, format!("there is no {what} named {}{near}", name.as_ref()))
    }

    fn level(&self, name: &Spanned<String>) -> Result<Level, ProfileError> {
        match Level::ALL.into_iter().find(|level| level.name() == name.as_ref()) {
            Some(level) => Ok(level),
            None => self.error(name, format!("a level is error, warning or info, not {}", name.as_ref())),
        }
    }

    fn table(&self, name: &Spanned<String>) -> Result<Table, ProfileError> {
        match Table::from_file(name.as_ref()) {
            Some(table) => Ok(table),
            None => self.unknown("file", name, Table::ALL.map(Table::file)),
        }
    }

    fn cells(&self, entry: &AskEntry, line: usize) -> Result<Cells, ProfileError> {
        let (Some(file), Some(column)) = (&entry.file, &entry.column) else {
            return Err(ProfileError { line, reason: "this needs a file and a column".to_owned() });
        };
        let table = self.table(file)?;
        let all = [Version::V1_1, Version::V1_2_0, Version::V1_2_1].map(|version| version.spec());
        let names: Vec<&str> =
            all.iter().filter_map(|spec| spec.table(table)).flat_map(|spec| spec.columns).map(|column| column.name).collect();
        if !names.contains(&column.as_ref().as_str()) {
            return self.unknown(&format!("column of {}", table.file()), column, names);
        }
        let only = entry.only.as_ref().map(|only| (only.column.clone(), only.is.clone()));
        Ok(Cells { table, column: column.as_ref().clone(), only })
    }

    fn needs(&self, entry: &AskEntry, line: usize) -> Result<Needs, ProfileError> {
        if let Some(files) = &entry.files {
            return Ok(Needs::Files(files.iter().map(|file| self.table(file)).collect::<Result<_, _>>()?));
        }
        if let Some(mode) = &entry.mode {
            return match [Mode::Bulk, Mode::Delta].into_iter().find(|known| known.name() == mode.as_ref()) {
                Some(mode) => Ok(Needs::Mode(mode)),
                None => self.error(mode, format!("a mode is bulk or delta, not {}", mode.as_ref())),
            };
        }
        if let Some(versions) = &entry.versions {
            return Ok(Needs::Versions(versions.iter().map(|version| self.version(version)).collect::<Result<Vec<_>, _>>()?.concat()));
        }
        if let Some(property) = &entry.property {
            return Ok(Needs::Property(property.clone(), entry.value.clone()));
        }
        if let Some(most) = entry.most_rows {
            return Ok(Needs::Rows(most));
        }
        let cells = self.cells(entry, line)?;
        match (entry.filled, entry.unique, &entry.allowed, &entry.letters) {
            (Some(true), None, None, None) => Ok(Needs::Filled(cells)),
            (None, Some(true), None, None) => Ok(Needs::Unique(cells)),
            (None, None, Some(words), None) => Ok(Needs::Words(cells, words.clone())),
            (None, None, None, Some(letters)) => Ok(Needs::Letters(cells, letters.clone())),
            _ => Err(ProfileError { line, reason: "one of filled, unique, allowed and letters says what the column needs".to_owned() }),
        }
    }

    fn version(&self, name: &Spanned<String>) -> Result<Vec<Version>, ProfileError> {
        match name.as_ref().as_str() {
            "1.0" => Ok(vec![Version::V1_0]),
            "1.1" => Ok(vec![Version::V1_1]),
            "1.2" => Ok(vec![Version::V1_2_0, Version::V1_2_1]),
            "1.2.0" => Ok(vec![Version::V1_2_0]),
            "1.2.1" => Ok(vec![Version::V1_2_1]),
            other => self.error(name, format!("a version is 1.0, 1.1, 1.2, 1.2.0 or 1.2.1, not {other}")),
        }
    }
}
