//! The report as SARIF 2.1.0, for tools that show findings of many programs.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{Error as _, SerializeSeq as _, Serializer};
use serde_json::{Value, json};

use super::Report;
use super::told::{Entry, Told};
use crate::check::Level;
use crate::track::fingerprint;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the report.
pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let entries = report.entries();
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run(report, &entries)] };
    serde_json::to_writer(&mut *out, &log)?;
    writeln!(out)
}

fn run<'a>(report: &'a Report<'a>, entries: &'a [Entry<'a>]) -> Run<'a> {
    let driver = json!({
        "name": "Roster Inspector",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": entries.iter().map(rule).collect::<Vec<_>>(),
    });
    let artifacts =
        report.files().into_iter().map(|(file, _)| json!({ "location": { "uri": uri(file) }, "mimeType": "text/csv" })).collect();
    Run {
        properties: json!({
            "package": report.roster.package().name,
            "what": report.what(),
            "asOf": report.findings.settings().as_of.to_string(),
            "personalValues": report.with_values,
            "aboutValues": report.about_values(),
            "verdict": report.judgment.map(|judgment| format!("{}: {}", judgment.profile.name, judgment.verdict.words())),
        }),
        tool: json!({ "driver": driver }),
        invocations: json!([{ "executionSuccessful": true }]),
        column_kind: "unicodeCodePoints",
        artifacts,
        results: Results { report, entries },
    }
}

fn rule(entry: &Entry<'_>) -> Value {
    json!({
        "id": entry.code,
        "shortDescription": { "text": entry.title },
        "fullDescription": { "text": entry.summary },
        "help": { "text": format!("{}\n\n{}", entry.why, entry.remedy) },
        "defaultConfiguration": { "level": level(entry.level) },
        "properties": { "count": entry.count, "tags": [entry.topic.name()] },
    })
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// The name of a file as a relative reference.
fn uri(file: &str) -> String {
    let mut text = String::with_capacity(file.len());
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => text.push(char::from(byte)),
            _ => {
                // Text takes whatever is written to it.
                let _: Result<(), std::fmt::Error> = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    properties: Value,
    tool: Value,
    invocations: Value,
    column_kind: &'static str,
    artifacts: Vec<Value>,
    results: Results<'a>,
}

/// Written one by one, as there may be millions.
struct Results<'a> {
    report: &'a Report<'a>,
    entries: &'a [Entry<'a>],
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut results = serializer.serialize_seq(None)?;
        for (index, entry) in self.entries.iter().enumerate() {
            let mut failed = None;
            let told = self.report.each_place(entry, &mut |told| {
                results.serialize_element(&result(index, entry, told)).map_err(|error| {
                    failed = Some(error);
                    io::ErrorKind::Other.into()
                })
            });
            match (failed, told) {
                (Some(error), _) => return Err(error),
                (None, Err(error)) => return Err(S::Error::custom(error)),
                (None, Ok(_)) => {}
            }
        }
        results.end()
    }
}

fn result(index: usize, entry: &Entry<'_>, told: &Told) -> Value {
    let place = &told.place;
    let mut result = json!({
        "ruleId": entry.code,
        "ruleIndex": index,
        "level": level(entry.level),
        "message": { "text": if place.message.is_empty() { entry.title } else { &place.message } },
    });
    if !place.file.is_empty() {
        let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file) } });
        if let Some(line) = place.line {
            physical["region"] = json!({ "startLine": line });
        }
        let mut location = json!({ "physicalLocation": physical });
        let parts: Vec<&str> =
            [Some(place.sourced_id.as_str()), place.column.as_deref()].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            location["logicalLocations"] =
                json!([{ "fullyQualifiedName": format!("{}/{}", place.file, parts.join("/")), "kind": "member" }]);
        }
        result["locations"] = json!([location]);
    }
    let mut properties = json!({});
    if let Some(row) = place.row {
        properties["row"] = row.into();
    }
    if let Some(value) = told.value() {
        properties["value"] = value.into();
    }
    result["properties"] = properties;
    result["partialFingerprints"] = json!({ "rosterInspector/v1": format!("{:016x}", fingerprint(entry.code, place)) });
    if let Some(reason) = &told.suppressed {
        result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
    }
    if let Some(new) = told.new {
        result["baselineState"] = if new { "new" } else { "unchanged" }.into();
    }
    result
}
