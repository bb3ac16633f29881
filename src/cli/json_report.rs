//! The report for programs: one JSON object.
//!
//! | key | value |
//! |---|---|
//! | `package` | the name of what was opened |
//! | `version` | `1.0`, `1.1`, `1.2.0` or `1.2.1` |
//! | `mode` | `bulk`, `delta` or `mixed` |
//! | `foreign` | the format, if it is not OneRoster; else `null` |
//! | `as_of` | the day that the package was judged on |
//! | `files` | for each table read, in the order of the standard: `file`, `rows` |
//! | `timing` | `read_seconds`, `relate_seconds`, `check_seconds`, `total_seconds` |
//! | `counts` | `errors`, `warnings`, `infos`, exact |
//! | `findings` | for each rule that found something: `rule`, `level` (`error`, `warning` or `info`), `title`, `count` (exact), `places` |
//!
//! A place has `file` (`null` = the package as a whole), `line` (the physical line where the record starts, 1 = the header),
//! `row` (the record, 1 = the first after the header, 0 = the header), `column`, `sourcedId`, `value` and `message`. What does
//! not apply is `null`. Values are as they stand in the file. Places are written one by one as they are found.

use std::cell::RefCell;
use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeSeq as _, Serializer};

use super::Failure;
use super::report::{Report, mode_words};
use crate::check::{self, Place, RuleFindings};

/// Places told for each rule where nothing else is asked.
pub(super) const PLACES: usize = 1000;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let (roster, counts) = (report.roster, report.findings.counts());
    let (package, data) = (roster.package(), roster.data());
    let name = |table: &crate::store::TableData| package.file(table.file()).map_or(table.table().file(), |file| file.name.as_str());
    let document = Document {
        package: &package.name,
        version: data.version().name(),
        mode: mode_words(roster),
        foreign: package.detected.foreign,
        as_of: report.findings.settings().as_of.to_string(),
        files: data.tables().map(|table| FileRows { file: name(table), rows: table.rows() }).collect(),
        timing: Timing {
            read_seconds: roster.timing().read.as_secs_f64(),
            relate_seconds: roster.timing().relate.as_secs_f64(),
            check_seconds: report.check_time.as_secs_f64(),
            total_seconds: report.total_time.as_secs_f64(),
        },
        counts: Counts { errors: counts.errors, warnings: counts.warnings, infos: counts.infos },
        findings: report.findings.groups().iter().map(|group| Finding::of(report, group)).collect(),
    };
    serde_json::to_writer(&mut *out, &document).map_err(|error| Failure::Write(error.into()))?;
    writeln!(out)?;
    Ok(())
}

#[derive(Serialize)]
struct Document<'a> {
    package: &'a str,
    version: &'static str,
    mode: &'static str,
    foreign: Option<&'static str>,
    as_of: String,
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
    rule: &'static str,
    level: &'static str,
    title: &'static str,
    count: u64,
    places: Places<'a>,
}

impl<'a> Finding<'a> {
    fn of(report: &'a Report<'a>, group: &'a RuleFindings) -> Self {
        let rule = group.rule;
        Self { rule: rule.code, level: group.level().name(), title: rule.title, count: group.count, places: Places { report, group } }
    }
}

struct Places<'a> {
    report: &'a Report<'a>,
    group: &'a RuleFindings,
}

impl Serialize for Places<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut places = serializer.serialize_seq(None)?;
        let input = self.report.input();
        if self.report.places.is_some() {
            for place in self.group.places(&input) {
                places.serialize_element(&PlaceOut::of(&place))?;
            }
            return places.end();
        }
        let failed = RefCell::new(None);
        check::stream(&input, self.report.findings.settings(), self.group.rule.code, &mut |place| {
            let mut failed = failed.borrow_mut();
            if failed.is_none() {
                *failed = places.serialize_element(&PlaceOut::of(&place)).err();
            }
        });
        match failed.into_inner() {
            Some(error) => Err(error),
            None => places.end(),
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
    fn of(place: &'a Place) -> Self {
        let filled = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        Self {
            file: filled(&place.file),
            line: place.line,
            row: place.row,
            column: place.column.as_deref(),
            sourced_id: filled(&place.sourced_id),
            // An empty cell has an empty value; where there is no cell there is none.
            value: if place.column.is_some() { Some(&place.value) } else { filled(&place.value) },
            message: &place.message,
        }
    }
}
