//! Deviations of envelopes, fields and values: read, kept as sent, and named.

use roster_inspector::read::RestFact;
use roster_inspector::rest::{Auth, Form};
use roster_inspector::spec::Table;
use serde_json::{Value, json};

use super::manners::{Manners, Reshape, Wrap};
use super::pulling::{assert_met, assert_rows, assert_whole, connection, options, pull, pull_with, v1_1, v1_2};
use super::server::Server;

fn reshaped(reshape: Reshape) -> Manners {
    Manners { reshape: Some(reshape), ..Manners::default() }
}

#[test]
fn d10_other_envelopes() {
    for envelope in [Wrap::LowerCase, Wrap::Data, Wrap::Bare, Wrap::OneObject, Wrap::NullWhenEmpty] {
        // Without signals the empty page is asked for as well; pages of 7 leave single rows at the end.
        let manners = Manners { envelope, total: false, link: super::manners::Links::None, ..Manners::default() };
        let server = Server::start(&v1_1(), manners);
        let size = if envelope == Wrap::OneObject { 7 } else { 120 };
        let (pulled, _) =
            pull_with(&connection(&server.base(), Auth::None), roster_inspector::rest::PullOptions { page_size: size, ..options() });
        assert_whole(&pulled, &v1_1());
        assert_met(&pulled, RestFact::Envelope);
    }
    let (pulled, _server) = pull(&v1_1(), Manners { envelope: Wrap::StatusFirst, ..Manners::default() });
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::ErrorBody);
}

#[test]
fn d12_csv_shapes_in_json() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            for field in ["user", "class", "school", "course", "lineItem"] {
                if let Some(id) = object.get(field).filter(|_| name != "users").map(|value| value["sourcedId"].clone()) {
                    object.remove(field);
                    object.insert(format!("{field}SourcedId"), id);
                }
            }
            for (field, column) in [("orgs", "orgSourcedIds"), ("terms", "termSourcedIds")] {
                if let Some(Value::Array(list)) = object.remove(field) {
                    object.insert(column.to_owned(), list.iter().map(|value| value["sourcedId"].clone()).collect());
                }
            }
            if let Some(org) = object.get_mut("org") {
                *org = org["sourcedId"].clone();
            }
            if let Some(Value::Array(grades)) = object.get("grades") {
                let text: Vec<&str> = grades.iter().filter_map(Value::as_str).collect();
                let text = text.join(",");
                object.insert("grades".to_owned(), json!(text));
            }
        }),
    );
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::FieldShape);
    let enrollments = pulled.roster.table(Table::Enrollments).expect("enrollments");
    assert!(enrollments.column("classSourcedId").expect("a column").target_row(0).is_some());
}

#[test]
fn d13_renamed_fields() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|_, object| {
            for (name, other) in [
                ("agents", "agentSourceIds"),
                ("birthDate", "birthdate"),
                ("americanIndianOrAlaskaNative", "americanIndianOrAlsakaNative"),
                ("title", "Title"),
            ] {
                if let Some(value) = object.remove(name) {
                    object.insert(other.to_owned(), value);
                }
            }
        }),
    );
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::FieldRenamed);
}

#[test]
fn d14_booleans_in_the_other_form() {
    let flags = |name: &str| ["enabledUser", "primary", "asian", "white"].contains(&name);
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|_, object| {
            for (name, value) in object.iter_mut() {
                if let Some(truth) = value.as_bool() {
                    *value = json!(match (name.as_str(), truth) {
                        ("enabledUser", true) => "TRUE",
                        (_, true) => "true",
                        _ => "false",
                    });
                }
            }
        }),
    );
    assert_rows(&pulled, &v1_1(), &|_, column| column != "enabledUser");
    assert_met(&pulled, RestFact::BooleanForm);
    let users = pulled.roster.table(Table::Users).expect("users");
    assert_eq!(&*users.text(0, "enabledUser"), "TRUE", "kept as sent");
    let (pulled, _server) = pull(
        &v1_2(),
        reshaped(|_, object| {
            for value in object.values_mut() {
                if let Some(truth) = value.as_str().and_then(|text| text.parse::<bool>().ok()) {
                    *value = json!(truth);
                }
            }
        }),
    );
    assert_whole(&pulled, &v1_2());
    assert_met(&pulled, RestFact::BooleanForm);
    assert!(flags("primary"));
}

#[test]
fn d15_null_missing_empty_and_value_stay_apart() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            if name == "users" {
                object.insert("middleName".to_owned(), Value::Null);
                object.insert("sms".to_owned(), json!(""));
                object.insert("email".to_owned(), json!("NULL"));
                object.remove("phone");
                if object.get("grades").is_none() {
                    object.insert("grades".to_owned(), json!(""));
                }
                object.insert("metadata".to_owned(), json!(""));
            }
        }),
    );
    assert_rows(&pulled, &v1_1(), &|file, column| {
        file != "users" || !["middleName", "sms", "email", "phone"].contains(&column) && !column.starts_with("metadata")
    });
    assert_met(&pulled, RestFact::NullForm);
    let users = pulled.roster.table(Table::Users).expect("users");
    let form = |name: &str| pulled.forms[&Table::Users][users.column_number(name).expect("a column")].of(3);
    assert_eq!((form("middleName"), form("sms"), form("phone"), form("email")), (Form::Null, Form::Text, Form::Missing, Form::Text));
    assert_eq!(form("enabledUser"), Form::Boolean);
    assert_eq!((&*users.text(3, "middleName"), &*users.text(3, "sms"), &*users.text(3, "email")), ("", "", "NULL"));
}

