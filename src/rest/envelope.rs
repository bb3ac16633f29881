//! Where the rows are in an answer, however it is wrapped.

use super::json::{Value, Walk, items, member, members, scalar};

/// What was found in an answer.
#[derive(Clone, Debug, Default)]
pub struct Envelope<'a> {
    /// The array of rows with its brackets, or one object alone; `None` = no rows are named.
    pub rows: Option<&'a str>,
    /// How they were found, if not under the expected name.
    pub odd: Option<String>,
    /// Paging facts in the body: their names.
    pub paging: Vec<String>,
    /// A total in the body.
    pub total: Option<u64>,
    /// What a status object beside or in place of the rows says.
    pub status: Option<String>,
}

/// Why an answer holds no rows at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// A page for people.
    Page,
    /// An error with the status of success: what it says.
    Error(String),
    /// It is no JSON, or broken at this byte.
    Broken(usize),
}

/// Other names that servers use for a collection.
const ALIASES: [(&str, &[&str]); 4] = [
    ("users", &["students", "teachers"]),
    ("academicSessions", &["terms", "gradingPeriods"]),
    ("orgs", &["schools"]),
    ("demographics", &["demographic"]),
];

/// Finds the rows of a collection in an answer.
pub fn find<'a>(text: &'a str, expected: &str) -> Result<Envelope<'a>, Nothing> {
    let mut walk = Walk::new(text);
    match walk.peek() {
        Some(b'<') => return Err(Nothing::Page),
        None => return Err(Nothing::Broken(0)),
        Some(_) => {}
    }
    match walk.value().map_err(|fault| Nothing::Broken(fault.0))? {
        Value::Array(rows) => Ok(Envelope { rows: Some(rows), odd: Some("a bare array".to_owned()), ..Envelope::default() }),
        Value::Object(object) => in_object(object, expected),
        _ => Err(Nothing::Broken(0)),
    }
}

fn in_object<'a>(object: &'a str, expected: &str) -> Result<Envelope<'a>, Nothing> {
    let all: Vec<_> = members(object).collect();
    let mut found = Envelope::default();
    for (name, value) in &all {
        let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
        if ["totalcount", "total", "pagecount", "pagenumber", "continuationtoken", "nextpage", "offset", "limit", "count"]
            .contains(&plain.as_str())
        {
            found.paging.push(name.to_string());
            if plain.starts_with("total") {
                found.total = scalar(value).and_then(|text| text.parse().ok());
            }
        }
    }
    let named = |name: &str| all.iter().find(|(known, _)| known == name);
    let aliases = ALIASES.iter().find(|(name, _)| *name == expected).map_or(&[][..], |(_, aliases)| aliases);
    let arrays = || {
        all.iter().filter(|(name, value)| matches!(value, Value::Array(_)) && !name.starts_with("statusInfo") && !name.starts_with("imsx"))
    };
    let entry = named(expected)
        .or_else(|| aliases.iter().find_map(|alias| named(alias)))
        .or_else(|| all.iter().find(|(name, _)| name.eq_ignore_ascii_case(expected)))
        .or_else(|| Some(arrays().next()?).filter(|_| arrays().count() == 1))
        .or_else(|| all.iter().find(|(name, value)| is_singular(name, expected) && matches!(value, Value::Object(_))));
    found.status = status(object);
    match entry {
        Some((name, value)) => {
            if name != expected {
                found.odd = Some(format!("under the name {name}"));
            }
            match value {
                Value::Array(rows) => found.rows = Some(rows),
                Value::Object(row) => {
                    found.rows = Some(row);
                    found.odd = Some(format!("one object in place of a list, under the name {name}"));
                }
                Value::Null => found.odd = Some("null in place of an empty list".to_owned()),
                _ => found.odd = Some("a text in place of a list".to_owned()),
            }
            Ok(found)
        }
        None if all.iter().any(|(name, _)| name == "sourcedId") => {
            Ok(Envelope { rows: Some(object), odd: Some("one bare object".to_owned()), ..found })
        }
        None => match error(object) {
            Some(words) => Err(Nothing::Error(words)),
            None => Ok(Envelope { odd: Some(format!("no {expected} at all")), ..found }),
        },
    }
}

fn is_singular(name: &str, expected: &str) -> bool {
    let singular = match expected {
        "classes" => "class",
        "categories" => "category",
        _ => expected.strip_suffix('s').unwrap_or(expected),
    };
    name.eq_ignore_ascii_case(singular)
}

/// What the status object of an answer says, if it is not plain success.
fn status(object: &str) -> Option<String> {
    let info = match (member(object, "statusInfoSet"), member(object, "imsx_StatusInfo")) {
        (Some(Value::Array(list)), _) => items(list).find_map(|item| if let Value::Object(info) = item { Some(info) } else { None })?,
        (_, Some(Value::Object(info))) => info,
        _ if member(object, "imsx_codeMajor").is_some() => object,
        _ => return None,
    };
    let field = |name: &str| member(info, name).as_ref().and_then(scalar).map(|text| text.into_owned());
    let severity = field("imsx_severity").unwrap_or_default();
    let minor = field("imsx_codeMinor").unwrap_or_else(|| {
        // The other form nests it, and its words are what matters.
        let nested = member(info, "imsx_CodeMinor").map(|value| format!("{value:?}")).unwrap_or_default();
        ["invalid_sort_field", "invalid_filter_field", "invalid_selection_field"]
            .into_iter()
            .find(|word| nested.contains(word))
            .unwrap_or_default()
            .to_owned()
    });
    (severity != "status" && !severity.is_empty()).then(|| format!("{severity} {minor}").trim().to_owned())
}

/// What an answer without rows says, if it is an error.
fn error(object: &str) -> Option<String> {
    let major = member(object, "imsx_codeMajor").as_ref().and_then(scalar).map(|text| text.into_owned());
    let words = ["imsx_description", "error_description", "error", "message", "description"];
    let said = words.iter().find_map(|name| member(object, name).as_ref().and_then(scalar).map(|text| text.into_owned()));
    let failed = major.as_deref().is_some_and(|major| major == "failure" || major == "unsupported");
    if failed || said.is_some() || member(object, "errors").is_some() {
        return Some(said.unwrap_or_else(|| "failure".to_owned()).chars().filter(|c| !c.is_control()).take(200).collect());
    }
    status(object).filter(|words| words.starts_with("error"))
}
