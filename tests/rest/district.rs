//! A generated district as CSV rows and as the JSON objects that a server sends: written down anew here, not taken from the program.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roster_inspector::generate::{Options, write_district};
use roster_inspector::job::Watch;
use roster_inspector::spec::Version;
use serde_json::{Map, Value, json};

/// A row of a CSV file: column and text, in the order of the header.
pub type Row = Vec<(String, String)>;

/// A district, as files and as collections.
pub struct District {
    pub is_1_2: bool,
    pub files: BTreeMap<String, Vec<Row>>,
    pub collections: BTreeMap<String, Vec<Map<String, Value>>>,
}

const COLLECTIONS: [&str; 12] = [
    "orgs",
    "academicSessions",
    "courses",
    "classes",
    "users",
    "enrollments",
    "demographics",
    "resources",
    "categories",
    "scoreScales",
    "lineItems",
    "results",
];
const BOOLEANS: [&str; 13] = [
    "enabledUser",
    "primary",
    "americanIndianOrAlaskaNative",
    "asian",
    "blackOrAfricanAmerican",
    "nativeHawaiianOrOtherPacificIslander",
    "white",
    "demographicRaceTwoOrMoreRaces",
    "hispanicOrLatinoEthnicity",
    "inProgress",
    "incomplete",
    "late",
    "missing",
];
const NUMBERS: [&str; 4] = ["resultValueMin", "resultValueMax", "score", "weight"];
const LISTS: [&str; 5] = ["grades", "subjects", "subjectCodes", "periods", "roles"];

impl District {
    /// An invented district with gradebook.
    pub fn new(students: u64, version: Version) -> Self {
        let options = Options { students, seed: 7, version, gradebook: true, ..Options::default() };
        let mut bytes = Cursor::new(Vec::new());
        write_district(&options, &mut bytes, &Watch::new()).expect("a district");
        Self::from_zip(bytes.into_inner(), version.is_1_2())
    }

    pub fn from_zip(bytes: Vec<u8>, is_1_2: bool) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut files = BTreeMap::new();
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).expect("an entry");
            let name = entry.name().expect("a name").trim_end_matches(".csv").to_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("UTF-8");
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
            let row = |record: csv::StringRecord| header.iter().cloned().zip(record.iter().map(str::to_owned)).collect::<Row>();
            files.insert(name, reader.records().map(|record| row(record.expect("a row"))).collect());
        }
        files.remove("manifest");
        let collections = COLLECTIONS.iter().map(|name| ((*name).to_owned(), objects(&files, name, is_1_2))).collect();
        Self { is_1_2, files, collections }
    }
}

pub fn cell<'a>(row: &'a Row, name: &str) -> &'a str {
    row.iter().find(|(column, _)| column == name).map_or("", |(_, text)| text)
}

fn reference(id: &str, kind: &str) -> Value {
    json!({ "href": format!("https://elsewhere.example/{kind}/{id}"), "sourcedId": id, "type": kind })
}

/// The word that a reference has as its type.
fn kind(column: &str, collection: &str) -> &'static str {
    match (column, collection) {
        ("parent", "orgs") | ("org" | "school" | "orgs" | "primaryOrg", _) => "org",
        ("parent" | "terms" | "schoolYear" | "gradingPeriod" | "academicSession", _) => "academicSession",
        ("agents" | "user" | "student", _) => "user",
        ("course", _) => "course",
        ("class", _) => "class",
        ("lineItem", _) => "lineItem",
        ("category", _) => "category",
        ("resource", _) => "resource",
        ("scoreScale", _) => "scoreScale",
        _ => unreachable!("{column} of {collection}"),
    }
}

fn objects(files: &BTreeMap<String, Vec<Row>>, name: &str, is_1_2: bool) -> Vec<Map<String, Value>> {
    let rows = files.get(name).map_or(&[][..], Vec::as_slice);
    // Rows of other files by what they belong to.
    let beside = |file: &str, owner: &str| {
        let mut found: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in files.get(file).into_iter().flatten() {
            found.entry(cell(row, owner).to_owned()).or_default().push(row.clone());
        }
        found
    };
    let (resources, owner) = match name {
        "classes" => ("classResources", "classSourcedId"),
        "courses" => ("courseResources", "courseSourcedId"),
        "users" => ("userResources", "userSourcedId"),
        _ => ("", ""),
    };
    let resources = beside(resources, owner);
    let (roles, profiles) = (beside("roles", "userSourcedId"), beside("userProfiles", "userSourcedId"));
    let scales = if name == "lineItems" {
        beside("lineItemScoreScales", "lineItemSourcedId")
    } else {
        beside("resultScoreScales", "resultSourcedId")
    };
    let objectives = match name {
        "lineItems" => beside("lineItemLearningObjectiveIds", "lineItemSourcedId"),
        _ => beside("resultLearningObjectiveIds", "resultSourcedId"),
    };
    rows.iter()
        .map(|row| {
            let mut object = plain(row, name, is_1_2);
            let id = cell(row, "sourcedId");
            if let Some(rows) = resources.get(id).filter(|_| !owner.is_empty()) {
                object.insert("resources".into(), rows.iter().map(|row| reference(cell(row, "resourceSourcedId"), "resource")).collect());
            }
            if name == "users" && is_1_2 {
                object.insert("roles".into(), roles.get(id).into_iter().flatten().map(role).collect());
                if let Some(rows) = profiles.get(id) {
                    object.insert("userProfiles".into(), rows.iter().map(profile).collect());
                }
            }
            if let Some(row) = scales.get(id).and_then(|rows| rows.first()).filter(|_| matches!(name, "lineItems" | "results")) {
                object.insert("scoreScale".into(), reference(cell(row, "scoreScaleSourcedId"), "scoreScale"));
            }
            if let Some(rows) = objectives.get(id).filter(|_| matches!(name, "lineItems" | "results")) {
                object.insert("learningObjectiveSet".into(), rows.iter().map(|row| objective(row, name == "lineItems")).collect());
            }
            object
        })
        .collect()
}

