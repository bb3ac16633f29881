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
//! | `counts` | `errors`, `warnings`, `infos`, exact |
//! | `findings` | for each rule that found something: `rule`, `level` (`error`, `warning` or `info`), `title`, `count` (exact), `places` |
//!
//! A place has `file` (`null` = the package as a whole), `line` (the physical line where the record starts, 1 = the header),
//! `row` (the record, 1 = the first after the header, 0 = the header), `column`, `sourcedId`, `value` and `message`. What does
//! not apply is `null`, and so is the value of a personal column unless `personal_values` is `true`. Values are as they stand in
//! the file. Places are written one by one as they are found.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{Error as _, SerializeSeq as _, Serializer};

use super::Report;
use super::told::{Entry, Told};

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
        counts: Counts { errors: counts.errors, warnings: counts.warnings, infos: counts.infos },
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
    findings: Vec<Finding<'a>>,
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
    places: Places<'a>,
}

impl<'a> Finding<'a> {
    fn of(report: &'a Report<'a>, entry: Entry<'a>) -> Self {
        Self { rule: entry.code, level: entry.level.name(), title: entry.title, count: entry.count, places: Places { report, entry } }
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
        }
    }
}