#[test]
fn d18_references_without_an_id() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            if name == "orgs" && !object.contains_key("parent") {
                object.insert("parent".to_owned(), json!({ "href": "", "type": "org" }));
            }
            if name == "enrollments" {
                object["user"]["type"] = json!("org");
            }
        }),
    );
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::ReferenceForm);
}

#[test]
fn d19_numbers_for_texts() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            if name == "users" {
                object.insert("identifier".to_owned(), json!(4711));
            }
        }),
    );
    assert_rows(&pulled, &v1_1(), &|file, column| (file, column) != ("users", "identifier"));
    assert_met(&pulled, RestFact::NumberForText);
    assert_eq!(&*pulled.roster.table(Table::Users).expect("users").text(9, "identifier"), "4711");
}

#[test]
fn d20_d21_other_words_are_kept_as_they_are() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            object.insert("status".to_owned(), json!(if name == "orgs" { "inactive" } else { "tobedeleted" }));
            if name == "orgs" {
                object.insert("type".to_owned(), json!("departments"));
            }
            if name == "demographics" {
                object.insert("sex".to_owned(), json!("Divers"));
            }
        }),
    );
    assert_rows(&pulled, &v1_1(), &|file, column| !matches!((file, column), ("orgs", "type") | ("demographics", "sex")));
    let text = |table: Table, column: &str| pulled.roster.table(table).expect("a table").text(0, column).into_string();
    assert_eq!(
        (text(Table::Orgs, "type"), text(Table::Orgs, "status"), text(Table::Demographics, "sex")),
        ("departments".into(), "inactive".into(), "Divers".into())
    );
    assert_met(&pulled, RestFact::DeletedReturned);
}

#[test]
fn d26_other_forms_of_dates() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            object.insert("dateLastModified".to_owned(), json!("2026-08-15 04:30:00"));
            if name == "academicSessions" {
                let date = format!("{}T00:00:00Z", object["startDate"].as_str().unwrap_or_default());
                object.insert("startDate".to_owned(), json!(date));
            }
        }),
    );
    assert_rows(&pulled, &v1_1(), &|file, column| (file, column) != ("academicSessions", "startDate"));
    assert_met(&pulled, RestFact::DateForm);
    assert_eq!(&*pulled.roster.table(Table::Orgs).expect("orgs").text(0, "dateLastModified"), "2026-08-15 04:30:00", "kept as sent");
}

#[test]
fn d28_broken_references_are_found_by_the_checks() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            if name == "enrollments" {
                object["user"]["sourcedId"] = json!("nobody");
            }
        }),
    );
    let roster = &pulled.roster;
    let input = roster_inspector::check::Input { package: roster.package(), data: roster.data(), relations: roster.relations() };
    let settings = roster_inspector::check::Settings::as_of(jiff::civil::date(2026, 10, 1));
    let findings = roster_inspector::check::run(&input, &settings, 10, &roster_inspector::job::Watch::new());
    assert_eq!(
        findings.group("ref-enrollment-user").expect("found").count,
        u64::from(roster.table(Table::Enrollments).expect("a table").rows())
    );
}

#[test]
fn d31_passwords_are_told_as_present_and_kept_nowhere() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            if name == "users" {
                object.insert("password".to_owned(), json!("hunter2-of-a-child"));
            }
        }),
    );
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::SecretInRow);
    assert_eq!(&*pulled.roster.table(Table::Users).expect("users").text(0, "password"), "present");
    assert!(!format!("{:?}", pulled.notes).contains("hunter2"));
}

#[test]
fn unknown_fields_are_kept_as_columns() {
    let (pulled, _server) = pull(
        &v1_1(),
        reshaped(|name, object| {
            // Only late rows have it, so the column comes when many are there already.
            if name == "enrollments" && object["sourcedId"].as_str().is_some_and(|id| id > "e") {
                object.insert("seat".to_owned(), json!({ "row": 3 }));
                object.insert("metadata".to_owned(), json!({ "vendor.x": 1.50, "deep": [1, 2] }));
            }
        }),
    );
    assert_whole(&pulled, &v1_1());
    assert_met(&pulled, RestFact::FieldUnknown);
    let enrollments = pulled.roster.table(Table::Enrollments).expect("enrollments");
    let text =
        |row: u32, name: &str| enrollments.columns().iter().find(|column| column.name() == name).expect("a column").text(row).into_string();
    let rows: Vec<u32> = (0..enrollments.rows()).filter(|row| !text(*row, "seat").is_empty()).collect();
    assert!(!rows.is_empty() && rows.len() < enrollments.rows() as usize);
    assert!(rows.iter().all(|&row| &*enrollments.sourced_id(row) > "e"));
    assert_eq!(text(rows[0], "seat"), r#"{"row":3}"#);
    assert_eq!(text(rows[0], "metadata.vendor.x"), "1.5");
    assert_eq!(text(rows[0], "metadata.deep"), "[1,2]");
}

#[test]
fn d23_rows_of_another_version_than_the_path() {
    let district = std::sync::Arc::new({
        let mut mixed = super::district::District::new(60, roster_inspector::spec::Version::V1_2_1);
        mixed.is_1_2 = false;
        mixed
    });
    let (pulled, _server) = pull(&district, Manners::default());
    assert_met(&pulled, RestFact::VersionMixed);
    assert!(pulled.roster.version().is_1_2());
    assert_eq!(pulled.roster.table(Table::Roles).expect("roles").rows() as usize, district.files["roles"].len());
}
