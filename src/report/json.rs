//! The report for programs: one JSON object.
//!
//! | key | value |
//! |---|---|
//! | `package` | the name of what was opened |
//! | `version` | `1.0`, `1.1`, `1.2.0` or `1.2.1` |
//! | `mode` | `bulk`, `delta` or `mixed` |
//! | `foreign` | the format, if it is not OneRoster; else `null` |
//! | `as_of` | the day that the package was judged on |
//! | `personal_values` | `true` if values of personal columns are told |
//! | `files` | for each table read, in the order of the standard: `file`, `rows` |
//! | `timing` | `read_seconds`, `relate_seconds`, `check_seconds`, `total_seconds` |
//! | `counts` | `errors`, `warnings`, `infos`, exact; what is suppressed does not count |
//! | `suppressed` | how many findings are suppressed |
//! | `new` | `errors`, `warnings`, `infos` that are not in the baseline; `null` without one |
//! | `receiver` | `profile`, `name`, `verdict`, `reasons`, `notes`; `null` if none was chosen |
//! | `findings` | for each rule that found something: `rule`, `level` (`error`, `warning` or `info`), `title`, `count` (exact), `suppressed`, `new`, `places` |
//! | `causes` | findings by cause in the order of repair: `key`, `stage`, `title`, `because`, `clears` (findings), `hints` |
//!
//! A place has `file` (`null` = the package as a whole), `line` (the physical line where the record starts, 1 = the header),
//! `row` (the record, 1 = the first after the header, 0 = the header), `column`, `sourcedId`, `value`, `message`, `suppressed` (the reason) and `new`. What does
//! not apply is `null`, and so is the value of a personal column unless `personal_values` is `true`. Values are as they stand in
//! the file. Places are written one by one as they are found.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{Error as _, SerializeSeq as _, Serializer};

use super::Report;
use super::causes::hint_words;
use super::told::{Entry, Told};
use crate::cause::Group;
use crate::check;
use crate::receiver::{Judgment, Said};

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (roster, counts) = (report.roster, report.counts());
    let document = Document {
        package: &roster.package().name,
        version: roster.version().name(),
        mode: report.mode(),
        foreign: roster.package().detected.foreign,
        as_of: report.findings.settings().as_of.to_string(),
        personal_values: report.with_values,
        files: report.files().into_iter().map(|(file, rows)| FileRows { file, rows }).collect(),
        timing: Timing {
            read_seconds: roster.timing().read.as_secs_f64(),
            relate_seconds: roster.timing().relate.as_secs_f64(),
            check_seconds: report.check_time.as_secs_f64(),
            total_seconds: report.total_time.as_secs_f64(),
        },
        counts: Counts::of(counts),
        suppressed: report.suppressed(),
        new: report.new_ones().map(Counts::of),
        receiver: report.judgment.map(Receiver::of),
        causes: report.causes.map_or(&[][..], |causes| causes.groups()).iter().map(Cause::of).collect(),
        findings: report.entries().into_iter().map(|entry| Finding::of(report, entry)).collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Document<'a> {
    package: &'a str,
    version: &'static str,
    mode: &'static str,
    foreign: Option<&'static str>,
    as_of: String,
    personal_values: bool,
    files: Vec<FileRows<'a>>,
    timing: Timing,
    counts: Counts,
    suppressed: u64,
    new: Option<Counts>,
    receiver: Option<Receiver<'a>>,
    causes: Vec<Cause<'a>>,
    findings: Vec<Finding<'a>>,
}

impl Counts {
    const fn of(counts: check::Counts) -> Self {
        Self { errors: counts.errors, warnings: counts.warnings, infos: counts.infos }
    }
}

#[derive(Serialize)]
struct Receiver<'a> {
    profile: &'a str,
    name: &'a str,
    verdict: &'static str,
    reasons: Vec<Reason<'a>>,
    notes: Vec<Known<'a>>,
}

#[derive(Serialize)]
struct Reason<'a> {
    effect: &'static str,
    rule: &'a str,
    title: &'a str,
    count: u64,
    #[serde(flatten)]
    known: Known<'a>,
}

#[derive(Serialize)]
struct Known<'a> {
    words: &'a str,
    evidence: &'static str,
    source: &'a str,
}

impl<'a> Known<'a> {
    fn of(said: &'a Said) -> Self {
        Self { words: &said.words, evidence: said.evidence.name(), source: &said.source }
    }
}

impl<'a> Receiver<'a> {
    fn of(judgment: &'a Judgment) -> Self {
        let reasons = judgment.reasons.iter().map(|reason| Reason {
            effect: reason.effect.name(),
            rule: &reason.code,
            title: &reason.title,
            count: reason.count,
            known: Known::of(&reason.said),
        });
        Self {
            profile: &judgment.profile.id,
            name: &judgment.profile.name,
            verdict: judgment.verdict.words(),
            reasons: reasons.collect(),
            notes: judgment.profile.notes.iter().map(Known::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct Cause<'a> {
    key: &'a str,
    stage: &'static str,
    title: &'a str,
    because: &'a [String],
    clears: u64,
    hints: Vec<String>,
}

impl<'a> Cause<'a> {
    fn of(group: &'a Group) -> Self {
        Self {
            key: &group.key,
            stage: group.stage.name(),
            title: &group.title,
            because: &group.because,
            clears: group.clears(),
            hints: group.hints.iter().map(hint_words).collect(),
        }
    }
}

#[derive(Serialize)]
struct FileRows<'a> {
    file: &'a str,
    rows: u32,
}

#[derive(Serialize)]
struct Timing {
    read_seconds: f64,
    relate_seconds: f64,
    check_seconds: f64,
    total_seconds: f64,
}

#[derive(Serialize)]
struct Counts {
    errors: u64,
    warnings: u64,
    infos: u64,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    level: &'static str,
    title: &'a str,
    count: u64,
    suppressed: u64,
    new: Option<u64>,
    places: Places<'a>,
}

impl<'a> Finding<'a> {
    fn of(report: &'a Report<'a>, entry: Entry<'a>) -> Self {
        Self {
            rule: entry.code,
            level: entry.level.name(),
            title: entry.title,
            count: entry.count,
            suppressed: entry.suppressed,
            new: entry.new,
            places: Places { report, entry },
        }
    }
}

struct Places<'a> {
    report: &'a Report<'a>,
    entry: Entry<'a>,
}

impl Serialize for Places<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut places = serializer.serialize_seq(None)?;
        let mut failed = None;
        let told = self.report.each_place(&self.entry, &mut |told| {
            places.serialize_element(&PlaceOut::of(told)).map_err(|error| {
                failed = Some(error);
                io::ErrorKind::Other.into()
            })
        });
        match (failed, told) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(S::Error::custom(error)),
            (None, Ok(_)) => places.end(),
        }
    }
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    file: Option<&'a str>,
    line: Option<u64>,
    row: Option<u32>,
    column: Option<&'a str>,
    #[serde(rename = "sourcedId")]
    sourced_id: Option<&'a str>,
    value: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<bool>,
}

impl<'a> PlaceOut<'a> {
    fn of(told: &'a Told) -> Self {
        let place = &told.place;
        let filled = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        Self {
            file: filled(&place.file),
            line: place.line,
            row: place.row,
            column: place.column.as_deref(),
            sourced_id: filled(&place.sourced_id),
            value: told.value(),
            message: &place.message,
            suppressed: told.suppressed.as_deref(),
            new: told.new,
        }
    }
}
