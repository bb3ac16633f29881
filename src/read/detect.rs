//! What a package is: its version, from manifest and headers together, and the mode of each file, from manifest and rows.

use super::header::plain_name;
use super::{Fact, FactKind, FileId, Manifest};
use crate::spec::{Mode, Table, Version};

/// The header names of one file, without case and spaces.
pub(super) struct PlainHeader {
    pub table: Table,
    pub names: Vec<String>,
}

impl PlainHeader {
    pub(super) fn new(table: Table, names: &[String]) -> Self {
        Self { table, names: names.iter().map(|name| plain_name(name)).collect() }
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }
}

/// The version of a package, and why.
pub(super) struct VersionFound {
    pub version: Version,
    pub reasons: Vec<String>,
    pub fact: Option<Fact>,
}

/// Finds the version. Headers win over the manifest, since they are what is read.
pub(super) fn version(manifest: Option<&Manifest>, headers: &[PlainHeader]) -> VersionFound {
    let said = manifest.and_then(|manifest| loose_value(manifest, "oneroster.version"));
    let declared = said.as_deref().and_then(declared_version);
    let mut reasons = Vec::new();
    if let Some(said) = &said {
        reasons.push(format!("manifest.csv says oneroster.version {said}"));
    }
    if manifest.is_none()
        && let Some(tell) = tell_of_1_0(headers)
    {
        reasons.push(tell);
        reasons.push("there is no manifest.csv".to_owned());
        return VersionFound { version: Version::V1_0, reasons, fact: None };
    }
    let shown = shown_version(headers);
    let mut fact = None;
    let is_1_2 = match (&shown, declared) {
        (Some((is_1_2, why)), declared) => {
            reasons.push(why.clone());
            if let Some(declared) = declared
                && declared.is_1_2() != *is_1_2
            {
                let detail = format!("manifest.csv says {}; {why}", said.unwrap_or_default());
                fact = Some(Fact { kind: FactKind::VersionDisagrees, file: manifest.and_then(|manifest| manifest.file), detail });
            }
            *is_1_2
        }
        (None, Some(declared)) => declared.is_1_2(),
        (None, None) => {
            reasons.push("nothing tells the version; 1.1 is the most common".to_owned());
            false
        }
    };
    let users_1_2_0 = headers.iter().any(|header| header.table == Table::Users && header.has("resourcesourcedids"));
    let version = match (is_1_2, users_1_2_0) {
        (false, _) => Version::V1_1,
        (true, true) => {
            reasons.push("users.csv has resourceSourcedIds, which 1.2.1 dropped".to_owned());
            Version::V1_2_0
        }
        (true, false) => Version::V1_2_1,
    };
    VersionFound { version, reasons, fact }
}

fn declared_version(said: &str) -> Option<Version> {
    match said.trim().trim_start_matches(['v', 'V']) {
        "1.0" | "1" => Some(Version::V1_0),
        "1.1" | "1.1.0" => Some(Version::V1_1),
        "1.2.0" => Some(Version::V1_2_0),
        "1.2" | "1.2.1" => Some(Version::V1_2_1),
        _ => None,
    }
}

/// What 1.0 wrote and no later version did.
fn tell_of_1_0(headers: &[PlainHeader]) -> Option<String> {
    let tells: [(Table, &str, &str, &str); 6] = [
        (Table::Demographics, "usersourcedid", "userSourcedId", "sourcedid"),
        (Table::Users, "userid", "userId", "userids"),
        (Table::Users, "agents", "agents", "agentsourcedids"),
        (Table::Classes, "grade", "grade", "grades"),
        (Table::Courses, "grade", "grade", "grades"),
        (Table::Courses, "schoolyearid", "schoolYearId", "schoolyearsourcedid"),
    ];
    // Microsoft's formats have a few of these names as well, but there the key is missing elsewhere.
    let (table, _, name, _) = tells
        .into_iter()
        .find(|&(table, old, _, new)| headers.iter().any(|header| header.table == table && header.has(old) && !header.has(new)))?;
    Some(format!("{} has {name}, as only 1.0 wrote it", table.file()))
}

/// True for 1.2, with the reason; `None` if no header tells.
fn shown_version(headers: &[PlainHeader]) -> Option<(bool, String)> {
    let tells: [(Table, bool, &[&str], &str); 8] = [
        (Table::Users, false, &["role", "orgsourcedids"], "users.csv has role or orgSourcedIds, as in 1.1"),
        (
            Table::Users,
            true,
            &["usermasteridentifier", "preferredgivenname", "primaryorgsourcedid", "pronouns"],
            "users.csv has columns that came with 1.2",
        ),
        (Table::Roles, true, &["roletype"], "there is a roles.csv, which came with 1.2"),
        (Table::LineItems, false, &["gradingperiodsourcedid"], "lineItems.csv has gradingPeriodSourcedId, as in 1.1"),
        (Table::LineItems, true, &["academicsessionsourcedid"], "lineItems.csv has academicSessionSourcedId, which came with 1.2"),
        (Table::Results, true, &["textscore", "inprogress"], "results.csv has columns that came with 1.2"),
        (Table::Categories, true, &["weight"], "categories.csv has weight, which came with 1.2"),
        (Table::ScoreScales, true, &["scorescalevalue"], "there is a scoreScales.csv, which came with 1.2"),
    ];
    // The order is that of weight: users.csv changed most, so it decides before all others.
    tells
        .into_iter()
        .find(|(table, _, names, _)| headers.iter().any(|header| header.table == *table && header.has_any(names)))
        .map(|(_, is_1_2, _, why)| (is_1_2, why.to_owned()))
}

/// The value of a property, whatever the case and spaces of its name.
pub(super) fn loose_value(manifest: &Manifest, property: &str) -> Option<String> {
    let wanted = plain_name(property);
    let (_, value, _) = manifest.properties.iter().find(|(name, ..)| plain_name(name).trim_end_matches('*') == wanted)?;
    Some(value.trim().to_owned())
}

/// How many rows of a head have status or dateLastModified, of how many, and how many are to be deleted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ModeEvidence {
    pub rows: usize,
    pub filled: usize,
    pub deleted: usize,
}

/// The mode of a file. The manifest's word counts: status filled in a bulk file is a common fault, and taking such a file
/// for a delta would silence every check of what is missing. What the rows show against it is a fact. Without a word, only
/// rows that are to be deleted make a delta.
pub(super) fn mode(manifest: Option<&Manifest>, table: Table, file: FileId, evidence: ModeEvidence) -> (Mode, Option<Fact>) {
    let said = manifest.and_then(|manifest| loose_value(manifest, &format!("file.{}", table.name())));
    let declared = match said.as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("bulk") => Some(Mode::Bulk),
        Some("delta") => Some(Mode::Delta),
        _ => None,
    };
    let ModeEvidence { rows, filled, deleted } = evidence;
    let detail = match declared {
        Some(Mode::Bulk) if filled == rows && rows > 0 => {
            Some(format!("manifest.csv says bulk; status or dateLastModified is filled in each of the first {rows} rows, as in delta"))
        }
        Some(Mode::Delta) if filled == 0 && rows > 0 => {
            Some(format!("manifest.csv says delta; status and dateLastModified are blank in each of the first {rows} rows, as in bulk"))
        }
        _ => None,
    };
    let fact = detail.map(|detail| Fact { kind: FactKind::ModeDisagrees, file: Some(file), detail });
    let undeclared = if deleted > 0 && filled == rows { Mode::Delta } else { Mode::Bulk };
    (declared.unwrap_or(undeclared), fact)
}