/// A set for each objective.
fn objective(row: &Row, of_line_item: bool) -> Value {
    let id = cell(row, "learningObjectiveId");
    if of_line_item {
        return json!({ "source": cell(row, "source"), "learningObjectiveIds": [id] });
    }
    let mut result = json!({ "learningObjectiveId": id });
    for name in ["score", "textScore"] {
        if !cell(row, name).is_empty() {
            result[name] = json!(cell(row, name));
        }
    }
    json!({ "source": cell(row, "source"), "learningObjectiveResults": [result] })
}

fn plain(row: &Row, name: &str, is_1_2: bool) -> Map<String, Value> {
    let mut object = Map::new();
    for (column, text) in row {
        match column.as_str() {
            "status" => {
                object.insert("status".into(), json!(if text.is_empty() { "active" } else { text }));
            }
            "dateLastModified" => {
                object.insert("dateLastModified".into(), json!(if text.is_empty() { "2026-08-15T04:30:00.000Z" } else { text }));
            }
            _ if text.is_empty() => {}
            // The JSON of a score scale has no org.
            "orgSourcedId" if name == "scoreScales" => {}
            "assignDate" | "dueDate" if name == "lineItems" => {
                object.insert(column.clone(), json!(format!("{text}T00:00:00.000Z")));
            }
            "sourcedId" => {
                object.insert("sourcedId".into(), json!(text));
            }
            "preferredGivenName" => {
                object.insert("preferredFirstName".into(), json!(text));
            }
            "preferredFamilyName" => {
                object.insert("preferredLastName".into(), json!(text));
            }
            "userIds" | "scoreScaleValue" => {
                let names = if column == "userIds" { ("type", "identifier") } else { ("itemValueLHS", "itemValueRHS") };
                object.insert(column.clone(), pairs(text, names));
            }
            "roles" if !is_1_2 => {
                object.insert("roles".into(), text.split(',').map(|item| json!(item)).collect());
            }
            _ if LISTS.contains(&column.as_str()) => {
                object.insert(column.clone(), text.split(',').map(|item| json!(item)).collect());
            }
            _ if BOOLEANS.contains(&column.as_str()) => {
                object.insert(column.clone(), if is_1_2 { json!(text) } else { json!(text == "true") });
            }
            _ if NUMBERS.contains(&column.as_str()) => {
                object.insert(column.clone(), serde_json::from_str(text).expect("a number"));
            }
            _ => {
                if let Some(key) = column.strip_prefix("metadata.") {
                    let metadata = object.entry("metadata").or_insert_with(|| json!({}));
                    metadata[key] = json!(text);
                } else if let Some(field) = column.strip_suffix("SourcedIds") {
                    let field = format!("{field}s");
                    object.insert(field.clone(), text.split(',').map(|id| reference(id, kind(&field, name))).collect());
                } else if let Some(field) = column.strip_suffix("SourcedId") {
                    object.insert(field.to_owned(), reference(text, kind(field, name)));
                } else {
                    object.insert(column.clone(), json!(text));
                }
            }
        }
    }
    object
}

fn pairs(text: &str, (left, right): (&str, &str)) -> Value {
    let inner = text.trim_start_matches('{').trim_end_matches('}');
    let pair = |part: &str| {
        let (one, other) = part.split_once(':').expect("a pair");
        json!({ left: one, right: other })
    };
    inner.split("},{").map(pair).collect()
}

fn role(row: &Row) -> Value {
    let mut role =
        json!({ "roleType": cell(row, "roleType"), "role": cell(row, "role"), "org": reference(cell(row, "orgSourcedId"), "org") });
    for (name, column) in [("beginDate", "beginDate"), ("endDate", "endDate"), ("userProfile", "userProfileSourcedId")] {
        if !cell(row, column).is_empty() {
            role[name] = json!(cell(row, column));
        }
    }
    role
}

fn profile(row: &Row) -> Value {
    json!({
        "profileId": cell(row, "sourcedId"),
        "profileType": cell(row, "profileType"),
        "vendorId": cell(row, "vendorId"),
        "applicationId": cell(row, "applicationId"),
        "description": cell(row, "description"),
        "credentials": [{ "type": cell(row, "credentialType"), "username": cell(row, "username"), "password": cell(row, "password") }],
    })
}
